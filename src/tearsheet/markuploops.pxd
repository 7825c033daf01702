"""What may be said by class names; see ``markuploops.pyx``."""

from tearsheet.hashing cimport Hashes


cdef class ClassNames:
    cdef Hashes whole
    cdef Hashes telling
    cdef Hashes first
    cdef Hashes second

    cdef bint may_tell(self, str names)

"""Which names of elements may hold a word; see ``tokenloops.pyx``."""

from libc.stdint cimport uint32_t


cdef class NameWords:
    cdef uint32_t* words
    cdef size_t size
    cdef Py_ssize_t longest
    cdef dict known

    cdef bint may_hold(self, str names) except -1
    cdef bint _look(self, str names) noexcept

"""Instances of frozen dataclasses; see ``objectloops.pyx``."""

cdef enum:
    MOST_FIELDS = 32


cdef class Maker:
    cdef type kind
    cdef tuple names, defaults
    cdef Py_ssize_t count, needed
    cdef Py_ssize_t[MOST_FIELDS] slots

    cdef object make(self, tuple values)

"""Runs of text; see ``runloops.pyx``."""

from tearsheet.nodeloops cimport Dom


cdef class Runs:
    cdef public object elements, ordinal, link
    cdef public list blocks, pieces, marks, open_marks, waiting, counters, sources
    cdef public Py_ssize_t length, breaks, block, heading, quotations, list_level, figure, noscript
    cdef public bint space, caption, item_pending

    cdef int add_node(self, Dom node) except -1
    cdef int add(self, str text, Dom node) except -1
    cdef int append(self, str piece, bint before, bint behind, Dom node) except -1
    cdef bint looks_apart(self, str before, str after, Dom node) except -1
    cdef int close_mark(self) except -1
    cdef int end(self) except -1

"""What the compiled walk asks of the parser's tree; see ``nodeloops.pyx``."""

ctypedef void* Dom
"""A node of the tree, or an attribute of one."""

ctypedef struct Lexbor:
    Dom (*first_child)(Dom) noexcept
    Dom (*next)(Dom) noexcept
    Dom (*prev)(Dom) noexcept
    Dom (*parent)(Dom) noexcept
    int (*type)(Dom) noexcept
    const char* (*text)(Dom, size_t*) noexcept
    unsigned char (*is_blank)(Dom) noexcept
    const char* (*tag)(Dom, size_t*) noexcept
    Dom (*first_attribute)(Dom) noexcept
    Dom (*next_attribute)(Dom) noexcept
    const char* (*name)(Dom, size_t*) noexcept
    const char* (*value)(Dom, size_t*) noexcept

cdef Lexbor lexbor

cdef enum:
    ELEMENT = 1
    TEXT = 3
    COMMENT = 8
    DOCUMENT = 9
    DOCTYPE = 10


cdef class Node:
    cdef Dom at
    cdef object document


cdef Node node_at(Dom at, object document)
cdef str decoded(const char* data, size_t length)
cdef str tag_of(Dom element)
cdef str value_of(Dom attribute)
cdef str value_named(Dom element, str name)

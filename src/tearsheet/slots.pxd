"""The fields of Blocks and Marks, read where they lie; for the compiled loops.

Asking an instance for an attribute takes ten times as long, and a page's loops ask some thousand times.
"""

from cpython.object cimport PyObject

cdef extern from *:
    """
    #include "structmember.h"
    #define TEARSHEET_OFFSET(descriptor) (((PyMemberDescrObject *)(descriptor))->d_member->offset)
    #define TEARSHEET_READ(object, offset) (*(PyObject **)((char *)(object) + (offset)))
    """
    Py_ssize_t offset_of "TEARSHEET_OFFSET"(object descriptor)
    PyObject* read "TEARSHEET_READ"(object instance, Py_ssize_t offset)


ctypedef struct BlockSlots:
    # Where the fields of a Block lie.
    Py_ssize_t text, kind, place, level, marks, picture, element


ctypedef struct MarkSlots:
    # Where those of a Mark lie.
    Py_ssize_t start, end, kind


cdef inline int find_block_slots(tuple blocks, BlockSlots* slots) except -1:
    """Where the fields of Blocks lie; a TypeError where they are not all of one type."""
    if not blocks:
        return 0
    cdef type kind = type(blocks[0])
    for block in blocks:
        if type(block) is not kind:
            raise TypeError("Blocks of different types")
    named = kind.__dict__
    slots.text, slots.kind = offset_of(named["text"]), offset_of(named["kind"])
    slots.place, slots.level = offset_of(named["place"]), offset_of(named["level"])
    slots.marks, slots.picture = offset_of(named["marks"]), offset_of(named["picture"])
    slots.element = offset_of(named["element"])
    return 0


cdef inline int find_mark_slots(object mark, MarkSlots* slots) except -1:
    """Where the fields of a Mark lie."""
    named = type(mark).__dict__
    slots.start, slots.end = offset_of(named["start"]), offset_of(named["end"])
    slots.kind = offset_of(named["kind"])
    return 0

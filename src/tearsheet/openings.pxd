"""What a text begins with; for the compiled loops."""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ
from libc.stdint cimport uint32_t


cdef inline bint _holds(str signs, uint32_t code) noexcept:
    cdef Py_ssize_t at
    for at in range(PyUnicode_GET_LENGTH(signs)):
        if PyUnicode_READ(PyUnicode_KIND(signs), PyUnicode_DATA(signs), at) == code:
            return True
    return False


cdef inline bint begins(str text, Py_ssize_t at, str first, str pairs) noexcept:
    """Whether a text begins there with one of some characters, or where the next is plain too with one of some pairs."""
    cdef void* data = PyUnicode_DATA(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef Py_ssize_t pair
    cdef uint32_t code, following
    if at >= PyUnicode_GET_LENGTH(text):
        return False
    code = PyUnicode_READ(kind, data, at)
    if not _holds(first, code):
        return False
    if code >= 0x80 or at + 1 == PyUnicode_GET_LENGTH(text):
        return True
    following = PyUnicode_READ(kind, data, at + 1)
    if following >= 0x80:
        return True
    code |= 0x20
    following |= 0x20
    for pair in range(0, PyUnicode_GET_LENGTH(pairs), 3):
        if (
            PyUnicode_READ(PyUnicode_KIND(pairs), PyUnicode_DATA(pairs), pair) == code
            and PyUnicode_READ(PyUnicode_KIND(pairs), PyUnicode_DATA(pairs), pair + 1) == following
        ):
            return True
    return False


cdef inline bint begins_inside(str text, str first, str pairs) noexcept:
    """The same behind opening brackets."""
    cdef Py_ssize_t at = 0
    while at < PyUnicode_GET_LENGTH(text) and PyUnicode_READ(PyUnicode_KIND(text), PyUnicode_DATA(text), at) in (
        0x28, 0x5B, 0xFF08,
    ):
        at += 1
    return begins(text, at, first, pairs)

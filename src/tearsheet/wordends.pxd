"""Where the words of a text begin and end; for the compiled loops."""

from cpython.unicode cimport Py_UNICODE_ISALNUM, PyUnicode_READ
from libc.stdint cimport uint32_t


cdef inline bint is_unspaced(uint32_t code) noexcept nogil:
    """Whether a character is of a script that puts no space between words."""
    return code >= 0x0E00 and (
        code <= 0x0EFF
        or 0x1000 <= code <= 0x109F
        or 0x1780 <= code <= 0x17FF
        or 0x3040 <= code <= 0x30FF
        or 0x3400 <= code <= 0x4DBF
        or 0x4E00 <= code <= 0x9FFF
    )


cdef inline bint next_word(void* data, int kind, Py_ssize_t length, Py_ssize_t* start, Py_ssize_t* end) noexcept:
    """The next word from `end` on, a character of an unspaced script being one; false where there is no more."""
    cdef uint32_t code
    while end[0] < length:
        code = PyUnicode_READ(kind, data, end[0])
        start[0] = end[0]
        end[0] += 1
        if is_unspaced(code):
            return True
        if not Py_UNICODE_ISALNUM(code):
            continue
        while end[0] < length:
            code = PyUnicode_READ(kind, data, end[0])
            if not Py_UNICODE_ISALNUM(code) or is_unspaced(code):
                break
            end[0] += 1
        return True
    return False

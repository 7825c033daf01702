# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Looks at markup, compiled where there is a C compiler; the function in Python that calls one says what it means."""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ, Py_UNICODE_ISSPACE
from libc.stdint cimport uint32_t, uint64_t
from libc.stdlib cimport free

from tearsheet.hashing cimport Hashes, find_hash, make_room, mixed

cdef extern from "Python.h":
    bint PyUnicode_IS_ASCII(str text)
    Py_ssize_t PyUnicode_FindChar(str text, uint32_t code, Py_ssize_t start, Py_ssize_t end, int direction) except -2

cdef uint64_t[15] GATHERED
GATHERED = [
    int.from_bytes(name, "big")
    for name in b"b big body code em font html i nobr s small strike strong tt u".split()
]


def look(str html, Py_ssize_t most, Py_ssize_t longest):
    """See `tearsheet.page.guard`; looks no further than at so many brackets.

    Returns:
        How many brackets open, start tags longer than ``longest``, and the tags that the parser gathers.
    """
    cdef void* data = PyUnicode_DATA(html)
    cdef int kind = PyUnicode_KIND(html)
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(html), found = 0, brackets = 0, done = 0, kept = 0
    cdef Py_ssize_t at, quoted
    cdef uint32_t code, quote
    cdef uint64_t name
    cdef int number
    cdef list gathered = [], long = []
    while True:
        found = PyUnicode_FindChar(html, 60, found, length, 1)
        if found < 0 or brackets > most:
            return brackets, long, gathered
        brackets += 1
        found += 1
        if found == length:
            continue
        code = PyUnicode_READ(kind, data, found)
        if not (97 <= code <= 122 or 65 <= code <= 90):
            continue
        if found > kept:
            name = 0
            at = found
            while at < length and at < found + 7:
                code = PyUnicode_READ(kind, data, at)
                if 65 <= code <= 90:
                    code += 32
                elif not 97 <= code <= 122:
                    break
                name = name << 8 | code
                at += 1
            if at < length and (code == 32 or 9 <= code <= 13):
                for number in range(15):
                    if GATHERED[number] == name:
                        kept = PyUnicode_FindChar(html, 62, at, length, 1)
                        if kept < 0:
                            kept = length
                        gathered.append(html[found - 1 : kept])
                        break
        if found <= done:
            # Inside a tag that was looked at: its value may hold brackets.
            continue
        at = found + 1
        while at < length:
            code = PyUnicode_READ(kind, data, at)
            if code == c">":
                break
            at += 1
            if code != c"=":
                continue
            quoted = at
            while quoted < length and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, quoted)):
                quoted += 1
            if quoted < length:
                quote = PyUnicode_READ(kind, data, quoted)
                if quote == c'"' or quote == c"'":
                    # A quotation mark that is never closed is a character like others.
                    quoted = PyUnicode_FindChar(html, quote, quoted + 1, length, 1)
                    if quoted >= 0:
                        at = quoted + 1
        if at - found + 1 > longest:
            long.append(html[found - 1 : at])
        done = at


# -- class names ------------------------------------------------------------------------------------------------------

cdef enum Letters:
    OTHER
    SPACE
    UPPER
    LOWER

cdef unsigned char[128] LETTERS
LETTERS = [
    SPACE if chr(code).isspace() else UPPER if chr(code).isupper() else LOWER if chr(code).islower() else OTHER
    for code in range(128)
]


cdef inline uint64_t joined(uint64_t name, uint32_t code) noexcept:
    """The hash of a name with one more character, in lower case."""
    return (name + 1) * <uint64_t>0x100000001B3 + (code + 32 if 65 <= code <= 90 else code)


cdef int keep(Hashes* hashes, object names) except -1:
    """A set of names, in lower case."""
    cdef uint64_t name
    cdef Py_UCS4 code
    make_room(hashes, 64, 4 * len(names))
    for text in names:
        name = 0
        for code in <str>text:
            name = joined(name, code)
        find_hash(hashes, mixed(name), True)
    return 0


cdef class ClassNames:
    """What class names may tell something, looked up without a name being made of any.

    Args:
        whole: names that tell something.
        telling: parts of a name that do.
        pairs: parts that do one behind the other.
    """

    def __cinit__(self, whole, telling, pairs):
        keep(&self.whole, whole)
        keep(&self.telling, telling)
        keep(&self.first, {first for first, _ in pairs})
        keep(&self.second, {second for _, second in pairs})

    def __dealloc__(self):
        free(self.whole.slots)
        free(self.telling.slots)
        free(self.first.slots)
        free(self.second.slots)

    cdef bint may_tell(self, str names):
        """Whether one of the names may tell something; true of many that do not."""
        cdef const unsigned char* data
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(names), at, start = 0, end
        cdef uint64_t name, part
        cdef bint opened
        if not PyUnicode_IS_ASCII(names):
            return True
        data = <const unsigned char*>PyUnicode_DATA(names)
        while start < length:
            if LETTERS[data[start]] == SPACE:
                start += 1
                continue
            name = 0
            end = start
            while end < length and LETTERS[data[end]] != SPACE:
                name = joined(name, data[end])
                end += 1
            if find_hash(&self.whole, mixed(name), False):
                return True
            # The parts of "bylineName" and "byline-name" are "byline" and "name", of "HTMLTime" "html" and "time".
            opened = False
            at = start
            while at < end:
                if LETTERS[data[at]] < UPPER:
                    at += 1
                    continue
                part = joined(0, data[at])
                if LETTERS[data[at]] == UPPER:
                    at += 1
                    if at < end and LETTERS[data[at]] == UPPER:
                        while at < end and LETTERS[data[at]] == UPPER and not (
                            at + 1 < end and LETTERS[data[at + 1]] == LOWER
                        ):
                            part = joined(part, data[at])
                            at += 1
                    else:
                        while at < end and LETTERS[data[at]] == LOWER:
                            part = joined(part, data[at])
                            at += 1
                else:
                    at += 1
                    while at < end and LETTERS[data[at]] == LOWER:
                        part = joined(part, data[at])
                        at += 1
                part = mixed(part)
                if find_hash(&self.telling, part, False) or (opened and find_hash(&self.second, part, False)):
                    return True
                opened = find_hash(&self.first, part, False)
            start = end
        return False

    def __call__(self, names):
        return self.may_tell(names)

# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Loops over what a page says about itself, compiled where there is a C compiler.

Each does what the function in Python that calls it does without it, to the last bit; that function says what it means.
"""

from cpython.unicode cimport (
    Py_UNICODE_ISALNUM,
    Py_UNICODE_ISDECIMAL,
    Py_UNICODE_ISSPACE,
    PyUnicode_DATA,
    PyUnicode_DecodeASCII,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
    PyUnicode_Substring,
)
from libc.stdint cimport uint32_t
from libc.stdlib cimport free, malloc
from libc.string cimport memset

cdef extern from *:
    """
    #define TEARSHEET_IS_ASCII(text) PyUnicode_IS_ASCII(text)
    """
    bint is_ascii "TEARSHEET_IS_ASCII"(object text)


# -- words ------------------------------------------------------------------------------------------------------------


cdef inline bint _unspaced(uint32_t code) noexcept nogil:
    """Whether a character is of a script that puts no space between words."""
    return code >= 0x0E00 and (
        code <= 0x0EFF
        or 0x1000 <= code <= 0x109F
        or 0x1780 <= code <= 0x17FF
        or 0x3040 <= code <= 0x30FF
        or 0x3400 <= code <= 0x4DBF
        or 0x4E00 <= code <= 0x9FFF
    )


def find_words(str text):
    """See `tearsheet.article.metadata.wording.words`."""
    cdef void* data = PyUnicode_DATA(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), at = 0, start
    cdef uint32_t code
    cdef list found = []
    while at < length:
        code = PyUnicode_READ(kind, data, at)
        start = at
        at += 1
        if not _unspaced(code):
            if not Py_UNICODE_ISALNUM(code):
                continue
            while at < length:
                code = PyUnicode_READ(kind, data, at)
                if not Py_UNICODE_ISALNUM(code) or _unspaced(code):
                    break
                at += 1
        found.append(PyUnicode_Substring(text, start, at))
    return found


def may_open(text, frozenset words):
    """See `tearsheet.article.metadata.names.opens_byline`: whether the first word is one of these, or not of ASCII."""
    cdef void* data = PyUnicode_DATA(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), at = 0
    cdef uint32_t code
    while at < length:
        code = PyUnicode_READ(kind, data, at)
        if not (Py_UNICODE_ISALNUM(code) or code == c"_"):
            break
        if code >= 128:
            return True
        at += 1
    return PyUnicode_Substring(text, 0, at).lower() in words


cdef inline bint _is_space(unsigned char code) noexcept nogil:
    """Whether a character of ASCII is white space to `str.split`."""
    return code == 32 or 9 <= code <= 13 or 28 <= code <= 31


def is_clean(text, Py_ssize_t longest):
    """Whether a text of ASCII is such that `tearsheet.article.metadata.wording.clean` leaves it as it is."""
    cdef Py_ssize_t length, at
    cdef unsigned char code, last = 32
    # What is more than a text, because it knows its place, is not to be told on as it is.
    if type(text) is not str or not is_ascii(text) or len(<str>text) > longest:
        return False
    length = len(<str>text)
    cdef const unsigned char* data = <const unsigned char*>PyUnicode_DATA(text)
    for at in range(length):
        code = data[at]
        if code == c"&" or code == c"<" or (_is_space(code) and (code != 32 or last == 32)):
            return False
        last = code
    return not length or last != 32


def folded(text, Py_ssize_t longest):
    """See `tearsheet.article.metadata.wording.fold`; ``None`` for a text with characters beyond ASCII."""
    cdef Py_ssize_t length, at, count = 0
    cdef unsigned char code
    cdef bint parted = False
    if not is_ascii(text):
        return None
    length = min(PyUnicode_GET_LENGTH(text), longest)
    cdef const unsigned char* data = <const unsigned char*>PyUnicode_DATA(text)
    cdef char* found = <char*>malloc(length + 1)
    if found == NULL:
        raise MemoryError
    for at in range(length):
        code = data[at]
        if _is_space(code):
            parted = count > 0
            continue
        if parted:
            found[count] = 32
            count += 1
            parted = False
        found[count] = code + 32 if 65 <= code <= 90 else code
        count += 1
    try:
        return PyUnicode_DecodeASCII(found, count, NULL)
    finally:
        free(found)


def is_collapsed(text):
    """Whether `str.split` and a space between the words would leave a text as it is."""
    cdef void* data = PyUnicode_DATA(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), at
    cdef uint32_t code, last = 32
    if type(text) is not str:
        return False
    for at in range(length):
        code = PyUnicode_READ(kind, data, at)
        if (code == 32 and last == 32) or (code != 32 and Py_UNICODE_ISSPACE(code)):
            return False
        last = code
    return not length or last != 32


cdef class Signs:
    """Some characters of the first plane."""

    cdef unsigned char[8192] known
    """One bit each."""

    def __cinit__(self, str signs):
        cdef uint32_t code
        memset(self.known, 0, sizeof(self.known))
        for code in signs:
            if code >= 0x10000:
                raise ValueError("a character beyond the first plane")
            self.known[code >> 3] |= 1 << (code & 7)

    def inside(self, str text):
        """Whether one of them stands in a text."""
        cdef void* data = PyUnicode_DATA(text)
        cdef int kind = PyUnicode_KIND(text)
        cdef Py_ssize_t at
        cdef uint32_t code
        for at in range(PyUnicode_GET_LENGTH(text)):
            code = PyUnicode_READ(kind, data, at)
            if code < 0x10000 and self.known[code >> 3] >> (code & 7) & 1:
                return True
        return False


def has_digit(text):
    """Whether there is a decimal digit of any script."""
    cdef void* data = PyUnicode_DATA(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef Py_ssize_t at
    cdef uint32_t code
    for at in range(PyUnicode_GET_LENGTH(text)):
        code = PyUnicode_READ(kind, data, at)
        if 48 <= code <= 57 or (code >= 128 and Py_UNICODE_ISDECIMAL(code)):
            return True
    return False


# -- scripts ----------------------------------------------------------------------------------------------------------


cdef enum:
    MOST_WORDS = 32
    FARTHEST = 40


cdef class Telling:
    """Finds the keys of scripts that hold one of some words of ASCII; see `tearsheet.article.metadata.islands`."""

    cdef tuple words
    cdef uint32_t[128] begin
    """Of each character the words that begin with it, one bit each."""
    cdef uint32_t[128] second
    """Of each character the words whose second it is."""

    def __cinit__(self, tuple words):
        cdef Py_ssize_t number
        if len(words) > MOST_WORDS or not all([word.isascii() and len(word) > 1 for word in words]):
            raise ValueError("too many words")
        self.words = words
        memset(self.begin, 0, sizeof(self.begin))
        memset(self.second, 0, sizeof(self.second))
        for number in range(len(words)):
            self.begin[<int>ord(words[number][0])] |= <uint32_t>1 << number
            self.second[<int>ord(words[number][1])] |= <uint32_t>1 << number

    def starts(self, str text):
        """Where the keys may start, each once."""
        cdef void* data = PyUnicode_DATA(text)
        cdef int kind = PyUnicode_KIND(text)
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), at, number, place, size
        cdef Py_ssize_t[MOST_WORDS] behind
        cdef uint32_t code, mask, after
        cdef const char* spelled[MOST_WORDS]
        cdef Py_ssize_t[MOST_WORDS] sizes
        cdef list kept = [word.encode() for word in self.words], found = []
        for number in range(len(kept)):
            spelled[number], sizes[number], behind[number] = <const char*><bytes>kept[number], len(kept[number]), 0
        code = PyUnicode_READ(kind, data, 0) if length else 0
        after = self.begin[code & 127]
        for at in range(length - 1):
            # The words that may have begun here, before it is known whether these are characters of ASCII at all.
            mask = after
            code = PyUnicode_READ(kind, data, at + 1)
            after = self.begin[code & 127]
            mask &= self.second[code & 127]
            if not mask or code >= 128:
                continue
            code = PyUnicode_READ(kind, data, at)
            if code >= 128:
                continue
            number = -1
            while mask:
                number += 1
                if not mask & 1:
                    mask >>= 1
                    continue
                mask >>= 1
                size = sizes[number]
                # The next one is looked for behind the last.
                if at + size > length or at < behind[number]:
                    continue
                place = 1
                while place < size and PyUnicode_READ(kind, data, at + place) == <unsigned char>spelled[number][place]:
                    place += 1
                if place == size:
                    behind[number] = at + size
                    found.append(_key_start(data, kind, at))
        return set(found)


cdef class Collector:
    """Gathers the objects of JSON that have enough keys and one of some; see `tearsheet.article.metadata.islands`."""

    cdef frozenset keys
    cdef Py_ssize_t least, most
    cdef list found

    def __cinit__(self, frozenset keys, Py_ssize_t least, Py_ssize_t most, list found):
        self.keys, self.least, self.most, self.found = keys, least, most, found

    def __call__(self, dict value):
        if len(value) >= self.least and len(self.found) < self.most:
            for key in self.keys:
                if key in value:
                    self.found.append(value)
                    break
        return value


cdef Py_ssize_t _key_start(void* data, int kind, Py_ssize_t at) noexcept:
    """Where the key begins that a word stands in, its quotation mark included."""
    cdef Py_ssize_t start = at
    cdef uint32_t code = 0
    while start > 0 and at - start < FARTHEST:
        code = PyUnicode_READ(kind, data, start - 1)
        if not (Py_UNICODE_ISALNUM(code) or code == c"_" or code == c"$" or code == c"." or code == c":" or code == c"-"):
            return start - 1 if code == c'"' or code == c"'" else start
        start -= 1
    return start

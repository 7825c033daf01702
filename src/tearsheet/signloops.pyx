# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Loops over the characters of short texts: signs and hints of furniture, compiled where there is a C compiler.

Each does what the function in Python that calls it does without it, to the last bit; that function says what it means.
"""

from cpython.unicode cimport (
    Py_UNICODE_ISALNUM,
    Py_UNICODE_ISDECIMAL,
    Py_UNICODE_ISSPACE,
    PyUnicode_DATA,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
)
from libc.stdint cimport int64_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free

from tearsheet.hashing cimport is_digit, mixed


def furniture_signs(list texts, Py_ssize_t longest, tuple searches, unsigned char[:, ::1] found):
    """Which signs the beginnings of texts hold; see `tearsheet.roles.leftout`."""
    cdef object address_in, clock_in, year_in, number_in
    address_in, clock_in, year_in, number_in = searches
    cdef Py_ssize_t number, at, length
    cdef str text
    cdef void* data
    cdef int kind
    cdef uint32_t code, before, last
    cdef bint copyright, bar, sure_address, address, clock, sure_year, year, bracket, letter
    for number in range(len(texts)):
        text = texts[number]
        if len(text) > longest:
            text = text[:longest]
        data, kind, length = PyUnicode_DATA(text), PyUnicode_KIND(text), PyUnicode_GET_LENGTH(text)
        copyright = bar = sure_address = address = clock = sure_year = year = bracket = letter = False
        before = last = 0
        at = 0
        while at < length:
            code = PyUnicode_READ(kind, data, at)
            at += 1
            if code < 0x80:
                if 97 <= code <= 122:
                    letter = True
                    clock |= code == c"h" and is_digit(before)
                elif code == 32:
                    before = code
                    continue
                elif 65 <= code <= 90:
                    letter = True
                elif code == c"9":
                    year |= before == c"1"
                elif code == c"0":
                    year |= before == c"2"
                elif code == c".":
                    address |= before == c"w" or (
                        at < length and PyUnicode_READ(kind, data, at) in (c"c", c"o", c"n", c"d", c"f", c"r")
                    )
                    clock |= is_digit(before)
                elif code == c":":
                    clock |= is_digit(before)
                    address |= before == c"p" or before == c"s"
                elif code == c"@":
                    sure_address = True
                elif code == c"|":
                    bar = True
                elif code == c"(" or code == c"[":
                    bracket = True
                elif 9 <= code <= 13 or 28 <= code <= 31:
                    before = code
                    continue
            else:
                copyright |= code in (0xA9, 0xAE, 0x2122, 0x2117)
                bar |= code in (0x2022, 0xB7, 0x203A, 0xBB, 0x2192, 0x25B6, 0x25BA, 0x2715, 0xD7)
                bracket |= code == 0xFF08
                sure_year |= code == 0x5E74
                if Py_UNICODE_ISSPACE(code):
                    before = code
                    continue
                letter |= Py_UNICODE_ISALNUM(code) and not Py_UNICODE_ISDECIMAL(code)
            before = last = code
        found[number, 0] = copyright
        found[number, 1] = bar
        found[number, 2] = sure_address or (address and address_in(text) is not None)
        found[number, 3] = clock and clock_in(text) is not None
        found[number, 4] = sure_year or (year and year_in(text) is not None)
        found[number, 5] = bracket
        found[number, 6] = last == c"?" or last == 0xFF1F or last == 0x61F
        found[number, 7] = length > 0 and PyUnicode_READ(kind, data, length - 1) == c"*"
        found[number, 8] = 0 < length <= 12 and number_in(text) is not None
        found[number, 9] = not letter


cdef inline bint _in_word(uint32_t code) noexcept:
    """Vowel signs of the scripts of India and South-East Asia are part of the word."""
    if code < 0x80:
        return (97 <= code <= 122) or (48 <= code <= 57) or (65 <= code <= 90) or code == 95
    return 0x900 <= code <= 0xDFF or 0xE00 <= code <= 0xE7F or Py_UNICODE_ISALNUM(code)


cdef inline bint _unspaced(uint32_t code) noexcept nogil:
    return 0x3040 <= code <= 0x30FF or 0x3400 <= code <= 0x9FFF or 0xAC00 <= code <= 0xD7A3


cdef class Hints:
    """Words and the bits that each stands for; see `tearsheet.roles.cues`."""

    cdef uint64_t* words
    cdef int64_t* bits
    cdef size_t size
    cdef object inside

    def __cinit__(self, dict known, object inside):
        cdef size_t slot
        cdef uint64_t word
        self.size = 8
        while self.size < 4 * <size_t>len(known):
            self.size *= 2
        self.words = <uint64_t*>calloc(self.size, sizeof(uint64_t))
        self.bits = <int64_t*>calloc(self.size, sizeof(int64_t))
        if self.words == NULL or self.bits == NULL:
            raise MemoryError
        self.inside = inside
        for text, told in known.items():
            word = self._hash(text)
            slot = word & (self.size - 1)
            while self.words[slot]:
                slot = (slot + 1) & (self.size - 1)
            self.words[slot] = word
            self.bits[slot] = told

    def __dealloc__(self):
        free(self.words)
        free(self.bits)

    cdef uint64_t _hash(self, str text):
        cdef uint64_t word = 0
        cdef Py_ssize_t at
        for at in range(len(text)):
            word = word * <uint64_t>0x100000001B3 + (<uint32_t>text[at] + 1)
        return mixed(word) or 1

    def read(self, str text):
        """The bits of the words of a text."""
        cdef str lower = text.lower()
        cdef void* data = PyUnicode_DATA(lower)
        cdef int kind = PyUnicode_KIND(lower)
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(lower), at = 0
        cdef uint64_t word
        cdef uint32_t code
        cdef size_t slot
        cdef int64_t found = 0
        cdef bint unspaced = False
        while at < length:
            code = PyUnicode_READ(kind, data, at)
            at += 1
            if not _in_word(code):
                continue
            word = 0
            while True:
                unspaced |= _unspaced(code)
                word = word * <uint64_t>0x100000001B3 + (code + 1)
                if at == length:
                    break
                code = PyUnicode_READ(kind, data, at)
                if not _in_word(code):
                    break
                at += 1
            word = mixed(word) or 1
            slot = word & (self.size - 1)
            while self.words[slot]:
                if self.words[slot] == word:
                    found |= self.bits[slot]
                    break
                slot = (slot + 1) & (self.size - 1)
        if unspaced:
            found |= <int64_t>self.inside(text)
        return found

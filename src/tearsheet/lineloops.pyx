# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Loops over the words and characters of lines of flat captures, compiled where there is a C compiler.

Each does what the function in Python that calls it does without it, to the last bit; that function says what it means.
"""

from cpython.unicode cimport (
    Py_UNICODE_ISALNUM,
    Py_UNICODE_ISDECIMAL,
    PyUnicode_DATA,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
)
from libc.stdint cimport int32_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free

from tearsheet.hashing cimport mixed

# -- phrases ----------------------------------------------------------------------------------------------------------

cdef enum:
    MOST_WORDS = 7
    MOST_LETTERS = 14


cdef inline bint _is_letter(uint32_t code) noexcept:
    """Vowel signs of the scripts of India and South-East Asia are part of the word."""
    if code < 0x80:
        return 97 <= code <= 122 or 65 <= code <= 90
    return (
        0x900 <= code <= 0xDFF
        or 0xE00 <= code <= 0xE7F
        or (Py_UNICODE_ISALNUM(code) and not Py_UNICODE_ISDECIMAL(code))
    )


cdef inline bint _unspaced(uint32_t code) noexcept nogil:
    return 0xE00 <= code <= 0xE7F or 0x3040 <= code <= 0x30FF or 0x3400 <= code <= 0x9FFF


cdef inline uint64_t _grown(uint64_t known, uint32_t code) noexcept nogil:
    return known * <uint64_t>0x100000001B3 + (code + 1)


cdef class Phrases:
    """Phrases as hashes of 64 bits, and the number that each stands for; see `tearsheet.roles.linephrases`."""

    cdef uint64_t* slots
    cdef int32_t* numbers
    cdef size_t size

    def __cinit__(self, dict known):
        cdef size_t slot
        cdef uint64_t phrase
        cdef Py_ssize_t at
        cdef str text
        self.size = 8
        while self.size < 4 * <size_t>len(known):
            self.size *= 2
        self.slots = <uint64_t*>calloc(self.size, sizeof(uint64_t))
        self.numbers = <int32_t*>calloc(self.size, sizeof(int32_t))
        if self.slots == NULL or self.numbers == NULL:
            raise MemoryError
        for text, number in known.items():
            phrase = 0
            for at in range(len(text)):
                phrase = _grown(phrase, text[at])
            phrase = mixed(phrase) or 1
            slot = phrase & (self.size - 1)
            while self.slots[slot]:
                slot = (slot + 1) & (self.size - 1)
            self.slots[slot] = phrase
            self.numbers[slot] = number

    def __dealloc__(self):
        free(self.slots)
        free(self.numbers)

    cdef int32_t number(self, uint64_t phrase) noexcept nogil:
        """What a phrase stands for, 0 for an unknown one."""
        cdef size_t slot
        phrase = mixed(phrase) or 1
        slot = phrase & (self.size - 1)
        while self.slots[slot]:
            if self.slots[slot] == phrase:
                return self.numbers[slot]
            slot = (slot + 1) & (self.size - 1)
        return 0


def read_phrases(str text, Phrases whole, Phrases begun, Phrases hints, Py_ssize_t many):
    """What a line in one case and spelling says as a whole, by its beginning, and what its beginning hints at.

    Returns:
        Three numbers, 0 for nothing; ``None`` where ``many`` words were asked for and there are fewer of them.
    """
    cdef void* data = PyUnicode_DATA(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), at = 0, words = 0, letters = 0, count, kept = 0
    cdef uint64_t[MOST_WORDS] ends
    cdef uint64_t[MOST_LETTERS] first
    cdef uint64_t known = 0, all_of_it = 0
    cdef uint32_t code
    cdef bint unspaced = False
    cdef int32_t beginning = 0, hint = 0
    while at < length:
        code = PyUnicode_READ(kind, data, at)
        at += 1
        if not _is_letter(code):
            continue
        if words:
            known = _grown(known, 32)
        while True:
            known = _grown(known, code)
            if not words:
                unspaced |= _unspaced(code)
                if letters < MOST_LETTERS:
                    first[letters] = known
                    letters += 1
            if at == length:
                break
            code = PyUnicode_READ(kind, data, at)
            if not _is_letter(code):
                break
            at += 1
        if words < MOST_WORDS:
            ends[words] = known
        words += 1
        if words <= many or not many:
            all_of_it = known
    if many and words <= many:
        # The last one may be cut in two.
        return None
    count = min(words, MOST_WORDS)
    while count and not (beginning and hint):
        count -= 1
        if not beginning:
            beginning = begun.number(ends[count])
        if not hint:
            hint = hints.number(ends[count])
    if unspaced:
        while letters > 1 and not (beginning and hint):
            letters -= 1
            if not beginning:
                beginning = begun.number(first[letters])
            if not hint:
                hint = hints.number(first[letters])
    return (whole.number(all_of_it) if words else 0), beginning, hint


# -- stems ------------------------------------------------------------------------------------------------------------

cdef enum:
    PAIRS = 4096
    LONGEST_STEM = 24


ctypedef struct Stem:
    uint32_t[LONGEST_STEM] codes
    int length
    bint begins
    uint32_t group
    int following


cdef inline Py_ssize_t _pair(uint32_t first, uint32_t second) noexcept nogil:
    return ((first * 61) ^ (second * 7919)) & (PAIRS - 1)


cdef class Stems:
    """Short strings that texts hold or begin with, by groups; see `tearsheet.roles.wording`."""

    cdef Stem* stems
    cdef int[PAIRS] heads
    cdef int[256] alone

    def __cinit__(self, list groups):
        cdef list known = [(group, stem) for group, stems in enumerate(groups) for stem in stems]
        cdef Py_ssize_t at, place
        cdef int number
        cdef str stem
        cdef Stem* one
        for at in range(PAIRS):
            self.heads[at] = -1
        for at in range(256):
            self.alone[at] = -1
        self.stems = <Stem*>calloc(max(len(known), 1), sizeof(Stem))
        if self.stems == NULL:
            raise MemoryError
        for number in range(len(known)):
            group, stem = known[number]
            one = &self.stems[number]
            one.begins = stem[0] == "^"
            stem = stem.removeprefix("^")
            if not 0 < len(stem) <= LONGEST_STEM or group > 31:
                raise ValueError(stem)
            one.length = len(stem)
            one.group = <uint32_t>1 << <int>group
            for at in range(len(stem)):
                one.codes[at] = stem[at]
            if one.length == 1:
                one.following = self.alone[one.codes[0] & 255]
                self.alone[one.codes[0] & 255] = number
            else:
                place = _pair(one.codes[0], one.codes[1])
                one.following = self.heads[place]
                self.heads[place] = number

    def __dealloc__(self):
        free(self.stems)

    def read(self, str text):
        """The groups of which a text holds a stem, a bit each."""
        cdef void* data = PyUnicode_DATA(text)
        cdef int kind = PyUnicode_KIND(text)
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), at, inside
        cdef uint32_t code, following, found = 0
        cdef int number
        cdef Stem* one
        if not length:
            return 0
        code = PyUnicode_READ(kind, data, 0)
        for at in range(length):
            number = self.alone[code & 255]
            while number >= 0:
                one = &self.stems[number]
                if one.codes[0] == code and not (one.begins and at):
                    found |= one.group
                number = one.following
            if at + 1 == length:
                break
            following = PyUnicode_READ(kind, data, at + 1)
            number = self.heads[_pair(code, following)]
            code = following
            while number >= 0:
                one = &self.stems[number]
                number = one.following
                if found & one.group or (one.begins and at) or at + one.length > length:
                    continue
                for inside in range(one.length):
                    if PyUnicode_READ(kind, data, at + inside) != one.codes[inside]:
                        break
                else:
                    found |= one.group
        return found

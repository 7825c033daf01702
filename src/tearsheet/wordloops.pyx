# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Loops over the words of texts that statements are read from, compiled where there is a C compiler.

Each does what the function in Python that calls it does without it, to the last bit; that function says what it means.
"""

cimport cython
from cpython.unicode cimport (
    Py_UNICODE_ISALNUM,
    Py_UNICODE_ISSPACE,
    Py_UNICODE_ISUPPER,
    PyUnicode_DATA,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
    PyUnicode_READ_CHAR,
    PyUnicode_Substring,
)
from libc.stdint cimport uint32_t, uint64_t
from tearsheet.wordspots cimport Spot, find_spot, free_spots, make_spots, put_spot, with_sign

cdef frozenset PRONOUNS = frozenset("il ils elle elles on je nous vous ce".split())

cdef enum:
    LONGEST_ELIDED = 7
    LONGEST_SHORT = 8
    MOST_INITIALS = 6


cdef inline bint _is_apostrophe(uint32_t code) noexcept:
    return code == 0x27 or code == 0x2019


cdef inline bint _is_sign(uint32_t code) noexcept:
    """Whether it is neither letter nor digit."""
    if code < 0x80:
        return not (97 <= code <= 122 or 65 <= code <= 90 or 48 <= code <= 57)
    return not Py_UNICODE_ISALNUM(code)


cdef inline bint _is_capital(uint32_t code) noexcept:
    return 65 <= code <= 90


@cython.final
cdef class _Reader:
    """A text, and where its words end."""

    cdef str text
    cdef void* data
    cdef int kind
    cdef Py_ssize_t length
    cdef object is_elided, is_today

    def __cinit__(self, str text, is_elided, is_today):
        self.text = text
        self.data = PyUnicode_DATA(text)
        self.kind = PyUnicode_KIND(text)
        self.length = PyUnicode_GET_LENGTH(text)
        self.is_elided = is_elided
        self.is_today = is_today

    cdef inline uint32_t at(self, Py_ssize_t place) noexcept:
        """The sign at a place, a space behind the last one."""
        return PyUnicode_READ(self.kind, self.data, place) if place < self.length else 32

    cdef inline bint is_word(self, Py_ssize_t place) noexcept:
        cdef uint32_t code = self.at(place)
        return not _is_sign(code) or code == 0x5F

    cdef inline Py_ssize_t run(self, Py_ssize_t place) noexcept:
        """Behind the letters and digits from a place on."""
        while place < self.length and not _is_sign(PyUnicode_READ(self.kind, self.data, place)):
            place += 1
        return place

    cdef bint inverted(self, Py_ssize_t place):
        """Whether "-t-il" or "-elle" goes on here, behind the hyphen."""
        cdef Py_ssize_t end
        if self.at(place) == 0x74 and self.at(place + 1) == 0x2D:
            place += 2
        end = self.run(place)
        if end == place or end > place + 5 or self.at(end) == 0x5F:
            return False
        return PyUnicode_Substring(self.text, place, end) in PRONOUNS

    cdef Py_ssize_t before_apostrophe(self, Py_ssize_t start, Py_ssize_t end):
        """Behind a word whose letters an apostrophe follows, ``start`` where it is like any other."""
        if end - start <= LONGEST_ELIDED:
            if self.is_word(end + 1) and self.is_elided(PyUnicode_Substring(self.text, start, end)):
                return end + 1
            if end - start == LONGEST_ELIDED and self.length >= end + 4 and not self.is_word(end + 4):
                if self.is_today(PyUnicode_Substring(self.text, start, end + 4)):
                    return end + 4
        if (
            end - start > 1
            and self.at(end - 1) == 0x6E
            and self.at(end + 1) == 0x74
            and not self.is_word(end + 2)
        ):
            return end + 2
        return start

    cdef Py_ssize_t end_of(self, Py_ssize_t start):
        """Behind the word that starts at a place; white space is none."""
        cdef Py_ssize_t end = self.run(start), other
        cdef uint32_t code
        cdef int initials = 0
        if end == start:
            return start + 1
        code = self.at(end)
        if _is_apostrophe(code):
            other = self.before_apostrophe(start, end)
            if other > start:
                return other
        if code == 0x2E and end == start + 1:
            other = start
            while initials < MOST_INITIALS and _is_capital(self.at(other)) and self.at(other + 1) == 0x2E:
                other += 2
                initials += 1
            if initials > 1:
                return other
        if end == start + 1 and self.at(start) == 0x4F and _is_apostrophe(code) and _is_capital(self.at(end + 1)):
            end = self.run(end + 1)
        while True:
            code = self.at(end)
            if code != 0x2D and code != 0x2011:
                return end
            other = self.run(end + 1)
            if other == end + 1 or self.inverted(end + 1):
                return end
            end = other


@cython.final
cdef class Words:
    """See `tearsheet.statements.reading.wording._read_words`: reads the words of texts in a language.

    The words that were met last are kept with what is known of them, so that none has to be made anew.
    """

    cdef object traits, is_elided, is_today
    cdef Spot* spots

    def __cinit__(self, traits, is_elided, is_today):
        self.traits = traits
        self.is_elided = is_elided
        self.is_today = is_today
        self.spots = make_spots()

    def __dealloc__(self):
        free_spots(self.spots)

    def __call__(self, str text):
        cdef _Reader reader = _Reader(text, self.is_elided, self.is_today)
        cdef Py_ssize_t place = 0, end
        cdef list forms = [], starts = [], ends = [], lower = [], kinds = []
        cdef Spot* known
        while place < reader.length:
            if Py_UNICODE_ISSPACE(PyUnicode_READ(reader.kind, reader.data, place)):
                place += 1
                continue
            end = reader.end_of(place)
            known = self.known(reader, place, end)
            forms.append(<object>known.form)
            starts.append(place)
            ends.append(end)
            lower.append(<object>known.first)
            kinds.append(<object>known.second)
            place = end
        return forms, starts, ends, lower, kinds

    cdef Spot* known(self, _Reader reader, Py_ssize_t start, Py_ssize_t end) except NULL:
        """The small letters of a word and the bits of its traits."""
        cdef uint64_t key = 0
        cdef Py_ssize_t place
        cdef Spot* spot
        for place in range(start, end):
            key = with_sign(key, <uint32_t>PyUnicode_READ(reader.kind, reader.data, place))
        spot = find_spot(self.spots, key, reader.data, reader.kind, start, end)
        if spot == NULL:
            form = PyUnicode_Substring(reader.text, start, end)
            lower, kinds = self.traits[form]
            spot = put_spot(self.spots, key, form, lower, kinds)
        return spot


def places_of(list kinds, uint64_t bits):
    """Indices of the words that have one of some traits."""
    cdef Py_ssize_t index
    cdef list found = []
    for index in range(len(kinds)):
        if <uint64_t>kinds[index] & bits:
            found.append(index)
    return found


def sentence_bounds(
    list forms,
    list kinds,
    list starts,
    list ends,
    list begins,
    uint64_t ends_one,
    uint64_t closes,
    uint64_t begins_none,
    frozenset short,
    bint ordinals,
):
    """See `tearsheet.statements.reading.wording.Wording.sentence_bounds`."""
    cdef Py_ssize_t count = len(kinds), index, after, first = -1
    cdef list found = []
    cdef bytearray opens = bytearray(count + 1)
    cdef char* flags = opens
    for place in begins:
        flags[_left(starts, place, 0)] = 1
    for index in range(count):
        if not <uint64_t>kinds[index] & ends_one or _is_short(forms, starts, ends, index, short, ordinals):
            continue
        after = index + 1
        # Marks that close stand with the sentence that they close.
        while (
            after < count
            and <uint64_t>kinds[after] & closes
            and <Py_ssize_t>ends[after - 1] == <Py_ssize_t>starts[after]
        ):
            after += 1
        if after < count and not <uint64_t>kinds[after] & begins_none and not _is_end(<str>forms[after]):
            flags[after] = 1
    for index in range(count + 1):
        if flags[index]:
            if first >= 0:
                found.append((first, index))
            first = index
    if first >= 0:
        found.append((first, count))
    return found


cdef bint _is_end(str form):
    """Whether it is a sign that no sentence begins with."""
    cdef uint32_t code
    if PyUnicode_GET_LENGTH(form) != 1:
        return False
    code = PyUnicode_READ_CHAR(form, 0)
    if code < 0x80:
        return code in (0x2E, 0x2C, 0x3A, 0x3B, 0x21, 0x3F, 0x29, 0x5D, 0x7D)
    return code in (0x2026, 0xBB, 0x201D, 0x2019)


cdef bint _is_short(
    list forms, list starts, list ends, Py_ssize_t index, frozenset short, bint ordinals
):
    """See `tearsheet.statements.reading.wording.Wording._is_short`."""
    cdef str form = <str>forms[index], before
    cdef Py_ssize_t length
    if PyUnicode_GET_LENGTH(form) != 1 or PyUnicode_READ_CHAR(form, 0) != 0x2E or not index:
        return False
    if <Py_ssize_t>ends[index - 1] != <Py_ssize_t>starts[index]:
        return False
    before = <str>forms[index - 1]
    length = PyUnicode_GET_LENGTH(before)
    if ordinals and length < 3 and before.isdecimal():
        return index + 1 < len(forms) and <Py_ssize_t>starts[index + 1] - <Py_ssize_t>ends[index] == 1
    if length == 1 and Py_UNICODE_ISUPPER(PyUnicode_READ_CHAR(before, 0)):
        return True
    return length <= LONGEST_SHORT and before.lower() + "." in short


def sentence_numbers(list bounds):
    """For each word, the number of the sentence it is in."""
    cdef list found = []
    cdef Py_ssize_t number, index, first, end
    for number in range(len(bounds)):
        first, end = bounds[number]
        value = number
        for index in range(first, end):
            found.append(value)
    return found


def within(list starts, Py_ssize_t start, Py_ssize_t end):
    """Indices of the words that start from one character on, and before another."""
    cdef Py_ssize_t first = _left(starts, start, 0)
    return range(first, _left(starts, end, first))




cdef inline Py_ssize_t _left(list starts, Py_ssize_t place, Py_ssize_t low):
    cdef Py_ssize_t high = len(starts), middle
    while low < high:
        middle = (low + high) >> 1
        if <Py_ssize_t>starts[middle] < place:
            low = middle + 1
        else:
            high = middle
    return low


cdef inline bint _is_wide(uint32_t code) noexcept:
    """Whether it is a letter or a sign of scripts that part no words."""
    return 0x3000 <= code <= 0x9FFF or 0xFF00 <= code <= 0xFFEF or 0x20000 <= code <= 0x10FFFF


cdef inline bint _is_mark(uint32_t code) noexcept:
    """Whether it is a quotation mark, wherever it stands."""
    if code < 0x2018:
        return code == 0x22 or code == 0xAB or code == 0xBB or code == 0x05F4
    if code < 0x3000:
        return 0x201A <= code <= 0x201F or code == 0x2039 or code == 0x203A
    return (
        0x300C <= code <= 0x300F
        or 0x301D <= code <= 0x301F
        or 0xFE41 <= code <= 0xFE44
        or code == 0xFF02
        or code == 0xFF62
        or code == 0xFF63
    )


def marks_of(str text):
    """Where the quotation marks of a text begin and end."""
    cdef void* data = PyUnicode_DATA(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), place = 0, end
    cdef uint32_t code, before, after
    cdef list found = []
    while place < length:
        code = PyUnicode_READ(kind, data, place)
        end = place + 1
        if code < 0xAB and code != 0x22 and code != 0x27 and code != 0x2C and code != 0x60:
            place = end
            continue
        if _is_mark(code):
            found.append((place, end))
        elif code == 0x60 or code == 0x27 or code == 0x2C or code == 0x2018 or code == 0x2019:
            after = PyUnicode_READ(kind, data, end) if end < length else 32
            if after == code and code < 0x80:
                # A sign that stands twice.
                if code != 0x2C or (end + 1 < length and _is_letter(PyUnicode_READ(kind, data, end + 1))):
                    end += 1
                    found.append((place, end))
                    place = end
                    continue
            if code != 0x60 and code != 0x2C:
                # Between letters it is an apostrophe.
                before = PyUnicode_READ(kind, data, place - 1) if place else 32
                if _is_sign(before) or _is_sign(after) or _is_wide(before):
                    found.append((place, end))
        place = end
    return found


cdef inline bint _is_letter(uint32_t code) noexcept:
    """Whether words have it: a letter, a digit, an underscore."""
    return code == 0x5F or not _is_sign(code)

# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Paragraphs and tokens of texts, and what the statement engine's network sees of these; compiled where it can be.

Each does what the function in Python that calls it does without it, to the last bit; that function says what it means.
"""

import numpy as np

from cpython.dict cimport PyDict_GetItem
from cpython.list cimport PyList_GET_ITEM, PyList_New, PyList_SET_ITEM
from cpython.object cimport PyObject
from cpython.ref cimport Py_INCREF
from cpython.tuple cimport PyTuple_GET_ITEM, PyTuple_GET_SIZE
from cpython.unicode cimport (
    Py_UNICODE_ISALNUM,
    Py_UNICODE_ISALPHA,
    Py_UNICODE_ISDECIMAL,
    Py_UNICODE_ISDIGIT,
    Py_UNICODE_ISLOWER,
    Py_UNICODE_ISSPACE,
    Py_UNICODE_ISTITLE,
    Py_UNICODE_ISUPPER,
    PyUnicode_DATA,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
    PyUnicode_Substring,
)
from libc.stdint cimport int8_t, int32_t, int64_t, uint8_t, uint32_t, uint64_t
from libc.stdlib cimport free, malloc, realloc
from libc.string cimport memset

cdef extern from "Python.h":
    object PyUnicode_New(Py_ssize_t length, uint32_t most)

from tearsheet.hashing cimport in_word, is_digit, mixed

cdef enum:
    LONGEST = 48  # letters of a token
    SPACE = 1  # kinds of characters: bits of a table
    DECIMAL = 2
    LETTER = 4
    LOWER = 8
    UPPER = 16
    LINE = 0x2028
    PARAGRAPH = 0x2029


cdef inline bint _is_wide(uint32_t code) noexcept:
    """Whether it stands alone as a token; see `tokens._WIDE`."""
    if code < 0x3005:
        return False
    return (
        code <= 0x3007
        or 0x3040 <= code <= 0x30FF
        or 0x31F0 <= code <= 0x31FF
        or 0x3400 <= code <= 0x4DBF
        or 0x4E00 <= code <= 0x9FFF
        or 0xF900 <= code <= 0xFAFF
        or 0xFF66 <= code <= 0xFF9F
        or 0x20000 <= code <= 0x3FFFF
    )


cdef inline bint _is_sign(uint32_t code) noexcept:
    """Whether it is a sign upon a letter; see `tokens._SIGNS`."""
    if code < 0x300 or code > 0x200D:
        return False
    return (
        code <= 0x36F
        or 0x483 <= code <= 0x487
        or 0x591 <= code <= 0x5BD
        or 0x5BF <= code <= 0x5C7
        or 0x610 <= code <= 0x61A
        or 0x64B <= code <= 0x65F
        or code == 0x670
        or 0x6D6 <= code <= 0x6ED
        or 0x900 <= code <= 0x963
        or 0x966 <= code <= 0xDFF
        or 0xE31 <= code <= 0xE4E
        or code >= 0x200C
    )


cdef uint8_t[128] PLAIN
for _code in range(128):
    PLAIN[_code] = (
        (SPACE if chr(_code).isspace() else 0)
        | (DECIMAL if chr(_code).isdecimal() else 0)
        | (LETTER if chr(_code).isalnum() or chr(_code) == "_" else 0)
        | (LOWER if chr(_code).islower() else 0)
        | (UPPER if chr(_code).isupper() else 0)
    )


cdef inline int _kind_of(uint32_t code) noexcept:
    if code < 128:
        return PLAIN[code]
    if Py_UNICODE_ISALNUM(code):
        return (DECIMAL if Py_UNICODE_ISDECIMAL(code) else 0) | (0 if _is_wide(code) else LETTER)
    if _is_sign(code):
        return LETTER
    return SPACE if Py_UNICODE_ISSPACE(code) else 0


cdef inline bint _is_break(uint32_t code) noexcept:
    return 10 <= code <= 13 or code == 0x85 or code == LINE or code == PARAGRAPH


def read_paragraphs(str text, frozenset ends, span):
    """See `tearsheet.statements.paragraphs`; ``ends`` are the signs that end sentences."""
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), at = 0, start, end = 0, begin = -1, broken = 0
    cdef uint32_t code
    cdef list found = []
    while at < length:
        code = PyUnicode_READ(kind, data, at)
        if code == 32 or _kind_of(code) & SPACE:
            broken += code == 10
            at += 1
            continue
        # A line that goes on with the one before ends the same paragraph.
        if not (
            begin >= 0
            and broken <= 1
            and Py_UNICODE_ISLOWER(code)
            and PyUnicode_Substring(text, end - 1, end) not in ends
        ):
            if begin >= 0:
                found.append(span(begin, end))
            begin = at
        end = at + 1
        at += 1
        while at < length:
            code = PyUnicode_READ(kind, data, at)
            if code != 32:
                if not _kind_of(code) & SPACE:
                    end = at + 1
                elif _is_break(code) or 0x1C <= code <= 0x1E:
                    break
            at += 1
        broken = 0
    if begin >= 0:
        found.append(span(begin, end))
    return found


cdef inline bint _contracted(int kind, void* data, Py_ssize_t length, Py_ssize_t at) noexcept:
    """Whether what was shortened stands here: "s", "re", ... and no letter behind."""
    cdef uint32_t code, other
    if at >= length:
        return False
    code = PyUnicode_READ(kind, data, at)
    if code in (c"s", c"S", c"d", c"m", c"t"):
        at += 1
    else:
        if at + 1 >= length:
            return False
        other = PyUnicode_READ(kind, data, at + 1)
        if not ((other == c"e" and code in (c"r", c"v")) or (other == c"l" and code == c"l")):
            return False
        at += 2
    return at >= length or not in_word(PyUnicode_READ(kind, data, at))


cdef inline Py_ssize_t _same(int kind, void* data, Py_ssize_t length, Py_ssize_t at, int most) noexcept:
    """How often a character is repeated, as far as it counts."""
    cdef uint32_t code = PyUnicode_READ(kind, data, at)
    cdef Py_ssize_t end = at + 1, last = min(length, at + most)
    while end < last and PyUnicode_READ(kind, data, end) == code:
        end += 1
    return end - at


cdef inline Py_ssize_t _end_of(int kind, void* data, Py_ssize_t length, Py_ssize_t at) noexcept:
    """Behind the token that begins at a place, which is no white space; see `tokens._TOKEN`."""
    cdef uint32_t code = PyUnicode_READ(kind, data, at)
    cdef int what = _kind_of(code)
    cdef Py_ssize_t end = at + 1, last, same
    if what & DECIMAL:
        while True:
            while end < length and _kind_of(PyUnicode_READ(kind, data, end)) & DECIMAL:
                end += 1
            if (
                end + 1 < length
                and PyUnicode_READ(kind, data, end) in (c".", c",")
                and _kind_of(PyUnicode_READ(kind, data, end + 1)) & DECIMAL
            ):
                end += 2
                continue
            return end
    if what & LETTER:
        last = min(length, at + LONGEST)
        while end < last and _kind_of(PyUnicode_READ(kind, data, end)) & LETTER:
            end += 1
        if (
            end + 1 < length
            and PyUnicode_READ(kind, data, end) in (0x27, 0x2019)
            and in_word(PyUnicode_READ(kind, data, end + 1))
            and not _contracted(kind, data, length, end + 1)
        ):
            end += 1
        return end
    if _is_wide(code):
        return end
    if code == 0x27 or code == 0x2019:
        if _contracted(kind, data, length, end):
            return end + (1 if PyUnicode_READ(kind, data, end) in (c"s", c"S", c"d", c"m", c"t") else 2)
    elif code == c".":
        return at + _same(kind, data, length, at, 8)
    same = _same(kind, data, length, at, 64)
    if same >= 4 or (same > 1 and code == c"-"):
        return at + same
    return at + (2 if same > 1 and code in (0x60, 0x27) else 1)


cdef struct Found:
    int64_t start, end
    int32_t kind
    int8_t gap


cdef inline bint _alike(int kind, void* data, int64_t one, int64_t other, Py_ssize_t length) noexcept:
    cdef Py_ssize_t at
    for at in range(length):
        if PyUnicode_READ(kind, data, one + at) != PyUnicode_READ(kind, data, other + at):
            return False
    return True


cdef class _Forms:
    """The different words of a text, numbered by their first place."""

    cdef int32_t* slots
    cdef int32_t* firsts
    cdef size_t size
    cdef int32_t count
    cdef size_t room

    def __cinit__(self):
        self.size, self.room, self.count = 1024, 512, 0
        self.slots = <int32_t*>malloc(self.size * sizeof(int32_t))
        self.firsts = <int32_t*>malloc(self.room * 2 * sizeof(int32_t))
        if self.slots == NULL or self.firsts == NULL:
            raise MemoryError
        memset(self.slots, 0xFF, self.size * sizeof(int32_t))

    def __dealloc__(self):
        free(self.slots)
        free(self.firsts)

    cdef int grow(self) except -1:
        """Twice the room; slots hold numbers, and the hashes stand beside the tokens that words are first seen at."""
        cdef int32_t* firsts = <int32_t*>realloc(self.firsts, 2 * self.room * 2 * sizeof(int32_t))
        cdef int32_t* slots
        cdef int32_t number
        cdef size_t slot
        if firsts == NULL:
            raise MemoryError
        self.firsts = firsts
        slots = <int32_t*>realloc(self.slots, 2 * self.size * sizeof(int32_t))
        if slots == NULL:
            raise MemoryError
        self.slots = slots
        self.room *= 2
        self.size *= 2
        memset(self.slots, 0xFF, self.size * sizeof(int32_t))
        for number in range(self.count):
            slot = <uint32_t>self.firsts[2 * number + 1] & (self.size - 1)
            while self.slots[slot] >= 0:
                slot = (slot + 1) & (self.size - 1)
            self.slots[slot] = number
        return 0


def read_tokens(str text, frozenset ends, frozenset closers, frozenset titles):
    """The tokens of a text, without repetition too: words, starts, ends, gaps, sentences, forms and their numbers."""
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), at = 0, end, gap, place
    cdef bint broken = True
    cdef uint32_t code
    cdef uint64_t value
    cdef size_t slot, count = 0, room = length // 4 + 64
    cdef int32_t number
    cdef _Forms known = _Forms()
    cdef Found* found = <Found*>malloc(room * sizeof(Found))
    cdef Found* more
    cdef object form
    if found == NULL:
        raise MemoryError
    try:
        gap = 0
        while at < length:
            code = PyUnicode_READ(kind, data, at)
            if code == 32 or _kind_of(code) & SPACE:
                gap += 1
                if code != 32 and _is_break(code):
                    broken = True
                at += 1
                continue
            end = _end_of(kind, data, length, at)
            value = end - at
            for place in range(at, end):
                code = PyUnicode_READ(kind, data, place)
                value = value * <uint64_t>0x100000001B3 + code
            value = mixed(value)
            slot = <uint32_t>value & (known.size - 1)
            while True:
                number = known.slots[slot]
                if number < 0:
                    number = known.count
                    known.slots[slot] = number
                    known.firsts[2 * number] = <int32_t>count
                    known.firsts[2 * number + 1] = <int32_t><uint32_t>value
                    known.count += 1
                    break
                if known.firsts[2 * number + 1] == <int32_t><uint32_t>value:
                    more = found + known.firsts[2 * number]
                    if more.end - more.start == end - at and _alike(kind, data, more.start, at, end - at):
                        break
                slot = (slot + 1) & (known.size - 1)
            if count == room:
                room *= 2
                more = <Found*>realloc(found, room * sizeof(Found))
                if more == NULL:
                    raise MemoryError
                found = more
            found[count].start, found[count].end = at, end
            found[count].kind = number
            found[count].gap = 3 if broken else 2 if gap > 2 else gap
            count += 1
            if <size_t>known.count == known.room:
                known.grow()
            at, gap, broken = end, 0, False
        return _as_arrays(text, found, count, known, ends, closers, titles)
    finally:
        free(found)


cdef tuple _as_arrays(
    str text, Found* found, Py_ssize_t count, _Forms known, frozenset ends, frozenset closers, frozenset titles
):
    cdef Py_ssize_t place, after
    cdef list words = PyList_New(count), forms = PyList_New(known.count)
    cdef int32_t number
    cdef object form
    cdef bint wide
    cdef uint32_t code
    starts_, ends_ = np.empty(count, np.int64), np.empty(count, np.int64)
    gaps_, sentences_, kinds_ = np.empty(count, np.int8), np.empty(count, np.int32), np.empty(count, np.int32)
    cdef int64_t[::1] starts = starts_, lasts = ends_
    cdef int8_t[::1] gaps = gaps_
    cdef int32_t[::1] sentences = sentences_, kinds = kinds_
    # What a word can be to the ends of sentences: 1 an end, 2 one that needs no gap, 4 a full stop, 8 a mark that closes.
    cdef uint8_t[::1] roles = np.zeros(known.count, np.uint8)
    for number in range(known.count):
        place = known.firsts[2 * number]
        form = PyUnicode_Substring(text, found[place].start, found[place].end)
        Py_INCREF(form)
        PyList_SET_ITEM(forms, number, form)
        if found[place].end - found[place].start > 3:
            continue
        code = PyUnicode_READ(PyUnicode_KIND(text), PyUnicode_DATA(text), found[place].start)
        if code < 128 and PLAIN[code]:
            continue
        if form in ends:
            roles[number] = 1
            if code == c"." and found[place].end - found[place].start == 1:
                roles[number] |= 4
            elif code in (0x3002, 0xFF01, 0xFF1F):
                roles[number] |= 2
        if form in closers:
            roles[number] |= 8
    for place in range(count):
        number = found[place].kind
        form = <object>PyList_GET_ITEM(forms, number)
        Py_INCREF(form)
        PyList_SET_ITEM(words, place, form)
        starts[place], lasts[place] = found[place].start, found[place].end
        gaps[place], kinds[place] = found[place].gap, number
        sentences[place] = gaps[place] == 3
    for place in range(count):
        if not roles[kinds[place]] & 1:
            continue
        after = place + 1
        while after < count and roles[kinds[after]] & 8 and gaps[after] == 0:
            after += 1
        if after >= count or sentences[after]:
            continue
        wide = roles[kinds[place]] & 2
        if not gaps[after] and not wide:
            continue
        if roles[kinds[place]] & 4 and place and not gaps[place]:
            form = <object>PyList_GET_ITEM(forms, kinds[place - 1])
            if _is_short(form, titles):
                continue
        if wide or not Py_UNICODE_ISLOWER(
            PyUnicode_READ(PyUnicode_KIND(text), PyUnicode_DATA(text), found[after].start)
        ):
            sentences[after] = 1
    number = 0
    for place in range(count):
        number += sentences[place]
        sentences[place] = number
    return words, starts_, ends_, gaps_, sentences_, forms, kinds_


cdef bint _is_short(str word, frozenset titles):
    """Whether a full stop behind a word belongs to it: a title, an initial."""
    cdef uint32_t code
    if PyUnicode_GET_LENGTH(word) == 1:
        code = PyUnicode_READ(PyUnicode_KIND(word), PyUnicode_DATA(word), 0)
        if Py_UNICODE_ISALPHA(code) and Py_UNICODE_ISUPPER(code):
            return True
    return word.lower() in titles


cdef uint32_t[256] CRC
cdef uint32_t _value
for _code in range(256):
    _value = _code
    for _bit in range(8):
        _value = (_value >> 1) ^ (<uint32_t>0xEDB88320 if _value & 1 else 0)
    CRC[_code] = _value


cdef inline uint32_t _fed(uint32_t crc, uint32_t byte) noexcept nogil:
    return CRC[(crc ^ byte) & 0xFF] ^ (crc >> 8)


cdef inline uint32_t _fed_code(uint32_t crc, uint32_t code) noexcept nogil:
    """The checksum with a character more, as UTF-8."""
    if code < 0x80:
        return _fed(crc, code)
    if code < 0x800:
        return _fed(_fed(crc, 0xC0 | code >> 6), 0x80 | code & 0x3F)
    if code < 0x10000:
        return _fed(_fed(_fed(crc, 0xE0 | code >> 12), 0x80 | code >> 6 & 0x3F), 0x80 | code & 0x3F)
    crc = _fed(_fed(crc, 0xF0 | code >> 18), 0x80 | code >> 12 & 0x3F)
    return _fed(_fed(crc, 0x80 | code >> 6 & 0x3F), 0x80 | code & 0x3F)


cdef inline uint32_t _fed_text(uint32_t crc, str text, Py_ssize_t first, Py_ssize_t end, bint plain) noexcept:
    """The checksum with part of a text more, of which all digits are 0 where it is to be plain."""
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef uint32_t code
    cdef Py_ssize_t place
    for place in range(first, end):
        code = PyUnicode_READ(kind, data, place)
        if plain and is_digit(code):
            code = c"0"
        crc = _fed_code(crc, code)
    return crc


cdef str _lower(str word):
    """Small letters, and one kind of apostrophe."""
    cdef int kind = PyUnicode_KIND(word)
    cdef void* data = PyUnicode_DATA(word)
    cdef Py_ssize_t place, length = PyUnicode_GET_LENGTH(word)
    cdef uint32_t code
    cdef bint small = True
    cdef uint8_t* made
    for place in range(length):
        code = PyUnicode_READ(kind, data, place)
        if code > 127:
            return word.lower().replace("\u2019", "'")
        small &= not PLAIN[code] & UPPER
    if small:
        return word
    lower = PyUnicode_New(length, 127)
    made = <uint8_t*>PyUnicode_DATA(lower)
    for place in range(length):
        code = PyUnicode_READ(kind, data, place)
        made[place] = <uint8_t>(code | 32 if PLAIN[code] & UPPER else code)
    return <str>lower


cdef inline bint _is_letter(uint32_t code) noexcept:
    if code < 128:
        return PLAIN[code] & (LOWER | UPPER)
    return Py_UNICODE_ISALPHA(code)


cdef inline int _letter_case(uint32_t code) noexcept:
    """`LOWER`, `UPPER`, both for one of title case, or neither."""
    if code < 128:
        return PLAIN[code] & (LOWER | UPPER)
    if Py_UNICODE_ISLOWER(code):
        return LOWER
    if Py_UNICODE_ISUPPER(code):
        return UPPER
    return LOWER | UPPER if Py_UNICODE_ISTITLE(code) else 0


cdef enum:
    SMALL, CAPITALISED, CAPITALS, INITIAL, MIXED, SHORT, YEAR, NUMBER, MARK
    OTHER = 16
    POSSESSIVE, CASELESS, DOTS, APOSTROPHE
    DASH = 13


cdef int _shape(str word, dict signs):
    """See `features._shape`: the number of a shape."""
    cdef int kind = PyUnicode_KIND(word)
    cdef void* data = PyUnicode_DATA(word)
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(word), place
    cdef uint32_t first = PyUnicode_READ(kind, data, 0), code
    cdef PyObject* sign
    cdef int opening, behind = 0
    if not (first < 128 and PLAIN[first]):
        sign = PyDict_GetItem(signs, word)
        if sign != NULL:
            return <object>sign
    if is_digit(first) or (first > 127 and Py_UNICODE_ISDIGIT(first)):
        for place in range(1, length):
            if not Py_UNICODE_ISDIGIT(PyUnicode_READ(kind, data, place)):
                return NUMBER
        return YEAR if length == 4 else SHORT if length < 3 else NUMBER
    if first == 0x27 or first == 0x2019:
        if length == 2 and PyUnicode_READ(kind, data, 1) in (c"s", c"S"):
            return POSSESSIVE
        return APOSTROPHE
    if not _is_letter(first):
        return DOTS if first == c"." else DASH if first == c"-" else OTHER
    if first > 127:
        form = PyUnicode_Substring(word, 0, 1)
        if form.lower() == form.upper():
            return CASELESS
    # As str.islower and str.isupper tell of what stands behind the first letter.
    opening = _letter_case(first)
    for place in range(1, length):
        behind |= _letter_case(PyUnicode_READ(kind, data, place))
    if opening == LOWER:
        return MIXED if behind & UPPER else SMALL
    while length and PyUnicode_READ(kind, data, length - 1) in (0x27, 0x2019):
        length -= 1
    if length == 1:
        return INITIAL
    if (behind | opening) == UPPER:
        return CAPITALS
    return CAPITALISED if behind == LOWER else MIXED


def word_rows(list forms, str language, bint learned, dict signs, tuple names, dict classes, tuple firsts, tuple sizes):
    """The rows of the table that each word has; see `tearsheet.statements.engine.features`.

    ``signs`` are numbers of shapes, ``names`` of those that are hashed as signs, ``firsts`` and ``sizes`` of the
    table's parts.
    """
    cdef int columns = sizes[3], most = sizes[4], shape, at
    cdef int32_t word_size = sizes[0], affix_size = sizes[1], hashed = sizes[2]
    cdef int32_t first_word = firsts[0], first_affix = firsts[1], first_shape = firsts[2], first_class = firsts[3]
    cdef int32_t number, count = len(forms)
    cdef uint64_t signlike = 0
    cdef uint32_t begin = 0xFFFFFFFF, tongue, tail
    cdef str form, small
    cdef PyObject* known
    cdef Py_ssize_t length
    rows_ = np.zeros((count, columns), np.int32)
    cdef int32_t[:, ::1] rows = rows_
    for shape in names:
        signlike |= <uint64_t>1 << shape
    tongue = _fed(_fed_text(begin, language, 0, len(language), False), 32)
    cdef uint32_t signed = _fed_text(begin, "sign ", 0, 5, False)
    cdef uint32_t marked = ~_fed_text(signed, "mark", 0, 4, False)
    cdef uint32_t caret = _fed(begin, c"^")
    for number in range(count):
        form = <str>PyList_GET_ITEM(forms, number)
        shape = _shape(form, signs)
        small = _lower(form)
        rows[number, hashed] = first_shape + shape
        known = PyDict_GetItem(classes, small)
        if known != NULL:
            for at in range(min(<int>PyTuple_GET_SIZE(<object>known), most)):
                rows[number, hashed + 1 + at] = first_class + <int32_t><object>PyTuple_GET_ITEM(<object>known, at)
        length = PyUnicode_GET_LENGTH(small)
        if signlike >> shape & 1:
            tail = marked if shape == MARK else ~_fed_text(signed, form, 0, PyUnicode_GET_LENGTH(form), False)
            rows[number, 0] = first_word + <int32_t>(tail % <uint32_t>word_size)
        elif learned:
            tail = ~_fed_text(tongue, small, 0, length, True)
            rows[number, 0] = first_word + <int32_t>(tail % <uint32_t>word_size)
            tail = _fed(_fed_text(begin, small, 0, length, True), 32)
            tail = ~_fed_text(tail, language, 0, len(language), False)
            rows[number, 1] = first_word + <int32_t>(tail % <uint32_t>word_size)
            tail = ~_fed_text(caret, small, 0, min(length, 4), True)
            rows[number, 2] = first_affix + <int32_t>(tail % <uint32_t>affix_size)
            tail = ~_fed(_fed_text(tongue, small, max(length - 3, 0), length, True), c"$")
            rows[number, 3] = first_affix + <int32_t>(tail % <uint32_t>affix_size)
            tail = ~_fed(_fed_text(tongue, small, max(length - 2, 0), length, True), c"$")
            rows[number, 4] = first_affix + <int32_t>(tail % <uint32_t>affix_size)
    return rows_


cdef inline Py_ssize_t _first_after(const int64_t* values, Py_ssize_t count, int64_t value) noexcept nogil:
    """Index of the first of some ascending values that is larger."""
    cdef Py_ssize_t low = 0, high = count, middle
    while low < high:
        middle = (low + high) // 2
        if values[middle] <= value:
            low = middle + 1
        else:
            high = middle
    return low


cdef inline float _near(const float* near, Py_ssize_t far, int64_t distance) noexcept nogil:
    return near[0 if distance < 0 else far if distance > far else distance]


cdef enum:
    # Bits of a token in quotations.
    DIALOGUE = 1
    OPENS = 2
    CLOSES = 4
    UNCLOSED = 8
    CONTINUED = 16


cdef struct Quoted:
    int32_t depth, begin, end, bits


cdef int _mark_quotations(object quotations, object marks, Quoted* quoted, const int64_t[::1] starts,
                          const int64_t[::1] ends) except -1:
    """See `features._Quoted`: what quotations are to the tokens that they begin and end at, and those between."""
    cdef Py_ssize_t count = starts.shape[0], first, last, place
    cdef int64_t outer_start, outer_end
    cdef int32_t bits
    for quotation in quotations:
        outer = quotation.outer
        outer_start, outer_end = outer.start, outer.end
        first = _first_after(&ends[0], count, outer_start)
        last = _first_after(&starts[0], count, outer_end - 1)
        if first >= last:
            continue
        if quotation.kind is not marks:
            for place in range(first, last):
                quoted[place].bits |= DIALOGUE
            continue
        quoted[first].depth += 1
        quoted[last].depth -= 1
        inner = quotation.inner
        if inner.start > outer_start:
            quoted[first].bits |= OPENS
        if inner.end < outer_end:
            quoted[last - 1].bits |= CLOSES
        if quotation.depth == 0:
            bits = (0 if quotation.closed else UNCLOSED) | (CONTINUED if quotation.continued else 0)
            for place in range(first, last):
                quoted[place].begin, quoted[place].end = <int32_t>first, <int32_t>last
                quoted[place].bits = (quoted[place].bits & ~(UNCLOSED | CONTINUED)) | bits
    return 0


def token_places(
    tuple tokens, const int32_t[::1] shapes, tuple brackets, object quotations, object marks, const float[::1] nears,
    int tongue, int columns
):
    """Numbers of each token's place; see `tearsheet.statements.engine.features._places`.

    ``tokens`` are starts, ends, gaps, sentences and kinds; ``shapes`` those of each kind, of which ``brackets`` open
    and close; ``nears`` how near each distance is; ``tongue`` is which of the columns of languages is the text's.
    """
    cdef const int64_t[::1] starts = tokens[0], ends = tokens[1]
    cdef const int8_t[::1] gaps = tokens[2]
    cdef const int32_t[::1] sentences = tokens[3], kinds = tokens[4]
    cdef int32_t opening = brackets[0], closing = brackets[1], number, level, base
    cdef Py_ssize_t count = starts.shape[0], place, first, end, inside, last_mark = -1, next_mark = -1
    cdef Py_ssize_t begin = -1, far = nears.shape[0] - 1, paragraph = -1
    # The sentence of the last mark that closed, and this one.
    cdef Py_ssize_t marked = 0, sentence = -1
    cdef const float* near = &nears[0]
    numbers_ = np.zeros((count, columns), np.float32)
    if not count:
        return numbers_
    cdef float[:, ::1] numbers = numbers_
    cdef float* to
    cdef double share
    cdef float some, most
    cdef Quoted* quoted = <Quoted*>malloc((count + 1) * sizeof(Quoted))
    cdef Quoted* here
    if quoted == NULL:
        raise MemoryError
    memset(quoted, 0, (count + 1) * sizeof(Quoted))
    try:
        _mark_quotations(quotations, marks, quoted, starts, ends)
    except BaseException:
        free(quoted)
        raise
    with nogil:
        for place in range(1, count):
            quoted[place].depth += quoted[place - 1].depth
        # Before the first paragraph begins, its distance is none.
        for place in range(count):
            if gaps[place] >= 2:
                begin = place
                break
        end = 0
        while end < count:
            first = end
            sentence += 1
            inside = level = 0
            while end < count and sentences[end] == sentences[first]:
                inside += quoted[end].depth >= 1
                end += 1
            share = <double>inside / <double>(end - first)
            some, most = 1.0 if share > 0 else 0.0, 1.0 if share > 0.95 else 0.0
            next_mark = first - 1
            for place in range(first, end):
                to = &numbers[place, 0]
                here = quoted + place
                if 0 <= gaps[place] < 4:
                    to[gaps[place]] = 1.0
                if gaps[place] >= 2:
                    begin = place
                    paragraph += 1
                if place == first:
                    to[4] = 1.0
                to[5] = _near(near, far, place - first)
                to[6] = _near(near, far, end - 1 - place)
                to[7] = _near(near, far, end - first)
                to[8] = _near(near, far, place - begin if begin >= 0 else place)
                if paragraph == 0:
                    to[9] = 1.0
                if here.depth >= 1:
                    to[10] = 1.0
                    to[17] = _near(near, far, place - here.begin)
                    to[18] = _near(near, far, here.end - 1 - place)
                    to[19] = _near(near, far, here.end - here.begin)
                    if here.depth >= 2:
                        to[11] = 1.0
                if here.bits:
                    if here.bits & DIALOGUE:
                        to[12] = 1.0
                    if here.bits & OPENS:
                        to[13] = 1.0
                    if here.bits & CLOSES:
                        to[14] = 1.0
                        last_mark, marked = place, sentence
                    if here.bits & UNCLOSED:
                        to[15] = 1.0
                    if here.bits & CONTINUED:
                        to[16] = 1.0
                if last_mark >= 0 and sentence - marked <= 1:
                    to[20] = _near(near, far, place - last_mark)
                if next_mark < place:
                    next_mark = place
                    while next_mark < end and not quoted[next_mark].bits & OPENS:
                        next_mark += 1
                if next_mark < end:
                    to[21] = _near(near, far, next_mark - place)
                to[22], to[23] = some, most
                number = shapes[kinds[place]]
                level += (number == opening) - (number == closing)
                if level > 0:
                    to[24] = 1.0
                to[25 + tongue] = 1.0
        free(quoted)
    return numbers_

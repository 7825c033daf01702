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
from tearsheet.openings cimport begins, begins_inside
from tearsheet.slots cimport BlockSlots, MarkSlots, find_block_slots, find_mark_slots, read


cdef enum:
    SIGNS = 10
    BYLINED = 1
    CREDITED = 2
    DATED = 4


cdef int _read_signs(str text, tuple searches, float* found) except -1:
    """Which signs a text holds.

    Returns:
        Whether it holds what bylines may be told by, credits and datelines: a bit each.
    """
    cdef object address_in, clock_in, year_in, number_in
    address_in, clock_in, year_in, number_in = searches
    cdef Py_ssize_t at, length
    cdef void* data
    cdef int kind
    cdef uint32_t code, before, last
    cdef bint copyright, bar, sure_address, address, clock, sure_year, year, bracket, letter
    cdef int told = 0
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
            elif 48 <= code <= 57:
                if is_digit(before):
                    told |= DATED
                    year |= (code == c"9" and before == c"1") or (code == c"0" and before == c"2")
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
            if code in (0x8005, 0x54E1, 0xC790):
                told |= BYLINED
            elif code in (0x6444, 0x651D, 0x64AE):
                told |= CREDITED
            elif code == 0x5E74 or (is_digit(code) and is_digit(before)):
                told |= DATED
            if Py_UNICODE_ISSPACE(code):
                before = code
                continue
            letter |= Py_UNICODE_ISALNUM(code) and not Py_UNICODE_ISDECIMAL(code)
        before = last = code
    found[0] = copyright
    found[1] = bar
    found[2] = sure_address or (address and address_in(text) is not None)
    found[3] = clock and clock_in(text) is not None
    found[4] = sure_year or (year and year_in(text) is not None)
    found[5] = bracket
    found[6] = last == c"?" or last == 0xFF1F or last == 0x61F
    found[7] = length > 0 and PyUnicode_READ(kind, data, length - 1) == c"*"
    found[8] = 0 < length <= 12 and number_in(text) is not None
    found[9] = not letter
    return told


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
        return self._read(text)

    cdef int64_t _read(self, str text) except -1:
        cdef str lower = text if text.isascii() else text.lower()
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
                if code < 0x80:
                    code += 32 if 65 <= code <= 90 else 0
                else:
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


def measure_furniture(
    tuple blocks,
    list numbers,
    const float[:, ::1] matrix,
    const Py_ssize_t[::1] seen,
    Hints hints,
    int hinted,
    tuple limits,
    object image,
    tuple searches,
    object wording,
    tuple worded,
    tuple says,
    tuple openings,
    const unsigned char[:, :] said,
    float[:, ::1] table,
):
    """One row of numbers for each of some Blocks, ascending; see `tearsheet.roles.leftout`."""
    cdef Py_ssize_t longest_hint, longest_look, far, start, end, at, number, column, behind, row, timed
    cdef str byline_first, byline_pairs, credit_first, credit_pairs
    cdef BlockSlots slots = BlockSlots(0, 0, 0, 0, 0, 0, 0)
    cdef MarkSlots mark_slots = MarkSlots(0, 0, 0)
    cdef type mark_type = None
    cdef int told
    longest_hint, longest_look, far = limits
    byline_first, byline_pairs, credit_first, credit_pairs = openings
    cdef Py_ssize_t count = len(numbers), columns = seen.shape[0], total = len(blocks), bit
    cdef str text
    cdef list texts
    cdef float* cell
    cdef int64_t* bits
    cdef Py_ssize_t* hint
    if not count:
        return
    find_block_slots(blocks, &slots)
    # Around them as far as to the next hint before the first and behind the last.
    start, end = numbers[0], numbers[count - 1] + 1
    while start > 0:
        start -= 1
        text = <str>read(blocks[start], slots.text)
        if len(text) <= longest_hint and hints._read(text) > 0:
            break
    while end < total:
        end += 1
        text = <str>read(blocks[end - 1], slots.text)
        if len(text) <= longest_hint and hints._read(text) > 0:
            break
    texts = [<object>read(blocks[at], slots.text) for at in range(start, end)]
    # What hints each holds, and where the next short line with some stands, before and behind it.
    bits = <int64_t*>calloc(end - start + 1, sizeof(int64_t))
    hint = <Py_ssize_t*>calloc(2 * (end - start), sizeof(Py_ssize_t))
    try:
        if bits == NULL or hint == NULL:
            raise MemoryError
        row = 0
        behind = -1
        for at in range(end - start):
            text = texts[at]
            hint[2 * at] = behind
            if row < count and <Py_ssize_t>numbers[row] == start + at:
                row += 1
                bits[at] = hints._read(text if len(text) <= longest_look else text[:longest_look])
            elif len(text) <= longest_hint:
                bits[at] = hints._read(text)
            if bits[at] > 0 and len(text) <= longest_hint:
                behind = at
        behind = end - start
        for at in range(end - start - 1, -1, -1):
            hint[2 * at + 1] = behind
            text = texts[at]
            if bits[at] > 0 and len(text) <= longest_hint:
                behind = at
        for row in range(count):
            number = numbers[row]
            at = number - start
            block = <object>blocks[number]
            text = texts[at]
            cell = &table[row, 0]
            for column in range(columns):
                cell[column] = matrix[number, seen[column]]
            cell += columns
            for bit in range(hinted):
                cell[bit] = bits[at] >> bit & 1
                cell[hinted + bit] = bits[hint[2 * at]] >> bit & 1 if hint[2 * at] >= 0 else 0
                cell[2 * hinted + bit] = bits[hint[2 * at + 1]] >> bit & 1
            cell += 3 * hinted
            cell[0] = min(at - hint[2 * at], far) if hint[2 * at] >= 0 else far
            cell[1] = min(hint[2 * at + 1] - at, far) if hint[2 * at + 1] < end - start else far
            cell[2] = _shows(blocks, number - 2, total, slots.kind, image) + 2 * _shows(
                blocks, number - 1, total, slots.kind, image
            )
            cell[3] = _shows(blocks, number + 2, total, slots.kind, image) + 2 * _shows(
                blocks, number + 1, total, slots.kind, image
            )
            cell += 4
            told = _read_signs(text if len(text) <= longest_look else text[:longest_look], searches, cell)
            cell += SIGNS
            role = wording(text)
            for column in range(len(worded)):
                cell[column] = role is worded[column]
            cell += len(worded)
            if said is not None:
                for column in range(len(says)):
                    cell[column] = said[row, column]
            elif len(text) <= longest_look:
                # Most lines begin with nothing that these do.
                cell[0] = (told & BYLINED or begins(text, 0, byline_first, byline_pairs)) and <bint>says[0](text)
                cell[1] = (told & CREDITED or begins_inside(text, credit_first, credit_pairs)) and <bint>says[1](text)
                cell[2] = told & DATED and <bint>says[2](text)
            else:
                for column in range(len(says)):
                    cell[column] = <bint>says[column](text)
            cell += len(says)
            timed = 0
            for mark in <tuple>read(block, slots.marks):
                if type(mark) is not mark_type:
                    find_mark_slots(mark, &mark_slots)
                    mark_type = type(mark)
                if <str>read(mark, mark_slots.kind) == "time":
                    timed += <Py_ssize_t><object>read(mark, mark_slots.end)
                    timed -= <Py_ssize_t><object>read(mark, mark_slots.start)
            cell[0] = timed / <double>max(len(text), 1)
    finally:
        free(bits)
        free(hint)


cdef inline bint _shows(tuple blocks, Py_ssize_t number, Py_ssize_t total, Py_ssize_t kind, object image) noexcept:
    """Whether a Block is an image."""
    return 0 <= number < total and <object>read(blocks[number], kind) is image


cdef enum:
    FOOTER = 1
    PLAIN_FOOTER = 2
    HEADING = 4
    UNDATED = 8
    UNSIGNED = 16
    IMAGELESS = 32
    UNSHOWN = 64


def choose_roles(
    const float[:, ::1] rows,
    const double[:, ::1] scores,
    const Py_ssize_t[::1] columns,
    Py_ssize_t phrases,
    double longest,
    double far,
    const unsigned char[::1] barred,
):
    """The likeliest role for each row of those that it can have; see `tearsheet.roles.furniture`.

    Args:
        rows: what `measure_furniture` measured.
        scores: rows by roles.
        columns: of what is looked at.
        phrases: how many columns tell of phrases, from the last of those on.
        longest: a byline.
        far: levels to a footer that is none.
        barred: what bars each role, a bit each.
    """
    cdef Py_ssize_t row, at, role, best
    cdef bint sentence, phrased, marked_up, footer
    cdef int bars
    cdef const float* cell
    cdef list chosen = []
    for row in range(rows.shape[0]):
        cell = &rows[row, 0]
        sentence = cell[columns[0]] > 0 and not cell[columns[1]] > 0
        phrased = False
        for at in range(phrases):
            phrased |= cell[columns[10] + at] > 0
        marked_up = cell[columns[3]] > 0
        footer = sentence and not cell[columns[6]] > 0 and cell[columns[7]] < far
        bars = 0
        if footer:
            bars |= FOOTER if phrased else FOOTER | PLAIN_FOOTER
        if cell[columns[8]] > 0:
            bars |= HEADING
        if not cell[columns[9]] > 0:
            bars |= UNDATED
        if sentence or cell[columns[2]] > longest or not (marked_up or cell[columns[11]] > 0):
            bars |= UNSIGNED
        if marked_up and not cell[columns[4]] > 0 and not cell[columns[5]] > 0:
            bars |= IMAGELESS
        if phrased or not marked_up:
            bars |= UNSHOWN
        best = -1
        for role in range(scores.shape[1]):
            if not barred[role] & bars and (best < 0 or scores[row, role] > scores[row, best]):
                best = role
        chosen.append(max(best, 0))
    return chosen

# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Loops over the words of articles that come into an archive, compiled where there is a C compiler.

Each does what the function in Python that calls it does without it, to the last bit; that function says what it means.
"""

cimport cython
from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc
from cpython.unicode cimport (
    Py_UNICODE_ISALNUM,
    Py_UNICODE_ISSPACE,
    PyUnicode_DATA,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_New,
    PyUnicode_READ,
    PyUnicode_Substring,
    PyUnicode_WRITE,
)
from libc.math cimport log
from libc.stdint cimport uint8_t, uint32_t, uint64_t
from libc.string cimport memset

from tearsheet.wordspots cimport Spot, find_spot, free_spots, make_spots, put_spot, with_sign

cdef enum:
    CODES = 0x2C00  # characters that fold by themselves are below, and pictures
    FIRST_PICTURE = 0x1F300
    LAST_PICTURE = 0x1FAFF
    AS_PICTURE = 0xFE0F  # says that the sign before is one
    SIGN = 0x110000  # stands for what is part of no word
    MOST = 4  # characters that one becomes
    SHINGLE = 5
    WINDOW = 20
    LONGEST_SHINGLED = 100_000
    LONGEST_READ = 3000
    LEAD = 60
    SMALL = 1
    DIGIT = 2
    CAPITAL = 3
    KNOWN = 1  # it folds by itself
    LETTER = 2  # or a digit
    JOINS = 4  # a word goes on with it, though it is none of its letters

cdef uint64_t BASE = 0x9E3779B97F4A7C15U
cdef uint64_t FIRST = 0xBF58476D1CE4E5B9U
cdef uint64_t SECOND = 0x94D049BB133111EBU


@cython.final
cdef class Letters:
    """What characters become that fold each by itself, whatever stands around them.

    Args:
        forms: of each character, no more than four.
        signs: characters of those forms that are part of no word; one space takes the place of several in a row.
    """

    cdef uint32_t[MOST] forms[CODES]
    cdef uint8_t counts[CODES]
    cdef uint8_t traits[CODES]

    def __cinit__(self, dict forms, frozenset signs):
        cdef Py_ssize_t code, place
        cdef str form
        memset(self.counts, 0, sizeof(self.counts))
        memset(self.traits, 0, sizeof(self.traits))
        for letter, form in forms.items():
            code = ord(letter)
            if code >= CODES or len(form) > MOST:
                continue
            self.traits[code] = KNOWN | (LETTER if Py_UNICODE_ISALNUM(code) else 0)
            self.counts[code] = <uint8_t> len(form)
            for place, sign in enumerate(form):
                self.forms[code][place] = SIGN if sign in signs else <uint32_t> ord(sign)
        for code in (0xAD, 0x200C, 0x200D):
            if self.traits[code]:
                self.traits[code] |= JOINS

    cdef inline uint8_t traits_of(self, uint32_t code) noexcept:
        """What is known of a character that folds by itself; 0 of others."""
        if code < CODES:
            return self.traits[code]
        if code == AS_PICTURE:
            return KNOWN | JOINS
        return KNOWN if FIRST_PICTURE <= code <= LAST_PICTURE else 0

    def fold(self, str text):
        """See `tearsheet.archive.folding.fold`.

        Returns:
            The text folded; ``None`` where it holds other characters.
        """
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), place, behind = 0
        cdef void* data = PyUnicode_DATA(text)
        cdef int kind = PyUnicode_KIND(text)
        cdef uint32_t code, itself, largest = 0
        cdef uint32_t* found
        cdef int each, count
        cdef bint sign = False
        cdef uint32_t* out = <uint32_t*> PyMem_Malloc((MOST * length + 1) * sizeof(uint32_t))
        if out == NULL:
            raise MemoryError
        try:
            for place in range(length):
                code = PyUnicode_READ(kind, data, place)
                if not self.traits_of(code):
                    return None
                if code < CODES:
                    found, count = self.forms[code], self.counts[code]
                else:
                    itself = code if code == AS_PICTURE else SIGN
                    found, count = &itself, 1
                for each in range(count):
                    code = found[each]
                    if code == SIGN:
                        if sign:
                            continue
                        sign, code = True, 32
                    else:
                        sign = False
                    out[behind] = code
                    behind += 1
                    if code > largest:
                        largest = code
            folded = PyUnicode_New(behind, largest)
            kind = PyUnicode_KIND(folded)
            data = PyUnicode_DATA(folded)
            for place in range(behind):
                PyUnicode_WRITE(kind, data, place, out[place])
            return folded
        finally:
            PyMem_Free(out)


@cython.final
cdef class Word:
    """A word as it is written.

    Args:
        written: the word.
        folded: as it is looked for.
        number: its hash.
        rare: how rare it is.
        tells: whether it may be a term.
    """

    cdef readonly str folded
    cdef uint64_t number
    cdef double rare
    cdef int first

    def __cinit__(self, str written, str folded, uint64_t number, double rare, bint tells):
        cdef str first = written[0]
        self.folded = folded
        self.number = number
        self.rare = rare if tells else 0.0
        self.first = SMALL if first.islower() else DIGIT if first.isdigit() else CAPITAL if first.isupper() else 0


@cython.final
cdef class Words:
    """Words as they are written, with what the loop needs to know of them; those that were met last are kept.

    Args:
        letters: those that fold each by itself.
        word_of: the `Word` of a word as it is written.
    """

    cdef Letters letters
    cdef object word_of
    cdef Spot* spots

    def __cinit__(self, Letters letters, word_of):
        self.letters = letters
        self.word_of = word_of
        self.spots = make_spots()

    def __dealloc__(self):
        free_spots(self.spots)

    cdef Word at(self, _Cut cut, Py_ssize_t start, Py_ssize_t end, uint64_t key):
        """The word that stands at a place of a text."""
        cdef Spot* spot = find_spot(self.spots, key, cut.data, cut.kind, start, end)
        if spot == NULL:
            form = PyUnicode_Substring(cut.text, start, end)
            spot = put_spot(self.spots, key, form, self.word_of(form), None)
        return <Word> spot.first


@cython.final
cdef class _Cut:
    """A text cut into words."""

    cdef str text
    cdef void* data
    cdef int kind
    cdef list words  # kept for what the pointers point to
    cdef Py_ssize_t* starts
    cdef Py_ssize_t* ends
    cdef Py_ssize_t count

    def __cinit__(self, str text):
        self.text = text
        self.data = PyUnicode_DATA(text)
        self.kind = PyUnicode_KIND(text)
        self.words = []
        self.count = 0
        cdef Py_ssize_t most = PyUnicode_GET_LENGTH(text) // 2 + 1
        self.starts = <Py_ssize_t*> PyMem_Malloc(most * sizeof(Py_ssize_t))
        self.ends = <Py_ssize_t*> PyMem_Malloc(most * sizeof(Py_ssize_t))
        if self.starts == NULL or self.ends == NULL:
            raise MemoryError

    def __dealloc__(self):
        PyMem_Free(self.starts)
        PyMem_Free(self.ends)

    cdef bint read(self, Words words) except -1:
        """Find the words; whether all characters are such as fold each by itself."""
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(self.text), place = 0, start
        cdef uint32_t code
        cdef uint64_t key
        cdef uint8_t traits
        cdef Letters letters = words.letters
        cdef Word word
        while place < length:
            code = PyUnicode_READ(self.kind, self.data, place)
            traits = letters.traits_of(code)
            if not traits:
                return False
            if not traits & LETTER:
                place += 1
                continue
            start = place
            key = 0
            while True:
                key = with_sign(key, code)
                place += 1
                if place == length:
                    break
                code = PyUnicode_READ(self.kind, self.data, place)
                traits = letters.traits_of(code)
                if not traits:
                    return False
                if not traits & (LETTER | JOINS):
                    break
            word = words.at(self, start, place, key)
            if not word.folded:
                return False
            self.words.append(word)
            self.starts[self.count] = start
            self.ends[self.count] = place
            self.count += 1
        return True

    cdef bint begins(self, Py_ssize_t number) noexcept:
        """Whether a sentence begins with a word."""
        cdef Py_ssize_t start = self.starts[number], behind, place
        cdef uint32_t code
        if number == 0:
            return True
        behind = self.ends[number - 1]
        if start - behind > 8:
            return True
        place = start - 1
        while place >= behind:
            code = PyUnicode_READ(self.kind, self.data, place)
            if code == 10:
                return True
            if not Py_UNICODE_ISSPACE(code):
                return (
                    code == 0x2E or code == 0x21 or code == 0x3F or code == 0x3A or code == 0x3B or code == 0x2026
                    or code == 0xAB or code == 0xBB or code == 0x201C or code == 0x201D or code == 0x201E
                    or code == 0x22 or code == 0x28
                )
            place -= 1
        return False


cdef struct Slot:
    uint64_t number
    double rare
    Py_ssize_t word  # where it stands first, those of the title counted from -1 downwards
    uint32_t count
    bint lead, name, small


@cython.final
cdef class _Table:
    """Different words by their hash, in the order in which they come."""

    cdef Slot* slots
    cdef uint32_t* rows  # one more than the slot, 0 where there is none
    cdef uint64_t mask
    cdef Py_ssize_t count

    def __cinit__(self, Py_ssize_t most):
        cdef uint64_t size = 16
        while size < 2 * <uint64_t> most:
            size *= 2
        self.mask = size - 1
        self.count = 0
        self.slots = <Slot*> PyMem_Malloc((most + 1) * sizeof(Slot))
        self.rows = <uint32_t*> PyMem_Calloc(size, sizeof(uint32_t))
        if self.slots == NULL or self.rows == NULL:
            raise MemoryError

    def __dealloc__(self):
        PyMem_Free(self.slots)
        PyMem_Free(self.rows)

    cdef Slot* of(self, uint64_t number) noexcept:
        """The slot of a hash; a new one has a count of 0."""
        cdef uint64_t place = (number ^ (number >> 32)) & self.mask
        cdef Slot* slot
        while self.rows[place]:
            slot = &self.slots[self.rows[place] - 1]
            if slot.number == number:
                return slot
            place = (place + 1) & self.mask
        slot = &self.slots[self.count]
        memset(slot, 0, sizeof(Slot))
        slot.number = number
        self.count += 1
        self.rows[place] = <uint32_t> self.count
        return slot


cdef void _read(_Cut cut, _Table table, Py_ssize_t count, bint title):
    """Count words, and see which are written like names."""
    cdef Py_ssize_t place
    cdef Word word
    cdef Slot* slot
    for place in range(count):
        word = <Word> cut.words[place]
        slot = table.of(word.number)
        if slot.count == 0:
            slot.rare = word.rare
            slot.word = -1 - place if title else place
        slot.count += 1
        if title or place < LEAD:
            slot.lead = True
        if word.first == SMALL:
            slot.small = True
        elif word.first == DIGIT or (word.first == CAPITAL and not cut.begins(place)):
            slot.name = True


cdef list _heaviest(uint64_t* terms, double* weights, Py_ssize_t count, Py_ssize_t most):
    """The terms of most weight, the lower one first where two weigh the same."""
    cdef uint64_t[64] top
    cdef double[64] loud
    cdef Py_ssize_t kept = 0, number, place
    for number in range(count):
        if kept == most and (
            weights[number] < loud[kept - 1] or (weights[number] == loud[kept - 1] and terms[number] > top[kept - 1])
        ):
            continue
        place = kept if kept < most else most - 1
        while place and (
            loud[place - 1] < weights[number] or (loud[place - 1] == weights[number] and top[place - 1] > terms[number])
        ):
            loud[place] = loud[place - 1]
            top[place] = top[place - 1]
            place -= 1
        loud[place] = weights[number]
        top[place] = terms[number]
        if kept < most:
            kept += 1
    return [top[number] for number in range(kept)]


cdef list _fingerprint(_Cut cut):
    cdef Py_ssize_t count = min(cut.count, LONGEST_SHINGLED), rows, row, place, window, last, least
    cdef uint64_t shingle
    cdef uint64_t* hashes
    cdef set kept = set()
    rows = count - SHINGLE + 1
    if rows <= 0:
        return []
    hashes = <uint64_t*> PyMem_Malloc(count * sizeof(uint64_t))
    if hashes == NULL:
        raise MemoryError
    try:
        for place in range(count):
            hashes[place] = (<Word> cut.words[place]).number
        for row in range(rows):
            shingle = 0
            for place in range(SHINGLE):
                shingle = shingle * BASE + hashes[row + place]
            shingle = (shingle ^ (shingle >> 30)) * FIRST
            shingle = (shingle ^ (shingle >> 27)) * SECOND
            hashes[row] = shingle ^ (shingle >> 31)
        window = min(<Py_ssize_t> WINDOW, rows)
        least = last = -1
        for row in range(rows - window + 1):
            if least < row:
                least = row
                for place in range(row + 1, row + window):
                    if hashes[place] < hashes[least]:
                        least = place
            elif hashes[row + window - 1] < hashes[least]:
                least = row + window - 1
            if least != last:
                kept.add(hashes[least] & 0xFFFFFFFFU)
                last = least
    finally:
        PyMem_Free(hashes)
    return sorted(kept)


def take(str title, str text, Words words, Py_ssize_t searched):
    """See `tearsheet.archive.traces.make_traces`.

    Args:
        title: of the article.
        text: of the article.
        words: those that are known.
        searched: how many terms to find.

    Returns:
        The fingerprints; the terms that tell most, unsorted; and the words that are written like names, each with its
        weight. ``None`` where there are other characters.
    """
    cdef _Cut head = _Cut(title), body = _Cut(text)
    if not head.read(words) or not body.read(words):
        return None
    cdef Py_ssize_t count = min(body.count, LONGEST_READ), place, terms = 0
    cdef _Table table = _Table(head.count + count)
    cdef _Table told
    cdef Slot* slot
    cdef Slot* other
    cdef Word word
    cdef double weight
    cdef double* weights
    cdef uint64_t* numbers
    cdef list named = []
    _read(head, table, head.count, True)
    _read(body, table, count, False)
    told = _Table(table.count)
    weights = <double*> PyMem_Malloc((table.count + 1) * sizeof(double))
    numbers = <uint64_t*> PyMem_Malloc((table.count + 1) * sizeof(uint64_t))
    try:
        if weights == NULL or numbers == NULL:
            raise MemoryError
        for place in range(table.count):
            slot = &table.slots[place]
            if not slot.rare > 0:
                continue
            weight = slot.rare * (1 + log(slot.count)) if slot.count > 1 else slot.rare
            if slot.lead:
                weight *= 2.0
            # The later one of two words with one hash of 32 bits stands.
            other = told.of(slot.number & 0xFFFFFFFFU)
            other.rare = weight
            if slot.name and not slot.small:
                word = head.words[-1 - slot.word] if slot.word < 0 else body.words[slot.word]
                if len(word.folded) > 1:
                    named.append((word.folded, weight))
        for place in range(told.count):
            numbers[place] = told.slots[place].number
            weights[place] = told.slots[place].rare
        top = _heaviest(numbers, weights, told.count, searched)
    finally:
        PyMem_Free(weights)
        PyMem_Free(numbers)
    return _fingerprint(body), top, named


def words_of(tuple fingerprints, tuple terms):
    """See `tearsheet.archive.traces.Traces.words`."""
    cdef Py_ssize_t most = 16 * (len(fingerprints) + len(terms)) + 1, count = 0
    cdef char* out = <char*> PyMem_Malloc(most)
    cdef uint64_t number
    cdef int digit
    cdef char kind = c"f"
    if out == NULL:
        raise MemoryError
    try:
        for numbers in (fingerprints, terms):
            for each in numbers:
                number = each
                if count:
                    out[count] = c" "
                    count += 1
                out[count] = kind
                count += 1
                while number:
                    digit = <int> (number % 36)
                    number //= 36
                    out[count] = <char> (digit + (48 if digit < 10 else 87))
                    count += 1
            kind = c"t"
        return out[:count].decode("ascii")
    finally:
        PyMem_Free(out)

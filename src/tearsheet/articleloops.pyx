# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Loops over what a page says about itself and over the record of it, compiled where there is a C compiler.

Each does what the function in Python that calls it does without it, to the last bit; that function says what it means.
"""

from cpython.unicode cimport (
    Py_UNICODE_ISALNUM,
    Py_UNICODE_ISDECIMAL,
    PyUnicode_4BYTE_KIND,
    PyUnicode_DATA,
    PyUnicode_DecodeASCII,
    PyUnicode_FromKindAndData,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
    PyUnicode_Substring,
)
from libc.math cimport floor, isfinite
from libc.stdint cimport uint32_t
from libc.stdlib cimport free, malloc, realloc
from libc.string cimport memset

cdef extern from *:
    """
    #define TEARSHEET_IS_ASCII(text) PyUnicode_IS_ASCII(text)
    #define TEARSHEET_SLOT(descriptor) (((PyMemberDescrObject *)(descriptor))->d_member->offset)
    #define TEARSHEET_AT(object, offset) (*(PyObject **)((char *)(object) + (offset)))
    #define TEARSHEET_FILL(object, offset, value) (Py_INCREF(value), TEARSHEET_AT(object, offset) = (value))
    #define TEARSHEET_COPY(object, other, offset) TEARSHEET_FILL(object, offset, TEARSHEET_AT(other, offset))
    """
    Py_ssize_t slot_of "TEARSHEET_SLOT"(object descriptor)
    void fill "TEARSHEET_FILL"(object made, Py_ssize_t offset, object value)
    void copy "TEARSHEET_COPY"(object made, object other, Py_ssize_t offset)
    bint is_ascii "TEARSHEET_IS_ASCII"(object text)
    object PyType_GenericAlloc(type kind, Py_ssize_t items)


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


# -- Blocks -----------------------------------------------------------------------------------------------------------

cdef enum:
    MOST_FIELDS = 32


def decided(blocks, roles, probabilities, dict entries, type kind):
    """See `tearsheet.article.assemble`: Blocks with what they are for."""
    cdef list names = list(kind.__slots__), found = []
    cdef Py_ssize_t count = len(names), number = 0, field
    cdef Py_ssize_t role_at = names.index("role"), probability_at = names.index("probability")
    cdef Py_ssize_t entry_at = names.index("entry")
    cdef Py_ssize_t[MOST_FIELDS] slots
    cdef double probability
    if count > MOST_FIELDS or not len(blocks) == len(roles) == len(probabilities):
        raise ValueError("too many fields, or not as many roles as Blocks")
    for field in range(count):
        slots[field] = slot_of(kind.__dict__[names[field]])
    for block, role, probability in zip(blocks, roles, probabilities):
        if type(block) is not kind:
            raise TypeError("no Block")
        made = PyType_GenericAlloc(kind, 0)
        for field in range(count):
            if field == role_at:
                fill(made, slots[field], role)
            elif field == probability_at:
                fill(made, slots[field], _rounded(probability))
            elif field == entry_at:
                fill(made, slots[field], entries.get(number))
            else:
                copy(made, block, slots[field])
        found.append(made)
        number += 1
    return found


cdef object _rounded(double value):
    """As `round` to four places does it."""
    cdef double scaled = value * 10_000, whole = floor(scaled)
    cdef double rest = scaled - whole
    if not 0 <= value <= 1 or 0.4999 < rest < 0.5001:
        # Whether it is half way is not told by what the product was rounded to.
        return round(value, 4)
    return (whole + (rest > 0.5)) / 10_000


# -- JSON -------------------------------------------------------------------------------------------------------------


cdef class _Written:
    """JSON text as it comes about."""

    cdef uint32_t* signs
    cdef Py_ssize_t count, room

    def __cinit__(self):
        self.room = 1 << 16
        self.signs = <uint32_t*>malloc(self.room * sizeof(uint32_t))
        if self.signs == NULL:
            raise MemoryError

    def __dealloc__(self):
        free(self.signs)

    cdef int need(self, Py_ssize_t count) except -1:
        """Room for so many characters more."""
        cdef uint32_t* signs
        if self.count + count <= self.room:
            return 0
        self.room = 2 * (self.count + count)
        signs = <uint32_t*>realloc(self.signs, self.room * sizeof(uint32_t))
        if signs == NULL:
            raise MemoryError
        self.signs = signs
        return 0

    cdef int plain(self, str text) except -1:
        """A text as it is."""
        cdef void* data = PyUnicode_DATA(text)
        cdef int kind = PyUnicode_KIND(text)
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), at
        self.need(length)
        for at in range(length):
            self.signs[self.count + at] = PyUnicode_READ(kind, data, at)
        self.count += length
        return 0

    cdef int quoted(self, str text) except -1:
        """A text as a string of JSON."""
        cdef void* data = PyUnicode_DATA(text)
        cdef int kind = PyUnicode_KIND(text)
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), at
        cdef uint32_t code, short
        self.need(6 * length + 2)
        cdef uint32_t* out = self.signs + self.count
        out[0] = c'"'
        out += 1
        for at in range(length):
            code = PyUnicode_READ(kind, data, at)
            if code >= 0x20 and code != c'"' and code != c"\\" and (code < 0x85 or not _is_special(code)):
                out[0] = code
                out += 1
            elif 0xD800 <= code <= 0xDFFF:
                out[0] = 0xFFFD
                out += 1
            else:
                short = _short(code)
                out[0] = c"\\"
                if short:
                    out[1] = short
                    out += 2
                else:
                    out[1] = c"u"
                    out[2], out[3] = _hex(code >> 12), _hex((code >> 8) & 15)
                    out[4], out[5] = _hex((code >> 4) & 15), _hex(code & 15)
                    out += 6
        out[0] = c'"'
        self.count = out + 1 - self.signs
        return 0

    cdef int value(self, object value, int depth) except -1:
        """A value; `TypeError` for one that `json` alone knows how to write."""
        cdef Py_ssize_t number
        if isinstance(value, str):
            self.quoted(value if type(value) is str else str.__str__(value))
        elif value is None:
            self.plain("null")
        elif value is True:
            self.plain("true")
        elif value is False:
            self.plain("false")
        elif type(value) is int:
            self.plain(int.__repr__(value))
        elif type(value) is float and isfinite(<double>value):
            self.plain(float.__repr__(value))
        elif depth > DEEPEST:
            raise TypeError
        elif type(value) is dict:
            self.plain("{")
            number = 0
            for key, inner in (<dict>value).items():
                if type(key) is not str:
                    raise TypeError
                if number:
                    self.plain(", ")
                number += 1
                self.quoted(key)
                self.plain(": ")
                self.value(inner, depth + 1)
            self.plain("}")
        elif type(value) is list:
            self.plain("[")
            number = 0
            for inner in <list>value:
                if number:
                    self.plain(", ")
                number += 1
                self.value(inner, depth + 1)
            self.plain("]")
        else:
            raise TypeError
        return 0


cdef enum:
    DEEPEST = 100


cdef inline bint _is_special(uint32_t code) noexcept nogil:
    return code == 0x85 or code == 0x2028 or code == 0x2029 or 0xD800 <= code <= 0xDFFF


cdef inline uint32_t _short(uint32_t code) noexcept nogil:
    """What stands behind the backslash of a character that JSON writes in two."""
    if code == c'"' or code == c"\\":
        return code
    if code == c"\n":
        return c"n"
    if code == c"\r":
        return c"r"
    if code == c"\t":
        return c"t"
    if code == c"\b":
        return c"b"
    return c"f" if code == c"\f" else 0


cdef inline uint32_t _hex(uint32_t digit) noexcept nogil:
    return digit + (c"0" if digit < 10 else 87)


def write_line(value):
    """See `tearsheet.formats.json.write_json`.

    Returns:
        The text; ``None`` where a value is of a kind that `json` has to be asked for.
    """
    cdef _Written written = _Written()
    try:
        written.value(value, 0)
    except TypeError:
        return None
    return PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, written.signs, written.count)


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

# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Loops over what a page says about itself, compiled where there is a C compiler.

Each does what the function in Python that calls it does without it, to the last bit; that function says what it means.
"""

from cpython.unicode cimport (
    Py_UNICODE_ISALNUM,
    Py_UNICODE_ISALPHA,
    Py_UNICODE_ISDECIMAL,
    Py_UNICODE_ISSPACE,
    PyUnicode_DATA,
    PyUnicode_DecodeASCII,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
    PyUnicode_Substring,
)
from libc.stdint cimport uint8_t, uint16_t, uint32_t
from libc.stdlib cimport free, malloc
from libc.string cimport memcmp, memset

from json.decoder import scanstring

from tearsheet.wordends cimport next_word

cdef extern from *:
    """
    #define TEARSHEET_IS_ASCII(text) PyUnicode_IS_ASCII(text)
    """
    bint is_ascii "TEARSHEET_IS_ASCII"(object text)


# -- words ------------------------------------------------------------------------------------------------------------


def find_words(str text):
    """See `tearsheet.article.metadata.wording.words`."""
    cdef void* data = PyUnicode_DATA(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), start = 0, end = 0
    cdef list found = []
    while next_word(data, kind, length, &start, &end):
        found.append(PyUnicode_Substring(text, start, end))
    return found


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


cdef class Stems:
    """Beginnings of words, of two characters and more."""

    cdef unsigned char[4096] pairs
    """Whether one begins with two characters, by what both are hashed to."""
    cdef dict begun

    def __cinit__(self, stems):
        memset(self.pairs, 0, sizeof(self.pairs))
        self.begun = {}
        for stem in stems:
            if len(stem) < 2:
                raise ValueError("a single character")
            self.pairs[_pair(ord(stem[0]), ord(stem[1]))] = 1
            self.begun.setdefault(stem[:2], []).append(stem)

    def inside(self, str text):
        """Whether one of them stands in a text."""
        cdef void* data = PyUnicode_DATA(text)
        cdef int kind = PyUnicode_KIND(text)
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), at
        cdef uint32_t code, last = PyUnicode_READ(kind, data, 0) if length else 0
        for at in range(1, length):
            code = PyUnicode_READ(kind, data, at)
            if self.pairs[_pair(last, code)]:
                for stem in self.begun.get(PyUnicode_Substring(text, at - 1, at + 1), ()):
                    if text.startswith(stem, at - 1):
                        return True
            last = code
        return False


cdef inline uint32_t _pair(uint32_t one, uint32_t other) noexcept nogil:
    return (one * 61 + other) & 4095


def count_letters(text):
    """See `tearsheet.article.metadata.language.count_letters`."""
    cdef void* data = PyUnicode_DATA(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef Py_ssize_t at, count = 0
    cdef uint32_t code
    for at in range(PyUnicode_GET_LENGTH(text)):
        code = PyUnicode_READ(kind, data, at)
        if code < 128:
            count += 97 <= (code | 32) <= 122
        else:
            count += Py_UNICODE_ISALPHA(code) != 0
    return count


# -- dates ------------------------------------------------------------------------------------------------------------


cdef inline bint _is_digit(uint32_t code) noexcept:
    return 48 <= code <= 57 or (code >= 128 and Py_UNICODE_ISDECIMAL(code))


def may_be_date(text):
    """See `tearsheet.article.metadata.visible_dates`: whether a line has the numbers of a date."""
    cdef void* data = PyUnicode_DATA(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), at, digits, first, second, middle, end
    cdef uint32_t code
    for at in range(length):
        code = PyUnicode_READ(kind, data, at)
        if code == 0x27:
            if _count_digits(data, kind, length, at + 1, 2) == 2:
                return True
        elif code == 0x5143:
            if at + 1 < length and PyUnicode_READ(kind, data, at + 1) == 0x5E74:
                return True
        elif _is_digit(code):
            digits = _count_digits(data, kind, length, at, 4)
            if digits == 4:
                return True
            end = _behind_space(data, kind, length, at + 1)
            if end < length:
                code = PyUnicode_READ(kind, data, end)
                if code == 0x6708 or code == 0xC6D4:
                    return True
            for first in range(1, min(digits, 2) + 1):
                middle = _behind_separator(data, kind, length, at + first)
                if middle < 0:
                    continue
                for second in range(1, _count_digits(data, kind, length, middle, 2) + 1):
                    end = _behind_separator(data, kind, length, middle + second)
                    if end >= 0 and _count_digits(data, kind, length, end, 2) == 2:
                        return True
    return False


cdef inline Py_ssize_t _count_digits(void* data, int kind, Py_ssize_t length, Py_ssize_t at, Py_ssize_t most) noexcept:
    """How many digits stand at an index, up to a number."""
    cdef Py_ssize_t count = 0
    while count < most and at + count < length and _is_digit(PyUnicode_READ(kind, data, at + count)):
        count += 1
    return count


cdef inline Py_ssize_t _behind_space(void* data, int kind, Py_ssize_t length, Py_ssize_t at) noexcept:
    """Where a text goes on behind one space at the most."""
    return at + 1 if at < length and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, at)) else at


cdef inline Py_ssize_t _behind_separator(void* data, int kind, Py_ssize_t length, Py_ssize_t at) noexcept:
    """Where a text goes on behind what stands between two numbers of a date; -1 where there is nothing such."""
    cdef uint32_t code
    at = _behind_space(data, kind, length, at)
    code = PyUnicode_READ(kind, data, at) if at < length else 0
    return _behind_space(data, kind, length, at + 1) if code == c"." or code == c"/" or code == c"-" else -1


cdef inline bint _parts_words(uint32_t code) noexcept:
    """Whether a character stands in no number and no word of a date; a full stop may stand inside a word."""
    if code < 128:
        return (
            code == 32 or 9 <= code <= 13 or 28 <= code <= 31 or code == c"," or code == c";" or code == c":" or code == c"/"
            or code == c"(" or code == c")" or code == c"|" or code == c"[" or code == c"]" or code == c"-" or code == c"."
        )
    return code == 0x2013 or code == 0x2014 or code == 0xB7 or code == 0x2022 or Py_UNICODE_ISSPACE(code)


def day_tokens(str text):
    """See `tearsheet.article.metadata.named_days`: the numbers and words of a line, and where they begin and end."""
    cdef void* data = PyUnicode_DATA(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), at = 0, start
    cdef uint32_t code
    cdef list found = []
    while at < length:
        code = PyUnicode_READ(kind, data, at)
        start = at
        at += 1
        if _is_digit(code):
            while at < length and _is_digit(PyUnicode_READ(kind, data, at)):
                at += 1
        elif _parts_words(code):
            continue
        else:
            while at < length:
                code = PyUnicode_READ(kind, data, at)
                if code == c"." and at + 1 < length:
                    code = PyUnicode_READ(kind, data, at + 1)
                    if _parts_words(code) or _is_digit(code):
                        break
                elif _parts_words(code) or _is_digit(code):
                    break
                at += 1
        found.append((PyUnicode_Substring(text, start, at), start, at))
    return found


# -- embedded data ----------------------------------------------------------------------------------------------------


def spelled(value, str key):
    """See `tearsheet.article.metadata.jsonld.spelled`, where the key is not there as it is; ``key`` is of ASCII."""
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(key), length, at
    cdef const unsigned char* wanted = <const unsigned char*>PyUnicode_DATA(key)
    cdef const unsigned char* data
    cdef unsigned char code, sign
    if not size:
        return None
    for other in value:
        if not isinstance(other, str):
            raise TypeError("no name")
        length = PyUnicode_GET_LENGTH(other)
        if length < size:
            continue
        if not is_ascii(other):
            if other[length - size:].lower() == key.lower() and (length == size or other[length - size - 1] in ":/#"):
                return other
            continue
        data = <const unsigned char*>PyUnicode_DATA(other) + length - size
        at = size - 1
        while at >= 0:
            code, sign = data[at], wanted[at]
            if (code + 32 if 65 <= code <= 90 else code) != (sign + 32 if 65 <= sign <= 90 else sign):
                break
            at -= 1
        if at >= 0:
            continue
        code = c"/" if length == size else (data - 1)[0]
        if code == c":" or code == c"/" or code == c"#":
            return other
    return None


# -- scripts ----------------------------------------------------------------------------------------------------------


ctypedef fused Sign:
    uint8_t
    uint16_t
    uint32_t


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
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text)
        if kind == 1:
            return self._starts(<const uint8_t*>data, length, data, kind)
        if kind == 2:
            return self._starts(<const uint16_t*>data, length, data, kind)
        return self._starts(<const uint32_t*>data, length, data, kind)

    cdef set _starts(self, const Sign* signs, Py_ssize_t length, void* data, int kind):
        cdef Py_ssize_t at, number, place, size
        cdef Py_ssize_t[MOST_WORDS] behind
        cdef uint32_t code, mask, after
        cdef const char* spelled[MOST_WORDS]
        cdef Py_ssize_t[MOST_WORDS] sizes
        cdef list kept = [word.encode() for word in self.words], found = []
        for number in range(len(kept)):
            spelled[number], sizes[number], behind[number] = <const char*><bytes>kept[number], len(kept[number]), 0
        after = self.begin[signs[0] & 127] if length else 0
        for at in range(length - 1):
            # The words that may have begun here, before it is known whether these are characters of ASCII at all.
            code = signs[at + 1]
            mask = after & self.second[code & 127]
            after = self.begin[code & 127]
            if not mask or code >= 128 or signs[at] >= 128:
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
                while place < size and signs[at + place] == <unsigned char>spelled[number][place]:
                    place += 1
                if place == size:
                    behind[number] = at + size
                    found.append(_key_start(data, kind, at))
        return set(found)


cdef enum:
    # Deeper ones, and longer numbers, are left to `json`, which has bounds of its own for both.
    DEEPEST = 200
    LONGEST_NUMBER = 4000


cdef struct Level:
    Py_ssize_t start
    # Where the object's title begins and ends, and which of the keys it stands under; what is being read is one.
    Py_ssize_t title, title_end
    int key, reading
    # The first two different keys, and how many there are of such, up to three.
    Py_ssize_t one, one_end, other, other_end
    int different
    bint is_object, uncounted


cdef class TitledFinder:
    """Finds the objects of JSON that bear a title; see `tearsheet.article.metadata.titled`."""

    cdef dict keys
    cdef Py_ssize_t shortest, longest, most
    cdef bint[128] begin

    def __cinit__(self, tuple keys, Py_ssize_t least, Py_ssize_t most):
        if least != 3 or not all([key.isascii() and key for key in keys]):
            raise ValueError("another number of keys, or none of ASCII")
        self.keys = {key: number for number, key in enumerate(keys)}
        self.shortest, self.longest, self.most = min(map(len, keys)), max(map(len, keys)), most
        memset(self.begin, 0, sizeof(self.begin))
        for key in keys:
            self.begin[<int>ord(key[0])] = True

    def find(self, str text, Py_ssize_t position, list found, make):
        """Add what ``make`` makes of the objects of a value: the text, both ends of the object, both of its title.

        Returns:
            Where the value ends; ``None`` where `json` has to be asked.

        Raises:
            ValueError: there is no JSON.
        """
        cdef void* data = PyUnicode_DATA(text)
        cdef int kind = PyUnicode_KIND(text)
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text)
        cdef Level[DEEPEST] levels
        if kind == 1:
            return self._find(<const uint8_t*>data, length, levels, text, position, found, make)
        if kind == 2:
            return self._find(<const uint16_t*>data, length, levels, text, position, found, make)
        return self._find(<const uint32_t*>data, length, levels, text, position, found, make)

    cdef object _find(
        self, const Sign* data, Py_ssize_t length, Level* levels, str text, Py_ssize_t at, list found, make
    ):
        cdef Py_ssize_t depth = 0, start
        cdef Level* level
        cdef uint32_t code
        cdef bint escaped = False, more
        while True:
            # A value begins here.
            code = data[at] if at < length else 0
            more = False
            if code == c'"':
                at = _string_end(data, length, at + 1, &escaped)
            elif code == c"{" or code == c"[":
                if depth == DEEPEST:
                    return None
                level = &levels[depth]
                depth += 1
                memset(level, 0, sizeof(Level))
                level.start, level.is_object, level.key, level.reading = at, code == c"{", -1, -1
                at = _space_end(data, length, at + 1)
                code = data[at] if at < length else 0
                # What has nothing in it ends below.
                more = code != (c"}" if level.is_object else c"]")
            else:
                start = at
                at = _plain_end(data, length, at)
                if at - start > LONGEST_NUMBER:
                    return None
            while not more:
                # A value ends here, or an object or list that it is in does.
                if at < 0:
                    raise ValueError("no JSON")
                if not depth:
                    return at
                level = &levels[depth - 1]
                if level.reading >= 0:
                    level.title_end, level.reading = at, -1
                at = _space_end(data, length, at)
                code = data[at] if at < length else 0
                if code == c",":
                    at = _space_end(data, length, at + 1)
                    more = True
                elif code == (c"}" if level.is_object else c"]"):
                    at += 1
                    if level.key >= 0 and level.different < 3 and level.uncounted:
                        return None
                    if level.key >= 0 and level.different == 3 and len(found) < self.most:
                        found.append(make(text, level.start, at, level.title, level.title_end))
                    depth -= 1
                else:
                    at = -1
            if not level.is_object:
                continue
            # A key begins here.
            if at >= length or data[at] != c'"':
                raise ValueError("no JSON")
            start = at + 1
            at = _string_end(data, length, start, &escaped)
            if at < 0:
                raise ValueError("no JSON")
            if escaped:
                level.reading = self.keys.get(scanstring(text, start, False)[0], -1)
                # It may be the same as another.
                level.uncounted = level.uncounted or level.different < 3
            elif level.different < 3:
                _count_key(data, level, start, at - 1)
            if not escaped and self.shortest <= at - 1 - start <= self.longest and data[start] < 128 and self.begin[data[start]]:
                level.reading = self.keys.get(PyUnicode_Substring(text, start, at - 1), -1)
            at = _space_end(data, length, at)
            if at >= length or data[at] != c":":
                raise ValueError("no JSON")
            at = _space_end(data, length, at + 1)
            if level.reading >= 0:
                if level.key < 0 or level.reading <= level.key:
                    level.key, level.title = level.reading, at
                else:
                    level.reading = -1


cdef inline Py_ssize_t _space_end(const Sign* data, Py_ssize_t length, Py_ssize_t at) noexcept nogil:
    """Where the white space of JSON ends."""
    while at < length and (data[at] == 32 or data[at] == 10 or data[at] == 13 or data[at] == 9):
        at += 1
    return at


cdef Py_ssize_t _string_end(const Sign* data, Py_ssize_t length, Py_ssize_t at, bint* escaped) noexcept nogil:
    """Where the string ends whose first character stands at an index, behind its quotation mark; -1 for none."""
    cdef uint32_t code
    cdef Py_ssize_t digit
    escaped[0] = False
    while at < length:
        code = data[at]
        at += 1
        if code == c'"':
            return at
        if code != c"\\":
            continue
        escaped[0] = True
        code = data[at] if at < length else 0
        at += 1
        if code == c"u":
            for digit in range(4):
                if at >= length or not _is_hex(data[at]):
                    return -1
                at += 1
        elif not (
            code == c'"' or code == c"\\" or code == c"/" or code == c"b" or code == c"f" or code == c"n" or code == c"r"
            or code == c"t"
        ):
            return -1
    return -1


cdef inline bint _is_hex(uint32_t code) noexcept nogil:
    return 48 <= code <= 57 or 65 <= code <= 70 or 97 <= code <= 102


cdef Py_ssize_t _plain_end(const Sign* data, Py_ssize_t length, Py_ssize_t at) noexcept nogil:
    """Where a number or a word ends, as `json` reads them; -1 where there is neither."""
    cdef uint32_t code = data[at] if at < length else 0
    cdef Py_ssize_t end
    if code == c"t":
        return _word_end(data, length, at, b"true", 4)
    if code == c"f":
        return _word_end(data, length, at, b"false", 5)
    if code == c"n":
        return _word_end(data, length, at, b"null", 4)
    if code == c"N":
        return _word_end(data, length, at, b"NaN", 3)
    if code == c"I":
        return _word_end(data, length, at, b"Infinity", 8)
    if code == c"-":
        if at + 1 < length and data[at + 1] == c"I":
            return _word_end(data, length, at, b"-Infinity", 9)
        at += 1
    end = _digits_end(data, length, at)
    if end == at:
        return -1
    if data[at] == c"0":
        end = at + 1
    if end + 1 < length and data[end] == c"." and 48 <= data[end + 1] <= 57:
        end = _digits_end(data, length, end + 1)
    if end + 1 < length and (data[end] == c"e" or data[end] == c"E"):
        at = end + 1
        if data[at] == c"-" or data[at] == c"+":
            at += 1
        if _digits_end(data, length, at) > at:
            end = _digits_end(data, length, at)
    return end


cdef inline Py_ssize_t _digits_end(const Sign* data, Py_ssize_t length, Py_ssize_t at) noexcept nogil:
    while at < length and 48 <= data[at] <= 57:
        at += 1
    return at


cdef inline Py_ssize_t _word_end(
    const Sign* data, Py_ssize_t length, Py_ssize_t at, const char* word, Py_ssize_t size
) noexcept nogil:
    cdef Py_ssize_t number
    if at + size > length:
        return -1
    for number in range(size):
        if data[at + number] != <unsigned char>word[number]:
            return -1
    return at + size


cdef inline void _count_key(const Sign* data, Level* level, Py_ssize_t start, Py_ssize_t end) noexcept nogil:
    """Count a key that is different from those of an object before it."""
    if level.different > 0 and _same(data, start, end, level.one, level.one_end):
        return
    if level.different > 1 and _same(data, start, end, level.other, level.other_end):
        return
    if level.different == 0:
        level.one, level.one_end = start, end
    elif level.different == 1:
        level.other, level.other_end = start, end
    level.different += 1


cdef inline bint _same(
    const Sign* data, Py_ssize_t start, Py_ssize_t end, Py_ssize_t other, Py_ssize_t other_end
) noexcept nogil:
    return end - start == other_end - other and not memcmp(data + start, data + other, (end - start) * sizeof(Sign))


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

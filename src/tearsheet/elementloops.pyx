# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""What single elements say, read out of the parser's bytes, compiled where there is a C compiler.

The functions in Python that are named here say what each means; they are asked where the bytes are out of the ordinary.
"""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH
from libc.string cimport memchr, memcmp, memset

cdef extern from "Python.h":
    bint PyUnicode_IS_ASCII(str text)
    str PyUnicode_DecodeUTF8(const char* data, Py_ssize_t length, const char* errors)

# What the page's room has: loaded when first needed, as that room loads these loops.
cdef object slow_candidate = None, placeholder
cdef double WIDEST


def load():
    """Take what the page's room has."""
    global slow_candidate, placeholder, WIDEST
    from tearsheet.page import declarations, picture

    placeholder, WIDEST = picture.PLACEHOLDER.search, picture.WIDEST_USEFUL
    keep_words(declarations.TELLING)
    slow_candidate = picture.best_candidate


cdef bint[256] IS_SPACE
IS_SPACE = [code < 0x80 and chr(code).isspace() for code in range(256)]
cdef bint[256] IS_WORD
IS_WORD = [code < 0x80 and (chr(code).isalnum() or code == 95) for code in range(256)]


# -- images -----------------------------------------------------------------------------------------------------------

cdef str best_candidate(const char* text, size_t length):
    """See `tearsheet.page.picture.best_candidate`."""
    cdef const unsigned char* data = <const unsigned char*>text
    cdef size_t at, first, last, number, behind, best_first = 0, best_last = 0
    cdef double size, best = -1
    if slow_candidate is None:
        load()
    if length > 20_000:
        return asked(text, length)
    for at in range(length):
        if data[at] >= 0x80:
            return asked(text, length)
    at = 0
    while True:
        while at < length and IS_SPACE[data[at]]:
            at += 1
        if at == length:
            break
        if data[at] == c",":
            return asked(text, length)
        first = at
        size = 1
        number = behind = 0
        while True:
            while at < length and not IS_SPACE[data[at]] and data[at] != c",":
                at += 1
            last = at
            if at == length:
                break
            if data[at] == c",":
                at += 1
                if at == length:
                    break
                if IS_SPACE[data[at]]:
                    at += 1
                    break
                # A comma inside an address.
                continue
            while at < length and IS_SPACE[data[at]]:
                at += 1
            number = behind = at
            while behind < length and (48 <= data[behind] <= 57 or data[behind] == c"."):
                behind += 1
            if behind > number and behind < length and (data[behind] | 32 == c"w" or data[behind] | 32 == c"x"):
                at = behind
                while at < length and data[at] != c",":
                    at += 1
                if at < length:
                    at += 1
                break
            number = behind = 0
            if at < length and data[at] == c",":
                at += 1
                while at < length and IS_SPACE[data[at]]:
                    at += 1
            if at < length:
                return asked(text, length)
            break
        if behind > number:
            size = measured(text + number, behind - number)
        if behind == number or data[behind] | 32 == c"x":
            size *= 1000
        if size > WIDEST:
            size = 1
        while last > first and data[last - 1] == c",":
            last -= 1
        if size > best and not (last - first >= 5 and not memcmp(data + first, b"data:", 5)):
            best = size
            best_first, best_last = first, last
    return PyUnicode_DecodeUTF8(text + best_first, best_last - best_first, NULL) if best >= 0 else None


cdef str asked(const char* data, size_t length):
    return slow_candidate(PyUnicode_DecodeUTF8(data, length, "replace"))


cdef double measured(const char* data, size_t length) except -1:
    """A number, 1 for what is none."""
    cdef double number = 0
    cdef size_t at
    if length < 9 and memchr(data, c".", length) == NULL:
        for at in range(length):
            number = 10 * number + (data[at] - 48)
        return number
    try:
        return float(data[:length])
    except ValueError:
        return 1


cdef bint is_placeholder(str address) except -1:
    """Whether `tearsheet.page.picture.PLACEHOLDER` finds something in an address."""
    cdef const unsigned char* data
    cdef const unsigned char* end
    cdef const unsigned char* at
    cdef unsigned char code
    if slow_candidate is None:
        load()
    if not PyUnicode_IS_ASCII(address):
        return placeholder(address) is not None
    data = at = <const unsigned char*>PyUnicode_DATA(address)
    end = data + PyUnicode_GET_LENGTH(address)
    if end - data >= 5 and data[4] == c":" and data[0] | 32 == c"d":
        return placeholder(address) is not None
    while True:
        at = <const unsigned char*>memchr(at, c".", end - at)
        if at == NULL or end - at < 4:
            return False
        if at > data:
            # The last letters of the names, and the first of the kinds of files.
            code = (at - 1)[0] | 32
            if code == c"k" or code == c"r" or code == c"t" or code == c"l" or code == c"1" or code == c"g" or (
                code == c"y"
            ):
                code = at[1] | 32
                if code == c"g" or code == c"p" or code == c"s" or code == c"j" or code == c"w":
                    return placeholder(address) is not None
        at += 1


# -- scripts ----------------------------------------------------------------------------------------------------------

cdef inline bint begins(const unsigned char* data, Py_ssize_t at, Py_ssize_t length, const char* wanted, Py_ssize_t size) noexcept:
    return length - at >= size and not memcmp(data + at, wanted, size)


cdef inline Py_ssize_t spaced(const unsigned char* data, Py_ssize_t at, Py_ssize_t length) noexcept:
    while at < length and IS_SPACE[data[at]]:
        at += 1
    return at


cdef inline bint is_high(const unsigned char* data, Py_ssize_t at, Py_ssize_t length) noexcept:
    return at < length and data[at] >= 0x80


cdef enum:
    STAGES = 16


cdef int assigned(const unsigned char* data, Py_ssize_t length, Py_ssize_t* first, Py_ssize_t* last) noexcept:
    """See `tearsheet.page.declarations.ASSIGNED`: whether it matches, and where the name stands; -1 if in doubt."""
    cdef Py_ssize_t at = spaced(data, 0, length), behind
    cdef Py_ssize_t[STAGES] stages
    cdef int count = 0
    while True:
        if count == STAGES or is_high(data, at, length):
            return -1
        stages[count] = at
        count += 1
        if begins(data, at, length, b"window.", 7):
            at += 7
        elif begins(data, at, length, b"self.", 5):
            at += 5
        elif begins(data, at, length, b"globalThis.", 11):
            at += 11
        else:
            if begins(data, at, length, b"var", 3) or begins(data, at, length, b"let", 3):
                behind = at + 3
            elif begins(data, at, length, b"const", 5):
                behind = at + 5
            else:
                break
            if is_high(data, behind, length):
                return -1
            if behind == length or not IS_SPACE[data[behind]]:
                break
            at = spaced(data, behind, length)
    while count:
        count -= 1
        at = behind = stages[count]
        while behind < length and IS_WORD[data[behind]]:
            behind += 1
        if is_high(data, behind, length):
            return -1
        if behind == at:
            continue
        first[0], last[0] = at, behind
        if begins(data, behind, length, b".push(", 6):
            return 1
        at = spaced(data, behind, length)
        if is_high(data, at, length):
            return -1
        if at == length or data[at] != c"=":
            continue
        at = spaced(data, at + 1, length)
        if is_high(data, at, length):
            return -1
        if at < length and (data[at] == c"{" or data[at] == c"["):
            return 1
        if behind >= 2 and data[behind - 1] == c"_" and data[behind - 2] == c"_":
            if at < length and data[at] == c"(":
                at = spaced(data, at + 1, length)
                if is_high(data, at, length):
                    return -1
            if begins(data, at, length, b"function", 8):
                at += 8
                if is_high(data, at, length):
                    return -1
                if at == length or not IS_WORD[data[at]]:
                    return 1
    return 0


# The words that tell, found by their first three pairs of characters: one of them begins at each third place.
cdef enum:
    PAIRS = 3
    MOST_WORDS = 64
    LONGEST_WORD = 16

cdef char[MOST_WORDS][LONGEST_WORD] WORDS
cdef Py_ssize_t[MOST_WORDS] LENGTHS
cdef unsigned char[0x10000] OPENED
cdef unsigned char[MOST_WORDS * PAIRS + 1] FOLLOWING


cdef int keep_words(object words) except -1:
    cdef int number, offset, entry, pair
    cdef bytes word
    if len(words) > MOST_WORDS or not all(PAIRS < len(name) <= LONGEST_WORD and name.isascii() for name in words):
        raise ValueError("too many words, or too long")
    memset(OPENED, 0, sizeof(OPENED))
    for number, name in enumerate(words):
        word = name.encode()
        LENGTHS[number] = len(word)
        for offset in range(len(word)):
            WORDS[number][offset] = word[offset]
        for offset in range(PAIRS):
            entry = PAIRS * number + offset + 1
            pair = word[offset] << 8 | word[offset + 1]
            FOLLOWING[entry] = OPENED[pair]
            OPENED[pair] = entry
    return 0


cdef bint may_tell(const unsigned char* data, Py_ssize_t length) noexcept:
    """Whether one of `tearsheet.page.declarations.TELLING` is in a text."""
    cdef Py_ssize_t at, start
    cdef int entry, number
    # The first pairs of the words' first two characters stand before the first place that is looked at.
    for at in range(0, length - 1, 3):
        entry = OPENED[data[at] << 8 | data[at + 1]]
        while entry:
            number = (entry - 1) // PAIRS
            start = at - (entry - 1) % PAIRS
            if start >= 0 and length - start >= LENGTHS[number] and not memcmp(
                data + start, WORDS[number], LENGTHS[number]
            ):
                return True
            entry = FOLLOWING[entry]
    return False


cdef Py_ssize_t characters(const unsigned char* data, Py_ssize_t length) noexcept:
    """How many characters a text in UTF-8 has."""
    cdef Py_ssize_t at, found = 0
    for at in range(length):
        found += data[at] & 0xC0 != 0x80
    return found


cdef bint holds(const char* data, Py_ssize_t length, const char* wanted, Py_ssize_t size) noexcept:
    """Whether a text holds another."""
    cdef const char* end = data + length
    while end - data >= size:
        data = <const char*>memchr(data, wanted[0], end - data - size + 1)
        if data == NULL:
            return False
        if not memcmp(data, wanted, size):
            return True
        data += 1
    return False


# Letters of markup, the rarest first.
cdef bytes RAREST = b"jqzxkywvb-gfumpchldnrsoiate"


def holds_any(bytes source, words):
    """Whether a document holds one of these words of ASCII, each looked for by its rarest letter."""
    cdef const char* data = source
    cdef const char* end = data + len(source)
    cdef const char* at
    cdef Py_ssize_t length, anchor
    cdef char wanted
    cdef bytes word
    for word in words:
        length = len(word)
        anchor = min(range(length), key=lambda place: RAREST.find(word[place]) % 256)
        wanted = word[anchor]
        at = data + anchor
        while end - at >= length - anchor:
            at = <const char*>memchr(at, wanted, end - at - (length - anchor) + 1)
            if at == NULL:
                break
            if not memcmp(at - anchor, <const char*>word, length):
                return True
            at += 1
    return False


# -- for those who compare --------------------------------------------------------------------------------------------

def candidate(str srcset):
    """See `tearsheet.page.picture.best_candidate`."""
    cdef bytes data = srcset.encode()
    return best_candidate(data, len(data))


def looks_placed(str address):
    """Whether an address is that of a placeholder; see `tearsheet.page.picture.PLACEHOLDER`."""
    return is_placeholder(address)


def name_assigned(str text):
    """The name that a script assigns data to; ``None`` for none, empty where Python is to be asked."""
    cdef bytes data = text.encode()
    cdef Py_ssize_t first = 0, last = 0
    cdef int found = assigned(data, len(data), &first, &last)
    return "" if found < 0 else data[first:last].decode() if found else None


def tells(str text):
    """Whether a script may tell something; see `tearsheet.page.declarations.TELLING`."""
    cdef bytes data = text.encode()
    if slow_candidate is None:
        load()
    return may_tell(data, len(data))

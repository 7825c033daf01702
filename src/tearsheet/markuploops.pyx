# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Looks at markup, compiled where there is a C compiler; the function in Python that calls one says what it means."""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, Py_UNICODE_ISSPACE
from libc.stdint cimport uint32_t, uint64_t
from libc.stdlib cimport free
from libc.string cimport memchr, memcpy

from tearsheet.hashing cimport Hashes, find_hash, make_room, mixed

cdef extern from "Python.h":
    bint PyUnicode_IS_ASCII(str text)

cdef uint64_t[15] GATHERED
GATHERED = [
    int.from_bytes(name, "big")
    for name in b"b big body code em font html i nobr s small strike strong tt u".split()
]

# What they begin with, in any case.
cdef bint[256] STARTS
STARTS = [chr(code).lower() in "bcefhinstu" and code < 0x80 for code in range(256)]

# What the signs that windows-1252 has for the later bytes of a character begin with in UTF-8.
cdef bint[256] AFTER_TRACE
AFTER_TRACE = [code in {0xC2, 0xC5, 0xC6, 0xCB, 0xE2} for code in range(256)]

cdef enum Letters:
    OTHER
    SPACE
    UPPER
    LOWER

cdef unsigned char[256] LETTERS
LETTERS = [
    OTHER if code > 0x7F else
    SPACE if chr(code).isspace() else UPPER if chr(code).isupper() else LOWER if chr(code).islower() else OTHER
    for code in range(256)
]


def brackets(bytes html):
    """How many tags may begin in a document."""
    cdef const char* at = html
    cdef const char* end = at + len(html)
    cdef Py_ssize_t found = 0
    while True:
        at = <const char*>memchr(at, 60, end - at)
        if at == NULL:
            return found
        at += 1
        found += 1


def look(bytes html, Py_ssize_t most, Py_ssize_t longest):
    """See `tearsheet.page.guard`; looks no further than at so many brackets.

    Returns:
        How many brackets open, start tags of more bytes than ``longest``, and the tags that the parser gathers.
    """
    cdef const unsigned char* data = html
    cdef const unsigned char* end = data + len(html)
    cdef const unsigned char* found = data
    cdef const unsigned char* done = data
    cdef const unsigned char* kept = data
    cdef const unsigned char* at
    cdef const unsigned char* quoted
    cdef Py_ssize_t brackets = 0
    cdef unsigned char code
    cdef uint64_t name
    cdef int number
    cdef list gathered = [], long = []
    while True:
        found = <const unsigned char*>memchr(found, 60, end - found)
        if found == NULL or brackets > most:
            return brackets, long, gathered
        brackets += 1
        found += 1
        if found == end:
            return brackets, long, gathered
        if not LETTERS[found[0]] >= UPPER:
            continue
        if found > kept and STARTS[found[0]]:
            name = 0
            at = found
            while at < end and at < found + 7 and LETTERS[at[0]] >= UPPER:
                name = name << 8 | at[0] | 32
                at += 1
            if at < end and (at[0] == 32 or 9 <= at[0] <= 13):
                for number in range(15):
                    if GATHERED[number] == name:
                        kept = <const unsigned char*>memchr(at, 62, end - at)
                        if kept == NULL:
                            kept = end
                        gathered.append((found - 1)[: kept - found + 1])
                        break
        if found <= done:
            # Inside a tag that was looked at: its value may hold brackets.
            continue
        at = found + 1
        while at < end:
            code = at[0]
            if code == c">":
                break
            at += 1
            if code != c"=":
                continue
            quoted = spaced(at, end)
            if quoted < end and (quoted[0] == c'"' or quoted[0] == c"'"):
                # A quotation mark that is never closed is a character like others.
                quoted = <const unsigned char*>memchr(quoted + 1, quoted[0], end - quoted - 1)
                if quoted != NULL:
                    at = quoted + 1
        if at - found + 1 > longest:
            long.append((found - 1)[: at - found + 1])
        done = at


cdef const unsigned char* spaced(const unsigned char* at, const unsigned char* end) noexcept:
    """Behind the white space that begins here."""
    cdef uint32_t code
    while at < end:
        if at[0] < 0x80:
            if LETTERS[at[0]] != SPACE:
                break
            at += 1
            continue
        # White space beyond ASCII is of two or three bytes.
        if at[0] < 0xE0 and at + 1 < end:
            code = (at[0] & 0x1F) << 6 | (at[1] & 0x3F)
        elif at[0] < 0xF0 and at + 2 < end:
            code = (at[0] & 0x0F) << 12 | (at[1] & 0x3F) << 6 | (at[2] & 0x3F)
        else:
            break
        if not Py_UNICODE_ISSPACE(code):
            break
        at += 2 if at[0] < 0xE0 else 3
    return at


# Elements whose text holds no tags.
cdef tuple RAW = tuple(b"script style textarea title xmp iframe noembed noframes".split())

cdef enum:
    LONGEST_RAW = 8


cdef bytes raw_name(const unsigned char* at, const unsigned char* end):
    """The name of an element of raw text that begins here; empty for none, ``None`` where letters are beyond ASCII."""
    cdef Py_ssize_t length = 0
    cdef bytes name
    while length <= LONGEST_RAW and at + length < end and LETTERS[at[length]] >= UPPER:
        length += 1
    if length <= LONGEST_RAW and at + length < end and at[length] >= 0x80:
        # Some of them are letters of these names in another case.
        return None
    name = at[:length].lower()
    if name not in RAW or (at + length < end and (48 <= at[length] <= 57 or at[length] == 95)):
        return b""
    return name


def long_tags(bytes html, Py_ssize_t longest):
    """The start tags of more bytes than ``longest``, without their closing bracket, that are no text of comments and
    scripts; see `tearsheet.page.guard`. ``None`` where Python is to be asked."""
    cdef const unsigned char* end = <const unsigned char*>html + len(html)
    cdef const unsigned char* found = html
    cdef const unsigned char* at
    cdef const unsigned char* quoted
    cdef bint closing
    cdef unsigned char code
    cdef bytes raw, other
    cdef list long = []
    while True:
        found = <const unsigned char*>memchr(found, 60, end - found)
        if found == NULL:
            return long
        at = found + 1
        if end - at >= 3 and at[0] == c"!" and at[1] == c"-" and at[2] == c"-":
            at += 3
            while True:
                at = <const unsigned char*>memchr(at, 45, end - at)
                if at == NULL:
                    return long
                if end - at >= 3 and (at[1] == c"-" or at[1] == c"!") and at[2] == c">":
                    break
                at += 1
            found = at
            continue
        closing = at < end and at[0] == c"/"
        at += closing
        if at < end and at[0] >= 0x80:
            return None
        if at == end or LETTERS[at[0]] < UPPER:
            found += 1
            continue
        raw = b"" if closing else raw_name(at, end)
        if raw is None:
            return None
        if raw:
            at += len(raw)
        else:
            while at < end and at[0] != c"/" and at[0] != c">" and (LETTERS[at[0]] >= UPPER or spaced(at, end) == at):
                at += 1
        while at < end and at[0] != c">":
            code = at[0]
            at += 1
            if code != c"=":
                continue
            at = quoted = spaced(at, end)
            if quoted < end and (quoted[0] == c'"' or quoted[0] == c"'"):
                # A quotation mark that is never closed is a character like others.
                quoted = <const unsigned char*>memchr(quoted + 1, quoted[0], end - quoted - 1)
                at = at + 1 if quoted == NULL else quoted + 1
        if raw and at < end:
            while True:
                at = <const unsigned char*>memchr(at, 60, end - at)
                if at == NULL:
                    return long
                if end - at > 2 and at[1] == c"/":
                    other = at[2 : min(2 + len(raw), end - at)]
                    if not other.isascii():
                        return None
                    if other.lower() == raw:
                        break
                at += 1
        elif not closing and at - found > longest:
            long.append(found[: at - found])
        found = at


def traces(bytes source):
    """See `tearsheet.encoding`: traces of a text that was encoded as UTF-8 twice; -1 for what is no UTF-8."""
    cdef const unsigned char* at = source
    cdef const unsigned char* end = at + len(source)
    cdef uint64_t[4] words
    cdef Py_ssize_t found = 0
    cdef unsigned char code
    while at < end:
        code = at[0]
        if code < 0x80:
            while end - at >= 32:
                memcpy(words, at, 32)
                if (words[0] | words[1] | words[2] | words[3]) & <uint64_t>0x8080808080808080:
                    break
                at += 32
            while at < end and at[0] < 0x80:
                at += 1
            continue
        if end - at < 2 or code < 0xC2 or code > 0xF4 or not is_trail(at[1]):
            return -1
        if code < 0xE0:
            # A letter that was one byte, and then a sign that was its next one.
            found += code == 0xC3 and 0x82 <= at[1] <= 0xB4 and end - at > 2 and AFTER_TRACE[at[2]]
            at += 2
            continue
        if end - at < 3 or not is_trail(at[2]):
            return -1
        if code < 0xF0:
            if (code == 0xE0 and at[1] < 0xA0) or (code == 0xED and at[1] > 0x9F):
                return -1
            at += 3
            continue
        if end - at < 4 or not is_trail(at[3]) or (code == 0xF0 and at[1] < 0x90) or (code == 0xF4 and at[1] > 0x8F):
            return -1
        at += 4
    return found


cdef inline bint is_trail(unsigned char code) noexcept:
    return code & 0xC0 == 0x80


# -- class names ------------------------------------------------------------------------------------------------------

cdef inline uint64_t joined(uint64_t name, uint32_t code) noexcept:
    """The hash of a name with one more character, in lower case."""
    return (name + 1) * <uint64_t>0x100000001B3 + (code + 32 if 65 <= code <= 90 else code)


cdef int keep(Hashes* hashes, object names) except -1:
    """A set of names, in lower case."""
    cdef uint64_t name
    cdef Py_UCS4 code
    make_room(hashes, 64, 4 * len(names))
    for text in names:
        name = 0
        for code in <str>text:
            name = joined(name, code)
        find_hash(hashes, mixed(name), True)
    return 0


cdef class ClassNames:
    """What class names may tell something, looked up without a name being made of any.

    Args:
        whole: names that tell something.
        telling: parts of a name that do.
        pairs: parts that do one behind the other.
    """

    def __cinit__(self, whole, telling, pairs):
        keep(&self.whole, whole)
        keep(&self.telling, telling)
        keep(&self.first, {first for first, _ in pairs})
        keep(&self.second, {second for _, second in pairs})

    def __dealloc__(self):
        free(self.whole.slots)
        free(self.telling.slots)
        free(self.first.slots)
        free(self.second.slots)

    cdef bint may_tell(self, str names):
        """Whether one of the names may tell something; true of many that do not."""
        cdef const unsigned char* data
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(names), at, start = 0, end
        cdef uint64_t name, part
        cdef bint opened
        if not PyUnicode_IS_ASCII(names):
            return True
        data = <const unsigned char*>PyUnicode_DATA(names)
        while start < length:
            if LETTERS[data[start]] == SPACE:
                start += 1
                continue
            name = 0
            end = start
            while end < length and LETTERS[data[end]] != SPACE:
                name = joined(name, data[end])
                end += 1
            if find_hash(&self.whole, mixed(name), False):
                return True
            # The parts of "bylineName" and "byline-name" are "byline" and "name", of "HTMLTime" "html" and "time".
            opened = False
            at = start
            while at < end:
                if LETTERS[data[at]] < UPPER:
                    at += 1
                    continue
                part = joined(0, data[at])
                if LETTERS[data[at]] == UPPER:
                    at += 1
                    if at < end and LETTERS[data[at]] == UPPER:
                        while at < end and LETTERS[data[at]] == UPPER and not (
                            at + 1 < end and LETTERS[data[at + 1]] == LOWER
                        ):
                            part = joined(part, data[at])
                            at += 1
                    else:
                        while at < end and LETTERS[data[at]] == LOWER:
                            part = joined(part, data[at])
                            at += 1
                else:
                    at += 1
                    while at < end and LETTERS[data[at]] == LOWER:
                        part = joined(part, data[at])
                        at += 1
                part = mixed(part)
                if find_hash(&self.telling, part, False) or (opened and find_hash(&self.second, part, False)):
                    return True
                opened = find_hash(&self.first, part, False)
            start = end
        return False

    def __call__(self, names):
        return self.may_tell(names)

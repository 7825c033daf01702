# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Loops over Blocks and elements that look for what a page says about itself, compiled where there is a C compiler.

Each does what the function in Python that calls it does without it, to the last bit; that function says what it means.
"""

from cpython.unicode cimport (
    Py_UNICODE_ISALNUM,
    PyUnicode_DATA,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
    PyUnicode_Substring,
)
from libc.stdint cimport uint32_t, uint64_t
from libc.stdlib cimport calloc, free, realloc

from tearsheet.hashing cimport mixed
from tearsheet.wordends cimport next_word

from unicodedata import normalize

cdef extern from *:
    """
    #define TEARSHEET_SLOT(descriptor) (((PyMemberDescrObject *)(descriptor))->d_member->offset)
    #define TEARSHEET_READ(object, offset) (Py_NewRef(*(PyObject **)((char *)(object) + (offset))))
    #define TEARSHEET_IS_ASCII(text) PyUnicode_IS_ASCII(text)
    """
    Py_ssize_t slot_of "TEARSHEET_SLOT"(object descriptor)
    object at_slot "TEARSHEET_READ"(object made, Py_ssize_t offset)
    bint is_ascii "TEARSHEET_IS_ASCII"(object text)


# -- elements ---------------------------------------------------------------------------------------------------------


def stands_aside(elements, Py_ssize_t element, Py_ssize_t highest, named):
    """See `tearsheet.article.metadata.declared`: whether an element stands beside the article."""
    cdef list tags = elements.tag, names = elements.names, roles = elements.role, parents = elements.parent
    cdef Py_ssize_t count = len(tags), step
    cdef str tag
    for step in range(highest):
        if element < 0 or element >= count:
            return False
        tag = tags[element]
        if tag == "body" or tag == "main" or tag == "html":
            return False
        if tag == "aside" or tag == "footer" or tag == "nav":
            return True
        if named(names[element]) or "comment" in <str>roles[element]:
            return True
        element = parents[element]
    return False


# -- Blocks -----------------------------------------------------------------------------------------------------------


cdef class Lines:
    """Looks through Blocks for those that a field may be read from."""

    cdef type kind, mark
    cdef Py_ssize_t text, role, block_kind, element, block, marks, probability
    cdef Py_ssize_t mark_start, mark_end, mark_kind, mark_target

    def __init__(self, type kind, type mark):
        self.kind, self.mark = kind, mark
        self.mark_start, self.mark_end = slot_of(mark.__dict__["start"]), slot_of(mark.__dict__["end"])
        self.mark_kind, self.mark_target = slot_of(mark.__dict__["kind"]), slot_of(mark.__dict__["target"])
        self.text, self.role = slot_of(kind.__dict__["text"]), slot_of(kind.__dict__["role"])
        self.block_kind, self.element = slot_of(kind.__dict__["kind"]), slot_of(kind.__dict__["element"])
        self.block, self.marks = slot_of(kind.__dict__["block"]), slot_of(kind.__dict__["marks"])
        self.probability = slot_of(kind.__dict__["probability"])

    def far(self, blocks, list names, named, frozenset words, Py_ssize_t start, Py_ssize_t stop, Py_ssize_t last,
            may_be_author):
        """See `tearsheet.article.metadata.bylines`: the lines away from the title that may tell of authors."""
        cdef list found = []
        cdef Py_ssize_t size, number, element
        for block in blocks:
            if type(block) is not self.kind:
                raise TypeError("no Block")
            text = at_slot(block, self.text)
            size = PyUnicode_GET_LENGTH(text)
            if size <= 2 or size > 120:
                continue
            number = at_slot(block, self.block)
            if start <= number < stop:
                continue
            if size <= 60:
                if number > last >= 0 and self._leads(<tuple>at_slot(block, self.marks), may_be_author):
                    found.append(block)
                    continue
                element = at_slot(block, self.element)
                if 0 <= element < len(names) and named(names[element]):
                    found.append(block)
                    continue
            if may_open(text, words):
                found.append(block)
        return found

    cdef list _alike(self, blocks, Py_ssize_t slot, value):
        """The Blocks that have a value at a slot."""
        cdef list found = []
        for block in blocks:
            if type(block) is not self.kind:
                raise TypeError("no Block")
            if at_slot(block, slot) is value:
                found.append(block)
        return found

    cdef bint _is_link(self, mark) except -1:
        if type(mark) is not self.mark:
            raise TypeError("no Mark")
        return at_slot(mark, self.mark_kind) == "link"

    cdef bint _leads(self, tuple marks, may_be_author) except -1:
        """Whether the first link of some marks may lead to an author's page."""
        for mark in marks:
            if self._is_link(mark):
                target = at_slot(mark, self.mark_target)
                if target is None:
                    return False
                target = (<str>target)[:500]
                return not is_ascii(target) or may_be_author(target.lower())
        return False

    def of_role(self, blocks, role):
        """The Blocks of a role."""
        return self._alike(blocks, self.role, role)

    def of_roles(self, blocks, frozenset roles):
        """The Blocks of some roles."""
        cdef list found = []
        for block in blocks:
            if type(block) is not self.kind:
                raise TypeError("no Block")
            role = at_slot(block, self.role)
            if role is not None and role in roles:
                found.append(block)
        return found

    def of_kind(self, blocks, kind):
        """The Blocks of a kind."""
        return self._alike(blocks, self.block_kind, kind)

    def leading(self, blocks, str start, Py_ssize_t most):
        """See `tearsheet.article.metadata.section`: the first links whose addresses hold a text, each with its Block.

        Args:
            blocks: any number of them.
            start: the text, in small letters.
            most: how many links at the most.
        """
        cdef list found = []
        for block in blocks:
            if type(block) is not self.kind:
                raise TypeError("no Block")
            for mark in <tuple>at_slot(block, self.marks):
                if not self._is_link(mark):
                    continue
                target = at_slot(mark, self.mark_target)
                if target is not None and start in (<str>target).lower():
                    if len(found) == most:
                        return found
                    found.append((block, mark))
        return found

    def naming(self, blocks, set firsts, Py_ssize_t longest):
        """See `tearsheet.article.metadata.authors`: the links whose text may begin with one of some characters.

        Args:
            blocks: any number of them.
            firsts: characters, in small letters.
            longest: characters of a link at the most.
        """
        cdef list found = []
        cdef bint[128] begin
        cdef Py_ssize_t start, end, length
        cdef uint32_t code
        for code in range(128):
            begin[code] = code < 33 or code == 127 or chr(code).lower() in firsts
        for block in blocks:
            if type(block) is not self.kind:
                raise TypeError("no Block")
            for mark in <tuple>at_slot(block, self.marks):
                if not self._is_link(mark) or not at_slot(mark, self.mark_target):
                    continue
                start, end = at_slot(mark, self.mark_start), at_slot(mark, self.mark_end)
                if end - start > longest:
                    continue
                text = at_slot(block, self.text)
                length = PyUnicode_GET_LENGTH(text)
                if 0 <= start < length and is_ascii(text):
                    code = (<const unsigned char*>PyUnicode_DATA(text))[start]
                    if not begin[code]:
                        continue
                found.append((block, mark))
        return found

    def short(self, blocks, Py_ssize_t longest, Py_ssize_t longest_told, frozenset telling, may_be_date):
        """See `tearsheet.article.metadata.visible_dates`: short lines that have a mark or the numbers of a date."""
        cdef list found = []
        cdef Py_ssize_t size
        for block in blocks:
            if type(block) is not self.kind:
                raise TypeError("no Block")
            text = at_slot(block, self.text)
            size = PyUnicode_GET_LENGTH(text)
            if size == 0 or size > longest:
                continue
            if size > longest_told:
                role = at_slot(block, self.role)
                if role is not None and role in telling:
                    continue
            if len(<tuple>at_slot(block, self.marks)) or may_be_date(text):
                found.append(block)
        return found

    def texts(self, blocks, Py_ssize_t start, role, kind, Py_ssize_t shortest, double likely):
        """See `tearsheet.article.metadata.standfirst`: numbers of the Blocks from one on that look like the text."""
        cdef list found = []
        for block in blocks[start:]:
            if type(block) is not self.kind:
                raise TypeError("no Block")
            own = at_slot(block, self.role)
            if (own is not role and own is not None) or at_slot(block, self.block_kind) is not kind:
                continue
            if PyUnicode_GET_LENGTH(at_slot(block, self.text)) < shortest:
                continue
            probability = at_slot(block, self.probability)
            if probability is None or <double>probability >= likely:
                found.append(at_slot(block, self.block))
        return found


cpdef bint may_open(text, frozenset words) except -1:
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


def opening_starts(str text, frozenset words, Py_ssize_t longest):
    """See `tearsheet.article.metadata.namepieces.opening_inside`: where words begin that are one of these, or not of ASCII.

    Args:
        text: any text.
        words: in small letters.
        longest: characters of the longest of them.
    """
    cdef void* data = PyUnicode_DATA(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), at = 0, start
    cdef uint32_t code
    cdef bint plain
    cdef list found = []
    while at < length:
        start = at
        plain = True
        while at < length:
            code = PyUnicode_READ(kind, data, at)
            if not (Py_UNICODE_ISALNUM(code) or code == c"_"):
                break
            plain &= code < 128
            at += 1
        if not plain or (0 < at - start <= longest and PyUnicode_Substring(text, start, at).lower() in words):
            found.append(start)
        at += 1
    return found


# -- words ------------------------------------------------------------------------------------------------------------


cdef enum:
    LONGEST_WORD = 5
    # As `words` reads.
    LONGEST_TEXT = 20000
    # Bits of a character, counted from 1.
    OF_A_SIGN = 21


cdef struct Word:
    uint64_t begin, rest


cdef class ShortWords:
    """See `tearsheet.article.metadata.blocklanguage`."""

    cdef Word* known
    cdef Py_ssize_t size, count
    cdef Word* heard
    cdef Py_ssize_t hearing, room

    def __cinit__(self, Py_ssize_t longest):
        if longest != LONGEST_WORD:
            raise ValueError("words of another length")
        self.size, self.count, self.hearing, self.room = 256, 0, 0, 64
        self.known = <Word*>calloc(self.size, sizeof(Word))
        self.heard = <Word*>calloc(self.room, sizeof(Word))
        if self.known == NULL or self.heard == NULL:
            raise MemoryError

    def __dealloc__(self):
        free(self.known)
        free(self.heard)

    def hear(self, str text):
        """How many short words a text has, each once, and how many of them are known."""
        text = text[:LONGEST_TEXT]
        cdef bint plain = is_ascii(text)
        if not plain:
            text = normalize("NFKC", text).casefold()
        cdef void* data = PyUnicode_DATA(text)
        cdef int kind = PyUnicode_KIND(text)
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), start = 0, end = 0, at, known = 0
        cdef uint64_t code
        cdef uint64_t[LONGEST_WORD + 1] signs
        cdef Word word
        self.hearing = 0
        while next_word(data, kind, length, &start, &end):
            if end - start > LONGEST_WORD:
                continue
            for at in range(LONGEST_WORD + 1):
                code = 0
                if at < end - start:
                    code = <uint64_t><uint32_t>PyUnicode_READ(kind, data, start + at) + 1
                    if plain and 66 <= code <= 91:
                        code += 32
                signs[at] = code
            word.begin = signs[0] << 2 * OF_A_SIGN | signs[1] << OF_A_SIGN | signs[2]
            word.rest = signs[3] << OF_A_SIGN | signs[4]
            at = 0
            while at < self.hearing and (self.heard[at].begin != word.begin or self.heard[at].rest != word.rest):
                at += 1
            if at < self.hearing:
                continue
            if self.hearing == self.room:
                self._widen()
            self.heard[self.hearing] = word
            self.hearing += 1
            known += self._find(word, False)
        return self.hearing, known

    def learn(self):
        """Know the words that were heard last."""
        cdef Py_ssize_t at, size = self.size
        cdef Word* old
        for at in range(self.hearing):
            if 2 * self.count >= self.size:
                size, old = self.size, self.known
                self.known = <Word*>calloc(4 * size, sizeof(Word))
                if self.known == NULL:
                    self.known = old
                    raise MemoryError
                self.size, self.count = 4 * size, 0
                self._learn_all(old, size)
                free(old)
            self._find(self.heard[at], True)

    cdef void _learn_all(self, Word* words, Py_ssize_t size) noexcept:
        cdef Py_ssize_t at
        for at in range(size):
            if words[at].begin:
                self._find(words[at], True)

    cdef int _widen(self) except -1:
        cdef Word* wider = <Word*>realloc(self.heard, 4 * self.room * sizeof(Word))
        if wider == NULL:
            raise MemoryError
        self.heard, self.room = wider, 4 * self.room
        return 0

    cdef bint _find(self, Word word, bint add) noexcept:
        """Whether a word is known; it is put there where it is to be added."""
        cdef Py_ssize_t slot = mixed(word.begin + mixed(word.rest)) & (self.size - 1)
        while self.known[slot].begin:
            if self.known[slot].begin == word.begin and self.known[slot].rest == word.rest:
                return True
            slot = (slot + 1) & (self.size - 1)
        if add:
            self.known[slot] = word
            self.count += 1
        return False

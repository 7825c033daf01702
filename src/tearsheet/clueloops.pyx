# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Loops over Blocks and elements that look for what a page says about itself, compiled where there is a C compiler.

Each does what the function in Python that calls it does without it, to the last bit; that function says what it means.
"""

from cpython.unicode cimport (
    Py_UNICODE_ISALNUM,
    PyUnicode_DATA,
    PyUnicode_DecodeASCII,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
    PyUnicode_Substring,
)
from libc.stdint cimport uint32_t

from tearsheet.wordends cimport next_word

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

    cdef type kind
    cdef Py_ssize_t text, role, block_kind, element, block, marks, probability

    def __init__(self, type kind):
        self.kind = kind
        self.text, self.role = slot_of(kind.__dict__["text"]), slot_of(kind.__dict__["role"])
        self.block_kind, self.element = slot_of(kind.__dict__["kind"]), slot_of(kind.__dict__["element"])
        self.block, self.marks = slot_of(kind.__dict__["block"]), slot_of(kind.__dict__["marks"])
        self.probability = slot_of(kind.__dict__["probability"])

    def far(self, blocks, list names, named, frozenset words, Py_ssize_t start, Py_ssize_t stop, Py_ssize_t last):
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
                if number > last >= 0 and len(<tuple>at_slot(block, self.marks)):
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


# -- words ------------------------------------------------------------------------------------------------------------


cdef enum:
    LONGEST_WORD = 8


def short_words(str text, Py_ssize_t longest):
    """See `tearsheet.article.metadata.blocklanguage`: the short words of a text that is case-folded, or of ASCII."""
    cdef void* data = PyUnicode_DATA(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), start = 0, end = 0, size
    cdef bint plain = is_ascii(text)
    cdef uint32_t code
    cdef char[LONGEST_WORD] word
    cdef set found = set()
    if longest > LONGEST_WORD:
        raise ValueError("too long")
    while next_word(data, kind, length, &start, &end):
        if end - start > longest:
            continue
        if plain:
            for size in range(end - start):
                code = PyUnicode_READ(kind, data, start + size)
                word[size] = code + 32 if 65 <= code <= 90 else code
            found.add(PyUnicode_DecodeASCII(word, end - start, NULL))
        else:
            found.add(PyUnicode_Substring(text, start, end))
    return found

# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Runs of text on the way through a document's tree, compiled where there is a C compiler.

Each does what its namesake in `tearsheet.page.runs` does, which says what it means.
"""

from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
    Py_UNICODE_ISALNUM,
    Py_UNICODE_ISDECIMAL,
    Py_UNICODE_ISLOWER,
    Py_UNICODE_ISSPACE,
    Py_UNICODE_ISUPPER,
)
from libc.stdint cimport uint32_t

from tearsheet.nodeloops cimport ELEMENT, Dom, decoded, lexbor, tag_of, value_named
from tearsheet.objectloops cimport Maker

cdef extern from "Python.h":
    bint PyUnicode_IS_ASCII(str text)
    str PyUnicode_New(Py_ssize_t length, uint32_t widest)

# What the page's room has: loaded when the first document is read, as that room loads this one.
cdef Maker make_block, make_place, make_mark
cdef object HEADING, CAPTION, LIST_ITEM, QUOTATION, PARAGRAPH, labels, invisible = None

cdef bint[256] IS_SPACE
IS_SPACE = [code < 0x80 and chr(code).isspace() for code in range(256)]


cdef load():
    global make_block, make_place, make_mark, HEADING, CAPTION, LIST_ITEM, QUOTATION, PARAGRAPH, labels, invisible
    from tearsheet.page import block, place, runs, vocabulary

    make_block, make_place, make_mark = Maker(block.Block), Maker(place.Place), Maker(block.Mark)
    Kind = block.Kind
    HEADING, CAPTION, LIST_ITEM = Kind.HEADING, Kind.CAPTION, Kind.LIST_ITEM
    QUOTATION, PARAGRAPH = Kind.QUOTATION, Kind.PARAGRAPH
    labels, invisible = vocabulary.LABELS, runs.INVISIBLE


cdef class Runs:
    """See `tearsheet.page.runs.Runs`, for ``link``, ``sources`` and the like `tearsheet.page.images.Images`, for ``counters`` its openings."""

    def __init__(self, elements):
        if invisible is None:
            load()
        self.elements = elements
        self.blocks = []
        self.pieces = []
        self.length = 0
        self.space = False
        self.breaks = 0
        self.marks = []
        self.open_marks = []
        self.waiting = []
        self.link = None
        self.counters = []
        self.sources = []
        self.figure = -1
        self.noscript = 0
        self.block = -1
        self.heading = 0
        self.caption = False
        self.quotations = 0
        self.list_level = 0
        self.item_pending = False
        self.ordinal = None

    def add_text(self, text):
        """Add text to the run."""
        if text:
            self.add(text, NULL)

    def line_break(self):
        """A line break."""
        self.breaks += 1
        if self.breaks > 1:
            self.end()

    def flush(self):
        """End the run of text."""
        self.end()

    cdef int add_node(self, Dom node) except -1:
        """Add the text of a node."""
        cdef size_t length = 0
        cdef const unsigned char* data = <const unsigned char*>lexbor.text(node, &length)
        cdef Py_ssize_t first = 0, last = length, at
        if data == NULL or not length:
            return 0
        while first < last and IS_SPACE[data[first]]:
            first += 1
        if first == last:
            # Most texts are but the white space between elements.
            self.space = True
            return 0
        for at in range(first, last):
            if data[at] >= 0x80:
                return self.add(decoded(<const char*>data, length), node)
        while IS_SPACE[data[last - 1]]:
            last -= 1
        return self.append(collapsed(data + first, last - first), first > 0, last < <Py_ssize_t>length, node)

    cdef int add(self, str text, Dom node) except -1:
        """Add text; ``node`` is where it stands, if it is that of a node."""
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), at, first, last
        cdef void* data = PyUnicode_DATA(text)
        cdef int kind = PyUnicode_KIND(text)
        cdef uint32_t code
        cdef bint tidy = True, space = False
        cdef str piece
        if not length:
            return 0
        if not PyUnicode_IS_ASCII(text):
            for at in range(length):
                code = PyUnicode_READ(kind, data, at)
                if code == 0xAD or code == 0x200B or code == 0xFEFF or code == 0x2060:
                    return self.add(invisible.sub("", text), node)
        first = 0
        while first < length and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, first)):
            first += 1
        if first == length:
            self.space = True
            return 0
        last = length
        while Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, last - 1)):
            last -= 1
        for at in range(first, last):
            code = PyUnicode_READ(kind, data, at)
            if code == 32:
                if space:
                    tidy = False
                    break
                space = True
            elif Py_UNICODE_ISSPACE(code):
                tidy = False
                break
            else:
                space = False
        if not tidy:
            piece = " ".join(text.split())
        elif first or last < length:
            piece = text[first:last]
        else:
            piece = text
        return self.append(piece, first > 0, last < length, node)

    cdef int append(self, str piece, bint before, bint behind, Dom node) except -1:
        """Add a piece that is tidy; whether there is white space before and behind it."""
        if self.breaks:
            if self.length:
                self.pieces.append("\n")
                self.length += 1
            self.breaks = 0
        elif self.length and (
            self.space or before or (node != NULL and self.looks_apart(self.pieces[len(self.pieces) - 1], piece, node))
        ):
            self.pieces.append(" ")
            self.length += 1
        self.pieces.append(piece)
        self.length += PyUnicode_GET_LENGTH(piece)
        self.space = behind
        return 0

    cdef bint looks_apart(self, str before, str after, Dom node) except -1:
        cdef uint32_t last = before[len(before) - 1], first = after[0]
        cdef bint lower = Py_UNICODE_ISLOWER(last), several
        cdef Dom opened = NULL, closed
        cdef str tag, own
        if not (Py_UNICODE_ISALNUM(first) and (lower or Py_UNICODE_ISUPPER(last) or Py_UNICODE_ISDECIMAL(last))):
            return False
        closed = lexbor.prev(node)
        while closed == NULL:
            opened = lexbor.parent(opened if opened != NULL else node)
            if opened == NULL:
                return False
            closed = lexbor.prev(opened)
        if lexbor.type(closed) != ELEMENT or lexbor.first_child(closed) == NULL:
            return False
        tag = tag_of(closed)
        if tag not in labels:
            return False
        for mark in self.open_marks:
            if (<tuple>mark)[1] == "code":
                return False
        several = len(before) > 1
        if opened == NULL:
            return lower and Py_UNICODE_ISUPPER(first) and several
        own = tag_of(opened) if lexbor.type(opened) == ELEMENT else None
        if tag == "a" and own == "a" and (
            Py_UNICODE_ISDECIMAL(first) or Py_UNICODE_ISLOWER(first) or Py_UNICODE_ISUPPER(first)
        ):
            return value_named(closed, "href") != value_named(opened, "href")
        return (
            several
            and len(after) > 1
            and after[1] != " "
            and (Py_UNICODE_ISUPPER(first) or Py_UNICODE_ISDECIMAL(first))
            and own in labels
        )

    cdef int close_mark(self) except -1:
        start, kind, target = self.open_marks.pop()
        cdef Py_ssize_t begin = start
        if self.length > begin:
            self.marks.append(make_mark.make((start, self.length, kind, target)))
        return 0

    cdef int end(self) except -1:
        cdef list pieces = self.pieces, marks = self.marks
        cdef str text
        cdef object kind, ordinal = None
        cdef Py_ssize_t level = 0
        self.space = False
        self.breaks = 0
        if not self.length:
            return 0
        text = pieces[0] if len(pieces) == 1 else "".join(pieces)
        for start, mark, target in self.open_marks:
            marks.append(make_mark.make((start, self.length, mark, target)))
        if self.heading:
            kind, level = HEADING, self.heading
        elif self.caption:
            kind = CAPTION
        elif self.item_pending:
            kind, level, ordinal = LIST_ITEM, max(self.list_level, 1), self.ordinal
            self.item_pending = False
        elif self.quotations:
            kind = QUOTATION
        else:
            kind = PARAGRAPH
        self.blocks.append(
            make_block.make(
                (
                    text,
                    kind,
                    make_place.make(("element", self.elements, self.block)),
                    level,
                    ordinal,
                    trimmed(marks, text) if marks else (),
                    (),
                    None,
                    self.block,
                    len(self.blocks),
                )
            )
        )
        self.pieces = []
        if marks:
            self.marks = []
        self.length = 0
        if self.open_marks:
            self.open_marks = [(0, mark, target) for _, mark, target in self.open_marks]
        if self.waiting:
            self.blocks.extend(self.waiting)
            self.waiting = []
        return 0


cdef str collapsed(const unsigned char* data, Py_ssize_t length):
    """ASCII text, each run of white space in it a space."""
    cdef Py_ssize_t at, kept = 0
    cdef str made
    cdef unsigned char* written
    for at in range(length):
        kept += not (IS_SPACE[data[at]] and IS_SPACE[data[at - 1]]) if at else 1
    made = PyUnicode_New(kept, 127)
    written = <unsigned char*>PyUnicode_DATA(made)
    if kept == length:
        for at in range(length):
            written[at] = 32 if IS_SPACE[data[at]] else data[at]
        return made
    kept = 0
    for at in range(length):
        if not IS_SPACE[data[at]]:
            written[kept] = data[at]
        elif IS_SPACE[data[at - 1]]:
            continue
        else:
            written[kept] = 32
        kept += 1
    return made


cdef tuple trimmed(list marks, str text):
    """Marks in order, without the white space at their start, empty ones left out."""
    cdef void* data = PyUnicode_DATA(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef Py_ssize_t start, begin, end
    cdef list kept = []
    for mark in marks:
        begin, end = mark.start, mark.end
        start = begin
        while start < end and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, start)):
            start += 1
        if start < end:
            kept.append(mark if start == begin else make_mark.make((start, end, mark.kind, mark.target)))
    if len(kept) > 1:
        kept.sort(key=order)
    return tuple(kept)


def order(mark):
    """Where a mark stands among others."""
    return mark.start, -mark.end

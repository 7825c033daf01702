# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The walk over a document's tree and the runs of text on its way, compiled where there is a C compiler.

Each does what its namesake in Python does, which says what it means: `tearsheet.making.maker`,
`tearsheet.page.runs.Runs`, `tearsheet.page.walk.walk`.
"""

from dataclasses import MISSING, fields

from cpython.dict cimport PyDict_GetItemWithError
from cpython.object cimport PyObject
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
from libc.stdint cimport uint32_t, uint64_t

cdef extern from *:
    """
    #define TEARSHEET_SLOT(descriptor) (((PyMemberDescrObject *)(descriptor))->d_member->offset)
    #define TEARSHEET_FILL(object, offset, value) \
        (Py_INCREF(value), *(PyObject **)((char *)(object) + (offset)) = (value))
    #define TEARSHEET_IS_ASCII(text) PyUnicode_IS_ASCII(text)
    """
    Py_ssize_t slot_of "TEARSHEET_SLOT"(object descriptor)
    void fill "TEARSHEET_FILL"(object made, Py_ssize_t offset, object value)
    bint is_ascii "TEARSHEET_IS_ASCII"(str text)
    Py_ssize_t PyUnicode_FindChar(str text, uint32_t code, Py_ssize_t start, Py_ssize_t end, int direction) except -2
    object PyType_GenericAlloc(type kind, Py_ssize_t items)


# -- frozen dataclasses -----------------------------------------------------------------------------------------------

cdef enum:
    MOST_FIELDS = 32


cdef class Maker:
    """See `tearsheet.making.maker`."""

    cdef type kind
    cdef tuple names, defaults
    cdef Py_ssize_t count, needed
    cdef Py_ssize_t[MOST_FIELDS] slots

    def __init__(self, type kind):
        cdef Py_ssize_t number
        known = fields(kind)
        if len(known) > MOST_FIELDS:
            raise ValueError("too many fields")
        self.kind = kind
        self.count = len(known)
        self.names = tuple([field.name for field in known])
        self.defaults = tuple([field.default for field in known])
        self.needed = len([field for field in known if field.default is MISSING])
        for number in range(self.count):
            self.slots[number] = slot_of(kind.__dict__[self.names[number]])

    def __call__(self, *args, **named):
        if not named:
            return self.make(args)
        cdef list values = list(args)
        for name, default in zip(self.names[len(args):], self.defaults[len(args):]):
            values.append(named.pop(name, default))
        if named:
            raise TypeError(f"{self.kind.__name__}() got an unexpected argument {next(iter(named))!r}")
        return self.make(tuple(values))

    cdef object make(self, tuple values):
        cdef Py_ssize_t number, given = len(values)
        if given > self.count:
            raise TypeError(f"{self.kind.__name__}() takes {self.count} arguments but {given} were given")
        made = PyType_GenericAlloc(self.kind, 0)
        for number in range(self.count):
            value = values[number] if number < given else self.defaults[number]
            if number < self.needed and value is MISSING:
                raise TypeError(f"{self.kind.__name__}() is missing the argument {self.names[number]!r}")
            fill(made, self.slots[number], value)
        return made


# -- what the page's room has: loaded when the first document is read, as that room loads this one -------------------

cdef Maker make_block, make_place, make_mark
cdef object HEADING, CAPTION, LIST_ITEM, QUOTATION, PARAGRAPH
cdef object noted_names, noted_class, resolve, invisible, labels, watched_tags, quiet, leave_both, TooDeepError, cut_short
cdef dict kinds = None, marking
cdef int INLINE, CUSTOM, PLAIN, LINK, BLOCK_LEVEL, MARKING, CODE, LEFT_OUT, WATCH
cdef Py_ssize_t check_every


cdef load():
    global make_block, make_place, make_mark, HEADING, CAPTION, LIST_ITEM, QUOTATION, PARAGRAPH
    global noted_names, noted_class, resolve, invisible, labels, watched_tags, quiet, leave_both, TooDeepError, cut_short
    global kinds, marking, INLINE, CUSTOM, PLAIN, LINK, BLOCK_LEVEL, MARKING, CODE, LEFT_OUT, WATCH, check_every
    from tearsheet.page import address, block, noting, place, runs, vocabulary, walk

    make_block, make_place, make_mark = Maker(block.Block), Maker(place.Place), Maker(block.Mark)
    Kind = block.Kind
    HEADING, CAPTION, LIST_ITEM = Kind.HEADING, Kind.CAPTION, Kind.LIST_ITEM
    QUOTATION, PARAGRAPH = Kind.QUOTATION, Kind.PARAGRAPH
    noted_names, noted_class, watched_tags = noting.NOTED, noting.noted_class, noting.WATCHED_TAGS
    resolve, invisible = address.resolve, runs.INVISIBLE
    # Of what is left out, what ends no run and holds no text up to its end tag.
    quiet = vocabulary.SKIPPED - vocabulary.RAW_TEXT - {"video", "style"}
    labels, marking = vocabulary.LABELS, vocabulary.MARKS
    leave_both, TooDeepError, cut_short = walk.leave_both, walk.TooDeepError, walk.cut_short
    Kinds = noting.Kinds
    INLINE, CUSTOM, PLAIN, LINK, BLOCK_LEVEL = Kinds.INLINE, Kinds.CUSTOM, Kinds.PLAIN, Kinds.LINK, Kinds.BLOCK_LEVEL
    MARKING, CODE, LEFT_OUT, WATCH = Kinds.MARKING, Kinds.CODE, Kinds.LEFT_OUT, noting.Noted.WATCH
    check_every = walk.CHECK_EVERY
    kinds = noting.KINDS


# -- markup -----------------------------------------------------------------------------------------------------------

cdef uint64_t[15] GATHERED
GATHERED = [
    int.from_bytes(name, "big")
    for name in b"b big body code em font html i nobr s small strike strong tt u".split()
]


def look(str html, Py_ssize_t most, Py_ssize_t longest):
    """See `tearsheet.page.guard`; looks no further than at so many brackets.

    Returns:
        How many brackets open, start tags longer than ``longest``, and the tags that the parser gathers.
    """
    cdef void* data = PyUnicode_DATA(html)
    cdef int kind = PyUnicode_KIND(html)
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(html), found = 0, brackets = 0, done = 0, kept = 0
    cdef Py_ssize_t at, quoted
    cdef uint32_t code, quote
    cdef uint64_t name
    cdef int number
    cdef list gathered = [], long = []
    while True:
        found = PyUnicode_FindChar(html, 60, found, length, 1)
        if found < 0 or brackets > most:
            return brackets, long, gathered
        brackets += 1
        found += 1
        if found == length:
            continue
        code = PyUnicode_READ(kind, data, found)
        if not (97 <= code <= 122 or 65 <= code <= 90):
            continue
        if found > kept:
            name = 0
            at = found
            while at < length and at < found + 7:
                code = PyUnicode_READ(kind, data, at)
                if 65 <= code <= 90:
                    code += 32
                elif not 97 <= code <= 122:
                    break
                name = name << 8 | code
                at += 1
            if at < length and (code == 32 or 9 <= code <= 13):
                for number in range(15):
                    if GATHERED[number] == name:
                        kept = PyUnicode_FindChar(html, 62, at, length, 1)
                        if kept < 0:
                            kept = length
                        gathered.append(html[found - 1 : kept])
                        break
        if found <= done:
            # Inside a tag that was looked at: its value may hold brackets.
            continue
        at = found + 1
        while at < length:
            code = PyUnicode_READ(kind, data, at)
            if code == c">":
                break
            at += 1
            if code != c"=":
                continue
            quoted = at
            while quoted < length and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, quoted)):
                quoted += 1
            if quoted < length:
                quote = PyUnicode_READ(kind, data, quoted)
                if quote == c'"' or quote == c"'":
                    # A quotation mark that is never closed is a character like others.
                    quoted = PyUnicode_FindChar(html, quote, quoted + 1, length, 1)
                    if quoted >= 0:
                        at = quoted + 1
        if at - found + 1 > longest:
            long.append(html[found - 1 : at])
        done = at


# -- runs of text -----------------------------------------------------------------------------------------------------


cdef class Runs:
    """See `tearsheet.page.runs.Runs`, for ``link`` `tearsheet.page.images.Images`, for ``counters`` its openings."""

    cdef public object elements, ordinal, link
    cdef public list blocks, pieces, marks, open_marks, waiting, counters
    cdef public Py_ssize_t length, breaks, block, heading, quotations, list_level
    cdef public bint space, caption, item_pending

    def __init__(self, elements):
        if kinds is None:
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
        self.block = -1
        self.heading = 0
        self.caption = False
        self.quotations = 0
        self.list_level = 0
        self.item_pending = False
        self.ordinal = None

    def add_text(self, text, node=None):
        """Add text to the run."""
        if text:
            self.add(text, node)

    def line_break(self):
        """A line break."""
        self.breaks += 1
        if self.breaks > 1:
            self.end()

    def flush(self):
        """End the run of text."""
        self.end()

    cdef int add(self, str text, object node) except -1:
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), at, first, last
        cdef void* data = PyUnicode_DATA(text)
        cdef int kind = PyUnicode_KIND(text)
        cdef uint32_t code
        cdef bint tidy = True, space
        cdef str piece
        if not length:
            return 0
        if not is_ascii(text):
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
        space = False
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
        if self.breaks:
            if self.length:
                self.pieces.append("\n")
                self.length += 1
            self.breaks = 0
        elif self.length and (
            self.space or first or (node is not None and self.looks_apart(self.pieces[len(self.pieces) - 1], piece, node))
        ):
            self.pieces.append(" ")
            self.length += 1
        self.pieces.append(piece)
        self.length += PyUnicode_GET_LENGTH(piece)
        self.space = last < length
        return 0

    cdef bint looks_apart(self, str before, str after, object node) except -1:
        cdef uint32_t last = before[len(before) - 1], first = after[0]
        cdef bint lower = Py_UNICODE_ISLOWER(last), several
        if not (Py_UNICODE_ISALNUM(first) and (lower or Py_UNICODE_ISUPPER(last) or Py_UNICODE_ISDECIMAL(last))):
            return False
        opened = None
        closed = node.prev
        while closed is None:
            opened = opened.parent if opened is not None else node.parent
            if opened is None:
                return False
            closed = opened.prev
        tag = closed.tag
        if tag not in labels or closed.first_child is None:
            return False
        for mark in self.open_marks:
            if (<tuple>mark)[1] == "code":
                return False
        several = len(before) > 1
        if opened is None:
            return lower and Py_UNICODE_ISUPPER(first) and several
        own = opened.tag
        if tag == "a" and own == "a" and (
            Py_UNICODE_ISDECIMAL(first) or Py_UNICODE_ISLOWER(first) or Py_UNICODE_ISUPPER(first)
        ):
            return closed.attributes.get("href") != opened.attributes.get("href")
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


# -- the walk ---------------------------------------------------------------------------------------------------------

cdef enum Leaving:
    NOTHING
    A_BLOCK
    A_LINK
    A_MARK
    AN_ITEM
    A_LIST
    A_CALL


cdef int leave(Runs reader, int leaving, object outer) except -1:
    """What is to be done when an element is left; ``outer`` is what was outside."""
    if leaving == A_BLOCK:
        reader.end()
        reader.block = outer
    elif leaving == A_LINK:
        reader.link = outer
        reader.close_mark()
    elif leaving == A_MARK:
        reader.close_mark()
    elif leaving == AN_ITEM:
        reader.end()
        reader.block, reader.item_pending, reader.ordinal, reader.list_level = <tuple>outer
    elif leaving == A_LIST:
        reader.end()
        reader.block, reader.item_pending, reader.list_level = <tuple>outer
        reader.counters.pop()
    elif leaving == A_CALL:
        (<object>(<tuple>outer)[0])((<tuple>outer)[1])
    return 0


cdef bint is_absolute(object address) except -1:
    """Whether an address needs nothing to be one; see `tearsheet.page.address.resolve`."""
    if address is None:
        return False
    cdef str written = address
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(written)
    if not length or Py_UNICODE_ISSPACE(written[0]) or Py_UNICODE_ISSPACE(written[length - 1]):
        return False
    return written.startswith("https://") or written.startswith("http://")


def walk(Runs reader, object root, Py_ssize_t deepest):
    """See `tearsheet.page.walk.walk`."""
    cdef list stack = []
    cdef object node = root, outer, target
    cdef Py_ssize_t parent = -1, nth = 0, visited = 0, index
    cdef int kind, leaving, noted
    cdef PyObject* found
    cdef str tag, names
    cdef dict attributes
    elements = reader.elements
    cdef list tags = elements.tag, parents = elements.parent, nths = elements.nth
    cdef list all_names = elements.names, roles = elements.role
    instructed = elements.instructed
    said = reader.said
    while True:
        if node is None:
            if not stack:
                break
            node, nth, parent, leaving, outer = <tuple>stack.pop()
            if leaving:
                leave(reader, leaving, outer)
            node = node.next
            continue
        visited += 1
        if not visited % check_every:
            reader.deadline.check()
            if visited > reader.limits.nodes:
                reader.warnings.append(cut_short(reader.limits.nodes))
                while stack:
                    _, _, _, leaving, outer = <tuple>stack.pop()
                    leave(reader, leaving, outer)
                break
        tag = node.tag
        if tag == "-text":
            text = node.text_content
            if text:
                reader.add(text, node)
            node = node.next
            continue
        if tag is None:
            instructed.add(parent)
            node = node.next
            continue
        found = PyDict_GetItemWithError(kinds, tag)
        if found is not NULL:
            kind = <object>found
        elif tag[0] == "-" or tag[0] == "!":
            node = node.next
            continue
        else:
            kind = CUSTOM if "-" in tag else INLINE
        nth += 1
        attributes = node.attributes
        names = ""
        noted = WATCH if tag in watched_tags else 0
        if attributes:
            noted |= <int>noted_names[tuple(attributes)]
            found = PyDict_GetItemWithError(attributes, "class")
            if found is not NULL and <object>found:
                names = <object>found
                noted |= <int>noted_class(names)
            found = PyDict_GetItemWithError(attributes, "id")
            if found is not NULL and <object>found:
                names = f"{names} {<object>found}"
            if kind == CUSTOM:
                noted |= WATCH
        index = len(tags)
        tags.append(tag)
        parents.append(parent)
        nths.append(nth)
        all_names.append(names)
        roles.append("")
        outer = None
        leaving = NOTHING
        finish = reader.note(tag, attributes, index, noted, kind) if noted else None
        if kind >= LEFT_OUT:
            if tag == "br":
                reader.line_break()
            elif tag not in quiet:
                reader.pass_over(node, tag, attributes, index, kind)
            node = node.next
            continue
        if kind == CUSTOM and attributes:
            reader.unshown(tag, attributes, index)
        if finish is not None:
            outer = leave_both, (finish, reader.open(node, tag, kind, attributes, index))
            leaving = A_CALL
        elif kind == PLAIN:
            reader.end()
            outer = reader.block
            reader.block = index
            leaving = A_BLOCK
        elif kind == LINK:
            found = PyDict_GetItemWithError(attributes, "href") if attributes else NULL
            if found is not NULL:
                target = <object>found
                if not is_absolute(target):
                    target = resolve(said.base, target)
                outer = reader.link
                reader.link = "" if target is None else target
                reader.open_marks.append((reader.length, "link", reader.link))
                leaving = A_LINK
        elif kind == MARKING and not reader.caption and (found := PyDict_GetItemWithError(marking, tag)) is not NULL:
            reader.open_marks.append((reader.length, <object>found, None))
            leaving = A_MARK
        elif (kind == INLINE or kind == CUSTOM) and not reader.caption:
            pass
        elif kind == BLOCK_LEVEL and tag == "li" and (
            not reader.counters or reader.counters[len(reader.counters) - 1] is None
        ):
            reader.end()
            outer = reader.block, reader.item_pending, reader.ordinal, reader.list_level
            reader.block = index
            reader.item_pending = True
            reader.ordinal = None
            leaving = AN_ITEM
        elif kind == BLOCK_LEVEL and tag == "ul":
            reader.end()
            outer = reader.block, reader.item_pending, reader.list_level
            reader.block = index
            reader.list_level += 1
            reader.counters.append(None)
            leaving = A_LIST
        else:
            outer = reader.open(node, tag, kind, attributes, index)
            if outer is not None:
                leaving = A_CALL
        if kind < CODE:
            child = node.first_child
            if child is not None:
                stack.append((node, nth, parent, leaving, outer))
                if len(stack) == deepest:
                    raise TooDeepError
                node, parent, nth = child, index, 0
                continue
        if leaving:
            leave(reader, leaving, outer)
        node = node.next
    reader.end()

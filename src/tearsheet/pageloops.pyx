# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The walk over a document's tree, compiled where there is a C compiler: `tearsheet.page.walk` says what it does."""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, Py_UNICODE_ISSPACE
from libc.stdint cimport uintptr_t
from libc.stdlib cimport free, malloc, realloc
from libc.string cimport memset

from tearsheet.markuploops cimport ClassNames
from tearsheet.nodeloops cimport COMMENT, DOCTYPE, DOCUMENT, ELEMENT, TEXT, Dom, decoded, lexbor, node_at, value_of
from tearsheet.runloops cimport Runs
from tearsheet.nodeloops import connect

cdef extern from "Python.h":
    bint PyUnicode_IS_ASCII(str text)

connected = connect()
"""Whether the parser's tree can be read here; otherwise compiled runs and this walk are of no use."""

# What the page's room has: loaded when the first document is read, as that room loads this one.
cdef ClassNames class_names
cdef object noted_names, noted_class, site_of, resolve, watched_tags, quiet, leave_both, TooDeepError, cut_short
cdef dict kinds = None, marking
cdef int INLINE, CUSTOM, PLAIN, LINK, BLOCK_LEVEL, MARKING, CODE, LEFT_OUT, ROLE, RELATION, WATCH
cdef Py_ssize_t check_every


cdef load():
    global class_names, noted_names, noted_class, site_of, resolve, watched_tags, quiet, leave_both, TooDeepError
    global cut_short, kinds, marking, INLINE, CUSTOM, PLAIN, LINK, BLOCK_LEVEL, MARKING, CODE, LEFT_OUT
    global ROLE, RELATION, WATCH, check_every
    from tearsheet.page import address, noting, signs, structured, vocabulary, walk

    noted_names, noted_class, watched_tags = noting.NOTED, noting.noted_class, noting.WATCHED_TAGS
    resolve, site_of = address.resolve, address.site_of
    class_names = ClassNames(structured.NAMES, signs.TELLING, signs.PAIRS)
    # Of what is left out, what ends no run and holds no text up to its end tag.
    quiet = vocabulary.SKIPPED - vocabulary.RAW_TEXT - {"video", "style"}
    marking = vocabulary.MARKS
    leave_both, TooDeepError, cut_short = walk.leave_both, walk.TooDeepError, walk.cut_short
    Kinds = noting.Kinds
    INLINE, CUSTOM, PLAIN, LINK, BLOCK_LEVEL = Kinds.INLINE, Kinds.CUSTOM, Kinds.PLAIN, Kinds.LINK, Kinds.BLOCK_LEVEL
    MARKING, CODE, LEFT_OUT = Kinds.MARKING, Kinds.CODE, Kinds.LEFT_OUT
    ROLE, RELATION, WATCH = noting.Noted.ROLE, noting.Noted.RELATION, noting.Noted.WATCH
    check_every = walk.CHECK_EVERY
    kinds = noting.KINDS


# -- addresses --------------------------------------------------------------------------------------------------------

# What an address holds that needs no second look.
cdef enum:
    IN_NAME = 1
    IN_QUERY = 2
cdef unsigned char[128] IN_ADDRESS
IN_ADDRESS = [
    IN_NAME if chr(code).isalnum() or chr(code) in "_%~=+,&-" else IN_QUERY if chr(code) in "./:@" else 0
    for code in range(128)
]


cdef bint is_absolute(str written) except -1:
    """Whether an address needs nothing to be one; see `tearsheet.page.address.resolve`."""
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(written)
    if not length or Py_UNICODE_ISSPACE(written[0]) or Py_UNICODE_ISSPACE(written[length - 1]):
        return False
    return written.startswith("https://") or written.startswith("http://")


cdef Py_ssize_t skip(const unsigned char* data, Py_ssize_t at, Py_ssize_t length, int kinds) noexcept:
    """The next character of an address that is none of these."""
    while at < length and IN_ADDRESS[data[at]] & kinds:
        at += 1
    return at


cdef bint is_rooted(str written) except -1:
    """Whether an address is one that `tearsheet.page.address.ROOTED` matches."""
    cdef const unsigned char* data
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(written), at = 1, start
    cdef int mark
    if not length or not PyUnicode_IS_ASCII(written):
        return False
    data = <const unsigned char*>PyUnicode_DATA(written)
    if data[0] != c"/":
        return False
    while True:
        start = at
        at = skip(data, at, length, IN_NAME)
        if at == start:
            break
        if at < length and (data[at] == c"." or data[at] == c"/"):
            at += 1
    for mark in (c"?", c"#"):
        if at < length and data[at] == mark:
            start = at + 1
            at = skip(data, start, length, IN_NAME | IN_QUERY)
            if at == start:
                return False
    return at == length


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


cdef enum:
    SLOTS = 512
    LEAST_LEVELS = 64


cdef enum:
    # Those that are looked at here.
    ANY
    CLASS
    ID
    HREF
    REL
    ROLE_NAME
    ITEM_TYPE
    ITEM_PROPERTY
    HIDDEN
    ARIA_HIDDEN
    STYLE
    ATTRIBUTES

LOOKED_AT = {
    "class": CLASS,
    "id": ID,
    "href": HREF,
    "rel": REL,
    "role": ROLE_NAME,
    "itemtype": ITEM_TYPE,
    "itemprop": ITEM_PROPERTY,
    "hidden": HIDDEN,
    "aria-hidden": ARIA_HIDDEN,
    "style": STYLE,
}


ctypedef struct Known:
    # A name of the document, by where it is kept: the parser keeps each once.
    const char* data
    int kind
    int noted
    bint quiet


ctypedef struct Level:
    Dom node
    Py_ssize_t nth
    Py_ssize_t parent
    Leaving leaving


cdef class Walk:
    """A pass over a document.

    What is asked of each name of an element or attribute is asked once; a name may be asked again, as few are kept.
    """

    cdef Runs reader
    cdef object document, said, base, site
    cdef Py_ssize_t deepest
    cdef Known[SLOTS] known_tags
    cdef Known[SLOTS] known_names
    cdef list tag_names, attribute_names
    cdef list tags, parents, nths, names, roles
    cdef Level* levels
    cdef Py_ssize_t depth, room
    cdef list outers
    # Of the element that was entered last:
    cdef Py_ssize_t index
    cdef int kind
    cdef Leaving leaving
    cdef object outer

    def __cinit__(self, Runs reader, object document, Py_ssize_t deepest):
        cdef int slot
        elements = reader.elements
        self.reader = reader
        self.document = document
        self.said = reader.said
        self.base = self.site = None
        self.deepest = deepest
        for slot in range(SLOTS):
            self.known_tags[slot].data = self.known_names[slot].data = NULL
        self.tag_names = [None] * SLOTS
        self.attribute_names = [None] * SLOTS
        self.tags, self.parents, self.nths = elements.tag, elements.parent, elements.nth
        self.names, self.roles = elements.names, elements.role
        self.room = LEAST_LEVELS
        self.levels = <Level*>malloc(self.room * sizeof(Level))
        if self.levels == NULL:
            raise MemoryError
        self.outers = []

    def __dealloc__(self):
        free(self.levels)

    cdef int run(self, Dom node) except -1:
        """Visit every node once, in document order."""
        cdef Runs reader = self.reader
        cdef Py_ssize_t parent = -1, nth = 0, visited = 0
        cdef Level* level
        cdef Dom child
        cdef int type
        while True:
            if node == NULL:
                if not self.depth:
                    break
                self.depth -= 1
                level = &self.levels[self.depth]
                node, nth, parent = lexbor.next(level.node), level.nth, level.parent
                outer = self.outers.pop()
                if level.leaving:
                    leave(reader, level.leaving, outer)
                continue
            visited += 1
            if not visited % check_every:
                reader.deadline.check()
                if visited > reader.limits.nodes:
                    reader.warnings.append(cut_short(reader.limits.nodes))
                    while self.depth:
                        self.depth -= 1
                        leave(reader, self.levels[self.depth].leaving, self.outers.pop())
                    break
            type = lexbor.type(node)
            if type == TEXT:
                reader.add_node(node)
            elif type == ELEMENT:
                nth += 1
                self.enter(node, parent, nth)
                child = lexbor.first_child(node) if self.kind < CODE else NULL
                if child != NULL:
                    self.push(node, nth, parent)
                    node, parent, nth = child, self.index, 0
                    continue
                if self.leaving:
                    leave(reader, self.leaving, self.outer)
            elif type != COMMENT and type != DOCTYPE and type != DOCUMENT:
                reader.elements.instructed.add(parent)
            node = lexbor.next(node)
        reader.end()
        return 0

    cdef int push(self, Dom node, Py_ssize_t nth, Py_ssize_t parent) except -1:
        """Go into an element."""
        cdef Level* levels
        if self.depth == self.room:
            levels = <Level*>realloc(self.levels, 2 * self.room * sizeof(Level))
            if levels == NULL:
                raise MemoryError
            self.levels = levels
            self.room *= 2
        self.levels[self.depth] = Level(node, nth, parent, self.leaving)
        self.depth += 1
        self.outers.append(self.outer)
        if self.depth == self.deepest:
            raise TooDeepError
        return 0

    cdef int enter(self, Dom node, Py_ssize_t parent, Py_ssize_t nth) except -1:
        """Open an element."""
        cdef Runs reader = self.reader
        cdef int slot = self.slot_of_tag(node), noted = self.known_tags[slot].noted, kind = self.known_tags[slot].kind
        cdef Dom attribute = lexbor.first_attribute(node)
        cdef Dom[ATTRIBUTES] found
        cdef bint attributed = attribute != NULL
        cdef Known* known
        cdef str tag = self.tag_names[slot], names = "", target
        cdef dict attributes = None
        memset(found, 0, sizeof(found))
        if attributed and kind == CUSTOM:
            noted |= WATCH
        while attribute != NULL:
            known = &self.known_names[self.slot_of_name(attribute)]
            noted |= known.noted
            found[known.kind] = attribute
            attribute = lexbor.next_attribute(attribute)
        if found[CLASS] != NULL:
            names = value_of(found[CLASS]) or ""
            if class_names.may_tell(names):
                noted |= <int>noted_class(names)
        if found[ID] != NULL:
            target = value_of(found[ID])
            if target:
                names = f"{names} {target}"
        self.index = len(self.tags)
        self.kind = kind
        self.tags.append(tag)
        self.parents.append(parent)
        self.nths.append(nth)
        self.names.append(names)
        self.roles.append(role_words(found) if noted & ROLE else "")
        self.outer = None
        self.leaving = NOTHING
        finish = None
        noted &= ~ROLE
        if noted & RELATION and "author" not in (value_of(found[REL]) or "").lower():
            noted &= ~RELATION
        if noted:
            attributes = self.attributes_of(node)
            finish = reader.note(tag, attributes, self.index, noted, kind)
        if kind >= LEFT_OUT:
            if tag == "br":
                reader.line_break()
            elif not self.known_tags[slot].quiet and not (tag == "script" and lexbor.is_blank(node)):
                if attributes is None:
                    attributes = self.attributes_of(node)
                reader.pass_over(node_at(node, self.document), tag, attributes, self.index, kind)
            return 0
        if kind == CUSTOM and attributed:
            reader.unshown(tag, attributes, self.index)
        if finish is not None:
            self.outer = leave_both, (
                finish, reader.open(node_at(node, self.document), tag, kind, attributes, self.index)
            )
            self.leaving = A_CALL
        elif kind == PLAIN:
            reader.end()
            self.outer = reader.block
            reader.block = self.index
            self.leaving = A_BLOCK
        elif kind == LINK:
            if found[HREF] != NULL:
                target = self.resolved(value_of(found[HREF]))
                self.outer = reader.link
                reader.link = "" if target is None else target
                reader.open_marks.append((reader.length, "link", reader.link))
                self.leaving = A_LINK
        elif kind == MARKING and not reader.caption and tag in marking:
            reader.open_marks.append((reader.length, marking[tag], None))
            self.leaving = A_MARK
        elif (kind == INLINE or kind == CUSTOM) and not reader.caption:
            pass
        elif kind == BLOCK_LEVEL and tag == "li" and (
            not reader.counters or reader.counters[len(reader.counters) - 1] is None
        ):
            reader.end()
            self.outer = reader.block, reader.item_pending, reader.ordinal, reader.list_level
            reader.block = self.index
            reader.item_pending = True
            reader.ordinal = None
            self.leaving = AN_ITEM
        elif kind == BLOCK_LEVEL and tag == "ul":
            reader.end()
            self.outer = reader.block, reader.item_pending, reader.list_level
            reader.block = self.index
            reader.list_level += 1
            reader.counters.append(None)
            self.leaving = A_LIST
        else:
            if attributes is None:
                attributes = self.attributes_of(node)
            self.outer = reader.open(node_at(node, self.document), tag, kind, attributes, self.index)
            if self.outer is not None:
                self.leaving = A_CALL
        return 0

    cdef int slot_of_tag(self, Dom element) except -1:
        """Where what is known of an element's tag is kept."""
        cdef size_t length = 0
        cdef const char* data = lexbor.tag(element, &length)
        cdef int slot = slot_at(data)
        cdef Known* known = &self.known_tags[slot]
        cdef str tag
        if known.data != data:
            tag = decoded(data, length)
            known.data = data
            known.kind = kinds[tag] if tag in kinds else CUSTOM if "-" in tag else INLINE
            known.noted = WATCH if tag in watched_tags else 0
            known.quiet = tag in quiet
            self.tag_names[slot] = tag
        return slot

    cdef int slot_of_name(self, Dom attribute) except -1:
        """Where what is known of an attribute's name is kept."""
        cdef size_t length = 0
        cdef const char* data = lexbor.name(attribute, &length)
        cdef int slot = slot_at(data)
        cdef Known* known = &self.known_names[slot]
        cdef str name
        if known.data != data:
            name = decoded(data, length)
            known.data = data
            known.kind = LOOKED_AT.get(name, ANY)
            known.noted = noted_names[(name,)]
            self.attribute_names[slot] = name
        return slot

    cdef dict attributes_of(self, Dom element):
        """The attributes of an element by their names."""
        cdef dict attributes = {}
        cdef Dom attribute = lexbor.first_attribute(element)
        while attribute != NULL:
            attributes[self.attribute_names[self.slot_of_name(attribute)]] = value_of(attribute)
            attribute = lexbor.next_attribute(attribute)
        return attributes

    cdef str resolved(self, str written):
        """See `tearsheet.page.address.resolve`."""
        if written is None:
            return None
        if is_absolute(written):
            return written
        base = self.said.base
        if base is not self.base:
            self.base = base
            self.site = site_of(base) if base else None
        if self.site is not None and is_rooted(written):
            return <str>self.site + written
        return resolve(base, written)


cdef str role_words(Dom* found):
    """See `tearsheet.page.vocabulary.role_words`."""
    cdef list words = []
    cdef int kind
    for kind in range(ROLE_NAME, ITEM_PROPERTY + 1):
        if found[kind] != NULL:
            words.append(value_of(found[kind]) or "")
    if (
        found[HIDDEN] != NULL
        or (found[ARIA_HIDDEN] != NULL and value_of(found[ARIA_HIDDEN]) == "true")
        or (found[STYLE] != NULL and hides(found[STYLE]))
    ):
        words.append("hidden")
    return " ".join(words).lower() if words else ""


cdef bint hides(Dom style) noexcept:
    """Whether a style says "display:none", spaces left out."""
    cdef const char* wanted = "display:none"
    cdef size_t length = 0, at, known = 0
    cdef const char* data = lexbor.value(style, &length)
    cdef char code
    if data == NULL:
        return False
    for at in range(length):
        code = data[at]
        if code == 32:
            continue
        if 65 <= code <= 90:
            code += 32
        # Its first letter stands nowhere else in it.
        known = known + 1 if code == wanted[known] else code == wanted[0]
        if known == 12:
            return True
    return False


cdef int slot_at(const char* data) noexcept:
    """Where a name is kept that the parser keeps here."""
    return ((<uintptr_t>data >> 3) ^ (<uintptr_t>data >> 12)) & (SLOTS - 1)


def walk(Runs reader, object root, Py_ssize_t deepest):
    """See `tearsheet.page.walk.walk`."""
    cdef uintptr_t address = root.mem_id
    if kinds is None:
        load()
    (<Walk>Walk(reader, root.parser, deepest)).run(<Dom>address)

# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""The walk over a document's tree, compiled where there is a C compiler: `tearsheet.page.walk` says what it does."""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, Py_UNICODE_ISSPACE
from libc.stdint cimport uintptr_t
from libc.stdlib cimport free, malloc, realloc
from libc.string cimport memchr, memcmp, memset

from tearsheet.elementloops cimport assigned, best_candidate, characters, holds, is_placeholder, may_tell
from tearsheet.markuploops cimport ClassNames
from tearsheet.nodeloops cimport COMMENT, DOCTYPE, DOCUMENT, ELEMENT, TEXT, Dom, decoded, lexbor, node_at, value_of
from tearsheet.objectloops cimport Maker
from tearsheet.runloops cimport Runs
from tearsheet import elementloops
from tearsheet.nodeloops import connect

cdef extern from "Python.h":
    bint PyUnicode_IS_ASCII(str text)

connected = connect()
"""Whether the parser's tree can be read here; otherwise compiled runs and this walk are of no use."""

# What the page's room has: loaded when the first document is read, as that room loads this one.
cdef ClassNames class_names
cdef object noted_names, noted_class, site_of, folder_of, resolve, watched_tags, quiet, leave_both, TooDeepError, cut_short
cdef dict kinds = None, marking
cdef object named_by, picture_address, pixels, stands_for_image, may_be_lazy, IMAGE, Script
cdef Maker make_block, make_place, make_picture, make_meta
cdef dict headings, lazy_names
cdef frozenset signing, stamps
cdef int INLINE, CUSTOM, PLAIN, LINK, BLOCK_LEVEL, MARKING, CODE, LEFT_OUT, ROLE, RELATION, WATCH, THING
cdef Py_ssize_t check_every, MAX_SIGNS, LONGEST_SIGN, SMALL_ICON, LONGEST_DATA, LONGEST_STATE, MOST_DATA


cdef load():
    global class_names, noted_names, noted_class, site_of, folder_of, resolve, watched_tags, quiet, leave_both, TooDeepError
    global cut_short, kinds, marking, INLINE, CUSTOM, PLAIN, LINK, BLOCK_LEVEL, MARKING, CODE, LEFT_OUT
    global ROLE, RELATION, WATCH, THING, check_every, MAX_SIGNS, LONGEST_SIGN, SMALL_ICON, LONGEST_DATA, LONGEST_STATE
    global MOST_DATA, named_by, picture_address, pixels, stands_for_image, may_be_lazy, IMAGE, Script
    global make_block, make_place, make_picture, make_meta, headings, lazy_names, signing, stamps
    from tearsheet.page import address, block, declarations, images, noting, picture, place, signs, structured
    from tearsheet.page import vocabulary, walk, watching

    elementloops.load()
    named_by, signing, stamps = signs.named_by, signs.SIGNING, frozenset(signs.STAMPS)
    picture_address, pixels = picture.picture_address, picture.pixels
    stands_for_image, may_be_lazy = picture.stands_for_image, picture.may_be_lazy
    lazy_names = {name: number + 1 for number, name in enumerate((*picture.LAZY_SETS, *picture.LAZY))}
    if len(picture.LAZY_SETS) != SETS or len(lazy_names) >= LAZY_NAMES:
        raise ValueError("other attributes of images than are read")
    make_block, make_place, make_picture, make_meta = (
        Maker(kind) for kind in (block.Block, place.Place, block.Picture, block.Meta)
    )
    IMAGE, Script, headings = block.Kind.IMAGE, block.Script, vocabulary.HEADINGS
    MAX_SIGNS, LONGEST_SIGN, SMALL_ICON = watching.MAX_SIGNS, watching.LONGEST_SIGN, images.SMALL_ICON
    LONGEST_DATA, LONGEST_STATE, MOST_DATA = (
        declarations.LONGEST_DATA, declarations.LONGEST_STATE, declarations.MOST_DATA
    )

    noted_names, noted_class, watched_tags = noting.NOTED, noting.noted_class, noting.WATCHED_TAGS
    resolve, site_of, folder_of = address.resolve, address.site_of, address.folder_of
    class_names = ClassNames(structured.NAMES, signs.TELLING, signs.PAIRS)
    # Of what is left out, what ends no run and holds no text up to its end tag.
    quiet = vocabulary.SKIPPED - vocabulary.RAW_TEXT - {"video", "style"}
    marking = vocabulary.MARKS
    leave_both, TooDeepError, cut_short = walk.leave_both, walk.TooDeepError, walk.cut_short
    Kinds = noting.Kinds
    INLINE, CUSTOM, PLAIN, LINK, BLOCK_LEVEL = Kinds.INLINE, Kinds.CUSTOM, Kinds.PLAIN, Kinds.LINK, Kinds.BLOCK_LEVEL
    MARKING, CODE, LEFT_OUT = Kinds.MARKING, Kinds.CODE, Kinds.LEFT_OUT
    ROLE, RELATION, WATCH = noting.Noted.ROLE, noting.Noted.RELATION, noting.Noted.WATCH
    THING = noting.Noted.THING
    check_every = walk.CHECK_EVERY
    kinds = noting.KINDS


# -- addresses --------------------------------------------------------------------------------------------------------

# What an address holds that needs no second look.
cdef enum:
    IN_NAME = 1
    IN_QUERY = 2
    IN_HOST = 4
    IN_STEP = 8
cdef unsigned char[128] IN_ADDRESS
IN_ADDRESS = [
    (IN_NAME | IN_QUERY | IN_STEP if chr(code).isalnum() or chr(code) in "_%~=+,&-" else 0)
    | (IN_QUERY if chr(code) in "./:@" else 0)
    | (IN_STEP if chr(code) in ":@" else 0)
    | (IN_NAME if chr(code) == "@" else 0)
    | (IN_HOST if chr(code).isalnum() or chr(code) == "-" else 0)
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


cdef enum Written:
    ANOTHER
    ROOTED
    HOSTED
    RELATIVE


cdef Written shape_of(str written) except? ANOTHER:
    """Which of the patterns of `tearsheet.page.address` an address is matched by."""
    cdef const unsigned char* data
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(written), at = 1, start
    cdef int mark, step = IN_STEP
    cdef Written shape = ROOTED
    if not length or not PyUnicode_IS_ASCII(written):
        return ANOTHER
    data = <const unsigned char*>PyUnicode_DATA(written)
    if data[0] != c"/":
        if not IN_ADDRESS[data[0]] & IN_NAME:
            return ANOTHER
        # A colon might end the name of a scheme.
        shape, step, at = RELATIVE, IN_NAME, 0
    elif length > 1 and data[1] == c"/":
        shape = HOSTED
        at = 1
        while at < length and (data[at] == c"." or at == 1):
            start = at + 1
            at = skip(data, start, length, IN_HOST)
            if at == start:
                return ANOTHER
        if at == length:
            return HOSTED
        if data[at] != c"/":
            return ANOTHER
        at += 1
    while True:
        start = at
        at = skip(data, at, length, step)
        if at == start:
            break
        if at < length and (data[at] == c"." or data[at] == c"/"):
            at += 1
    for mark in (c"?", c"#"):
        if at < length and data[at] == mark:
            start = at + 1
            at = skip(data, start, length, IN_QUERY)
            if at == start:
                return ANOTHER
    return shape if at == length else ANOTHER


# -- the walk ---------------------------------------------------------------------------------------------------------

cdef enum Leaving:
    NOTHING
    A_BLOCK
    A_LINK
    A_MARK
    AN_ITEM
    A_LIST
    A_HEADING
    A_BUTTON
    A_FIGURE
    A_NOSCRIPT
    A_PICTURE
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
    elif leaving == A_HEADING:
        reader.end()
        reader.heading, reader.block = <tuple>outer
    elif leaving == A_BUTTON:
        reader.block = outer
    elif leaving == A_FIGURE:
        reader.end()
        reader.figure, reader.block = <tuple>outer
    elif leaving == A_NOSCRIPT:
        reader.end()
        reader.noscript, reader.block = <tuple>outer
    elif leaving == A_PICTURE:
        reader.sources = outer
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
    ITEM_SCOPE
    TYPE_OF
    PROPERTY
    NAME
    HTTP_EQUIV
    CONTENT
    TYPE
    SOURCE
    SOURCE_SET
    WIDTH
    HEIGHT
    ALTERNATIVE
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
    "itemscope": ITEM_SCOPE,
    "typeof": TYPE_OF,
    "property": PROPERTY,
    "name": NAME,
    "http-equiv": HTTP_EQUIV,
    "content": CONTENT,
    "type": TYPE,
    "src": SOURCE,
    "srcset": SOURCE_SET,
    "width": WIDTH,
    "height": HEIGHT,
    "alt": ALTERNATIVE,
}


cdef enum:
    # What is looked at in an image, by the number of its name; the first are sets of addresses.
    SETS = 4
    LAZY_NAMES = 24
    CLASSES = 256


# Elements that are read here without a call.
cdef enum Tags:
    OTHER_TAG
    BREAK
    SCRIPT
    META
    LINK_TAG
    IMG
    SOURCE_TAG
    RULE
    STYLE_TAG
    ITEM
    UNORDERED
    BUTTON
    FIGURE
    NOSCRIPT
    PICTURE
    HEADING_1

TAGS = {
    "br": BREAK,
    "script": SCRIPT,
    "meta": META,
    "link": LINK_TAG,
    "img": IMG,
    "amp-img": IMG,
    "source": SOURCE_TAG,
    "hr": RULE,
    "style": STYLE_TAG,
    "li": ITEM,
    "ul": UNORDERED,
    "button": BUTTON,
    "figure": FIGURE,
    "noscript": NOSCRIPT,
    "picture": PICTURE,
    **{f"h{level}": HEADING_1 + level - 1 for level in range(1, 7)},
}


ctypedef struct Known:
    # A name of the document, by where it is kept: the parser keeps each once.
    const char* data
    int kind
    int noted
    # Of an element: whether nothing is said of it, whether it may be a time or an image, which of `Tags` it is.
    bint quiet
    bint timed
    bint pictured
    int number
    # Of an attribute: whether it says who or when, or when; which of those it is that hold the address of an image,
    # whether it may be one more.
    bint signing
    bint stamp
    int lazy
    bint may_be_lazy


ctypedef struct Level:
    Dom node
    Py_ssize_t nth
    Py_ssize_t parent
    Leaving leaving
    bint signed


ctypedef struct Class:
    # A value of an attribute ``class``, where the parser keeps it.
    const char* data
    size_t length
    int noted


# What is known of names of elements and attributes, kept from one document to the next to save time.
cdef dict tag_facts = {}, name_facts = {}

cdef enum:
    MOST_NAMES = 10_000
    LONGEST_NAME = 100


cdef tuple keep_facts(dict known, str name, tuple facts):
    if len(name) <= LONGEST_NAME:
        if len(known) >= MOST_NAMES:
            known.clear()
        known[name] = facts
    return facts


cdef tuple facts_of_tag(str tag):
    cdef int kind = kinds[tag] if tag in kinds else CUSTOM if "-" in tag else INLINE
    cdef bint custom = kind == CUSTOM
    return (
        kind,
        WATCH if tag in watched_tags else 0,
        tag in quiet,
        custom and "time" in tag,
        custom and stands_for_image(tag),
        TAGS.get(tag, OTHER_TAG),
    )


cdef tuple facts_of_name(str name):
    return (
        LOOKED_AT.get(name, ANY),
        noted_names[(name,)],
        name in signing,
        name in stamps,
        lazy_names.get(name, 0),
        may_be_lazy(name),
    )


cdef class Walk:
    """A pass over a document.

    What is asked of each name of an element or attribute is asked once; a name may be asked again, as few are kept.
    """

    cdef Runs reader
    cdef object document, said, base, site, folder
    cdef Py_ssize_t deepest
    cdef Known[SLOTS] known_tags
    cdef Known[SLOTS] known_names
    cdef Class[CLASSES] known_classes
    cdef list tag_names, attribute_names, class_values, signs
    cdef list tags, parents, nths, names, roles
    cdef Level* levels
    cdef Py_ssize_t depth, room
    cdef list outers
    # Of the element that was entered last:
    cdef Py_ssize_t index
    cdef int kind
    cdef Leaving leaving
    cdef object outer
    cdef tuple sign

    def __cinit__(self, Runs reader, object document, Py_ssize_t deepest):
        cdef int slot
        elements = reader.elements
        self.reader = reader
        self.document = document
        self.said = reader.said
        self.base = self.site = self.folder = None
        self.deepest = deepest
        for slot in range(SLOTS):
            self.known_tags[slot].data = self.known_names[slot].data = NULL
        for slot in range(CLASSES):
            self.known_classes[slot].data = NULL
        self.class_values = [None] * CLASSES
        self.signs = []
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
                if level.signed:
                    self.close_sign()
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
                        if self.levels[self.depth].signed:
                            self.close_sign()
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
                if self.sign is not None:
                    self.signs.append(self.sign)
                    self.close_sign()
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
        self.levels[self.depth] = Level(node, nth, parent, self.leaving, self.sign is not None)
        self.depth += 1
        if self.sign is not None:
            self.signs.append(self.sign)
        self.outers.append(self.outer)
        if self.depth == self.deepest:
            raise TooDeepError
        return 0

    cdef int enter(self, Dom node, Py_ssize_t parent, Py_ssize_t nth) except -1:
        """Open an element."""
        cdef Runs reader = self.reader
        cdef int slot = self.slot_of_tag(node), noted = self.known_tags[slot].noted, kind = self.known_tags[slot].kind
        cdef int number = self.known_tags[slot].number, classed = 0
        cdef Dom attribute = lexbor.first_attribute(node)
        cdef Dom[ATTRIBUTES] found
        cdef bint attributed = attribute != NULL, signing = False, stamped = False
        cdef Known* known
        cdef str tag = self.tag_names[slot], names = "", classes = None, target
        cdef dict attributes = None
        memset(found, 0, sizeof(found))
        if attributed and kind == CUSTOM:
            noted |= WATCH
        while attribute != NULL:
            known = &self.known_names[self.slot_of_name(attribute)]
            noted |= known.noted
            signing |= known.signing
            stamped |= known.stamp
            found[known.kind] = attribute
            attribute = lexbor.next_attribute(attribute)
        if found[CLASS] != NULL:
            names = classes = self.classes_of(found[CLASS], &classed)
            noted |= classed
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
        self.sign = None
        finish = None
        noted &= ~ROLE
        if noted & RELATION and (kind >= LEFT_OUT or "author" not in (value_of(found[REL]) or "").lower()):
            noted &= ~RELATION
        if noted & THING and not (classed & THING):
            # A property of a meta element is one of the page.
            if number == META and found[ITEM_SCOPE] == NULL and found[TYPE_OF] == NULL and found[ITEM_PROPERTY] == NULL:
                noted &= ~THING
        elif classed & THING and self.said.structured.rooted is False and found[ITEM_SCOPE] == NULL and (
            found[TYPE_OF] == NULL and found[ITEM_PROPERTY] == NULL and found[PROPERTY] == NULL
        ):
            noted &= ~THING
        if noted & WATCH:
            if kind >= LEFT_OUT:
                noted &= ~WATCH
            elif noted == WATCH and not signing and not self.known_tags[slot].noted and not (
                self.known_tags[slot].timed or found[ITEM_PROPERTY] != NULL or found[PROPERTY] != NULL
            ):
                # Nothing but the names of its class may say something.
                target = named_by(classes) if classed & WATCH else None
                if target is None or len(self.said.signs) >= MAX_SIGNS:
                    noted = 0
                elif target == "author" or not stamped:
                    self.sign = (target, len(reader.blocks), reader.length, self.index)
                    noted = 0
        if noted:
            attributes = self.attributes_of(node)
            finish = reader.note(tag, attributes, self.index, noted, kind)
        if kind >= LEFT_OUT:
            if self.known_tags[slot].quiet or (number == STYLE_TAG and not reader.noscript):
                return 0
            if number == BREAK:
                reader.line_break()
            elif number == RULE:
                reader.end()
            elif number == META:
                self.meta(found)
            elif number == LINK_TAG:
                self.link(found)
            elif number == IMG:
                self.image(node, found, names)
            elif number == SOURCE_TAG and found[SOURCE_SET] != NULL and value_of(found[SOURCE_SET]):
                target = candidate_of(found[SOURCE_SET])
                if target:
                    reader.sources.append(target)
            elif number == SCRIPT and (lexbor.is_blank(node) or self.script(node, found)):
                pass
            else:
                if attributes is None:
                    attributes = self.attributes_of(node)
                reader.pass_over(node_at(node, self.document), tag, attributes, self.index, kind)
            return 0
        if kind == CUSTOM and self.known_tags[slot].pictured and attributed:
            if attributes is None:
                attributes = self.attributes_of(node)
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
        elif number == ITEM and (not reader.counters or reader.counters[len(reader.counters) - 1] is None):
            reader.end()
            self.outer = reader.block, reader.item_pending, reader.ordinal, reader.list_level
            reader.block = self.index
            reader.item_pending = True
            reader.ordinal = None
            self.leaving = AN_ITEM
        elif number == UNORDERED:
            reader.end()
            self.outer = reader.block, reader.item_pending, reader.list_level
            reader.block = self.index
            reader.list_level += 1
            reader.counters.append(None)
            self.leaving = A_LIST
        elif number >= HEADING_1:
            reader.end()
            self.outer = reader.heading, reader.block
            reader.heading, reader.block = number - HEADING_1 + 1, self.index
            self.leaving = A_HEADING
        elif number == BUTTON:
            self.outer = reader.block
            self.leaving = A_BUTTON
            if not reader.heading:
                reader.end()
                reader.block = self.index
                self.leaving = A_BLOCK
        elif number == FIGURE:
            reader.end()
            self.outer = reader.figure, reader.block
            reader.figure = reader.block = self.index
            self.leaving = A_FIGURE
        elif number == NOSCRIPT:
            reader.end()
            self.outer = reader.noscript, reader.block
            reader.noscript += 1
            reader.block = self.index
            self.leaving = A_NOSCRIPT
        elif number == PICTURE:
            self.outer, reader.sources = reader.sources, []
            self.leaving = A_PICTURE
        else:
            if attributes is None:
                attributes = self.attributes_of(node)
            self.outer = reader.open(node_at(node, self.document), tag, kind, attributes, self.index)
            if self.outer is not None:
                self.leaving = A_CALL
        return 0

    # -- what elements say --------------------------------------------------------------------------------------------

    cdef int close_sign(self) except -1:
        """Note what the text of an element says; see `tearsheet.page.watching.watch`."""
        cdef Runs reader = self.reader
        cdef Py_ssize_t first, start, index, count = len(reader.blocks)
        cdef str name, value
        name, first, start, index = self.signs.pop()
        if count > first + 4:
            return 0
        value = "".join(reader.pieces)
        if count > first:
            parts = [block.text for block in reader.blocks[first:]]
            parts[0] = parts[0][start:]
            parts.append(value)
            value = " ".join(parts)
        else:
            value = value[start:]
        value = " ".join(value.split())
        if value and len(value) <= LONGEST_SIGN:
            self.said.signs.append(
                make_meta.make((name, value, make_place.make(("element", reader.elements, index))))
            )
        return 0

    cdef int meta(self, Dom* found) except -1:
        """See `tearsheet.page.declarations.Declarations.meta`."""
        cdef str value = stripped(found[CONTENT]), name
        cdef int kind
        if not value:
            return 0
        for kind in (PROPERTY, NAME, ITEM_PROPERTY, HTTP_EQUIV):
            name = stripped(found[kind]).lower()
            if name:
                self.said.metas.append(make_meta.make((name, value, self.place_of("content"))))
                if name == "og:url":
                    self.said.state_base(value)
                return 0
        return 0

    cdef int link(self, Dom* found) except -1:
        """See `tearsheet.page.declarations.Declarations.link`."""
        cdef str address = self.resolved(value_of(found[HREF])) if found[HREF] != NULL else None, name
        if not address:
            return 0
        name = value_of(found[REL]) if found[REL] != NULL else None
        if not name:
            name = value_of(found[ITEM_PROPERTY]) if found[ITEM_PROPERTY] != NULL else None
        name = (name or "").strip().lower()
        if name:
            self.said.links.append(make_meta.make((name, address, self.place_of("href"))))
            if name == "canonical":
                self.said.state_base(address)
        return 0

    cdef object place_of(self, str attribute):
        """Where an attribute of the element stands."""
        return make_place.make(("attribute", self.reader.elements, self.index, attribute))

    cdef bint script(self, Dom node, Dom* found) except -1:
        """See `tearsheet.page.declarations.Declarations.script`; false where that is to be asked."""
        cdef Dom child = lexbor.first_child(node)
        cdef size_t length = 0, at = 0
        cdef const unsigned char* data
        cdef Py_ssize_t first = 0, last = 0, longest = LONGEST_DATA
        cdef str media = stripped(found[TYPE]), kind
        cdef int told
        if child == NULL or lexbor.type(child) != TEXT:
            return True
        data = <const unsigned char*>lexbor.text(child, &length)
        if data == NULL or "json" in media.lower():
            return False
        # Most begin with something that is no name.
        told = assigned(data, length, &first, &last)
        if told < 0:
            return False
        if told:
            kind = decoded(<const char*>data + first, last - first)
            self.said.scripts.append(
                Script(kind, decoded(<const char*>data, length), make_place.make(("element", self.reader.elements, self.index)))
            )
            return True
        if length > <size_t>LONGEST_DATA:
            if holds(<const char*>data, length, b'{"', 2):
                longest = LONGEST_STATE
            if length > <size_t>longest and characters(data, length) > longest:
                return True
        if len(self.said.data) < MOST_DATA and may_tell(data, length):
            kind = decoded(<const char*>data, length)
            self.said.data.append(
                Script("script", kind, make_place.make(("element", self.reader.elements, self.index)))
            )
        return True

    cdef int image(self, Dom node, Dom* found, str names) except -1:
        """See `tearsheet.page.images.Images.image`."""
        cdef Runs reader = self.reader
        cdef str description = " ".join((value_of(found[ALTERNATIVE]) or "").split()) if found[ALTERNATIVE] != NULL else ""
        cdef object width = pixels_of(found[WIDTH]), height = pixels_of(found[HEIGHT])
        cdef str address
        cdef list where
        cdef tuple told = ()
        if ((width or 1000) <= SMALL_ICON and (height or 1000) <= SMALL_ICON) or "emoji" in names.lower():
            if description and len(description) <= 4 and reader.length:
                reader.add_text(description)
            return 0
        address = self.resolved(self.shown(node, found))
        if address is None:
            reader.unshown("img", self.attributes_of(node), self.index)
            return 0
        where = reader.waiting if reader.length else reader.blocks
        if reader.noscript and where:
            last = where[len(where) - 1]
            if last.kind is IMAGE:
                last = last.picture
                if last is not None and last.address.partition("?")[0] == address.partition("?")[0]:
                    return 0
        if reader.captioned:
            told = reader.told_of(self.index)
        where.append(
            make_block.make(
                (
                    "",
                    IMAGE,
                    make_place.make(("element", reader.elements, self.index)),
                    0,
                    None,
                    (),
                    (),
                    make_picture.make(
                        (address, description or None, width, height, reader.link or None, reader.figure, told)
                    ),
                    self.index,
                    # The run being gathered, and what waits for it, come first.
                    len(reader.blocks) + (1 + len(reader.waiting) if reader.length else 0),
                )
            )
        )
        return 0

    cdef str shown(self, Dom node, Dom* found):
        """See `tearsheet.page.picture.picture_address`."""
        cdef Dom[LAZY_NAMES] lazy
        cdef Dom attribute = lexbor.first_attribute(node)
        cdef Known* known
        cdef bint kept = False
        cdef size_t length
        cdef const char* data
        cdef int number
        cdef str address
        memset(lazy, 0, sizeof(lazy))
        while attribute != NULL:
            known = &self.known_names[self.slot_of_name(attribute)]
            if known.lazy:
                kept = True
                lazy[known.lazy] = attribute
            elif known.may_be_lazy:
                data = lexbor.value(attribute, &length)
                if data != NULL and memchr(data, c"/", length) != NULL:
                    return picture_address(self.attributes_of(node), self.reader.sources)
            attribute = lexbor.next_attribute(attribute)
        if found[SOURCE_SET] != NULL:
            address = usable(candidate_of(found[SOURCE_SET]))
            if address is not None:
                return address
        if kept:
            for number in range(1, SETS + 1):
                if lazy[number] != NULL:
                    address = usable(candidate_of(lazy[number]))
                    if address is not None:
                        return address
        for source in self.reader.sources:
            address = usable(source)
            if address is not None:
                return address
        if kept:
            for number in range(SETS + 1, LAZY_NAMES):
                if lazy[number] != NULL:
                    address = usable(value_of(lazy[number]))
                    if address is not None:
                        return address
        if found[SOURCE] != NULL:
            address = usable(value_of(found[SOURCE]))
            if address is not None:
                return address
        return None

    # -- names --------------------------------------------------------------------------------------------------------

    cdef str classes_of(self, Dom attribute, int* noted):
        """The value of an attribute ``class``, and what is to be noted of its element for it."""
        cdef size_t length = 0
        cdef const char* data = lexbor.value(attribute, &length)
        cdef size_t slot
        cdef Class* known
        cdef str classes
        if data == NULL or not length:
            return ""
        # Alike at both ends and of a length: mostly the same.
        slot = (
            31 * length + <unsigned char>data[0] + 7 * <unsigned char>data[length - 1]
            + 13 * <unsigned char>data[length // 2] + 5 * <unsigned char>data[length // 4]
        ) & (CLASSES - 1)
        known = &self.known_classes[slot]
        if known.data != NULL and known.length == length and not memcmp(known.data, data, length):
            noted[0] = known.noted
            return <str>self.class_values[slot]
        classes = decoded(data, length)
        noted[0] = <int>noted_class(classes) if class_names.may_tell(classes) else 0
        known.data, known.length, known.noted = data, length, noted[0]
        self.class_values[slot] = classes
        return classes

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
            facts = tag_facts.get(tag)
            if facts is None:
                facts = keep_facts(tag_facts, tag, facts_of_tag(tag))
            known.kind, known.noted, known.quiet, known.timed, known.pictured, known.number = <tuple>facts
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
            facts = name_facts.get(name)
            if facts is None:
                facts = keep_facts(name_facts, name, facts_of_name(name))
            known.kind, known.noted, known.signing, known.stamp, known.lazy, known.may_be_lazy = <tuple>facts
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
        cdef Written shape
        if written is None:
            return None
        if is_absolute(written):
            return written
        if not written or written[0] == "#":
            return None
        base = self.said.base
        if base is not self.base:
            self.base = base
            self.site = site_of(base) if base else None
            self.folder = folder_of(base) if base else None
        if self.site is not None:
            shape = shape_of(written)
            if shape == ROOTED:
                return <str>self.site + written
            if shape == HOSTED:
                return (<str>self.site)[: (<str>self.site).index(":") + 1] + written
            if shape == RELATIVE and self.folder is not None:
                return <str>self.folder + written
        return resolve(base, written)


cdef str stripped(Dom attribute):
    """The value of an attribute without white space around it; empty for none."""
    cdef str value = value_of(attribute) if attribute != NULL else None
    return value.strip() if value is not None else ""


cdef str candidate_of(Dom attribute):
    """The best candidate in the value of an attribute."""
    cdef size_t length = 0
    cdef const char* data = lexbor.value(attribute, &length)
    return best_candidate(data, length) if data != NULL and length else None


cdef object pixels_of(Dom attribute):
    """See `tearsheet.page.picture.pixels`."""
    cdef size_t length = 0, at
    cdef const char* data
    cdef Py_ssize_t number = 0
    if attribute == NULL:
        return None
    data = lexbor.value(attribute, &length)
    if data == NULL or not length:
        return None
    if length <= 5:
        for at in range(length):
            if not 48 <= data[at] <= 57:
                break
            number = 10 * number + (data[at] - 48)
        else:
            return number
    return pixels(decoded(data, length))


cdef str usable(str address):
    """An address without white space around it, ``None`` where it is none or that of a placeholder."""
    if not address:
        return None
    address = address.strip()
    return address if address and not is_placeholder(address) else None


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

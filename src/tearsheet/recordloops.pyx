# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Loops that put a record together and write it, compiled where there is a C compiler.

Each does what the function in Python that calls it does without it, to the last bit; that function says what it means.
"""

from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize, PyBytes_GET_SIZE
from cpython.unicode cimport (
    PyUnicode_DATA,
    PyUnicode_DecodeUTF8,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
)
from libc.math cimport floor, isfinite, rint
from libc.stdint cimport uint32_t
from libc.stdlib cimport calloc, free, malloc, realloc
from libc.string cimport memcpy

from collections.abc import Mapping
from dataclasses import MISSING
from datetime import date
from enum import Enum
from types import MemberDescriptorType

cdef extern from *:
    """
    #define TEARSHEET_SLOT(descriptor) (((PyMemberDescrObject *)(descriptor))->d_member->offset)
    #define TEARSHEET_AT(object, offset) (*(PyObject **)((char *)(object) + (offset)))
    #define TEARSHEET_READ(object, offset) (Py_NewRef(TEARSHEET_AT(object, offset)))
    #define TEARSHEET_FILL(object, offset, value) (Py_INCREF(value), TEARSHEET_AT(object, offset) = (value))
    #define TEARSHEET_COPY(object, other, offset) TEARSHEET_FILL(object, offset, TEARSHEET_AT(other, offset))
    """
    Py_ssize_t slot_of "TEARSHEET_SLOT"(object descriptor)
    void fill "TEARSHEET_FILL"(object made, Py_ssize_t offset, object value)
    void copy "TEARSHEET_COPY"(object made, object other, Py_ssize_t offset)
    object at_slot "TEARSHEET_READ"(object made, Py_ssize_t offset)
    object PyType_GenericAlloc(type kind, Py_ssize_t items)
    long long PyLong_AsLongLongAndOverflow(object number, int* overflow) except? -1


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


def give_roles(list blocks, roles, type kind):
    """See `tearsheet.article.assemble`: each Block whose role is another is made again with it, in the list itself."""
    cdef list names = list(kind.__slots__)
    cdef Py_ssize_t count = len(names), number = 0, field, role_at = names.index("role")
    cdef Py_ssize_t[MOST_FIELDS] slots
    if count > MOST_FIELDS or len(blocks) != len(roles):
        raise ValueError("too many fields, or not as many roles as Blocks")
    for field in range(count):
        slots[field] = slot_of(kind.__dict__[names[field]])
    for role in roles:
        block = blocks[number]
        if type(block) is not kind:
            raise TypeError("no Block")
        if at_slot(block, slots[role_at]) is not role:
            made = PyType_GenericAlloc(kind, 0)
            for field in range(count):
                if field == role_at:
                    fill(made, slots[field], role)
                else:
                    copy(made, block, slots[field])
            blocks[number] = made
        number += 1


def numbers_of(roles, tuple wanted):
    """See `tearsheet.roles.rolenumbers`."""
    cdef list found = []
    cdef Py_ssize_t number = 0
    for role in roles:
        for other in wanted:
            if role is other:
                found.append(number)
                break
        number += 1
    return found


cdef object _rounded(double value):
    """As `round` to four places does it."""
    cdef double scaled = value * 10_000, whole = floor(scaled)
    cdef double rest = scaled - whole
    if not 0 < value <= 1 or 0.4999 < rest < 0.5001:
        # Nought has a sign, and whether it is half way is not told by what the product was rounded to.
        return round(value, 4)
    return (whole + (rest > 0.5)) / 10_000


# -- places -----------------------------------------------------------------------------------------------------------


def selector(elements, Py_ssize_t index, frozenset common, Py_ssize_t most):
    """See `tearsheet.page.place.Elements.selector`; ``common`` are tags whose steps are made here."""
    cdef dict known = elements._selectors
    cdef list chain = []
    tags, nths, parents = elements.tag, elements.nth, elements.parent
    cdef bint instructed = bool(elements.instructed)
    written = ""
    while index >= 0:
        found = known.get(index)
        if found is not None:
            written = found
            break
        chain.append(index)
        index = parents[index]
    if len(known) > most:
        elements._selectors = known = {}
    for number in reversed(chain):
        tag = tags[number]
        if not instructed and tag in common and parents[number] >= 0:
            written = f"{written} > {tag}:nth-child({nths[number]})" if written else f"{tag}:nth-child({nths[number]})"
        else:
            step = elements.step(number)
            written = f"{written} > {step}" if written else step
        known[number] = written
    return written


# -- JSON -------------------------------------------------------------------------------------------------------------


cdef enum:
    DEEPEST = 100


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


cdef class _Json:
    """JSON in UTF-8 as it comes about.

    Lone surrogates are written as such; for ``one_line`` they are replaced, and what some readers take for the end of a
    line is escaped.
    """

    cdef unsigned char* signs
    cdef Py_ssize_t count, room
    cdef bint one_line

    def __cinit__(self):
        self.room = 1 << 16
        self.signs = <unsigned char*>malloc(self.room)
        if self.signs == NULL:
            raise MemoryError

    def __dealloc__(self):
        free(self.signs)

    cdef int need(self, Py_ssize_t count) except -1:
        """Room for so many bytes more."""
        cdef unsigned char* signs
        if self.count + count <= self.room:
            return 0
        signs = <unsigned char*>realloc(self.signs, 2 * (self.count + count))
        if signs == NULL:
            raise MemoryError
        self.room = 2 * (self.count + count)
        self.signs = signs
        return 0

    cdef int raw(self, bytes data) except -1:
        """Bytes as they are."""
        cdef Py_ssize_t length = PyBytes_GET_SIZE(data)
        self.need(length)
        memcpy(self.signs + self.count, PyBytes_AS_STRING(data), length)
        self.count += length
        return 0

    cdef int sign(self, unsigned char sign) except -1:
        self.need(1)
        self.signs[self.count] = sign
        self.count += 1
        return 0

    cdef int integer(self, object value) except -1:
        cdef unsigned char[24] digits
        cdef int overflow = 0
        cdef long long number = PyLong_AsLongLongAndOverflow(value, &overflow)
        cdef unsigned long long rest
        cdef Py_ssize_t at = 24
        if overflow:
            return self.raw(int.__repr__(value).encode())
        rest = <unsigned long long>number if number >= 0 else -<unsigned long long>number
        while True:
            at -= 1
            digits[at] = c"0" + <unsigned char>(rest % 10)
            rest //= 10
            if not rest:
                break
        if number < 0:
            at -= 1
            digits[at] = c"-"
        self.need(24)
        memcpy(self.signs + self.count, &digits[at], 24 - at)
        self.count += 24 - at
        return 0

    cdef int put(self, str text) except -1:
        """A text, escaped as in a string of JSON."""
        cdef void* data = PyUnicode_DATA(text)
        cdef int kind = PyUnicode_KIND(text)
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), at
        cdef uint32_t code, short
        self.need(6 * length)
        cdef unsigned char* out = self.signs + self.count
        for at in range(length):
            code = PyUnicode_READ(kind, data, at)
            if 0x20 <= code < 0x80 and code != c'"' and code != c"\\":
                out[0] = code
                out += 1
            elif code < 0x80 or (self.one_line and (code == 0x85 or code == 0x2028 or code == 0x2029)):
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
            elif code < 0x800:
                out[0], out[1] = 0xC0 | code >> 6, 0x80 | code & 0x3F
                out += 2
            elif code < 0x10000:
                if self.one_line and 0xD800 <= code <= 0xDFFF:
                    code = 0xFFFD
                out[0], out[1], out[2] = 0xE0 | code >> 12, 0x80 | code >> 6 & 0x3F, 0x80 | code & 0x3F
                out += 3
            else:
                out[0], out[1] = 0xF0 | code >> 18, 0x80 | code >> 12 & 0x3F
                out[2], out[3] = 0x80 | code >> 6 & 0x3F, 0x80 | code & 0x3F
                out += 4
        self.count = out - self.signs
        return 0

    cdef int quoted(self, str text) except -1:
        """A text as a string of JSON."""
        self.sign(c'"')
        self.put(text)
        return self.sign(c'"')


# -- lines of JSON ----------------------------------------------------------------------------------------------------


cdef enum:
    PLACE_FIELDS = 7
    BLOCK_FIELDS = 12
    MARK_FIELDS = 4
    EVIDENCE_FIELDS = 5


cdef class Shapes:
    """Where the classes keep their fields whose objects are written as they are: many a record."""

    cdef type place, block, mark, evidence
    cdef Py_ssize_t[PLACE_FIELDS] places
    cdef Py_ssize_t[BLOCK_FIELDS] blocks
    cdef Py_ssize_t[MARK_FIELDS] marks
    cdef Py_ssize_t[EVIDENCE_FIELDS] evidences

    def __cinit__(self, type place, type block, type mark, type evidence):
        self.place, self.block, self.mark, self.evidence = place, block, mark, evidence
        _offsets(place, "kind elements element attribute pointer start end", self.places)
        _offsets(
            block, "text role kind level ordinal marks cells picture place probability entry language", self.blocks
        )
        _offsets(mark, "start end kind target", self.marks)
        _offsets(evidence, "value raw source place used", self.evidences)


cdef int _offsets(type kind, str names, Py_ssize_t* slots) except -1:
    cdef Py_ssize_t number = 0
    for name in names.split():
        slots[number] = slot_of(kind.__dict__[name])
        number += 1
    return 0


cdef class _Line(_Json):
    """A line of JSON as it comes about."""

    cdef Shapes shapes

    def __cinit__(self, Shapes shapes=None):
        self.shapes, self.one_line = shapes, True

    cdef int value(self, object value, int depth) except -1:
        """A value; `TypeError` for one that `json` alone knows how to write."""
        cdef Py_ssize_t number
        if isinstance(value, str):
            self.quoted(value if type(value) is str else str.__str__(value))
        elif value is None:
            self.raw(b"null")
        elif value is True:
            self.raw(b"true")
        elif value is False:
            self.raw(b"false")
        elif type(value) is int:
            self.integer(value)
        elif type(value) is float and isfinite(<double>value):
            self.raw(float.__repr__(value).encode())
        elif depth > DEEPEST:
            raise TypeError
        elif type(value) is dict:
            self.raw(b"{")
            number = 0
            for key, inner in (<dict>value).items():
                if type(key) is not str:
                    raise TypeError
                if number:
                    self.raw(b", ")
                number += 1
                self.quoted(key)
                self.raw(b": ")
                self.value(inner, depth + 1)
            self.raw(b"}")
        elif type(value) is list:
            self.raw(b"[")
            number = 0
            for inner in <list>value:
                if number:
                    self.raw(b", ")
                number += 1
                self.value(inner, depth + 1)
            self.raw(b"]")
        elif self.shapes is None:
            raise TypeError
        elif type(value) is self.shapes.place:
            self.place(value, depth + 1)
        elif type(value) is self.shapes.evidence:
            self.evidence(value, depth + 1)
        elif type(value) is tuple and len(<tuple>value) == 2 and type((<tuple>value)[0]) is self.shapes.block:
            self.block((<tuple>value)[0], (<tuple>value)[1], depth + 1)
        else:
            raise TypeError
        return 0

    cdef int field(self, bytes before, object value, int depth) except -1:
        """A value and what stands before it."""
        self.raw(before)
        self.value(value, depth)
        return 0

    cdef int place(self, object place, int depth) except -1:
        """See `tearsheet.page.place.Place.to_dict`."""
        cdef Py_ssize_t* at = self.shapes.places
        self.field(b'{"kind": ', at_slot(place, at[0]), depth)
        elements, element = at_slot(place, at[1]), at_slot(place, at[2])
        if elements is not None and element >= 0:
            self.field(b', "selector": ', elements.selector(element), depth)
        value = at_slot(place, at[3])
        if value is not None:
            self.field(b', "attribute": ', value, depth)
        value = at_slot(place, at[4])
        if value is not None:
            self.field(b', "pointer": ', value, depth)
        value = at_slot(place, at[5])
        if value is not None:
            self.field(b', "start": ', value, depth)
        value = at_slot(place, at[6])
        if value is not None:
            self.field(b', "end": ', value, depth)
        self.raw(b"}")
        return 0

    cdef int evidence(self, object evidence, int depth) except -1:
        """See `tearsheet.formats.json`."""
        cdef Py_ssize_t* at = self.shapes.evidences
        self.field(b'{"value": ', at_slot(evidence, at[0]), depth)
        self.field(b', "raw": ', at_slot(evidence, at[1]), depth)
        self.field(b', "source": ', at_slot(evidence, at[2]), depth)
        self.field(b', "place": ', at_slot(evidence, at[3]), depth)
        self.field(b', "used": ', at_slot(evidence, at[4]), depth)
        self.raw(b"}")
        return 0

    cdef int block(self, object block, object span, int depth) except -1:
        """See `tearsheet.formats.json`."""
        cdef Py_ssize_t* at = self.shapes.blocks
        cdef bint later = False
        self.field(b'{"text": ', at_slot(block, at[0]), depth)
        self.field(b', "role": ', at_slot(block, at[1]), depth)
        self.field(b', "kind": ', at_slot(block, at[2]), depth)
        self.field(b', "level": ', at_slot(block, at[3]), depth)
        self.field(b', "ordinal": ', at_slot(block, at[4]), depth)
        self.raw(b', "marks": [')
        for mark in at_slot(block, at[5]):
            if later:
                self.raw(b", ")
            later = True
            self.mark(mark, depth + 1)
        cells, picture = at_slot(block, at[6]), at_slot(block, at[7])
        self.raw(b'], "cells": ')
        self.value([[_cell(cell) for cell in row] for row in cells] if cells else [], depth)
        self.field(b', "image": ', None if picture is None else _picture(picture), depth)
        self.field(b', "place": ', at_slot(block, at[8]), depth)
        probability = at_slot(block, at[9])
        if type(probability) is float and isfinite(<double>probability):
            self.field(b', "probability": ', _rounded(probability), depth)
        elif probability is None:
            self.raw(b', "probability": null')
        else:
            raise TypeError
        self.field(b', "entry": ', at_slot(block, at[10]), depth)
        self.field(b', "language": ', at_slot(block, at[11]), depth)
        self.field(b', "span": ', None if span is None else list(span), depth)
        self.raw(b"}")
        return 0

    cdef int mark(self, object mark, int depth) except -1:
        """See `tearsheet.formats.json`."""
        cdef Py_ssize_t* at = self.shapes.marks
        if type(mark) is not self.shapes.mark:
            raise TypeError
        self.field(b'{"start": ', at_slot(mark, at[0]), depth)
        self.field(b', "end": ', at_slot(mark, at[1]), depth)
        self.field(b', "kind": ', at_slot(mark, at[2]), depth)
        self.field(b', "target": ', at_slot(mark, at[3]), depth)
        self.raw(b"}")
        return 0


cdef dict _cell(cell):
    return {"text": cell.text, "header": cell.header, "columns": cell.columns, "rows": cell.rows}


cdef dict _picture(picture):
    return {
        "address": picture.address,
        "description": picture.description,
        "width": picture.width,
        "height": picture.height,
        "link": picture.link,
    }


def write_line(value, Shapes shapes=None):
    """See `tearsheet.formats.json.write_json`.

    Args:
        value: a record; with ``shapes`` it may hold Places, pieces of evidence, and Blocks, each with its span.
        shapes: of these classes.

    Returns:
        The text; ``None`` where a value is of a kind that `json` has to be asked for.
    """
    cdef _Line line = _Line(shapes=shapes)
    try:
        line.value(value, 0)
    except TypeError:
        return None
    return PyUnicode_DecodeUTF8(<char*>line.signs, line.count, NULL)



# -- records of an archive --------------------------------------------------------------------------------------------


cdef enum:
    STORED_BLOCK = 14
    STORED_MARK = 4
    STORED_PLACE = 7
    AS_SPAN = 1
    AS_ENUM = 2
    AS_DATE = 3
    AS_MAPPING = 4
    PARTS_OF_ONE = 10_000
    FINEST = 1_000_000_000


cdef class Noun:
    """How objects of a class are written: what stands before each field, its default, and where it is kept."""

    cdef type kind
    cdef tuple names, defaults
    cdef list befores
    cdef Py_ssize_t[MOST_FIELDS] slots
    cdef Py_ssize_t count
    cdef bint slotted

    def __cinit__(self, type kind, tuple names, tuple defaults):
        cdef Py_ssize_t field
        self.kind, self.names, self.defaults, self.count = kind, names, defaults, len(names)
        if self.count > MOST_FIELDS or self.count != len(defaults):
            raise TypeError("too many fields, or not as many defaults")
        self.befores = [f'"{name}":'.encode() for name in names]
        self.slotted = all([type(kind.__dict__.get(name)) is MemberDescriptorType for name in names])
        if self.slotted:
            for field in range(self.count):
                self.slots[field] = slot_of(kind.__dict__[names[field]])


cdef class Forms:
    """How the classes of a record are written.

    Args:
        place, block, mark, span: the classes of what is written in a form of its own.
        describe: names and defaults of the fields of any other class; ``None`` where it is written otherwise.
        column: see `tearsheet.archive.columns.column`.
    """

    cdef type place, block, mark, span
    cdef Py_ssize_t[STORED_PLACE] places
    cdef Py_ssize_t[STORED_BLOCK] blocks
    cdef Py_ssize_t[STORED_MARK] marks
    cdef Py_ssize_t[2] spans
    cdef dict known
    cdef object describe, column

    def __cinit__(self, type place, type block, type mark, type span, describe, column):
        self.place, self.block, self.mark, self.span = place, block, mark, span
        self.known, self.describe, self.column = {span: AS_SPAN}, describe, column
        _offsets(place, "kind elements element attribute pointer start end", self.places)
        _offsets(
            block,
            "text kind place level ordinal marks cells picture element block role probability entry language",
            self.blocks,
        )
        _offsets(mark, "start end kind target", self.marks)
        _offsets(span, "start end", self.spans)

    cdef object form(self, type kind):
        """How objects of a class are written; `TypeError` for one that is written otherwise."""
        found = self.known.get(kind)
        if found is None:
            if issubclass(kind, Enum):
                found = AS_ENUM
            elif issubclass(kind, date):
                found = AS_DATE
            elif issubclass(kind, Mapping):
                found = AS_MAPPING
            else:
                described = self.describe(kind)
                if described is None:
                    raise TypeError
                found = Noun(kind, *described)
            self.known[kind] = found
        return found


cdef class _Record(_Json):
    """A record as it comes about; ``writer`` is the `tearsheet.archive.record._Writer` that does the same."""

    cdef Forms forms
    cdef object writer, elements
    cdef set named
    cdef Py_ssize_t origin
    cdef str text

    def __cinit__(self, Forms forms, writer, str text, set named):
        self.forms, self.writer, self.text, self.named = forms, writer, text, named

    cdef int value(self, object value, int depth) except -1:
        """See `_Writer.value`; `TypeError` for what is to be written there."""
        cdef type kind = type(value)
        cdef bint later = False
        if kind is str:
            return self.quoted(value)
        if value is None:
            return self.raw(b"null")
        if value is True:
            return self.raw(b"true")
        if value is False:
            return self.raw(b"false")
        if kind is int:
            return self.integer(value)
        if kind is float:
            if not isfinite(<double>value):
                raise TypeError
            return self.raw(float.__repr__(value).encode())
        if depth > DEEPEST:
            raise TypeError
        if kind is tuple or kind is list:
            if value and type(value[0]) is self.forms.block:
                return self.blocks(list(value), depth + 1)
            self.sign(c"[")
            for inner in value:
                if later:
                    self.sign(c",")
                later = True
                self.value(inner, depth + 1)
            return self.sign(c"]")
        if kind is dict:
            return self.mapping(value, depth + 1)
        form = self.forms.form(kind)
        if type(form) is Noun:
            self.sign(c"{")
            self.noun(value, form, depth + 1, False)
            return self.sign(c"}")
        if form == AS_SPAN:
            return self.span(value)
        if form == AS_ENUM:
            return self.value(value._value_, depth + 1)
        if form == AS_DATE:
            return self.quoted(value.isoformat())
        return self.mapping(dict(value), depth + 1)

    cdef int mapping(self, dict values, int depth) except -1:
        cdef bint later = False
        self.sign(c"{")
        for key, inner in values.items():
            if type(key) is not str:
                raise TypeError
            if later:
                self.sign(c",")
            later = True
            self.quoted(key)
            self.sign(c":")
            self.value(inner, depth)
        return self.sign(c"}")

    cdef int span(self, object span) except -1:
        cdef Py_ssize_t start = at_slot(span, self.forms.spans[0]), end = at_slot(span, self.forms.spans[1])
        self.sign(c"[")
        self.integer(start - self.origin)
        self.sign(c",")
        self.integer(end - start)
        return self.sign(c"]")

    cdef int noun(self, object noun, Noun form, int depth, bint later) except -1:
        """See `_Writer.noun`; the fields alone, ``later`` where something stands before them."""
        cdef Py_ssize_t field
        if form.kind is self.forms.place:
            self.note(noun)
        for field in range(form.count):
            value = at_slot(noun, form.slots[field]) if form.slotted else getattr(noun, form.names[field])
            default = form.defaults[field]
            if value is default or not (default is MISSING or value != default):
                continue
            if later:
                self.sign(c",")
            later = True
            self.raw(form.befores[field])
            self.value(value, depth)
        return 0

    cdef int note(self, object place) except -1:
        """See `_Writer._place`."""
        if type(place) is not self.forms.place:
            raise TypeError
        elements, element = at_slot(place, self.forms.places[1]), at_slot(place, self.forms.places[2])
        if elements is not None and element >= 0:
            if elements is not self.elements:
                self.writer._elements = self.elements = elements
            self.named.add(element)
        return 0

    cdef int column(self, bytes name, list values, int depth) except -1:
        """See `tearsheet.archive.blocklists._columns`: values without objects among them."""
        cdef Py_ssize_t count = len(values), at
        first = values[0]
        cdef type kind = type(first)
        cdef bint same = True
        for at in range(1, count):
            value = values[at]
            if value is not first and (type(value) is not kind or value != first):
                same = False
                break
        if same and first is None:
            return 0
        if first is not None and not isinstance(first, (str, int, float)):
            raise TypeError
        self.sign(c",")
        self.raw(name)
        return self.value(first if same else values, depth)

    cdef int cells(self, list tables, int depth) except -1:
        """Tables of Blocks: a list of rows each."""
        for table in tables:
            for row in table:
                if type(row) is not tuple and type(row) is not list:
                    raise TypeError
        self.raw(b',"cells":')
        return self.value([table or None for table in tables], depth)

    cdef int pictures(self, list pictures, int depth) except -1:
        """Pictures by columns, in the order in which their fields first have another value than their default."""
        cdef type kind
        cdef Noun form
        cdef Py_ssize_t field
        cdef list columns = [], order
        for picture in pictures:
            if picture is not None:
                break
        kind = type(picture)
        form = self.forms.form(kind)
        for picture in pictures:
            if picture is not None and type(picture) is not kind:
                raise TypeError
        for field in range(form.count):
            default, name = form.defaults[field], form.names[field]
            values = []
            first = -1
            for picture in pictures:
                value = None
                if picture is not None:
                    value = at_slot(picture, form.slots[field]) if form.slotted else getattr(picture, name)
                    if value is default or not (default is MISSING or value != default):
                        value = None
                    elif type(value) is not str and type(value) is not int:
                        # Made in Python, as it is by columns itself or is none.
                        return self.objects(pictures, depth)
                    elif first < 0:
                        first = len(values)
                values.append(value)
            if first >= 0:
                columns.append((first, field, values))
        columns.sort(key=_place_of)
        self.raw(b',"picture":{')
        self.rows(len(pictures))
        for first, field, values in columns:
            self.column(form.befores[field], values, depth)
        return self.sign(c"}")

    cdef int objects(self, list pictures, int depth) except -1:
        values = [None if picture is None else self.writer.value(picture) for picture in pictures]
        self.elements = self.writer._elements
        self.raw(b',"picture":')
        return self.value(self.forms.column(values), depth)

    cdef int rows(self, Py_ssize_t count) except -1:
        self.raw(b'"rows":')
        return self.integer(count)

    cdef int blocks(self, list blocks, int depth) except -1:
        """See `tearsheet.archive.blocklists.by_column`."""
        cdef Py_ssize_t* at = self.forms.blocks
        cdef Py_ssize_t count = len(blocks)
        cdef list places = []
        for block in blocks:
            if type(block) is not self.forms.block:
                raise TypeError
            place = at_slot(block, at[2])
            self.note(place)
            places.append(place)
        cdef list texts = _gathered(blocks, at[0]), elements = _gathered(blocks, at[8])
        cdef list marks = _gathered(blocks, at[5])
        cdef list cells = _gathered(blocks, at[6]), pictures = _gathered(blocks, at[7])
        cdef list starts = _gathered(places, self.forms.places[5]), ends = _gathered(places, self.forms.places[6])
        cdef list kinds = _gathered(places, self.forms.places[0])
        cdef list said = self.said(texts, kinds, starts, ends)
        self.sign(c"{")
        self.rows(count)
        self.column(b'"text":', said, depth)
        self.column(b'"kind":', [kind._value_ for kind in _gathered(blocks, at[1])], depth)
        self.raw(b',"place":{')
        self.rows(count)
        self.column(b'"kind":', kinds, depth)
        other = [
            None if here == element else here
            for here, element in zip(_gathered(places, self.forms.places[2]), elements)
        ]
        self.column(b'"element":', other, depth)
        self.column(b'"attribute":', _gathered(places, self.forms.places[3]), depth)
        self.column(b'"pointer":', _gathered(places, self.forms.places[4]), depth)
        self.column(b'"start":', starts, depth)
        self.column(b'"end":', ends, depth)
        self.sign(c"}")
        self.column(b'"level":', [None if level == 0 else level for level in _gathered(blocks, at[3])], depth)
        self.column(b'"ordinal":', _gathered(blocks, at[4]), depth)
        self.marks(marks, texts, depth)
        if any(cells):
            self.cells(cells, depth)
        if pictures.count(None) < count:
            self.pictures(pictures, depth)
        self.column(b'"element":', _rising(elements), depth)
        self.column(b'"block":', _rising(_gathered(blocks, at[9])), depth)
        self.column(b'"role":', [role and role._value_ for role in _gathered(blocks, at[10])], depth)
        self.column(b'"probability":', [_parts(one) for one in _gathered(blocks, at[11])], depth)
        self.column(b'"entry":', _gathered(blocks, at[12]), depth)
        self.column(b'"language":', _gathered(blocks, at[13]), depth)
        return self.sign(c"}")

    cdef list said(self, list texts, list kinds, list starts, list ends):
        """See `tearsheet.archive.blocklists._places`: what is left to say of texts; where they stand is changed."""
        cdef list said = texts[:]
        cdef Py_ssize_t row
        last = 0
        for row in range(len(texts)):
            start, end = starts[row], ends[row]
            if start is None or end is None:
                continue
            if self.text and kinds[row] == "span" and 0 <= start <= end:
                cut = self.text[start:end]
                if said[row] == cut:
                    said[row] = None
                elif said[row] == " ".join(cut.split()):
                    said[row] = 1
            starts[row], ends[row], last = start - last, end - start, end
        return said

    cdef int marks(self, list marks, list texts, int depth) except -1:
        """See `tearsheet.archive.blocklists._marks`."""
        cdef Py_ssize_t* at = self.forms.marks
        cdef list flat = [], counts = [], starts = [], ends = []
        cdef Py_ssize_t row
        for row in range(len(marks)):
            there = marks[row]
            counts.append(len(there))
            for mark in there:
                if type(mark) is not self.forms.mark:
                    raise TypeError
                flat.append(mark)
                start, end = at_slot(mark, at[0]), at_slot(mark, at[1])
                starts.append(None if start == 0 else start)
                ends.append(None if end == len(texts[row]) else end)
        if not flat:
            return 0
        self.raw(b',"marks":{"counts":')
        self.value(counts, depth)
        self.sign(c",")
        self.rows(len(flat))
        self.column(b'"start":', starts, depth)
        self.column(b'"end":', ends, depth)
        self.column(b'"kind":', _gathered(flat, at[2]), depth)
        self.column(b'"target":', _gathered(flat, at[3]), depth)
        return self.sign(c"}")

    cdef int table(self, frozenset common) except -1:
        """See `_Writer.table`; for the `Elements` of a page."""
        elements = self.writer._elements
        cdef list parents = list(elements.parent), tags, nths
        cdef Py_ssize_t size = len(parents), number, parent, last = 0, row = 0
        cdef Py_ssize_t* rows = <Py_ssize_t*>calloc(size + 1, sizeof(Py_ssize_t))
        cdef bint plain = not elements.instructed
        if rows == NULL:
            raise MemoryError
        try:
            for number in self.named:
                if number >= size:
                    raise IndexError(number)
                while number >= 0 and not rows[number]:
                    rows[number] = 1
                    number = parents[number]
            self.raw(b'{"more":[')
            for number in range(size):
                if rows[number]:
                    if row:
                        self.sign(c",")
                    self.integer(number - last)
                    row += 1
                    rows[number] = row
                    last = number
            self.raw(b'],"up":[')
            for number in range(size):
                if rows[number]:
                    if rows[number] > 1:
                        self.sign(c",")
                    parent = parents[number]
                    self.integer(rows[number] - rows[parent] if parent >= 0 else 0)
            self.raw(b'],"step":[')
            tags, nths = list(elements.tag), list(elements.nth)
            for number in range(size):
                if rows[number]:
                    if rows[number] > 1:
                        self.sign(c",")
                    tag = tags[number]
                    parent = parents[number]
                    if plain and parent >= 0 and tag in common:
                        self.sign(c'"')
                        self.put(tag)
                        self.raw(b":nth-child(")
                        self.integer(nths[number])
                        self.raw(b')"')
                    else:
                        self.quoted(elements.step(number))
            self.raw(b"]}")
        finally:
            free(rows)
        return 0

    cdef bytes made(self):
        return PyBytes_FromStringAndSize(<char*>self.signs, self.count)


def _place_of(tuple column):
    """Where a column is first filled, and the number of its field."""
    return column[:2]


cdef list _gathered(list objects, Py_ssize_t slot):
    """One field of objects of one class."""
    return [at_slot(one, slot) for one in objects]


cdef list _rising(list values):
    """See `tearsheet.archive.blocklists._rising`."""
    cdef Py_ssize_t last = 0, value
    cdef list found = []
    for value in values:
        if value == -1:
            found.append(None)
        else:
            found.append(value - last)
            last = value
    return found


cdef object _parts(object probability):
    """See `tearsheet.archive.blocklists._parts`."""
    cdef double value, parts
    if probability is None:
        return None
    if type(probability) is not float:
        raise TypeError
    value = probability
    parts = rint(value * PARTS_OF_ONE)
    if not -FINEST < parts < FINEST:
        raise TypeError
    return <long long>parts if parts / PARTS_OF_ONE == value else probability


def write_article(article, capture, bint text, writer, Forms forms, frozenset common, type elements):
    """See `tearsheet.archive.record.write_record`.

    Args:
        article: to write.
        capture: that it was made from, or ``None``.
        text: whether it is a flat one.
        writer: a new `tearsheet.archive.record._Writer` for it.
        forms: of the classes.
        common: tags whose steps are made here.
        elements: the class of elements whose table is made here.

    Returns:
        The record; ``None`` where a value is of a kind that `json` has to be asked for.
    """
    cdef _Record record = _Record(forms, writer, writer._text, writer._named)
    try:
        record.raw(b'{"text":true,"capture":' if text else b'{"text":false,"capture":')
        record.value(capture, 0)
        record.raw(b',"article":')
        record.value(article, 0)
        record.raw(b',"elements":')
        if type(writer._elements) is elements:
            record.table(common)
        else:
            record.value(writer.table(), 0)
        record.raw(b"}")
    except (TypeError, OverflowError):
        return None
    return record.made()


def write_said(statements, writer, Forms forms):
    """See `tearsheet.archive.record.write_statements`; ``None`` as of `write_article`."""
    cdef _Record record = _Record(forms, writer, "", writer._named)
    cdef Py_ssize_t last = 0
    cdef bint later = False
    try:
        record.sign(c"[")
        for statement in statements:
            content = statement.content
            record.origin = content[0].start if content else last
            if later:
                record.sign(c",")
            later = True
            record.raw(b'{"at":')
            record.integer(record.origin - last)
            record.noun(statement, forms.form(type(statement)), 1, True)
            record.sign(c"}")
            last = record.origin
        record.sign(c"]")
    except (TypeError, OverflowError):
        return None
    return record.made()

# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Loops that put a record together and write it, compiled where there is a C compiler.

Each does what the function in Python that calls it does without it, to the last bit; that function says what it means.
"""

from cpython.unicode cimport (
    PyUnicode_4BYTE_KIND,
    PyUnicode_DATA,
    PyUnicode_FromKindAndData,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
)
from libc.math cimport floor, isfinite
from libc.stdint cimport uint32_t
from libc.stdlib cimport free, malloc, realloc

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


cdef class _Written:
    """JSON text as it comes about."""

    cdef uint32_t* signs
    cdef Py_ssize_t count, room
    cdef bint compact
    cdef str comma, colon
    cdef Shapes shapes

    def __cinit__(self, bint compact=False, Shapes shapes=None):
        self.compact, self.shapes = compact, shapes
        self.comma, self.colon = (",", ":") if compact else (", ", ": ")
        self.room = 1 << 16
        self.signs = <uint32_t*>malloc(self.room * sizeof(uint32_t))
        if self.signs == NULL:
            raise MemoryError

    def __dealloc__(self):
        free(self.signs)

    cdef int need(self, Py_ssize_t count) except -1:
        """Room for so many characters more."""
        cdef uint32_t* signs
        if self.count + count <= self.room:
            return 0
        self.room = 2 * (self.count + count)
        signs = <uint32_t*>realloc(self.signs, self.room * sizeof(uint32_t))
        if signs == NULL:
            raise MemoryError
        self.signs = signs
        return 0

    cdef int plain(self, str text) except -1:
        """A text as it is."""
        cdef void* data = PyUnicode_DATA(text)
        cdef int kind = PyUnicode_KIND(text)
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), at
        self.need(length)
        for at in range(length):
            self.signs[self.count + at] = PyUnicode_READ(kind, data, at)
        self.count += length
        return 0

    cdef int quoted(self, str text) except -1:
        """A text as a string of JSON."""
        cdef void* data = PyUnicode_DATA(text)
        cdef int kind = PyUnicode_KIND(text)
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), at
        cdef uint32_t code, short
        self.need(6 * length + 2)
        cdef uint32_t* out = self.signs + self.count
        out[0] = c'"'
        out += 1
        for at in range(length):
            code = PyUnicode_READ(kind, data, at)
            if code >= 0x20 and code != c'"' and code != c"\\" and (code < 0x85 or self.compact or not _is_special(code)):
                out[0] = code
                out += 1
            elif 0xD800 <= code <= 0xDFFF:
                out[0] = 0xFFFD
                out += 1
            else:
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
        out[0] = c'"'
        self.count = out + 1 - self.signs
        return 0

    cdef int value(self, object value, int depth) except -1:
        """A value; `TypeError` for one that `json` alone knows how to write."""
        cdef Py_ssize_t number
        if isinstance(value, str):
            self.quoted(value if type(value) is str else str.__str__(value))
        elif value is None:
            self.plain("null")
        elif value is True:
            self.plain("true")
        elif value is False:
            self.plain("false")
        elif type(value) is int:
            self.plain(int.__repr__(value))
        elif type(value) is float and isfinite(<double>value):
            self.plain(float.__repr__(value))
        elif depth > DEEPEST:
            raise TypeError
        elif type(value) is dict:
            self.plain("{")
            number = 0
            for key, inner in (<dict>value).items():
                if type(key) is not str:
                    raise TypeError
                if number:
                    self.plain(self.comma)
                number += 1
                self.quoted(key)
                self.plain(self.colon)
                self.value(inner, depth + 1)
            self.plain("}")
        elif type(value) is list:
            self.plain("[")
            number = 0
            for inner in <list>value:
                if number:
                    self.plain(self.comma)
                number += 1
                self.value(inner, depth + 1)
            self.plain("]")
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

    cdef int field(self, str before, object value, int depth) except -1:
        """A value and what stands before it."""
        self.plain(before)
        self.value(value, depth)
        return 0

    cdef int place(self, object place, int depth) except -1:
        """See `tearsheet.page.place.Place.to_dict`."""
        cdef Py_ssize_t* at = self.shapes.places
        self.field('{"kind": ', at_slot(place, at[0]), depth)
        elements, element = at_slot(place, at[1]), at_slot(place, at[2])
        if elements is not None and element >= 0:
            self.field(', "selector": ', elements.selector(element), depth)
        value = at_slot(place, at[3])
        if value is not None:
            self.field(', "attribute": ', value, depth)
        value = at_slot(place, at[4])
        if value is not None:
            self.field(', "pointer": ', value, depth)
        value = at_slot(place, at[5])
        if value is not None:
            self.field(', "start": ', value, depth)
        value = at_slot(place, at[6])
        if value is not None:
            self.field(', "end": ', value, depth)
        self.plain("}")
        return 0

    cdef int evidence(self, object evidence, int depth) except -1:
        """See `tearsheet.formats.json`."""
        cdef Py_ssize_t* at = self.shapes.evidences
        self.field('{"value": ', at_slot(evidence, at[0]), depth)
        self.field(', "raw": ', at_slot(evidence, at[1]), depth)
        self.field(', "source": ', at_slot(evidence, at[2]), depth)
        self.field(', "place": ', at_slot(evidence, at[3]), depth)
        self.field(', "used": ', at_slot(evidence, at[4]), depth)
        self.plain("}")
        return 0

    cdef int block(self, object block, object span, int depth) except -1:
        """See `tearsheet.formats.json`."""
        cdef Py_ssize_t* at = self.shapes.blocks
        cdef bint later = False
        self.field('{"text": ', at_slot(block, at[0]), depth)
        self.field(', "role": ', at_slot(block, at[1]), depth)
        self.field(', "kind": ', at_slot(block, at[2]), depth)
        self.field(', "level": ', at_slot(block, at[3]), depth)
        self.field(', "ordinal": ', at_slot(block, at[4]), depth)
        self.plain(', "marks": [')
        for mark in at_slot(block, at[5]):
            if later:
                self.plain(", ")
            later = True
            self.mark(mark, depth + 1)
        cells, picture = at_slot(block, at[6]), at_slot(block, at[7])
        self.plain('], "cells": ')
        self.value([[_cell(cell) for cell in row] for row in cells] if cells else [], depth)
        self.field(', "image": ', None if picture is None else _picture(picture), depth)
        self.field(', "place": ', at_slot(block, at[8]), depth)
        probability = at_slot(block, at[9])
        if type(probability) is float and isfinite(<double>probability):
            self.field(', "probability": ', _rounded(probability), depth)
        elif probability is None:
            self.plain(', "probability": null')
        else:
            raise TypeError
        self.field(', "entry": ', at_slot(block, at[10]), depth)
        self.field(', "language": ', at_slot(block, at[11]), depth)
        self.field(', "span": ', None if span is None else list(span), depth)
        self.plain("}")
        return 0

    cdef int mark(self, object mark, int depth) except -1:
        """See `tearsheet.formats.json`."""
        cdef Py_ssize_t* at = self.shapes.marks
        if type(mark) is not self.shapes.mark:
            raise TypeError
        self.field('{"start": ', at_slot(mark, at[0]), depth)
        self.field(', "end": ', at_slot(mark, at[1]), depth)
        self.field(', "kind": ', at_slot(mark, at[2]), depth)
        self.field(', "target": ', at_slot(mark, at[3]), depth)
        self.plain("}")
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


cdef enum:
    DEEPEST = 100


cdef inline bint _is_special(uint32_t code) noexcept nogil:
    return code == 0x85 or code == 0x2028 or code == 0x2029 or 0xD800 <= code <= 0xDFFF


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


cdef object _written(_Written written, object value):
    """The text of a value; ``None`` where it is of a kind that `json` has to be asked for."""
    try:
        written.value(value, 0)
    except TypeError:
        return None
    return PyUnicode_FromKindAndData(PyUnicode_4BYTE_KIND, written.signs, written.count)


def write_line(value, Shapes shapes=None):
    """See `tearsheet.formats.json.write_json`.

    Args:
        value: a record; with ``shapes`` it may hold Places, pieces of evidence, and Blocks, each with its span.
        shapes: of these classes.

    Returns:
        The text; ``None`` where a value is of a kind that `json` has to be asked for.
    """
    return _written(_Written(shapes=shapes), value)


def write_compact(value):
    """See `tearsheet.archive.record.write_record`: without spaces, lone surrogates as they are.

    Returns:
        The text; ``None`` where a value is of a kind that `json` has to be asked for.
    """
    return _written(_Written(compact=True), value)

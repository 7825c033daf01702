# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Instances of frozen dataclasses, made by filling their slots, compiled where there is a C compiler."""

from dataclasses import MISSING, fields

from cpython.object cimport PyObject

cdef extern from *:
    """
    #define TEARSHEET_SLOT(descriptor) (((PyMemberDescrObject *)(descriptor))->d_member->offset)
    #define TEARSHEET_FILL(object, offset, value) \
        (Py_INCREF(value), *(PyObject **)((char *)(object) + (offset)) = (value))
    #define TEARSHEET_FILLED(object, offset) (*(PyObject **)((char *)(object) + (offset)))
    """
    Py_ssize_t slot_of "TEARSHEET_SLOT"(object descriptor)
    void fill "TEARSHEET_FILL"(object made, Py_ssize_t offset, object value)
    PyObject* filled "TEARSHEET_FILLED"(object made, Py_ssize_t offset)
    object PyType_GenericAlloc(type kind, Py_ssize_t items)


cdef class Maker:
    """See `tearsheet.making.maker`."""

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

    def changed(self, made, str first, *columns):
        """Instances like those there are, but for the fields from one on, of which each has a column of values."""
        cdef Py_ssize_t begin = self.names.index(first), number, at, end = begin + len(columns)
        cdef list found = []
        if end > self.count:
            raise TypeError("too many columns")
        for at, one in enumerate(made):
            if type(one) is not self.kind:
                raise TypeError(f"not of {self.kind.__name__}")
            other = PyType_GenericAlloc(self.kind, 0)
            for number in range(self.count):
                if begin <= number < end:
                    value = columns[number - begin][at]
                else:
                    value = <object>filled(one, self.slots[number])
                fill(other, self.slots[number], value)
            found.append(other)
        return found


def paragraphs(Maker block, Maker place, kind, list texts, list starts, list ends, Py_ssize_t number):
    """Paragraph Blocks over spans; see `tearsheet.page.flatblocks`."""
    cdef Py_ssize_t at
    cdef list made = []
    for at in range(len(texts)):
        span = place.make(("span", None, -1, None, None, starts[at], ends[at]))
        made.append(block.make((texts[at], kind, span, 0, None, (), (), None, -1, number + at)))
    return made

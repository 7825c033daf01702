# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Instances of frozen dataclasses, made by filling their slots, compiled where there is a C compiler."""

from dataclasses import MISSING, fields

from cpython.object cimport PyObject

cdef extern from *:
    """
    #define TEARSHEET_SLOT(descriptor) (((PyMemberDescrObject *)(descriptor))->d_member->offset)
    #define TEARSHEET_FILL(object, offset, value) \
        (Py_INCREF(value), *(PyObject **)((char *)(object) + (offset)) = (value))
    """
    Py_ssize_t slot_of "TEARSHEET_SLOT"(object descriptor)
    void fill "TEARSHEET_FILL"(object made, Py_ssize_t offset, object value)
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

"""Words that were met before, with what is known of them, found without making the word anew; for the compiled loops.

Each word has a few spots, and is looked for in no others: whatever else is there, it costs no more to look.
"""

from cpython.object cimport PyObject
from cpython.ref cimport Py_INCREF
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ
from libc.stdint cimport uint32_t, uint64_t
from libc.stdlib cimport calloc, free
from libc.string cimport memcmp

cdef extern from "Python.h":
    void Py_XDECREF(PyObject* value)

cdef enum:
    SPOTS = 1 << 16
    WAYS = 4


ctypedef struct Spot:
    # A word and what is known of it.
    uint64_t key
    PyObject* form
    PyObject* first
    PyObject* second


cdef inline Spot* make_spots() except NULL:
    """Empty spots."""
    cdef Spot* spots = <Spot*>calloc(SPOTS + WAYS, sizeof(Spot))
    if spots == NULL:
        raise MemoryError
    return spots


cdef inline void free_spots(Spot* spots) noexcept:
    cdef Py_ssize_t number
    if spots == NULL:
        return
    for number in range(SPOTS + WAYS):
        Py_XDECREF(spots[number].form)
        Py_XDECREF(spots[number].first)
        Py_XDECREF(spots[number].second)
    free(spots)


cdef inline uint64_t with_sign(uint64_t key, uint32_t code) noexcept:
    """The key of a word with one sign more; that of none is 0."""
    return (key ^ code) * <uint64_t>0x9E3779B97F4A7C15


cdef inline Spot* find_spot(
    Spot* spots, uint64_t key, void* data, int kind, Py_ssize_t start, Py_ssize_t end
) noexcept:
    """Where a word of a text is; ``NULL`` where it is not."""
    cdef Spot* spot = spots + ((key ^ (key >> 32)) & (SPOTS - 1))
    cdef int way
    for way in range(WAYS):
        if spot[way].form == NULL:
            return NULL
        if spot[way].key == key and _is_same(data, kind, start, end, spot[way].form):
            return spot + way
    return NULL


cdef inline Spot* put_spot(Spot* spots, uint64_t key, object form, object first, object second) noexcept:
    """Keep what is known of a word."""
    cdef Spot* spot = spots + ((key ^ (key >> 32)) & (SPOTS - 1))
    cdef int way, chosen = <int>((key >> 48) % WAYS)
    for way in range(WAYS):
        if spot[way].form == NULL:
            chosen = way
            break
    spot += chosen
    spot.key = key
    _put(&spot.form, form)
    _put(&spot.first, first)
    _put(&spot.second, second)
    return spot


cdef inline void _put(PyObject** place, object value) noexcept:
    cdef PyObject* before = place[0]
    Py_INCREF(value)
    place[0] = <PyObject*>value
    Py_XDECREF(before)


cdef inline bint _is_same(void* data, int kind, Py_ssize_t start, Py_ssize_t end, PyObject* form) noexcept:
    """Whether a word stands at a place."""
    cdef Py_ssize_t count = end - start, number
    cdef int other = PyUnicode_KIND(<object>form)
    cdef char* letters = <char*>PyUnicode_DATA(<object>form)
    if PyUnicode_GET_LENGTH(<object>form) != count:
        return False
    if kind == other:
        return memcmp(letters, <char*>data + start * kind, count * kind) == 0
    for number in range(count):
        if PyUnicode_READ(other, letters, number) != PyUnicode_READ(kind, data, start + number):
            return False
    return True

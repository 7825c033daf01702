# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
# distutils: extra_compile_args = -ftree-vectorize -fvect-cost-model=dynamic
"""Loops over the numbers of a small network, compiled where there is a C compiler.

Each does what the function in Python that calls it does without it, to the last bit; that function says what it means.
Products of matrices are left to NumPy.
"""

from libc.math cimport sqrtf
from libc.stdint cimport int32_t, int64_t

cdef extern from *:
    """
    #if defined(__GNUC__)
    #define TEARSHEET_FETCH(address) __builtin_prefetch(address)
    #else
    #define TEARSHEET_FETCH(address) ((void)(address))
    #endif
    """
    void fetch "TEARSHEET_FETCH"(const void* address) nogil

cdef enum:
    COLUMNS = 8
    PARTS = 8
    MOST = 128
    AHEAD = 16


cdef inline void _sum_up(
    const float* table, Py_ssize_t width, int columns, const int32_t* ids, Py_ssize_t count, float* sums
) noexcept nogil:
    """Sums of some columns of the table's rows, up to 128 of them, in the order in which NumPy adds them pairwise."""
    cdef float[PARTS][COLUMNS] parts
    cdef Py_ssize_t at, part
    cdef int column
    cdef const float* row
    if count < PARTS:
        for column in range(columns):
            sums[column] = -0.0
        at = 0
    else:
        for part in range(PARTS):
            row = table + ids[part] * width
            for column in range(columns):
                parts[part][column] = row[column]
        at = PARTS
        while at + PARTS <= count:
            for part in range(PARTS):
                row = table + ids[at + part] * width
                for column in range(columns):
                    parts[part][column] += row[column]
            at += PARTS
        for column in range(columns):
            sums[column] = ((parts[0][column] + parts[1][column]) + (parts[2][column] + parts[3][column])) + (
                (parts[4][column] + parts[5][column]) + (parts[6][column] + parts[7][column])
            )
    while at < count:
        row = table + ids[at] * width
        for column in range(columns):
            sums[column] += row[column]
        at += 1


cdef void _sum_rows(
    const float* table, Py_ssize_t width, int columns, const int32_t* ids, Py_ssize_t count, float* sums
) noexcept nogil:
    """The same of any number of rows."""
    cdef Py_ssize_t half
    cdef float[COLUMNS] second
    cdef int column
    if count <= MOST:
        _sum_up(table, width, columns, ids, count, sums)
        return
    half = count // 2
    half -= half % PARTS
    _sum_rows(table, width, columns, ids, half, sums)
    _sum_rows(table, width, columns, ids + half, count - half, second)
    for column in range(columns):
        sums[column] += second[column]


def mean_rows(const int32_t[::1] ids, const int64_t[::1] starts, const float[:, ::1] table, float[:, ::1] means):
    """Sums of the table's rows for each Block's tokens by the root of their number; see `tearsheet.roles.tokens`."""
    cdef Py_ssize_t block, width = table.shape[1], first, count, at, column, ahead
    cdef int columns, number
    cdef float[COLUMNS] sums
    cdef float root
    cdef const float* begin
    if not ids.shape[0] or not width:
        return
    with nogil:
        for block in range(means.shape[0]):
            first, count = starts[block], starts[block + 1] - starts[block]
            if not count:
                continue
            # Those of the next Block are on their way while these are added up.
            for ahead in range(starts[block + 1], min(starts[block + 1] + 2 * AHEAD, ids.shape[0])):
                fetch(&table[ids[ahead], 0])
            root = sqrtf(<float>count)
            column = 0
            while column < width:
                columns = <int>min(<Py_ssize_t>COLUMNS, width - column)
                begin = &table[0, column]
                if columns == COLUMNS:
                    _sum_rows(begin, width, COLUMNS, &ids[first] + 1, count - 1, sums)
                else:
                    _sum_rows(begin, width, columns, &ids[first] + 1, count - 1, sums)
                for number in range(columns):
                    means[block, column + number] = (begin[ids[first] * width + number] + sums[number]) / root
                column += COLUMNS


def standardise(
    const float[:, ::1] rows,
    const float[::1] mean,
    const float[::1] scale,
    float most,
    float[:, ::1] numbers,
):
    """Numbers less their column's mean, by its scale, not more than so far from 0; see `tearsheet.roles.network`."""
    cdef Py_ssize_t row, column, width = rows.shape[1]
    cdef const float* cell
    cdef const float* means = &mean[0]
    cdef const float* scales = &scale[0]
    cdef float* told
    cdef float number
    with nogil:
        for row in range(rows.shape[0]):
            cell, told = &rows[row, 0], &numbers[row, 0]
            for column in range(width):
                number = (cell[column] - means[column]) * scales[column]
                number = number if number > -most else -most
                told[column] = number if number < most else most


def tap(const float[:, ::1] tapped, const float[::1] around, Py_ssize_t reach, float[:, ::1] inner):
    """What each Block hears of itself, the page and the Blocks so far before and behind; nothing below 0."""
    cdef Py_ssize_t count = tapped.shape[0], size = inner.shape[1], row, column
    cdef const float* own
    cdef const float* before
    cdef const float* behind
    cdef float* told
    cdef float number
    with nogil:
        for row in range(count):
            own, told = &tapped[row, size], &inner[row, 0]
            for column in range(size):
                told[column] = own[column] + around[column]
            if row >= reach:
                before = &tapped[row - reach, 0]
                for column in range(size):
                    told[column] += before[column]
            if row + reach < count:
                behind = &tapped[row + reach, 2 * size]
                for column in range(size):
                    told[column] += behind[column]
            for column in range(size):
                number = told[column]
                told[column] = number if number > 0.0 else 0.0


def normalise(
    const float[:, ::1] hidden, const float[::1] squares, float tiny, float[:, ::1] normed, float[::1] mean
):
    """Rows by the root of the mean of their squares, and the mean of those rows; see `tearsheet.roles.network`."""
    cdef Py_ssize_t row, column, count = hidden.shape[0], size = hidden.shape[1]
    cdef float root
    cdef const float* cell
    cdef float* told
    cdef float* sums = &mean[0]
    with nogil:
        for row in range(count):
            cell, told = &hidden[row, 0], &normed[row, 0]
            root = sqrtf(squares[row] / <float>size + tiny)
            if row:
                for column in range(size):
                    told[column] = cell[column] / root
                    sums[column] += told[column]
            else:
                for column in range(size):
                    told[column] = cell[column] / root
                    sums[column] = told[column]
        for column in range(size):
            sums[column] /= <float>count

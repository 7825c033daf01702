# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Loops over words, bytes and trees, compiled where there is a C compiler.

Each does what the function in Python that calls it does without it, to the last bit; that function says what it means.
"""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND
from libc.stdint cimport int32_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc
from libc.string cimport memset

from tearsheet.hashing cimport Hashes, find_hash, make_room, mixed, next_word

cdef extern from *:
    """
    #include <stdint.h>
    #include <string.h>
    #if defined(__GNUC__)
    #define TEARSHEET_PREFETCH(address) __builtin_prefetch(address)
    #else
    #define TEARSHEET_PREFETCH(address) ((void)(address))
    #endif
    /* Several columns at a time: what is not asked for, compilers leave out at -O2. */
    #if defined(__GNUC__) && !defined(__clang__)
    __attribute__((optimize("O3")))
    #endif
    static void tearsheet_weigh(double* scores, const uint16_t* weights, double share, Py_ssize_t columns) {
        for (Py_ssize_t column = 0; column < columns; column++) {
            uint32_t half = weights[column], bits = (half & 0x7fff) << 13;
            float number;
            memcpy(&number, &bits, 4);
            number *= 5192296858534827628530496329220096.0f; /* 2 to the 112, between the biases of both exponents */
            memcpy(&bits, &number, 4);
            bits |= (half & 0x8000) << 16;
            memcpy(&number, &bits, 4);
            scores[column] += share * number;
        }
    }
    """
    void prefetch "TEARSHEET_PREFETCH"(const void* address) nogil
    void weigh "tearsheet_weigh"(double* scores, const uint16_t* weights, double share, Py_ssize_t columns) nogil

# -- trees ------------------------------------------------------------------------------------------------------------

cdef extern from *:
    """
    #if defined(__SSE2__) || defined(_M_X64)
    #include <emmintrin.h>
    #endif
    /* Which of up to 64 numbers are above a threshold, a bit each; there are as many as fill up the last sixteen. */
    static inline uint64_t tearsheet_above(const float* numbers, int count, float threshold) {
        uint64_t bits = 0;
        int at;
    #if defined(__SSE2__) || defined(_M_X64)
        __m128 least = _mm_set1_ps(threshold);
        for (at = 0; at < count; at += 16) {
            __m128i a = _mm_castps_si128(_mm_cmpgt_ps(_mm_loadu_ps(numbers + at), least));
            __m128i b = _mm_castps_si128(_mm_cmpgt_ps(_mm_loadu_ps(numbers + at + 4), least));
            __m128i c = _mm_castps_si128(_mm_cmpgt_ps(_mm_loadu_ps(numbers + at + 8), least));
            __m128i d = _mm_castps_si128(_mm_cmpgt_ps(_mm_loadu_ps(numbers + at + 12), least));
            __m128i packed = _mm_packs_epi16(_mm_packs_epi32(a, b), _mm_packs_epi32(c, d));
            bits |= (uint64_t)_mm_movemask_epi8(packed) << at;
        }
    #else
        for (at = 0; at < count; at++)
            bits |= (uint64_t)(numbers[at] > threshold) << at;
    #endif
        return bits;
    }
    /* Rows of numbers as columns that lie so many numbers apart; */
    static inline void tearsheet_turn(const float* rows, int count, Py_ssize_t width, float* columns, int stride) {
        Py_ssize_t row = 0, column, at;
    #if defined(__SSE2__) || defined(_M_X64)
        for (; row + 4 <= count; row += 4) {
            const float* from = rows + row * width;
            for (column = 0; column + 4 <= width; column += 4, from += 4) {
                float* to = columns + column * stride + row;
                __m128 a = _mm_loadu_ps(from), b = _mm_loadu_ps(from + width);
                __m128 c = _mm_loadu_ps(from + 2 * width), d = _mm_loadu_ps(from + 3 * width);
                _MM_TRANSPOSE4_PS(a, b, c, d);
                _mm_storeu_ps(to, a);
                _mm_storeu_ps(to + stride, b);
                _mm_storeu_ps(to + 2 * stride, c);
                _mm_storeu_ps(to + 3 * stride, d);
            }
            for (; column < width; column++)
                for (at = row; at < row + 4; at++) columns[column * stride + at] = rows[at * width + column];
        }
    #endif
        for (; row < count; row++)
            for (column = 0; column < width; column++) columns[column * stride + row] = rows[row * width + column];
    }
    #if defined(__GNUC__)
    #define tearsheet_lowest(bits) __builtin_ctzll(bits)
    #else
    static inline int tearsheet_lowest(uint64_t bits) {
        int at = 0;
        while (!(bits >> at & 1)) at++;
        return at;
    }
    #endif
    """
    void turn "tearsheet_turn"(const float* rows, int count, Py_ssize_t width, float* columns, int stride) nogil
    uint64_t above "tearsheet_above"(const float* numbers, int count, float threshold) nogil
    int lowest "tearsheet_lowest"(uint64_t bits) nogil

cdef enum:
    TOGETHER = 64


def walk_trees(
    const float[:, ::1] matrix,
    const Py_ssize_t[::1] feature,
    const float[::1] threshold,
    const Py_ssize_t[::1] left,
    const double[::1] value,
    const Py_ssize_t[::1] roots,
    int depth,
    double[:, ::1] scores,
):
    """Add what the leaves say that each row comes to; see `tearsheet.roles.model.Trees`.

    Rows go down a tree together, as the bits of a number: a node is looked at once for up to 64 of them, and those of a
    page mostly go the same ways.
    """
    cdef Py_ssize_t rows = matrix.shape[0], width = matrix.shape[1], groups = scores.shape[1]
    cdef Py_ssize_t each = roots.shape[0] // groups
    cdef Py_ssize_t tree, start, node, below, waiting
    cdef int count
    cdef uint64_t here, right
    cdef double said
    cdef double* score
    if not rows:
        return
    cdef const float* cell = &matrix[0, 0]
    # Columns of those rows one after the other, and the nodes that a tree still has to be followed from.
    cdef float* columns = <float*>calloc(TOGETHER * width, sizeof(float))
    cdef Py_ssize_t* nodes = <Py_ssize_t*>malloc((depth + 1) * sizeof(Py_ssize_t))
    cdef uint64_t* there = <uint64_t*>malloc((depth + 1) * sizeof(uint64_t))
    if columns == NULL or nodes == NULL or there == NULL:
        free(columns)
        free(nodes)
        free(there)
        raise MemoryError
    with nogil:
        start = 0
        while start < rows:
            count = min(TOGETHER, rows - start)
            turn(cell + start * width, count, width, columns, TOGETHER)
            for tree in range(roots.shape[0]):
                score = &scores[start, tree // each]
                node = roots[tree]
                here = (<uint64_t>1 << (count - 1) << 1) - 1
                waiting = 0
                while True:
                    below = left[node]
                    # A leaf is its own child.
                    if below != node:
                        right = here & above(columns + feature[node] * TOGETHER, count, threshold[node])
                        node = below
                        if right == here:
                            node += 1
                        elif right:
                            nodes[waiting], there[waiting] = below + 1, right
                            waiting += 1
                            here ^= right
                        continue
                    said = value[node]
                    while here:
                        score[lowest(here) * groups] += said
                        here &= here - 1
                    if not waiting:
                        break
                    waiting -= 1
                    node, here = nodes[waiting], there[waiting]
            start += TOGETHER
    free(columns)
    free(nodes)
    free(there)


# -- words ------------------------------------------------------------------------------------------------------------

cdef class Triples:
    """The word triples of some texts, each once, as hashes of 64 bits; see `tearsheet.roles.declared`."""

    cdef Hashes known

    def __cinit__(self, list texts):
        cdef Py_ssize_t most = 0
        for text in texts:
            most += len(text)
        # Of a text at most every second character begins a word: a quarter of the slots stays free. Lower-casing may
        # make it longer, but no word more.
        make_room(&self.known, 8, most)
        for text in texts:
            self._add(text)

    def __dealloc__(self):
        free(self.known.slots)

    @property
    def count(self):
        """How many there are."""
        return self.known.count

    cdef void _add(self, str text):
        """Add the triples of a text."""
        cdef uint64_t* triples = <uint64_t*>malloc((2 * len(text) + 1) * sizeof(uint64_t))
        cdef Py_ssize_t count, number
        if triples == NULL:
            raise MemoryError
        count = _triples(text, triples, 2 * len(text) + 1)
        for number in range(count):
            find_hash(&self.known, triples[number], True)
        free(triples)


cdef Py_ssize_t _triples(str text, uint64_t* triples, Py_ssize_t most) except -1:
    """The first triples of a text; returns how many there are."""
    cdef str lower = text if text.isascii() else text.lower()
    cdef void* data = PyUnicode_DATA(lower)
    cdef int kind = PyUnicode_KIND(lower)
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(lower), at = 0, words = 0
    cdef uint64_t first = 0, second = 0, word
    while words < most + 2 and next_word(data, kind, length, &at, &word):
        words += 1
        if words > 2:
            triples[words - 3] = mixed(mixed(first * 3 + second) + word) or 1
        first, second = second, word
    return max(words - 2, 0)


def shares(list texts, list known, float[:, ::1] columns):
    """The share of each text's triples that are among each of those known, in the first columns; 0 where it has none.
    """
    cdef Py_ssize_t count, number, found, row, column, most = 0
    cdef Triples one
    cdef str text
    for text in texts:
        most = max(most, len(text))
    # Lower-casing makes one character three at most, only the first of which may begin a word.
    most = 3 * most // 2 + 1
    cdef uint64_t* triples = <uint64_t*>malloc(most * sizeof(uint64_t))
    if triples == NULL:
        raise MemoryError
    try:
        for row in range(len(texts)):
            count = _triples(texts[row], triples, most)
            column = 0
            for one in known:
                found = 0
                if one.known.count:
                    for number in range(count):
                        found += find_hash(&one.known, triples[number], False)
                columns[row, column] = <float>(found / <double>count) if count else 0.0
                column += 1
    finally:
        free(triples)


# -- languages --------------------------------------------------------------------------------------------------------


cdef enum:
    STRETCHES = 8
    AHEAD = 16


cdef void _hear(
    const unsigned char* data,
    Py_ssize_t length,
    const uint32_t* following,
    const uint32_t* row,
    const int32_t* told,
    int32_t* heard,
) noexcept nogil:
    """What an automaton tells at each byte, -1 for nothing.

    The automaton is so large that each step waits for memory. So stretches of the text are read side by side, each from
    some bytes ahead: it forgets what is further back. Where it did not, all is read in one.
    """
    cdef uint32_t[STRETCHES] state, begun
    cdef Py_ssize_t[STRETCHES] start
    cdef Py_ssize_t each = length // STRETCHES, step, lane, at
    cdef Py_ssize_t ahead = AHEAD
    cdef bint parted = each >= ahead
    if parted:
        for lane in range(STRETCHES):
            state[lane] = 0
            start[lane] = lane * each - ahead
        for step in range(each + ahead):
            for lane in range(STRETCHES):
                at = start[lane] + step
                if step == ahead:
                    begun[lane] = state[lane]
                if at >= 0:
                    state[lane] = following[(row[state[lane]] << 8) + data[at]]
                    heard[at] = told[state[lane]]
        for lane in range(1, STRETCHES):
            parted &= state[lane - 1] == begun[lane]
    at = STRETCHES * each if parted else 0
    state[0] = state[STRETCHES - 1] if parted else 0
    while at < length:
        state[0] = following[(row[state[0]] << 8) + data[at]]
        heard[at] = told[state[0]]
        at += 1


def weigh_languages(
    bytes text,
    const uint32_t[::1] following,
    const uint32_t[::1] row,
    const int32_t[::1] told,
    const uint16_t[:, ::1] weights,
    const float[::1] prior,
    const double[::1] often,
):
    """How likely each language is; see `tearsheet.article.metadata.languagemodel`.

    Returns:
        One a column of ``weights``; ``None`` where nothing of the text is known.
    """
    cdef const unsigned char* data = text
    cdef Py_ssize_t length = len(text), at, columns = weights.shape[1], column, known = 0, size = 16, slot, line
    cdef int32_t feature
    cdef const uint16_t* weight
    cdef double share
    while size < 2 * length:
        size *= 2
    # What each byte tells; of that each feature once, how often, and where it stands in that list, by its hash.
    cdef int32_t* heard = <int32_t*>malloc((3 * length + size + 1) * sizeof(int32_t))
    cdef double* scores = <double*>malloc(columns * sizeof(double))
    if heard == NULL or scores == NULL:
        free(heard)
        free(scores)
        raise MemoryError
    cdef int32_t* features = heard + length
    cdef int32_t* counts = features + length
    cdef int32_t* slots = counts + length
    try:
        _hear(data, length, &following[0], &row[0], &told[0], heard)
        memset(slots, 0, size * sizeof(int32_t))
        for at in range(length):
            feature = heard[at]
            if feature < 0:
                continue
            slot = (<uint32_t>feature * <uint32_t>2654435761) & (size - 1)
            while slots[slot] and features[slots[slot] - 1] != feature:
                slot = (slot + 1) & (size - 1)
            if slots[slot]:
                counts[slots[slot] - 1] += 1
                continue
            features[known] = feature
            counts[known] = 1
            known += 1
            slots[slot] = known
            weight = &weights[feature, 0]
            for line in range(0, columns, 32):
                prefetch(weight + line)
            prefetch(weight + columns - 1)
        if not known:
            return None
        for column in range(columns):
            scores[column] = prior[column]
        for at in range(known):
            weigh(scores, &weights[features[at], 0], often[min(counts[at], often.shape[0] - 1)], columns)
        return [scores[column] for column in range(columns)]
    finally:
        free(heard)
        free(scores)

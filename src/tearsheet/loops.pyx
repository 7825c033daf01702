# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Loops over words, bytes and trees, compiled where there is a C compiler.

Each does what the function in Python that calls it does without it, to the last bit; that function says what it means.
"""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ
from libc.stdint cimport int32_t, int64_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport free, malloc
from libc.string cimport memset

from tearsheet.hashing cimport Hashes, find_hash, in_word, make_room, mixed, next_word

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

cdef enum:
    LANES = 16
    TOGETHER = 32


def walk_trees(
    const float[:, ::1] matrix,
    const Py_ssize_t[::1] feature,
    const float[::1] threshold,
    const Py_ssize_t[::1] left,
    const double[::1] value,
    const Py_ssize_t[::1] roots,
    double[:, ::1] scores,
):
    """Add what the leaves say that each row comes to; see `tearsheet.roles.model.Trees`."""
    cdef Py_ssize_t rows = matrix.shape[0], width = matrix.shape[1]
    cdef Py_ssize_t each = roots.shape[0] // scores.shape[1]
    cdef Py_ssize_t tree, row, start, end, node, below, group, lane, lanes, moved
    cdef Py_ssize_t[LANES] at
    if not rows:
        return
    cdef const float* cell = &matrix[0, 0]
    with nogil:
        # As many rows as the nearest cache has room for.
        start = 0
        while start < rows:
            end = min(start + TOGETHER, rows)
            for tree in range(roots.shape[0]):
                group = tree // each
                row = start
                # Several rows at a time: the processor waits for none of them alone. A leaf is its own child.
                while row < end:
                    lanes = min(LANES, end - row)
                    for lane in range(lanes):
                        at[lane] = roots[tree]
                    moved = 1
                    while moved:
                        moved = 0
                        for lane in range(lanes):
                            node = at[lane]
                            below = left[node] + (cell[(row + lane) * width + feature[node]] > threshold[node])
                            moved |= below ^ node
                            at[lane] = below
                    for lane in range(lanes):
                        scores[row + lane, group] += value[at[lane]]
                    row += lanes
            start = end


# -- tokens -----------------------------------------------------------------------------------------------------------

def word_tokens(
    const uint64_t[::1] hashes,
    const int64_t[::1] counts,
    int most_pairs,
    int whole,
    uint64_t mix,
    int buckets,
    int32_t[::1] ids,
    int64_t[::1] starts,
):
    """Buckets of the tokens of each Block's words; see `tearsheet.roles.tokens`.

    Returns:
        How many there are.
    """
    cdef uint64_t low = (<uint64_t>1 << 40) - 1, total
    cdef Py_ssize_t block, number, at = 0, first = 0, count
    cdef uint64_t mask = buckets - 1
    with nogil:
        for block in range(counts.shape[0]):
            starts[block] = at
            count = counts[block]
            if not count:
                continue
            for number in range(count):
                ids[at] = bucket_of(<uint64_t>8 << 40 | hashes[first + number], mix, mask)
                at += 1
            for number in range(min(count - 1, most_pairs)):
                total = (hashes[first + number] * 31 + hashes[first + number + 1]) & low
                ids[at] = bucket_of(<uint64_t>9 << 40 | total, mix, mask)
                at += 1
            ids[at] = bucket_of(<uint64_t>10 << 40 | hashes[first], mix, mask)
            total = (hashes[first] + (hashes[first + 1] if count > 1 else 0)) & low
            ids[at + 1] = bucket_of(<uint64_t>11 << 40 | total, mix, mask)
            ids[at + 2] = bucket_of(<uint64_t>12 << 40 | hashes[first + count - 1], mix, mask)
            at += 3
            if count <= whole:
                total = 0
                for number in range(count):
                    total = (total * 31 + hashes[first + number]) & low
                ids[at] = bucket_of(<uint64_t>13 << 40 | total, mix, mask)
                at += 1
            first += count
        starts[counts.shape[0]] = at
    return at


cdef inline int32_t bucket_of(uint64_t value, uint64_t mix, uint64_t mask) noexcept nogil:
    """See `tearsheet.roles.tokens`."""
    return <int32_t>(((value * mix) >> 33) & mask)


# -- words ------------------------------------------------------------------------------------------------------------

cdef uint32_t[256] _CRC


cdef void _make_crc():
    cdef uint32_t number, value
    cdef int bit
    for number in range(256):
        value = number
        for bit in range(8):
            value = (value >> 1) ^ (0xEDB88320 if value & 1 else 0)
        _CRC[number] = value


_make_crc()


cdef inline uint32_t _fed(uint32_t crc, uint32_t byte) noexcept nogil:
    return _CRC[(crc ^ byte) & 0xFF] ^ (crc >> 8)


cdef inline uint32_t _fed_code(uint32_t crc, uint32_t code) noexcept nogil:
    """The checksum after the bytes of a character in UTF-8."""
    if code < 0x80:
        return _fed(crc, code)
    if code < 0x800:
        return _fed(_fed(crc, 0xC0 | (code >> 6)), 0x80 | (code & 0x3F))
    if code < 0x10000:
        crc = _fed(crc, 0xE0 | (code >> 12))
    else:
        crc = _fed(_fed(crc, 0xF0 | (code >> 18)), 0x80 | ((code >> 12) & 0x3F))
    return _fed(_fed(crc, 0x80 | ((code >> 6) & 0x3F)), 0x80 | (code & 0x3F))


cdef inline bint _stands_alone(uint32_t code) noexcept nogil:
    """Whether a character is a word by itself, as kana, Chinese characters and Hangul are."""
    return code >= 0x3040 and (
        code <= 0x30FF or 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0xAC00 <= code <= 0xD7A3
    )


cdef enum:
    MOST_FIRST = 32
    MOST_LAST = 16


def hash_words(list texts, Py_ssize_t longest, int first, int last, uint64_t[::1] hashes, int64_t[::1] lengths):
    """Hash the first and the last words of texts; see `tearsheet.roles.tokens`.

    Returns:
        How many hashes there are.
    """
    cdef Py_ssize_t[MOST_FIRST] begin, end
    cdef Py_ssize_t[MOST_LAST] late_begin, late_end
    cdef Py_ssize_t number, at, start, length, count, done = 0, word, position
    cdef str text
    cdef void* data
    cdef int kind
    cdef uint32_t code
    cdef uint32_t crc
    if first > MOST_FIRST or last > MOST_LAST:
        raise ValueError("too many words")
    for number in range(len(texts)):
        text = texts[number]
        if len(text) > longest:
            text = text[:longest]
        text = text.lower()
        data, kind, length = PyUnicode_DATA(text), PyUnicode_KIND(text), PyUnicode_GET_LENGTH(text)
        count = at = 0
        while at < length:
            code = PyUnicode_READ(kind, data, at)
            start = at
            at += 1
            if not _stands_alone(code):
                if not in_word(code):
                    continue
                while at < length:
                    code = PyUnicode_READ(kind, data, at)
                    if not in_word(code) or _stands_alone(code):
                        break
                    at += 1
            if count < first:
                begin[count], end[count] = start, at
            late_begin[count % last], late_end[count % last] = start, at
            count += 1
        lengths[number] = count if count <= first else first + last
        for word in range(min(count, first) + (last if count > first else 0)):
            if word < first:
                start, at = begin[word], end[word]
            else:
                position = (count - last + word - first) % last
                start, at = late_begin[position], late_end[position]
            crc = 0xFFFFFFFF
            while start < at:
                crc = _fed_code(crc, PyUnicode_READ(kind, data, start))
                start += 1
            hashes[done] = crc ^ 0xFFFFFFFF
            done += 1
    return done


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
        cdef uint64_t* triples
        cdef Py_ssize_t count, number
        triples = _triples(text, &count)
        for number in range(count):
            find_hash(&self.known, triples[number], True)
        free(triples)


cdef uint64_t* _triples(str text, Py_ssize_t* count) except NULL:
    """The triples of a text, which the caller has to free."""
    cdef str lower = text.lower()
    cdef void* data = PyUnicode_DATA(lower)
    cdef int kind = PyUnicode_KIND(lower)
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(lower), at = 0, words = 0
    cdef uint64_t first = 0, second = 0, word
    cdef uint64_t* triples = <uint64_t*>malloc((length // 2 + 1) * sizeof(uint64_t))
    if triples == NULL:
        raise MemoryError
    while next_word(data, kind, length, &at, &word):
        words += 1
        if words > 2:
            triples[words - 3] = mixed(mixed(first * 3 + second) + word) or 1
        first, second = second, word
    count[0] = max(words - 2, 0)
    return triples


def shares(list texts, list known):
    """The share of each text's triples that are among each of those known; 0 where it has none."""
    cdef uint64_t* triples
    cdef Py_ssize_t count, number, found
    cdef Triples one
    cdef str text
    cdef list told = [], row
    for text in texts:
        triples = _triples(text, &count)
        row = []
        for one in known:
            found = 0
            if one.known.count:
                for number in range(count):
                    found += find_hash(&one.known, triples[number], False)
            row.append(found / <double>count if count else 0.0)
        free(triples)
        told.append(row)
    return told


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

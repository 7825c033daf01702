# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Loops over the names of elements and the words of texts, as hashed tokens; compiled where there is a C compiler.

Each does what the function in Python that calls it does without it, to the last bit; that function says what it means.
"""

from cpython.dict cimport PyDict_GetItem
from cpython.object cimport PyObject_Hash
from cpython.ref cimport PyObject
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ
from libc.stdint cimport int32_t, int64_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc, realloc
from libc.string cimport memcpy

from tearsheet.hashing cimport in_word, mixed

# -- checksums and buckets --------------------------------------------------------------------------------------------

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


cdef inline int32_t bucket_of(uint64_t value, uint64_t mix, uint64_t mask) noexcept nogil:
    return <int32_t>(((value * mix) >> 33) & mask)


# -- words ------------------------------------------------------------------------------------------------------------

cdef inline bint _stands_alone(uint32_t code) noexcept nogil:
    """Whether a character is a word by itself, as kana, Chinese characters and Hangul are."""
    return code >= 0x3040 and (
        code <= 0x30FF or 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0xAC00 <= code <= 0xD7A3
    )


cdef enum:
    MOST_FIRST = 32
    MOST_LAST = 16


cdef Py_ssize_t _first_words(str text, Py_ssize_t most, uint64_t* hashes) noexcept:
    """Hash the first words of a text that is in lower case, or in ASCII; one more than ``most`` where there are more."""
    cdef void* data = PyUnicode_DATA(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), at = 0, count = 0
    cdef uint32_t code, crc
    while at < length:
        code = PyUnicode_READ(kind, data, at)
        at += 1
        if not (in_word(code) or _stands_alone(code)):
            continue
        if count == most:
            return count + 1
        crc = 0xFFFFFFFF
        if _stands_alone(code):
            crc = _fed_code(crc, code)
        else:
            while True:
                crc = _fed(crc, code + 32 if 65 <= code <= 90 else code) if code < 0x80 else _fed_code(crc, code)
                if at == length:
                    break
                code = PyUnicode_READ(kind, data, at)
                if not in_word(code) or _stands_alone(code):
                    break
                at += 1
        hashes[count] = crc ^ 0xFFFFFFFF
        count += 1
    return count


cdef Py_ssize_t _last_words(str text, Py_ssize_t most, uint64_t* hashes) noexcept:
    """The same of the last words, the last one last; none are hashed where there are fewer."""
    cdef void* data = PyUnicode_DATA(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef Py_ssize_t at = PyUnicode_GET_LENGTH(text), count = 0, end, each
    cdef Py_ssize_t[MOST_LAST] begins, ends
    cdef uint32_t code, crc
    while at > 0:
        code = PyUnicode_READ(kind, data, at - 1)
        at -= 1
        if not (in_word(code) or _stands_alone(code)):
            continue
        if count == most:
            count += 1
            break
        end = at + 1
        if not _stands_alone(code):
            while at > 0:
                code = PyUnicode_READ(kind, data, at - 1)
                if not in_word(code) or _stands_alone(code):
                    break
                at -= 1
        begins[count], ends[count] = at, end
        count += 1
    if count < most:
        return count
    for each in range(most):
        at, end = begins[most - 1 - each], ends[most - 1 - each]
        crc = 0xFFFFFFFF
        while at < end:
            code = PyUnicode_READ(kind, data, at)
            crc = _fed(crc, code + 32 if 65 <= code <= 90 else code) if code < 0x80 else _fed_code(crc, code)
            at += 1
        hashes[each] = crc ^ 0xFFFFFFFF
    return count


def word_tokens(
    list texts,
    Py_ssize_t longest,
    Py_ssize_t head,
    Py_ssize_t tail,
    int first,
    int last,
    int most_pairs,
    int whole,
    uint64_t mix,
    int buckets,
    int32_t[::1] ids,
    int64_t[::1] starts,
):
    """Buckets of the tokens of each text's first and last words; see `tearsheet.roles.tokens`.

    Returns:
        How many there are.
    """
    cdef uint64_t low = (<uint64_t>1 << 40) - 1, total, mask = buckets - 1
    cdef uint64_t[MOST_FIRST + MOST_LAST] words
    cdef Py_ssize_t block, number, at = 0, count
    cdef str text, part
    if first > MOST_FIRST or last > MOST_LAST:
        raise ValueError("too many words")
    for block in range(len(texts)):
        text = texts[block]
        starts[block] = at
        if len(text) > longest:
            text = text[:longest]
        count = 0
        if text.isascii():
            part = text
        elif len(text) > head + tail:
            # Words at a cut may be parts of words; they are read to know that those before or behind them are whole.
            if _first_words(text[:head].lower(), first, words) > first:
                if _last_words(text[-tail:].lower(), last, words + first) > last:
                    count = first + last
            part = None if count else text.lower()
        else:
            part = text.lower()
        if not count:
            count = _first_words(part, first, words)
            if count > first:
                _last_words(part, last, words + first)
                count = first + last
        if not count:
            continue
        for number in range(count):
            ids[at] = bucket_of(<uint64_t>8 << 40 | words[number], mix, mask)
            at += 1
        for number in range(min(count - 1, most_pairs)):
            total = (words[number] * 31 + words[number + 1]) & low
            ids[at] = bucket_of(<uint64_t>9 << 40 | total, mix, mask)
            at += 1
        ids[at] = bucket_of(<uint64_t>10 << 40 | words[0], mix, mask)
        total = (words[0] + (words[1] if count > 1 else 0)) & low
        ids[at + 1] = bucket_of(<uint64_t>11 << 40 | total, mix, mask)
        ids[at + 2] = bucket_of(<uint64_t>12 << 40 | words[count - 1], mix, mask)
        at += 3
        if count <= whole:
            total = 0
            for number in range(count):
                total = (total * 31 + words[number]) & low
            ids[at] = bucket_of(<uint64_t>13 << 40 | total, mix, mask)
            at += 1
    starts[len(texts)] = at
    return at


# -- names ------------------------------------------------------------------------------------------------------------

cdef enum:
    MOST_LETTERS = 512
    MOST_NAMES = 20000


cdef Py_ssize_t _name_words(str names, Py_ssize_t longest, Py_ssize_t most, uint32_t* hashes) noexcept:
    """Hash the first words that class and id names are made of: letters of ASCII, parted where a capital begins one."""
    cdef void* data = PyUnicode_DATA(names)
    cdef int kind = PyUnicode_KIND(names)
    cdef Py_ssize_t length = min(PyUnicode_GET_LENGTH(names), longest), at = 0, begin, count = 0
    cdef uint32_t code, crc
    while at < length and count < most:
        code = PyUnicode_READ(kind, data, at)
        begin = at
        at += 1
        if 65 <= code <= 90:
            if at < length and 97 <= PyUnicode_READ(kind, data, at) <= 122:
                while at < length and 97 <= PyUnicode_READ(kind, data, at) <= 122:
                    at += 1
            else:
                while at < length and 65 <= PyUnicode_READ(kind, data, at) <= 90:
                    at += 1
                # The last of several capitals begins the next word where small letters follow it.
                if at < length and 97 <= PyUnicode_READ(kind, data, at) <= 122:
                    at -= 1
        elif 97 <= code <= 122:
            while at < length and 97 <= PyUnicode_READ(kind, data, at) <= 122:
                at += 1
        else:
            continue
        crc = 0xFFFFFFFF
        while begin < at:
            code = PyUnicode_READ(kind, data, begin)
            crc = _fed(crc, code | 32)
            begin += 1
        hashes[count] = crc ^ 0xFFFFFFFF
        count += 1
    return count


cdef class NameWords:
    """Words, as hashes, one of which the first characters of class and id names may hold.

    A look that spares most names a longer one; what was said of names before is remembered, to save time.
    """

    def __cinit__(self, object words, Py_ssize_t longest):
        self.known = {}
        self.longest = min(longest, MOST_LETTERS)
        cdef uint32_t[MOST_LETTERS] found
        cdef size_t slot
        self.size = 64
        while self.size < 8 * <size_t>len(words):
            self.size *= 2
        self.words = <uint32_t*>calloc(self.size, sizeof(uint32_t))
        if self.words == NULL:
            raise MemoryError
        for word in words:
            if _name_words(word, MOST_LETTERS, 2, found) != 1:
                raise ValueError("not a word of names")
            slot = found[0] & (self.size - 1)
            while self.words[slot] and self.words[slot] != (found[0] or 1):
                slot = (slot + 1) & (self.size - 1)
            self.words[slot] = found[0] or 1

    def __dealloc__(self):
        free(self.words)

    def __call__(self, str names):
        """Whether the first characters of names hold one of the words, or may."""
        return self.may_hold(names)

    cdef bint may_hold(self, str names) except -1:
        if not len(names):
            return False
        cdef PyObject* said = PyDict_GetItem(self.known, names)
        if said != NULL:
            return <object>said is True
        cdef bint holds = self._look(names)
        if len(names) <= MOST_LETTERS:
            if len(self.known) >= MOST_NAMES:
                self.known.clear()
            self.known[names] = holds
        return holds

    cdef bint _look(self, str names) noexcept:
        cdef uint32_t[MOST_LETTERS] found
        cdef Py_ssize_t number
        cdef size_t slot
        for number in range(_name_words(names, self.longest, MOST_LETTERS, found)):
            slot = found[number] & (self.size - 1)
            while self.words[slot]:
                if self.words[slot] == (found[number] or 1):
                    return True
                slot = (slot + 1) & (self.size - 1)
        return False


cdef inline bint _speaks(str tag) noexcept:
    """Whether the names of an element with such a tag say anything: those of the whole document do not."""
    return tag != "html" and tag != "body"


cdef inline bint _same(object one, object other) noexcept:
    return <PyObject*>one == <PyObject*>other or <str>one == <str>other


def name_tokens(
    tuple blocks,
    list parents,
    list tags,
    list names,
    Py_ssize_t longest,
    Py_ssize_t most_names,
    Py_ssize_t most_inherited,
    Py_ssize_t path_length,
    uint64_t mix,
    int buckets,
    Py_ssize_t[::1] rows,
):
    """Tokens of the elements around each Block; see `tearsheet.roles.tokens`.

    Args:
        rows: for each Block, where its tokens stand among all rows of tokens.

    Returns:
        The rows, one after the other, as their memory, once for all Blocks with the same tags and names above them,
        none first; and where each begins, in the same way, as numbers of 64 bits.
    """
    cdef Py_ssize_t total = len(parents), number, index, at, step, deep, kind, row, kinds = 1, other
    cdef Py_ssize_t used = 0, room = 4096, told = 1, count, most = 2 * most_names + path_length + most_inherited
    cdef uint64_t hashed, mask = buckets - 1
    cdef uint32_t* said = NULL
    cdef uint32_t* words
    cdef uint32_t crc
    cdef size_t slot, size = 64
    cdef int32_t* ids = NULL
    cdef int32_t* more
    cdef int32_t* held = NULL
    cdef int32_t* inherited
    cdef Py_ssize_t* numbers = NULL
    cdef str tag, name
    for number in range(len(blocks)):
        rows[number] = blocks[number].element
    while size < 2 * <size_t>total + 2:
        size *= 2
    # Elements with the same tags and names above them are of one kind. Of each element its kind, and the way down to
    # one; of each kind an element, the kind of those above it, its row, how many words its names have and how many
    # tokens it inherits; the kinds by their hashes; where each row begins. Then those words and tokens.
    numbers = <Py_ssize_t*>calloc(8 * total + 7 + size, sizeof(Py_ssize_t))
    said = <uint32_t*>malloc((total + 1) * most_names * sizeof(uint32_t))
    held = <int32_t*>malloc((total + 1) * most_inherited * sizeof(int32_t))
    ids = <int32_t*>malloc(room * sizeof(int32_t))
    cdef Py_ssize_t* kind_of = numbers
    cdef Py_ssize_t* way = kind_of + total
    cdef Py_ssize_t* example = way + total
    cdef Py_ssize_t* outer = example + total + 1
    cdef Py_ssize_t* row_of = outer + total + 1
    cdef Py_ssize_t* heirs = row_of + total + 1
    cdef Py_ssize_t* spoken = heirs + total + 1
    cdef Py_ssize_t* starts = spoken + total + 1
    cdef Py_ssize_t* slots = starts + total + 2
    try:
        if numbers == NULL or said == NULL or held == NULL or ids == NULL:
            raise MemoryError
        for number in range(rows.shape[0]):
            index = rows[number]
            if index < 0:
                rows[number] = 0
                continue
            deep = 0
            at = index
            while at >= 0 and not kind_of[at]:
                way[deep] = at
                deep += 1
                at = parents[at]
            kind = kind_of[at] if at >= 0 else 0
            for step in range(deep - 1, -1, -1):
                at = way[step]
                tag, name = tags[at], names[at]
                hashed = mixed(<uint64_t>PyObject_Hash(name) ^ mixed(<uint64_t>PyObject_Hash(tag) + kind))
                slot = hashed & (size - 1)
                while slots[slot]:
                    other = slots[slot]
                    if outer[other] == kind and _same(tag, tags[example[other]]) and _same(name, names[example[other]]):
                        break
                    slot = (slot + 1) & (size - 1)
                if not slots[slot]:
                    slots[slot] = kinds
                    example[kinds], outer[kinds] = at, kind
                    # The nearest come first: in a deep page what is far away tells nothing.
                    inherited = held + kinds * most_inherited
                    count = 0
                    if name and _speaks(tag):
                        words = said + kinds * most_names
                        spoken[kinds] = _name_words(name, longest, most_names, words)
                        count = min(spoken[kinds], most_inherited)
                        for other in range(count):
                            inherited[other] = bucket_of(<uint64_t>3 << 40 | words[other], mix, mask)
                    heirs[kinds] = min(count + heirs[kind], most_inherited)
                    memcpy(inherited + count, held + kind * most_inherited, (heirs[kinds] - count) * sizeof(int32_t))
                    kinds += 1
                kind = slots[slot]
                kind_of[at] = kind
            row = row_of[kind]
            if not row:
                row = row_of[kind] = told
                told += 1
                if used + most > room:
                    room = 2 * (used + most)
                    more = <int32_t*>realloc(ids, room * sizeof(int32_t))
                    if more == NULL:
                        raise MemoryError
                    ids = more
                starts[row] = used
                for step in range(2):
                    other = kind if step == 0 else outer[kind]
                    words = said + other * most_names
                    for at in range(spoken[other]):
                        ids[used] = bucket_of(<uint64_t>(step + 1) << 40 | words[at], mix, mask)
                        used += 1
                at = index
                crc = 0xFFFFFFFF
                step = 0
                while at >= 0 and step < path_length:
                    tag = tags[at]
                    for other in range(len(tag)):
                        crc = _fed_code(crc, <uint32_t>tag[other])
                    crc = _fed(crc, c">")
                    ids[used] = bucket_of(<uint64_t>4 << 40 | (crc ^ 0xFFFFFFFF), mix, mask)
                    used += 1
                    at = parents[at]
                    step += 1
                memcpy(ids + used, held + kind * most_inherited, heirs[kind] * sizeof(int32_t))
                used += heirs[kind]
            rows[number] = row
        starts[told] = used
        return (
            (<char*>ids)[: used * sizeof(int32_t)],
            (<char*>starts)[: (told + 1) * sizeof(Py_ssize_t)],
        )
    finally:
        free(numbers)
        free(said)
        free(held)
        free(ids)

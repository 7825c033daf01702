"""Kinds of characters, words as hashes of 64 bits, and sets of such hashes; for the compiled loops."""

from cpython.unicode cimport Py_UNICODE_ISALNUM, Py_UNICODE_ISDECIMAL, PyUnicode_READ
from libc.stdint cimport uint32_t, uint64_t
from libc.stdlib cimport calloc


cdef inline bint in_word(uint32_t code) noexcept:
    if code < 0x80:
        return (97 <= code <= 122) or (48 <= code <= 57) or (65 <= code <= 90) or code == 95
    return Py_UNICODE_ISALNUM(code)


cdef inline bint is_digit(uint32_t code) noexcept:
    return 48 <= code <= 57 if code < 0x80 else Py_UNICODE_ISDECIMAL(code)


cdef inline uint64_t mixed(uint64_t value) noexcept nogil:
    """Bits of a value spread over all others; the finishing step of SplitMix64."""
    value = (value ^ (value >> 30)) * <uint64_t>0xBF58476D1CE4E5B9
    value = (value ^ (value >> 27)) * <uint64_t>0x94D049BB133111EB
    return value ^ (value >> 31)


cdef inline bint next_word(void* data, int kind, Py_ssize_t length, Py_ssize_t* at, uint64_t* word) noexcept:
    """The hash of the next word of a text in lower case, but for capitals of ASCII; false where there is no more."""
    cdef uint32_t code
    while at[0] < length:
        code = PyUnicode_READ(kind, data, at[0])
        at[0] += 1
        if not in_word(code):
            continue
        word[0] = (code + 32 if 65 <= code <= 90 else code) + 1
        while at[0] < length:
            code = PyUnicode_READ(kind, data, at[0])
            if not in_word(code):
                break
            word[0] = word[0] * <uint64_t>0x100000001B3 + (code + 32 if 65 <= code <= 90 else code)
            at[0] += 1
        word[0] = mixed(word[0])
        return True
    return False


ctypedef struct Hashes:
    # Hashes other than 0, each once; whoever makes room for them frees the slots.
    uint64_t* slots
    size_t size
    Py_ssize_t count


cdef inline int make_room(Hashes* hashes, size_t least, size_t most) except -1:
    """Empty slots, a power of two not under either number."""
    hashes.size = least
    while hashes.size < most:
        hashes.size *= 2
    hashes.slots = <uint64_t*>calloc(hashes.size, sizeof(uint64_t))
    if hashes.slots == NULL:
        raise MemoryError
    hashes.count = 0
    return 0


cdef inline bint find_hash(Hashes* hashes, uint64_t value, bint add) noexcept nogil:
    """Whether a hash is there; it is put there where it is to be added."""
    cdef size_t slot = value & (hashes.size - 1)
    while hashes.slots[slot]:
        if hashes.slots[slot] == value:
            return True
        slot = (slot + 1) & (hashes.size - 1)
    if add:
        hashes.slots[slot] = value
        hashes.count += 1
    return False

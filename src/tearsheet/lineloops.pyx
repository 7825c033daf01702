# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Loops over the words and characters of lines of flat captures, compiled where there is a C compiler.

Each does what the function in Python that calls it does without it, to the last bit; that function says what it means.
"""

from cpython.unicode cimport (
    Py_UNICODE_ISALNUM,
    Py_UNICODE_ISDECIMAL,
    Py_UNICODE_ISSPACE,
    Py_UNICODE_ISUPPER,
    Py_UNICODE_TOLOWER,
    PyUnicode_DATA,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
)
from libc.stdint cimport int32_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc

from tearsheet.hashing cimport is_digit, mixed
from tearsheet.openings cimport begins, begins_inside
from tearsheet.wordends cimport is_unspaced

# -- phrases ----------------------------------------------------------------------------------------------------------

cdef enum:
    MOST_WORDS = 7
    MOST_LETTERS = 14


cdef inline bint _is_letter(uint32_t code) noexcept:
    """Vowel signs of the scripts of India and South-East Asia are part of the word."""
    if code < 0x80:
        return 97 <= code <= 122 or 65 <= code <= 90
    return (
        0x900 <= code <= 0xDFF
        or 0xE00 <= code <= 0xE7F
        or (Py_UNICODE_ISALNUM(code) and not Py_UNICODE_ISDECIMAL(code))
    )


cdef inline bint _unspaced(uint32_t code) noexcept nogil:
    return 0xE00 <= code <= 0xE7F or 0x3040 <= code <= 0x30FF or 0x3400 <= code <= 0x9FFF


cdef inline uint64_t _grown(uint64_t known, uint32_t code) noexcept nogil:
    return known * <uint64_t>0x100000001B3 + (code + 1)


cdef class Phrases:
    """Phrases as hashes of 64 bits, and the number that each stands for; see `tearsheet.roles.linephrases`."""

    cdef uint64_t* slots
    cdef int32_t* numbers
    cdef size_t size

    def __cinit__(self, dict known):
        cdef size_t slot
        cdef uint64_t phrase
        cdef Py_ssize_t at
        cdef str text
        self.size = 8
        while self.size < 4 * <size_t>len(known):
            self.size *= 2
        self.slots = <uint64_t*>calloc(self.size, sizeof(uint64_t))
        self.numbers = <int32_t*>calloc(self.size, sizeof(int32_t))
        if self.slots == NULL or self.numbers == NULL:
            raise MemoryError
        for text, number in known.items():
            phrase = 0
            for at in range(len(text)):
                phrase = _grown(phrase, text[at])
            phrase = mixed(phrase) or 1
            slot = phrase & (self.size - 1)
            while self.slots[slot]:
                slot = (slot + 1) & (self.size - 1)
            self.slots[slot] = phrase
            self.numbers[slot] = number

    def __dealloc__(self):
        free(self.slots)
        free(self.numbers)

    cdef int32_t number(self, uint64_t phrase) noexcept nogil:
        """What a phrase stands for, 0 for an unknown one."""
        cdef size_t slot
        phrase = mixed(phrase) or 1
        slot = phrase & (self.size - 1)
        while self.slots[slot]:
            if self.slots[slot] == phrase:
                return self.numbers[slot]
            slot = (slot + 1) & (self.size - 1)
        return 0


cdef enum:
    MOST_SPELLED = 1250


cdef enum:
    GREEK_LETTERS = 73


cdef uint32_t[GREEK_LETTERS] GREEK


cdef void _read_greek() noexcept:
    """Greek letters without case and accents."""
    cdef str accented = "ΆΈΉΊΌΎΏΐΪΫάέήίΰϊϋόύώς", bare = "αεηιουωιιυαεηιυιυουωσ"
    cdef Py_ssize_t at
    for at in range(0x386, 0x386 + GREEK_LETTERS):
        GREEK[at - 0x386] = at + 32 if 0x391 <= at <= 0x3A9 and at != 0x3A2 else at
    for at in range(len(accented)):
        GREEK[<Py_ssize_t>accented[at] - 0x386] = bare[at]


_read_greek()


cdef Py_ssize_t _spell(str text, Py_ssize_t length, uint32_t* spelled) noexcept:
    """The beginning of a text in one case and spelling; -1 where that takes more than a look at each character.

    No character here has another composed form, and none but one becomes two.
    """
    cdef void* data = PyUnicode_DATA(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef Py_ssize_t at, end = 0
    cdef uint32_t code
    for at in range(length):
        code = PyUnicode_READ(kind, data, at)
        if code < 0x80:
            if 65 <= code <= 90:
                code |= 32
        elif code < 0x100:
            if code == 0xDF:
                spelled[end] = c"s"
                end += 1
                code = c"s"
            elif code == 0xB5:
                return -1
            else:
                code = Py_UNICODE_TOLOWER(code)
        elif code < 0x180:
            if code == 0x130 or code == 0x149 or code == 0x17F:
                return -1
            code = c"i" if code == 0x131 else Py_UNICODE_TOLOWER(code)
        elif 0x386 <= code <= 0x3CE:
            code = GREEK[code - 0x386]
        elif 0x400 <= code <= 0x45F:
            code = Py_UNICODE_TOLOWER(code)
            if code == 0x451:
                code = 0x435
        elif not (
            0x2000 <= code <= 0x206F or 0x3000 <= code <= 0x3029 or 0x3041 <= code <= 0x3096
            or 0x30A1 <= code <= 0x30FC or 0x4E00 <= code <= 0x9FFF or 0xAC00 <= code <= 0xD7A3
        ):
            return -1
        spelled[end] = code
        end += 1
    return end


cdef bint _phrases_of(
    const uint32_t* text, Py_ssize_t length, Phrases whole, Phrases begun, Phrases hints, Py_ssize_t many, int32_t* said
) noexcept:
    """What a line in one case and spelling says as a whole, by its beginning, and what its beginning hints at.

    0 stands for nothing; false where ``many`` words were asked for and there are fewer of them.
    """
    cdef Py_ssize_t at = 0, words = 0, letters = 0, count
    cdef uint64_t[MOST_WORDS] ends
    cdef uint64_t[MOST_LETTERS] first
    cdef uint64_t known = 0, all_of_it = 0
    cdef uint32_t code
    cdef bint unspaced = False
    cdef int32_t beginning = 0, hint = 0
    while at < length:
        code = text[at]
        at += 1
        if not _is_letter(code):
            continue
        if words:
            known = _grown(known, 32)
        while True:
            known = _grown(known, code)
            if not words:
                unspaced |= _unspaced(code)
                if letters < MOST_LETTERS:
                    first[letters] = known
                    letters += 1
            if at == length:
                break
            code = text[at]
            if not _is_letter(code):
                break
            at += 1
        if words < MOST_WORDS:
            ends[words] = known
        words += 1
        if words <= many or not many:
            all_of_it = known
    if many and words <= many:
        # The last one may be cut in two.
        return False
    count = min(words, MOST_WORDS)
    while count and not (beginning and hint):
        count -= 1
        if not beginning:
            beginning = begun.number(ends[count])
        if not hint:
            hint = hints.number(ends[count])
    if unspaced:
        while letters > 1 and not (beginning and hint):
            letters -= 1
            if not beginning:
                beginning = begun.number(first[letters])
            if not hint:
                hint = hints.number(first[letters])
    said[0] = whole.number(all_of_it) if words else 0
    said[1] = beginning
    said[2] = hint
    return True


def read_phrases(
    list texts, Phrases whole, Phrases begun, Phrases hints, object spell, Py_ssize_t beginning, Py_ssize_t many, list told
):
    """What lines say by whole phrases, and what their beginnings hint at; see `tearsheet.roles.linephrases`.

    Args:
        spell: gives a text in one case and spelling.
        beginning: characters of a line that mostly hold ``many`` words, more than any phrase has.
        told: by the number of the phrase and that of the hint, 0 for none.

    Returns:
        One of ``told`` a line.
    """
    cdef uint32_t[MOST_SPELLED] spelled
    cdef int32_t[3] said
    cdef Py_ssize_t length, least, end, at
    cdef list found = []
    cdef str text, other
    cdef bint whole_line
    for text in texts:
        length = PyUnicode_GET_LENGTH(text)
        whole_line = length <= beginning
        while True:
            least = length if whole_line else beginning
            end = _spell(text, least, spelled) if 2 * least <= MOST_SPELLED else -1
            if end >= 0:
                if _phrases_of(spelled, end, whole, begun, hints, 0 if whole_line else many, said):
                    break
            else:
                other = spell(text if whole_line else text[:beginning])
                if _read_other(other, whole, begun, hints, 0 if whole_line else many, said):
                    break
            whole_line = True
        found.append((<list>told[said[0] or said[1]])[said[2]])
    return found


cdef bint _read_other(str text, Phrases whole, Phrases begun, Phrases hints, Py_ssize_t many, int32_t* said) except -1:
    """As `_phrases_of`, of a string."""
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), at
    cdef uint32_t* codes = <uint32_t*>malloc((length + 1) * sizeof(uint32_t))
    cdef bint enough
    if codes == NULL:
        raise MemoryError
    for at in range(length):
        codes[at] = PyUnicode_READ(PyUnicode_KIND(text), PyUnicode_DATA(text), at)
    enough = _phrases_of(codes, length, whole, begun, hints, many, said)
    free(codes)
    return enough


# -- stems ------------------------------------------------------------------------------------------------------------

cdef enum:
    PAIRS = 4096
    LONGEST_STEM = 24


ctypedef struct Stem:
    uint32_t[LONGEST_STEM] codes
    int length
    bint begins
    uint32_t group
    int following


cdef inline Py_ssize_t _pair(uint32_t first, uint32_t second) noexcept nogil:
    return ((first * 61) ^ (second * 7919)) & (PAIRS - 1)


cdef class Stems:
    """Short strings that texts hold or begin with, by groups; see `tearsheet.roles.wording`."""

    cdef Stem* stems
    cdef int[PAIRS] heads
    cdef int[256] alone

    def __cinit__(self, list groups):
        cdef list known = [(group, stem) for group, stems in enumerate(groups) for stem in stems]
        cdef Py_ssize_t at, place
        cdef int number
        cdef str stem
        cdef Stem* one
        for at in range(PAIRS):
            self.heads[at] = -1
        for at in range(256):
            self.alone[at] = -1
        self.stems = <Stem*>calloc(max(len(known), 1), sizeof(Stem))
        if self.stems == NULL:
            raise MemoryError
        for number in range(len(known)):
            group, stem = known[number]
            one = &self.stems[number]
            one.begins = stem[0] == "^"
            stem = stem.removeprefix("^")
            if not 0 < len(stem) <= LONGEST_STEM or group > 31:
                raise ValueError(stem)
            one.length = len(stem)
            one.group = <uint32_t>1 << <int>group
            for at in range(len(stem)):
                one.codes[at] = stem[at]
            if one.length == 1:
                one.following = self.alone[one.codes[0] & 255]
                self.alone[one.codes[0] & 255] = number
            else:
                place = _pair(one.codes[0], one.codes[1])
                one.following = self.heads[place]
                self.heads[place] = number

    def __dealloc__(self):
        free(self.stems)

    def read(self, str text):
        """The groups of which a text holds a stem, a bit each."""
        return self.held(text)

    def read_lower(self, list texts, Py_ssize_t longest):
        """The same of many texts, which are looked at in lower case; of what is longer, nothing is said."""
        cdef list found = []
        cdef str text
        for text in texts:
            found.append(self.held(text.lower()) if PyUnicode_GET_LENGTH(text) <= longest else 0)
        return found

    def may_tell(self, list texts, Py_ssize_t longest):
        """Whether the beginning of each text holds a digit or, in lower case, a stem; of other scripts, whether it may."""
        cdef list found = []
        cdef Py_ssize_t length, at
        cdef void* data
        cdef int kind
        cdef uint32_t[MOST_SPELLED] spelled
        cdef bint digit
        cdef str text
        for text in texts:
            data, kind, length = PyUnicode_DATA(text), PyUnicode_KIND(text), PyUnicode_GET_LENGTH(text)
            length = min(length, longest)
            digit = False
            for at in range(length):
                if is_digit(PyUnicode_READ(kind, data, at)):
                    digit = True
                    break
            if not digit:
                length = _spell(text, length, spelled) if 2 * length <= MOST_SPELLED else -1
            found.append(digit or length < 0 or self.told(spelled, length) != 0)
        return found

    cdef uint32_t told(self, const uint32_t* codes, Py_ssize_t length) noexcept:
        """As `held`, of a text in one case and spelling."""
        cdef Py_ssize_t at, inside
        cdef uint32_t found = 0
        cdef int number
        cdef Stem* one
        for at in range(length):
            number = self.heads[_pair(codes[at], codes[at + 1])] if at + 1 < length else -1
            while number >= 0:
                one = &self.stems[number]
                number = one.following
                if found & one.group or (one.begins and at) or at + one.length > length:
                    continue
                for inside in range(one.length):
                    if codes[at + inside] != one.codes[inside]:
                        break
                else:
                    found |= one.group
        return found

    cdef uint32_t held(self, str text) noexcept:
        cdef void* data = PyUnicode_DATA(text)
        cdef int kind = PyUnicode_KIND(text)
        cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), at, inside
        cdef uint32_t code, following, found = 0
        cdef int number
        cdef Stem* one
        if not length:
            return 0
        code = PyUnicode_READ(kind, data, 0)
        for at in range(length):
            number = self.alone[code & 255]
            while number >= 0:
                one = &self.stems[number]
                if one.codes[0] == code and not (one.begins and at):
                    found |= one.group
                number = one.following
            if at + 1 == length:
                break
            following = PyUnicode_READ(kind, data, at + 1)
            number = self.heads[_pair(code, following)]
            code = following
            while number >= 0:
                one = &self.stems[number]
                number = one.following
                if found & one.group or (one.begins and at) or at + one.length > length:
                    continue
                for inside in range(one.length):
                    if PyUnicode_READ(kind, data, at + inside) != one.codes[inside]:
                        break
                else:
                    found |= one.group
        return found


# -- signs ------------------------------------------------------------------------------------------------------------

cdef enum:
    DIGIT = 1
    STEP = 2
    DIVIDER = 4
    COLON = 8
    DEGREE = 16
    DECIMAL = 32
    BREAK = 64
    LABEL = 128
    SIGNED = 256
    BYLINED = 512
    CREDITED = 1024
    DATED = 2048
    DATED_END = 120
    LABEL_END = 30
    BREAK_END = 81


cdef inline uint32_t _sign_of(uint32_t code, Py_ssize_t at) noexcept:
    """What a character that is no letter tells wherever it stands, and a colon or the like where it stands early."""
    cdef uint32_t found = 0
    if code in (0x3E, 0xBB, 0x203A, 0x2192):
        found = STEP
    if code in (0x7C, 0x2022, 0xB7, 0x2F, 0xBB, 0x203A, 0x5B):
        found |= DIVIDER
    if code in (0xB0, 0x2103, 0x2109):
        found |= DEGREE
    if code in (0x3A, 0xFF1A, 0x2F, 0x7C, 0xA9, 0x3D, 0xFF1D, 0x6E90, 0x28, 0xFF08, 0x5B):
        found |= SIGNED
    if code in (0x3A, 0xFF1A):
        found |= COLON
        if at < LABEL_END:
            found |= LABEL
    if at < BREAK_END and code in (
        0x3A, 0xFF1A, 0x7C, 0x3E, 0xBB, 0x2192, 0x25B6, 0x25BA, 0x2022, 0xB7, 0x2026, 0x5D, 0x3011, 0x29, 0x2013,
        0x2014, 0x2D,
    ):
        found |= BREAK
    return found


def line_signs(
    list texts, uint32_t[::1] found, str byline_first, str byline_pairs, str credit_first, str credit_pairs
):
    """Which signs texts hold; see `tearsheet.roles.linemarks`."""
    cdef Py_ssize_t number, at, length
    cdef str text
    cdef void* data
    cdef int kind
    cdef uint32_t code, signs
    cdef bint space, digit, point
    for number in range(len(texts)):
        text = texts[number]
        data, kind, length = PyUnicode_DATA(text), PyUnicode_KIND(text), PyUnicode_GET_LENGTH(text)
        signs = 0
        space = digit = point = False
        if begins(text, 0, byline_first, byline_pairs):
            signs = BYLINED
        if begins_inside(text, credit_first, credit_pairs):
            signs |= CREDITED
        at = 0
        while at < length:
            code = PyUnicode_READ(kind, data, at)
            at += 1
            if 97 <= code <= 122 or 65 <= code <= 90:
                space = digit = False
            elif 48 <= code <= 57:
                signs |= DIGIT
                if point:
                    signs |= DECIMAL
                if digit:
                    signs |= DATED
                digit = True
                point = space = False
                continue
            elif code == c"." or code == c",":
                point = digit
                digit = space = False
                continue
            elif code < 0x80 and code != 32 and not 9 <= code <= 13 and not 28 <= code <= 31:
                signs |= _sign_of(code, at - 1)
                space = digit = False
            elif code == 32 or Py_UNICODE_ISSPACE(code):
                if space:
                    signs |= DIVIDER
                space = True
                digit = False
            else:
                signs |= _sign_of(code, at - 1)
                if code in (0x8005, 0x54E1, 0xC790):
                    signs |= BYLINED
                elif code in (0x6444, 0x651D, 0x64AE):
                    signs |= CREDITED
                space = False
                if Py_UNICODE_ISDECIMAL(code):
                    signs |= DIGIT
                    if point:
                        signs |= DECIMAL
                    if digit:
                        signs |= DATED
                    digit = True
                else:
                    digit = False
                    if code == 0x5E74:
                        signs |= DATED
            point = False
        if length > DATED_END:
            signs &= ~<uint32_t>DATED
        found[number] = signs


# -- white space -------------------------------------------------------------------------------------------------------


def tidy_lines(list texts):
    """For each text whether it is as `tearsheet.page.textlines.clean` leaves it."""
    cdef Py_ssize_t at, length
    cdef list found = []
    cdef str text
    cdef void* data
    cdef int kind
    cdef uint32_t code
    cdef bint space
    for text in texts:
        data, kind, length = PyUnicode_DATA(text), PyUnicode_KIND(text), PyUnicode_GET_LENGTH(text)
        space = True
        for at in range(length):
            code = PyUnicode_READ(kind, data, at)
            if code == 32:
                if space:
                    break
                space = True
            elif 0x21 <= code <= 0x7F:
                space = False
            elif (
                not code
                or code in (0xAD, 0x200B, 0x2060, 0xFEFF)
                or Py_UNICODE_ISSPACE(code)
            ):
                break
            else:
                space = False
        else:
            found.append(not space or not length)
            continue
        found.append(False)
    return found


# -- words ------------------------------------------------------------------------------------------------------------

cdef enum:
    OTHER = 0
    LETTER = 1
    NUMBER = 2
    UNSPACED = 3
    HANGUL = 4
    INDIC = 5


cdef inline int _script(uint32_t code) noexcept:
    if code < 0x80:
        return LETTER if 97 <= code <= 122 or 65 <= code <= 90 else NUMBER if 48 <= code <= 57 else OTHER
    if 0x900 <= code <= 0xDFF:
        return INDIC
    if is_unspaced(code):
        return UNSPACED
    if 0xAC00 <= code <= 0xD7A3:
        return HANGUL
    if Py_UNICODE_ISDECIMAL(code):
        return NUMBER
    return LETTER if Py_UNICODE_ISALNUM(code) else OTHER


def headline_words(str text):
    """The words of a text in lower case, each once; see `tearsheet.roles.headline`."""
    cdef void* data = PyUnicode_DATA(text)
    cdef int kind = PyUnicode_KIND(text), script
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), at = 0, end
    cdef uint32_t code
    cdef set found = set()
    while at < length:
        code = PyUnicode_READ(kind, data, at)
        script = _script(code)
        end = at + 1
        if script == LETTER:
            while end < length and _script(PyUnicode_READ(kind, data, end)) == LETTER:
                end += 1
            if end - at >= 4:
                found.add(text[at:end])
            at = end
            continue
        if script == UNSPACED or script == HANGUL:
            if end < length and _script(PyUnicode_READ(kind, data, end)) == script:
                if script == UNSPACED or not at or _script(PyUnicode_READ(kind, data, at - 1)) != HANGUL:
                    found.add(text[at : at + 2])
                    at += 2
                    continue
        elif script == INDIC:
            while end < length and _script(PyUnicode_READ(kind, data, end)) == INDIC:
                end += 1
            if end - at >= 4:
                found.add(text[at:end])
                at = end
                continue
        if script and is_digit(code):
            end = at + 1
            while end < length and is_digit(PyUnicode_READ(kind, data, end)):
                end += 1
            if end - at >= 2:
                found.add(text[at:end])
                at = end
                continue
        at += 1
    return found


cdef Py_ssize_t _headline_words(str text, uint64_t* words) noexcept:
    """The hashes of the words of a text in lower case; there are no more of them than characters."""
    cdef void* data = PyUnicode_DATA(text)
    cdef int kind = PyUnicode_KIND(text), script
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(text), at = 0, end, count = 0, least
    cdef uint32_t code
    cdef uint64_t word
    while at < length:
        code = PyUnicode_READ(kind, data, at)
        script = _script(code)
        end = at + 1
        least = 0
        if script == LETTER or script == INDIC:
            word = _grown(0, code)
            while end < length:
                code = PyUnicode_READ(kind, data, end)
                if _script(code) != script:
                    break
                word = _grown(word, code)
                end += 1
            least = 4
            if script == LETTER or end - at >= least:
                if end - at >= least:
                    words[count] = mixed(word) or 1
                    count += 1
                at = end
                continue
            code = PyUnicode_READ(kind, data, at)
        elif script == UNSPACED or script == HANGUL:
            if end < length and _script(PyUnicode_READ(kind, data, end)) == script:
                if script == UNSPACED or not at or _script(PyUnicode_READ(kind, data, at - 1)) != HANGUL:
                    words[count] = mixed(_grown(_grown(0, code), PyUnicode_READ(kind, data, end))) or 1
                    count += 1
                    at += 2
                    continue
        if script and is_digit(code):
            word = 0
            end = at
            while end < length:
                code = PyUnicode_READ(kind, data, end)
                if not is_digit(code):
                    break
                word = _grown(word, code)
                end += 1
            if end - at >= 2:
                words[count] = mixed(word) or 1
                count += 1
                at = end
                continue
        at += 1
    return count


def shared_words(list lines, list orders, list told):
    """How many words each of some lines has, how many of them texts tell, and how many two of the texts do.

    Args:
        lines: what the lines say.
        orders: of each, which text tells it, it and the next one; -1 for none.
        told: up to 63 texts.
    """
    cdef Py_ssize_t most = 0, size = 8, count, number, other, slot, single, spoken, opened, order
    cdef list lower = [text.lower() for text in told], found = [], small = [text.lower() for text in lines]
    cdef str text
    cdef uint64_t word, mask
    if len(told) > 63:
        raise ValueError("too many texts")
    for text in lower:
        most += PyUnicode_GET_LENGTH(text)
    while size < most:
        size *= 2
    for text in lower + small:
        most = max(most, PyUnicode_GET_LENGTH(text))
    cdef uint64_t* slots = <uint64_t*>calloc(size, sizeof(uint64_t))
    cdef uint64_t* masks = <uint64_t*>calloc(size, sizeof(uint64_t))
    cdef uint64_t* words = <uint64_t*>malloc((most + 1) * sizeof(uint64_t))
    if slots == NULL or masks == NULL or words == NULL:
        free(slots)
        free(masks)
        free(words)
        raise MemoryError
    for number in range(len(lower)):
        count = _headline_words(lower[number], words)
        for other in range(count):
            word = words[other]
            slot = word & (size - 1)
            while slots[slot] and slots[slot] != word:
                slot = (slot + 1) & (size - 1)
            slots[slot] = word
            masks[slot] |= <uint64_t>1 << number
    for number in range(len(small)):
        count = _headline_words(small[number], words)
        order = orders[number]
        mask = <uint64_t>3 << order if order >= 0 else 0
        single = spoken = opened = 0
        for other in range(count):
            word = words[other]
            for slot in range(single):
                if words[slot] == word:
                    break
            else:
                words[single] = word
                single += 1
                slot = word & (size - 1)
                while slots[slot] and slots[slot] != word:
                    slot = (slot + 1) & (size - 1)
                spoken += slots[slot] != 0
                opened += masks[slot] & mask != 0
        found.append((single, spoken, opened))
    free(slots)
    free(masks)
    free(words)
    return found


# -- letters ----------------------------------------------------------------------------------------------------------


cdef enum:
    MOST_COMPARED = 24


def same_letters(list texts):
    """Indices of the texts whose first letters those of another are, without case; see `tearsheet.roles.sameletters`."""
    cdef Py_ssize_t number, at, length, letters, count = len(texts)
    cdef size_t size = 8, slot
    cdef uint64_t known
    cdef uint32_t code
    cdef str text
    cdef void* data
    cdef int kind
    cdef list found = []
    while size < 2 * <size_t>count:
        size *= 2
    cdef uint64_t* slots = <uint64_t*>calloc(size, sizeof(uint64_t))
    cdef int32_t* times = <int32_t*>calloc(size, sizeof(int32_t))
    cdef size_t* places = <size_t*>malloc((count + 1) * sizeof(size_t))
    if slots == NULL or times == NULL or places == NULL:
        free(slots)
        free(times)
        free(places)
        raise MemoryError
    for number in range(count):
        text = texts[number]
        if not text.isascii():
            text = text.casefold()
        data, kind, length = PyUnicode_DATA(text), PyUnicode_KIND(text), PyUnicode_GET_LENGTH(text)
        known = 0
        letters = 0
        for at in range(length):
            code = PyUnicode_READ(kind, data, at)
            if 65 <= code <= 90:
                code += 32
            elif not (97 <= code <= 122 or (code >= 0x80 and Py_UNICODE_ISALNUM(code))):
                continue
            known = _grown(known, code)
            letters += 1
            if letters == MOST_COMPARED:
                break
        known = mixed(known) or 1
        slot = known & (size - 1)
        while slots[slot] and slots[slot] != known:
            slot = (slot + 1) & (size - 1)
        slots[slot] = known
        times[slot] += 1
        places[number] = slot
    for number in range(count):
        if times[places[number]] > 1:
            found.append(number)
    free(slots)
    free(times)
    free(places)
    return found


# -- labels -----------------------------------------------------------------------------------------------------------


def read_label(str text, Phrases labels, object spell, Py_ssize_t longest):
    """The number of the phrase that stands before the first colon of a line with something behind it, 0 for none."""
    cdef void* data = PyUnicode_DATA(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef Py_ssize_t length = min(PyUnicode_GET_LENGTH(text), longest), at, behind, end
    cdef uint32_t[MOST_SPELLED] spelled
    cdef int32_t[3] said
    cdef uint32_t code
    for at in range(length):
        code = PyUnicode_READ(kind, data, at)
        if code != 0x3A and code != 0xFF1A:
            continue
        behind = at + 1
        while behind < length and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, behind)):
            behind += 1
        if behind == length:
            continue
        end = _spell(text, at, spelled)
        if end >= 0:
            _phrases_of(spelled, end, labels, labels, labels, 0, said)
        else:
            _read_other(spell(text[:at]), labels, labels, labels, 0, said)
        return said[0]
    return 0


# -- characters -------------------------------------------------------------------------------------------------------

cdef enum:
    PLANE = 65536
    PLANE_BYTES = 8192


cdef class Characters:
    """A set of characters of the basic plane."""

    cdef unsigned char[PLANE_BYTES] bits

    def __cinit__(self, str characters):
        cdef Py_ssize_t at
        cdef uint32_t code
        for at in range(PLANE_BYTES):
            self.bits[at] = 0
        for character in characters:
            code = ord(character)
            if code >= PLANE:
                raise ValueError(character)
            self.bits[code >> 3] |= 1 << (code & 7)

    def stand_in(self, str text):
        """Whether a text holds one of them."""
        cdef void* data = PyUnicode_DATA(text)
        cdef int kind = PyUnicode_KIND(text)
        cdef Py_ssize_t at
        cdef uint32_t code
        for at in range(PyUnicode_GET_LENGTH(text)):
            code = PyUnicode_READ(kind, data, at)
            if code < PLANE and self.bits[code >> 3] >> (code & 7) & 1:
                return True
        return False


# -- joints -----------------------------------------------------------------------------------------------------------

cdef enum:
    CAPITALS_END = 0x590


def capitals_behind(str text):
    """Where a capital stands right behind a small letter, a digit or what ends a sentence; see `tearsheet.page.glued`."""
    cdef void* data = PyUnicode_DATA(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef Py_ssize_t at
    cdef uint32_t code, before = 32
    cdef bint plain = text.isascii()
    cdef list found = []
    for at in range(PyUnicode_GET_LENGTH(text)):
        code = PyUnicode_READ(kind, data, at)
        if _is_capital(code) and at:
            if (97 <= before <= 122 or 48 <= before <= 57) if before < 0x80 else (
                not plain and Py_UNICODE_ISALNUM(before) and not _is_capital(before)
            ):
                found.append(at)
            elif before in (0x2E, 0x21, 0x3F, 0x2026, 0x3A, 0x201D, 0xBB, 0x29):
                found.append(at)
        before = code
    return found


cdef inline bint _is_capital(uint32_t code) noexcept:
    return 65 <= code <= 90 if code < 0x80 else code < CAPITALS_END and Py_UNICODE_ISUPPER(code)

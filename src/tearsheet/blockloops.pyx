# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Loops over the Blocks of a page, compiled where there is a C compiler.

Each does what the function in Python that calls it does without it, to the last bit; that function says what it means.
"""

from cpython.unicode cimport (
    Py_UNICODE_ISDECIMAL,
    Py_UNICODE_ISSPACE,
    PyUnicode_DATA,
    PyUnicode_GET_LENGTH,
    PyUnicode_KIND,
    PyUnicode_READ,
)
from libc.stdint cimport uint32_t, uint64_t
from libc.stdlib cimport free, malloc
from libc.string cimport memset

from tearsheet.hashing cimport Hashes, find_hash, make_room, next_word

# -- characters -------------------------------------------------------------------------------------------------------

cdef inline bint _is_stop(uint32_t code) noexcept nogil:
    if code < 0x80:
        return code == c"." or code == c"!" or code == c"?"
    return code in (0x2026, 0x3002, 0xFF01, 0xFF1F, 0x061F, 0x06D4, 0x0964, 0x0589)


cdef inline bint _closes(uint32_t code) noexcept nogil:
    return code in (0x201D, 0x22, 0xBB, 0x2019, 0x29, 0x300D)


cdef inline bint _strips(uint32_t code) noexcept nogil:
    """Closing marks that may stand behind the mark that ends a sentence."""
    return code in (0x201D, 0x22, 0xBB, 0x2019, 0x27, 0x29, 0x5D, 0xFF09, 0x300D, 0x300F)


cdef inline bint _ends(uint32_t code) noexcept nogil:
    return code in (0x3A, 0xFF1A, 0x3B) or (_is_stop(code) and code != 0x06D4)


cdef inline bint _is_comma(uint32_t code) noexcept nogil:
    if code < 0x80:
        return code == c"," or code == c";"
    return code in (0x060C, 0x3001, 0xFF0C, 0xFF1B)


cdef inline bint _is_wide(uint32_t code) noexcept nogil:
    return code >= 0x1100 and (
        code <= 0x115F
        or 0x2E80 <= code <= 0x9FFF
        or 0xAC00 <= code <= 0xD7A3
        or 0xF900 <= code <= 0xFAFF
        or 0xFF00 <= code <= 0xFF60
    )


cdef inline bint _is_mark(uint32_t code) noexcept nogil:
    """Signs of furniture, but for addresses."""
    return code in (
        0x2022, 0xB7, 0x203A, 0xBB, 0x2192, 0x25B6, 0x25BA, 0x2630, 0x2715, 0xD7, 0xA9, 0xAE, 0x2122
    )


cdef inline bint _is_money(uint32_t code) noexcept nogil:
    """Signs of money, and the last letters of its names."""
    return code in (0x20AC, 0xA3, 0xA5, 0x20B9, 0x20BD, 0x431, 0x142)


cdef class Vocabulary:
    """The words of a text, each once, as hashes of 64 bits."""

    cdef Hashes known

    def __cinit__(self, Py_ssize_t characters):
        # At most every second character begins a word: half of the slots stays free.
        make_room(&self.known, 64, characters)

    def __dealloc__(self):
        free(self.known.slots)

    cdef void empty(self) noexcept nogil:
        memset(self.known.slots, 0, self.known.size * sizeof(uint64_t))
        self.known.count = 0


cdef Vocabulary _vocabulary(words):
    cdef Vocabulary found
    cdef Py_ssize_t most = 0
    cdef str word
    for word in words:
        most += len(word) + 1
    found = Vocabulary(2 * most)
    for word in words:
        _read_words(word, found, [])
    return found


cdef list _read_words(str lower, Vocabulary own, list others):
    """Put the words of a text among its own; how many of them, each once, are among others."""
    cdef void* data = PyUnicode_DATA(lower)
    cdef int kind = PyUnicode_KIND(lower)
    cdef Py_ssize_t length = PyUnicode_GET_LENGTH(lower), at = 0, number
    cdef Py_ssize_t[3] shared
    cdef uint64_t word
    cdef Vocabulary first = None, second = None, third = None
    shared[0] = shared[1] = shared[2] = 0
    cdef Py_ssize_t count = len(others)
    if count > 0:
        first = others[0]
    if count > 1:
        second = others[1]
    if count > 2:
        third = others[2]
    while next_word(data, kind, length, &at, &word):
        word = word or 1
        if find_hash(&own.known, word, True):
            continue
        if count > 0:
            shared[0] += find_hash(&first.known, word, False)
        if count > 1:
            shared[1] += find_hash(&second.known, word, False)
        if count > 2:
            shared[2] += find_hash(&third.known, word, False)
    return [shared[number] for number in range(count)]


# -- Blocks -----------------------------------------------------------------------------------------------------------

cdef enum:
    LONGEST_COMPARED = 400
    SHORT = 200


def measure_blocks(
    tuple blocks,
    list element_tags,
    list element_names,
    list parents,
    str page_text,
    list titles,
    set description,
    dict kind_numbers,
    dict tag_numbers,
    tuple searches,
    double[:, ::1] rows,
    Py_ssize_t[::1] kinds,
    Py_ssize_t[::1] tags,
    Py_ssize_t[::1] levels,
    Py_ssize_t[::1] shapes,
):
    """Measure each Block; see `tearsheet.roles.features`.

    Returns:
        What the Blocks of each shape are together: how many, their length, that of their links.
    """
    cdef object time_in, mark_in, price_in, contact_in, stars_in
    time_in, mark_in, price_in, contact_in, stars_in = searches
    cdef dict texts = {}, seen = {}, shape_numbers = {}
    cdef list shape_sums = [], sums, wanted = [_vocabulary(each) for each in titles], shared
    cdef Py_ssize_t known = len(wanted), number, at, length, linked, strong, links, emphasised, times, shape_number
    cdef Py_ssize_t wide, stops, commas, digits, spaces, stripped, copies, earlier, element, parent, kind_number, stop
    cdef Py_ssize_t end = 0, start_of, end_of, own
    cdef double units, likeness, described, share, gap
    cdef bint short, marked, contact, plus, slash, star, year, money, compared = bool(titles) or bool(description)
    cdef bint ellipsis
    cdef str text, kind
    cdef tuple marks
    cdef object block, mark, place, shape, found, kind_of
    cdef void* data
    cdef int width
    cdef uint32_t code, last
    cdef Vocabulary words = Vocabulary(2 * LONGEST_COMPARED + 2)
    if description:
        wanted.append(_vocabulary(description))
    for block in blocks:
        text = block.text
        if text:
            found = texts.get(text)
            texts[text] = 1 if found is None else <Py_ssize_t>found + 1
    for number in range(len(blocks)):
        block = blocks[number]
        text = block.text
        data, width, length = PyUnicode_DATA(text), PyUnicode_KIND(text), PyUnicode_GET_LENGTH(text)
        wide = stops = commas = digits = spaces = at = 0
        marked = contact = plus = slash = star = year = money = False
        while at < length:
            code = PyUnicode_READ(width, data, at)
            at += 1
            if code < 0x80:
                if 97 <= code <= 122:
                    money |= code == c"r" and at > 1 and PyUnicode_READ(width, data, at - 2) == c"k"
                    continue
                if code == 32:
                    spaces += 1
                    continue
                if 48 <= code <= 57:
                    digits += 1
                    continue
                if code == c"|" or code == c"#":
                    marked = True
                elif code == c"@":
                    marked = contact = True
                elif code == c":":
                    # As in an address.
                    if at + 1 < length and PyUnicode_READ(width, data, at) == c"/":
                        contact = marked = True
                    elif at > 4 and PyUnicode_READ(width, data, at - 2) in (c"p", c"s"):
                        marked = True
                elif code == c"+":
                    contact = True
                elif code == c"/":
                    slash = True
                else:
                    money |= code == c"$" or code == c"D" or code == c"R"
            else:
                wide += _is_wide(code)
                marked |= _is_mark(code)
                star |= code == 0x2605 or code == 0x2606
                year |= code == 0x5E74 or code == 0x6708
                money |= _is_money(code)
            if _is_comma(code):
                commas += 1
            elif _is_stop(code):
                # Of a run of stops each counts where it is wide, and all of them as one.
                if code == c"." and at > 3 and PyUnicode_READ(width, data, at - 2) == c"w":
                    contact = marked = True
                while at < length and _is_stop(PyUnicode_READ(width, data, at)):
                    wide += _is_wide(PyUnicode_READ(width, data, at))
                    at += 1
                if at == length:
                    stops += 1
                else:
                    code = PyUnicode_READ(width, data, at)
                    stops += _closes(code) or Py_UNICODE_ISSPACE(code)
            elif code >= 0x80 and Py_UNICODE_ISDECIMAL(code):
                digits += 1
        units = length + 1.5 * wide
        linked = strong = links = emphasised = times = 0
        marks = block.marks
        for mark in marks:
            kind = mark.kind
            if kind == "link":
                linked += <Py_ssize_t>mark.end - <Py_ssize_t>mark.start
                links += 1
            elif kind == "strong":
                strong += <Py_ssize_t>mark.end - <Py_ssize_t>mark.start
            elif kind == "emphasis":
                emphasised += <Py_ssize_t>mark.end - <Py_ssize_t>mark.start
            elif kind == "time":
                times += 1
        kind_of = kind_numbers[block.kind]
        kind_number = kind_of
        kinds[number] = kind_number
        levels[number] = block.level
        element = block.element
        if element >= 0:
            parent = parents[element]
            found = element_tags[element]
            if parent >= 0:
                shape = (found, element_names[element], element_tags[parent], element_names[parent], kind_of)
            else:
                shape = (found, element_names[element], "", "", kind_of)
            tags[number] = tag_numbers.get(found, 0)
        else:
            shape = kind_of
            tags[number] = 0
        found = shape_numbers.get(shape)
        if found is None:
            found = len(shape_sums)
            shape_numbers[shape] = found
            shape_sums.append([0.0, 0.0, 0.0])
        shape_number = found
        shapes[number] = shape_number
        sums = shape_sums[shape_number]
        sums[0] += 1
        sums[1] += units
        sums[2] += <double>linked / <double>length * units if length else 0.0
        gap = -1.0
        if element < 0:
            place = block.place
            if place.kind == "span" and place.start is not None and place.end is not None:
                start_of, end_of = place.start, place.end
                gap = min(page_text.count("\n", end, start_of), 5)
                end = end_of
        rows[number, 0] = units
        rows[number, 3] = links
        rows[number, 17] = gap
        rows[number, 22] = times
        if not length:
            continue
        found = texts[text]
        copies = found
        found = seen.get(text)
        earlier = 0 if found is None else found
        seen[text] = earlier + 1
        short = length < SHORT
        stripped = length
        at = length - 4 if length > 4 else 0
        while stripped > at and _strips(PyUnicode_READ(width, data, stripped - 1)):
            stripped -= 1
        last = PyUnicode_READ(width, data, stripped - 1) if stripped > at else 0
        ellipsis = last == 0x2026 or (
            last == c"."
            and stripped - at > 2
            and PyUnicode_READ(width, data, stripped - 2) == c"."
            and PyUnicode_READ(width, data, stripped - 3) == c"."
        )
        likeness = described = 0.0
        if length < LONGEST_COMPARED and compared:
            words.empty()
            shared = _read_words(text.lower(), words, wanted)
            own = words.known.count
            if own:
                for at in range(known):
                    if shared[at]:
                        stop = (<Vocabulary>wanted[at]).known.count
                        share = <double><Py_ssize_t>shared[at] / <double>(own + stop - <Py_ssize_t>shared[at])
                        likeness = max(likeness, share)
                if description:
                    described = <double><Py_ssize_t>shared[known] / <double>own
        rows[number, 1] = spaces + 1.0
        rows[number, 2] = min(<double>linked / <double>length, 1.0)
        rows[number, 4] = min(<double>strong / <double>length, 1.0)
        rows[number, 5] = stops
        rows[number, 6] = commas
        rows[number, 7] = <double>digits / <double>length
        rows[number, 8] = text.isupper()
        rows[number, 9] = last != 0 and _ends(last)
        rows[number, 10] = last == c":" or last == 0xFF1A
        rows[number, 11] = ellipsis
        rows[number, 12] = short and (year or (digits > 0 and time_in(text) is not None))
        rows[number, 13] = short and marked and mark_in(text) is not None
        rows[number, 14] = copies
        rows[number, 15] = likeness
        rows[number, 16] = described
        rows[number, 18] = min(<double>emphasised / <double>length, 1.0)
        rows[number, 19] = short and money and digits > 0 and price_in(text) is not None
        rows[number, 20] = contact and contact_in(text) is not None
        rows[number, 21] = short and (star or (digits > 0 and slash and stars_in(text) is not None))
        rows[number, 23] = min(earlier, 5)
        rows[number, 24] = min(copies - earlier - 1, 5)
    return shape_sums


def look_around(
    const float[:, ::1] seen,
    list offsets,
    list widths,
    const double[::1] units,
    const double[::1] links,
    const double[::1] prose,
    float[:, ::1] neighbours,
    double[:, ::1] windows,
):
    """What stands just before and after each Block, and means over windows; see `tearsheet.roles.features`."""
    cdef Py_ssize_t count = seen.shape[0], columns = seen.shape[1], row, other, column, low, high, at, reach
    cdef double* sums = <double*>malloc(3 * (count + 1) * sizeof(double))
    cdef double all_units, all_links, all_prose
    if sums == NULL:
        raise MemoryError
    sums[0] = sums[1] = sums[2] = 0.0
    for row in range(count):
        sums[3 * row + 3] = sums[3 * row] + units[row]
        sums[3 * row + 4] = sums[3 * row + 1] + links[row]
        sums[3 * row + 5] = sums[3 * row + 2] + prose[row]
    for at in range(len(offsets)):
        reach = offsets[at]
        for row in range(count):
            other = row + reach
            for column in range(columns):
                neighbours[row, at * columns + column] = seen[other, column] if 0 <= other < count else -1.0
    for at in range(len(widths)):
        reach = widths[at]
        for row in range(count):
            low, high = max(row - reach, 0), min(row + reach + 1, count)
            all_units = sums[3 * high] - sums[3 * low]
            all_links = sums[3 * high + 1] - sums[3 * low + 1]
            all_prose = sums[3 * high + 2] - sums[3 * low + 2]
            windows[row, 3 * at] = all_units / (high - low)
            windows[row, 3 * at + 1] = all_links / max(all_units, 1.0)
            windows[row, 3 * at + 2] = max(all_prose, 0.0) / (high - low)
    free(sums)

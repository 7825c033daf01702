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
from libc.stdlib cimport calloc, free, malloc
from libc.string cimport memcpy, memset

from tearsheet.hashing cimport Hashes, find_hash, is_digit, make_room, next_word
from tearsheet.slots cimport BlockSlots, MarkSlots, find_block_slots, find_mark_slots, read

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
    cdef size_t room

    def __cinit__(self, Py_ssize_t characters):
        # At most every second character begins a word: half of the slots stays free.
        make_room(&self.known, 64, characters)
        self.room = self.known.size

    def __dealloc__(self):
        free(self.known.slots)

    cdef void empty(self, size_t characters) noexcept nogil:
        """Let go of all words, for those of a text of so many characters."""
        self.known.size = 16
        while self.known.size < characters and self.known.size < self.room:
            self.known.size *= 2
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

cdef enum:
    # Where the columns of `tearsheet.roles.ownnumbers` begin that do not follow one another.
    KIND = 14
    LEVEL = 22
    TAG = 22
    SAME = 29
    SHAPE = 30
    LIKENESS = 33


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
    float[:, ::1] base,
    Py_ssize_t[::1] kinds,
    Py_ssize_t[::1] elements,
):
    """Measure each Block; see `tearsheet.roles.ownnumbers`."""
    cdef object time_in, mark_in, price_in, contact_in, stars_in
    time_in, mark_in, price_in, contact_in, stars_in = searches
    cdef dict texts = {}, shape_numbers = {}
    cdef list wanted = [_vocabulary(each) for each in titles], shared
    cdef Py_ssize_t known = len(wanted), number, at, length, linked, strong, links, emphasised, times, span
    cdef Py_ssize_t wide, stops, commas, digits, spaces, stripped, copies, earlier, element, parent, stop
    cdef Py_ssize_t end = 0, start_of, end_of, own, count = len(blocks), shapes = 0
    cdef double units, likeness, described, share, gap
    cdef bint short, plain, lower, upper, timed, sure, marked, contact, plus, slash, star, year, money, ellipsis
    cdef bint compared = bool(titles) or bool(description)
    cdef str text, kind
    cdef tuple marks
    cdef object block, mark, place, shape, found, kind_of
    cdef void* data
    cdef int width
    cdef uint32_t code, last
    cdef float* row
    cdef double* sums
    cdef Vocabulary words = Vocabulary(2 * LONGEST_COMPARED + 2)
    cdef BlockSlots slots
    cdef MarkSlots mark_slots = MarkSlots(0, 0, 0)
    cdef type mark_type = None
    if description:
        wanted.append(_vocabulary(description))
    find_block_slots(blocks, &slots)
    # Of each Block the first one with its text, and its shape; of each of those texts, how often it stands in the page
    # and stood so far; of each shape how many Blocks have it, their length and that of their links.
    cdef Py_ssize_t* first = <Py_ssize_t*>calloc(4 * count + 1, sizeof(Py_ssize_t))
    cdef double* shape_sums = <double*>calloc(3 * count + 1, sizeof(double))
    cdef Py_ssize_t* shape_of = first + count
    cdef Py_ssize_t* often = shape_of + count
    cdef Py_ssize_t* before = often + count
    try:
        if first == NULL or shape_sums == NULL:
            raise MemoryError
        for number in range(count):
            first[number] = texts.setdefault(<object>read(blocks[number], slots.text), number)
            often[first[number]] += 1
        for number in range(count):
            block = blocks[number]
            row = &base[number, 0]
            text = <str>read(block, slots.text)
            data, width, length = PyUnicode_DATA(text), PyUnicode_KIND(text), PyUnicode_GET_LENGTH(text)
            wide = stops = commas = digits = spaces = at = 0
            lower = upper = timed = sure = marked = contact = plus = slash = star = year = money = False
            plain = True
            while at < length:
                code = PyUnicode_READ(width, data, at)
                at += 1
                if code < 0x80:
                    if 97 <= code <= 122:
                        lower = True
                        money |= code == c"r" and at > 1 and PyUnicode_READ(width, data, at - 2) == c"k"
                        continue
                    if code == 32:
                        spaces += 1
                        continue
                    if 65 <= code <= 90:
                        upper = True
                        money |= code == c"D" or code == c"R"
                        continue
                    if 48 <= code <= 57:
                        digits += 1
                        # As in a time or a year.
                        if not timed and at + 1 < length:
                            last = PyUnicode_READ(width, data, at)
                            if last == c":" or last == c"." or last == c"h":
                                timed = is_digit(PyUnicode_READ(width, data, at + 1))
                            else:
                                timed = (code == c"1" and last == c"9") or (code == c"2" and last == c"0")
                        continue
                    if code == c"|" or code == c"#":
                        sure = True
                    elif code == c"@":
                        sure = contact = True
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
                        money |= code == c"$"
                else:
                    plain = False
                    wide += _is_wide(code)
                    sure |= _is_mark(code)
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
                    timed = True
            units = length + 1.5 * wide
            linked = strong = links = emphasised = times = 0
            marks = <tuple>read(block, slots.marks)
            for mark in marks:
                if type(mark) is not mark_type:
                    mark_type = type(mark)
                    find_mark_slots(mark, &mark_slots)
                kind = <str>read(mark, mark_slots.kind)
                span = <Py_ssize_t><object>read(mark, mark_slots.end) - <Py_ssize_t><object>read(mark, mark_slots.start)
                if kind == "link":
                    linked += span
                    links += 1
                elif kind == "strong":
                    strong += span
                elif kind == "emphasis":
                    emphasised += span
                elif kind == "time":
                    times += 1
            kind_of = kind_numbers[<object>read(block, slots.kind)]
            kinds[number] = kind_of
            row[KIND + kinds[number]] = 1.0
            row[LEVEL] = <Py_ssize_t><object>read(block, slots.level)
            element = elements[number] = <object>read(block, slots.element)
            if element >= 0:
                parent = parents[element]
                found = element_tags[element]
                if parent >= 0:
                    shape = (found, element_names[element], element_tags[parent], element_names[parent], kind_of)
                else:
                    shape = (found, element_names[element], "", "", kind_of)
                found = tag_numbers.get(found)
                if found is not None:
                    row[TAG + <Py_ssize_t>found] = 1.0
            else:
                shape = kind_of
            found = shape_numbers.get(shape)
            if found is None:
                found = shape_numbers[shape] = shapes
                shapes += 1
            shape_of[number] = found
            sums = shape_sums + 3 * shape_of[number]
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
            row[0] = <float>units
            row[3] = links
            row[LIKENESS + 2] = <float>gap
            row[LIKENESS + 7] = times
            if not length:
                continue
            copies = often[first[number]]
            earlier = before[first[number]]
            before[first[number]] += 1
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
                words.empty(length + 2)
                shared = _read_words(text if plain else text.lower(), words, wanted)
                own = words.known.count
                if own:
                    for at in range(known):
                        if shared[at]:
                            stop = (<Vocabulary>wanted[at]).known.count
                            share = <double><Py_ssize_t>shared[at] / <double>(own + stop - <Py_ssize_t>shared[at])
                            likeness = max(likeness, share)
                    if description:
                        described = <double><Py_ssize_t>shared[known] / <double>own
            row[1] = <float>(spaces + 1.0)
            row[2] = <float>min(<double>linked / <double>length, 1.0)
            row[4] = <float>min(<double>strong / <double>length, 1.0)
            row[5] = stops
            row[6] = commas
            row[7] = <float>(<double>digits / <double>length)
            row[8] = upper and not lower if plain else not lower and text.isupper()
            row[9] = last != 0 and _ends(last)
            row[10] = last == c":" or last == 0xFF1A
            row[11] = ellipsis
            row[12] = short and (year or (timed and time_in(text) is not None))
            row[13] = short and (sure or (marked and mark_in(text) is not None))
            row[SAME] = copies
            row[LIKENESS] = <float>likeness
            row[LIKENESS + 1] = <float>described
            row[LIKENESS + 3] = <float>min(<double>emphasised / <double>length, 1.0)
            row[LIKENESS + 4] = short and money and digits > 0 and price_in(text) is not None
            row[LIKENESS + 5] = contact and contact_in(text) is not None
            row[LIKENESS + 6] = short and (star or (digits > 0 and slash and stars_in(text) is not None))
            row[LIKENESS + 8] = min(earlier, 5)
            row[LIKENESS + 9] = min(copies - earlier - 1, 5)
        for number in range(count):
            row, sums = &base[number, 0], shape_sums + 3 * shape_of[number]
            row[SHAPE] = <float>sums[0]
            row[SHAPE + 1] = <float>sums[1]
            row[SHAPE + 2] = <float>(sums[2] / sums[1] if sums[1] else 0.0)
    finally:
        free(first)
        free(shape_sums)


cdef enum:
    STOPS = 5
    HEADING = 15


def weigh_blocks(
    const float[:, ::1] base, double[::1] units, double[::1] links, double[::1] prose, unsigned char[::1] priced
):
    """The length of each Block, of its links, and of it where it is prose, and whether it names a price.

    Returns:
        Index of the title's Block; see `tearsheet.roles.features`.
    """
    cdef Py_ssize_t number, best = -1
    cdef const float* row
    cdef float score, most = 0.0
    for number in range(base.shape[0]):
        row = &base[number, 0]
        units[number] = row[0]
        links[number] = units[number] * row[2]
        prose[number] = units[number] if row[STOPS] > 0 and row[2] < <float>0.4 and row[0] > 40 else 0.0
        priced[number] = row[LIKENESS + 4] > 0
        score = row[LIKENESS] + <float>0.15 * row[HEADING]
        score = <float>(<double>score + (0.15 if row[HEADING] > 0 and row[LEVEL] == 1 else 0.0))
        if best < 0 or score > most:
            best, most = number, score
    return best if most >= <float>0.5 else -1


cdef void _sum_up(
    const double[::1] units, const double[::1] links, const double[::1] prose, double* sums
) noexcept nogil:
    """What stands before each Block, and before the end."""
    cdef Py_ssize_t row
    sums[0] = sums[1] = sums[2] = 0.0
    for row in range(units.shape[0]):
        sums[3 * row + 3] = sums[3 * row] + units[row]
        sums[3 * row + 4] = sums[3 * row + 1] + links[row]
        sums[3 * row + 5] = sums[3 * row + 2] + prose[row]


def gather_logs(
    const float[:, ::1] base,
    const double[::1] units,
    const double[::1] links,
    const double[::1] prose,
    Py_ssize_t title,
    list damped,
    list widths,
    float[:, ::1] few,
    double[:, ::1] many,
):
    """Numbers of each Block whose logarithms are wanted; see `tearsheet.roles.features`.

    NumPy's own logarithms, which need not be the C library's.

    Args:
        few: of the columns that are damped.
        many: mean length and mean length of prose within each of some distances, the prose since the title, and how
            far away the title is.
    """
    cdef Py_ssize_t count = base.shape[0], row, low, high, at, reach, column, wide = len(widths)
    cdef double* sums = <double*>malloc(3 * (count + 1) * sizeof(double))
    cdef double before
    if sums == NULL:
        raise MemoryError
    _sum_up(units, links, prose, sums)
    for at in range(len(damped)):
        column = damped[at]
        for row in range(count):
            few[at, row] = base[row, column]
    for at in range(wide):
        reach = widths[at]
        for row in range(count):
            low, high = max(row - reach, 0), min(row + reach + 1, count)
            many[2 * at, row] = (sums[3 * high] - sums[3 * low]) / (high - low)
            many[2 * at + 1, row] = max(sums[3 * high + 2] - sums[3 * low + 2], 0.0) / (high - low)
    for row in range(count):
        # As NumPy has it: a sum less its last summand.
        before = sums[3 * row + 5] - prose[row]
        if title >= 0 and row >= title:
            before -= sums[3 * title + 5] - prose[title]
        many[2 * wide, row] = before
        before = 0.0
        if title >= 0:
            before = (sums[3 * row + 3] - units[row]) - (sums[3 * title + 3] - units[title])
        many[2 * wide + 1, row] = before if before >= 0 else -before
    free(sums)


def fill_columns(
    const float[:, ::1] base,
    const double[::1] units,
    const double[::1] links,
    const double[::1] prose,
    Py_ssize_t title,
    double total_prose,
    list damped,
    list seen,
    list offsets,
    list widths,
    const float[:, ::1] few,
    const double[:, ::1] many,
    const float[::1] general,
    Py_ssize_t neighbours,
    Py_ssize_t position,
    Py_ssize_t since,
    Py_ssize_t farthest,
    double long_prose,
    float[:, ::1] out,
):
    """Fill in what each Block says of itself, its neighbours, the page, and its position; see
    `tearsheet.roles.features`.

    Args:
        seen: columns that are told of neighbours.
        few: logarithms of the columns that are damped.
        many: logarithms of the other numbers of `gather_logs`.
        general: numbers of the page.
        neighbours: where the columns of neighbours begin, those of windows and of the page behind them.
        position: where those of the position begin.
        since: where those begin that tell how far away headings and prose are.
    """
    cdef Py_ssize_t count = base.shape[0], width = base.shape[1], row, low, high, at, other, column, of, reach
    cdef Py_ssize_t several = len(seen), wide = len(widths), pages = general.shape[0], last
    cdef double* sums = <double*>malloc(3 * (count + 1) * sizeof(double))
    cdef double before, last_index = max(count - 1, 1)
    cdef float* cell
    if sums == NULL:
        raise MemoryError
    _sum_up(units, links, prose, sums)
    for row in range(count):
        memcpy(&out[row, 0], &base[row, 0], width * sizeof(float))
    for at in range(len(damped)):
        column = damped[at]
        for row in range(count):
            out[row, column] = few[at, row]
    for at in range(len(offsets)):
        reach = offsets[at]
        for of in range(several):
            column = seen[of]
            for row in range(count):
                other = row + reach
                out[row, neighbours + at * several + of] = out[other, column] if 0 <= other < count else -1.0
    column = neighbours + len(offsets) * several
    for at in range(wide):
        reach = widths[at]
        for row in range(count):
            low, high = max(row - reach, 0), min(row + reach + 1, count)
            cell = &out[row, column]
            cell[0] = <float>many[2 * at, row]
            before = sums[3 * high] - sums[3 * low]
            cell[1] = <float>((sums[3 * high + 1] - sums[3 * low + 1]) / max(before, 1.0))
            cell[2] = <float>many[2 * at + 1, row]
        column += 3
    for row in range(count):
        memcpy(&out[row, column], &general[0], pages * sizeof(float))
    for row in range(count):
        cell = &out[row, position]
        before = sums[3 * row + 5] - prose[row]
        cell[0] = <float>(<double>row / last_index)
        cell[1] = <float>(before / total_prose)
        cell[2] = <float>((total_prose - before - prose[row]) / total_prose)
        cell[3] = min(max(row - title, -50), 200) if title >= 0 else -99
        if title < 0:
            cell[4] = -99.0
        elif (sums[3 * row + 3] - units[row]) - (sums[3 * title + 3] - units[title]) < 0:
            cell[4] = <float>-many[2 * wide + 1, row]
        else:
            cell[4] = <float>many[2 * wide + 1, row]
    last, at = -1, -farthest
    for row in range(count):
        cell = &out[row, since]
        cell[0] = min(row - last, 60) if last >= 0 else -1
        cell[1] = base[last, LEVEL] if last >= 0 else 0.0
        cell[2] = <float>many[2 * wide, row]
        cell[3] = min(row - at, farthest)
        if base[row, HEADING] > 0:
            last = row
        if prose[row] > long_prose:
            at = row
    at = count + farthest
    for row in range(count - 1, -1, -1):
        out[row, since + 4] = min(at - row, farthest)
        if prose[row] > long_prose:
            at = row
    free(sums)


def weigh_columns(
    const float[:, ::1] matrix, const double[::1] units, Py_ssize_t first, float near, double[::1] within, double[::1] sums
):
    """How long the Blocks are whose columns from ``first`` on are not above a number, and sums of all columns by the
    length of the Blocks; see `tearsheet.roles.pagetype`."""
    cdef Py_ssize_t row, column, width = matrix.shape[1], several = within.shape[0]
    cdef double weight
    cdef const float* cell
    cdef double* told = &within[0]
    cdef double* sum = &sums[0]
    with nogil:
        for row in range(matrix.shape[0]):
            cell, weight = &matrix[row, 0], units[row]
            for column in range(width):
                sum[column] += cell[column] * weight
            cell += first
            for column in range(several):
                told[column] += weight if cell[column] <= near else 0.0


# -- images -----------------------------------------------------------------------------------------------------------

cdef inline bint _stands_in(Py_ssize_t element, Py_ssize_t outer, list parents) except -1:
    """Whether an element is another or stands in it."""
    while element > outer:
        element = parents[element]
    return element == outer


def frames(
    tuple blocks,
    list tags,
    list parents,
    list images,
    object symbols,
    list is_text,
    object limits,
    tuple kinds,
    object key_of,
    Py_ssize_t highest,
    Py_ssize_t most,
):
    """The frames of some images; see `tearsheet.roles.frames`.

    Args:
        kinds: that of images, of captions, of paragraphs and of items of lists.

    Returns:
        Of each frame its image, its first and last Block, and its element.
    """
    cdef object image, caption, paragraph, item, kind, picture
    cdef BlockSlots slots
    cdef Py_ssize_t count = len(blocks), number, first, last, element, above, level, start, stop, added, texts, other
    cdef list found = []
    cdef str own
    cdef bint good
    image, caption, paragraph, item = kinds
    find_block_slots(blocks, &slots)
    for number in images:
        own = None
        element = <object>read(blocks[number], slots.element)
        first = last = number
        texts, above = 0, element
        for level in range(highest):
            above = parents[above]
            if above < 0 or tags[above] in limits:
                break
            start, stop, added = first, last, 0
            while (
                start > 0
                and added <= most
                and _stands_in(<Py_ssize_t><object>read(blocks[start - 1], slots.element), above, parents)
            ):
                start -= 1
                added += 1
            while (
                stop + 1 < count
                and added <= 2 * most
                and _stands_in(<Py_ssize_t><object>read(blocks[stop + 1], slots.element), above, parents)
            ):
                stop += 1
                added += 1
            good = True
            for other in range(start, stop + 1):
                if first <= other <= last:
                    continue
                kind = <object>read(blocks[other], slots.kind)
                if kind is image:
                    if other in symbols:
                        continue
                    picture = <object>read(blocks[other], slots.picture)
                    if own is None:
                        own = _key(<object>read(blocks[number], slots.picture), key_of)
                    if picture is None or key_of(picture.address) != own:
                        good = False
                        break
                elif kind is caption:
                    continue
                elif (kind is not paragraph and kind is not item) or is_text[other]:
                    good = False
                    break
                else:
                    texts += 1
            if not good or texts > most:
                break
            first, last, element = start, stop, above
        found.append((number, first, last, element))
    return found


cdef str _key(object picture, object key_of):
    return key_of(picture.address) if picture is not None else ""

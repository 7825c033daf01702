# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Loops over the elements above the Blocks of a page, compiled where there is a C compiler.

Each does what the function in Python that calls it does without it, to the last bit; that function says what it means.
"""

from libc.stdlib cimport calloc, free, malloc, realloc
from libc.string cimport memcpy

from tearsheet.tokenloops cimport NameWords


cdef enum:
    LEAST_ROW = 4


cdef class Branches:
    """The elements above the Blocks of a page and what each holds; see `tearsheet.roles.branches`."""

    cdef readonly Py_ssize_t count
    cdef Py_ssize_t blocks
    cdef Py_ssize_t* element
    cdef Py_ssize_t* up
    cdef Py_ssize_t* depths
    cdef Py_ssize_t* held
    cdef Py_ssize_t* priced
    cdef Py_ssize_t* own
    cdef Py_ssize_t* scratch
    cdef double* units
    cdef double* prose
    cdef double* links

    def __cinit__(
        self,
        const Py_ssize_t[::1] own,
        list parents,
        const double[::1] units,
        const double[::1] prose,
        const double[::1] links,
        const unsigned char[::1] priced,
    ):
        cdef Py_ssize_t total = len(parents), number, index, above, count = 0, blocks = own.shape[0]
        cdef Py_ssize_t* at = <Py_ssize_t*>calloc(total + 1, sizeof(Py_ssize_t))
        if at == NULL:
            raise MemoryError
        try:
            for number in range(blocks):
                index = own[number]
                while index >= 0 and not at[index]:
                    at[index] = 1
                    count += 1
                    index = parents[index]
            self.count, self.blocks = count, blocks
            self.element = <Py_ssize_t*>calloc(6 * (count + 1) + blocks, sizeof(Py_ssize_t))
            self.units = <double*>calloc(3 * (count + 1), sizeof(double))
            if self.element == NULL or self.units == NULL:
                raise MemoryError
            self.up = self.element + count + 1
            self.depths = self.up + count + 1
            self.held = self.depths + count + 1
            self.priced = self.held + count + 1
            self.scratch = self.priced + count + 1
            self.own = self.scratch + count + 1
            self.prose = self.units + count + 1
            self.links = self.prose + count + 1
            number = 0
            for index in range(total):
                if at[index]:
                    above = parents[index]
                    at[index] = number
                    self.element[number] = index
                    self.up[number] = at[above] if above >= 0 else -1
                    self.depths[number] = self.depths[self.up[number]] + 1 if above >= 0 else 0
                    number += 1
            for number in range(blocks):
                index = at[own[number]]
                self.own[number] = index
                self.held[index] += 1
                self.units[index] += units[number]
                self.prose[index] += prose[number]
                self.links[index] += links[number]
                self.priced[index] += priced[number]
        finally:
            free(at)
        # Children stand behind their parents, so that one pass from the end sums up everything.
        for number in range(count - 1, -1, -1):
            above = self.up[number]
            if above >= 0:
                self.held[above] += self.held[number]
                self.units[above] += self.units[number]
                self.prose[above] += self.prose[number]
                self.links[above] += self.links[number]
                self.priced[above] += self.priced[number]

    def __dealloc__(self):
        free(self.element)
        free(self.units)

    def weights(self, double[:, ::1] weights):
        """How many Blocks each element holds, and how long they are on average."""
        cdef Py_ssize_t number
        for number in range(self.count):
            weights[0, number] = self.held[number]
            weights[1, number] = self.units[number] / <double>self.held[number]

    def depth(self, float[:, ::1] out, Py_ssize_t first):
        """How deep each Block's element stands."""
        cdef Py_ssize_t block
        for block in range(self.blocks):
            out[block, first] = self.depths[self.own[block]]

    def containers(self, Py_ssize_t most, const double[:, ::1] logarithms, float[:, ::1] out, Py_ssize_t first):
        """What the next elements of growing size around each Block hold; see `tearsheet.roles.tree`.

        Args:
            most: how many of those elements are told of.
            logarithms: of `weights`.
        """
        cdef Py_ssize_t number, above, block, container, step
        cdef double units = max(self.units[0], 1.0), prose = max(self.prose[0], 1.0)
        cdef float* cell
        for number in range(self.count):
            above = self.up[number]
            if above >= 0 and self.held[above] <= self.held[number]:
                above = self.scratch[above]
            self.scratch[number] = above
        for block in range(self.blocks):
            container = self.own[block]
            if self.held[container] <= 1:
                container = self.scratch[container]
            cell = &out[block, first]
            for step in range(most):
                if container >= 0:
                    cell[0] = <float>logarithms[0, container]
                    cell[1] = <float>(self.units[container] / units)
                    cell[2] = <float>(self.prose[container] / prose)
                    cell[3] = <float>(self.links[container] / max(self.units[container], 1.0))
                    cell[4] = <float>logarithms[1, container]
                    container = self.scratch[container]
                else:
                    cell[0] = cell[1] = cell[2] = cell[3] = cell[4] = 0.0
                cell += 5

    cdef void _meet(self, Py_ssize_t goal) noexcept:
        """For each element the depth of the innermost element that holds both it and another."""
        cdef Py_ssize_t number
        for number in range(self.count):
            self.scratch[number] = -1
        while goal >= 0:
            self.scratch[goal] = self.depths[goal]
            goal = self.up[goal]
        for number in range(self.count):
            if self.scratch[number] < 0:
                self.scratch[number] = self.scratch[self.up[number]] if self.up[number] >= 0 else 0

    def to_title(self, Py_ssize_t title, Py_ssize_t far, float[:, ::1] out, Py_ssize_t first):
        """Levels from each Block up to what holds the title's Block as well."""
        cdef Py_ssize_t block, own
        self._meet(self.own[title])
        for block in range(self.blocks):
            own = self.own[block]
            out[block, first] = min(self.depths[own] - self.scratch[own], far)

    def core(self, double core_share, double wide_share, Py_ssize_t far, float[:, ::1] out, Py_ssize_t first):
        """How each Block stands to the smallest elements that hold most of the prose."""
        cdef double total = max(self.prose[0], 1.0)
        cdef double core_prose = core_share * total, wide_prose = wide_share * total
        cdef Py_ssize_t core = 0, wide = 0, number, above, block
        for number in range(self.count):
            if self.prose[number] >= core_prose and self.depths[number] >= self.depths[core]:
                core = number
            if self.prose[number] >= wide_prose and self.depths[number] >= self.depths[wide]:
                wide = number
        for number in range(self.count):
            above = self.up[number]
            self.scratch[number] = self.scratch[above] if above >= 0 else 0
            if number == core:
                self.scratch[number] |= 1
            if number == wide:
                self.scratch[number] |= 2
        for block in range(self.blocks):
            number = self.scratch[self.own[block]]
            out[block, first] = number & 1
            out[block, first + 1] = number >> 1
            out[block, first + 3] = <float>(self.prose[core] / total)
        self._meet(core)
        for block in range(self.blocks):
            out[block, first + 2] = min(self.depths[core] - self.scratch[self.own[block]], far)

    def surroundings(
        self,
        list tags,
        list names,
        list roles,
        dict landmarks,
        object from_names,
        object from_role,
        Py_ssize_t far,
        Py_ssize_t width,
        float[:, ::1] out,
        Py_ssize_t first,
    ):
        """Distances of each Block to the nearest landmark of each kind; see `tearsheet.roles.surroundings`."""
        cdef Py_ssize_t used = 1, room = 64, number, index, depth, row, column, block, distance
        cdef int* cells = <int*>malloc(room * width * sizeof(int))
        cdef int* more
        cdef str tag, name
        cdef tuple found, told
        cdef object landmark
        if cells == NULL:
            raise MemoryError
        for column in range(width):
            cells[column] = -1
        try:
            for number in range(self.count):
                index, depth = self.element[number], self.depths[number]
                row = self.scratch[self.up[number]] if self.up[number] >= 0 else 0
                tag, name = tags[index], names[index]
                found = told = None
                if tag != "html" and tag != "body" and name:
                    found = from_names(name)
                name = roles[index]
                if name:
                    told = from_role(name)
                landmark = landmarks.get(tag)
                if found or told or landmark is not None:
                    if used == room:
                        room *= 2
                        more = <int*>realloc(cells, room * width * sizeof(int))
                        if more == NULL:
                            raise MemoryError
                        cells = more
                    memcpy(cells + used * width, cells + row * width, width * sizeof(int))
                    row = used
                    used += 1
                    if found:
                        for column in found:
                            cells[row * width + column] = depth
                    if told:
                        for column in told:
                            cells[row * width + column] = depth
                    if landmark is not None:
                        column = landmark
                        cells[row * width + column] = depth
                self.scratch[number] = row
            for block in range(self.blocks):
                depth = self.depths[self.own[block]]
                row = self.scratch[self.own[block]]
                for column in range(width):
                    distance = cells[row * width + column]
                    out[block, first + column] = far if distance < 0 else min(depth - distance, far)
        finally:
            free(cells)

    def siblings(
        self, list tags, list names, double several, double[:, ::1] table, Py_ssize_t[::1] inner, Py_ssize_t[::1] outer
    ):
        """Rows of like siblings; see `tearsheet.roles.siblings`.

        Returns:
            How many rows of the table are used: the first stands for no row of siblings.
        """
        cdef double page_units = max(self.units[0], 1.0), page_prose = max(self.prose[0], 1.0)
        cdef double in_units, in_prose, mean_blocks, priced_share, outside, share, of_page, mean_units
        cdef Py_ssize_t number, above, index, block, count, in_blocks, in_priced, position, used = 1
        cdef dict rows = {}
        cdef list members, words
        cdef str name
        cdef tuple key
        cdef object known
        cdef Py_ssize_t* told = <Py_ssize_t*>calloc(2 * (self.count + 1), sizeof(Py_ssize_t))
        cdef Py_ssize_t* outward
        if told == NULL:
            raise MemoryError
        outward = told + self.count + 1
        try:
            for number in range(self.count):
                self.scratch[number] = 0
            for number in range(self.count):
                if self.units[number] > 0 and self.up[number] >= 0:
                    self.scratch[self.up[number]] += 1
            for number in range(self.count):
                above = self.up[number]
                # Where an element has few children there is no row among them.
                if above >= 0 and self.units[number] > 0 and self.scratch[above] >= LEAST_ROW:
                    index = self.element[number]
                    name = names[index]
                    if name:
                        words = name.split(None, 1)
                        name = words[0] if words else ""
                    key = (above, tags[index], name)
                    known = rows.get(key)
                    if known is None:
                        rows[key] = [number]
                    else:
                        (<list>known).append(number)
            for members in rows.values():
                count = len(members)
                if count < LEAST_ROW:
                    continue
                in_blocks = in_priced = 0
                in_units = in_prose = 0.0
                for number in members:
                    in_blocks += self.held[number]
                    in_units += self.units[number]
                    in_prose += self.prose[number]
                    in_priced += self.priced[number] > 0
                of_page, mean_units = in_units / page_units, in_units / <double>count
                mean_blocks = <double>in_blocks / <double>count
                priced_share = <double>in_priced / <double>count
                outside, share = 1.0 - in_prose / page_prose, in_prose / in_units
                position = 0
                for number in members:
                    told[number] = used
                    outward[number] = mean_blocks > several
                    table[used, 0] = count
                    table[used, 1] = of_page
                    table[used, 2] = mean_units
                    table[used, 3] = priced_share
                    table[used, 4] = <double>position / <double>count
                    table[used, 5] = mean_blocks
                    table[used, 6] = outside
                    table[used, 7] = share
                    used += 1
                    position += 1
            for number in range(self.count):
                above = self.up[number]
                if outward[number]:
                    outward[number] = told[number]
                elif above >= 0:
                    outward[number] = outward[above]
            for number in range(self.count):
                above = self.up[number]
                if not told[number] and above >= 0:
                    told[number] = told[above]
            for block in range(self.blocks):
                inner[block] = told[self.own[block]]
                outer[block] = outward[self.own[block]]
        finally:
            free(told)
        return used

    def tell_siblings(
        self,
        const double[:, ::1] table,
        const Py_ssize_t[::1] inner,
        const Py_ssize_t[::1] outer,
        float[:, ::1] out,
        Py_ssize_t first,
    ):
        """The numbers of the two rows that each Block stands in, one behind the other."""
        cdef Py_ssize_t block, column, width = table.shape[1]
        for block in range(self.blocks):
            for column in range(width):
                out[block, first + column] = <float>table[inner[block], column]
                out[block, first + width + column] = <float>table[outer[block], column]


def told_by_names(
    tuple blocks,
    list numbers,
    list tags,
    list names,
    list aria,
    list parents,
    NameWords telling_words,
    object by_aria,
    object by_names,
    tuple fits,
    dict reach,
    int far,
    object in_menus,
    object navigation,
):
    """The role that the nearest telling element above each of some Blocks gives it; see `tearsheet.roles.names`."""
    cdef Py_ssize_t count = len(tags), index, level, number
    cdef unsigned char* looked = <unsigned char*>calloc(count + 1, 1)
    cdef dict telling = {}
    cdef list found = []
    cdef str tag
    cdef Py_ssize_t longest_label, longest_caption
    short, longest_label, caption, longest_caption, dateline, is_dateline = fits
    if looked == NULL:
        raise MemoryError
    try:
        for number in numbers:
            block = blocks[number]
            role = None
            index, level = block.element, 0
            while index >= 0 and level <= far:
                if not looked[index]:
                    tag = tags[index]
                    own = None
                    if tag == "nav":
                        own = navigation
                    elif tag != "html" and tag != "body" and tag != "main":
                        if len(<str>aria[index]):
                            own = by_aria(aria[index])
                        if own is None and telling_words.may_hold(names[index]):
                            own = by_names(names[index])
                        if own is None and (tag == "figcaption" or tag == "figure"):
                            own = caption
                    looked[index] = 1 if own is None else 2
                    if own is not None:
                        telling[index] = own
                if looked[index] == 2:
                    own = telling[index]
                    if level <= <Py_ssize_t>reach.get(own, far) and _fits(
                        own, block, <tuple>short, longest_label, caption, longest_caption, dateline, is_dateline
                    ):
                        if role is None or (own is navigation and role in in_menus):
                            role = own
                        if role not in in_menus:
                            break
                index, level = parents[index], level + 1
            found.append(role)
    finally:
        free(looked)
    return found


cdef bint _fits(
    object role,
    object block,
    tuple short,
    Py_ssize_t longest_label,
    object caption,
    Py_ssize_t longest_caption,
    object dateline,
    object is_dateline,
) except -1:
    """Whether a Block can have a role that its element's name tells."""
    for other in short:
        if role is other:
            return len(<str>block.text) <= longest_label
    if role is caption:
        return len(<str>block.text) <= longest_caption
    return role is not dateline or is_dateline(block.text)


def inside_comments(
    tuple blocks,
    list tags,
    list names,
    list aria,
    list parents,
    Py_ssize_t title,
    NameWords naming,
    object named,
    object typed,
):
    """The Blocks in elements that are called comments; see `tearsheet.roles.comments`.

    Args:
        title: the element of the page's title, -1 for none: nothing around it counts.
    """
    cdef Py_ssize_t count = len(parents), index, end, marked = 0
    cdef unsigned char* inside = <unsigned char*>calloc(count + 1, 1)
    cdef str text
    cdef list found = []
    if inside == NULL:
        raise MemoryError
    try:
        for index in range(count):
            text = names[index]
            if naming.may_hold(text) and named(text):
                inside[index] = 1
            else:
                text = aria[index]
                inside[index] = len(text) > 0 and "comment" in text and typed(text) is not None
            marked += inside[index]
        # Most pages have none.
        if not marked:
            return found
        while title >= 0:
            inside[title] = 0
            title = parents[title]
        end = 0
        for index in range(count):
            if index < end:
                inside[index] = 1
            elif inside[index]:
                if (<str>tags[index]) == "html" or (<str>tags[index]) == "body":
                    inside[index] = 0
                    continue
                # What stands in an element follows it, without a gap.
                end = index + 1
                while end < count and <Py_ssize_t>parents[end] >= index:
                    end += 1
        for block in blocks:
            index = block.element
            if index >= 0 and inside[index]:
                found.append(block.block)
        return found
    finally:
        free(inside)

# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True, initializedcheck=False
"""Names among the words of texts that statements are read from, compiled where there is a C compiler.

What is found is what ``statements/reading/names.py`` finds without it; that module says what it means.
"""

cimport cython
from cpython.unicode cimport (
    Py_UNICODE_ISALNUM,
    Py_UNICODE_ISLOWER,
    Py_UNICODE_ISUPPER,
    PyUnicode_GET_LENGTH,
    PyUnicode_READ_CHAR,
    PyUnicode_Substring,
)
from libc.stdint cimport uint32_t, uint64_t

cdef enum:
    LONGEST = 8
    SHORT = 3


cdef inline bint _is_word(str form) noexcept:
    """Whether it begins with a letter or a digit."""
    return Py_UNICODE_ISALNUM(PyUnicode_READ_CHAR(form, 0))


cdef inline bint _is_dot(str form) noexcept:
    return PyUnicode_GET_LENGTH(form) == 1 and PyUnicode_READ_CHAR(form, 0) == 0x2E


cdef list _without(list values, set dropped):
    cdef Py_ssize_t number
    return [values[number] for number in range(len(values)) if number not in dropped]


@cython.final
cdef class Finder:
    """See `tearsheet.statements.reading.names._find_names`: what it knows of words of any text."""

    cdef uint64_t capital, joins, role, no_name, starter, acts
    cdef frozenset inner, noble, short
    cdef object gender_of

    def __cinit__(
        self,
        uint64_t capital,
        uint64_t joins,
        uint64_t role,
        uint64_t no_name,
        uint64_t starter,
        uint64_t acts,
        frozenset inner,
        frozenset noble,
        frozenset short,
        gender_of,
    ):
        self.capital = capital
        self.joins = joins
        self.role = role
        self.no_name = no_name
        self.starter = starter
        self.acts = acts
        self.inner = inner
        self.noble = noble
        self.short = short
        self.gender_of = gender_of

    def __call__(
        self,
        str text,
        list forms,
        list lower,
        list kinds,
        list starts,
        list ends,
        list sentences,
        frozenset starters,
        frozenset addresses,
    ):
        return _Search(self, text, forms, lower, kinds, starts, ends, sentences, starters, addresses).find()


@cython.final
cdef class _Search:
    """The words of a text."""

    cdef Finder own
    cdef str text
    cdef list forms, lower, kinds, starts, ends, sentences
    cdef frozenset starters, addresses
    cdef set known_forms
    cdef Py_ssize_t count

    def __cinit__(self, Finder own, str text, list forms, list lower, list kinds, list starts, list ends,
                  list sentences, frozenset starters, frozenset addresses):
        self.own = own
        self.text = text
        self.forms = forms
        self.lower = lower
        self.kinds = kinds
        self.starts = starts
        self.ends = ends
        self.sentences = sentences
        self.starters = starters
        self.addresses = addresses
        self.known_forms = None
        self.count = len(forms)

    cdef inline uint64_t kind(self, Py_ssize_t index):
        return <uint64_t>self.kinds[index] if index < self.count else 0

    cdef inline bint apart(self, Py_ssize_t one, Py_ssize_t other):
        return <Py_ssize_t>self.sentences[one] != <Py_ssize_t>self.sentences[other]

    cdef tuple find(self):
        cdef Py_ssize_t index, behind = 0, first, number, parts, at = 0
        cdef bint opens
        cdef Finder own = self.own
        cdef list firsts = [], ends = [], fulls = [], doubts = []
        cdef set known = set()
        for index in range(self.count):
            if index < behind or not <uint64_t>self.kinds[index] & own.capital:
                continue
            opens = self.opens(index)
            if self.kind(index + 1) & (own.capital | own.joins):
                behind = self.run(index)
                first = self.first(index, behind, opens)
                if first == behind:
                    continue
            else:
                # Most stand alone.
                behind, first = index + 1, index
                if <uint64_t>self.kinds[index] & (own.no_name | own.role):
                    continue
                if self.lower[index] in own.inner or (opens and self.is_small(self.lower[index])):
                    continue
            parts = 0
            for at in range(first, behind):
                parts += _is_word(<str>self.forms[at])
            if not parts:
                continue
            firsts.append(first)
            ends.append(behind)
            fulls.append(parts > 1)
            if opens and first == index and parts == 1:
                doubts.append(len(firsts) - 1)
                continue
            for at in range(first, behind):
                if _is_word(<str>self.forms[at]):
                    known.add(self.lower[at])
        # A word alone at the beginning of a sentence may have its capital from there.
        cdef set dropped = set()
        for number in doubts:
            first, behind = firsts[number], ends[number]
            for at in range(first, behind):
                if _is_word(<str>self.forms[at]):
                    break
            if self.lower[at] not in known and not self.is_odd(first, behind):
                dropped.add(number)
        if not dropped:
            return firsts, ends, fulls
        return _without(firsts, dropped), _without(ends, dropped), _without(fulls, dropped)

    cdef bint opens(self, Py_ssize_t index):
        """Whether a word begins a sentence, or a quotation in one."""
        cdef str before
        if not index:
            return True
        before = <str>self.forms[index - 1]
        if not Py_UNICODE_ISALNUM(PyUnicode_READ_CHAR(before, PyUnicode_GET_LENGTH(before) - 1)):
            return True
        return self.apart(index - 1, index)

    cdef bint is_small(self, str word):
        """Whether the text has a word in small letters as well."""
        if not Py_UNICODE_ISLOWER(PyUnicode_READ_CHAR(word, 0)):
            return False
        if self.known_forms is None:
            self.known_forms = set(self.forms)
        return word in self.known_forms

    cdef bint is_odd(self, Py_ssize_t first, Py_ssize_t behind):
        """Whether a word is written as names are and other words are not, or acts as a name does."""
        cdef Py_ssize_t end = self.ends[behind - 1], place
        cdef str form = PyUnicode_Substring(self.text, self.starts[first], end), rest
        for place in range(1, PyUnicode_GET_LENGTH(form)):
            if Py_UNICODE_ISUPPER(PyUnicode_READ_CHAR(form, place)):
                return True
        if PyUnicode_GET_LENGTH(form) <= SHORT or self.is_small(form.lower()):
            return False
        if self.kind(behind) & self.own.acts:
            return True
        rest = PyUnicode_Substring(self.text, end, end + 2)
        return rest == "'s" or rest == "’s"

    cdef Py_ssize_t run(self, Py_ssize_t index):
        """End of the run of capitalised words that begins here, particles between them counted in."""
        cdef Finder own = self.own
        cdef Py_ssize_t end = index + 1, limit = min(self.count, index + LONGEST), width, start
        cdef uint64_t kind
        while end < limit and not self.apart(end, index):
            start = <Py_ssize_t>self.starts[end]
            width = start - <Py_ssize_t>self.ends[end - 1]
            if width > 1 or (width and PyUnicode_READ_CHAR(self.text, start - 1) == 0x0A):
                break
            kind = <uint64_t>self.kinds[end]
            if kind & own.capital:
                end += 1
            elif end + 1 < limit and kind & own.joins and self.goes_on(end, limit):
                end += 2
            else:
                break
        return min(end, self.count)

    cdef bint goes_on(self, Py_ssize_t index, Py_ssize_t limit):
        """Whether a full stop or a particle stands inside of a name, or two particles do."""
        cdef uint64_t capital = self.own.capital, kind = <uint64_t>self.kinds[index + 1]
        cdef str before
        if _is_dot(<str>self.forms[index]):
            before = <str>self.forms[index - 1]
            return kind & capital and (
                (PyUnicode_GET_LENGTH(before) == 1 and Py_UNICODE_ISUPPER(PyUnicode_READ_CHAR(before, 0)))
                or before.lower() in self.own.short
            )
        if <uint64_t>self.kinds[index - 1] & self.own.starter:
            return False
        if kind & capital:
            return True
        return (
            kind & self.own.joins
            and not _is_dot(<str>self.forms[index + 1])
            and index + 2 < limit
            and <uint64_t>self.kinds[index + 2] & capital
        )

    cdef Py_ssize_t first(self, Py_ssize_t index, Py_ssize_t end, bint opens):
        """Where the name of a run begins; ``end`` where it is no name."""
        cdef Finder own = self.own
        cdef Py_ssize_t first = index, each
        cdef uint64_t kind
        cdef str word
        while first < end:
            word = <str>self.lower[first]
            kind = <uint64_t>self.kinds[first]
            if _is_dot(word) or (first > index and word in own.noble):
                first += 1
            elif first + 1 < end and _is_dot(<str>self.lower[first + 1]) and self.is_short(word + "."):
                first += 2
            elif kind & own.no_name or (opens and first == index and first + 1 < end and self.is_small(word)):
                first += 1
            else:
                break
        for each in range(end - 1, first - 1, -1):
            if <uint64_t>self.kinds[each] & own.role:
                if each + 1 >= end:
                    return end if <uint64_t>self.kinds[first] & own.role else self.given(first, end, opens)
                first = each + 1
                break
        return self.given(first, end, opens)

    cdef bint is_short(self, str word):
        return word in self.starters or word in self.addresses

    cdef Py_ssize_t given(self, Py_ssize_t first, Py_ssize_t end, bint opens):
        """Where the name begins behind particles, and behind what stands before a first name."""
        cdef Py_ssize_t each
        while first < end and self.lower[first] in self.own.inner:
            first += 1
        if first + 2 < end and not self.own.gender_of(self.lower[first]):
            for each in range(first + 1, end - 1):
                if self.own.gender_of(self.lower[each]):
                    first = each
                    break
        return end if end - first == 1 and opens and self.is_small(<str>self.lower[first]) else first

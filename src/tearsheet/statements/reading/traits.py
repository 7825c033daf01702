"""What a word's form alone tells of it in a language: its small letters, and a bit for each trait.

Each different word is looked up once in a process; the words of a text then take one look each.
"""

from functools import cache, lru_cache

from tearsheet.statements.engine.lexicon import CLASSES, classes_of, lexicon_of
from tearsheet.statements.words import according_openings, day_openings, day_words, words_of

__all__ = [
    "ACCORDING",
    "ADDRESS",
    "BEHIND",
    "CAPITAL",
    "CLOSES",
    "DAY",
    "DAY_OPENS",
    "DENIES",
    "ENDS",
    "IDEAS",
    "JOINS",
    "MEDIA",
    "PARTICLES",
    "PLANS",
    "PRONOUN",
    "REFUSED",
    "ROLE",
    "SAYS",
    "SMALL",
    "STANCE",
    "STARTER",
    "TELLS",
    "THAT",
    "THINKS",
    "TOLD",
    "WISHED",
    "Traits",
    "mask_of",
    "traits_in",
]

CAPITAL, SMALL, ENDS, CLOSES = (1 << len(CLASSES) + number for number in range(4))
"""Its first letter is a capital, a small one; it is a sign that ends sentences, one that closes what marks hold."""

ROLE, STARTER, THAT, MEDIA, TOLD, PRONOUN, ADDRESS, DAY, DAY_OPENS = (
    1 << len(CLASSES) + number for number in range(4, 13)
)
"""The language lists it as a role, as what begins sentences, as "that", as a medium, as a verb that has whom it is said
to as its object, as "he", "she" or "they", as a form of address, as a day; a day may begin with it, or it is a number.
"""

TELLS, THINKS, PLANS, REFUSED = (1 << len(CLASSES) + number for number in range(13, 17))
"""The language or the lexicon has it as a word of saying, of thinking, of planning; the language as a refusal."""

JOINS, STANCE, DENIES = (1 << len(CLASSES) + number for number in range(20, 23))
"""It may stand between the words of a name: a particle such as "von", or a full stop; it is one of `IDEAS` or `WISHED`;
it may be part of what tells that something was not said, or was refused.
"""

SAYS, ACCORDING, BEHIND = (1 << len(CLASSES) + number for number in range(17, 20))
"""It is a verb of saying or thinking and no small word besides; it begins "according to"; it says so behind a name."""

PARTICLES = frozenset(
    "de du des da di del della der den van von vom zu zur bin ibn ben al el la le los las dos das e y af av ter ten op"
    " d' l'".split()
)
"""Words in small letters that names have."""

IDEAS = frozenset(
    "idea plan proposal notion prospect prospects suggestion idée projet proposition perspective principe propuesta"
    " proyecto proposta progetto projeto ideia".split()
)
WISHED = frozenset("souhaité voulu".split())
"""What one may like or reject, and what "pas" makes a refusal."""

_ENDS = frozenset(".!?…。！？؟۔।")
_CLOSERS = frozenset("\"'”’»›“‘)]」』")
_SAYING = ("say", "ask", "attitude", "think")
_OTHER = ("prep", "det", "conj", "aux", "modal")
_SECTIONS = {
    ROLE: ("roles",),
    STARTER: ("starters",),
    THAT: ("that",),
    MEDIA: ("media",),
    TOLD: ("told",),
    PRONOUN: ("he", "she", "they"),
    ADDRESS: ("titles_he", "titles_she"),
    TELLS: ("speech",),
    THINKS: ("thought",),
    PLANS: ("plan",),
    REFUSED: ("refused",),
}
_KIN = {TELLS: ("say", "ask", "according"), THINKS: ("think",), PLANS: ("plan",)}
"""Classes of the lexicon that mean the same."""

_TOLD_BY = ("speech", "thought", "plan")
_BEHIND = "according_after"
_IN_CUES = (*_TOLD_BY, _BEHIND)
"""Sections of words that tell who says something, and of those that do so behind a name."""

_MOST = 40_000
"""Words of a language that are kept."""


class Traits(dict[str, tuple[str, int]]):
    """By a word as it stands: the word in small letters with one kind of apostrophe, and the bits of its traits.

    Args:
        language: subtag; ``""`` for none that is known.
    """

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._kinds: dict[int, int] = {}

    def __missing__(self, form: str) -> tuple[str, int]:
        word = form.lower().replace("’", "'")
        kinds = _of_form(form) | _of_word(word, self._language)
        if len(self) >= _MOST:
            self.clear()
        # What is equal is the same: fewer places of the memory to look at.
        found = self[form] = form if word == form else word, self._kinds.setdefault(kinds, kinds)
        return found


@cache
def traits_in(language: str) -> Traits:
    """Those of a language's words.

    Args:
        language: subtag; ``""`` for none that is known.
    """
    return Traits(language)


_CLASSES = {name: 1 << number for number, name in enumerate(CLASSES)}


@cache
def mask_of(names: tuple[str, ...]) -> int:
    """The bits of some classes of the engine's lexicon."""
    return sum(_CLASSES[name] for name in names)


def _of_form(form: str) -> int:
    first = form[0]
    case = CAPITAL if first.isupper() or first.istitle() else SMALL if first.islower() else 0
    return case | (JOINS if form == "." else 0) | (ENDS if form in _ENDS else CLOSES if form in _CLOSERS else 0)


def _of_word(word: str, language: str) -> int:
    if word in _listed(language):
        return _of_listed(word, language)
    # Most words are in no list.
    return (DENIES if word.endswith("n't") else 0) | (DAY_OPENS if word[0].isdigit() else 0)


@cache
def _listed(language: str) -> frozenset[str]:
    """Words of which a list tells something."""
    sections = [words_of(language)[name] for names in (*_SECTIONS.values(), _IN_CUES) for name in names]
    days = (day_words(language), day_openings(language), according_openings(language))
    return PARTICLES.union(IDEAS, WISHED, lexicon_of(language), *sections, _denying(language), *days)


@lru_cache(maxsize=_MOST)
def _of_listed(word: str, language: str) -> int:
    classes = sum(1 << number for number in classes_of(word, language))
    words = words_of(language)
    bits = classes | sum(bit for bit, names in _SECTIONS.items() if any(word in words[name] for name in names))
    for bit, names in _KIN.items():
        bits |= bit if classes & mask_of(names) else 0
    bits |= (JOINS if word in PARTICLES else 0) | (STANCE if word in IDEAS or word in WISHED else 0)
    if word in _denying(language) or word.endswith("n't"):
        bits |= DENIES
    if word in day_words(language):
        bits |= DAY
    if word[0].isdigit() or word in day_openings(language):
        bits |= DAY_OPENS
    return bits | _of_cue(word, language, bits) if word[0].isalpha() else bits


@cache
def _denying(language: str) -> frozenset[str]:
    """Words that stand in refusals and denials."""
    words = words_of(language)
    phrases = words["refused"] | words["affirms"] | words["not"] | {"ne", "n'"}
    return frozenset(part for phrase in phrases for part in phrase.replace("'", "' ").split()) | phrases


def _of_cue(word: str, language: str, bits: int) -> int:
    """What part a word may have in a cue."""
    words = words_of(language)
    told = any(word in words[section] for section in _TOLD_BY) or bits & mask_of(_SAYING)
    return (
        (SAYS if told and not bits & mask_of(_OTHER) else 0)
        | (ACCORDING if word in according_openings(language) else 0)
        | (BEHIND if word in words[_BEHIND] else 0)
    )

"""What a statement tells of its speaker: something said, thought or planned; and whether it was refused."""

from functools import cache

from tearsheet.statements.draft import Draft
from tearsheet.statements.reading.traits import DENIES, PLANS, REFUSED, TELLS, THINKS
from tearsheet.statements.reading.wording import Wording
from tearsheet.statements.span import Span
from tearsheet.statements.statement import Attitude, Form
from tearsheet.statements.words import words_of

__all__ = ["attitude_of", "is_negated"]

_BEFORE = 3
"""Words before a cue that can negate it."""


def attitude_of(wording: Wording, draft: Draft, form: Form) -> Attitude:
    """Speech, thought or plan, by the cue's words; what stands between quotation marks was said.

    Args:
        wording: of the text.
        draft: the statement.
        form: of its content.
    """
    told = 0
    for piece in draft.cue:
        for index in wording.within(piece):
            kind = wording.kinds[index]
            told |= 0 if kind & REFUSED else kind
    if form is Form.DIRECT or told & TELLS:
        return Attitude.SPEECH
    if told & PLANS:
        return Attitude.PLAN
    return Attitude.THOUGHT if told & THINKS else Attitude.SPEECH


def is_negated(wording: Wording, draft: Draft) -> bool:
    """Whether the cue says that it was not said, or that the speaker refused or could not.

    Args:
        wording: of the text.
        draft: the statement.
    """
    words = wording.words
    for piece in draft.cue:
        indices = wording.within(piece)
        if not indices:
            continue
        near = [*_before(wording, draft, indices.start), *indices]
        told_by = 0
        for index in near:
            told_by |= wording.kinds[index]
        if not told_by & DENIES:
            continue
        told = " ".join(wording.lower[index] for index in near).replace("' ", "'")
        if _has(told, words.language, "affirms"):
            continue
        if _has(told, words.language, "refused"):
            return True
        known = {wording.lower[index] for index in near}
        if words.language == "fr":
            # "ne dit pas", "n'a rien dit"; "ne ... que" affirms.
            if known & {"ne", "n'"} and not known & {"que", "qu'"}:
                return True
        elif known & words["not"] or (words.language == "en" and any(word.endswith("n't") for word in known)):
            return True
    return False


def _before(wording: Wording, draft: Draft, first: int) -> list[int]:
    """The words before a cue that belong to it: as far as a sign, the source or the content."""
    found: list[int] = []
    begin = wording.sentence_bounds[wording.sentences[first]][0]
    for index in range(first - 1, max(begin, first - _BEFORE) - 1, -1):
        if not wording.forms[index][0].isalnum():
            break
        if _in(draft.content, wording.starts[index]) or _in(draft.source, wording.starts[index]):
            break
        found.append(index)
    return found[::-1]


def _in(pieces: tuple[Span, ...], place: int) -> bool:
    for piece in pieces:  # noqa: SIM110 - no generator for one piece
        if piece.start <= place < piece.end:
            return True
    return False


def _has(told: str, language: str, section: str) -> bool:
    """Whether one of a section's phrases stands among words that single spaces part."""
    words, phrases = _phrases(language, section)
    return not words.isdisjoint(told.split(" ")) or any(phrase in f" {told} " for phrase in phrases)


@cache
def _phrases(language: str, section: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Single words of a section, and its longer phrases between spaces."""
    listed = words_of(language)[section]
    words = frozenset(phrase for phrase in listed if " " not in phrase)
    return words, tuple(f" {phrase} " for phrase in sorted(listed - words))

"""What a statement tells of its speaker: something said, thought or planned; and whether it was refused."""

from tearsheet.statements.draft import Draft
from tearsheet.statements.reading.wording import Wording, is_of
from tearsheet.statements.span import Span
from tearsheet.statements.statement import Attitude, Form

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
    told = [index for piece in draft.cue for index in wording.within(piece)]
    refused = wording.words["refused"]
    told = [index for index in told if wording.lower[index] not in refused]
    if form is Form.DIRECT or _any(wording, told, "speech", "say", "ask", "according"):
        return Attitude.SPEECH
    if _any(wording, told, "plan", "plan"):
        return Attitude.PLAN
    return Attitude.THOUGHT if _any(wording, told, "thought", "think") else Attitude.SPEECH


def _any(wording: Wording, told: list[int], section: str, *classes: str) -> bool:
    own = wording.words[section]
    return any(wording.lower[index] in own or is_of(wording, index, *classes) for index in told)


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
        told = " ".join(wording.lower[index] for index in near).replace("' ", "'")
        if any(f" {word} " in f" {told} " for word in words["affirms"]):
            continue
        if any(f" {phrase} " in f" {told} " for phrase in words["refused"]):
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
    for index in range(first - 1, max(-1, first - 1 - _BEFORE), -1):
        if wording.sentences[index] != wording.sentences[first] or not wording.forms[index][0].isalnum():
            break
        if _in(draft.content, wording.starts[index]) or _in(draft.source, wording.starts[index]):
            break
        found.append(index)
    return found[::-1]


def _in(pieces: tuple[Span, ...], place: int) -> bool:
    return any(piece.start <= place < piece.end for piece in pieces)

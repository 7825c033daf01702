"""Whom something was said to, or through what: "told Reuters", "à Sputnik", "in a tweet"."""

from tearsheet.statements.draft import Draft
from tearsheet.statements.reading.traits import MEDIA, TOLD
from tearsheet.statements.reading.wording import Wording
from tearsheet.statements.span import Span
from tearsheet.statements.statement import Mention

__all__ = ["audience_of"]

_TO = frozenset(
    "to with à au aux auprès devant lors dans sur chez in on at during via through by per"
    " gegenüber im in auf bei beim zu zum mit a al en con por alla allo ai al nel nella su para no na nos em ao à"
    " w na dla do в на для στο στη στην στον σε".split()
)
_STRAIGHT_TO = frozenset("to à au aux auprès gegenüber".split())
"""What leads from a verb of saying to whom it is said."""

_TAIL = frozenset("de du des d' la le les l' the a an un une der die das dem den einem einer of der".split())
_REACH = 14
"""Words behind a cue among which an audience is looked for."""

_LONGEST = 8


def audience_of(wording: Wording, draft: Draft) -> Mention | None:
    """The audience or medium that stands beside a cue, outside of the content and the source.

    Args:
        wording: of the text.
        draft: the statement.
    """
    if not draft.cue or not wording.words["media"]:
        return None
    cue = draft.cue[-1]
    words = wording.within(cue)
    if not words:
        return None
    lower, starts, kinds = wording.lower, wording.starts, wording.kinds
    told = False
    for index in words:
        told = told or kinds[index] & TOLD != 0
    sentence = wording.sentences[words.start]
    for index in range(words.stop, min(wording.sentence_bounds[sentence][1], words.stop + _REACH)):
        if _in(draft.content, starts[index]):
            break
        opens = lower[index] in _TO
        if not (opens or (told and index == words.stop)) or _in(draft.source, starts[index]):
            continue
        beside = index == words.stop and lower[index] in _STRAIGHT_TO
        found = _phrase(wording, draft, index + opens, beside or (told and not opens))
        if found is not None:
            return found
    return None


def _phrase(wording: Wording, draft: Draft, first: int, sure: bool) -> Mention | None:
    """The words of an audience from here on, if they are one."""
    if first >= len(wording.forms):
        return None
    last = -1
    known = False
    days = wording.words["days"]
    end = wording.sentence_bounds[wording.sentences[first]][1]
    for index in range(first, min(end, first + _LONGEST)):
        form, word = wording.forms[index], wording.lower[index]
        place = wording.starts[index]
        if not form[0].isalnum() or _in(draft.content, place) or _in(draft.source, place):
            break
        if wording.kinds[index] & MEDIA:
            known, last = True, index
        elif form[0].isupper() and word not in days:
            last = index
        elif (word not in _TAIL and last >= 0) or (index - first > 2 and not known):
            break
    if last < 0 or not (known or sure):
        return None
    span = Span(wording.starts[first], wording.ends[last])
    name = " ".join(span.of(wording.text).split())
    return Mention(name, span)


def _in(pieces: tuple[Span, ...], place: int) -> bool:
    for piece in pieces:  # noqa: SIM110 - no generator for one piece
        if piece.start <= place < piece.end:
            return True
    return False

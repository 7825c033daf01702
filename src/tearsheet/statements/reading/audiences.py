"""Whom something was said to, or through what: "told Reuters", "à Sputnik", "in a tweet"."""

from tearsheet.statements.draft import Draft
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
    media = wording.words["media"]
    if not draft.cue or not media:
        return None
    cue = draft.cue[-1]
    words = wording.within(cue)
    if not words:
        return None
    sentence = wording.sentences[words.start]
    told = any(wording.lower[index] in wording.words["told"] for index in words)
    count = len(wording.forms)
    index = words.stop
    limit = min(count, index + _REACH)
    while index < limit and wording.sentences[index] == sentence:
        start = wording.starts[index]
        if _in(draft.content, start):
            break
        if _in(draft.source, start):
            index += 1
            continue
        opens = wording.lower[index] in _TO
        if opens or (told and index == words.stop):
            beside = index == words.stop and wording.lower[index] in _STRAIGHT_TO
            found = _phrase(wording, draft, index + opens, beside or (told and not opens))
            if found is not None:
                return found
        index += 1
    return None


def _phrase(wording: Wording, draft: Draft, first: int, sure: bool) -> Mention | None:
    """The words of an audience from here on, if they are one."""
    media, sentences = wording.words["media"], wording.sentences
    last = -1
    index = first
    known = False
    while (
        index < min(len(wording.forms), first + _LONGEST)
        and sentences[index] == sentences[min(first, len(sentences) - 1)]
    ):
        form, word = wording.forms[index], wording.lower[index]
        place = wording.starts[index]
        if not form[0].isalnum() or _in(draft.content, place) or _in(draft.source, place):
            break
        if word in media:
            known, last = True, index
        elif form[0].isupper() and word not in wording.words["days"]:
            last = index
        elif (word not in _TAIL and last >= 0) or (index - first > 2 and not known):
            break
        index += 1
    if last < 0 or not (known or sure):
        return None
    span = Span(wording.starts[first], wording.ends[last])
    name = " ".join(span.of(wording.text).split())
    return Mention(name, span)


def _in(pieces: tuple[Span, ...], place: int) -> bool:
    return any(piece.start <= place < piece.end for piece in pieces)

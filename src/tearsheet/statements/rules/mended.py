"""Sources that the learned engine cut short, mixed with what was said, or left out where a participle shares one."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from tearsheet.statements.draft import Draft
from tearsheet.statements.quotations import Quotation
from tearsheet.statements.reading.wording import Wording, is_of
from tearsheet.statements.rules.quoted import is_sentence
from tearsheet.statements.span import Span, make_span
from tearsheet.statements.words import day_words

__all__ = ["is_of_itself", "with_shared_sources", "with_whole_name", "without_mixture"]

_LONGEST = 4
"""Words of a name that follow what the engine took for all of it."""

_OF = frozenset("of de des du d'".split())
_PARTICIPLE = {"en": "ing", "fr": "ant"}
_SHARED = 0.5
_APPOSITION, _FEWEST = 10, 2
"""Words in which an apposition ends, and words that are said behind it."""

_AUDIENCE = 4
"""Words that tell whom something was said to."""

_SUBJECT = 6
"""Words that a subject has at most, and one."""


def is_of_itself(wording: Wording, draft: Draft, quoted: Sequence[Quotation], starts: Sequence[int]) -> bool:
    """Whether a Draft takes somebody's own words for who speaks: "...," explained the mayor.

    Args:
        wording: of the text.
        draft: as the learned engine has it.
        quoted: outermost quotations between marks, in order.
        starts: where each of them starts.
    """
    number = bisect_right(starts, draft.source[0].start + 1) - 1 if len(draft.source) == 1 else -1
    if number < 0:
        return False
    quotation, source = quoted[number], draft.source[0]
    whole = source.start <= quotation.inner.start and source.end >= quotation.inner.end - 1
    return whole and (is_sentence(wording, quotation) or _leads(wording, draft, quotation))


def _leads(wording: Wording, draft: Draft, quotation: Quotation) -> bool:
    """Whether a comma parts a quotation from the verb behind it, and no clause follows: titles have neither."""
    text, outer = wording.text, quotation.outer
    comma = "," in (text[quotation.inner.end - 1], text[outer.end : outer.end + 1])
    return comma and not is_of(wording, wording.at(draft.content[0].start), "that", "wh")


def without_mixture(wording: Wording, draft: Draft) -> Draft:
    """A Draft none of whose source is what was said, nor the other way round, where the words around the cue tell.

    Args:
        wording: of the text.
        draft: as the learned engine has it.
    """
    words = wording.within(draft.cue[-1]) if draft.cue and draft.source else range(0)
    if not words or words.stop >= len(wording.forms):
        return draft
    if is_of(wording, words.start, "according"):
        return _with_apposition(wording, draft)
    draft = _without_farther(wording, _without_audience(wording, draft, words.stop))
    before = tuple(piece for piece in draft.source if piece.end <= draft.cue[0].start)
    if len(draft.source) == 1 and draft.content[0].end <= draft.source[0].start:
        return _with_subject(wording, draft)
    if not before or len(draft.source) == 1:
        return draft
    behind = [piece for piece in draft.source if piece.start >= draft.cue[-1].end]
    first = words.stop
    if behind and is_of(wording, first, "that", "wh") and behind[-1].end <= draft.content[0].start:
        # "The minister did not say when the bridge would open": the bridge says nothing.
        content = make_span(wording.starts[first], draft.content[0].end)
        return replace(draft, content=(content, *draft.content[1:]), source=before)
    outer, inner = before[0], before[-1]
    inserted = wording.text[outer.end : inner.start].strip() == "," and wording.forms[first] == ","
    if len(before) == len(draft.source) and inserted and draft.content[0].start > draft.cue[-1].end:
        # "The company, the lawyer said, knew nothing": the company is what was spoken of.
        return replace(draft, content=(*before[:-1], *draft.content), source=(inner,))
    return draft


def _without_audience(wording: Wording, draft: Draft, first: int) -> Draft:
    """A Draft whose quotation is all that was said: "“Where were you?” Anna asked her brother"."""
    piece = draft.content[-1]
    words = wording.within(piece)
    if len(draft.content) == 1 or not words or words.start != first or len(words) > _AUDIENCE:
        return draft
    quoted = wording.is_quoted(draft.content[0].start) and draft.content[0].end <= draft.cue[0].start
    if quoted and is_of(wording, first, "poss", "det", "obj") and not wording.is_quoted(piece.start):
        return replace(draft, content=draft.content[:-1])
    return draft


def _without_farther(wording: Wording, draft: Draft) -> Draft:
    """A Draft without the pieces of its source that a semicolon parts from the one beside the cue."""
    cue = draft.cue[0].start
    begin = wording.text.rfind(";", draft.source[0].start, cue)
    near = tuple(piece for piece in draft.source if piece.start > begin) if begin >= 0 else ()
    return replace(draft, source=near) if near else draft


def _with_subject(wording: Wording, draft: Draft) -> Draft:
    """A Draft whose content begins with its sentence: "Ana Roth will resign, she said"."""
    piece, source = draft.content[0], draft.source[0]
    first, begin = wording.at(piece.start), wording.at(source.start)
    between = range(wording.sentence_bounds[wording.sentences[first]][0], first)
    last = wording.text[piece.end - 1 : source.start]
    if len(between) not in range(1, _SUBJECT) or "," not in last or any(map(str.isalnum, last[1:])):
        return draft
    whole = is_of(wording, begin, "pron3") and is_of(wording, first, "aux", "modal")
    if not whole or not all(wording.forms[index][0].isalnum() for index in between):
        return draft
    return replace(draft, content=(make_span(wording.starts[between[0]], piece.end), *draft.content[1:]))


def _with_apposition(wording: Wording, draft: Draft) -> Draft:
    """A Draft whose content leaves out what tells who the source is: "according to Ana Roth, a judge, ..."."""
    source, piece = draft.source[-1], draft.content[0]
    first = wording.at(piece.start)
    if wording.text[source.end : piece.start].strip() != "," or not is_of(wording, first, "det", "role", "poss"):
        return draft
    words = wording.within(piece)
    end = next((index for index in words[:_APPOSITION] if wording.forms[index] == ","), None)
    if end is None or words.stop - end <= _FEWEST:
        return draft
    if any(is_of(wording, index, "aux", "modal", "say", "think", "that") for index in range(first, end)):
        return draft
    named = make_span(source.start, wording.ends[end - 1])
    return replace(
        draft,
        content=(make_span(wording.starts[end + 1], piece.end), *draft.content[1:]),
        source=(*draft.source[:-1], named),
    )


def with_whole_name(wording: Wording, draft: Draft) -> Draft:
    """A Draft whose source goes on to the end of a name: "la géologue" in "a dit la géologue Petra Imhof"."""
    if not draft.source:
        return draft
    source = draft.source[-1]
    first = wording.at(source.end)
    end = first
    while end < len(wording.forms) and end - first < _LONGEST and _continues(wording, draft, end):
        end += 1
    begin = _begin(wording, draft, source)
    whole = make_span(begin, wording.ends[end - 1] if end > first else source.end)
    return draft if whole == source else replace(draft, source=(*draft.source[:-1], whole))


def _begin(wording: Wording, draft: Draft, source: Span) -> int:
    """Where a source begins: with its "@", or with what its "of" belongs to, as in "one of the runners"."""
    if wording.text[source.start - 1 : source.start] == "@":
        return source.start - 1
    first = wording.at(source.start)
    if not first or first >= len(wording.lower) or wording.lower[first] not in _OF:
        return source.start
    start, end = wording.starts[first - 1], wording.ends[first - 1]
    beside = wording.forms[first - 1].isalpha() and end + 1 == source.start
    return start if beside and _is_free(wording, draft, first - 1) and not wording.is_quoted(start) else source.start


def _continues(wording: Wording, draft: Draft, index: int) -> bool:
    """Whether a word is part of the same name as the one before it."""
    start, form = wording.starts[index], wording.forms[index]
    if not index or wording.ends[index - 1] + 1 != start or not wording.forms[index - 1][-1].isalpha():
        return False
    if not form[0].isupper() or not form[-1].isalpha() or wording.sentences[index] != wording.sentences[index - 1]:
        return False
    if is_of(wording, index, "time", "pron1") or wording.lower[index] in day_words(wording.words.language):
        return False
    return _is_free(wording, draft, index)


def _is_free(wording: Wording, draft: Draft, index: int) -> bool:
    """Whether a word is part of neither content nor cue."""
    word = make_span(wording.starts[index], wording.ends[index])
    return not any(piece.meets(word) for piece in (*draft.content, *draft.cue))


def with_shared_sources(wording: Wording, drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts of participles with the source of the verb before them: "..., said Ana Roth, adding that ..."."""
    ending = _PARTICIPLE.get(wording.words.language)
    if ending is None:
        return list(drafts)
    told = sorted((draft.cue[0].start, number) for number, draft in enumerate(drafts) if draft.cue and draft.source)
    places = [place for place, _ in told]
    found: list[Draft] = []
    cuts: dict[int, int] = {}
    for draft in drafts:
        several = len(draft.source) > 1
        words = wording.within(draft.cue[0]) if draft.cue else range(0)
        if len(words) == 1 and wording.lower[words.start].endswith(ending):
            number = bisect_left(places, draft.cue[0].start) - 1
            before = drafts[told[number][1]] if number >= 0 else None
            if before is None or not _same_sentence(wording, before.cue[0], words.start):
                found.append(draft)
                continue
            if not draft.source or (several and before.source[-1] == draft.source[-1]):
                draft = replace(draft, source=before.source, confidence=max(draft.confidence, _SHARED))
            if draft.source == before.source:
                cuts[told[number][1]] = draft.cue[0].start
        found.append(draft)
    return [_cut(wording, draft, cuts[number]) if number in cuts else draft for number, draft in enumerate(found)]


def _cut(wording: Wording, draft: Draft, place: int) -> Draft:
    """A Draft whose content ends before the participle that goes on with who speaks, behind a comma."""
    end = place
    while end and wording.text[end - 1].isspace():
        end -= 1
    piece = draft.content[-1]
    if not piece.start + _FEWEST < end <= piece.end or wording.text[end - 1] != "," or wording.is_quoted(place):
        return draft
    return replace(draft, content=(*draft.content[:-1], make_span(piece.start, end - 1)))


def _same_sentence(wording: Wording, cue: Span, index: int) -> bool:
    words = wording.within(cue)
    return bool(words) and wording.sentences[words.start] == wording.sentences[index]

"""Quotations with who said them: the cue and the source of the sentence they stand in, or of the one before."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from tearsheet.statements.draft import Draft, make_draft
from tearsheet.statements.quotations import Quotation, QuotationKind
from tearsheet.statements.reading.wording import Wording, is_of
from tearsheet.statements.rules.cues import Cue
from tearsheet.statements.rules.german import is_fronted, noun_phrase
from tearsheet.statements.rules.inserted import inserted_drafts
from tearsheet.statements.rules.sources import bare_source, source_after, source_before
from tearsheet.statements.span import Span, make_span

__all__ = ["is_sentence", "quoted_drafts"]

# Shares that were right of those that annotated English, French and German texts have.
_CUED, _LED, _CUED_ALONE, _WENT_ON, _NEAR = 0.7, 0.6, 0.15, 0.4, 0.1
_FEWEST = 4
"""Words that make a quotation without a cue likely to be speech, and neither title nor irony."""

_MOST = 64
"""Pieces of one statement; what goes on longer is another."""

_NAME = 3
"""Words that a name has."""

_PARTS = frozenset(",;.،。，")
"""Signs that part a quotation from the reporting clause before it that it shares with another."""

_ARTICLES = frozenset("der die das den dem des".split())

_AFTER = 24
"""Words behind a quotation among which its cue is looked for."""


@dataclass(slots=True)
class _Last:
    """The statement that a quotation without a cue may go on with."""

    number: int = -1
    paragraph: int = -1


def quoted_drafts(wording: Wording, cues: Sequence[Cue]) -> list[Draft]:
    """A Draft for each quotation that is speech; those that go on with one are pieces of it.

    Args:
        wording: of the text.
        cues: of the text, in order.
    """
    found: list[Draft] = []
    last = _Last()
    by_word = {cue.first: cue for cue in cues}
    places = [cue.first for cue in cues]
    outermost = [each for each in wording.quotations if each.kind is QuotationKind.MARKS and not each.depth]
    parted = inserted_drafts(wording, outermost)
    for quotation in wording.quotations:
        if quotation.kind is not QuotationKind.MARKS or quotation.depth or len(quotation.inner) < 2:
            continue
        paragraph = wording.paragraph_at(quotation.outer.start)
        full = last.number >= 0 and len(found[last.number].content) >= _MOST
        if quotation.continued and last.number >= 0 and not full and paragraph - last.paragraph <= 1:
            found[last.number] = _extended(found[last.number], quotation.outer)
            last.paragraph = paragraph
            if found[last.number].source:
                continue
        draft = parted.get(quotation.outer)
        if draft is None and not _is_label(wording, quotation):
            draft = _with_cue(wording, quotation, by_word, places)
        if draft is not None and not full and _shares_cue(wording, found, last, quotation, draft):
            # "We waited," said Ana Roth. "Nobody came."
            found[last.number] = _extended(found[last.number], quotation.outer)
            last.paragraph = paragraph
            continue
        if draft is not None and not draft.source and last.number >= 0 and paragraph - last.paragraph <= 1:
            # A verb alone, as many languages have it, goes on with who spoke last.
            draft = make_draft(draft.content, found[last.number].source, draft.cue, draft.confidence)
        if draft is not None:
            if quotation.continued and last.number >= 0 and not found[last.number].source:
                draft = make_draft(found[last.number].content, draft.source, draft.cue, draft.confidence)
                found[last.number] = draft
                continue
            found.append(draft)
        elif not is_sentence(wording, quotation):
            continue
        elif (led := _led(wording, quotation)) is not None:
            found.append(led)
        elif not full and _goes_on(wording, found, last, quotation):
            found[last.number] = _extended(found[last.number], quotation.outer)
            last.paragraph = paragraph
            continue
        else:
            near = paragraph - last.paragraph <= 1 and last.number >= 0
            source = found[last.number].source if near else ()
            found.append(make_draft((quotation.outer,), source, (), _WENT_ON if source else _NEAR))
        last.number, last.paragraph = len(found) - 1, paragraph
    return found


def is_sentence(wording: Wording, quotation: Quotation) -> bool:
    """Whether a quotation says something, rather than naming a title or a word with distance."""
    inner = quotation.inner.of(wording.text)
    inside = wording.within(quotation.inner)
    words = sum([form[0].isalnum() for form in wording.forms[inside.start : inside.stop]])
    if words >= 2 * _FEWEST or (len(inner) >= 12 and not inner.isascii() and words < 3 and " " not in inner):
        return True
    following = wording.text[quotation.outer.end : quotation.outer.end + 1]
    return words >= _FEWEST and (inner[-1:] in ".!?…,。！？" or following == ",")


def _shares_cue(wording: Wording, found: Sequence[Draft], last: _Last, quotation: Quotation, draft: Draft) -> bool:
    """Whether a quotation goes on with the one before its cue; German texts rather tell another statement."""
    if wording.words.language == "de" or last.number < 0 or not draft.cue or draft.cue != found[last.number].cue:
        return False
    parted = wording.text[max(0, quotation.outer.start - 3) : quotation.outer.start].rstrip()[-1:] in _PARTS
    before = found[last.number].content[-1].end <= draft.cue[0].start
    return parted and before and _goes_on(wording, found, last, quotation)


def _extended(draft: Draft, piece: Span) -> Draft:
    return make_draft((*draft.content, piece), draft.source, draft.cue, draft.confidence)


def _goes_on(wording: Wording, found: Sequence[Draft], before: _Last, quotation: Quotation) -> bool:
    """Whether nothing but the end of the reporting clause stands between a statement and the next quotation."""
    if before.number < 0 or wording.paragraph_at(quotation.outer.start) != before.paragraph:
        return False
    draft = found[before.number]
    last = max(piece.end for piece in (*draft.content, *draft.source, *draft.cue))
    between = wording.text[last : quotation.outer.start]
    return len(between) < 60 and sum(map(str.isalnum, between)) <= 24 and last <= quotation.outer.start


def _with_cue(wording: Wording, quotation: Quotation, cues: dict[int, Cue], places: Sequence[int]) -> Draft | None:
    after = _after(wording, quotation, cues, places)
    lead = wording.text[max(0, quotation.outer.start - 3) : quotation.outer.start].rstrip()
    if after is not None and not lead.endswith(":"):
        return after
    return _before(wording, quotation, cues, places) or after


def _after(wording: Wording, quotation: Quotation, cues: dict[int, Cue], places: Sequence[int]) -> Draft | None:
    """A quotation before its cue: "...", said Ana Roth; "...", Ana Roth said."""
    start = wording.at(quotation.outer.end)
    if start >= len(wording.forms):
        return None
    inner = quotation.inner.of(wording.text)
    follows = wording.text[quotation.outer.end : quotation.outer.end + 2].strip()
    if inner[-1:] in ".…" and follows[:1] not in (",", "-", "–", "—") and wording.forms[start][0].isupper():
        return None
    limit = min(len(wording.forms), start + _AFTER)
    number = bisect_left(places, start)
    index = places[number] if number < len(places) else limit
    if index >= limit:
        return None
    end = start
    paragraph = wording.paragraphs[wording.paragraph_at(quotation.outer.start)].end
    forms, starts, quoted = wording.forms, wording.starts, wording.quoted_words
    while end < limit and starts[end] < paragraph and forms[end] not in ".;:!?…" and not quoted[end]:
        end += 1
    if index >= end:
        return None
    cue = cues[index]
    if cue.according and cue.behind:
        source = source_before(wording, cue, start)
    else:
        source, _ = source_after(wording, cue, end)
        if source is None and not cue.according:
            source = source_before(wording, cue, start)
        if source is None and not cue.according and not _has_words(wording, start, cue.first):
            source = bare_source(wording, cue, end)
    if index - start > 12 and source is None:
        return None
    span = make_span(wording.starts[cue.first], wording.ends[cue.last - 1])
    return make_draft((quotation.outer,), (source,) if source else (), (span,), _CUED if source else _CUED_ALONE)


def _has_words(wording: Wording, first: int, end: int) -> bool:
    return any(wording.forms[index][0].isalnum() for index in range(first, end))


def _led(wording: Wording, quotation: Quotation) -> Draft | None:
    """A German quotation behind a colon whose sentence tells with other words that somebody speaks."""
    last = wording.at(quotation.outer.start)
    if wording.words.language != "de" or not last or wording.forms[last - 1] != ":":
        return None
    begin = last - 1
    while begin and wording.sentences[begin - 1] == wording.sentences[last - 1] and last - begin < 2 * _AFTER:
        begin -= 1
    if is_fronted(wording, begin):
        return None
    end = noun_phrase(wording, begin, last - 1)
    if end == begin and not is_of(wording, begin, "pron3"):
        return None
    end = max(end, begin + 1)
    return make_draft((quotation.outer,), (make_span(wording.starts[begin], wording.ends[end - 1]),), (), _LED)


def _is_label(wording: Wording, quotation: Quotation) -> bool:
    """Whether German marks set apart a name: "der Sender „Kanal Nord“", "laut „Nordpresse“"."""
    if wording.words.language != "de":
        return False
    words = wording.within(quotation.inner)
    if len(words) > _NAME or not all(
        not wording.forms[index][0].islower() and wording.forms[index][-1].isalnum() for index in words
    ):
        return False
    before = wording.at(quotation.outer.start) - 1
    return before >= 0 and (
        wording.forms[before][0].isupper() or wording.lower[before] in wording.words["according"] | _ARTICLES
    )


def _before(wording: Wording, quotation: Quotation, cues: dict[int, Cue], places: Sequence[int]) -> Draft | None:
    """A quotation behind its cue: Ana Roth said: "..."."""
    last = wording.at(quotation.outer.start)
    if not last:
        return None
    colon = wording.forms[last - 1] in ":："
    farthest = max(0, last - (40 if colon else 9))
    near = places[bisect_left(places, farthest) : bisect_left(places, last)]
    index = next((index for index in reversed(near) if not cues[index].behind), -1)
    begin = _clause_begin(wording, quotation, last) if index >= 0 else last
    if index < begin:
        return None
    cue = cues[index]
    source = source_before(wording, cue, begin) if not cue.according else None
    if source is None:
        source, _ = source_after(wording, cue, last)
    span = make_span(wording.starts[cue.first], wording.ends[cue.last - 1])
    return make_draft((quotation.outer,), (source,) if source else (), (span,), _CUED if source else _CUED_ALONE)


def _clause_begin(wording: Wording, quotation: Quotation, last: int) -> int:
    """Index of the first word before a quotation that is of its sentence, and of no other quotation."""
    paragraph = wording.paragraphs[wording.paragraph_at(quotation.outer.start)].start
    sentence = wording.sentence_bounds[wording.sentences[last - 1]][0]
    begin = max(sentence, wording.at(paragraph), last - 3 * _AFTER)
    return min(max(begin, wording.at(wording.quoted_before(wording.starts[last - 1]))), last)

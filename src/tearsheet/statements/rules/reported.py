"""Reported speech without quotation marks: "X said that ...", "..., said X", "according to X, ..."."""

from collections.abc import Sequence

from tearsheet.statements.draft import Draft
from tearsheet.statements.reading.wording import Wording, is_of
from tearsheet.statements.rules.cues import Cue
from tearsheet.statements.rules.german import auxiliary_before, is_passive, noun_phrase
from tearsheet.statements.rules.sources import bare_source, source_after, source_before
from tearsheet.statements.span import Span

__all__ = ["reported_drafts"]

# Shares that were right of those that annotated English, French and German texts have.
_SURE, _LIKELY, _ACCORDING = 0.5, 0.55, 0.85
_FEWEST, _FEWEST_ACCORDING = 3, 2
_MORE = 15
"""Characters that a clause has beside the quotation in it."""

_LONGEST = 120
"""Words of a sentence; a longer one is none."""

_NO_NOUNS = ("aux", "modal", "say", "that", "obj", "neg")
_AS = frozenset({"wie", "comme", "como", "come", "jak", "как", "όπως"})
_COMMAS = frozenset(",،，")
_IN = frozenset("в во w we στο στη στην".split())
_PHRASE = 14
"""Words of a source behind "according to"."""

_STANCES = tuple(
    "forder verlang kritisier bemängel beklag kündig angekündigt plan begrüß verurteil bezeichn warn lob bestätig"
    " bestreit bestritt dementier empfiehl empfahl empfohl nannt nennt begründ verteidig droh befürcht appellier"
    " gewarnt gelobt geplant will wollen prognostizier erwart bericht protestier bitte"
    " spricht sprach sprech hält halten wies weis sieht sehen erhoff beschuldig gab gibt bezweifel bedauer hoff vermut"
    " schätz rechn".split()
)
"""Beginnings of German verbs whose object is what was said."""

_FAR = 20
"""Words between a cue and the clause that it introduces."""


def reported_drafts(wording: Wording, cues: Sequence[Cue], taken: Sequence[Draft]) -> list[Draft]:
    """Drafts of the sentences with a cue that no quotation has.

    Args:
        wording: of the text.
        cues: of the text, in order.
        taken: Drafts found already; their cues are passed over.
    """
    used = {piece.start: draft for draft in taken for piece in draft.cue}
    found: list[Draft] = []
    reached = -1
    for cue in cues:
        place = wording.starts[cue.first]
        if place < reached:
            continue
        begin, last = wording.sentence_bounds[wording.sentences[cue.first]]
        end = _unsigned(wording, begin, last)
        if end - begin > _LONGEST:
            continue
        draft = _according(wording, cue, begin, end) if cue.according else _told(wording, cue, begin, end)
        if draft is not None and (place not in used or _holds(draft, used[place])):
            found.append(draft)
            reached = draft.content[-1].end
    return found


def _holds(draft: Draft, quoted: Draft) -> bool:
    """Whether a clause has more than the quotation in it, so that both are what was said."""
    more = sum(map(len, draft.content)) - sum(map(len, quoted.content))
    return more > _MORE and all(any(each.holds(piece) for each in draft.content) for piece in quoted.content)


def _unsigned(wording: Wording, first: int, last: int) -> int:
    """The word behind the last one that is no sign at the end of a sentence."""
    while last > first and wording.forms[last - 1] in ".!?…;:":
        last -= 1
    return last


def _span(wording: Wording, first: int, last: int) -> Span:
    return Span(wording.starts[first], wording.ends[last - 1])


def _told(wording: Wording, cue: Cue, begin: int, end: int) -> Draft | None:
    """A verb of saying with a clause behind it, or before it."""
    own = _span(wording, cue.first, cue.last)
    if wording.lower[begin] == "in" and wording.lower[cue.last : cue.last + 1] == ["es"] and cue.first > begin + 1:
        # "In einem Bericht heißt es, ...": the report says so.
        start = _clause(wording, cue, end)
        if start is None or end - start < _FEWEST:
            return None
        return Draft((_span(wording, start, end),), (_span(wording, begin + 1, cue.first),), (own,), _SURE)
    if wording.lower[begin] in _AS and cue.first > begin + (wording.words.language == "de"):
        return _as_told(wording, cue, begin, end)
    before = source_before(wording, cue, begin)
    start = _clause(wording, cue, end)
    if start is not None and end - start >= _FEWEST:
        source = before
        if source is None:
            source, _ = source_after(wording, cue, start)
        if source is not None:
            return Draft((_span(wording, start, end),), (source,), (own,), _SURE)
        if wording.words.language == "de" and is_passive(wording, cue.first, begin):
            # "Es wird angenommen, dass ...": nobody is said to say so.
            return Draft((_span(wording, start, end),), (), (own,), _LIKELY)
    after, stop = source_after(wording, cue, end)
    if after is None and wording.forms[cue.first - 1] == "," and (bare := bare_source(wording, cue, end)) is not None:
        before, after, stop = None, bare, end
    if stop >= end - 2 or (stop < end and wording.forms[stop] == ","):
        last = cue.first
        if after is None and before is not None:
            last = wording.at(before.start)
            after = before
        if after is not before and before is not None and wording.words.language != "de":
            # "El portavoz, Luis Gil, negó las acusaciones": what stands before the verb is all its subject.
            after = after if wording.at(before.start) > begin else None
        if after is not None and last - 1 > begin + _FEWEST and wording.forms[last - 1] == ",":
            return Draft((_span(wording, begin, last - 1),), (after,), (own,), _SURE)
    if wording.words.language == "de" and wording.lower[cue.first].startswith(_STANCES):
        return _stance(wording, cue, begin, end)
    return None


def _stance(wording: Wording, cue: Cue, begin: int, end: int) -> Draft | None:
    """What somebody demands, criticises or announces, where no clause tells it: all else of the sentence."""
    source = source_before(wording, cue, begin)
    if source is None:
        source, _ = source_after(wording, cue, end)
    if source is None:
        return None
    words = wording.within(source)
    if any(wording.forms[index] == "," and index not in words for index in range(begin, cue.first)):
        return None
    taken = {*words, *range(cue.first, cue.last)}
    auxiliary = auxiliary_before(wording, cue.first, begin)
    if auxiliary is not None:
        taken.add(auxiliary)
    pieces: list[tuple[int, int]] = []
    for index in range(begin, end):
        if index in taken:
            continue
        if pieces and pieces[-1][1] == index:
            pieces[-1] = (pieces[-1][0], index + 1)
        else:
            pieces.append((index, index + 1))
    if sum(last - first for first, last in pieces) < _FEWEST:
        return None
    content = tuple(_span(wording, *trimmed) for piece in pieces if (trimmed := _trim(wording, *piece)) is not None)
    own = _span(wording, cue.first, cue.last)
    return Draft(content, (source,), (own,), _LIKELY) if content else None


def _as_told(wording: Wording, cue: Cue, begin: int, end: int) -> Draft | None:
    """ "Wie die Polizei mitteilte, ..."."""
    comma = next((index for index in range(cue.last, min(end, cue.last + 4)) if wording.forms[index] == ","), None)
    source = source_before(wording, cue, begin + 1)
    if source is None and wording.words.language != "de":
        # "Как сообщили в министерстве, ...": who told stands behind the verb.
        comma = next(
            (index for index in range(cue.last, min(end, cue.last + _PHRASE)) if wording.forms[index] == ","), None
        )
        first = cue.last + (cue.last < end and wording.lower[cue.last] in _IN)
        source = _span(wording, first, comma) if comma is not None and comma > first else None
    if comma is None or source is None or end - comma <= _FEWEST:
        return None
    own = _span(wording, cue.first, cue.last)
    return Draft((_span(wording, comma + 1, end),), (source,), (own,), _SURE)


def _clause(wording: Wording, cue: Cue, end: int) -> int | None:
    """Where the clause that a cue introduces begins."""
    comma = None
    for index in range(cue.last, min(end, cue.last + _FAR)):
        if wording.lower[index] in wording.words["that"] and not is_of(wording, index, "prep"):
            return index
        if wording.forms[index] == ":":
            return index + 1
        if wording.forms[index] == "," and comma is None:
            comma = index
    # German parts the clause by nothing but a comma: "sagte Roth, die Brücke sei gesperrt".
    if comma is not None and wording.words.language == "de" and comma > begin_of(wording, cue):
        return comma + 1
    return None


def begin_of(wording: Wording, cue: Cue) -> int:
    """Index of the first word of a cue's sentence."""
    index = cue.first
    while index and wording.sentences[index - 1] == wording.sentences[cue.first]:
        index -= 1
    return index


def _according(wording: Wording, cue: Cue, begin: int, end: int) -> Draft | None:
    """Everything of a sentence but the source that it is given to."""
    own = _span(wording, cue.first, cue.last)
    if cue.behind:
        source = _phrase_before(wording, cue, begin)
        first, last = (wording.at(source.start) if source else cue.first), cue.last
    else:
        source, last = _noun_phrase(wording, cue, end)
        first = cue.first
    if source is None:
        return None
    pieces = [(begin, first), (last, end)] if first - begin + end - last >= _FEWEST_ACCORDING else []
    content = tuple(_span(wording, *trimmed) for piece in pieces if (trimmed := _trim(wording, *piece)) is not None)
    return Draft(content, (source,), (own,), _ACCORDING) if content else None


def _phrase_before(wording: Wording, cue: Cue, begin: int) -> Span | None:
    """The noun phrase that "zufolge" stands behind."""
    first = cue.first
    while first > begin and cue.first - first < _PHRASE:
        before = first - 1
        form = wording.forms[before]
        ends = is_of(wording, before, *_NO_NOUNS, "pron3") or (
            is_of(wording, before, "prep") and not is_of(wording, before, "det") and wording.lower[before] != "von"
        )
        if not form[0].isalnum() or (ends and form[0].islower()):
            break
        first = before
    return _span(wording, first, cue.first) if first < cue.first else None


def _trim(wording: Wording, first: int, last: int) -> tuple[int, int] | None:
    while first < last and wording.forms[first] in ",،؛;:-–—":
        first += 1
    while last > first and wording.forms[last - 1] in ",;:-–—":
        last -= 1
    return (first, last) if first < last else None


def _noun_phrase(wording: Wording, cue: Cue, end: int) -> tuple[Span | None, int]:
    """The source behind "according to": to the comma, or as far as words belong to one phrase."""
    reach = range(cue.last, min(end, cue.last + _PHRASE))
    comma = next((index for index in reach if wording.forms[index] in _COMMAS), None)
    if wording.words.language != "de" and comma is not None:
        return _span(wording, cue.last, comma), comma + 1
    if wording.words.language == "de":
        behind = noun_phrase(wording, cue.last, end)
        return (_span(wording, cue.last, behind), behind) if behind > cue.last else (None, cue.last)
    noun = cue.last
    for index in reach:
        if wording.forms[index][0].isupper():
            noun = index + 1
        elif not _may_go_on(wording, index, noun > cue.last):
            break
    if noun == cue.last and reach:
        noun = _in_small_letters(wording, cue.last, reach.stop)
    return (_span(wording, cue.last, noun), noun) if noun > cue.last else (None, cue.last)


def _in_small_letters(wording: Wording, first: int, end: int) -> int:
    """Index behind a noun and what it leads: "los bomberos", "el ministerio del interior"."""
    index = first
    while index < end and is_of(wording, index, "det", "poss"):
        index += 1
    index = min(index + 1, end)
    while index + 1 < end and is_of(wording, index, "prep", "det") and wording.forms[index + 1][0].isalnum():
        index += 1
        while index < end and is_of(wording, index, "det", "poss"):
            index += 1
        index = min(index + 1, end)
    return index


def _may_go_on(wording: Wording, index: int, named: bool) -> bool:
    """Whether a small word can be part of a source; behind its noun only what leads to another noun is."""
    if not wording.forms[index][0].isalnum() or is_of(wording, index, *_NO_NOUNS):
        return False
    return not named or is_of(wording, index, "det", "prep", "conj", "poss")

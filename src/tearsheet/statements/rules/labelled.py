"""Words given to somebody by the layout: block quotations signed "– Name, title", transcripts, interviews."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tearsheet.statements.draft import Draft
from tearsheet.statements.layout import Layout
from tearsheet.statements.quotations import QuotationKind
from tearsheet.statements.reading.names import names_of
from tearsheet.statements.reading.wording import Wording
from tearsheet.statements.span import Span

__all__ = ["labelled_drafts"]

_SIGNED = re.compile(r"[—–―‒-]{1,2}\s*(?=[^\W\d_])")
_SIGNED_INSIDE = re.compile(r"[.!?…»”\"]\s*[—–―]{1,2}\s*(?=[^\W\d_a-z])")
_LABEL = re.compile(r"([^\W\d_][^\n:?!.;«“\"]{0,40}(?:\.[^\n:?!.;«“\"]{1,30})?)\s?[:：]\s+(?=\S)")
_COLONS = (":", "：")
_QUESTION_ENDS = ("?", "？", "؟")
_SIGNED_SURE, _BLOCK_ALONE, _TRANSCRIPT, _ANSWER = 0.9, 0.4, 0.8, 0.6
_LONGEST_SIGNATURE = 120
_GOES_ON = 8
"""Paragraphs without a label that go on with what one with a label says."""

_FEWEST_LABELS = 3
_LONGEST_LABEL = 90
_FEWEST_QUESTIONS = 3
_LONGEST_QUESTION = 400
_ASKER = frozenset({"q", "question", "frage", "pregunta", "pergunta", "domanda", "вопрос", "问", "問", "f", "p", "d"})
_ANSWERER = frozenset({"a", "r", "answer", "réponse", "antwort", "respuesta", "resposta", "risposta", "ответ", "答"})


def labelled_drafts(wording: Wording, layout: Layout) -> list[Draft]:
    """Drafts of what the layout gives to somebody.

    Args:
        wording: of the text.
        layout: what the markup tells of it.
    """
    found = [*_signed(wording), *_transcript(wording)]
    if not found or not layout.questions:
        found += _interview(wording, layout)
    return found


def _signed(wording: Wording) -> Iterator[Draft]:
    """Quotations that fill their paragraph, with the line below them that signs them."""
    text, paragraphs = wording.text, wording.paragraphs
    for quotation in wording.quotations:
        block = quotation.kind is QuotationKind.BLOCK
        if quotation.depth or quotation.kind not in (QuotationKind.MARKS, QuotationKind.BLOCK):
            continue
        number = wording.paragraph_at(quotation.outer.start)
        paragraph = paragraphs[number]
        if quotation.outer.start != paragraph.start:
            continue
        inside = _SIGNED_INSIDE.search(text, max(paragraph.start, paragraph.end - _LONGEST_SIGNATURE), paragraph.end)
        if (
            inside
            and quotation.outer.end in (paragraph.end, inside.start() + 1)
            and _is_name(text, inside.end(), paragraph.end)
        ):
            content = Span(quotation.outer.start, inside.start() + 1)
            yield Draft((content,), (Span(inside.end(), paragraph.end),), (), _SIGNED_SURE)
            continue
        last = wording.paragraph_at(max(quotation.outer.start, quotation.outer.end - 1))
        if quotation.outer.end < paragraphs[last].end:
            continue
        below = paragraphs[last + 1] if last + 1 < len(paragraphs) else None
        signed = _SIGNED.match(text, below.start, below.end) if below is not None else None
        if (
            below is not None
            and signed
            and len(below) <= _LONGEST_SIGNATURE
            and _is_name(text, signed.end(), below.end)
        ):
            yield Draft((quotation.outer,), (Span(signed.end(), below.end),), (), _SIGNED_SURE)
        elif block and len(quotation.inner) > 40:
            yield Draft((quotation.outer,), (), (), _BLOCK_ALONE)


def _signature(text: str, below: Span | None) -> Span | None:
    """Who signs a quotation in the paragraph below it."""
    if below is None or len(below) > _LONGEST_SIGNATURE:
        return None
    signed = _SIGNED.match(text, below.start, below.end)
    return Span(signed.end(), below.end) if signed and _is_name(text, signed.end(), below.end) else None


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether what signs a quotation begins as a name does: two words with capitals, or one before a comma."""
    words = text[start:end].split(",")[0].split()
    if not words or len(words) > 8 or text[end - 1] in "?!:":
        return False
    return words[0][0].isupper() or not words[0][0].islower()


def _transcript(wording: Wording) -> Iterator[Draft]:
    """Paragraphs that begin with who speaks and a colon: "ROTH: We waited." """
    paragraphs = wording.paragraphs
    labels = _labels(wording)
    if not labels:
        return
    counts = Counter(match[1].strip().casefold() for match in labels.values())
    told = {label for label, count in counts.items() if count > 1 or label in _ASKER | _ANSWERER}
    if sum(counts[label] for label in told) < _FEWEST_LABELS or len(told) < 2:
        return
    number = 0
    asked = sum(label in _ASKER for label in told)
    main = _main_person(wording, paragraphs[0].start) if asked else None
    while number < len(paragraphs):
        match = labels.get(number)
        if match is None or not _speaks(match[1], told, counts):
            number += 1
            continue
        pieces = [Span(match.end(), paragraphs[number].end)]
        # In a transcript, paragraphs without a label go on.
        following = number + 1
        while match[1].isupper() and following < len(paragraphs) and following not in labels and following - number < 8:
            pieces.append(paragraphs[following])
            following += 1
        label = match[1].strip().casefold()
        source: tuple[Span, ...] = (Span(match.start(1), match.start(1) + len(match[1].strip())),)
        if label in _ANSWERER:
            source = (main,) if main is not None else ()
        if label not in _ASKER:
            yield Draft(tuple(pieces), source, (), _TRANSCRIPT)
        number = following


def _labels(wording: Wording) -> dict[int, re.Match[str]]:
    """By the numbers of paragraphs, what they begin with where a colon follows; none where these are too few."""
    text, paragraphs = wording.text, wording.paragraphs
    found: dict[int, re.Match[str]] = {}
    numbers = {wording.paragraph_at(place) for place in _colons(text)}
    for number in sorted(numbers) if len(numbers) >= _FEWEST_LABELS else ():
        paragraph = paragraphs[number]
        match = _LABEL.match(text, paragraph.start, min(paragraph.end, paragraph.start + _LONGEST_LABEL))
        if match is not None:
            found[number] = match
    return found if len(found) >= _FEWEST_LABELS else {}


def _colons(text: str) -> Iterator[int]:
    """Where colons stand before white space."""
    for colon in _COLONS:
        place = text.find(colon)
        while place >= 0:
            if text[place + 1 : place + 2].isspace():
                yield place
            place = text.find(colon, place + 1)


def _speaks(label: str, told: set[str], counts: Counter[str]) -> bool:
    """Whether a label names who speaks: one that comes again, or looks like one that does."""
    key = label.strip().casefold()
    return key in told or (label.isupper() and len(label) > 2 and bool(counts))


def _interview(wording: Wording, layout: Layout) -> Iterator[Draft]:
    """What follows questions in bold, or paragraphs that do nothing but ask, up to the next question."""
    text, paragraphs = wording.text, wording.paragraphs
    marked = {span.start for span in layout.questions}
    questions = [number for number, paragraph in enumerate(paragraphs) if paragraph.start in marked] if marked else []
    if len(questions) < 2:
        questions = [number for number, paragraph in enumerate(paragraphs) if _asks(text, paragraph)]
        if len(questions) < _FEWEST_QUESTIONS or not _alternate(questions, len(paragraphs)):
            return
    main = _main_person(wording, paragraphs[questions[0]].end)
    ends = [*questions[1:], len(paragraphs)]
    for question, end in zip(questions, ends, strict=True):
        # Behind the last answer nothing tells where the interview ends.
        last = min(end, question + 2) if end == len(paragraphs) else end
        pieces = tuple(paragraphs[number] for number in range(question + 1, last))
        if pieces:
            yield Draft(pieces, (main,) if main is not None else (), (), _ANSWER)


def _asks(text: str, paragraph: Span) -> bool:
    ends = text[paragraph.end - 1] in _QUESTION_ENDS and len(paragraph) <= _LONGEST_QUESTION
    return ends and text[paragraph.start] not in '«“"„”—–-'


def _alternate(questions: Sequence[int], count: int) -> bool:
    """Whether questions make up the text: answers of a few paragraphs stand between them."""
    gaps = [after - before for before, after in pairwise(questions)]
    return all(1 < gap <= 6 for gap in gaps) and (questions[-1] - questions[0]) * 2 >= count


def _main_person(wording: Wording, end: int) -> Span | None:
    """Who is asked: the name that the words before the first question are about."""
    names = names_of(wording)
    named = [names.at(number) for number in range(len(names))]
    asked = names.afresh()
    counts: Counter[tuple[str, ...]] = Counter()
    spans: dict[tuple[str, ...], Span] = {}
    for name in named:
        full = asked.full(name)
        if full.is_full and not full.is_body:
            weight = 3 if name.span.end <= end else 1
            counts[full.parts] += weight + 2 * bool(full.gender)
            spans.setdefault(full.parts, full.span)
    return spans[max(counts, key=lambda parts: counts[parts])] if counts else None

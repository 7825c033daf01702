"""From a text to its Drafts: tokens, what the network makes of them, and the tags around each cue as spans."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from tearsheet.making import maker
from tearsheet.native import saidloops
from tearsheet.statements.draft import Draft
from tearsheet.statements.engine.beyond import Runs
from tearsheet.statements.engine.features import Measured, measure
from tearsheet.statements.engine.network import AROUND, Cues, Network
from tearsheet.statements.engine.passages import UNKNOWN, complete, left_over, quoted
from tearsheet.statements.engine.tagger import Bounds, Tagger
from tearsheet.statements.engine.tokens import Tokens, tokenize
from tearsheet.statements.engine.unclaimed import is_said, unclaimed
from tearsheet.statements.quotations import Quotation
from tearsheet.statements.span import Span

__all__ = ["BOUNDS", "default_network", "find", "find_with"]

BOUNDS = Bounds(cue=0.3, alone=0.75)
"""Those of the package's own network."""

_PART = 16_000
"""Tokens that are read together: more would only take more memory."""

_BESIDE = AROUND + 16
"""Tokens on either side of a part that only give context."""

_AT_ONCE = 256
"""Cues whose tags are looked for together: more would only take more memory."""

_LAST_OF_CONTENT = 2
"""Tags above this are of the source; those that go on with a piece are even, the one before begins it."""

_STRIP, _MOST = 512, 64
"""In so many tokens there are at most so many cues."""


@cache
def default_network() -> Network:
    """The network of the package."""
    with files(__package__).joinpath("statements.npz").open("rb") as file, np.load(file) as weights:
        return Network.read(weights)


def find(text: str, language: str | None, quotations: Sequence[Quotation]) -> list[Draft]:
    """The statements of a text, in the order of their cues.

    Args:
        text: of an article, with paragraphs on lines of their own.
        language: BCP 47 tag, or None where it is not known.
        quotations: of the text.
    """
    return find_with(default_network(), text, language, quotations)


def find_with(
    tagger: Tagger, text: str, language: str | None, quotations: Sequence[Quotation], bounds: Bounds = BOUNDS
) -> list[Draft]:
    """The same with another tagger than the package's own network."""
    tokens = tokenize(text)
    count = len(tokens.words)
    measured = measure(tokens, quotations, (language or "").partition("-")[0].lower())
    begins = [quotation.outer.start for quotation in quotations]
    drafts: list[Draft] = []
    for first in range(0, count, _PART):
        end = min(first + _PART, count)
        low, high = max(first - _BESIDE, 0), min(end + _BESIDE, count)
        whole = high - low == count
        part = _Part(
            tagger,
            tokens if whole else tokens.part(low, high),
            measured if whole else measured.part(low, high),
        )
        chars = (int(tokens.starts[first]), int(tokens.ends[end - 1]))
        some = quotations[bisect_left(begins, chars[0]) : bisect_left(begins, chars[1])]
        cues = part.cues(first - low, end - low, bounds.cue)
        found = [
            draft
            for draft, cue in zip(part.drafts(cues), cues.likely.tolist(), strict=True)
            if draft is not None and (draft.source or cue >= bounds.alone or quoted(draft, some))
        ]
        found = part.said(complete(found, some))
        passages = left_over(text, found, some)
        passages += part.unclaimed(found, passages, slice(first - low, end - low))
        for passage, draft in zip(passages, part.drafts(part.anchors(passages)), strict=True):
            source = tuple(span for span in draft.source if not span.meets(passage)) if draft is not None else ()
            found.append(Draft((passage,), source, (), tagger.sure(UNKNOWN, bool(source))))
        drafts += found
    return drafts


_span, _made = maker(Span), maker(Draft)


class _Part:
    """Tokens that are read together."""

    def __init__(self, tagger: Tagger, tokens: Tokens, measured: Measured) -> None:
        self._tagger, self._tokens = tagger, tokens
        self._tagging = tagger.tagging(tokens, measured)
        inside = self._tagging.inside
        self._runs = None if inside is None else Runs(tokens, inside)

    def cues(self, first: int, end: int, likely: float) -> Cues:
        """Those that begin from one token on up to another."""
        cues = _cues(self._tagging.likely, likely)
        chosen = slice(*np.searchsorted(cues.starts, (first, end)).tolist())
        return cues.part(chosen.start, chosen.stop)

    def said(self, found: list[Draft]) -> list[Draft]:
        """Statements without those whose contents nobody seems to say."""
        inside = self._tagging.inside
        return found if inside is None else [draft for draft in found if is_said(self._tokens, inside, draft.content)]

    def unclaimed(self, found: Sequence[Draft], passages: Sequence[Span], here: slice) -> list[Span]:
        """What is surely said by somebody, and of which no statement holds anything."""
        if self._tagging.inside is None:
            return []
        spans = [*passages, *(piece for draft in found for piece in draft.content)]
        return unclaimed(self._tokens, self._tagging.inside, spans, here)

    def anchors(self, passages: Sequence[Span]) -> Cues:
        """The first tokens of passages that have no cue."""
        starts = np.searchsorted(self._tokens.ends, [passage.start for passage in passages], "right")
        starts = np.minimum(starts, len(self._tokens.words) - 1)
        return Cues(starts, starts, np.full(len(starts), UNKNOWN, np.float32))

    def drafts(self, cues: Cues) -> list[Draft | None]:
        """What is said, and by whom, by each cue; None by one that nothing is said by."""
        found: list[Draft | None] = []
        for start in range(0, len(cues), _AT_ONCE):
            some = cues.part(start, start + _AT_ONCE)
            rows = self._tagger.best_tags_with_source(self._tagging.scores(some))
            pieces = _pieces(self._tokens, rows, some.starts - AROUND)
            if self._runs is not None:
                pieces = [
                    (_read_on(self._runs, content, start), source)
                    for (content, source), start in zip(pieces, some.starts.tolist(), strict=True)
                ]
            found += [_draft(self._tagger, self._tokens, some, number, each) for number, each in enumerate(pieces)]
        return found


def _read_on(runs: Runs, content: list[Span], cue: int) -> list[Span]:
    """A content with what it goes on with farther from its cue than is looked at."""
    return runs.read_on(content, cue - AROUND, cue + AROUND) if content else content


def _cues(tags: NDArray[np.float32], likely: float) -> Cues:
    """Where cues begin, and how far each goes on."""
    either = np.maximum(tags[:, 1], tags[:, 3])
    starts = np.flatnonzero(either >= likely)
    if len(starts) > _MOST:
        starts = _sparse(starts, either)
    ends = [_end_of_cue(tags, start) for start in starts.tolist()]
    return Cues(starts, np.array(ends, np.int64), either[starts])


def _end_of_cue(tags: NDArray[np.float32], start: int) -> int:
    """Behind the last token of a cue; its start for an anchor."""
    _, begin, _, anchor = tags[start].tolist()
    if anchor > begin:
        return start
    for end in range(start + 1, len(tags)):
        none, begin, inside, _ = tags[end].tolist()
        if inside <= none or inside <= begin:
            return end
    return len(tags)


def _sparse(starts: NDArray[np.int64], likely: NDArray[np.float32]) -> NDArray[np.int64]:
    """The likeliest where they stand closer than cues do in any text, as in a word said a thousand times."""
    strips = starts // _STRIP
    order = np.lexsort((-likely[starts], strips))
    rank = np.arange(len(order)) - np.searchsorted(strips[order], strips[order])
    return np.sort(starts[order[rank < _MOST]])


def _draft(
    tagger: Tagger, tokens: Tokens, cues: Cues, number: int, pieces: tuple[list[Span], list[Span]]
) -> Draft | None:
    content, source = pieces
    if not content:
        return None
    start, end = int(cues.starts[number]), int(cues.ends[number])
    cue = (_span(int(tokens.starts[start]), int(tokens.ends[end - 1])),) if end > start else ()
    return _made(tuple(content), tuple(source), cue, tagger.sure(float(cues.likely[number]), bool(source)))


def _pieces(tokens: Tokens, rows: NDArray[np.int64], firsts: NDArray[np.int64]) -> list[tuple[list[Span], list[Span]]]:
    """Runs of tags as spans, those of the content and those of the source; none goes on over a paragraph's end.

    Args:
        tokens: of the text.
        rows: tags around each of K cues.
        firsts: K, index of the token that each row begins with.
    """
    found: list[tuple[list[Span], list[Span]]]
    if saidloops is not None:
        text = (tokens.gaps, tokens.starts, tokens.ends)
        found = saidloops.pieces(rows, np.ascontiguousarray(firsts), text, _LAST_OF_CONTENT, _span)
        return found
    found = [([], []) for _ in rows]
    numbers, places = rows.nonzero()
    if not len(numbers):
        return found
    tags = rows[numbers, places]
    places = places + firsts[numbers]
    goes_on = (tags[1:] % 2 == 0) & (numbers[1:] == numbers[:-1]) & (places[1:] == places[:-1] + 1)
    goes_on &= ((tags[:-1] == tags[1:]) | (tags[:-1] == tags[1:] - 1)) & (tokens.gaps[places[1:]] != 3)
    begins = np.flatnonzero(np.concatenate(([True], ~goes_on)))
    ends = np.append(begins[1:], len(places)) - 1
    runs = (numbers[begins], tags[begins], tokens.starts[places[begins]], tokens.ends[places[ends]])
    for number, tag, start, end in zip(*(each.tolist() for each in runs), strict=True):
        found[number][tag > _LAST_OF_CONTENT].append(Span(start, end))
    return found

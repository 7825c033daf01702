"""From a text to its Drafts: tokens, what the network makes of them, and the tags around each cue as spans."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from tearsheet.statements.draft import Draft
from tearsheet.statements.engine.features import measure
from tearsheet.statements.engine.network import AROUND, Cues, Network
from tearsheet.statements.engine.tokens import Tokens, tokenize
from tearsheet.statements.quotations import Quotation
from tearsheet.statements.span import Span

__all__ = ["find", "find_with"]

LIKELY = 0.4
"""Cues less likely than this are none."""

_AT_ONCE = 64
"""Cues that are read for together: more would only take more memory."""

_CUT = 6000
"""Tokens that are read together; a longer text is read in parts that begin with a paragraph where they can."""


@cache
def _network() -> Network:
    with files(__package__).joinpath("statements.npz").open("rb") as file, np.load(file) as weights:
        return Network.read(weights)


def find(text: str, language: str | None, quotations: Sequence[Quotation]) -> list[Draft]:
    """The statements of a text, in the order of their cues.

    Args:
        text: of an article, with paragraphs on lines of their own.
        language: BCP 47 tag, or None where it is not known.
        quotations: of the text.
    """
    return find_with(_network(), text, language, quotations)


def find_with(
    network: Network, text: str, language: str | None, quotations: Sequence[Quotation], likely: float = LIKELY
) -> list[Draft]:
    """The same with a network that is not the package's own."""
    tokens = tokenize(text)
    if not tokens.words:
        return []
    measured = measure(tokens, quotations, (language or "").partition("-")[0].lower())
    hidden = network.encode(measured)
    tags = network.cue_tags(hidden)
    cues = _cues(tags, likely)
    drafts: list[Draft] = []
    for start in range(0, len(cues), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        some = Cues(cues.starts[part], cues.ends[part], cues.likely[part])
        scores = network.tag_scores(hidden, some, tokens, tags[:, 1])
        for number, row in enumerate(network.best_tags(scores)):
            draft = _draft(tokens, some, number, row)
            if draft is not None:
                drafts.append(draft)
    return drafts


def _cues(tags: NDArray[np.float32], likely: float) -> Cues:
    """Where cues begin, and how far each goes on."""
    starts = np.flatnonzero((tags[:, 1] >= likely) | (tags[:, 3] >= likely))
    going = (tags[:, 2] > tags[:, 0]) & (tags[:, 2] > tags[:, 1])
    ends = starts + 1
    for number, start in enumerate(starts.tolist()):
        if tags[start, 3] > tags[start, 1]:
            ends[number] = start
            continue
        end = start + 1
        while end < len(going) and going[end]:
            end += 1
        ends[number] = end
    return Cues(starts, ends, np.maximum(tags[starts, 1], tags[starts, 3]))


def _draft(tokens: Tokens, cues: Cues, number: int, row: NDArray[np.int8]) -> Draft | None:
    first = int(cues.starts[number]) - AROUND
    content = _pieces(tokens, row, first, 1)
    if not content:
        return None
    start, end = int(cues.starts[number]), int(cues.ends[number])
    cue = (Span(int(tokens.starts[start]), int(tokens.ends[end - 1])),) if end > start else ()
    return Draft(content, _pieces(tokens, row, first, 3), cue, float(cues.likely[number]))


def _pieces(tokens: Tokens, row: NDArray[np.int8], first: int, begins: int) -> tuple[Span, ...]:
    """Runs of a tag as spans; none goes on over the end of a paragraph."""
    members = np.flatnonzero((row == begins) | (row == begins + 1)) + first
    if not len(members):
        return ()
    fresh = (row[members - first] == begins) | (np.diff(members, prepend=-2) > 1) | (tokens.gaps[members] == 3)
    runs = np.split(members, np.flatnonzero(fresh)[1:])
    return tuple(Span(int(tokens.starts[run[0]]), int(tokens.ends[run[-1]])) for run in runs)

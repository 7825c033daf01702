"""Texts with statements made into what the tagger learns from: rows of its table, and the tags that would be right."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.brat import Attribution, Document, Spans
from tearsheet.statements.engine.features import Measured, measure, without_words
from tearsheet.statements.engine.network import AROUND, TAGS
from tearsheet.statements.engine.tokens import Tokens, tokenize
from tearsheet.statements.quotations import find_quotations

__all__ = ["Example", "make_example"]

_NOT_KNOWN = -1


@dataclass(frozen=True, slots=True)
class Example:
    """A text to learn from, N tokens and K cues.

    Attributes:
        name: of the text.
        tokens: of the text.
        measured: what the tagger sees.
        unnamed: what it sees of it where it knows no words of the language.
        cues: N, int8, numbers of `CUE_TAGS`; -1 where nobody knows.
        inside: N by 2, float32, whether in any content, in any source; -1 where nobody knows.
        starts: K, first token of each cue.
        ends: K, the token after its last one; its start for an anchor.
        tags: K by 2 `AROUND` + 1, int8, numbers of `TAGS` around each cue.
        firsts: K, first token of each content.
        tags_of_content: the same as ``tags`` around that.
    """

    name: str
    tokens: Tokens
    measured: Measured
    unnamed: Measured
    cues: NDArray[np.int8]
    inside: NDArray[np.float32]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    tags: NDArray[np.int8]
    firsts: NDArray[np.int64]
    tags_of_content: NDArray[np.int8]


def make_example(document: Document, language: str) -> Example:
    """What can be learned from a text; of what is doubtful, nothing."""
    tokens = tokenize(document.text)
    quotations = find_quotations(document.text)
    count = len(tokens.words)
    cues = np.zeros(count, np.int8)
    inside = np.zeros((count, 2), np.float32)
    known: dict[tuple[int, int], list[Attribution]] = {}
    for attribution in document.attributions:
        place = _cue_place(tokens, attribution)
        if attribution.doubtful:
            cues[place[0] : max(place[1], place[0] + 1)] = _NOT_KNOWN
            for column, spans in enumerate((attribution.content, attribution.source)):
                inside[_members(tokens, spans), column] = _NOT_KNOWN
        else:
            known.setdefault(place, []).append(attribution)
    starts, ends, tags, firsts, tags_of_content = [], [], [], [], []
    taken = np.zeros(count, bool)
    for (start, end), attributions in sorted(known.items(), key=lambda item: (item[0][1] == item[0][0], item[0])):
        content = _members(tokens, [span for each in attributions for span in each.content])
        source = _members(tokens, [span for each in attributions for span in each.source])
        inside[content, 0] = 1
        inside[source, 1] = 1
        stop = max(end, start + 1)
        if taken[start:stop].any():
            continue
        taken[start:stop] = True
        cues[start:stop] = 3 if end == start else 2
        cues[start] = 3 if end == start else 1
        starts.append(start)
        ends.append(end)
        whole = _tags(count, content, source)
        first = int(content[0]) if len(content) else start
        tags.append(_window(whole, start))
        firsts.append(first)
        tags_of_content.append(_window(whole, first))
    measured = measure(tokens, quotations, language)
    order = np.argsort(np.array(starts, np.int64), kind="stable")
    return Example(
        document.name,
        tokens,
        measured,
        without_words(measured),
        cues,
        inside,
        np.array(starts, np.int64)[order],
        np.array(ends, np.int64)[order],
        np.array(tags, np.int8).reshape(-1, 2 * AROUND + 1)[order],
        np.array(firsts, np.int64)[order],
        np.array(tags_of_content, np.int8).reshape(-1, 2 * AROUND + 1)[order],
    )


def _cue_place(tokens: Tokens, attribution: Attribution) -> tuple[int, int]:
    if attribution.cue:
        members = _members(tokens, attribution.cue[:1])
        if len(members):
            return int(members[0]), int(members[-1]) + 1
    members = _members(tokens, attribution.content)
    first = int(members[0]) if len(members) else 0
    return first, first


def _members(tokens: Tokens, spans: Spans | Iterable[tuple[int, int]]) -> NDArray[np.int64]:
    """The tokens that have a character in any of the spans."""
    ranges = [
        np.arange(np.searchsorted(tokens.ends, start, "right"), np.searchsorted(tokens.starts, end, "left"))
        for start, end in spans
    ]
    return np.unique(np.concatenate(ranges)).astype(np.int64) if ranges else np.zeros(0, np.int64)


def _tags(count: int, content: NDArray[np.int64], source: NDArray[np.int64]) -> NDArray[np.int8]:
    tags = np.zeros(count, np.int8)
    for members, first in ((content, 1), (source, 3)):
        free = members[tags[members] == 0]
        if len(free):
            tags[free] = first + 1
            tags[free[np.diff(free, prepend=-2) > 1]] = first
    return tags


def _window(tags: NDArray[np.int8], start: int) -> NDArray[np.int8]:
    reach = start + np.arange(-AROUND, AROUND + 1)
    there = (reach >= 0) & (reach < len(tags))
    window = np.where(there, tags[np.clip(reach, 0, len(tags) - 1)], 0).astype(np.int8)
    # A piece cut by the edge of what is looked at begins there.
    if window[0] and TAGS[window[0]] in ("content", "source"):
        window[0] -= 1
    return window

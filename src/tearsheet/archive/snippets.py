"""The passage of a text that a query hits best, with the hits marked."""

from bisect import bisect_left
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from tearsheet.archive.folding import tokens

__all__ = ["Snippet", "find_hits", "make_snippet"]

_MOST_SEARCHED = 200_000


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage of a text.

    Attributes:
        text: the passage, white space as it stands.
        hits: where in ``text`` a word or phrase of the query stands: start and end of each, in order, apart.
        start: where the passage begins in the whole text, in characters.
        cut_before: whether text stands before it.
        cut_after: whether text stands after it.
    """

    text: str
    hits: tuple[tuple[int, int], ...]
    start: int
    cut_before: bool
    cut_after: bool

    def marked(self, before: str = "[", after: str = "]") -> str:
        """The passage on one line, every hit between two marks, an ellipsis where it is cut."""
        pieces: list[str] = []
        at = 0
        for start, end in self.hits:
            pieces += (self.text[at:start], before, self.text[start:end], after)
            at = end
        pieces.append(self.text[at:])
        line = " ".join("".join(pieces).split())
        return f"{'… ' if self.cut_before else ''}{line}{' …' if self.cut_after else ''}"


def find_hits(text: str, terms: Sequence[tuple[tuple[str, ...], bool]]) -> list[tuple[int, int, int]]:
    """Where the terms of a query stand.

    Args:
        text: where to look; of a very long one, the first 200,000 characters.
        terms: as in `tearsheet.archive.query.Query`.

    Returns:
        Start, end and index of the term, by place; of those that overlap, the first and longest.
    """
    if not terms:
        return []
    longest = max(len(words) for words, _ in terms)
    by_last: dict[str, Sequence[int]] = {}
    prefixes: list[int] = []
    for number, (words, prefix) in enumerate(terms):
        if prefix:
            prefixes.append(number)
        else:
            by_last[words[-1]] = (*by_last.get(words[-1], ()), number)
    found: list[tuple[int, int, int]] = []
    seen: deque[tuple[str, int]] = deque(maxlen=longest)
    # A phrase is told by the words that stand side by side, so that none may be left out.
    firsts = "".join(sorted({words[0][0] for words, _ in terms})) if longest == 1 else ""
    plain = firsts.isascii() and firsts.isalnum()
    for word, start, end in tokens(text[:_MOST_SEARCHED], firsts if plain else ""):
        seen.append((word, start))
        ends_here = by_last.get(word, ())
        if prefixes:
            ends_here = (*ends_here, *(n for n in prefixes if word.startswith(terms[n][0][-1])))
        for number in ends_here:
            before = terms[number][0][:-1]
            window = list(seen)[-len(before) - 1 :]
            if len(window) == len(before) + 1 and all(
                have == want for (have, _), want in zip(window, before, strict=False)
            ):
                found.append((window[0][1], end, number))
    found.sort(key=lambda hit: (hit[0], -hit[1]))
    apart: list[tuple[int, int, int]] = []
    for hit in found:
        if not apart or hit[0] >= apart[-1][1]:
            apart.append(hit)
    return apart


def make_snippet(text: str, terms: Sequence[tuple[tuple[str, ...], bool]], length: int = 240) -> Snippet:
    """The passage where most of a query's terms stand close together; the beginning where none does.

    Args:
        text: the whole text.
        terms: as in `tearsheet.archive.query.Query`.
        length: characters of the passage, about.
    """
    hits = find_hits(text, terms)
    first = _best(hits, length)
    begin = 0
    if hits:
        last = bisect_left(hits, (hits[first][0] + length, 0, 0)) - 1
        room = max(0, length - (hits[last][1] - hits[first][0]))
        begin = max(0, hits[first][0] - min(room // 2, 80))
    end = min(len(text), begin + length)
    begin = _word_start(text, begin)
    end = _word_end(text, end)
    inside = tuple((start - begin, stop - begin) for start, stop, _ in hits if start >= begin and stop <= end)
    return Snippet(text[begin:end], inside, begin, begin > 0, end < len(text))


def _best(hits: Sequence[tuple[int, int, int]], length: int) -> int:
    """Index of the hit from which on most terms stand within a length; of several, the first."""
    best, best_worth = 0, (0, 0)
    inside: dict[int, int] = {}
    right = 0
    for left, (start, _, term) in enumerate(hits):
        while right < len(hits) and hits[right][1] <= start + length:
            inside[hits[right][2]] = inside.get(hits[right][2], 0) + 1
            right += 1
        if (len(inside), right - left) > best_worth:
            best, best_worth = left, (len(inside), right - left)
        if right > left:
            inside[term] -= 1
            if not inside[term]:
                del inside[term]
        else:
            right = left + 1
    return best


def _word_start(text: str, at: int) -> int:
    """The next place at which a word may begin, at most 20 characters on."""
    if at == 0:
        return 0
    for place in range(at, min(at + 20, len(text))):
        if text[place - 1].isspace():
            return place
    return at


def _word_end(text: str, at: int) -> int:
    """The last place at which a word may end, at most 20 characters back."""
    if at >= len(text):
        return len(text)
    for place in range(at, max(at - 20, 0), -1):
        if text[place].isspace():
            return place
    return at

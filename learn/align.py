"""Which words of a page are words of its gold text: alignment of two word sequences.

Longest chains of shared word runs, found as a longest common subsequence over k-grams (J. Hunt and T. Szymanski, "A
fast algorithm for computing longest common subsequences", CACM 20(5), 1977), first of long runs, then of shorter ones
in the gaps. A menu entry that repeats a word of the article is thus not taken for content.
"""

import re
from bisect import bisect_left
from collections import defaultdict

__all__ = ["align", "counterparts", "tokens"]

_TOKEN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7a3]|\\w+")
_RUNS = (6, 3, 1)
_LARGEST_GAP = {6: 10**9, 3: 2000, 1: 40}
_MOST_ALIKE = 8


def tokens(text: str) -> list[str]:
    """Words in lower case; every Chinese, Japanese or Korean character is one."""
    return _TOKEN.findall(text.lower())


def align(page: list[str], gold: list[str]) -> list[bool]:
    """Mark the words of ``page`` that belong to ``gold``.

    Args:
        page: words of the page in reading order.
        gold: words of the gold text.

    Returns:
        One flag a word of the page.
    """
    return [position >= 0 for position in counterparts(page, gold)]


def counterparts(page: list[str], gold: list[str]) -> list[int]:
    """Which word of ``gold`` each word of ``page`` is, -1 for none.

    Args:
        page: words of the page in reading order.
        gold: words of the gold text.

    Returns:
        Positions in ``gold``, ascending where they are not -1.
    """
    matched = [-1] * len(page)
    gaps = [(0, len(page), 0, len(gold))]
    for run in _RUNS:
        rest: list[tuple[int, int, int, int]] = []
        for gap in gaps:
            low, high, gold_low, gold_high = gap
            if not (run <= high - low <= _LARGEST_GAP[run] and run <= gold_high - gold_low <= _LARGEST_GAP[run]):
                rest.append(gap)
                continue
            at, gold_at = low, gold_low
            for i, j in _chain(page, gold, gap, run):
                if i < at or j < gold_at:
                    continue
                start, gold_start = i, j
                while start > at and gold_start > gold_at and page[start - 1] == gold[gold_start - 1]:
                    start, gold_start = start - 1, gold_start - 1
                end, gold_end = i + run, j + run
                while end < high and gold_end < gold_high and page[end] == gold[gold_end]:
                    end, gold_end = end + 1, gold_end + 1
                rest.append((at, start, gold_at, gold_start))
                matched[start:end] = range(gold_start, gold_start + end - start)
                at, gold_at = end, gold_end
            rest.append((at, high, gold_at, gold_high))
        gaps = rest
    return matched


def _chain(page: list[str], gold: list[str], gap: tuple[int, int, int, int], run: int) -> list[tuple[int, int]]:
    """The longest ascending chain of shared runs in a gap, as pairs of positions."""
    low, high, gold_low, gold_high = gap
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j in range(gold_low, gold_high - run + 1):
        places[tuple(gold[j : j + run])].append(j)
    tails: list[int] = []
    nodes: list[tuple[int, int, int]] = []
    last: list[int] = []
    for i in range(low, high - run + 1):
        alike = places.get(tuple(page[i : i + run]), ())
        if len(alike) > _MOST_ALIKE:
            continue
        for j in reversed(alike):
            position = bisect_left(tails, j)
            node = (i, j, last[position - 1] if position else -1)
            nodes.append(node)
            if position == len(tails):
                tails.append(j)
                last.append(len(nodes) - 1)
            else:
                tails[position] = j
                last[position] = len(nodes) - 1
    chain: list[tuple[int, int]] = []
    at = last[-1] if last else -1
    while at >= 0:
        i, j, at = nodes[at]
        chain.append((i, j))
    chain.reverse()
    return chain

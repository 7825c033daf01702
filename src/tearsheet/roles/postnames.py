"""Who wrote the posts of a flat capture: a name stands at the same place in the head of each."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tearsheet.page.block import Block
from tearsheet.roles.linestamps import HEAD, Stamp
from tearsheet.roles.postwords import (
    LONGEST_NAME,
    beginning_of,
    ending_of,
    is_fact,
    key_of_words,
    may_be_name,
    named,
    post_words,
)

__all__ = ["find_names"]

_TRAILING = re.compile(r"\s*\(\d+\)\Z|\s*[·•|,]\s*\Z")
"""A count or a divider behind one."""


def find_names(group: Sequence[Stamp], blocks: Sequence[Block], text: Sequence[bool]) -> list[tuple[int, str | None]]:
    """The line and the name of each post's writer."""
    inline = [_inline(stamp) for stamp in group]
    if 2 * sum(name is not None for name in inline) > len(group) and len(set(inline)) > 1:
        return [(stamp.block if name else -1, name) for stamp, name in zip(group, inline, strict=True)]
    lines = frozenset(_folded(block.text) for block in blocks if len(block.text) <= LONGEST_NAME)
    heads = [_candidates(number, group, blocks, text, lines) for number in range(len(group))]
    quoted = _quoted(blocks)
    seen = Counter(name for head in heads for name in {_folded(one.name) for one in head})
    often = {name for name, count in seen.items() if count > 3 and 2 * count > len(group)}
    slots: dict[tuple[str, int], float] = {}
    distinct: dict[tuple[str, int], set[str]] = {}
    for number, head in enumerate(heads):
        for slot, one in _slotted(head):
            # The first post has the page's menus above it.
            if number == 0 and slot[0] == "first":
                continue
            key = _folded(one.name)
            worth = 1.0 + 1.5 * (key in quoted) + 1.5 * one.told
            distinct.setdefault(slot, set()).add(key)
            slots[slot] = slots.get(slot, 0.0) + worth - 0.9 * (key in often and key not in quoted and not one.told)
    if not slots:
        return [(-1, None)] * len(group)
    # Several members share a rank, but none has two.
    for slot, names in distinct.items():
        slots[slot] += 0.8 * len(names)
    order = sorted(slots, key=lambda slot: (-slots[slot], _SLOTS.index(slot[0]), abs(slot[1]), slot))
    found: list[tuple[int, str | None]] = []
    for head in heads:
        own = dict(_slotted(head))
        labelled = next((one for one in head if one.told and _folded(one.name) in quoted), None)
        first = own.get(order[0])
        chosen = first or labelled or next((own[slot] for slot in order[1:4] if slot in own), None)
        found.append((chosen.block, chosen.name) if chosen is not None else (-1, None))
    return found


_SLOTS = ("told", "fact", "offset", "first")
"""Places in a head, the surest first."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line that may be a name.

    Attributes:
        block: its index.
        name: what it says.
        offset: lines from the date, above it negative.
        told: whether a word before it, a letter for its picture or the same line beside it says that it is a name.
        before_fact: whether what is told of a member stands right below it.
    """

    block: int
    name: str
    offset: int
    told: bool
    before_fact: bool


def _shortened(name: str, lines: frozenset[str]) -> str:
    """A name without what stands behind it on its line, where the name alone is another line."""
    words = name.split()
    for count in range(1, len(words)):
        if " ".join(words[:count]).casefold() in lines and (
            words[count][0].isdigit()
            or words[count].casefold() in ("is", "(online)", "ist", "est", "está", "online", "offline")
        ):
            return " ".join(words[:count])
    return name


def _candidates(
    number: int,
    group: Sequence[Stamp],
    blocks: Sequence[Block],
    text: Sequence[bool],
    lines: frozenset[str],
) -> list[_Candidate]:
    """Lines of a post's head that may be a name, the nearest to the date first on either side."""
    stamp = group[number].block
    least = group[number - 1].block if number else -1
    most = group[number + 1].block if number + 1 < len(group) else len(blocks)
    found: list[_Candidate] = []
    for step in (-1, 1):
        at, offset = stamp + step, 0
        while least < at < most and abs(at - stamp) <= HEAD and not text[at]:
            one = _candidate(at, blocks)
            if one is not None and " " in one[0]:
                one = _shortened(one[0], lines), one[1]
            if one is not None:
                offset += step
                name, told = one
                below = blocks[at + 1].text if at + 1 < len(blocks) else ""
                found.append(_Candidate(at, name, offset, told, bool(below) and is_fact(below)))
            at += step
    return found


def _candidate(at: int, blocks: Sequence[Block]) -> tuple[str, bool] | None:
    """The name that a line may be, and whether the lines beside it say so."""
    words = post_words()
    text = blocks[at].text.strip()
    above = blocks[at - 1].text.strip() if at else ""
    below = blocks[at + 1].text.strip() if at + 1 < len(blocks) else ""
    by = beginning_of(text, words["by"])
    if by:
        rest = text[by:].strip(" :：,|»")
        return (rest, True) if rest and may_be_name(rest) else None
    text = _TRAILING.sub("", text)
    rank = ending_of(text, words["rank"]) or ending_of(text, words["by"])
    text = text[: len(text) - rank].strip(" |·•,") if rank and rank < len(text) else text
    if not may_be_name(text):
        return None
    if len(text) > len(below) >= 2 and may_be_name(below) and (text.startswith(below) or text.endswith(below)):
        # The description of a member's picture.
        return None
    key = key_of_words(above)
    if key in words["fact"] and key not in words["rank"]:
        return None
    initial = len(above) <= 2 and above[:1].casefold() == text[:1].casefold() and above.isalpha()
    again = above.casefold() == text.casefold() or (
        len(above) > len(text) >= 2 and (above.startswith(text) or above.endswith(text))
    )
    told = key in words["by"] or initial or again
    return text, told


def _slotted(head: Sequence[_Candidate]) -> Iterator[tuple[tuple[str, int], _Candidate]]:
    """The places in a head by which lines of several heads are compared."""
    for one in head:
        yield ("offset", one.offset), one
    above = [one for one in head if one.offset < 0]
    if above:
        yield ("first", 0), above[-1]
    told = next((one for one in head if one.told), None)
    if told is not None:
        yield ("told", 0), told
    fact = next((one for one in reversed(above) if one.before_fact), None) or next(
        (one for one in head if one.before_fact), None
    )
    if fact is not None:
        yield ("fact", 0), fact


def _quoted(blocks: Sequence[Block]) -> frozenset[str]:
    """Names behind which a line says that they said something."""
    said = tuple(post_words()["quoted"])
    found: set[str] = set()
    for block in blocks:
        text = block.text
        if not 3 <= len(text) <= 60:
            continue
        bare = text.rstrip(" :：↑.…")
        folded = bare.casefold()
        for word in said if folded.endswith(said) else ():
            if len(bare) > len(word) + 1 and folded.endswith(word):
                found.add(_folded(bare[: -len(word)].strip(" @,:")))
        if text[-1] in ":：" and bare:
            found.add(_folded(bare))
    return frozenset(found)


def _inline(stamp: Stamp) -> str | None:
    """The name on the same line as the date."""
    for part in (stamp.before, stamp.after):
        name = named(part)
        if name:
            return name
    return None


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())

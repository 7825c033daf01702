"""What a page says that it is about, as a standfirst is held against it: its descriptions and its titles.

Texts are compared by their words and pairs of words, which are counted once for each text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from tearsheet.article.metadata.declared import Clue, Declared
from tearsheet.article.metadata.wording import fold, words
from tearsheet.page.block import Block

__all__ = ["Descriptions", "Wording", "read_descriptions"]

_SHORTEST = 20
_MOST = 12
_CUT = re.compile(r"\s*(?:\.{3,}|…|\[…\]|\[\.\.\.\])\s*\Z")
_ALIKE = 0.85
_TITLE_ALIKE = 0.8
_MOSTLY = 0.6
_FEW_WORDS = 6


@dataclass(frozen=True)
class Wording:
    """A text as it is compared.

    Attributes:
        text: as it is.
        words: in order.
        known: each word once.
    """

    text: str
    words: tuple[str, ...]
    known: frozenset[str]

    @staticmethod
    def of(text: str) -> "Wording":
        """The wording of a text."""
        found = tuple(words(text))
        return Wording(text, found, frozenset(found))

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Words that follow each other; of titles nobody asks for them."""
        return frozenset(pairwise(self.words))

    def like(self, other: "Wording") -> float:
        """Dice coefficient of the words of both, 0 to 1."""
        total = len(self.known) + len(other.known)
        return 2 * len(self.known & other.known) / total if total else 0.0

    def may_be_like(self, other: "Wording", least: float) -> bool:
        """Whether `like` can be as much: a short text and a long one have little in common."""
        own, others = len(self.known), len(other.known)
        return 2 * min(own, others) >= least * (own + others)

    def within(self, other: "Wording") -> float:
        """Share of these words that the other has."""
        return len(self.known & other.known) / len(self.known) if self.known else 0.0


@dataclass(frozen=True, slots=True)
class Descriptions:
    """What a page says about its article.

    Attributes:
        clues: its descriptions, as found.
        descriptions: the wording of each, once, with the clues that have it.
        titles: every spelling of the title, folded, with its wording; the visible one first.
    """

    clues: tuple[Clue, ...]
    descriptions: tuple[tuple[Wording, bool, tuple[Clue, ...]], ...]
    titles: tuple[tuple[str, Wording], ...]

    def equal(self, text: Wording) -> tuple[Clue, ...]:
        """The descriptions that are the text, whole or cut off at their end."""
        found: list[Clue] = []
        for description, cut, clues in self.descriptions:
            if cut:
                start = frozenset(text.words[: len(description.words) + 8])
                shared = len(description.known & start)
                same = len(description.words) > 5 and shared >= _ALIKE * len(description.known)
            else:
                same = text.may_be_like(description, _ALIKE) and text.like(description) >= _ALIKE
            if same:
                found += clues
        return tuple(found)

    def told(self, text: Wording) -> bool:
        """Whether most of the text stands in a description, or most of one in the text.

        By pairs of words, as single characters of Chinese are anywhere.
        """
        for description, _, _ in self.descriptions:
            fewer = min(len(text.pairs), len(description.pairs))
            if fewer >= _FEW_WORDS and len(text.pairs & description.pairs) >= _MOSTLY * fewer:
                return True
        return False

    def entitled(self, text: Wording, *, heading: bool, otherwise: bool) -> bool:
        """Whether a text is the title, another spelling of it, or a part.

        Args:
            text: the text.
            heading: whether it is a heading, and so may be a part of the title.
            otherwise: whether something else is known of it, so that only the visible title itself counts.
        """
        folded = fold(text.text)
        if self.titles and folded == self.titles[0][0]:
            return True
        if otherwise:
            return False
        for title, wording in self.titles:
            if folded == title or (heading and text.within(wording) > _TITLE_ALIKE):
                return True
            if text.may_be_like(wording, _TITLE_ALIKE) and text.like(wording) > _TITLE_ALIKE:
                return True
        return False


def read_descriptions(declared: Declared, title: Block | None) -> Descriptions:
    """Gather what a page says about its article.

    Args:
        declared: what it declares.
        title: the Block of the title.
    """
    titles, second = _titles(declared, title)
    clues = [clue for clue in (*_stated(declared), *second) if len(clue.text) >= _SHORTEST]
    by_text: dict[str, list[Clue]] = {}
    for clue in clues:
        by_text.setdefault(clue.text, []).append(clue)
    descriptions = tuple(
        (Wording.of(_CUT.sub("", text)), _CUT.search(text) is not None, tuple(same))
        for text, same in list(by_text.items())[:_MOST]
    )
    return Descriptions(tuple(clues), descriptions, tuple((fold(text), Wording.of(text)) for text in titles))


def _stated(declared: Declared) -> Iterator[Clue]:
    yield from declared.said("description", "abstract", "backstory")
    yield from declared.told("description", "abstract")
    yield from declared.meta(
        "og:description",
        "description",
        "twitter:description",
        "dc.description",
        "dcterms.description",
        "prism.teaser",
        "sailthru.description",
        "parsely-description",
    )
    yield from declared.item("description")


def _titles(declared: Declared, title: Block | None) -> tuple[list[str], list[Clue]]:
    """What the article is called, in every spelling, and second headlines that are too long for a title."""
    found = [title.text] if title is not None else []
    found += [
        clue.text
        for clue in (
            *declared.said("headline", "name"),
            *declared.meta("og:title", "twitter:title", "title", "parsely-title", "dc.title"),
        )
    ]
    if declared.page.markup.title is not None:
        found.append(declared.page.markup.title.value)
    longest = max(70.0, 1.3 * max(map(len, found[:2]), default=0) + 10)
    seconds = list(declared.said("alternativeHeadline"))
    found += [clue.text for clue in seconds if len(clue.text) <= longest]
    return list(dict.fromkeys(text for text in found if text))[:_MOST], [c for c in seconds if len(c.text) > longest]

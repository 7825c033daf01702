"""What tells a headline from the other lines above the text of a flat capture, how much each sign counts, and what the
texts alone tell.
"""

import re
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from tearsheet.page.block import Block
from tearsheet.page.role import Role
from tearsheet.roles.cues import CUES, cues
from tearsheet.roles.linemarks import CREDITED, SIGNED
from tearsheet.roles.wording import CLOSING, furniture_wording

__all__ = ["LEAST_KEY", "SIGNS", "Told"]

_PROSE = 60
_STOPS = frozenset(".。।؟")
_OTHER_WORDS = sum(
    1 << CUES.index(role)
    for role in (Role.NEWSLETTER, Role.CALL_TO_ACTION, Role.CONSENT, Role.SHARE, Role.COMMENTS, Role.LEGAL)
)
_SIGNED = re.compile(r"©|\((?:photo|foto|bild)|(?:photo|foto|bild|image|фото)\w* ?[:/]", re.IGNORECASE)
_SENTENCES = re.compile(r"[^\W\d_]{3}[.。] \S")
LEAST_KEY = 12
"""Characters of which lines are alike that may be one with more before or behind it."""

_WEIGHTS = {
    "words in text": 2.0,
    "words in next prose": 2.0,
    "probability": -2.5,
    "text next": 0.3,
    "distance": -0.2,
    "text after": 0.5,
    "text before": -3.6,
    "likely prose just before": -1.9,
    "first line": 0.6,
    "said again": 0.0,
    "said before": 0.9,
    "said with more": 1.2,
    "byline or date next": 0.8,
    "byline or date soon": 1.8,
    "byline or date before": 0.1,
    "standfirst next": 0.5,
    "stop": -3.5,
    "colon": -0.8,
    "words": 2.4,
    "short": -3.3,
    "long": -2.1,
    "heading": 3.0,
    "furniture": -0.8,
    "repeated by longer next": -1.2,
    "credit next": -1.0,
    "bar": -1.6,
    "lower case first": -0.8,
    "sentence inside": -0.3,
    "cue": -0.5,
    "image word": -1.1,
}
"""What is told of each line that may be the headline, and how much it counts.

Fitted to choose the right line on flattened news records and web pages (by publisher, five folds: 73 of 100 headlines
that stand there are chosen), but for the first line and marked headings, which those pages do not have."""

SIGNS = tuple(_WEIGHTS)
_TEXTUAL = [
    SIGNS.index(name)
    for name in (
        "said again",
        "said before",
        "said with more",
        "standfirst next",
        "stop",
        "colon",
        "furniture",
        "repeated by longer next",
        "credit next",
        "bar",
        "lower case first",
        "sentence inside",
        "cue",
        "image word",
    )
]
"""What the texts alone tell; it takes longest to find."""

_MOST_TOLD = sum(max(_WEIGHTS[SIGNS[column]], 0.0) for column in _TEXTUAL)
"""How much that adds to a line's score at most."""

_TIES = 1e-9
"""By how much two sums of the same numbers may differ."""

_COUNTS = np.array(tuple(_WEIGHTS.values()))


class Told:
    """What the texts of lines that may be the headline tell: looked at where it may decide.

    Args:
        blocks: those of the page.
        candidates: indices of the lines.
        signs: of each Block.
        rows: `SIGNS` of each line, to be filled.
    """

    def __init__(
        self, blocks: Sequence[Block], candidates: Sequence[int], signs: Sequence[int], rows: NDArray[np.float64]
    ) -> None:
        self._blocks = blocks
        self._candidates = candidates
        self._signs = signs
        self._rows = rows
        self._texts = [block.text for block in blocks]
        self._all = "\n".join(self._texts)
        own = [self._texts[number] for number in candidates]
        self._first = {text: number for number, text in zip(reversed(candidates), reversed(own), strict=True)}
        # Of lines that begin alike, the last is looked for.
        self._starts = {text[:LEAST_KEY]: text for text in own if len(text) >= LEAST_KEY}
        self._ends = {text[-LEAST_KEY:]: text for text in self._starts.values()}
        self._filled: set[int] = set()

    def highest(self) -> int:
        """Which of the lines has the highest score; those whose other numbers are too low are not looked at."""
        most = self._rows @ _COUNTS + _MOST_TOLD
        bounds = most.tolist()
        asked: list[int] = []
        highest = -np.inf
        for place in np.argsort(-most, kind="stable").tolist():
            if bounds[place] < highest - _TIES:
                break
            self.fill((place,))
            asked.append(place)
            highest = max(highest, float(self._rows[place] @ _COUNTS))
        asked.sort()
        return asked[int(np.argmax(self._rows[asked] @ _COUNTS))]

    def fill(self, places: Iterable[int]) -> None:
        """Write what the texts of some of the lines tell into their rows."""
        for place in places:
            if place not in self._filled:
                self._filled.add(place)
                self._rows[place, _TEXTUAL] = self._of(self._candidates[place])

    def _of(self, number: int) -> tuple[float, ...]:
        """What a line's text tells, by `_TEXTUAL`."""
        texts, signs = self._texts, self._signs
        text = texts[number]
        last = text.rstrip(CLOSING)[-1:]
        next_text = texts[number + 1] if number + 1 < len(texts) else ""
        after_next = texts[number + 2] if number + 2 < len(texts) else ""
        return (
            texts.count(text) > 1,
            self._first[text] < number,
            self._is_longer(text),
            len(next_text) > _PROSE and next_text.rstrip(CLOSING)[-1:] in ".。।!?？！…",
            last in _STOPS,
            last in ":：",
            furniture_wording(text) is not None,
            (next_text.startswith(text) and next_text != text) or (after_next.startswith(text) and after_next != text),
            number + 1 < len(texts) and signs[number + 1] & CREDITED != 0,
            "|" in text or "•" in text or "/" in text,
            text[:1].islower(),
            (". " in text or "。 " in text) and _SENTENCES.search(text) is not None,
            cues(text) & _OTHER_WORDS != 0,
            signs[number] & SIGNED != 0 and _SIGNED.search(text) is not None,
        )

    def _is_longer(self, text: str) -> bool:
        """Whether another line repeats one with more before or behind it: the title element, a trail of sections."""
        start, end = text[:LEAST_KEY], text[-LEAST_KEY:]
        if self._starts.get(start) != text or self._all.count(text) == self._texts.count(text):
            return False
        ends = self._ends.get(end) == text
        return any(
            (other[:LEAST_KEY] == start or (ends and other[-LEAST_KEY:] == end))
            and other != text
            and _is_parted(other, text)
            for other in self._texts
        )


def _is_parted(text: str, part: str) -> bool:
    """Whether a text begins or ends with another, and a divider parts it from the rest."""
    rest = text[len(part) :] if text.startswith(part) else text[: -len(part)][::-1] if text.endswith(part) else ""
    return rest[:1].isspace() and not rest.lstrip()[:1].isalnum()

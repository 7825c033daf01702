"""The corpus builder's flow: a capture to its cleaned text, and what was cut with the role that says why.

The Blocks and roles are those of `extract`; of a flat capture the rest of the record is not made, which takes longer
than all the roles.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

import numpy as np

from tearsheet.article.article import Article
from tearsheet.article.assemble import assemble
from tearsheet.article.confidence import judge
from tearsheet.capture import Capture
from tearsheet.choices import Comments, Favour
from tearsheet.extraction import read_roles
from tearsheet.formats.text import text_spans
from tearsheet.limits import Limits
from tearsheet.page.block import Block, decided
from tearsheet.page.role import BODY_ROLES, PageType, Role

__all__ = ["Amount", "Cleaned", "clean"]

_KEPT = BODY_ROLES | {Role.STANDFIRST}
_WITH_TITLE = _KEPT | {Role.TITLE}


@dataclass(frozen=True, slots=True)
class Amount:
    """How much text there is.

    Attributes:
        blocks: Blocks that say something.
        characters: of their text.
    """

    blocks: int = 0
    characters: int = 0

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(self.blocks + other.blocks, self.characters + other.characters)


@dataclass(frozen=True)
class Cleaned:
    """A cleaned text, and where every piece of it stood.

    Attributes:
        text: title, standfirst and body in reading order, Blocks separated by an empty line, list items by a line end.
        kept: the Blocks that the text is made of; the place of each says where in the capture it stands.
        spans: start and end of each kept Block in ``text``.
        cut: the Blocks that were left out, in reading order; their role says why.
        page_type: what kind of page it is.
        confidence: 0 to 1, the word F1 to be expected of the text.
        reasons: what raised or lowered the confidence.
        warnings: what a reader of the text should know.
        capture: what it was made from.
        encoding: character encoding the capture was decoded with.
    """

    text: str
    kept: tuple[Block, ...] = field(default=(), repr=False)
    spans: tuple[tuple[int, int], ...] = field(default=(), repr=False)
    cut: tuple[Block, ...] = field(default=(), repr=False)
    page_type: PageType = PageType.ARTICLE
    confidence: float = 0.0
    reasons: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    capture: Capture | None = field(default=None, repr=False, compare=False)
    encoding: str | None = None

    def count_kept(self) -> Mapping[Role, Amount]:
        """How much was kept, by role."""
        return _count(self.kept)

    def count_cut(self) -> Mapping[Role, Amount]:
        """How much was cut, by role."""
        return _count(self.cut)


def clean(
    source: bytes | str | Capture,
    *,
    url: str | None = None,
    captured: datetime | None = None,
    media: str | None = None,
    favour: Favour | Literal["precision", "balance", "recall"] = "balance",
    comments: Comments | Literal["auto", "keep", "drop"] = "auto",
    title: bool = True,
    limits: Limits | None = None,
) -> Cleaned:
    """Leave out of a text what is no part of it: menus, teasers, captions, prompts and the like.

    A pure function of its arguments, like `extract`, and made for large numbers of texts.

    Args:
        source: the text: as it is, as bytes, or in a `Capture`. HTML is taken as well.
        url: the address it was captured from.
        captured: when it was captured.
        media: ``"text/plain"`` or ``"text/html"``, when it is known.
        favour: what to prefer where it is not sure whether a piece belongs to the text.
        comments: what becomes of readers' comments and of the replies in a thread.
        title: whether the title is part of the text where it stands in the capture.
        limits: what the capture may cost; see `Limits`.

    Returns:
        The text; empty where nothing is left.

    Raises:
        MediaError: the capture is no page and no text.
        LimitError: the capture is larger than ``limits.bytes`` or takes longer than ``limits.seconds``.
        TypeError: ``source`` is neither bytes, str nor a Capture.
        ValueError: there is no such choice as ``favour`` or ``comments``.

    Example:
        >>> page = "Home | News | Sport\\n\\nThe bridge over the Aar reopened on Monday, two years after the flood."
        >>> clean(page).text
        'The bridge over the Aar reopened on Monday, two years after the flood.'
    """
    page, decision, limits, deadline = read_roles(source, url, captured, media, favour, comments, limits)
    blocks: list[Block]
    if len(page.elements):
        article = assemble(page, decision, limits, deadline)
        blocks = sorted((*article.body, *article.left_out), key=lambda block: block.block)
        confidence, reasons, warnings = article.confidence, article.reasons, article.warnings
    else:
        blocks = decided(page.blocks, decision.roles, _rounded(decision.probabilities))
        body = "".join([block.text for block in blocks if block.role in _KEPT])
        headline = page.blocks[decision.title].text if decision.title >= 0 else None
        confidence, reasons = judge(decision, body, title=headline, embedded=False)
        warnings = page.warnings if body or page.warnings else ("no text was found",)
    roles = _WITH_TITLE if title else _KEPT
    kept = tuple([block for block in blocks if block.role in roles])
    if not any(block.role in _KEPT and block.text.strip() for block in kept):
        kept = ()  # a title alone is no text
    written = text_spans(Article(body=kept))
    chosen = {block.block for block in kept}
    return Cleaned(
        text=written.text,
        kept=kept,
        spans=written.blocks,
        cut=tuple([block for block in blocks if block.block not in chosen]),
        page_type=decision.page_type,
        confidence=confidence,
        reasons=reasons,
        warnings=warnings,
        capture=page.capture,
        encoding=page.encoding,
    )


def _rounded(probabilities: Sequence[float]) -> list[float]:
    """Probabilities with four decimals, as `round` gives them one by one."""
    scaled = np.array(probabilities, np.float64) * 1e4
    whole = np.rint(scaled)
    found: list[float] = (whole / 1e4).tolist()
    # In the middle between two numbers the digits behind tell.
    for number in np.flatnonzero(np.abs(np.abs(scaled - whole) - 0.5) < 1e-6).tolist():
        found[number] = round(probabilities[number], 4)
    return found


def _count(blocks: Iterable[Block]) -> dict[Role, Amount]:
    counts: dict[Role, Amount] = {}
    for block in blocks:
        if block.role is not None and block.text:
            counts[block.role] = counts.get(block.role, Amount()) + Amount(1, len(block.text))
    return counts

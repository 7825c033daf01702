"""What became of each Block of a page: kept, used as a field, or left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tearsheet.article.article import Article, Evidence
from tearsheet.page.block import Block
from tearsheet.page.role import BODY_ROLES, FURNITURE_ROLES, Role

__all__ = ["Finding", "Judged", "Verdict", "findings", "judge", "said", "verdict_of"]

_FIELD_ROLES = frozenset(Role) - BODY_ROLES - FURNITURE_ROLES


class Verdict(StrEnum):
    """What became of a Block."""

    KEPT = "kept"
    FIELD = "field"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Judged:
    """A Block and what became of it."""

    block: Block
    verdict: Verdict

    @property
    def removed(self) -> bool:
        """Whether it is no part of the article at all."""
        return self.verdict is Verdict.LEFT_OUT

    @property
    def role(self) -> str:
        """The role's name; what the markup says where no role was decided."""
        return (self.block.role or self.block.kind).value


@dataclass(frozen=True, slots=True)
class Finding:
    """A field of the article with what the capture says about it, what was used first."""

    name: str
    value: str
    evidence: tuple[Evidence, ...]


def judge(article: Article) -> list[Judged]:
    """Every Block of the page in reading order; Blocks out of embedded data come last."""
    judged = [Judged(block, Verdict.KEPT) for block in article.body]
    judged += (Judged(block, verdict_of(block.role, in_body=False)) for block in article.left_out)
    return sorted(judged, key=lambda each: each.block.block)


def verdict_of(role: str | None, *, in_body: bool) -> Verdict:
    """What became of a Block of a role.

    Args:
        role: its role's name.
        in_body: whether it is part of the body.
    """
    if in_body:
        return Verdict.KEPT
    return Verdict.FIELD if role in _FIELD_ROLES else Verdict.LEFT_OUT


def said(block: Block) -> str:
    """What a Block says: its text; for an image its description or address."""
    if block.text or block.picture is None:
        return block.text
    return block.picture.description or block.picture.address


_FIELDS = (
    "title",
    "kicker",
    "standfirst",
    "authors",
    "published",
    "modified",
    "language",
    "site_name",
    "section",
    "tags",
    "access",
    "url",
    "page_type",
)


def findings(article: Article) -> Iterator[Finding]:
    """The article's fields that have a value or evidence, in the order a person asks for them."""
    for name in _FIELDS:
        value = getattr(article, name)
        evidence = article.evidence(name)
        if isinstance(value, tuple):
            value = ", ".join(str(each) for each in value)
        if value or evidence:
            yield Finding(name, str(value or ""), tuple(sorted(evidence, key=lambda each: not each.used)))

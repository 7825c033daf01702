"""What a corpus holds, in numbers: by language, outlet and day, by page type and error, and what was cut."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from tearsheet.corpus.tables import read_batches, shards_of

__all__ = ["Counts", "count_corpus"]

_COLUMNS = ("url", "error", "language", "site_name", "published", "page_type", "confidence", "text", "cut")
_BINS = 10


@dataclass(slots=True)
class Counts:
    """Rows of a corpus, counted.

    Attributes:
        shards: Parquet files.
        rows: captures.
        articles: rows without an error.
        characters: of all texts.
        processor: seconds of processor time that it took to make them.
        errors: rows by kind of error.
        faults: what could not be read of the inputs, in all.
        languages: articles by language; ``""`` where none is told.
        outlets: articles by the name of their outlet, or else its host.
        days: articles by day of publication; ``""`` where none is told.
        page_types: articles by kind of page.
        confidence: articles by tenth of their confidence, the lowest first.
        cut: blocks and characters that were left out, by role.
        versions: shards by the version that made them.
    """

    shards: int = 0
    rows: int = 0
    articles: int = 0
    characters: int = 0
    processor: float = 0.0
    faults: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    outlets: Counter[str] = field(default_factory=Counter)
    days: Counter[str] = field(default_factory=Counter)
    page_types: Counter[str] = field(default_factory=Counter)
    confidence: list[int] = field(default_factory=lambda: [0] * _BINS)
    cut: dict[str, tuple[int, int]] = field(default_factory=dict)
    versions: Counter[str] = field(default_factory=Counter)

    def to_dict(self) -> dict[str, Any]:
        """As plain values, the commonest first, days in their order."""
        ranked = {name: dict(getattr(self, name).most_common()) for name in ("errors", "languages", "outlets")}
        return {
            "shards": self.shards,
            "rows": self.rows,
            "articles": self.articles,
            "characters": self.characters,
            "processor": round(self.processor, 3),
            "faults": self.faults,
            **ranked,
            "days": dict(sorted(self.days.items())),
            "page_types": dict(self.page_types.most_common()),
            "confidence": self.confidence,
            "cut": {role: {"blocks": cut[0], "characters": cut[1]} for role, cut in sorted(self.cut.items())},
            "versions": dict(sorted(self.versions.items())),
        }


def count_corpus(folder: str) -> Counts:
    """Count what the Parquet files of a folder hold.

    Args:
        folder: path or address.

    Raises:
        CaptureError: there are none.
        OSError: one cannot be read.
    """
    counts = Counts()
    for _, shard in shards_of(folder):
        counts.shards += 1
        counts.processor += shard.processor
        counts.faults += len(shard.faults)
        counts.versions[shard.tearsheet] += 1
    for _, columns in read_batches(folder, _COLUMNS):
        for row in zip(*(columns[name] for name in _COLUMNS), strict=True):
            _add(counts, *row)
    return counts


def _add(
    counts: Counts,
    url: str | None,
    error: dict[str, str] | None,
    language: str | None,
    site: str | None,
    published: str | None,
    page_type: str | None,
    confidence: float | None,
    text: str | None,
    cut: list[dict[str, Any]] | None,
) -> None:
    counts.rows += 1
    if error is not None:
        counts.errors[error["kind"]] += 1
        return
    counts.articles += 1
    counts.characters += len(text or "")
    counts.languages[language or ""] += 1
    counts.outlets[site or _host(url)] += 1
    counts.days[(published or "")[:10]] += 1
    counts.page_types[page_type or ""] += 1
    counts.confidence[min(_BINS - 1, int(_BINS * (confidence or 0.0)))] += 1
    for one in cut or ():
        blocks, characters = counts.cut.get(one["role"], (0, 0))
        counts.cut[one["role"]] = blocks + one["blocks"], characters + one["characters"]


def _host(url: str | None) -> str:
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""

"""Folders of pages with gold: ``gold.jsonl`` and ``html/ID.html.gz`` beside it.

The keys of a gold line say what can be measured on it; no folder is known by name.
"""

import gzip
import json
import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.errors import BenchmarkError

__all__ = ["Folder", "GoldImage", "GoldPage", "parse_instant", "read_folder"]

GROUPS = ("type", "lang", "country")
"""Keys of a gold line by which pages are grouped in the tables; the first one present counts."""


@dataclass(frozen=True, slots=True)
class GoldImage:
    """An image that the article has.

    Attributes:
        caption: what is printed below it.
        credits: spellings of its credit; several where the page has several.
        urls: addresses of all its versions.
    """

    caption: str | None
    credits: tuple[str, ...]
    urls: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldPage:
    """A page and what is right about it. ``None`` means that the gold does not say; empty means there is none.

    Attributes:
        id: name of the page in its folder.
        url: address it was captured from.
        html: raw bytes, gzip-compressed as stored.
        group: page type, language or country.
        captured: when it was captured, aware.
        text: the main content.
        title_in_text: whether the title is part of ``text``.
        required: segments that an extraction must hold (``with``).
        forbidden: segments that it must not hold (``without``).
        authors: one string or more for each; none where the gold says that there are none.
        published: first publication as the gold spells it; ``""`` where the gold says that the page has none.
    """

    id: str
    url: str | None
    html: bytes = field(repr=False)
    group: str | None = None
    captured: datetime | None = None
    text: str | None = None
    title_in_text: bool = False
    required: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    title: str | None = None
    standfirst: str | None = None
    authors: tuple[str, ...] | None = None
    published: str | None = None
    tags: tuple[str, ...] | None = None
    images: tuple[GoldImage, ...] | None = None

    @property
    def source(self) -> bytes:
        """The page as captured."""
        return gzip.decompress(self.html)


@dataclass(frozen=True, slots=True)
class Folder:
    """Pages with gold of one layout.

    Attributes:
        name: the last part of its path.
        pages: in the order of ``gold.jsonl``.
        grouped_by: ``"type"``, ``"lang"``, ``"country"`` or ``None``.
    """

    name: str
    pages: tuple[GoldPage, ...]
    grouped_by: str | None

    @property
    def has_text(self) -> bool:
        """Whether word and shingle F1 can be measured."""
        return any(page.text is not None for page in self.pages)

    @property
    def has_segments(self) -> bool:
        """Whether segment F1 can be measured."""
        return any(page.required or page.forbidden for page in self.pages)

    @property
    def has_record(self) -> bool:
        """Whether any field but the text can be measured."""
        return any(
            value is not None
            for page in self.pages
            for value in (page.title, page.authors, page.published, page.tags, page.images)
        )

    @property
    def plain_tokens(self) -> bool:
        """Whether words are ``\\w+`` in every script, as the sets grouped by page type define them."""
        return self.grouped_by == "type"


def parse_instant(value: str) -> datetime | None:
    """An ISO 8601 date or instant as a datetime, naive where it has no zone; ``None`` when it is none."""
    try:
        return datetime.fromisoformat(value.strip())
    except ValueError:
        return None


def read_folder(path: Path, limit: int | None = None) -> Folder:
    """The pages of a folder.

    Args:
        path: folder with ``gold.jsonl`` and ``html/``.
        limit: at most so many pages, spread evenly over the folder.

    Raises:
        BenchmarkError: the folder, a gold line or a page is missing or broken.
    """
    gold = path / "gold.jsonl"
    if not path.is_dir():
        raise BenchmarkError(f"{path}: no such folder")
    try:
        lines = gold.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError:
        raise BenchmarkError(f"{path}: holds no gold.jsonl") from None
    except (OSError, UnicodeDecodeError) as error:
        raise BenchmarkError(f"{gold}: cannot be read: {error}") from None
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not numbered:
        raise BenchmarkError(f"{gold}: is empty")
    records = [_parse_line(f"{gold} line {number}", line) for number, line in numbered]
    if limit is not None and limit < len(records):
        records = [records[i * len(records) // limit] for i in range(limit)]
    grouped_by = next((key for key in GROUPS if key in records[0][1]), None)
    pages = tuple(_page(path, where, record, grouped_by) for where, record in records)
    return Folder(path.resolve().name, pages, grouped_by)


def _parse_line(where: str, line: str) -> tuple[str, dict[str, Any]]:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise BenchmarkError(f"{where}: not JSON: {error}") from None
    except RecursionError:
        raise BenchmarkError(f"{where}: nested too deeply") from None
    if not isinstance(record, dict):
        raise BenchmarkError(f"{where}: not a JSON object")
    return where, record


def _page(path: Path, where: str, record: dict[str, Any], grouped_by: str | None) -> GoldPage:
    identity = record.get("id")
    if not isinstance(identity, str) or not identity or Path(identity).name != identity:
        raise BenchmarkError(f"{where}: 'id' is no file name")
    file = path / "html" / f"{identity}.html.gz"
    try:
        html = file.read_bytes()
        gzip.decompress(html)
    except FileNotFoundError:
        raise BenchmarkError(f"{where}: {file} is missing") from None
    except (OSError, EOFError, zlib.error) as error:
        raise BenchmarkError(f"{where}: {file} cannot be read: {error}") from None
    images = _strict_list(where, record, "images", dict)
    captured = _string(where, record, "crawled")
    return GoldPage(
        id=identity,
        url=_string(where, record, "url"),
        html=html,
        group=str(record[grouped_by]) if grouped_by and record.get(grouped_by) else None,
        captured=_aware(parse_instant(captured)) if captured else None,
        text=_string(where, record, "text"),
        title_in_text=grouped_by == "lang",
        required=tuple(_strict_list(where, record, "with", str) or ()),
        forbidden=tuple(_strict_list(where, record, "without", str) or ()),
        title=_string(where, record, "title"),
        standfirst=_string(where, record, "standfirst"),
        authors=_authors(where, record),
        published=_string(where, record, "date") or ("" if "date" in record else None),
        tags=_strings(where, record, "topics"),
        images=None if images is None else tuple(_image(where, image) for image in images),
    )


def _authors(where: str, record: dict[str, Any]) -> tuple[str, ...] | None:
    """Names of the authors; none of them where the record has the key without a value."""
    author = record.get("author")
    if isinstance(author, str):
        return (author,) if author.strip() else ()
    return _strings(where, record, "author") or (() if "author" in record else None)


def _image(where: str, record: dict[str, Any]) -> GoldImage:
    return GoldImage(
        caption=_string(where, record, "caption"),
        credits=_strings(where, record, "credit") or (),
        urls=_strings(where, record, "urls") or (),
    )


def _string(where: str, record: dict[str, Any], key: str) -> str | None:
    value = record.get(key)
    if value is not None and not isinstance(value, str):
        raise BenchmarkError(f"{where}: {key!r} is no string")
    return value


def _strings(where: str, record: dict[str, Any], key: str) -> tuple[str, ...] | None:
    values = _strict_list(where, record, key, str)
    return None if values is None else tuple(values)


def _strict_list(where: str, record: dict[str, Any], key: str, kind: type) -> list[Any] | None:
    values = record.get(key)
    if values is None:
        return None
    if not isinstance(values, list) or not all(isinstance(value, kind) for value in values):
        raise BenchmarkError(f"{where}: {key!r} is no list of {'strings' if kind is str else 'objects'}")
    return values


def _aware(value: datetime | None) -> datetime | None:
    """A capture time without a zone is UTC: crawlers log it so."""
    return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value

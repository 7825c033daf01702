"""What the record around a capture says about it, a line of JSON for one, as if the page's markup said so.

The names are those of feeds and data sets: JSON Feed (https://www.jsonfeed.org/version/1.1/), RSS, schema.org.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from tearsheet.capture import Capture, captured_instant
from tearsheet.page.block import Meta
from tearsheet.page.place import Place

__all__ = ["record_metas"]

_NAMES = {
    "og:title": ("title", "headline"),
    "author": ("author", "authors", "byline", "creator"),
    "og:site_name": ("source", "site_name", "site", "outlet", "publisher", "publication"),
    "article:published_time": ("date_published", "datePublished", "published", "published_at", "pubDate", "date"),
    "article:modified_time": ("date_modified", "dateModified", "modified", "updated", "updated_at"),
    "article:section": ("section", "category"),
    "article:tag": ("tags", "keywords"),
}
"""What markup calls it, and what records call it, the clearest name first."""

_WITHIN = ("name", "title")
_LONGEST = 1000  # characters of what is no text of a page
_MOST = 50  # authors or tags
_INSTANTS = frozenset({"article:published_time", "article:modified_time"})


def record_metas(capture: Capture) -> tuple[Meta, ...]:
    """The fields of a capture's record that say what a page's ``meta`` elements would; their places are pointers.

    Args:
        capture: whose ``fields`` are looked at. What they say of the capture itself, its instant, says nothing here.
    """
    record = capture.fields
    if not record:
        return ()
    found: list[Meta] = []
    for name, keys in _NAMES.items():
        for key in keys:
            said = [
                Meta(name, value, Place("data", pointer=pointer))
                for value, pointer in _values(record.get(key), f"/{key}")
                if name not in _INSTANTS or not _is_capture(value, capture)
            ]
            if said:
                found += said
                break
    return tuple(found)


def _values(value: Any, pointer: str) -> Iterator[tuple[str, str]]:
    """Texts with where they stand: one, or those of a list; of an object its name."""
    if isinstance(value, list):
        for number, item in enumerate(value[:_MOST]):
            if not isinstance(item, list):
                yield from _values(item, f"{pointer}/{number}")
    elif isinstance(value, Mapping):
        for key in _WITHIN:
            if isinstance(value.get(key), str):
                yield from _values(value[key], f"{pointer}/{key}")
                return
    elif isinstance(value, str) and 0 < len(value) <= _LONGEST and (text := " ".join(value.split())):
        yield text, pointer


def _is_capture(value: str, capture: Capture) -> bool:
    if capture.captured is None:
        return False
    try:
        return captured_instant(value) == capture.captured
    except ValueError:
        return False

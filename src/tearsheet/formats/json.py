"""Article to JSON (https://www.rfc-editor.org/rfc/rfc8259): the whole record, every field always there.

Instants are strings in ISO 8601, a day without a time its date alone; what was not found is ``null`` or ``[]``.
"""

import json
import math
from collections.abc import Callable
from typing import Any

from tearsheet._version import __version__
from tearsheet.article.article import Article, Author, Entry, Evidence, Image, Link
from tearsheet.formats.flow import instant
from tearsheet.formats.inline import well_formed
from tearsheet.formats.text import text_spans
from tearsheet.native import recordloops
from tearsheet.page.block import Block, Mark, Picture
from tearsheet.page.place import Place

__all__ = ["FIELDS", "one_line", "to_dict", "write_json"]

FIELDS = (
    "url",
    "title",
    "kicker",
    "standfirst",
    "authors",
    "published",
    "published_raw",
    "published_assumed",
    "modified",
    "modified_raw",
    "modified_assumed",
    "language",
    "site_name",
    "section",
    "tags",
    "access",
    "page_type",
    "text",
    "body",
    "entries",
    "images",
    "related",
    "left_out",
    "confidence",
    "reasons",
    "confidences",
    "warnings",
    "evidence",
    "capture",
    "tearsheet",
)
"""Names of the record, in the order in which they are written."""

_SHAPES = None if recordloops is None else recordloops.Shapes(Place, Block, Mark, Evidence)

# Line ends to some readers, although JSON lets them stand in a string; one record must stay one line.
_LINE_ENDS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def to_dict(article: Article, *, with_removed: bool = False) -> dict[str, Any]:
    """The record as plain values: dictionaries, lists, strings, numbers, booleans and ``None``.

    The names are those of `FIELDS`, in that order. Fields of the Article keep their names and meaning. Besides them:
    ``text`` is what `write_text` writes; each Block of ``body`` has a ``span``, its start and end in ``text``;
    ``evidence`` lists for each field what the capture says about it; ``capture`` says what the record was made from,
    with the ``fields`` of the record that it stood in, if any; ``tearsheet`` is the version that made it. Link targets
    and addresses stand as found, in whatever scheme.

    Args:
        article: what to write.
        with_removed: whether ``left_out`` lists the Blocks that are not part of the body; ``None`` there otherwise.
    """
    record: dict[str, Any] = _well_formed(_record(article, with_removed))
    return record


def _record(article: Article, with_removed: bool, *, as_objects: bool = False) -> dict[str, Any]:
    """The record; ``as_objects`` leaves Places and evidence as they are, and Blocks, each with its span."""
    place, evidence, block = (_same, _same, _paired) if as_objects else (_place, _evidence, _block)
    spans = text_spans(article)
    capture = article.capture
    values: dict[str, Any] = {
        "url": article.url,
        "title": article.title,
        "kicker": article.kicker,
        "standfirst": article.standfirst,
        "authors": [_author(author) for author in article.authors],
        "published": instant(article.published, article.published_raw),
        "published_raw": article.published_raw,
        "published_assumed": list(article.published_assumed),
        "modified": instant(article.modified, article.modified_raw),
        "modified_raw": article.modified_raw,
        "modified_assumed": list(article.modified_assumed),
        "language": article.language,
        "site_name": article.site_name,
        "section": article.section,
        "tags": list(article.tags),
        "access": article.access.value if article.access else None,
        "page_type": article.page_type.value,
        "text": spans.text,
        "body": [block(own, span) for own, span in zip(article.body, spans.blocks, strict=True)],
        "entries": [_entry(entry, place) for entry in article.entries],
        "images": [_image(image, place) for image in article.images],
        "related": [_link(link, place) for link in article.related],
        "left_out": [block(own, None) for own in article.left_out] if with_removed else None,
        "confidence": _share(article.confidence),
        "reasons": list(article.reasons),
        "confidences": dict(article.confidences),
        "warnings": list(article.warnings),
        "evidence": {
            name: [evidence(piece) for piece in evidences] for name, evidences in sorted(article.evidences.items())
        },
        "capture": {
            "url": capture.url if capture else None,
            "captured": capture.captured.isoformat() if capture and capture.captured else None,
            "name": capture.label if capture else None,
            "digest": capture.digest if capture else None,
            "media": capture.media if capture else None,
            "encoding": article.encoding,
            "fields": dict(capture.fields) if capture and capture.fields is not None else None,
        },
        "tearsheet": __version__,
    }
    return {name: values[name] for name in FIELDS}


def write_json(article: Article, *, with_removed: bool = False, indent: int | None = None) -> str:
    """The record of `to_dict` as JSON text, not escaped to ASCII, without a line end behind it.

    Args:
        article: what to write.
        with_removed: as in `to_dict`.
        indent: spaces per level; ``None`` writes one line.
    """
    # Characters are written as they are, so cleaning the whole at once is cleaning every string in it.
    if recordloops is not None and indent is None:
        record = _record(article, with_removed, as_objects=True)
        written: str | None = recordloops.write_line(record, _SHAPES)
        if written is not None:
            return written
    record = _record(article, with_removed)
    return one_line(json.dumps(record, ensure_ascii=False, allow_nan=False, indent=indent))


def one_line(written: str) -> str:
    """JSON text without lone surrogates, and without characters that some readers take for line ends."""
    written = well_formed(written)
    for character, escaped in _LINE_ENDS.items():
        written = written.replace(character, escaped)
    return written


def _well_formed(value: Any) -> Any:
    """The value with lone surrogates replaced in all its strings, keys too, as UTF-8 has no way to write them."""
    if isinstance(value, str):
        return well_formed(value)
    if isinstance(value, list):
        return [_well_formed(item) for item in value]
    if isinstance(value, dict):
        return {well_formed(key): _well_formed(item) for key, item in value.items()}
    return value


def _share(number: float | None) -> float | None:
    return round(float(number), 4) if number is not None and math.isfinite(number) else None


def _same(value: Any) -> Any:
    return value


def _paired(block: Block, span: tuple[int, int] | None) -> Any:
    return block, span


def _place(place: Place | None) -> dict[str, Any] | None:
    return place.to_dict() if place is not None else None


def _author(author: Author) -> dict[str, Any]:
    return {"name": author.name, "kind": author.kind.value, "url": author.url, "initials": author.initials}


def _block(block: Block, span: tuple[int, int] | None) -> dict[str, Any]:
    return {
        "text": block.text,
        "role": block.role.value if block.role is not None else None,
        "kind": block.kind.value,
        "level": block.level,
        "ordinal": block.ordinal,
        "marks": [
            {"start": mark.start, "end": mark.end, "kind": mark.kind, "target": mark.target} for mark in block.marks
        ],
        "cells": [
            [{"text": cell.text, "header": cell.header, "columns": cell.columns, "rows": cell.rows} for cell in row]
            for row in block.cells
        ],
        "image": _picture(block.picture),
        "place": _place(block.place),
        "probability": _share(block.probability),
        "entry": block.entry,
        "language": block.language,
        "span": list(span) if span is not None else None,
    }


def _picture(picture: Picture | None) -> dict[str, Any] | None:
    if picture is None:
        return None
    return {
        "address": picture.address,
        "description": picture.description,
        "width": picture.width,
        "height": picture.height,
        "link": picture.link,
    }


def _entry(entry: Entry, place: Callable[[Place | None], Any]) -> dict[str, Any]:
    return {
        "title": entry.title,
        "author": entry.author,
        "published": instant(entry.published),
        "place": place(entry.place),
    }


def _image(image: Image, place: Callable[[Place | None], Any]) -> dict[str, Any]:
    return {
        "address": image.address,
        "original": image.original,
        "caption": image.caption,
        "credit": image.credit,
        "creators": list(image.creators),
        "agency": image.agency,
        "description": image.description,
        "width": image.width,
        "height": image.height,
        "cover": image.cover,
        "place": place(image.place),
        "caption_place": place(image.caption_place),
        "credit_place": place(image.credit_place),
    }


def _link(link: Link, place: Callable[[Place | None], Any]) -> dict[str, Any]:
    return {"text": link.text, "url": link.url, "description": link.description, "place": place(link.place)}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "value": evidence.value,
        "raw": evidence.raw,
        "source": evidence.source,
        "place": _place(evidence.place),
        "used": evidence.used,
    }

"""Articles as a table in Apache Parquet (https://parquet.apache.org/docs/file-format/): a row an article."""

from typing import Any, BinaryIO

from tearsheet.archive.instants import in_utc
from tearsheet.archive.row import Row
from tearsheet.formats.inline import well_formed

__all__ = ["ParquetWriter"]

_GROUP = 1_000  # articles
_GROUP_CHARACTERS = 30_000_000

_AUTHOR = ("name", "kind", "url")
_IMAGE = ("address", "caption", "credit", "description", "cover")
_LINK = ("text", "url")
_STATEMENT = (
    "text",
    "speaker",
    "form",
    "attitude",
    "negated",
    "audience",
    "day",
    "start",
    "end",
    "outer",
    "confidence",
)


class ParquetWriter:
    """Writes articles, some thousand in memory at a time.

    Args:
        file: to write to.

    Raises:
        ModuleNotFoundError: the library that writes Parquet is not installed.
    """

    def __init__(self, file: BinaryIO) -> None:
        try:
            import pyarrow
            from pyarrow import parquet
        except ModuleNotFoundError:
            raise ModuleNotFoundError("Parquet needs pyarrow: pip install 'tearsheet[archive]'") from None
        self._pyarrow = pyarrow
        self._schema = _schema(pyarrow)
        self._writer = parquet.ParquetWriter(file, self._schema, compression="zstd")
        self._waiting: list[dict[str, Any]] = []
        self._characters = 0

    def write(self, row: Row) -> None:
        """One article."""
        values = _values(row)
        self._waiting.append(values)
        self._characters += len(values["text"])
        if len(self._waiting) >= _GROUP or self._characters >= _GROUP_CHARACTERS:
            self._put()

    def close(self) -> None:
        """The rest, and the footer."""
        self._put()
        self._writer.close()

    def _put(self) -> None:
        if self._waiting:
            self._writer.write_table(self._pyarrow.Table.from_pylist(self._waiting, schema=self._schema))
        self._waiting.clear()
        self._characters = 0


def _schema(pa: Any) -> Any:
    text = pa.string()
    kinds = {"cover": pa.bool_(), "negated": pa.bool_(), "confidence": pa.float64()} | dict.fromkeys(
        ("start", "end", "outer"), pa.int32()
    )

    def several(names: tuple[str, ...]) -> Any:
        return pa.list_(pa.struct([(name, kinds.get(name, text)) for name in names]))

    return pa.schema(
        [
            ("article", pa.int64()),
            ("digest", text),
            ("url", text),
            ("address", text),
            ("captured", text),
            ("added", text),
            ("title", text),
            ("kicker", text),
            ("standfirst", text),
            ("authors", several(_AUTHOR)),
            ("published", text),
            ("modified", text),
            ("language", text),
            ("site_name", text),
            ("section", text),
            ("tags", pa.list_(text)),
            ("access", text),
            ("page_type", text),
            ("text", text),
            ("images", several(_IMAGE)),
            ("related", several(_LINK)),
            ("statements", several(_STATEMENT)),
            ("confidence", pa.float64()),
            ("tearsheet", text),
        ]
    )


def _values(row: Row) -> dict[str, Any]:
    article, capture = row.article, row.article.capture
    values: dict[str, Any] = {
        "article": row.number,
        "digest": capture.digest if capture is not None else None,
        "url": capture.url if capture is not None else None,
        "address": article.url,
        "captured": in_utc(capture.captured) if capture is not None else None,
        "added": row.added,
        "title": article.title,
        "kicker": article.kicker,
        "standfirst": article.standfirst,
        "authors": [{"name": one.name, "kind": one.kind.value, "url": one.url} for one in article.authors],
        "published": in_utc(article.published, article.published_raw),
        "modified": in_utc(article.modified, article.modified_raw),
        "language": article.language,
        "site_name": article.site_name,
        "section": article.section,
        "tags": list(article.tags),
        "access": article.access.value if article.access is not None else None,
        "page_type": article.page_type.value,
        "text": article.text,
        "images": [{name: getattr(image, name) for name in _IMAGE} for image in article.images],
        "related": [{"text": link.text, "url": link.url} for link in article.related],
        "statements": _statements(row),
        "confidence": float(article.confidence),
        "tearsheet": row.version,
    }
    cleaned: dict[str, Any] = _clean(values)
    return cleaned


def _statements(row: Row) -> list[dict[str, Any]]:
    return [
        {
            "text": said.text,
            "speaker": said.speaker.name if said.speaker is not None else None,
            "form": said.form.value,
            "attitude": said.attitude.value,
            "negated": said.negated,
            "audience": said.audience.name if said.audience is not None else None,
            "day": said.day.day.isoformat() if said.day is not None and said.day.day is not None else None,
            "start": min((span.start for span in said.content), default=None),
            "end": max((span.end for span in said.content), default=None),
            "outer": said.outer,
            "confidence": float(said.confidence),
        }
        for said in row.article.statements
    ]


def _clean(value: Any) -> Any:
    """The value without lone surrogates, which UTF-8 cannot hold."""
    if isinstance(value, str):
        return well_formed(value)
    if isinstance(value, list):
        return [_clean(item) for item in value]
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    return value

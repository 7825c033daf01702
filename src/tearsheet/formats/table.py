"""Articles as rows of a table, in Apache Arrow (https://arrow.apache.org/docs/format/Columnar.html).

One schema for whatever keeps articles in columns: Parquet files, an archive's export, the engines of clusters. Needs
pyarrow, which is loaded when the first table is made.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from tearsheet._version import __version__
from tearsheet.article.article import Article, Image
from tearsheet.capture import Capture
from tearsheet.formats.inline import well_formed
from tearsheet.formats.instants import in_utc
from tearsheet.formats.text import text_spans
from tearsheet.page.block import Block, Kind
from tearsheet.page.role import Role
from tearsheet.statements.statement import Mention, Span, Statement

if TYPE_CHECKING:
    import pyarrow

__all__ = ["ROW", "SCHEMA_VERSION", "Columns", "Row", "article_row", "failure_row", "record_batch", "schema"]

Row = tuple[Any, ...]
"""The values of one row, in the order of `ROW`; what is nested in it as tuples too."""

Columns = tuple[tuple[str, Any], ...]
"""Names of columns with their types. A tuple of pairs is a struct, a list around a type a list of it."""

SCHEMA_VERSION = 1
"""Counts up when a column changes its meaning or its type, not when one is added."""

_MOST = 2**31 - 1

_SPAN = (("start", "int32"), ("end", "int32"))
_PLACE = (
    ("kind", "string"),
    ("selector", "string"),
    ("attribute", "string"),
    ("pointer", "string"),
    ("start", "int32"),
    ("end", "int32"),
)
_MARK = (*_SPAN, ("kind", "string"), ("target", "string"))
_CELL = (("text", "string"), ("header", "bool"), ("columns", "int32"), ("rows", "int32"))
_PICTURE = (
    ("address", "string"),
    ("description", "string"),
    ("width", "int32"),
    ("height", "int32"),
    ("link", "string"),
)
_BLOCK = (
    ("text", "string"),
    ("role", "string"),
    ("kind", "string"),
    ("level", "int32"),
    ("ordinal", "int32"),
    ("start", "int32"),
    ("end", "int32"),
    ("marks", [_MARK]),
    ("cells", [[_CELL]]),
    ("image", _PICTURE),
    ("probability", "float32"),
    ("entry", "int32"),
    ("language", "string"),
    ("place", _PLACE),
)
_AUTHOR = (("name", "string"), ("kind", "string"), ("url", "string"), ("initials", "bool"))
_ENTRY = (("title", "string"), ("author", "string"), ("published", "string"))
_IMAGE = (
    ("address", "string"),
    ("original", "string"),
    ("caption", "string"),
    ("credit", "string"),
    ("creators", ["string"]),
    ("agency", "string"),
    ("description", "string"),
    ("width", "int32"),
    ("height", "int32"),
    ("cover", "bool"),
)
_LINK = (("text", "string"), ("url", "string"), ("description", "string"))
_STATEMENT = (
    ("text", "string"),
    ("speaker", "string"),
    ("form", "string"),
    ("attitude", "string"),
    ("negated", "bool"),
    ("audience", "string"),
    ("day", "string"),
    ("start", "int32"),
    ("end", "int32"),
    ("content", [_SPAN]),
    ("source", [_SPAN]),
    ("cue", [_SPAN]),
    ("outer", "int32"),
    ("confidence", "float32"),
)
_CUT = (("role", "string"), ("blocks", "int32"), ("characters", "int32"))
_ERROR = (("kind", "string"), ("reason", "string"))

# To ask a member of an Enum for its value takes longer than to look it up.
_ROLES = {role: role.value for role in Role}
_KINDS = {kind: kind.value for kind in Kind}

ROW: Columns = (
    ("url", "string"),
    ("captured", "string"),
    ("digest", "string"),
    ("record", "string"),
    ("error", _ERROR),
    ("address", "string"),
    ("title", "string"),
    ("kicker", "string"),
    ("standfirst", "string"),
    ("authors", [_AUTHOR]),
    ("published", "string"),
    ("published_assumed", ["string"]),
    ("modified", "string"),
    ("language", "string"),
    ("site_name", "string"),
    ("section", "string"),
    ("tags", ["string"]),
    ("access", "string"),
    ("page_type", "string"),
    ("text", "string"),
    ("body", [_BLOCK]),
    ("entries", [_ENTRY]),
    ("images", [_IMAGE]),
    ("related", [_LINK]),
    ("statements", [_STATEMENT]),
    ("cut", [_CUT]),
    ("confidence", "float32"),
    ("warnings", ["string"]),
    ("encoding", "string"),
    ("tearsheet", "string"),
)
"""The columns of an article."""


def article_row(article: Article, *, statements: bool = False, version: str = __version__) -> Row:
    """An article as a row.

    Instants are ISO 8601 in UTC, without a zone where none is known, and days alone where there is no time. Offsets
    count characters of ``text``; those of a mark, characters of its Block.

    Args:
        article: what to write.
        statements: whether its statements are found; the column is null otherwise.
        version: of Tearsheet that made the article.
    """
    spans = text_spans(article)
    return (
        *_of_capture(article.capture),
        None,
        article.url,
        article.title,
        article.kicker,
        article.standfirst,
        [(one.name, one.kind.value, one.url, one.initials) for one in article.authors],
        in_utc(article.published, article.published_raw),
        article.published_assumed,
        in_utc(article.modified, article.modified_raw),
        article.language,
        article.site_name,
        article.section,
        article.tags,
        article.access.value if article.access is not None else None,
        article.page_type.value,
        spans.text,
        list(map(_block, article.body, spans.blocks)),
        [(one.title, one.author, in_utc(one.published)) for one in article.entries],
        list(map(_image, article.images)),
        [(one.text, one.url, one.description) for one in article.related],
        list(map(_statement, article.statements)) if statements else None,
        _cut(article.left_out),
        article.confidence,
        article.warnings,
        article.encoding,
        version,
    )


def failure_row(capture: Capture | None, kind: str, reason: str) -> Row:
    """The row of a capture that gave no article: all that is known of it and why; everything else is null.

    Args:
        capture: what was given; ``None`` where not even that is known.
        kind: ``"capture"``, ``"media"``, ``"limit"``, ``"crash"`` or ``"internal"``.
        reason: one sentence without a full stop.
    """
    known = (*_of_capture(capture), (kind, reason))
    return (*known, *[None] * (len(ROW) - len(known) - 1), __version__)


@cache
def schema(leading: Columns = ()) -> "pyarrow.Schema":
    """The columns as Arrow has them.

    Args:
        leading: columns that stand before those of an article.

    Raises:
        ModuleNotFoundError: pyarrow is not installed.
    """
    pa = _pyarrow()
    return pa.schema([(name, _type(pa, kind)) for name, kind in (*leading, *ROW)])


def record_batch(rows: Sequence[Row], leading: Columns = ()) -> "pyarrow.RecordBatch":
    """Rows as columns.

    Args:
        rows: with the values of the leading columns before those of an article.
        leading: these columns.

    Raises:
        ModuleNotFoundError: pyarrow is not installed.
    """
    fields = schema(leading)
    pa = _pyarrow()
    columns: Iterable[Sequence[Any]] = zip(*rows, strict=True) if rows else [() for _ in fields]
    arrays = [_array(pa, values, field.type) for values, field in zip(columns, fields, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=fields)


def _pyarrow() -> Any:
    try:
        import pyarrow
    except ModuleNotFoundError:
        raise ModuleNotFoundError("tables need pyarrow: pip install 'tearsheet[parquet]'") from None
    return pyarrow


def _type(pa: Any, kind: Any) -> Any:
    if isinstance(kind, str):
        return getattr(pa, "bool_" if kind == "bool" else kind)()
    if isinstance(kind, list):
        return pa.list_(_type(pa, kind[0]))
    return pa.struct([(name, _type(pa, inside)) for name, inside in kind])


def _array(pa: Any, values: Sequence[Any], kind: Any) -> Any:
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:  # a lone surrogate, which UTF-8 cannot hold; they are too rare to be looked for
        return pa.array(_well_formed(values), kind)


def _well_formed(value: Any) -> Any:
    if isinstance(value, str):
        return well_formed(value)
    if isinstance(value, (list, tuple)):
        return type(value)(map(_well_formed, value))
    return value


def _of_capture(capture: Capture | None) -> Row:
    if capture is None:
        return None, None, None, None
    record = capture.fields.get("id") if capture.fields is not None else None
    return capture.url, in_utc(capture.captured), capture.digest, record if isinstance(record, str) else None


def _block(block: Block, span: tuple[int, int]) -> Row:
    picture, place = block.picture, block.place
    return (
        block.text,
        _ROLES[block.role] if block.role is not None else None,
        _KINDS[block.kind],
        block.level,
        _fitting(block.ordinal),
        *span,
        [(mark.start, mark.end, mark.kind, mark.target) for mark in block.marks] if block.marks else (),
        [[(cell.text, cell.header, cell.columns, cell.rows) for cell in row] for row in block.cells]
        if block.cells
        else (),
        (picture.address, picture.description, _fitting(picture.width), _fitting(picture.height), picture.link)
        if picture is not None
        else None,
        block.probability,
        block.entry,
        block.language,
        (place.kind, place.selector, place.attribute, place.pointer, place.start, place.end),
    )


def _image(image: Image) -> Row:
    return (
        image.address,
        image.original,
        image.caption,
        image.credit,
        image.creators,
        image.agency,
        image.description,
        _fitting(image.width),
        _fitting(image.height),
        image.cover,
    )


def _statement(said: Statement) -> Row:
    return (
        said.text,
        _name(said.speaker),
        said.form.value,
        said.attitude.value,
        said.negated,
        _name(said.audience),
        said.day.day.isoformat() if said.day is not None and said.day.day is not None else None,
        min((span.start for span in said.content), default=None),
        max((span.end for span in said.content), default=None),
        _spans(said.content),
        _spans(said.source),
        _spans(said.cue),
        said.outer,
        said.confidence,
    )


def _fitting(number: int | None) -> int | None:
    """A number of the page's own, which may be anything, if a column can hold it."""
    return number if number is not None and -_MOST <= number <= _MOST else None


def _name(mention: Mention | None) -> str | None:
    return mention.name if mention is not None else None


def _spans(spans: Iterable[Span]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans]


def _cut(left_out: Iterable[Block]) -> list[tuple[str, int, int]]:
    """What was left out, by role, in the order of the roles' names."""
    lengths: dict[Role | None, list[int]] = {}
    for block in left_out:
        if block.role in lengths:
            lengths[block.role].append(len(block.text))
        else:
            lengths[block.role] = [len(block.text)]
    cut = ((_ROLES[role] if role is not None else "", len(of), sum(of)) for role, of in lengths.items())
    return sorted(cut)

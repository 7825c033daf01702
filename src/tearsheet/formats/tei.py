"""Article to TEI P5 (https://tei-c.org/release/doc/tei-p5-doc/en/html/), well-formed XML 1.0 for any text.

The header describes the record and, as its source, the published page; the body holds the article's text.
"""

import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from tearsheet._version import __version__
from tearsheet.article.article import Article, Author, AuthorKind, Image
from tearsheet.formats.flow import (
    Figure,
    Listing,
    Part,
    Quotation,
    Section,
    heading_levels,
    instant,
    sections,
    separate_standfirst,
    shape,
    table,
)
from tearsheet.formats.inline import SAID, plain, printable, safe_address, weave
from tearsheet.page.block import Block, Mark
from tearsheet.page.role import Role

__all__ = ["write_tei"]

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*\Z")
# What TEI's @when takes of the W3C's types: a year, a month, a day, or a day with a time.
_WHEN = re.compile(
    r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?\Z"
)
_HIGHLIGHTS = {"strong": "bold", "emphasis": "italic", "subscript": "subscript", "superscript": "superscript"}
_QUOTES = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"}


def write_tei(article: Article) -> str:
    """A TEI document.

    The header names title, authors (``persName`` for people, of type ``initials`` where
    only those are known, ``orgName`` for agencies and outlets), publisher, dates
    (``@when``), addresses, digest of the capture, language, section, tags and page type. In the body the standfirst is
    an ``argument``, headings head nested ``div`` elements, an entry is a ``div`` of type ``entry``, an image is a
    ``figure`` with its caption as ``head``, its description as ``figDesc`` and its credit as ``byline``. Characters
    that XML forbids are dropped. ``@xml:lang`` stands on the document, and on what is in another
    language. Where statements are marked, their content is ``said`` (``@direct``), source and cue are ``seg`` elements
    of that type, and ``@n`` is the statement's number. Related links and left-out Blocks are not part of it.
    """
    language = _language(article)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        _open("TEI", {"xmlns": "http://www.tei-c.org/ns/1.0", "xml:lang": language}),
        *_header(article, language),
        "<text>",
        "<body>",
        *_body(article),
        "</body>",
        "</text>",
        "</TEI>",
    ]
    return "\n".join(lines)


def _open(element: str, attributes: dict[str, str | None] | None = None, *, empty: bool = False) -> str:
    """A start tag, or an empty element; attributes that are ``None`` are left out."""
    written = "".join(
        f' {name}="{escape(printable(value), _QUOTES)}"'
        for name, value in (attributes or {}).items()
        if value is not None
    )
    return f"<{element}{written}{'/' if empty else ''}>"


def _language(of: Article | Block) -> str | None:
    """The language of an article, or of a Block that is in another."""
    return of.language if of.language and _LANGUAGE.match(of.language) else None


def _block(element: str, block: Block) -> str:
    """The start tag of a Block."""
    return _open(element, {"xml:lang": _language(block)})


def _element(element: str, text: str | None, attributes: dict[str, str | None] | None = None) -> Iterator[str]:
    """An element with a text in it, nothing where there is no text."""
    if text and (written := plain(text)):
        yield f"{_open(element, attributes)}{escape(written)}</{element}>"


def _lines(text: str, code: bool) -> str:
    # TEI has no elements inside of code.
    return escape(printable(text)).replace("\n", "\n" if code else "<lb/>\n")


def _inline(text: str, marks: Sequence[Mark] = ()) -> str:
    return weave(text, marks, _tags, _lines)


def _tags(mark: Mark) -> tuple[str, str] | None:
    if mark.kind == "link":
        address = safe_address(mark.target)
        return (_open("ref", {"target": address}), "</ref>") if address else None
    if mark.kind == "time":
        when = (mark.target or "").strip()
        return (_open("date", {"when": when}), "</date>") if _WHEN.match(when) else None
    if mark.kind == "code":
        return "<code>", "</code>"
    if mark.kind in SAID:
        number, _, form = (mark.target or "").partition(" ")
        if form:
            return _open("said", {"n": number, "direct": "true" if form == "direct" else "false"}), "</said>"
        return _open("seg", {"type": mark.kind, "n": number}), "</seg>"
    rendition = _HIGHLIGHTS.get(mark.kind)
    return (_open("hi", {"rend": rendition}), "</hi>") if rendition else None


# -- header -----------------------------------------------------------------------------------------------------------


def _header(article: Article, language: str | None) -> Iterator[str]:
    title = [*_element("title", article.title)] or ["<title/>"]
    authors = [line for author in article.authors for line in _author(author)]
    yield from ("<teiHeader>", "<fileDesc>", "<titleStmt>", *title, *authors, "</titleStmt>")
    yield "<publicationStmt><p>Made with Tearsheet from a capture of the published page.</p></publicationStmt>"
    yield from ("<sourceDesc>", *_source(article), "</sourceDesc>", "</fileDesc>")
    application = _open("application", {"ident": "tearsheet", "version": __version__})
    yield f"<encodingDesc><appInfo>{application}<label>Tearsheet</label></application></appInfo></encodingDesc>"
    yield from _profile(article, language)
    yield "</teiHeader>"


def _author(author: Author) -> Iterator[str]:
    element = "persName" if author.kind is AuthorKind.PERSON else "orgName"
    kind = "initials" if author.initials else None
    for name in _element(element, author.name, {"type": kind, "ref": safe_address(author.url)}):
        yield f"<author>{name}</author>"


def _source(article: Article) -> Iterator[str]:
    """The published page as a bibliographic citation."""
    capture = article.capture
    yield "<bibl>"
    yield from _element("title", article.title, {"level": "a"})
    for author in article.authors:
        yield from _author(author)
    yield from _element("publisher", article.site_name)
    yield from _date("published", instant(article.published, article.published_raw), article.published_raw)
    yield from _date("modified", instant(article.modified, article.modified_raw), article.modified_raw)
    if capture and capture.captured:
        captured = capture.captured.isoformat()
        yield from _date("captured", captured, captured)
    address = safe_address(article.url)
    if address:
        yield _open("ptr", {"target": address}, empty=True)
    yield from _element("idno", article.url, {"type": "URL"})
    if capture:
        if capture.url != article.url:
            yield from _element("idno", capture.url, {"type": "capture"})
        yield from _element("idno", capture.digest, {"type": "digest"})
    yield "</bibl>"


def _date(kind: str, when: str | None, raw: str | None) -> Iterator[str]:
    if when:
        yield from _element("date", raw or when, {"type": kind, "when": when if _WHEN.match(when) else None})


def _profile(article: Article, language: str | None) -> Iterator[str]:
    yield "<profileDesc>"
    if language:
        yield f"<langUsage>{_open('language', {'ident': language})}{language}</language></langUsage>"
    yield "<textClass>"
    yield "<keywords>"
    yield from _element("term", article.page_type.value, {"type": "pageType"})
    yield from _element("term", article.section, {"type": "section"})
    for tag in article.tags:
        yield from _element("term", tag)
    yield from ("</keywords>", "</textClass>", "</profileDesc>")


# -- body -------------------------------------------------------------------------------------------------------------


def _body(article: Article) -> Iterator[str]:
    yield from _element("head", article.kicker, {"type": "kicker"})
    yield from _element("head", article.title)
    standfirst = separate_standfirst(article)
    if standfirst:
        yield f"<argument><p>{_inline(standfirst)}</p></argument>"
    levels = heading_levels(article)
    lines: list[str] = []
    # Nothing but a div may follow a div, so only the first section can do without one of its own.
    for number, section in enumerate(sections(article)):
        own = section.inside or number > 0
        if own:
            lines.append(_open("div", {"type": "entry" if section.inside else None}))
        lines.extend(_section(section, levels))
        if own:
            lines.append("</div>")
    yield from lines or ["<p/>"]


def _section(section: Section, levels: dict[int, int]) -> Iterator[str]:
    entry = section.entry
    if entry is not None:
        yield from _element("head", section.title)
        yield from _element("byline", entry.author)
        when = instant(entry.published)
        if when:
            yield "<dateline>"
            yield from _date("published", when, None)
            yield "</dateline>"
    opened: list[int] = []
    for part in section.parts:
        if isinstance(part, Block) and shape(part) is Role.HEADING:
            level = levels.get(part.level) or levels[0]
            while opened and opened[-1] >= level:
                opened.pop()
                yield "</div>"
            opened.append(level)
            yield f"<div>{_block('head', part)}{_inline(part.text, part.marks)}</head>"
        else:
            yield from _part(part)
    yield from ["</div>"] * len(opened)


def _part(part: Part) -> Iterator[str]:
    if isinstance(part, Figure):
        yield from _figure(part.image)
    elif isinstance(part, Quotation):
        yield "<quote>"
        yield from (f"{_block('p', block)}{_inline(block.text, block.marks)}</p>" for block in part.blocks)
        yield "</quote>"
    elif isinstance(part, Listing):
        yield from _list(part)
    else:
        role = shape(part)
        if role is Role.CODE:
            code = escape(printable(part.text))
            yield f'<ab type="code" xml:space="preserve"><code>{code}</code></ab>'
        elif role is Role.TABLE:
            yield from _table(part)
        else:
            yield f"{_block('p', part)}{_inline(part.text, part.marks)}</p>"


def _list(listing: Listing) -> Iterator[str]:
    yield _open("list", {"rend": "numbered" if listing.ordered else "bulleted"})
    for item in listing.items:
        number = str(item.block.ordinal) if item.block.ordinal is not None else None
        opening = _open("item", {"n": number, "xml:lang": _language(item.block)})
        lines = [opening + _inline(item.block.text, item.block.marks)]
        for nested in item.lists:
            lines.extend(_list(nested))
        lines[-1] += "</item>"
        yield from lines
    yield "</list>"


def _table(block: Block) -> Iterator[str]:
    caption, rows = table(block)
    yield _block("table", block)
    if caption:
        yield f"<head>{_inline(caption)}</head>"
    for row in rows:
        label = {"role": "label"} if all(text.cell.header for text in row) else {}
        yield _open("row", {**label})
        for text in row:
            attributes = {
                "role": "label" if text.cell.header else None,
                "cols": str(text.cell.columns) if text.cell.columns > 1 else None,
                "rows": str(text.cell.rows) if text.cell.rows > 1 else None,
            }
            yield f"{_open('cell', attributes)}{_inline(text.cell.text, text.marks)}</cell>"
        yield "</row>"
    yield "</table>"


def _figure(image: Image) -> Iterator[str]:
    address = safe_address(image.address, schemes=("http", "https"))
    lines = [
        *_element("head", image.caption),
        *([_graphic(image, address)] if address else []),
        *_element("figDesc", image.description),
        *_element("byline", image.credit),
    ]
    if lines:
        yield from ("<figure>", *lines, "</figure>")


def _graphic(image: Image, address: str) -> str:
    attributes: dict[str, str | None] = {
        "url": address,
        "width": f"{image.width}px" if image.width and image.width > 0 else None,
        "height": f"{image.height}px" if image.height and image.height > 0 else None,
    }
    return _open("graphic", attributes, empty=True)

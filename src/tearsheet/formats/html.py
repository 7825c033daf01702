"""Article to an HTML fragment (https://html.spec.whatwg.org/) of elements and attributes from a short list.

Nothing is copied from the captured markup: every tag is written here, every text escaped, every address checked.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape

from tearsheet.article.article import Article, Author, Image
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

__all__ = ["write_html"]

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*\Z")
_ELEMENTS = {
    "strong": "strong",
    "emphasis": "em",
    "code": "code",
    "subscript": "sub",
    "superscript": "sup",
}
_MOST = 2**31 - 1
_MOST_COLUMNS = 1000
_MOST_ROWS = 65534


def write_html(article: Article) -> str:
    """One ``article`` element: a header with kicker, title, standfirst, byline and dates, then the body.

    ============================================ ==========================================
    elements                                     attributes
    ============================================ ==========================================
    article                                      lang, dir
    p, h1 to h6, li, table                       lang, where it is another than the article's
    header, section, h1 to h6, p                 class on p, one of kicker, standfirst, byline, published, modified
    ul, ol, li                                   start on ol, value on li
    table, caption, tr, th, td                   colspan, rowspan on th and td
    blockquote, pre, figure, figcaption, br
    img                                          src, alt, width, height
    a                                            href
    time                                         datetime
    span                                         class, data-statement: a statement's parts, where they are marked
    strong, em, code, sub, sup, small            (small is an image's credit)
    ============================================ ==========================================

    Links lead to absolute http, https and mailto addresses, images come from http and https; any other link is
    written as its text alone. An entry is a ``section``. Related links and left-out Blocks are not part of it.
    """
    language = _language(article)
    levels = heading_levels(article)
    lines = [_open("article", lang=language, dir="auto"), *_header(article)]
    for section in sections(article):
        lines.extend(_section(section, levels))
    lines.append("</article>")
    return "\n".join(lines)


def _open(element: str, **attributes: str | int | None) -> str:
    """A start tag; attributes that are ``None`` are left out."""
    written = (f' {name}="{_escape(str(value))}"' for name, value in attributes.items() if value is not None)
    return f"<{element}{''.join(written)}>"


def _language(of: Article | Block) -> str | None:
    """The language of an article, or of a Block that is in another."""
    return of.language if of.language and _LANGUAGE.match(of.language) else None


def _escape(text: str) -> str:
    return escape(printable(text))


def _lines(text: str, _: bool) -> str:
    return _escape(text).replace("\n", "<br>\n")


def _inline(text: str, marks: Sequence[Mark] = ()) -> str:
    return weave(text, marks, _tags, _lines)


def _tags(mark: Mark) -> tuple[str, str] | None:
    if mark.kind == "link":
        address = safe_address(mark.target)
        return (_open("a", href=address), "</a>") if address else None
    if mark.kind == "time":
        return (_open("time", datetime=plain(mark.target)), "</time>") if mark.target else None
    if mark.kind in SAID:
        number, _, form = (mark.target or "").partition(" ")
        kind = f"said {form}" if form else mark.kind
        return _open("span", **{"class": kind, "data-statement": number}), "</span>"
    element = _ELEMENTS.get(mark.kind)
    return (f"<{element}>", f"</{element}>") if element else None


# -- header -----------------------------------------------------------------------------------------------------------


def _header(article: Article) -> Iterator[str]:
    lines = [
        *_named("kicker", article.kicker),
        *([f"<h1>{_inline(article.title)}</h1>"] if article.title and article.title.strip() else []),
        *_named("standfirst", separate_standfirst(article)),
        *_byline([_author(author) for author in article.authors]),
        *_date("published", instant(article.published, article.published_raw)),
        *_date("modified", instant(article.modified, article.modified_raw)),
    ]
    if lines:
        yield from ("<header>", *lines, "</header>")


def _named(name: str, text: str | None) -> Iterator[str]:
    if text and text.strip():
        yield f'<p class="{name}">{_inline(text)}</p>'


def _author(author: Author) -> str:
    return _inline(author.name, (Mark(0, len(author.name), "link", author.url),))


def _byline(authors: list[str]) -> Iterator[str]:
    if authors:
        yield f'<p class="byline">{", ".join(authors)}</p>'


def _date(name: str, written: str | None) -> Iterator[str]:
    if written:
        yield f'<p class="{name}">{_open("time", datetime=written)}{written}</time></p>'


# -- body -------------------------------------------------------------------------------------------------------------


def _section(section: Section, levels: dict[int, int]) -> Iterator[str]:
    if section.inside:
        yield "<section>"
    entry = section.entry
    if entry is not None:
        header = [
            *([f"<h2>{_inline(section.title)}</h2>"] if section.title and section.title.strip() else []),
            *_byline([_inline(entry.author)] if entry.author and entry.author.strip() else []),
            *_date("published", instant(entry.published)),
        ]
        if header:
            yield from ("<header>", *header, "</header>")
    for part in section.parts:
        yield from _part(part, levels)
    if section.inside:
        yield "</section>"


def _part(part: Part, levels: dict[int, int]) -> Iterator[str]:
    if isinstance(part, Figure):
        yield from _figure(part.image)
    elif isinstance(part, Quotation):
        yield "<blockquote>"
        yield from (
            f"{_open('p', lang=_language(block))}{_inline(block.text, block.marks)}</p>" for block in part.blocks
        )
        yield "</blockquote>"
    elif isinstance(part, Listing):
        yield from _list(part)
    else:
        role = shape(part)
        if role is Role.HEADING:
            level = levels.get(part.level) or levels[0]
            yield f"{_open(f'h{level}', lang=_language(part))}{_inline(part.text, part.marks)}</h{level}>"
        elif role is Role.CODE:
            yield f"<pre><code>{_escape(part.text)}</code></pre>"
        elif role is Role.TABLE:
            yield from _table(part)
        else:
            yield f"{_open('p', lang=_language(part))}{_inline(part.text, part.marks)}</p>"


def _list(listing: Listing) -> Iterator[str]:
    expected = 1
    if listing.ordered:
        expected = _number(listing.items[0].block.ordinal)
        yield _open("ol", start=expected if expected != 1 else None)
    else:
        yield "<ul>"
    for item in listing.items:
        number = _number(item.block.ordinal) if listing.ordered else expected
        opening = _open("li", value=number if number != expected else None, lang=_language(item.block))
        lines = [opening + _inline(item.block.text, item.block.marks)]
        for nested in item.lists:
            lines.extend(_list(nested))
        lines[-1] += "</li>"
        yield from lines
        expected = number + 1 if listing.ordered else expected
    yield "</ol>" if listing.ordered else "</ul>"


def _number(ordinal: int | None) -> int:
    return min(max(ordinal or 0, -_MOST), _MOST)


def _table(block: Block) -> Iterator[str]:
    caption, rows = table(block)
    yield _open("table", lang=_language(block))
    if caption:
        yield f"<caption>{_inline(caption)}</caption>"
    for row in rows:
        cells: list[str] = []
        for text in row:
            element = "th" if text.cell.header else "td"
            columns = min(max(text.cell.columns, 1), _MOST_COLUMNS)
            height = min(max(text.cell.rows, 1), _MOST_ROWS)
            opening = _open(
                element,
                colspan=columns if columns > 1 else None,
                rowspan=height if height > 1 else None,
            )
            cells.append(f"{opening}{_inline(text.cell.text, text.marks)}</{element}>")
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</table>"


def _figure(image: Image) -> Iterator[str]:
    address = safe_address(image.address, schemes=("http", "https"))
    description = plain(image.description or "")
    caption = plain(image.caption or "")
    credit = plain(image.credit or "")
    if not (address or description or caption or credit):
        return
    yield "<figure>"
    if address:
        yield _open("img", src=address, alt=description, width=_pixels(image.width), height=_pixels(image.height))
    elif description:
        yield f"<p>{_escape(description)}</p>"
    if caption or credit:
        written = [_escape(caption)] if caption else []
        written += [f"<small>{_escape(credit)}</small>"] if credit else []
        yield f"<figcaption>{' '.join(written)}</figcaption>"
    yield "</figure>"


def _pixels(size: int | None) -> int | None:
    return size if size is not None and 0 < size <= _MOST else None

"""The views of an address's editions and of what changed between two of them."""

from typing import Any

from tearsheet.archive.archive import Archive
from tearsheet.archive.editions import Edition
from tearsheet.archive.plain import to_plain
from tearsheet.formats.text import text_spans
from tearsheet.web.problems import Problem

__all__ = ["edition_of", "view_diff", "view_editions"]


def view_editions(archive: Archive, *, address: str) -> dict[str, Any]:
    """The captures of an address, oldest first.

    Raises:
        LookupError: the archive has no capture of it.
    """
    return {"asked": {"address": address}, "editions": to_plain(archive.editions(address))}


def view_diff(archive: Archive, *, before: int, after: int) -> dict[str, Any]:
    """Two captures of an address side by side.

    Args:
        archive: to read.
        before: id of the earlier capture's article.
        after: id of the later one's.

    Raises:
        LookupError: there is no such article.
        Problem: they are captures of different addresses.
    """
    earlier, later = edition_of(archive, before), edition_of(archive, after)
    address = _address(archive, before)
    if before not in [one.article for one in archive.editions(_address(archive, after))]:
        raise Problem(400, f"article {before} and article {after} are captures of different addresses")
    found = archive.changes(earlier, later)
    return {
        "address": address,
        "editions": to_plain(archive.editions(address)),
        "changes": to_plain(found),
        "before": _paragraphs(archive, before),
        "after": _paragraphs(archive, after),
    }


def edition_of(archive: Archive, article: int) -> Edition:
    """The edition that an article is.

    Raises:
        LookupError: there is no such article, or it has no address.
    """
    for edition in archive.editions(_address(archive, article)):
        if edition.article == article:
            return edition
    raise LookupError(f"no article {article} in this archive")


def _address(archive: Archive, article: int) -> str:
    row = archive.connection.execute("SELECT address FROM articles WHERE id = ?", (article,)).fetchone()
    if row is None:
        raise LookupError(f"no article {article} in this archive")
    if row[0] is None:
        raise LookupError(f"article {article} has no address, and so no other editions")
    return str(row[0])


def _paragraphs(archive: Archive, number: int) -> dict[str, Any]:
    """What an edition says, Block by Block."""
    article = archive.load(number)
    spans = text_spans(article)
    return {
        "article": number,
        "title": article.title,
        "standfirst": article.standfirst if spans.standfirst is not None else None,
        "body": [{"role": (block.role or block.kind).value, "text": block.text} for block in article.body],
    }

"""The view of an article: its record, every Block of its page, and which Blocks each part of the record came from."""

from bisect import bisect_right
from collections.abc import Iterable
from typing import Any

from tearsheet.archive.archive import Archive
from tearsheet.archive.plain import to_plain
from tearsheet.article.article import Article, Author, Evidence, Image
from tearsheet.formats.statements import statement_record
from tearsheet.formats.text import TextSpans, text_spans
from tearsheet.page.block import Block
from tearsheet.statements.statement import Span, Statement
from tearsheet.web.blockfinder import BlockFinder

__all__ = ["article_view", "view_article"]

_FIELDS = ("title", "kicker", "standfirst", "published", "modified", "site_name", "section", "tags")
_MOST_COPIES = 20


def view_article(archive: Archive, *, article: int) -> dict[str, Any]:
    """An article of an archive with what it has to do with others.

    Args:
        archive: to read.
        article: its id.

    Raises:
        LookupError: there is no such article.
        ArchiveError: the archive cannot be read or is damaged.
    """
    record = archive.load(article)
    row = archive.connection.execute(
        "SELECT coalesce(address, url), outlet, captured, added FROM articles WHERE id = ?", (article,)
    ).fetchone()
    address, outlet, captured, added = row
    said = archive.connection.execute("SELECT number, id FROM statements WHERE article = ?", (article,))
    story = archive.story(article)
    copies = archive.copies(article, limit=_MOST_COPIES)
    view, here = article_view(record), f"/articles/{article}"
    numbers = dict(said.fetchall())
    for number, statement in enumerate(view["statements"]):
        statement["id"] = numbers.get(number)
    return view | {
        "article": article,
        "capture": view["capture"] | {"document": f"{here}/capture", "bytes": f"{here}/bytes"},
        "kept": {"address": address, "outlet": outlet, "captured": captured, "added": added},
        "editions": to_plain(archive.editions(address)) if address else [],
        "story": {"story": story.story, "title": story.title, "articles": len(story.articles)},
        "copies": to_plain(copies),
    }


def article_view(article: Article) -> dict[str, Any]:
    """An article beside its page.

    Returns:
        ``record`` as `Article.to_dict` has it; ``blocks``, every Block of the page in reading order, each with its
        number ``n``; ``statements``; ``sources``, the numbers of the Blocks that each part of the record came from.
    """
    parts = sorted((*article.body, *article.left_out), key=lambda block: block.block)
    named = [(place if block.block < 0 else block.block, block) for place, block in enumerate(parts)]
    numbers = {id(block): number for number, block in named}
    within = {id(block): place for place, block in enumerate(article.body)}
    finder = BlockFinder(named)
    spans = text_spans(article)
    body = [numbers[id(block)] for block in article.body]
    sources = _sources(article, finder, named) | {"body": body}
    flat = bool(parts) and parts[0].place.kind == "span"
    return {
        "article": None,
        "record": article.to_dict(),
        "capture": {"flat": flat, "document": None, "bytes": None},
        "blocks": [_block(number, block, within.get(id(block))) for number, block in named],
        "sources": sources,
        "statements": [
            statement_record(said, spans.text)
            | {"id": None, "pieces": _pieces(said, spans, body, sources["standfirst"])}
            for said in article.statements
        ],
    }


def _block(number: int, block: Block, body: int | None) -> dict[str, Any]:
    return {
        "n": number,
        "text": block.text,
        "kind": block.kind.value,
        "role": block.role.value if block.role is not None else None,
        "probability": round(block.probability, 4) if block.probability is not None else None,
        "place": block.place.to_dict(),
        "body": body,
        "entry": block.entry,
    }


def _sources(article: Article, finder: BlockFinder, named: list[tuple[int, Block]]) -> dict[str, Any]:
    entries: list[list[int]] = [[] for _ in article.entries]
    for number, block in named:
        if block.entry is not None and 0 <= block.entry < len(entries):
            entries[block.entry].append(number)
    return {
        **{name: _of_field(article.evidence(name), finder) for name in _FIELDS},
        "authors": [_of_author(author, article.evidence("authors"), finder) for author in article.authors],
        "images": [_of_image(image, finder) for image in article.images],
        "related": [finder.find(link.place) for link in article.related],
        "entries": entries,
    }


def _of_field(evidences: Iterable[Evidence], finder: BlockFinder) -> list[int]:
    """The Blocks that say what was taken: where it was taken from, and where a reader sees the same."""
    evidences = tuple(evidences)
    taken = {evidence.value for evidence in evidences if evidence.used}
    return _together(finder.find(one.place) for one in evidences if one.used or one.value in taken)


def _of_author(author: Author, evidences: Iterable[Evidence], finder: BlockFinder) -> list[int]:
    name = author.name.casefold()
    return _together(finder.find(one.place) for one in evidences if name in one.value.casefold())


def _of_image(image: Image, finder: BlockFinder) -> dict[str, list[int]]:
    return {
        "image": finder.find(image.place),
        "caption": finder.find(image.caption_place),
        "credit": finder.find(image.credit_place),
    }


def _together(found: Iterable[list[int]]) -> list[int]:
    return sorted({number for numbers in found for number in numbers})


def _pieces(said: Statement, spans: TextSpans, body: list[int], standfirst: list[int]) -> list[dict[str, Any]]:
    """Where a statement stands: pieces of Blocks, as characters of each Block's text."""
    pieces: list[dict[str, Any]] = []
    for kind, parts in (("content", said.content), ("source", said.source), ("cue", said.cue)):
        for part in parts:
            pieces += [{"kind": kind} | piece for piece in _in_blocks(part, spans, body, standfirst)]
    return pieces


def _in_blocks(part: Span, spans: TextSpans, body: list[int], standfirst: list[int]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if spans.standfirst is not None and standfirst and part.start < spans.standfirst[1]:
        first, last = spans.standfirst
        found.append({"block": standfirst[0], "start": part.start - first, "end": min(part.end, last) - first})
    place = max(0, bisect_right(spans.blocks, part.start, key=lambda span: span[0]) - 1)
    while place < len(spans.blocks) and spans.blocks[place][0] < part.end:
        start, end = spans.blocks[place]
        if part.start < end:
            piece = {"block": body[place], "start": max(part.start, start) - start, "end": min(part.end, end) - start}
            if piece not in found:
                found.append(piece)
        place += 1
    return found

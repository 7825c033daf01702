"""Article to plain text: standfirst and body, every Block at a known place in it.

Statements are spans of this text, so every Block stands in it as it is, with nothing but white space between Blocks.
"""

from bisect import bisect_right
from dataclasses import dataclass

from tearsheet.article.article import Article
from tearsheet.formats.flow import separate_standfirst, shape
from tearsheet.formats.inline import well_formed
from tearsheet.page.role import Role

__all__ = ["TextSpans", "text_spans", "write_text"]


@dataclass(frozen=True, slots=True)
class TextSpans:
    """An article's text and where in it each Block stands.

    Attributes:
        text: standfirst and body.
        standfirst: start and end of the standfirst, whether it stands alone or as the body's first Block; ``None``
            without one.
        blocks: start and end of each Block of ``article.body``, in the same order. Start and end are the same for a
            Block that says nothing, such as an image: the point where it would stand.
    """

    text: str
    standfirst: tuple[int, int] | None
    blocks: tuple[tuple[int, int], ...]

    def block_at(self, offset: int) -> int | None:
        """Index in ``article.body`` of the Block that holds the character at ``offset``.

        Args:
            offset: index into the text.

        Returns:
            The index; ``None`` for the white space between Blocks, a standfirst that stands alone, and offsets
            outside of the text.
        """
        index = bisect_right(self.blocks, offset, key=lambda span: span[0]) - 1
        return index if index >= 0 and offset < self.blocks[index][1] else None


def write_text(article: Article) -> str:
    """Standfirst and body; neither title, byline, captions nor images.

    Every Block stands as in `Block.text`, so that an offset in a Block, such as a mark's, is one in the text after
    adding the Block's start; lone surrogates are replaced by U+FFFD. Blocks are separated by an empty line,
    consecutive list items by a line end. A table has one row a line, its cells separated by `` | ``. A standfirst
    that also stands first in the body stands here once. There is no line end after the last Block.
    """
    return text_spans(article).text


def text_spans(article: Article) -> TextSpans:
    """The text that `write_text` writes, with the place of every Block in it."""
    out: list[str] = []
    length = 0
    last: Role | None = None

    def put(text: str, role: Role) -> tuple[int, int]:
        nonlocal length, last
        if not text.strip():
            return length, length
        if out:
            gap = "\n" if role is Role.LIST_ITEM and last is role else "\n\n"
            out.append(gap)
            length += len(gap)
        out.append(text)
        start, length, last = length, length + len(text), role
        return start, length

    alone = separate_standfirst(article)
    standfirst = put(well_formed(alone), Role.STANDFIRST) if alone else None
    blocks = tuple(put(well_formed(block.text), shape(block)) for block in article.body)
    if standfirst is None and article.standfirst and article.standfirst.strip():
        standfirst = next(span for span in blocks if span[0] < span[1])
    return TextSpans("".join(out), standfirst, blocks)

"""An article with what its archive knows of it, as exports get it."""

from dataclasses import dataclass

from tearsheet.article.article import Article

__all__ = ["Row"]


@dataclass(frozen=True, slots=True)
class Row:
    """One article of an archive.

    Attributes:
        number: its id in the archive.
        article: the article, with its capture.
        added: when it came into the archive, ISO 8601.
        version: of Tearsheet that made the record.
    """

    number: int
    article: Article
    added: str
    version: str

"""What statements say: the table of statements tells where they stand, the record of their article has their words."""

import sqlite3

from tearsheet.archive.loading import load_said
from tearsheet.formats.inline import well_formed

__all__ = ["Wordings"]


class Wordings:
    """The words of statements; those of an article are read once.

    Args:
        archive: to read.
    """

    def __init__(self, archive: sqlite3.Connection) -> None:
        self._archive = archive
        self._read: dict[int, list[str]] = {}

    def get(self, article: int, number: int) -> str:
        """What was said.

        Args:
            article: id of the article.
            number: of the statement among those of the article.

        Raises:
            MissingError: there is no such article.
            DamagedError: its statements are not what was stored.
        """
        texts = self._read.get(article)
        if texts is None:
            texts = self._read[article] = [well_formed(text) for text in load_said(self._archive, article)]
        return texts[number]

"""An item pipeline for Scrapy (https://docs.scrapy.org/en/latest/topics/item-pipeline.html).

In a project's settings: ``ITEM_PIPELINES = {"tearsheet.cluster.scrapy.ArticlePipeline": 300}``.
"""

from typing import Any

from itemadapter import ItemAdapter
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from twisted.internet.defer import Deferred
from twisted.internet.threads import deferToThread

from tearsheet.choices import Comments, Favour, choose
from tearsheet.cluster.records import capture_of
from tearsheet.errors import TearsheetError
from tearsheet.extraction import extract

__all__ = ["ArticlePipeline"]


class ArticlePipeline:
    """Adds the record of the article to items that hold a page.

    Items without a page pass as they are; an item whose page gives no article is dropped with the reason.

    Args:
        page: field that holds the page, as bytes or text (setting ``TEARSHEET_PAGE``, ``"body"``).
        url: field of its address (``TEARSHEET_URL``, ``"url"``).
        into: field that takes the record (``TEARSHEET_INTO``, ``"article"``).
        favour: as in `tearsheet.extract` (``TEARSHEET_FAVOUR``).
        comments: likewise (``TEARSHEET_COMMENTS``).
    """

    def __init__(
        self,
        page: str = "body",
        url: str = "url",
        into: str = "article",
        favour: str = "balance",
        comments: str = "auto",
    ) -> None:
        self._page = page
        self._url = url
        self._into = into
        self._favour = choose(Favour, favour, "favour")
        self._comments = choose(Comments, comments, "comments")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "ArticlePipeline":
        """As the settings of a crawler say."""
        settings = crawler.settings
        return cls(
            settings.get("TEARSHEET_PAGE", "body"),
            settings.get("TEARSHEET_URL", "url"),
            settings.get("TEARSHEET_INTO", "article"),
            settings.get("TEARSHEET_FAVOUR", "balance"),
            settings.get("TEARSHEET_COMMENTS", "auto"),
        )

    def process_item(self, item: Any, spider: Any = None) -> "Deferred[Any]":
        """The item with its article, when it is there; downloads go on meanwhile."""
        return deferToThread(self.add, item)

    def add(self, item: Any) -> Any:
        """The item with its article.

        Raises:
            DropItem: its page gives none.
        """
        fields = ItemAdapter(item)
        page = fields.get(self._page)
        if page is None:
            return item
        try:
            capture = capture_of(page, fields.get(self._url), None)
            article = extract(capture, favour=self._favour, comments=self._comments)
        except TearsheetError as error:
            raise DropItem(f"no article: {error}") from error
        fields[self._into] = article.to_dict()
        return item

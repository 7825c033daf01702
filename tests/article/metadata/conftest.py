"""Pages written for these tests, read through the HTML door."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tearsheet.article.metadata import Metadata, find_metadata
from tearsheet.article.metadata.declared import Declared, declare
from tearsheet.capture import Capture
from tearsheet.limits import Deadline, Limits
from tearsheet.page.block import Page
from tearsheet.page.html import read_html

CAPTURED = datetime(2024, 6, 1, 12, tzinfo=UTC)
URL = "https://www.lakesidecourier.example/news/ferry-returns"


def _page(html: str, url: str | None = URL, captured: datetime | None = CAPTURED) -> Page:
    limits = Limits()
    capture = Capture(html, url=url, captured=captured)
    return read_html(capture, html, limits, Deadline(limits, "test"))


@pytest.fixture
def page_of() -> Callable[..., Page]:
    return _page


@pytest.fixture
def declared_of() -> Callable[..., Declared]:
    def read(html: str, **keywords: object) -> Declared:
        page = _page(html, **keywords)  # type: ignore[arg-type]
        return declare(page, page.blocks)

    return read


@pytest.fixture
def metadata_of() -> Callable[..., Metadata]:
    def read(html: str, **keywords: object) -> Metadata:
        page = _page(html, **keywords)  # type: ignore[arg-type]
        return find_metadata(page, page.blocks)

    return read

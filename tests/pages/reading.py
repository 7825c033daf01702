"""Through the doors in one line, for tests."""

from tearsheet.capture import Capture
from tearsheet.limits import Deadline, Limits
from tearsheet.page.block import Block, Page
from tearsheet.page.html import read_html
from tearsheet.page.text import read_text

LIMITS = Limits(seconds=60)


def html_page(html: str, url: str | None = None, limits: Limits = LIMITS) -> Page:
    return read_html(Capture(html, url=url), html, limits, Deadline(limits, "test"))


def text_page(text: str, limits: Limits = LIMITS) -> Page:
    return read_text(Capture(text), text, limits, Deadline(limits, "test"))


def html_blocks(html: str, url: str | None = None) -> tuple[Block, ...]:
    return html_page(html, url).blocks


def text_blocks(text: str) -> tuple[Block, ...]:
    return text_page(text).blocks


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks]


def outline(blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in blocks]

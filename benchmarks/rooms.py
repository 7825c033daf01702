"""Where the time of one extraction goes: the flow of `tearsheet.extract`, timed room by room.

The rooms are called by their own names, as `tearsheet.extraction` and `tearsheet.roles.decision` call them, since a
profiler would slow what is written in Python and not what is compiled.
"""

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from benchmarks.data import GoldPage
from benchmarks.measure import WARM_UP_PAGES, silence
from tearsheet.article.assemble import assemble
from tearsheet.article.metadata import find_metadata
from tearsheet.capture import Capture
from tearsheet.encoding import decode
from tearsheet.errors import TearsheetError
from tearsheet.limits import Deadline, Limits
from tearsheet.media import sniff
from tearsheet.page.html import read_html
from tearsheet.page.text import read_text
from tearsheet.roles.content import load_content_model
from tearsheet.roles.decision import settle
from tearsheet.roles.features import measure
from tearsheet.roles.model import load_trees
from tearsheet.roles.pagetype import page_type

__all__ = ["ROOMS", "Room", "profile"]

_NO_HURRY = Limits(seconds=600.0)

ROOMS = (
    ("media", ""),
    ("encoding", ""),
    ("reading", ""),
    ("parsing", "reading"),
    ("features", ""),
    ("page type", ""),
    ("content", ""),
    ("roles", ""),
    ("article", ""),
    ("metadata", "article"),
    ("text", ""),
)
"""The rooms in the order of the flow, each with the room that it is a part of, if any."""


@dataclass(frozen=True, slots=True)
class Room:
    """Where time went.

    Attributes:
        name: one of `ROOMS`.
        within: the room that its time is a part of; empty where it is none's.
        seconds: processor time of all pages.
    """

    name: str
    within: str
    seconds: float


class _Clock:
    """Processor time by room."""

    def __init__(self) -> None:
        self.spent = dict.fromkeys((name for name, _ in ROOMS), 0.0)
        self._since = time.process_time()

    def start(self) -> None:
        self._since = time.process_time()

    def stop(self, room: str) -> None:
        now = time.process_time()
        self.spent[room] += now - self._since
        self._since = time.process_time()


def profile(pages: Sequence[GoldPage], rounds: int, done: Callable[[], None] = lambda: None) -> list[Room]:
    """Processor time of the rooms over all pages, the least of the rounds.

    Args:
        pages: what to extract; their sources are held in memory.
        rounds: how often.
        done: called after every page of every round.
    """
    captures = [Capture(page.source, url=page.url, captured=page.captured, name=page.id) for page in pages]
    clocks: list[_Clock] = []
    with silence():
        for capture in captures[:WARM_UP_PAGES]:
            _walk(capture, _Clock())
        for _ in range(rounds):
            gc.collect()
            clock = _Clock()
            for capture in captures:
                _walk(capture, clock)
                done()
            clocks.append(clock)
    return [Room(name, within, min(clock.spent[name] for clock in clocks)) for name, within in ROOMS]


def _walk(capture: Capture, clock: _Clock) -> None:
    """One capture through all the rooms; what is no page leaves at the first."""
    deadline = Deadline(_NO_HURRY, capture.label)
    clock.start()
    try:
        kind = sniff(capture)
    except TearsheetError:
        return
    finally:
        clock.stop("media")
    decoded = decode(capture)
    clock.stop("encoding")
    if kind == "html":
        page = read_html(capture, decoded.content, _NO_HURRY, deadline)
    else:
        page = read_text(capture, decoded.text, _NO_HURRY, deadline)
    clock.stop("reading")
    if kind == "html":
        source = decoded.content
        clock.start()
        LexborHTMLParser(source)
        clock.stop("parsing")
    clock.start()
    features = measure(page)
    clock.stop("features")
    flat = not len(page.elements)
    type_, news, press = page_type(page, features, load_trees("flat-pagetype.npz" if flat else "pagetype.npz"))
    clock.stop("page type")
    probability = load_content_model(flat=flat).read(page, features, news=news, press=press)
    clock.stop("content")
    decision = settle(page, features, probability, type_, news)
    clock.stop("roles")
    article = assemble(page, decision, _NO_HURRY, deadline)
    # Most of its fields are worked out when one of them is first read.
    blocks = sorted((*article.body, *article.left_out), key=lambda block: block.block)
    clock.stop("article")
    _ = article.text
    clock.stop("text")
    clock.start()
    find_metadata(page, blocks, deadline, type_)
    clock.stop("metadata")

"""The methods of an Archive as addresses, ``/api/NAME``: the same arguments, and the same answers as plain values."""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tearsheet.archive.archive import Archive
from tearsheet.archive.filters import Order
from tearsheet.archive.listing import OutletOrder, PersonOrder
from tearsheet.archive.plain import to_plain
from tearsheet.archive.record import write_record, write_statements
from tearsheet.web.addresses import FILTERS
from tearsheet.web.parameters import Parameter
from tearsheet.web.viewseditions import edition_of
from tearsheet.web.viewssearch import split_filters

__all__ = ["CALLS", "Call"]


@dataclass(frozen=True, slots=True)
class Call:
    """A method of an Archive.

    Attributes:
        name: its name.
        about: what it answers.
        answer: given an archive and the values of its parameters, plain values.
        parameters: what it takes.
    """

    name: str
    about: str
    answer: Callable[..., Any]
    parameters: tuple[Parameter, ...] = ()

    @property
    def address(self) -> str:
        """Where it is."""
        return f"/api/{self.name}"


def _limit(default: int) -> Parameter:
    return Parameter("limit", "How many on a page.", int, default=default, most=1_000)


def _id(name: str) -> Parameter:
    return Parameter(name, f"Id of the {name}.", int, least=0, required=True)


_PAGE = Parameter("page", "What the page before called the next.")
_QUERY = Parameter("query", "Words to look for.", default="")
_NAMED = Parameter("query", "Words of the name.")
_EDITIONS = Parameter("all_editions", "Whether older captures of an address count as well.", bool, default=False)
_PASSAGES = Parameter("passages", "Whether the shared passages are told.", bool, default=False)
_SEARCH = (
    _QUERY,
    *FILTERS,
    Parameter("order", "What comes first.", Order, default=Order.RELEVANCE),
    _limit(20),
    _PAGE,
    _EDITIONS,
)


def _plainly(method: Callable[..., Any]) -> Callable[..., Any]:
    """What answers for a method that takes its arguments by name."""

    def answer(archive: Archive, **values: Any) -> Any:
        return to_plain(method(archive, **values))

    return answer


def _search(archive: Archive, **values: Any) -> Any:
    filters, rest = split_filters(values)
    return to_plain(archive.search(filters=filters, **rest))


def _search_statements(archive: Archive, **values: Any) -> Any:
    filters, rest = split_filters(values)
    return to_plain(archive.search_statements(filters=filters, **rest))


def _count_by_month(archive: Archive, **values: Any) -> Any:
    filters, rest = split_filters(values)
    return archive.count_by_month(filters=filters, **rest)


def _load(archive: Archive, article: int) -> Any:
    loaded = archive.load(article)
    return {
        "record": base64.b64encode(write_record(loaded)).decode("ascii"),
        "statements": base64.b64encode(write_statements(loaded.statements)).decode("ascii"),
        "content": base64.b64encode(archive.content(article)).decode("ascii"),
    }


def _ids(archive: Archive, after: int, limit: int) -> Any:
    rows = archive.connection.execute("SELECT id FROM articles WHERE id > ? ORDER BY id LIMIT ?", (after, limit))
    return [number for (number,) in rows]


def _changes(archive: Archive, before: int, after: int) -> Any:
    return to_plain(archive.changes(edition_of(archive, before), edition_of(archive, after)))


CALLS = (
    Call("len", "How many articles there are, every edition counted.", len),
    Call(
        "ids",
        "The ids of articles, in the order in which they came in.",
        _ids,
        (
            Parameter("after", "The last id before them.", int, default=0, least=0),
            Parameter("limit", "How many.", int, default=1_000, most=10_000),
        ),
    ),
    Call("contents", "What the archive holds, in numbers.", _plainly(Archive.contents)),
    Call("load", "An article, its statements and its capture, each in base64.", _load, (_id("article"),)),
    Call("text", "The text of an article.", Archive.text, (_id("article"),)),
    Call("search", "Articles.", _search, _SEARCH),
    Call("search_statements", "Statements.", _search_statements, _SEARCH),
    Call(
        "count_by_month", "How many articles a search finds by month.", _count_by_month, (_QUERY, *FILTERS, _EDITIONS)
    ),
    Call(
        "editions",
        "The captures of an address, oldest first.",
        _plainly(Archive.editions),
        (Parameter("address", "Of the page.", required=True),),
    ),
    Call(
        "changes",
        "What changed between two captures of an address.",
        _changes,
        (_id("before"), _id("after")),
    ),
    Call("unlinked", "How many articles wait to be compared with the others.", Archive.unlinked),
    Call(
        "copies",
        "The articles that share text with one.",
        _plainly(Archive.copies),
        (_id("article"), _PASSAGES, _limit(100), _PAGE),
    ),
    Call(
        "copy_pairs",
        "All pairs of articles that share text.",
        _plainly(Archive.copy_pairs),
        (_PASSAGES, _limit(100), _PAGE),
    ),
    Call(
        "passages",
        "What two articles share, as spans of both texts.",
        _plainly(Archive.passages),
        (_id("article"), _id("other")),
    ),
    Call("stories", "Stories, those with the newest articles first.", _plainly(Archive.stories), (_limit(20), _PAGE)),
    Call("story", "The story of an article.", _plainly(Archive.story), (_id("article"),)),
    Call(
        "single_sources",
        "The statements of a story that one text alone carries.",
        _plainly(Archive.single_sources),
        (_id("article"),),
    ),
    Call(
        "statement", "A statement with the article that it stands in.", _plainly(Archive.statement), (_id("statement"),)
    ),
    Call("corroborate", "Where else a statement stands.", _plainly(Archive.corroborate), (_id("statement"),)),
    Call(
        "people",
        "People who say something, or wrote an article.",
        _plainly(Archive.people),
        (
            _NAMED,
            Parameter("order", "Who comes first.", PersonOrder, default=PersonOrder.STATEMENTS),
            _limit(50),
            _PAGE,
        ),
    ),
    Call("person", "A person and those around them.", _plainly(Archive.person), (_id("person"),)),
    Call("said_by", "What a person said, newest first.", _plainly(Archive.said_by), (_id("person"), _limit(20), _PAGE)),
    Call(
        "outlets",
        "Outlets with how much each published and when.",
        _plainly(Archive.outlets),
        (_NAMED, Parameter("order", "What comes first.", OutletOrder, default=OutletOrder.ARTICLES), _limit(50), _PAGE),
    ),
    Call("outlet", "An outlet and who speaks in it.", _plainly(Archive.outlet), (_id("outlet"),)),
)
"""Those that read; their names are those of the methods."""

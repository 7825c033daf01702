"""Every page that shows something of an archive: its address, what it takes, its view and its template."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tearsheet.archive.filters import Order
from tearsheet.archive.listing import OutletOrder, PersonOrder
from tearsheet.page.role import PageType
from tearsheet.statements.statement import Attitude, Form
from tearsheet.web.parameters import Parameter
from tearsheet.web.viewsarticle import view_article
from tearsheet.web.viewseditions import view_diff, view_editions
from tearsheet.web.viewspeople import view_outlet, view_outlets, view_people, view_person
from tearsheet.web.viewssearch import Within, view_home, view_search
from tearsheet.web.viewsstories import view_statement, view_stories, view_story

__all__ = ["AFTER", "FILTERS", "PAGES", "Page", "limit"]


@dataclass(frozen=True, slots=True)
class Page:
    """A page with its JSON twin.

    Attributes:
        name: of its template.
        address: with the name of the id that stands in it, such as ``"/people/{person}"``.
        about: what it shows.
        view: answers it, given an archive and the values of its parameters.
        parameters: behind the question mark.
        counts: whether all of an archive is counted for it, so that it is made before anybody asks.
    """

    name: str
    address: str
    about: str
    view: Callable[..., dict[str, Any]]
    parameters: tuple[Parameter, ...] = ()
    counts: bool = False

    @property
    def twin(self) -> str:
        """Address of the same as JSON."""
        return "/index.json" if self.address == "/" else f"{self.address}.json"

    @property
    def id(self) -> str | None:
        """Name of the id that stands in its address."""
        return self.address.partition("{")[2].partition("}")[0] or None


def limit(default: int, most: int = 200) -> Parameter:
    """How many there are on a page."""
    return Parameter("limit", "How many on a page.", int, default=default, most=most)


AFTER = Parameter("after", "What the page before called the next.")

FILTERS = (
    Parameter("outlet", "Words of the outlet's name, or its host."),
    Parameter("country", "ISO 3166 code of the outlet's country."),
    Parameter("author", "Words of an author's name."),
    Parameter("speaker", "Words of the name of somebody who says something."),
    Parameter("section", "Section or rubric."),
    Parameter("tag", "A tag of the publisher's."),
    Parameter("language", "BCP 47 tag; en takes in en-GB."),
    Parameter("type", "Kind of page.", PageType, argument="page_type"),
    Parameter("since", "First day of publication.", date),
    Parameter("until", "Last day of publication.", date),
    Parameter("form", "In whose words a statement stands.", Form),
    Parameter("attitude", "Whether somebody said, thought or plans it.", Attitude),
)
"""What narrows a search."""

_NAMED = Parameter("q", "Words of the name.", argument="query")

PAGES = (
    Page("home", "/", "What the archive holds, and what came in last.", view_home, counts=True),
    Page(
        "search",
        "/search",
        "Articles or statements, with the number of articles by month.",
        view_search,
        (
            Parameter("q", 'Words, "phrases", prefix*, AND, OR, NOT, parentheses.', default="", argument="query"),
            Parameter("in", "What is searched.", Within, default=Within.ARTICLES, argument="within"),
            *FILTERS,
            Parameter("order", "What comes first.", Order, default=Order.RELEVANCE),
            limit(20),
            AFTER,
            Parameter("all_editions", "Whether older captures of an address count as well.", bool, default=False),
        ),
    ),
    Page(
        "article",
        "/articles/{article}",
        "An article beside the page that it was made of.",
        view_article,
    ),
    Page(
        "people",
        "/people",
        "People who say something, or wrote an article.",
        view_people,
        (_NAMED, Parameter("order", "Who comes first.", PersonOrder, default=PersonOrder.STATEMENTS), limit(50), AFTER),
        counts=True,
    ),
    Page(
        "person",
        "/people/{person}",
        "What somebody said, when, where, in which words, and who quotes whom.",
        view_person,
        (limit(20), AFTER),
    ),
    Page(
        "outlets",
        "/outlets",
        "Outlets with how much each published and when.",
        view_outlets,
        (_NAMED, Parameter("order", "What comes first.", OutletOrder, default=OutletOrder.ARTICLES), limit(50), AFTER),
        counts=True,
    ),
    Page(
        "outlet",
        "/outlets/{outlet}",
        "An outlet, who writes for it, and whom it quotes.",
        view_outlet,
    ),
    Page(
        "stories",
        "/stories",
        "Stories, those with the newest articles first.",
        view_stories,
        (limit(20), AFTER),
        counts=True,
    ),
    Page(
        "story",
        "/stories/{story}",
        "A story: its articles by time, the texts they share, and who carries which statement.",
        view_story,
    ),
    Page(
        "statement",
        "/statements/{statement}",
        "A statement, and where else it stands.",
        view_statement,
    ),
    Page(
        "editions",
        "/editions",
        "The captures of an address, oldest first.",
        view_editions,
        (Parameter("address", "Of the page.", required=True),),
    ),
    Page(
        "diff",
        "/diff",
        "What changed from one capture of an address to another.",
        view_diff,
        (
            Parameter("before", "Id of the earlier capture's article.", int, required=True),
            Parameter("after", "Id of the later capture's article.", int, required=True),
        ),
    ),
)
"""In the order in which they are described."""

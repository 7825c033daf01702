"""What narrows a search, and what comes first.

The command line reads this before it knows what is asked: nothing that takes long to load is imported here.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from tearsheet.statements.kinds import Attitude, Form

if TYPE_CHECKING:
    from tearsheet.page.role import PageType

__all__ = ["NO_FILTERS", "Filters", "Order"]


class Order(StrEnum):
    """What comes first."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is narrowed to; ``None`` narrows nothing. Names are compared without case and diacritics.

    Attributes:
        outlet: words of the outlet's name, or the host of its addresses, such as ``"example.org"``.
        country: ISO 3166 code of the outlet's country.
        author: words of an author's name.
        speaker: words of the name of somebody who says something in the article.
        section: section or rubric.
        tag: a tag of the publisher's.
        language: BCP 47 tag; ``"en"`` takes in ``"en-GB"``.
        page_type: what kind of page it is.
        since: first day of publication.
        until: last day of publication.
        form: direct, indirect or mixed speech.
        attitude: speech, thought or plan.
    """

    outlet: str | None = None
    country: str | None = None
    author: str | None = None
    speaker: str | None = None
    section: str | None = None
    tag: str | None = None
    language: str | None = None
    page_type: "PageType | None" = None
    since: date | None = None
    until: date | None = None
    form: Form | None = None
    attitude: Attitude | None = None


NO_FILTERS = Filters()
"""What narrows nothing."""

"""What `Archive` answers about articles held against each other: copies, stories, who says what and who else does."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from tearsheet.archive.copies import Copy, Sharing, copies_of, copy_pairs, shared_passages
from tearsheet.archive.corroboration import Corroboration, Single, corroborate, single_sources
from tearsheet.archive.linking import count_unlinked, link_articles
from tearsheet.archive.listing import Listing, OutletOrder, PersonOrder
from tearsheet.archive.opening import telling
from tearsheet.archive.passages import Passage
from tearsheet.archive.people import Person, Profile, find_people, find_person, said_by
from tearsheet.archive.publishers import OutletProfile, Publisher, find_outlet, find_outlets
from tearsheet.archive.search import StatementHit, find_statement
from tearsheet.archive.stories import Story, find_stories, find_story
from tearsheet.choices import choose

__all__ = ["Relations"]


class Relations:
    """The part of an `Archive` that tells what its articles have to do with each other, and who speaks in them.

    Copies, stories and corroboration know the articles that `link` has compared with the others. Long lists come page
    by page: ``next`` of a page asks for the one after it, and what comes in meanwhile moves nothing.

    Every answer is plain values under `tearsheet.archive.plain.to_plain`.
    """

    path: Path
    connection: sqlite3.Connection

    def link(self, *, on_linked: Callable[[int], None] | None = None) -> int:
        """Compare the articles that came in since the last time with the others.

        Args:
            on_linked: told how many were compared, from time to time; those are done whatever happens then.

        Returns:
            How many were compared.

        Raises:
            ArchiveError: the archive cannot be written to.
        """
        with telling(self.path):
            return link_articles(self.connection, on_linked=on_linked)

    def unlinked(self) -> int:
        """How many articles wait to be compared with the others."""
        with telling(self.path):
            return count_unlinked(self.connection)

    def copies(
        self, article: int, *, passages: bool = False, limit: int = 100, page: str | None = None
    ) -> Listing[Copy]:
        """The articles that share text with one, those with most in common first.

        Args:
            article: its id.
            passages: whether the shared passages are told, as spans of both texts.
            limit: articles a page.
            page: ``next`` of the page before.

        Raises:
            LookupError: there is no such article.
            ValueError: there is no such page.
        """
        with telling(self.path):
            return copies_of(self.connection, article, passages=passages, limit=limit, page=page)

    def copy_pairs(self, *, passages: bool = False, limit: int = 100, page: str | None = None) -> Listing[Sharing]:
        """All pairs of articles that share text, by their ids; arguments and errors are those of `copies`."""
        with telling(self.path):
            return copy_pairs(self.connection, passages=passages, limit=limit, page=page)

    def passages(self, article: int, other: int) -> tuple[Passage, ...]:
        """What two articles share, as spans of both texts.

        Raises:
            LookupError: there is no such article.
        """
        with telling(self.path):
            return shared_passages(self.connection, article, other)

    def stories(self, *, limit: int = 20, page: str | None = None) -> Listing[Story]:
        """Stories, articles about one event: those with the newest articles first.

        Args:
            limit: stories a page.
            page: ``next`` of the page before.

        Raises:
            ValueError: there is no such page.
        """
        with telling(self.path):
            return find_stories(self.connection, limit=limit, page=page)

    def story(self, article: int) -> Story:
        """A story.

        Args:
            article: id of any of its articles; the number of a story is one of them, and leads to it for good, even
                when more articles have come to it. An article that is alone is a story by itself.

        Raises:
            LookupError: there is no such article.
        """
        with telling(self.path):
            return find_story(self.connection, article)

    def single_sources(self, article: int) -> list[Single]:
        """The statements of a story that one text alone carries, copies of a text counted as one.

        Arguments and errors are those of `story`.
        """
        with telling(self.path):
            story = find_story(self.connection, article)
            return single_sources(self.connection, [one.article for one in story.articles])

    def statement(self, statement: int) -> StatementHit:
        """A statement with the article that it stands in.

        Raises:
            LookupError: there is no such statement.
        """
        with telling(self.path):
            return find_statement(self.connection, statement)

    def corroborate(self, statement: int) -> Corroboration:
        """Where else a statement stands, grouped into texts and their copies. Whether it is so does not follow.

        Raises:
            LookupError: there is no such statement.
        """
        with telling(self.path):
            return corroborate(self.connection, statement)

    def people(
        self,
        query: str | None = None,
        *,
        order: PersonOrder | Literal["statements", "name"] = "statements",
        limit: int = 50,
        page: str | None = None,
    ) -> Listing[Person]:
        """People who say something, or wrote an article.

        Args:
            query: words that their names must have, without regard to case and diacritics.
            order: who comes first.
            limit: people a page.
            page: ``next`` of the page before.

        Raises:
            ValueError: there is no such page or order.
        """
        chosen = choose(PersonOrder, order, "order")
        with telling(self.path):
            return find_people(self.connection, query, order=chosen, limit=limit, page=page)

    def person(self, person: int) -> Profile:
        """A person, the outlets that carry them, who quotes them and whom they quote.

        Args:
            person: id of one of their names.

        Raises:
            LookupError: there is no such person.
        """
        with telling(self.path):
            return find_person(self.connection, person)

    def said_by(self, person: int, *, limit: int = 20, page: str | None = None) -> Listing[StatementHit]:
        """What a person said, newest first.

        Args:
            person: id of one of their names.
            limit: statements a page.
            page: ``next`` of the page before.

        Raises:
            LookupError: there is no such person.
            ValueError: there is no such page.
        """
        with telling(self.path):
            return said_by(self.connection, person, limit=limit, page=page)

    def outlets(
        self,
        query: str | None = None,
        *,
        order: OutletOrder | Literal["articles", "name"] = "articles",
        limit: int = 50,
        page: str | None = None,
    ) -> Listing[Publisher]:
        """Outlets with how much each published and when.

        Args:
            query: words of the name, or the host.
            order: what comes first.
            limit: outlets a page.
            page: ``next`` of the page before.

        Raises:
            ValueError: there is no such page or order.
        """
        chosen = choose(OutletOrder, order, "order")
        with telling(self.path):
            return find_outlets(self.connection, query, order=chosen, limit=limit, page=page)

    def outlet(self, outlet: int) -> OutletProfile:
        """An outlet, its languages, who writes for it and whom it quotes.

        Raises:
            LookupError: there is no such outlet.
        """
        with telling(self.path):
            return find_outlet(self.connection, outlet)

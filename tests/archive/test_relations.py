"""What `Archive` tells of articles together: lists page by page, people, outlets, stories, who else says so."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tearsheet import Archive, Article, Author, AuthorKind, Block, Capture, Kind, Place
from tearsheet.archive.listing import Listing
from tearsheet.archive.makers import Maker
from tearsheet.archive.opening import transaction
from tearsheet.archive.plain import to_plain
from tearsheet.archive.storing import make_rows, store_article
from tearsheet.cli.app import app
from tearsheet.statements.statement import Form, Mention, Span, Statement

FLOOD = (
    "The Lorne burst its banks at Wetherham on Sunday night and took the footbridge with it. Forty families slept in "
    "the school. “The water rose a metre in one hour,” said Nora Pettigrew, who leads the fire brigade. The railway "
    "to Aldbrook stays closed until the embankment has been looked at."
)
FLOOD_AGAIN = (
    "Wetherham counts the damage. The footbridge over the Lorne is gone, and forty families could not go home on "
    "Sunday night. “We saw the water rise by a metre within an hour,” said Nora Pettigrew of the fire brigade. “The "
    "embankment was never built for this,” said the engineer Tom Okafor in the school where they slept."
)
OPERA = (
    "The opera of Saint-Brieuc opens with a piece that nobody has sung for a century. “It is short, and it is "
    "loud,” said Éloïse Marchand, who directs it. The season has nine evenings, two of them for children."
)


def article(text: str, address: str, day: int, site: str, author: str | None = None, kind: str = "person") -> Article:
    published = datetime(2026, 3, day, 7, tzinfo=UTC)
    return Article(
        title=text.split(".")[0],
        authors=(Author(author, AuthorKind(kind)),) if author else (),
        body=(Block(text, Kind.PARAGRAPH, Place(kind="text", start=0, end=len(text)), block=0),),
        url=address,
        site_name=site,
        published=published,
        language="en",
        capture=Capture(text, url=address, captured=published),
    )


SAID = {
    "The water rose a metre in one hour": "Nora Pettigrew",
    "We saw the water rise by a metre within an hour": "Nora Pettigrew",
    "The embankment was never built for this": "Tom Okafor",
    "It is short, and it is loud": "Éloïse Marchand",
}
"""What is said in the texts, whoever finds it."""


def store(archive: Archive, *articles: Article, speaker: str | None = None) -> None:
    with transaction(archive.connection):
        maker = Maker().number(archive.connection)
        for one in articles:
            spans = {text: Span(at, at + len(text)) for text in SAID if (at := one.text.find(text)) >= 0}
            vars(one)["statements"] = tuple(
                Statement(text, (span,), form=Form.DIRECT, speaker=Mention(speaker or SAID[text], span), confidence=0.9)
                for text, span in spans.items()
            )
            store_article(archive.connection, make_rows(one), maker)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "news.tear") as made:
        store(
            made,
            article(FLOOD, "https://wire.example/1", 1, "Northern Wire", "Northern Wire", "agency"),
            article("Floods this spring. " + FLOOD, "https://post.example/1", 2, "The Post", "Ida Brown"),
            article(FLOOD_AGAIN, "https://echo.example/1", 2, "Echo", "Sam Reed"),
            article(OPERA, "https://post.example/2", 3, "The Post", "Ida Brown"),
        )
        made.link()
        yield made


def person(archive: Archive, name: str) -> int:
    (found,) = archive.people(name).items
    return found.person


def test_people_are_listed_with_what_they_said_and_when(archive: Archive) -> None:
    first, *others = archive.people().items
    assert (first.name, first.statements, first.articles) == ("Nora Pettigrew", 3, 3)
    assert (first.first, first.last) == ("2026-03-01T07:00:00Z", "2026-03-02T07:00:00Z")
    assert {one.name: one.written for one in others if one.written} == {"Ida Brown": 2, "Sam Reed": 1}
    assert archive.people("eloise MARCHAND").items[0].name == "Éloïse Marchand"
    assert archive.people("Marchan").total == 0
    assert archive.people("...").total == 0
    by_name = [one.name for one in archive.people(order="name").items]
    assert by_name == ["Éloïse Marchand", "Ida Brown", "Nora Pettigrew", "Sam Reed", "Tom Okafor"]


def test_names_that_differ_by_diacritics_are_one_person(archive: Archive) -> None:
    text = OPERA.replace("Éloïse", "Eloise") + " She has asked for more."
    store(archive, article(text, "https://echo.example/2", 4, "Echo"), speaker="Eloise Marchand")
    (found,) = archive.people("Marchand").items
    assert sorted(found.names) == ["Eloise Marchand", "Éloïse Marchand"]
    assert found.statements == 2
    assert archive.said_by(found.person).total == 2


def test_a_person_has_those_who_quote_them(archive: Archive) -> None:
    profile = archive.person(person(archive, "Pettigrew"))
    assert {one.name for one in profile.outlets} == {"Northern Wire", "The Post", "Echo"}
    assert [one.name for one in profile.quoted_by] == ["Ida Brown", "Sam Reed"]
    writer = archive.person(person(archive, "Ida Brown"))
    assert {one.name: one.statements for one in writer.quotes} == {"Nora Pettigrew": 1, "Éloïse Marchand": 1}
    with pytest.raises(LookupError, match="no person 999"):
        archive.person(999)


def test_older_editions_do_not_count_twice(archive: Archive) -> None:
    before = archive.people("Marchand").items[0]
    store(archive, article(OPERA + " Tickets are gone.", "https://post.example/2", 5, "The Post", "Ida Brown"))
    assert archive.people("Marchand").items[0].statements == before.statements
    assert archive.said_by(before.person).total == 1
    assert archive.outlets("The Post").items[0].articles == 2
    assert archive.person(person(archive, "Ida Brown")).person.written == 2


def test_outlets_are_listed_with_their_articles(archive: Archive) -> None:
    first, *others = archive.outlets().items
    assert (first.name, first.host, first.articles) == ("The Post", "post.example", 2)
    assert (first.first, first.last) == ("2026-03-02T07:00:00Z", "2026-03-03T07:00:00Z")
    assert {one.name for one in others} == {"Echo", "Northern Wire"}
    assert archive.outlets("post.example").items == (first,)
    profile = archive.outlet(first.outlet)
    assert profile.outlet == first
    assert profile.languages == {"en": 2}
    assert [(one.name, one.statements) for one in profile.authors] == [("Ida Brown", 2)]
    assert {one.name for one in profile.speakers} == {"Nora Pettigrew", "Éloïse Marchand"}
    with pytest.raises(LookupError, match="no outlet 999"):
        archive.outlet(999)


def test_a_story_is_found_by_each_of_its_articles(archive: Archive) -> None:
    (story,) = archive.stories().items
    assert [one.outlet for one in story.articles] == ["Northern Wire", "The Post", "Echo"]
    assert all(archive.story(one.article) == story for one in story.articles)
    copied, own = story.texts
    assert (copied.articles, copied.origin) == ((1, 2), 1)
    assert copied.confidence > 0.5
    assert (own.articles, own.origin, own.confidence) == ((3,), 3, 1.0)
    alone = archive.story(4)
    assert (alone.story, alone.title, len(alone.articles), len(alone.texts)) == (4, OPERA.split(".")[0], 1, 1)
    with pytest.raises(LookupError):
        archive.story(999)


def test_what_one_text_alone_carries(archive: Archive) -> None:
    single = archive.single_sources(1)
    assert [one.speaker for one in single] == ["Tom Okafor"]
    water = archive.said_by(person(archive, "Pettigrew")).items[0].statement
    found = archive.corroborate(water)
    assert found.speaker == "Nora Pettigrew"
    assert len(found.texts) == 1
    assert archive.statement(water).speaker == "Nora Pettigrew"
    with pytest.raises(LookupError, match="no statement 999"):
        archive.statement(999)


def test_passages_are_spans_of_both_texts(archive: Archive) -> None:
    (passage,) = archive.passages(2, 1)
    longer, wire = archive.text(2), archive.text(1)
    assert longer[passage.start : passage.end] == wire[passage.other_start : passage.other_end]
    with pytest.raises(LookupError):
        archive.passages(1, 999)


LISTS: dict[str, Callable[..., Any]] = {
    "people": lambda archive, **how: archive.people(**how),
    "outlets": lambda archive, **how: archive.outlets(**how),
    "said_by": lambda archive, **how: archive.said_by(person(archive, "Pettigrew"), **how),
    "stories": lambda archive, **how: archive.stories(**how),
    "copies": lambda archive, **how: archive.copies(1, **how),
    "copy_pairs": lambda archive, **how: archive.copy_pairs(**how),
}


@pytest.mark.parametrize("name", LISTS)
def test_pages_give_everything_once_while_articles_come_in(archive: Archive, name: str) -> None:
    store(
        archive,
        article(FLOOD + " Rain goes on.", "https://news.example/1", 2, "News"),
        article(OPERA + " It begins at eight.", "https://news.example/2", 3, "News"),
    )
    archive.link()
    ask = LISTS[name]
    whole: Listing[Any] = ask(archive)
    assert whole.next is None
    assert whole.total == len(whole.items) > 1
    page: Listing[Any] = ask(archive, limit=1)
    seen = list(page.items)
    newcomer = article("More. " + FLOOD, "https://late.example/1", 28, "Late", "Lee Lane")
    for _ in range(20):
        if page.next is None:
            break
        if newcomer is not None and name not in ("stories", "copy_pairs"):
            store(archive, newcomer)
            archive.link()
        page = ask(archive, limit=1, page=page.next)
        seen += page.items
    assert seen == list(whole.items)
    for wrong in ("7", "x-1", "-", "1~", "1-1-1"):
        with pytest.raises(ValueError, match="there is no page"):
            ask(archive, page=wrong)
    with pytest.raises(ValueError, match="at least one"):
        ask(archive, limit=0)


def test_the_commands_print_what_the_library_answers(archive: Archive) -> None:
    def asked(*words: str) -> Any:
        return json.loads(CliRunner().invoke(app, ["archive", words[0], str(archive.path), *words[1:]]).stdout)

    assert asked("people", "pettigrew") == to_plain(archive.people("pettigrew"))
    assert asked("outlets", "--order", "name") == to_plain(archive.outlets(order="name"))
    assert asked("stories") == to_plain(archive.stories())
    assert asked("copies", "1", "--passages") == to_plain(archive.copies(1, passages=True))
    single = to_plain(archive.single_sources(1))
    assert asked("story", "3") == to_plain(archive.story(1)) | {"single": single}
    assert asked("corroborate", "1") == to_plain(archive.corroborate(1))
    wrong = CliRunner().invoke(app, ["archive", "people", str(archive.path), "--page", "x"])
    assert wrong.exit_code == 2


def test_stories_stay_in_order_as_articles_come_and_change(tmp_path: Path) -> None:
    with Archive(tmp_path / "ends.tear") as archive:

        def shown() -> list[tuple[str | None, int]]:
            archive.link()
            pages, page = [], None
            while True:
                listing = archive.stories(limit=1, page=page)
                pages += [(story.last, len(story.articles)) for story in listing.items]
                page = listing.next
                if page is None:
                    assert listing.total == len(pages)
                    return pages

        def kept() -> list[tuple[int, str]]:
            return archive.connection.execute("SELECT story, last FROM story_ends").fetchall()

        store(archive, *(article(FLOOD, f"https://a{day}.example/1", day, "A", "Ida Brown") for day in (1, 2)))
        assert shown() == [("2026-03-02T07:00:00Z", 2)]
        store(archive, *(article(OPERA, f"https://b{day}.example/1", day, "B", "Sam Reed") for day in (4, 3)))
        assert shown() == [("2026-03-04T07:00:00Z", 2), ("2026-03-02T07:00:00Z", 2)]
        store(archive, article(FLOOD, "https://c.example/1", 5, "C", "Ida Brown"))
        assert shown() == [("2026-03-05T07:00:00Z", 3), ("2026-03-04T07:00:00Z", 2)]
        assert len(kept()) == 2
        # Read anew from their captures they have no dates.
        assert archive.refresh(every=True) == 5
        assert kept() == []
        assert shown() == [(None, 3), (None, 2)]

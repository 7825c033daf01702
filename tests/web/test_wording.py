"""The pages' words: every one of them in both languages; numbers and days as each language writes them."""

import re
from importlib.resources import files

import pytest
from typer.testing import CliRunner

from tearsheet.article.article import AuthorKind
from tearsheet.cli.app import app
from tearsheet.page.role import PageType, Role
from tearsheet.statements.statement import Attitude, Form
from tearsheet.web.wording import wording

TEXT = re.compile(r'_\("((?:[^"\\]|\\.)*)"')
COUNT = re.compile(r'_\.count\([^"]*?"([a-z ]+)"')


def written() -> list[str]:
    return [
        path.read_text("utf-8")
        for path in sorted(files("tearsheet.web").joinpath("templates").iterdir(), key=lambda path: path.name)
    ]


def test_every_text_of_the_templates_is_in_french() -> None:
    french = wording("fr")
    texts = {text.replace('\\"', '"') for template in written() for text in TEXT.findall(template)}
    assert len(texts) > 100
    assert [text for text in sorted(texts) if not french.knows(text)] == []


def test_every_noun_that_is_counted_is_in_french() -> None:
    nouns = {noun for template in written() for noun in COUNT.findall(template)}
    assert len(nouns) > 5
    for noun in nouns:
        assert wording("fr").count(2, noun).startswith("2\u00a0")


def test_commands_that_pages_name_are_there() -> None:
    named = {found for template in written() for found in re.findall(r"<code>tearsheet ([a-z ]+)", template)}
    assert len(named) == 2
    for command in named:
        assert CliRunner().invoke(app, [*command.split(), "--help"]).exit_code == 0, command


def test_what_is_announced_and_said_is_written_as_each_language_writes_it() -> None:
    assert (wording("en").colon, wording("fr").colon) == (": ", "\u00a0: ")
    assert wording("en").sentence("no article 9 in this archive") == "No article 9 in this archive."
    assert wording("fr").sentence("Réessayez !") == "Réessayez !"
    assert wording("fr").sentence("") == ""


@pytest.mark.parametrize("names", [Role, PageType, Form, Attitude])
def test_every_name_of_a_closed_list_is_in_french(names: type[Role] | type[PageType] | type[Form]) -> None:
    assert [name.value for name in names if not wording("fr").knows(name.value)] == []
    assert [kind.value for kind in AuthorKind if kind != AuthorKind.PERSON and not wording("fr").knows(kind)] == []


def test_numbers() -> None:
    assert wording("en").count(1, "article") == "1 article"
    assert wording("en").count(1204, "story") == "1,204 stories"
    assert wording("en").count(2, "person") == "2 people"
    assert wording("fr").count(0, "article") == "0\u00a0article"
    assert wording("fr").count(1204, "article") == "1\u202f204\u00a0articles"
    assert wording("en").percent(0.934) == "93%"
    assert wording("fr").percent(0.934) == "93\u00a0%"


@pytest.mark.parametrize(
    ("language", "instant", "shown"),
    [
        ("en", "2024-03-01T14:05:00+01:00", "1 March 2024, 14:05 UTC+01:00"),
        ("fr", "2024-03-01T14:05:00+01:00", "1er mars 2024, 14\u202fh\u202f05 UTC+01:00"),
        ("en", "2024-03-31", "31 March 2024"),
        ("en", "2024-03-31T08:00:00Z", "31 March 2024, 08:00 UTC"),
        ("en", "2024-03-31T08:00:00", "31 March 2024, 08:00"),
        ("en", "someday", "someday"),
        ("en", None, ""),
    ],
)
def test_instants(language: str, instant: str | None, shown: str) -> None:
    assert wording(language).moment(instant) == shown


def test_months() -> None:
    assert wording("en").month("2024-03") == "March 2024"
    assert wording("fr").month("2024-08", short=True) == "août 2024"
    assert wording("en").month("2024-13") == "2024-13"


def test_another_language_gets_the_first_one() -> None:
    assert wording("xx")("Search") == "Search"

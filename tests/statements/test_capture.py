"""A whole flat capture with its furniture: unnamed and resolved speakers, nested refusals, attitudes, exact offsets."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import tearsheet
from tearsheet import Article, Form, Statement

CAPTURE = Path(__file__).with_name("capture.txt").read_text("utf-8")


@pytest.fixture(scope="module")
def article() -> Article:
    return tearsheet.extract(CAPTURE, captured=datetime(2024, 5, 3, 12, tzinfo=UTC))


def find(article: Article, words: str) -> tuple[int, Statement]:
    found = [(number, each) for number, each in enumerate(article.statements) if each.text.startswith(words)]
    assert found, [each.text[:60] for each in article.statements]
    return found[0]


def name(statement: Statement) -> str | None:
    return statement.speaker.name if statement.speaker is not None else None


def test_the_spokesman_s_three(article: Article) -> None:
    _, reported = find(article, "Le consortium dirigé par la Norvège n'ouvre pas de ports")
    assert reported.form is Form.INDIRECT
    assert name(reported) == "un porte-parole de l'Autorité portuaire"
    assert reported.audience is not None
    assert reported.audience.name == "Fjordpresse"
    _, direct = find(article, "Le consortium n'ouvre pas de quais")
    assert direct.form is Form.DIRECT
    assert direct.content[0].of(article.text).startswith("«Le consortium")
    assert direct.content[-1].of(article.text).endswith("données »")
    assert name(direct) == "un porte-parole de l'Autorité portuaire"
    _, mixed = find(article, "si une telle information")
    assert mixed.form is Form.MIXED
    assert mixed.source[0].of(article.text) == "lui"
    assert name(mixed) == "un porte-parole de l'Autorité portuaire"


def test_the_ministry_s_day_and_the_refusal_inside_of_what_it_said(article: Article) -> None:
    _, told = find(article, "que le commandement des garde-côtes")
    assert name(told) == "Le ministère suédois de la Mer"
    assert told.day is not None
    assert told.day.span.of(article.text) == "mardi"
    assert told.day.day == date(2024, 4, 30)
    number, stressed = find(article, "que les Norvégiens avaient refusé")
    assert stressed.source[0].of(article.text) == "La Mer suédoise"
    _, refused = find(article, "d'accueillir les chalutiers")
    assert refused.source[0].of(article.text) == "les Norvégiens"
    assert refused.negated
    assert refused.outer == number
    assert "sous prétexte" in refused.text


def test_offsets_are_those_of_the_capture_too(article: Article) -> None:
    for statement in article.statements:
        for span in (*statement.content, *statement.source, *statement.cue):
            assert span.of(article.text) in CAPTURE


def test_a_file_of_it_through_the_command(tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from tearsheet.cli.app import app

    path = tmp_path / "capture.txt"
    path.write_text(CAPTURE, "utf-8")
    result = CliRunner().invoke(app, ["statements", str(path), "--captured", "2024-05-03"])
    assert result.exit_code == 0
    assert "un porte-parole de l'Autorité portuaire (Fjordpresse): " in result.stdout


def test_what_somebody_thinks_of_an_idea() -> None:
    text = "Le département norvégien de la Mer n'apprécie pas l'idée de partager les quais avec la Suède."
    found = tearsheet.statements(text, "fr")[-1]
    assert found.text == "l'idée de partager les quais avec la Suède"
    assert name(found) == "Le département norvégien de la Mer"
    assert found.attitude is tearsheet.Attitude.THOUGHT
    assert found.negated


def test_who_speaks_inside_of_what_another_says_is_named_there() -> None:
    text = (
        "Le ministère norvégien de la Mer a déclaré mardi que le commandement des garde-côtes en Baltique avait proposé"
        " à deux reprises à la ville dirigée par les pêcheurs une action commune."
    )
    nested = [each for each in tearsheet.statements(text, "fr") if each.outer is not None]
    assert nested
    assert all("ministère" not in piece.of(text) for each in nested for piece in each.source)

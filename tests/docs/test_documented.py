"""The documentation names what there is: fields, options, limits, modules."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
import typer

import tearsheet
from tearsheet.cli.app import app

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "src" / "tearsheet"
TRAINING = ROOT / "learn"


def page(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize(
    "noun",
    [tearsheet.Article, tearsheet.Author, tearsheet.Image, tearsheet.Link, tearsheet.Entry, tearsheet.Evidence],
    ids=lambda noun: noun.__name__,
)
def test_every_field_of_the_record_is_described(noun: type) -> None:
    text = page("docs/article.md")
    hidden = {"evidences", "field", "caption_place", "credit_place"}  # reached, or told, in other words
    names = {field.name for field in fields(noun)} - hidden
    assert {name for name in names if f"`{name}`" not in text} == set()


@pytest.mark.parametrize("values", [tearsheet.Role, tearsheet.PageType], ids=lambda values: values.__name__)
def test_every_role_and_page_type_is_named(values: type[tearsheet.Role] | type[tearsheet.PageType]) -> None:
    text = " ".join(page("docs/article.md").split())
    assert {value.value for value in values if f"`{value.value}`" not in text} == set()


def test_every_option_is_described() -> None:
    text = page("docs/command-line.md")
    command = typer.main.get_command(app)
    options = {
        option
        for group in command.commands.values()
        for sub in (group, *getattr(group, "commands", {}).values())
        for parameter in sub.params
        for option in parameter.opts
        if option.startswith("--") and option != "--help"
    }
    assert options
    assert {option for option in options if f"`{option}" not in text} == set()


def test_limits_have_the_defaults_that_are_said() -> None:
    limits = tearsheet.Limits()
    text = page("docs/limits.md")
    assert f"| `bytes` | {limits.bytes:,} |" in text
    assert f"| `seconds` | {limits.seconds:g} |" in text
    assert f"| `nodes` | {limits.nodes:,} nodes" in text
    assert f"| `depth` | {limits.depth} levels" in text


def test_the_picture_of_the_house_is_that_of_the_code() -> None:
    house, _, training = page("docs/architecture.md").partition("\n    learn/ ")
    folded = {"cli", "formats", "metadata"}  # drawn as one line each
    for text, sources in ((house, SOURCES), (training, TRAINING)):
        named = set(re.findall(r"\b[a-z]+\.py\b", text)) - {"__init__.py"}
        paths = [path for path in sources.rglob("*.py") if path.name[0] != "_"]
        assert named <= {path.name for path in paths}
        assert {path.name for path in paths if path.parent.name not in folded} <= named


def test_every_public_name_is_in_the_reference() -> None:
    text = page("docs/reference.md")
    names = set(tearsheet.__all__) - {"__version__"}
    assert {name for name in names if f".{name}\n" not in text} == set()

"""The engine from a text to its Drafts, with the weights that are shipped."""

import numpy as np
import pytest

from tearsheet.statements.draft import Draft
from tearsheet.statements.engine import find as engine
from tearsheet.statements.engine.find import find
from tearsheet.statements.engine.network import AROUND, TAGS
from tearsheet.statements.quotations import find_quotations
from tearsheet.statements.span import Span


def drafts(text: str, language: str | None = "en") -> list[Draft]:
    return find(text, language, find_quotations(text))


def read(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(span.of(text) for span in spans)


@pytest.mark.parametrize(
    ("text", "language", "content", "source", "cue"),
    [
        ("“We will rebuild the bridge,” said Ana Roth.", "en", "“We will rebuild the bridge,”", "Ana Roth", "said"),
        (
            "The mayor said that the bridge would stay closed.",
            "en",
            "that the bridge would stay closed",
            "The mayor",
            "said",
        ),
        (
            "According to the police, two people were hurt.",
            "en",
            "two people were hurt",
            "the police",
            "According to",
        ),
        (
            "« Le pont restera fermé », a déclaré Anne Roux.",
            "fr",
            "« Le pont restera fermé »",
            "Anne Roux",
            "a déclaré",
        ),
        (
            "Selon la mairie, le pont restera fermé tout l'été.",
            "fr",
            "le pont restera fermé tout l'été",
            "la mairie",
            "Selon",
        ),
    ],
)
def test_statements_of_their_kind(text: str, language: str, content: str, source: str, cue: str) -> None:
    found = drafts(text, language)
    assert [(read(text, each.content), read(text, each.source), read(text, each.cue)) for each in found] == [
        (content, source, cue)
    ]


def test_a_long_quotation_without_a_cue_is_found() -> None:
    text = "Rain fell.\n\n“We have waited for eleven long years now and nobody ever came to look at it.”\n\nMore fell."
    assert "waited" in " ".join(read(text, draft.content) for draft in drafts(text))


def test_pieces_stay_in_their_paragraphs_and_in_the_text() -> None:
    text = "“First we wait,” said Ana Roth, “and then we go.\n\n“Nobody will stop us.”\n\nThen: \U0001f600 “So be it”"
    for draft in drafts(text):
        assert 0 <= draft.confidence <= 1
        for span in (*draft.content, *draft.source, *draft.cue):
            assert 0 <= span.start < span.end <= len(text)
            assert "\n\n" not in span.of(text)


def test_a_text_in_parts_is_read_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "“We are late,” said Ana Roth, the mayor of the town. She added that nobody knew. It rained all day. " * 40
    whole = drafts(text)
    monkeypatch.setattr(engine, "_PART", 150)
    assert drafts(text) == whole


@pytest.mark.parametrize(
    "text",
    [
        "",
        "word",
        " \n\n ",
        '"' * 20_000,
        "“ " * 4_000,
        "said " * 3_000,
        "x" * 100_000,
        "\u200f«קול» \u202e אמר",
        "\ud800 said",
    ],
)
def test_odd_texts_are_read_to_their_end(text: str) -> None:
    assert isinstance(drafts(text, None), list)


def test_the_same_every_time() -> None:
    text = "The firm denied it. “It is not true,” a spokesman told reporters on Monday. Others disagree, he said."
    assert drafts(text) == drafts(text)


def test_tags_of_one_cue_are_found_as_among_others() -> None:
    scores = np.random.default_rng(5).normal(scale=2, size=(8, 2 * AROUND + 1, len(TAGS))).astype(np.float32)
    network = engine.default_network()
    alone = [network.best_tags_with_source(scores[number : number + 1])[0] for number in range(len(scores))]
    assert np.array_equal(alone, network.best_tags_with_source(scores))

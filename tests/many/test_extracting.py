"""`extract_many`: what `extract` gives, many times over, and an outcome for every capture."""

import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

import tearsheet
from tearsheet import Article, Capture, Limits, extract, extract_many
from tearsheet.formats import FORMATS

SENTENCES = "The ferry left the north pier at seven. The office said that it will sail until the end of the season."


def page(number: int) -> bytes:
    paragraphs = f"<p>{SENTENCES} <a href='/timetable'>Boat {number}</a> was full.</p>" * 6
    figure = "<figure><img src='/ferry.jpg'><figcaption>The ferry. Photo: R. Osei</figcaption></figure>"
    head = f"<title>Ferry {number}</title><meta property='article:published_time' content='2024-05-03T10:00:00Z'>"
    return f"<html lang=en>{head}<nav><a href=/>Home</a></nav><h1>Ferry {number}</h1>{figure}{paragraphs}".encode()


def captures(count: int) -> list[Capture]:
    instant = datetime(2024, 5, 4, tzinfo=UTC)
    return [
        Capture(page(n), url=f"https://n.example/{n}", captured=instant, name=f"page {n}", fields={"n": [n]})
        for n in range(count)
    ]


def die(article: Article) -> str:
    if article.title == "Ferry 2":
        os.kill(os.getpid(), signal.SIGKILL)
    if article.title == "Ferry 4":
        raise UnlikeError(4, "four")
    return article.text


class UnlikeError(Exception):
    """One that pickle cannot make again."""

    def __init__(self, number: int, word: str) -> None:
        super().__init__(word)


def process(article: Article) -> int:
    return os.getpid()


@pytest.fixture(params=["alone", "threads"])
def many(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """`extract_many` with one job, and as where the interpreter has no global lock."""
    monkeypatch.setattr(sys, "_is_gil_enabled", lambda: False, raising=False)

    def run(sources: Any, **options: Any) -> Any:
        return extract_many(sources, jobs=1 if request.param == "alone" else 2, **options)

    return run


@pytest.mark.parametrize("workers", [1, 2])
def test_every_article_is_that_of_extract(workers: int) -> None:
    given = captures(7)
    outcomes = list(extract_many(given, jobs=workers))
    assert [outcome.number for outcome in outcomes] == list(range(7))
    for capture, outcome in zip(given, outcomes, strict=True):
        expected = extract(capture)
        assert outcome.capture is capture
        assert outcome.error is None
        assert outcome.get() == expected
        assert outcome.value.capture is capture
        assert outcome.value.json(with_removed=True) == expected.json(with_removed=True)
        assert outcome.value.evidence("published") == expected.evidence("published")


def test_a_page_that_gives_no_article_costs_itself_alone(many: Callable[..., Any]) -> None:
    outcomes = list(many([page(0), b"%PDF-1.7", "x" * 9_000, None, page(4)], limits=Limits(bytes=8_000)))
    assert [str(outcome.error) for outcome in outcomes] == [
        "None",
        "capture: not a page but a PDF document",
        "capture: 9,000 bytes are more than the limit of 8,000",
        "a capture is bytes, str or a Capture",
        "None",
    ]
    with pytest.raises(tearsheet.MediaError):
        outcomes[1].get()
    assert outcomes[3].capture is None
    assert outcomes[4].get().title == "Ferry 4"


def test_the_options_are_those_of_extract(many: Callable[..., Any]) -> None:
    text = f"Home\nSport\n{SENTENCES}\n<b>Weather</b>\n"
    for options in ({"media": "text/plain"}, {"favour": "recall"}, {"comments": "drop"}):
        (outcome,) = many([text], **options)
        assert outcome.get() == extract(text, **options)


def test_what_is_made_of_an_article_is_made_in_the_worker(many: Callable[..., Any]) -> None:
    given = captures(3)
    made = [outcome.get() for outcome in many(given, then=FORMATS["jsonl"])]
    assert made == [extract(capture).json() for capture in given]


def test_as_ready_gives_them_all(many: Callable[..., Any]) -> None:
    outcomes = list(many((page(n) for n in range(9)), ordered=False, then=process))
    assert sorted(outcome.number for outcome in outcomes) == list(range(9))


def test_a_worker_that_dies_is_told_with_its_page() -> None:
    outcomes = list(extract_many(captures(7), jobs=2, then=die))
    assert [outcome.number for outcome in outcomes if outcome.error is None] == [0, 1, 3, 5, 6]
    died, raised = outcomes[2].error, outcomes[4].error
    assert isinstance(died, tearsheet.WorkerError)
    assert str(died) == "page 2: its worker process was killed (SIGKILL), most likely for want of memory"
    assert str(raised) == "UnlikeError: four"


def test_wrong_options_are_told_at_once() -> None:
    with pytest.raises(ValueError, match="jobs must be 1 or more, not 0"):
        extract_many([], jobs=0)
    with pytest.raises(ValueError, match="favour must be"):
        extract_many([], favour="speed")  # type: ignore[call-overload]


def test_closing_stops_the_workers_and_takes_no_more() -> None:
    taken = []

    def sources() -> Iterator[bytes]:
        for number in range(1000):
            taken.append(number)
            yield page(number)

    outcomes = extract_many(sources(), jobs=2, then=process)
    worker = next(outcomes).get()
    outcomes.close()
    assert len(taken) <= 9
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


def test_nothing_is_taken_before_it_is_asked_for() -> None:
    def sources() -> Iterator[bytes]:
        raise AssertionError
        yield b""

    extract_many(sources(), jobs=2).close()


def test_an_article_can_be_pickled() -> None:
    article = extract(captures(1)[0])
    again = pickle.loads(pickle.dumps(article))
    assert again == article
    assert again.json(with_removed=True) == article.json(with_removed=True)
    assert replace(again, title="x").title == "x"

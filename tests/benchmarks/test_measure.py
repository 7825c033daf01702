from datetime import datetime
from gzip import compress

import pytest

from benchmarks.accuracy import score_fields, score_page, score_pages, scored_text
from benchmarks.data import Folder, GoldPage
from benchmarks.measure import Output, peak_memory, resident_memory, run_systems
from benchmarks.stability import MemoryPoint, differing_pages, is_flat, memory_points
from benchmarks.systems import Record


class Echo:
    """Gives the page's own bytes as its text, and notes in which order systems were called."""

    version = "1"
    fields = frozenset({"title"})

    def __init__(self, name: str, calls: list[str]) -> None:
        self.name = name
        self.calls = calls

    def text(self, source: bytes, url: str | None) -> str:
        self.calls.append(self.name)
        if source == b"raise":
            raise ValueError("a message\non two lines")
        return source.decode()

    def record(self, source: bytes, url: str | None, captured: datetime | None) -> Record:
        return Record(text=self.text(source, url), title="Heading")


def page(id_: str, source: bytes = b"some words", **gold: object) -> GoldPage:
    return GoldPage(id=id_, url=None, html=compress(source), **gold)  # type: ignore[arg-type]


def output(text: str, title: str | None = None) -> Output:
    return Output(text, Record(text=text, title=title), 0.001, 0.002)


def test_systems_run_in_turn_and_change_places() -> None:
    calls: list[str] = []
    systems = [Echo("a", calls), Echo("b", calls)]
    done: list[int] = []
    runs = run_systems(systems, [page("1"), page("2")], lambda: done.append(1))
    assert "".join(calls) == "aabb" * 2 + "aabb" + "bbaa"  # the warm-up, then each page: text and record
    assert len(done) == 2
    assert [one.text for one in runs["a"]] == ["some words"] * 2
    assert all(one.text_seconds > 0 and one.record_seconds > 0 for one in runs["b"])


def test_a_system_that_raises_has_no_output_and_an_error() -> None:
    (failed,) = run_systems([Echo("a", [])], [page("1", b"raise")])["a"]
    assert (failed.text, failed.record) == ("", Record())
    assert failed.error == "ValueError: a message on two lines"


def test_memory_is_measured() -> None:
    assert 1_000_000 < resident_memory() <= peak_memory() * 1.01


def test_title_is_put_before_a_text_that_lacks_it() -> None:
    gold = page("1", text="The heading\nThe text", title_in_text=True)
    assert scored_text(gold, output("The text", "The heading")) == "The heading\nThe text"
    assert scored_text(gold, output("THE HEADING\nThe text", "The heading")) == "THE HEADING\nThe text"
    assert scored_text(gold, output("The text")) == "The text"
    assert scored_text(page("1", text="x"), output("The text", "The heading")) == "The text"


def test_figures_over_pages() -> None:
    results = [
        score_page(page("1", text="a b c d"), output("a b c d"), plain_tokens=True),
        score_page(page("2", text="a b c d"), Output("", Record(), 0.003, 0.004, "E"), plain_tokens=True),
    ]
    total = score_pages(results)
    assert total.words is not None
    assert total.shingles is not None
    assert (total.words.f1, total.shingles.f1, total.segments) == (0.5, 0.5, None)
    assert (total.pages, total.empty, total.errors) == (2, 1, 1)
    assert (total.text_ms, total.record_ms) == (pytest.approx(2), pytest.approx(3))
    assert total.headline == 0.5


def test_segments_are_counted_over_all_pages() -> None:
    pages = [page("1", required=("a b", "c"), forbidden=("x",)), page("2", required=("d",))]
    results = [score_page(gold, output("a  b x"), plain_tokens=False) for gold in pages]
    total = score_pages(results)
    assert total.words is None
    assert total.segments is not None
    assert (total.segments.precision, total.segments.recall) == (1 / 2, 1 / 3)


def test_tokens_follow_the_folder() -> None:
    gold = page("1", text="今天很好")
    words = score_page(gold, output("今天不好"), plain_tokens=True).words
    characters = score_page(gold, output("今天不好"), plain_tokens=False).words
    assert words is not None
    assert characters is not None
    assert (words.f1, characters.f1) == (0, 0.75)


def test_fields_of_a_system_alone_are_scored() -> None:
    pages = (page("1", title="Heading", tags=("x",)), page("2", title="Other"), page("3"))
    system = Echo("a", [])
    fields, verdicts = score_fields(Folder("f", pages, None), system, run_systems([system], pages)["a"])
    assert set(fields) == {"title"}
    assert (fields["title"].pages, fields["title"].right, fields["title"].score.f1) == (2, 0.5, 0.5)
    assert [(one.id, verdict.right) for one, verdict in verdicts] == [("1", True), ("2", False)]


def test_threads_that_change_the_output_are_found() -> None:
    pages = [page(str(i)) for i in range(20)]
    assert differing_pages(lambda one: one.id.encode(), pages, 8) == []
    seen: set[str] = set()

    def stateful(one: GoldPage) -> bytes:
        again = one.id in seen
        seen.add(one.id)
        return b"again" if again and one.id == "7" else b"first"

    assert differing_pages(stateful, pages, 8) == ["7"]


def test_memory_is_noted_after_every_hundred_pages() -> None:
    done: list[str] = []

    def extract(one: GoldPage) -> bytes:
        done.append(one.id)
        return b""

    points = list(memory_points(extract, [page("1"), page("2")], per_round=250, rounds=2))
    assert [(point.round, point.pages) for point in points] == [
        (1, 100), (1, 200), (1, 250), (2, 350), (2, 450), (2, 500),
    ]  # fmt: skip
    assert len(done) == 500
    assert all(point.resident > 0 for point in points)


@pytest.mark.parametrize(("last", "flat"), [(100, True), (104, True), (90, True), (120, False)])
def test_flat_compares_the_last_round_with_the_first(last: int, flat: bool) -> None:
    sizes = [(1, 60), (1, 100), (2, 130), (3, last)]
    assert is_flat([MemoryPoint(round_, 100, size * 1_000_000) for round_, size in sizes]) is flat

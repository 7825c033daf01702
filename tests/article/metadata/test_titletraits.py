import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.article.metadata.declared import declare
from tearsheet.article.metadata.titlecandidates import title_candidates
from tearsheet.article.metadata.titletraits import traits_between, traits_of_text
from tests.pages.reading import html_page

DATA = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The lake ferry is back"}</script>'
SHARED = "<meta property=og:title content='A ferry at last'>"
TEXT = "<p>The ferry across the lake carries passengers again, the company said.</p>"


def traits(html: str) -> dict[str, frozenset[str]]:
    """Traits of all that a page may be called, by text."""
    page = html_page(html + TEXT)
    candidates, _ = title_candidates(declare(page, page.blocks), [])
    return {candidate.text: candidate.traits for candidate in candidates}


def test_who_states_a_title_is_told_together() -> None:
    found = traits(f"<title>Ferry returns</title>{DATA}{SHARED}<h1>Ferry returns</h1>")
    assert "told by heading, title element" in found["Ferry returns"]
    assert "told by headline" in found["The lake ferry is back"]
    assert "told by og:title" in found["A ferry at last"]


def test_other_places_than_the_four_are_not_told_together() -> None:
    found = traits("<meta name=twitter:title content='Lake ferry'><h1>Ferry returns</h1>")
    assert not any(trait.startswith("told by") for trait in found["Lake ferry"])


@pytest.mark.parametrize(
    ("first", "second", "said", "replied"),
    [
        ("ferry returns", "ferry returns today", "begins the heading", "goes on after another"),
        ("returns today", "ferry returns today", "ends the heading", "leads up to another"),
        ("ferry returns today", "ferry returns", "goes on after the heading", "begins another"),
        ("ferry returns today", "returns today", "leads up to the heading", "ends another"),
    ],
)
def test_a_title_that_holds_another_says_where(first: str, second: str, said: str, replied: str) -> None:
    shared, shown = traits_between([(first, {"meta og:title"}), (second, {"visible title"})], None)
    assert said in shared
    assert replied in shown


def test_words_are_compared_whole() -> None:
    short, long = traits_between([("ferry", {"meta og:title"}), ("ferryman drowned", {"visible title"})], None)
    assert short == {"told by og:title"}
    assert long == {"told by heading"}


def test_bars_and_dashes_of_titles_that_are_not_printed_tell_against_them() -> None:
    assert "has a dash" in set(traits_of_text("Ferry returns – all you need", {"meta og:title"}))
    assert "has a dash" not in set(traits_of_text("Ferry returns – all you need", {"meta og:title", "visible h1"}))
    assert "has a dash" not in set(traits_of_text("A well-known ferry", {"meta og:title"}))
    assert "has a bar" in set(traits_of_text("Ferry returns | All you need", {"title element"}))
    assert "ends like a sentence" in set(traits_of_text("We sail the lake.", {"visible h1"}))


@given(
    st.lists(
        st.tuples(
            st.text("ab ", max_size=6).map(str.strip),
            st.sets(st.sampled_from(["visible title", "visible h1", "meta og:title", "title element", "other"])),
        ),
        max_size=6,
    ),
    st.none() | st.text(max_size=20),
)
def test_comparing_never_fails(titles: list[tuple[str, set[str]]], url: str | None) -> None:
    found = traits_between(titles, url)
    assert len(found) == len(titles)
    told = [trait for one in found for trait in one if trait.startswith("told by ")]
    speakers = [speaker for trait in told for speaker in trait.removeprefix("told by ").split(", ")]
    assert len(speakers) == len(set(speakers))

"""Passages with the words of a query marked."""

from hypothesis import given
from hypothesis import strategies as st

from tearsheet.archive.query import parse_query
from tearsheet.archive.snippets import make_snippet

TEXT = (
    "The old bridge is closed. " * 12
    + "The mayor, Ann Keller, said that the new ferry would sail from Monday. Tolls are not planned. "
    + "Nothing else happened. " * 30
)


def marked(query: str, text: str = TEXT, length: int = 120) -> str:
    return make_snippet(text, parse_query(query).terms, length).marked()


def test_phrase_is_marked_as_one() -> None:
    assert "the [new ferry] would" in marked('"new ferry"')


def test_words_apart_from_a_phrase_are_not_marked() -> None:
    assert "[" not in marked('"ferry new"')


def test_prefix_marks_the_whole_word() -> None:
    assert "[Tolls]" in marked("tol*")


def test_passage_with_most_terms_is_chosen() -> None:
    passage = marked("ferry monday bridge")
    assert "[ferry]" in passage
    assert "[Monday]" in passage


def test_folded_words_are_marked_in_their_own_spelling() -> None:
    assert marked("reouverture", "La réouverture du pont.") == "La [réouverture] du pont."


def test_text_without_spaces_is_marked_and_cut() -> None:
    passage = marked("大阪", "東京都知事は大阪へ行った。" * 40, 60)
    assert "[大阪]" in passage
    assert len(passage) < 100


def test_beginning_is_shown_where_nothing_hits() -> None:
    assert marked("absent").startswith("The old bridge")


@given(st.text(max_size=300), st.text(max_size=20), st.integers(1, 100))
def test_hits_lie_in_order_inside_the_passage(text: str, query: str, length: int) -> None:
    snippet = make_snippet(text, parse_query(query).terms, length)
    assert text[snippet.start : snippet.start + len(snippet.text)] == snippet.text
    at = 0
    for start, end in snippet.hits:
        assert at <= start < end <= len(snippet.text)
        at = end

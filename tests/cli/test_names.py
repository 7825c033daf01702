"""Names of output files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.cli.names import Names, stem_of_address, stem_of_path


@pytest.mark.parametrize(
    ("path", "root", "stem"),
    [
        ("pages/story.html", "", "story"),
        ("pages/story.html", "pages", "story"),
        ("pages/2024/story.html.gz", "pages", "2024/story"),
        ("pages/2024/story.html", "elsewhere", "story"),
        ("v1.2 notes", "", "v1.2-notes"),
        ("новости/мост.htm", "новости", "мост"),
        (".html", "", "html"),
        ("..", "", "capture"),
        ("a\x00b?.html", "", "a-b"),
    ],
)
def test_stem_of_path(path: str, root: str, stem: str) -> None:
    assert stem_of_path(path, root) == stem


@pytest.mark.parametrize(
    ("address", "stem"),
    [
        ("https://example.org/news/bridge.html", "example.org-news-bridge"),
        ("https://user:secret@example.org/", "example.org"),
        ("https://example.org/story?id=7", "example.org-story-id-7"),
        ("https://[broken", "https-broken"),
    ],
)
def test_stem_of_address(address: str, stem: str) -> None:
    assert stem_of_address(address) == stem


@given(st.text())
def test_a_stem_is_safe(text: str) -> None:
    for stem in (stem_of_path(text), stem_of_address(text)):
        assert 0 < len(stem.encode()) <= 120
        assert not stem.startswith(".")
        assert not set(stem) & set('/\\:*?"<>|\x00\n ')


def test_names_are_numbered() -> None:
    names = Names()
    taken = [names.take(stem) for stem in ("a", "a", "A", "a-2", "b", "a")]
    assert taken == ["a", "a-2", "A-3", "a-2-2", "b", "a-4"]


@given(st.lists(st.sampled_from(["a", "A", "a-2", "a-3", "a-2-2", "b"])))
def test_no_name_is_given_twice(stems: list[str]) -> None:
    names = Names()
    taken = [names.take(stem).casefold() for stem in stems]
    assert len(set(taken)) == len(taken)

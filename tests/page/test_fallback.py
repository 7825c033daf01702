import time

import pytest

from tearsheet.page.fallback import close_fallbacks
from tests.pages.reading import html_blocks, texts


@pytest.mark.parametrize(
    "inside",
    [
        "<iframe src=//tags.example/ns height=0 />",
        "<IFRAME src='//tags.example/ns'>",
        "<style>.late { display: none }",
        "<textarea>why",
        "<iframe></iframe><iframe/>",
    ],
)
def test_what_a_noscript_leaves_open_takes_nothing_in(inside: str) -> None:
    html = f"<h1>Ferry returns</h1><NoScript class=x>{inside}</NoScript ><p>It sails again on Monday.</p>"
    assert texts(html_blocks(html)) == ["Ferry returns", "It sails again on Monday."]


@pytest.mark.parametrize(
    "html",
    [
        "<noscript><style>p { color: red }</style><p>Паром</p><iframe src=/x></iframe></noscript><p>снова ходит</p>",
        "<noscript><p>Паром</p></noscript><iframe src=/x></iframe><style>p {}</style><p>снова ходит</p>",
        "<script>write('<noscript><script src=x><\\/script></noscript>')</script><p>Паром</p>",
        "<noscript><styled-note>Паром</styled-note></noscript>",
        "<noscript><iframe>never ended",
    ],
)
def test_what_is_closed_stays_as_it_is(html: str) -> None:
    assert close_fallbacks(html) == html


def test_time_is_linear() -> None:
    started = time.process_time()
    close_fallbacks("<noscript><iframe>" * 200_000)
    close_fallbacks("<noscript><iframe></noscript>" * 200_000)
    assert time.process_time() - started < 3

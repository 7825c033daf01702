"""Fields of pages that speak in attributes and scripts alone."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from tearsheet.article.metadata import Metadata

Read = Callable[..., Metadata]
HEAD = "<title>Ferry returns to the lake</title>"
BODY = "<p>The ferry across the lake carries passengers again, the company said.</p>"


@pytest.mark.parametrize(
    ("html", "source"),
    [
        (
            '<div class="hentry"><h1 class="entry-title">Ferry returns to the lake</h1>'
            f'<abbr class="published" title="2024-05-01T10:00:00Z">then</abbr>{BODY}</div>',
            "microformat",
        ),
        (
            '<script>window.state = {"story": {"headline": "Ferry returns to the lake", "id": 7,'
            f' "firstPublishedAt": "2024-05-01T10:00:00Z"}}}}</script><h1>Ferry returns to the lake</h1>{BODY}',
            "data",
        ),
        (
            "<script>start(); layer = {pagePublishDate: '2024-05-01T10:00:00Z', views: 3}</script>"
            f"<h1>Ferry returns to the lake</h1>{BODY}",
            "data",
        ),
    ],
)
def test_the_instant_of_publication_is_taken_from_where_alone_it_stands(
    metadata_of: Read, html: str, source: str
) -> None:
    found = metadata_of(HEAD + html)
    assert found.published == datetime(2024, 5, 1, 10, tzinfo=UTC)
    assert source in {piece.source for piece in found.evidences["published"] if piece.used}


def test_what_the_article_declares_comes_before_what_analytics_is_told(metadata_of: Read) -> None:
    found = metadata_of(
        HEAD + '<meta property="article:published_time" content="2024-05-01T10:00:00Z">'
        f"<script>start(); layer = {{publishDate: '2024-04-20T00:00:00Z'}}</script><h1>Ferry returns</h1>{BODY}"
    )
    assert found.published is not None
    assert found.published.date() == date(2024, 5, 1)


@pytest.mark.parametrize(
    "steps",
    [
        '<ol itemscope itemtype="https://schema.org/BreadcrumbList">{}</ol>|<li itemprop="itemListElement" itemscope '
        'itemtype="https://schema.org/ListItem"><a itemprop="item" href="/x"><b itemprop="name">{}</b></a></li>',
        '<ol vocab="https://schema.org/" typeof="BreadcrumbList">{}</ol>|<li property=itemListElement typeof=ListItem>'
        '<a property="item" typeof="WebPage" href="/x"><b property="name">{}</b></a></li>',
    ],
    ids=["microdata", "rdfa"],
)
def test_the_section_is_the_last_step_of_a_breadcrumb_in_attributes(metadata_of: Read, steps: str) -> None:
    frame, step = steps.split("|")
    crumbs = frame.format("".join(step.format(name) for name in ("Home", "Region", "Transport")))
    assert metadata_of(HEAD + crumbs + f"<h1>Ferry returns to the lake</h1>{BODY}").section == "Transport"

import pytest

from tearsheet import extract
from tests.pages.news import NEWS_EN

FIGURE = '<figure><img src="/g.jpg" width=800 height=600><figcaption>A girder of the bridge.</figcaption></figure>'


def addresses(piece: str) -> list[str]:
    html = NEWS_EN.html.replace(f"<h2>{NEWS_EN.subhead}</h2>", f"{piece}<h2>{NEWS_EN.subhead}</h2>")
    return [image.address or "" for image in extract(html, url=NEWS_EN.url).images]


GIRDER = "https://harbour.example/g.jpg"


def test_a_figure_between_paragraphs_is_the_articles() -> None:
    assert GIRDER in addresses(FIGURE)


def test_words_of_teasers_around_the_text_itself_do_not_matter() -> None:
    html = NEWS_EN.html.replace("<article", '<div class="post-content related"><article')
    html = html.replace("</article>", "</article></div>")
    html = html.replace(f"<h2>{NEWS_EN.subhead}</h2>", f"{FIGURE}<h2>Read next</h2><h2>{NEWS_EN.subhead}</h2>")
    assert GIRDER in [image.address for image in extract(html, url=NEWS_EN.url).images]


def test_a_link_to_a_place_in_the_same_page_is_no_teaser() -> None:
    assert GIRDER in addresses('<p><a href="#zoom-1"><img src="/g.jpg" width=800 height=600></a></p>')


@pytest.mark.parametrize(
    "piece",
    [
        pytest.param(
            '<aside><article><div><img src="/g.jpg" width=276 height=155></div><p>Fares rise</p></article></aside>',
            id="teaser in an article of its own",
        ),
        pytest.param(
            '<div class="card"><img src="/g.jpg" width=276 height=155><h4><a href="/x">Fares rise</a></h4></div>',
            id="card",
        ),
        pytest.param(
            '<div class="article-byline"><figure><img src="/g.jpg" width=300 height=300></figure></div>',
            id="portrait in a figure",
        ),
        pytest.param(
            '<div class="top-byline"><div><img src="/g.jpg" width=300 height=300></div><p>Ann Example</p></div>',
            id="portrait with a name",
        ),
    ],
)
def test_images_of_something_else(piece: str) -> None:
    assert GIRDER not in addresses(piece)


def test_an_image_kept_among_those_of_newsletters() -> None:
    piece = '<div><img src="/img/newsletters/weekend.png" width=600 height=200></div>'
    assert not any("newsletters" in address for address in addresses(piece))


def test_a_captioned_figure_right_behind_the_text() -> None:
    end = NEWS_EN.html.index("</p>", NEWS_EN.html.rindex("<p>", 0, NEWS_EN.html.index("</article>"))) + 4
    html = NEWS_EN.html[:end] + f"<div>{FIGURE}</div>" + NEWS_EN.html[end:]
    assert GIRDER in [image.address for image in extract(html, url=NEWS_EN.url).images]

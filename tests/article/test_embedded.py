import json
import re
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from tearsheet import extract
from tearsheet.article.article import Article
from tearsheet.page.block import Kind
from tearsheet.page.role import Role
from tests.pages.news import ALL, NEWS_EN, NEWS_ZH, News

WARNING = "the text is taken from embedded data; a reader of the capture does not see it"


def shell(script: str, body: str = "<div id=root></div>") -> str:
    return f"<!doctype html><html><head><title>{NEWS_EN.title}</title></head><body>{body}{script}</body></html>"


def resolve(value: Any, pointer: str) -> Any:
    """What a JSON Pointer points at (RFC 6901)."""
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        value = value[int(key)] if isinstance(value, list) else value[key]
    return value


def check_pointers(html: str, article: Article) -> None:
    document = LexborHTMLParser(html)
    for block in article.body:
        assert block.place.kind == "data"
        (node,) = document.css(block.place.selector or "")
        data = json.loads(node.text())
        target = resolve(data, block.place.pointer or "")
        assert isinstance(target, str)
        assert block.text in " ".join(re.sub(r"<[^>]+>", "", target).split())


@pytest.mark.parametrize("news", ALL, ids=lambda news: news.language)
def test_article_body_of_json_ld(news: News) -> None:
    data = {"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle", "articleBody": "\n\n".join(news.paragraphs)}]}
    html = shell(f'<script type="application/ld+json">{json.dumps(data)}</script>')
    article = extract(html)
    assert [block.text for block in article.body] == list(news.paragraphs)
    assert article.warnings == (WARNING,)
    check_pointers(html, article)
    assert article.body[0].place.pointer == "/@graph/1/articleBody"
    assert article.confidence <= 0.6
    assert "embedded data" in article.reasons[0]


def test_list_of_paragraphs_in_application_state() -> None:
    content = [{"kind": "p", "content": text} for text in NEWS_EN.paragraphs]
    data = {"props": {"page/props": {"a~b": {"story": content, "related": {"text": "x. " * 2000}}}}}
    html = shell(f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>')
    article = extract(html)
    assert [block.text for block in article.body] == list(NEWS_EN.paragraphs)
    assert article.warnings == (WARNING,)
    check_pointers(html, article)
    assert article.body[2].place.pointer == "/props/page~1props/a~0b/story/2/content"


def test_markup_in_embedded_data_is_read_as_markup() -> None:
    inner = "<h2>Girders</h2>" + "".join(f"<p>{text} <b>So.</b></p>" for text in NEWS_EN.paragraphs)
    inner += "<ul><li>one thing</li></ul>"
    html = shell(f'<script type="application/ld+json">{json.dumps({"articleBody": inner})}</script>')
    article = extract(html)
    assert article.body[0].kind is Kind.HEADING
    assert article.body[0].role is Role.HEADING
    assert article.body[1].text == f"{NEWS_EN.paragraphs[0]} So."
    assert [mark.kind for mark in article.body[1].marks] == ["strong"]
    assert article.body[-1].role is Role.LIST_ITEM


def test_visible_text_is_preferred() -> None:
    data = {"articleBody": "Something else altogether. " * 100}
    html = NEWS_EN.html.replace("</head>", f'<script type="application/ld+json">{json.dumps(data)}</script></head>')
    article = extract(html)
    assert "Something else altogether" not in article.text
    assert article.warnings == ()


def test_teaser_that_is_seen_is_left_out_as_duplicate() -> None:
    data = {"articleBody": "\n".join(NEWS_EN.paragraphs)}
    teaser = NEWS_EN.paragraphs[0]
    html = shell(
        f'<script type="application/ld+json">{json.dumps(data)}</script>', f"<article><p>{teaser}</p></article>"
    )
    article = extract(html)
    assert [block.text for block in article.body] == list(NEWS_EN.paragraphs)
    assert [(block.text, block.role) for block in article.left_out] == [(teaser, Role.DUPLICATE)]
    assert len({block.block for block in (*article.body, *article.left_out)}) == len(article.body) + 1


@pytest.mark.parametrize("text", ["Short text.", "cookie " * 500, "x" * 5000])
def test_what_is_no_prose_is_not_taken(text: str) -> None:
    html = shell(f'<script type="application/json" id="__STATE__">{json.dumps({"body": text})}</script>')
    article = extract(html)
    assert article.body == ()
    assert article.warnings == ("no text was found",)


@pytest.mark.parametrize("key", ["comments", "cookieConsent", "relatedStories", "footer"])
def test_other_parts_of_the_state_are_not_taken(key: str) -> None:
    data = {key: {"text": " ".join(NEWS_EN.paragraphs)}}
    html = shell(f'<script type="application/json" id="__STATE__">{json.dumps(data)}</script>')
    assert extract(html).body == ()


@pytest.mark.parametrize(
    "script",
    [
        "{" * 100_000,
        "[" * 100_000 + "]" * 100_000,
        '{"a":' * 50_000 + "1" + "}" * 50_000,
        '{"articleBody": "open',
        '{"articleBody": }',
        "{} {}",
        "null",
        '{"articleBody": 1e999999}',
        '{"articleBody": ' + "9" * 10_000 + "}",
        '{"articleBody": "\\ud800 lone"}',
        "// a comment\n{'articleBody': undefined}",
        "\0",
    ],
)
def test_broken_and_deep_data_does_no_harm(script: str) -> None:
    for kind in ('type="application/ld+json"', 'id="__DATA__" type="application/json"'):
        article = extract(shell(f"<script {kind}>{script}</script>", "<p>seen</p>"))
        article.json(with_removed=True).encode()


def test_json_ld_with_comments_and_trailing_commas_still_gives_an_article() -> None:
    text = "\\n".join(NEWS_ZH.paragraphs)
    script = f'{{"@type": "NewsArticle", /* the text */ "articleBody": "{text}",}}'
    article = extract(shell(f'<script type="application/ld+json">{script}</script>'))
    assert [block.text for block in article.body] in ([], list(NEWS_ZH.paragraphs))


def test_list_of_paragraphs_with_markup_in_each() -> None:
    texts = [*NEWS_EN.paragraphs, "Short, but <em>part</em> of it.", "The bridge, again"]
    data = {"story": [{"content": text if number % 2 else f"<p>{text}</p>"} for number, text in enumerate(texts)]}
    article = extract(shell(f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>'))
    assert [block.text for block in article.body] == [re.sub(r"</?em>", "", text) for text in texts]


def test_title_again_in_embedded_markup_is_no_part_of_the_text() -> None:
    inner = f"<h1>{NEWS_EN.title}</h1>" + "".join(f"<p>{text}</p>" for text in NEWS_EN.paragraphs)
    article = extract(shell(f'<script type="application/ld+json">{json.dumps({"articleBody": inner})}</script>'))
    assert [block.text for block in article.body] == list(NEWS_EN.paragraphs)


def test_images_of_embedded_markup() -> None:
    markup = "".join(f"<p>{paragraph}</p>" for paragraph in NEWS_EN.paragraphs)
    figure = (
        '<div class="box"><img src="/g.jpg" width=800><div class="caption">A girder. Photo: Ann Example</div></div>'
    )
    state = json.dumps({"page": {"story": {"body": f"{markup}{figure}{markup}"}}})
    html = f'<title>Bridge</title><div id="root"></div><script type="application/json">{state}</script>'
    (image,) = extract(html, url=NEWS_EN.url).images
    assert (image.address, image.caption, image.credit) == ("https://harbour.example/g.jpg", "A girder.", "Ann Example")
    assert image.place is not None
    assert image.place.pointer == "/page/story/body"

from tearsheet import extract
from tests.pages.news import NEWS_EN, NEWS_ZH


def within(html: str, part: str) -> str:
    return html.replace(f"<h2>{NEWS_EN.subhead}</h2>", f"{part}<h2>{NEWS_EN.subhead}</h2>")


def test_teaser_inside_the_body_is_related() -> None:
    html = within(
        NEWS_EN.html,
        '<aside class="related-teaser"><a href="/2023/ferry"><img src="/f.jpg" alt="A ferry in the fog">'
        "<h4>The last ferry and its captain</h4></a></aside>",
    )
    article = extract(html, url=NEWS_EN.url)
    (first, *_) = article.related
    assert (first.text, first.url, first.description) == (
        "The last ferry and its captain",
        "https://harbour.example/2023/ferry",
        "A ferry in the fog",
    )
    assert "The last ferry" not in article.text
    assert len(article.related) == 4


def test_the_same_link_is_told_once() -> None:
    html = NEWS_EN.html.replace("</footer>", f'<a href="{NEWS_EN.related[0][1]}">{NEWS_EN.related[0][0]}</a></footer>')
    article = extract(html, url=NEWS_EN.url)
    assert [link.url for link in article.related] == [url for _, url in NEWS_EN.related]


def test_headlines_of_few_characters_in_scripts_without_spaces() -> None:
    html = NEWS_ZH.html.replace(NEWS_ZH.related[0][0], "钢梁为何开裂")
    assert extract(html, url=NEWS_ZH.url).related[0].text == "钢梁为何开裂"


def test_words_of_the_menu_are_no_stories() -> None:
    article = extract(NEWS_EN.html, url=NEWS_EN.url)
    assert not {link.text for link in article.related} & set(NEWS_EN.navigation)

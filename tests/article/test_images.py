import pytest

from tearsheet import extract
from tearsheet.article.images import split_credit
from tests.pages.news import NEWS_EN


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("The bridge at dawn. Photo: Marek Dahl", "The bridge at dawn.", "Marek Dahl"),
        ("The bridge at dawn (Photo: Marek Dahl/Port Agency).", "The bridge at dawn", "Marek Dahl/Port Agency"),
        ("Die Brücke am Morgen. Foto: dpa", "Die Brücke am Morgen.", "dpa"),
        ("Le pont à l'aube. © Marek Dahl", "Le pont à l'aube.", "Marek Dahl"),
        ("Мост на рассвете. Фото: Марк Дальний", "Мост на рассвете.", "Марк Дальний"),
        ("清晨的铁桥。图片来源：马瑞", "清晨的铁桥。", "马瑞"),
        ("夜明けの橋 写真＝山田太郎".replace("＝", "="), "夜明けの橋", "山田太郎"),
        ("The mayor on the bridge (AP Photo/Ann Example)", "The mayor on the bridge", "AP Photo/Ann Example"),
        ("Most o świcie. (PAP)", "Most o świcie.", "PAP"),
        ("The band plays. Ann Example/Getty Images", "The band plays.", "Ann Example/Getty Images"),
        ("© 2024 Ann Example", None, "2024 Ann Example"),
        ("Foto: Ann Example", None, "Ann Example"),
        ("The bridge at dawn", "The bridge at dawn", None),
        ("The photo shows the bridge in 1921", "The photo shows the bridge in 1921", None),
        ("A bridge (left) and a ferry (right)", "A bridge (left) and a ferry (right)", None),
        ("", None, None),
        ("  ", None, None),
    ],
)
def test_split_credit(text: str, caption: str | None, credit: str | None) -> None:
    assert split_credit(text) == (caption, credit)


@pytest.mark.parametrize(
    "text",
    [
        "The ministry does not look for a quarrel, said its spokesperson Lt. Col. Vera Holm",
        "The chancellor in conversation with Mr. Brandt",
        "Children jump into the Pool of the Archive on Monday",
        "The two ministers met in Geneva. They agreed on nothing",
        "Schnee auf dem Markt / Foto folgt",
    ],
)
def test_captions_without_a_credit_stay_whole(text: str) -> None:
    assert split_credit(text) == (text, None)


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        (
            "Snow lies on the market since Friday. Dele Okonjo/Reuters",
            "Snow lies on the market since Friday.",
            "Dele Okonjo/Reuters",
        ),
        ("Schnee auf dem Markt.Jana von Berg", "Schnee auf dem Markt.", "Jana von Berg"),
        ("市场上的积雪。新华社", "市场上的积雪。", "新华社"),
        ("塗り替えが終わった灯台＝水野千歳", "塗り替えが終わった灯台", "水野千歳"),
    ],
)
def test_credits_behind_a_sentence(text: str, caption: str, credit: str) -> None:
    assert split_credit(text) == (caption, credit)


@pytest.mark.parametrize(
    "text", ["Photo: " * 50_000, "(" * 100_000, "© " * 100_000, "a/" * 100_000 + "AP", "x " * 200_000]
)
def test_split_credit_is_quick(text: str) -> None:
    caption, credit = split_credit(text)
    assert caption is not None or credit is not None


def page(figure: str) -> str:
    return NEWS_EN.html.replace(f"<h2>{NEWS_EN.subhead}</h2>", f"{figure}<h2>{NEWS_EN.subhead}</h2>")


def test_credit_in_an_element_of_its_own() -> None:
    html = page(
        '<figure><img src="/g.jpg" alt="girder"><figcaption>A girder.</figcaption>'
        '<p class="credit">Photo: Port Agency</p></figure>'
    )
    image = extract(html, url=NEWS_EN.url).images[1]
    assert (image.address, image.caption, image.credit) == (
        "https://harbour.example/g.jpg",
        "A girder.",
        "Port Agency",
    )
    assert image.caption_place is not None
    assert image.credit_place is not None
    assert image.caption_place != image.credit_place


def test_gallery_has_each_its_own_caption() -> None:
    html = page(
        "".join(
            f'<figure><img src="/g{n}.jpg" width=800 height=600><figcaption>Girder number {n} of the bridge.'
            f"</figcaption></figure>"
            for n in range(4)
        )
    )
    images = extract(html, url=NEWS_EN.url).images
    assert [image.caption for image in images[1:]] == [f"Girder number {n} of the bridge." for n in range(4)]
    assert [image.cover for image in images] == [True, False, False, False, False]
    assert (images[1].width, images[1].height) == (800, 600)


def test_images_outside_the_article_are_not_its_images() -> None:
    html = NEWS_EN.html.replace("<footer", '<img src="/partner.jpg" width=300 height=200 alt="partner"><footer')
    addresses = [image.address for image in extract(html, url=NEWS_EN.url).images]
    assert "https://harbour.example/partner.jpg" not in addresses


def test_cover_that_stands_nowhere_in_the_page() -> None:
    start = NEWS_EN.html.index("<figure")
    end = NEWS_EN.html.index("</figure>")
    article = extract(NEWS_EN.html[:start] + NEWS_EN.html[end:], url=NEWS_EN.url)
    (image,) = article.images
    assert (image.address, image.cover, image.caption) == ("https://img.example/large/cover.jpg", True, None)
    assert image.place is not None

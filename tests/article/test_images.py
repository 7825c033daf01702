import pytest

from tearsheet import Image, extract
from tests.pages.news import NEWS_EN


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


def images_of(figure: str) -> list[Image]:
    return list(extract(page(figure), url=NEWS_EN.url).images[1:])


def test_names_and_agency_of_a_credit() -> None:
    (image,) = images_of(
        '<figure><img src="/g.jpg"><figcaption>A girder. Photo: Ann Example/Port Agency</figcaption></figure>'
    )
    assert (image.caption, image.credit) == ("A girder.", "Ann Example/Port Agency")
    assert (image.creators, image.agency) == (("Ann Example",), "Port Agency")


def test_what_a_button_says_is_no_caption() -> None:
    (image,) = images_of(
        '<button><figure><img src="/g.jpg"><div class="count">View 3 Images</div></figure>'
        '<figcaption><p class="title">A girder of the bridge</p><cite class="credit">(Image: Ann Example)</cite>'
        "</figcaption></button>"
    )
    assert (image.caption, image.credit) == ("A girder of the bridge", "Ann Example")


def test_a_paragraph_between_image_and_credit_is_the_caption() -> None:
    html = page(
        '<div class="image-widget"><picture><img src="/g.jpg"></picture>'
        "<p>Pictured from left are two welders of the harbour.</p><p>Image: Ann Example</p></div>"
    )
    article = extract(html, url=NEWS_EN.url)
    assert article.images[1].caption == "Pictured from left are two welders of the harbour."
    assert "Pictured from left" not in article.text


@pytest.mark.parametrize(
    "image",
    [
        '<img src="/img/zoom-icon.svg">',
        '<img src="/img/logo.png" width=200 height=100>',
        '<img src="/people/author/ann.jpg" width=200 height=200>',
        '<img src="/photo.jpg" width=40 height=40>',
    ],
)
def test_symbols_are_not_images_of_the_article(image: str) -> None:
    assert images_of(f"<div>{image}</div>") == []


def test_a_teaser_is_not_an_image_of_the_article() -> None:
    assert not images_of(
        '<div class="teaser"><a href="/other"><img src="/other.jpg" alt="Ferries collide near the lighthouse">'
        '<p class="caption">Ferries collide near the lighthouse</p></a></div>'
    )


def test_the_same_image_in_a_lightbox_counts_once() -> None:
    (image,) = images_of(
        '<figure><img src="/g-640x480.jpg"><figcaption>A girder of the bridge.</figcaption></figure>'
        '<div class="lightbox"><img src="/g-1600x1200.jpg"></div>'
    )
    assert (image.caption, image.address) == ("A girder of the bridge.", "https://harbour.example/g-640x480.jpg")


def test_images_of_one_name_with_captions_of_their_own_are_two() -> None:
    images = images_of(
        "".join(
            f'<figure><img src="/{n}/bridge.jpg"><figcaption>View number {n} of the bridge.</figcaption></figure>'
            for n in (1, 2)
        )
    )
    assert [image.caption for image in images] == ["View number 1 of the bridge.", "View number 2 of the bridge."]


def test_credit_of_embedded_data_where_the_page_shows_none() -> None:
    data = (
        '<script type="application/ld+json">{"@type": "ImageObject", "url": "https://harbour.example/big/girder-77.jpg",'
        ' "creditText": "Ann Example/Port Agency"}</script>'
    )
    (image,) = images_of(f'{data}<figure><img src="/small/girder-77.jpg" width=600 height=400></figure>')
    assert image.credit == "Ann Example/Port Agency"
    assert image.credit_place is not None
    assert image.credit_place.pointer == "/creditText"


def test_caption_of_a_cover_that_the_capture_has_lost() -> None:
    start = NEWS_EN.html.index("<img", NEWS_EN.html.index("<figure"))
    end = NEWS_EN.html.index(">", start) + 1
    image = extract(NEWS_EN.html[:start] + NEWS_EN.html[end:], url=NEWS_EN.url).images[0]
    assert (image.address, image.caption, image.cover) == (
        "https://img.example/large/cover.jpg",
        NEWS_EN.caption,
        True,
    )


def test_the_address_behind_a_resizing_service() -> None:
    (image,) = images_of(
        '<figure><img src="/_next/image?url=https%3A%2F%2Fcdn.example%2Fgirder.jpg&w=1200&q=75">'
        "<figcaption>A girder of the bridge.</figcaption></figure>"
    )
    assert image.original == "https://cdn.example/girder.jpg"


def test_a_portrait_of_the_author_is_not_an_image_of_the_article() -> None:
    assert not images_of(
        '<figure><img src="/ann.jpg" width=200 height=200><figcaption><span>By Ann Example, Reporter</span>'
        "<div>3 May 2024, 11:20</div></figcaption></figure>"
    )


def test_time_beside_a_linked_badge_is_no_caption() -> None:
    images = images_of(
        '<div><a href="/club"><img src="/club.jpg" alt="Harbour FC"></a><div class="time">14 min</div></div>'
    )
    assert all(image.caption is None for image in images)


def test_credit_of_another_image_is_not_added() -> None:
    (image,) = images_of(
        '<div class="gallery"><figure><img src="/g.jpg"><figcaption>A girder. Photo: Ann Example</figcaption></figure>'
        '<div class="caption"><p>Two cranes. Photo: Ben Muster</p></div></div>'
    )
    assert (image.caption, image.credit) == ("A girder.", "Ann Example")

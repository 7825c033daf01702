from tearsheet import extract
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

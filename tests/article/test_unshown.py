"""Images, captions and credits that only a script would show."""

from tearsheet import Image, extract
from tests.pages.news import NEWS_EN

GIRDER = "https://harbour.example/g.jpg"


def images(figure: str) -> list[Image]:
    html = NEWS_EN.html.replace(f"<h2>{NEWS_EN.subhead}</h2>", f"{figure}<h2>{NEWS_EN.subhead}</h2>")
    return list(extract(html, url=NEWS_EN.url).images[1:])


def test_caption_and_credit_in_attributes_of_the_image() -> None:
    (image,) = images('<p><img src="/g.jpg" width=800 data-caption="A girder." data-credit="Photo: Ann Example"></p>')
    assert (image.caption, image.credit) == ("A girder.", "Ann Example")
    assert image.caption_place is not None
    assert image.caption_place.attribute == "data-caption"
    assert image.credit_place is not None
    assert image.credit_place.attribute == "data-credit"


def test_attributes_of_the_element_around_the_image() -> None:
    (image,) = images(
        '<a href="/g-large.jpg" data-caption="A girder. Photo: Ann Example"><img src="/g.jpg" width=800></a>'
    )
    assert (image.caption, image.credit) == ("A girder.", "Ann Example")


def test_what_the_page_shows_comes_before_attributes() -> None:
    (image,) = images(
        '<figure><img src="/g.jpg" data-caption="File 1234"><figcaption>A girder of the bridge.</figcaption></figure>'
    )
    assert image.caption == "A girder of the bridge."


def test_custom_element() -> None:
    (image,) = images(
        '<div><press-image-v2 data-src="/s.jpg" data-srcset="/s.jpg 280w, /g.jpg 1600w" data-alt-text="Girder"'
        ' data-width="1600"></press-image-v2><p class="caption">A girder of the bridge. Photo: Ann Example</p></div>'
    )
    assert (image.address, image.description, image.width) == (GIRDER, "Girder", 1600)
    assert (image.caption, image.credit) == ("A girder of the bridge.", "Ann Example")


def test_custom_element_around_an_image_is_that_image() -> None:
    (image,) = images('<p><lazy-image src="/g.jpg"><img src="/g.jpg?w=800" width=800></lazy-image></p>')
    assert image.address == f"{GIRDER}?w=800"


def test_gallery_that_no_script_has_opened() -> None:
    slides = "".join(
        f'<div class="slide"><div><img width=599 height=401 src="data:image/gif;base64,R0" '
        f'data-slider-lazyload="https://img.example/{name}"></div><div>{number} of 2</div>'
        f'<div class="caption"><p>The {name} crane of the port. (Agency Photo/Ann Example)</p></div></div>'
        for number, name in enumerate(("red", "blue"), 1)
    )
    found = images(f'<div class="slides">{slides}</div>')
    assert [image.address for image in found] == ["https://img.example/red", "https://img.example/blue"]
    assert [image.caption for image in found] == [f"The {name} crane of the port." for name in ("red", "blue")]


def test_custom_elements_of_teasers_are_not_the_articles() -> None:
    assert not images('<div class="related"><press-image data-src="/g.jpg"></press-image><p>Fares rise</p></div>')
    assert not images('<product-card image="/g.jpg"></product-card>')

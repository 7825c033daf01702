import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.page.picture import best_candidate, original_address, picture_address, pixels, unshown_address


@pytest.mark.parametrize(
    ("srcset", "address"),
    [
        ("a.jpg 300w, b.jpg 1200w, c.jpg 600w", "b.jpg"),
        ("a.jpg 1x, b.jpg 2x", "b.jpg"),
        ("a.jpg, b.jpg 1.5x", "b.jpg"),
        ("a.jpg", "a.jpg"),
        ("  a.jpg  ", "a.jpg"),
        ("a.jpg 1200w, huge.jpg 9000w", "a.jpg"),
        ("/w_300,c_fill/a.jpg 300w, /w_900,c_fill/a.jpg 900w", "/w_900,c_fill/a.jpg"),
        ("data:image/gif;base64,R0lGOD 1w, b.jpg 2w", "b.jpg"),
        ("a.jpg 300w,b.jpg 600w", "b.jpg"),
        ("", None),
        (None, None),
        (" , ", None),
    ],
)
def test_best_candidate(srcset: str | None, address: str | None) -> None:
    assert best_candidate(srcset) == address


@pytest.mark.parametrize(
    ("attributes", "address"),
    [
        ({"src": "/a.jpg"}, "/a.jpg"),
        ({"src": "/a.jpg", "srcset": "/b.jpg 800w, /c.jpg 400w"}, "/b.jpg"),
        ({"src": "data:image/gif;base64,R0", "data-src": "/a.jpg"}, "/a.jpg"),
        ({"src": "/img/placeholder.png", "data-original": "/a.jpg"}, "/a.jpg"),
        ({"src": "/spacer.gif", "data-srcset": "/a.jpg 1x"}, "/a.jpg"),
        ({"src": "/1x1.gif"}, None),
        ({"src": "/lazy-dog.jpg"}, "/lazy-dog.jpg"),
        ({"src": ""}, None),
        ({"src": None}, None),
        ({}, None),
    ],
)
def test_picture_address(attributes: dict[str, str | None], address: str | None) -> None:
    assert picture_address(attributes, []) == address


def test_sources_of_the_picture_come_before_the_fallback() -> None:
    assert picture_address({"src": "/small.jpg"}, ["/big.webp"]) == "/big.webp"


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("300", 300),
        (" 300px", 300),
        ("300.5", 300),
        ("100%", None),
        ("auto", None),
        ("", None),
        (None, None),
        ("1e9", None),
    ],
)
def test_pixels(written: str | None, number: int | None) -> None:
    assert pixels(written) == number


@given(st.text(max_size=200))
def test_any_srcset(srcset: str) -> None:
    found = best_candidate(srcset)
    assert found is None or found in srcset


@pytest.mark.timeout(5)
@pytest.mark.parametrize("srcset", ["a " * 100_000, "," * 100_000, "a.jpg 1w," * 100_000, "a" * 1_000_000])
def test_long_srcsets(srcset: str) -> None:
    best_candidate(srcset)


@pytest.mark.parametrize(
    ("address", "original"),
    [
        ("https://proxy.example/resize/640/https://cdn.example/a.jpg", "https://cdn.example/a.jpg"),
        ("https://proxy.example/r/?url=https%3A%2F%2Fcdn.example%2Fa.jpg&w=3", "https://cdn.example/a.jpg"),
        ("https://cdn.example/a.jpg", None),
        ("https://cdn.example/a.jpg?from=home", None),
        ("", None),
    ],
)
def test_original_address(address: str, original: str | None) -> None:
    assert original_address(address) == original


def test_an_attribute_of_any_name_that_holds_an_image() -> None:
    attributes = {"src": "data:image/gif;base64,R0", "data-flick-lazysrcset": "/a.jpg 400w, /b.jpg 800w"}
    assert picture_address(attributes, []) == "/b.jpg"
    assert picture_address({"src": "/a.jpg", "data-tracking-url": "/count?a=1"}, []) == "/a.jpg"


@pytest.mark.parametrize(
    ("tag", "attributes", "address"),
    [
        ("lake-image", {"src": "/a.jpg"}, "/a.jpg"),
        ("lazy-image", {"image-src": "/a.jpg", "caption": "The ferry"}, "/a.jpg"),
        ("lake-picture", {":img-url": "/a.jpg 400w, /b.jpg 800w"}, "/b.jpg"),
        ("lake-image", {"image-src": "/placeholder.png", "href": "/story"}, None),
        ("lake-teaser", {"image-src": "/a.jpg"}, None),
    ],
)
def test_custom_elements_named_after_images(tag: str, attributes: dict[str, str | None], address: str | None) -> None:
    assert unshown_address(tag, attributes) == address

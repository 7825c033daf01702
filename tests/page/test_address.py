from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.page.address import origin, resolve
from tests.pages.reading import html_page

BASE = "https://harbour.example/2024/05/bridge?x=1#top"


@pytest.mark.parametrize(
    ("address", "absolute"),
    [
        ("ferry", "https://harbour.example/2024/05/ferry"),
        ("/ferry", "https://harbour.example/ferry"),
        ("../ferry", "https://harbour.example/2024/ferry"),
        ("?p=2", "https://harbour.example/2024/05/bridge?p=2"),
        ("//cdn.example/a.js", "https://cdn.example/a.js"),
        (" https://other.example/ ", "https://other.example/"),
        ("HTTPS://Other.example/", "HTTPS://Other.example/"),
        ("/мост?q=да", "https://harbour.example/мост?q=да"),
        ("#part", None),
        ("", None),
        (None, None),
        ("JavaScript:go()", None),
        ("data:text/plain,x", None),
        ("mailto:a@b.example", None),
        ("tel:+3611", None),
        ("http://[broken", "http://[broken"),
    ],
)
def test_resolve(address: str | None, absolute: str | None) -> None:
    assert resolve(BASE, address) == absolute


@given(
    st.lists(st.sampled_from(["/", "//", "cdn", ".", "..", "example", "?", "#", "a", ":", "80", ";", "@"]), max_size=9)
)
def test_addresses_are_joined_as_the_standard_library_does(parts: list[str]) -> None:
    address = "//cdn." + "".join(parts)
    assert resolve(BASE, address) == urljoin(BASE, address)


@pytest.mark.parametrize(
    ("address", "absolute"), [("a/b", "a/b"), ("//cdn.example/a", "https://cdn.example/a"), ("#x", None)]
)
def test_resolve_without_the_address_of_the_page(address: str, absolute: str | None) -> None:
    assert resolve(None, address) == absolute


@pytest.mark.parametrize(
    ("base", "host"),
    [
        (BASE, "https://harbour.example"),
        ("http://u@h.example:8080/x", "http://u@h.example:8080"),
        ("ftp://h.example/", None),
        ("/path", None),
        ("http://[broken", None),
        ("", None),
        (None, None),
    ],
)
def test_origin(base: str | None, host: str | None) -> None:
    assert origin(base) == host


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_address_does_no_harm(base: str, address: str) -> None:
    found = resolve(base, address)
    assert found is None or isinstance(found, str)
    origin(base)


@given(st.lists(st.sampled_from(["a", "B-2", ".", "/", "?", "#", ";", ":", "%20", "&", "=", "@", "é", "//"])))
def test_addresses_from_the_root_of_the_site_are_joined_as_any(parts: list[str]) -> None:
    address = "/" + "".join(parts)
    assert resolve(BASE, address) == urljoin(BASE, address)


BASES = [
    BASE,
    "https://harbour.example",
    "https://harbour.example/",
    "http://harbour.example:80/a/b/",
    "https://harbour.example/a:b/c@d?x",
    "https://harbour.example/a//b",
    "https://harbour.example/a/../b",
    "https://harbour.example/a;b/c",
    "https://harbour.example/é/c",
    "https://harbour.example/a./c",
    "https://harbour.example?x=/a/b",
    "https://harbour.example/a/b?x=/c/d#/e/f",
]
PARTS = st.lists(st.sampled_from(["a", "B-2", ".", "/", "?", "#", ":", "%20", "&", "=", "@", "é", "//", "x.html"]))


@given(st.sampled_from(BASES), PARTS.map("".join).filter(lambda address: address[:1] not in ("", "#")))
def test_addresses_of_any_kind_are_joined_as_the_standard_library_does(base: str, address: str) -> None:
    assert resolve(base, address) == urljoin(base, address)


@given(st.sampled_from(BASES), PARTS.map("".join))
def test_links_lead_where_they_are_resolved_to(base: str, address: str) -> None:
    page = html_page(f'<p><a href="{address}">w1</a> w2</p>', url=base)
    assert page.blocks[0].links[0].target == (resolve(base, address) or "")

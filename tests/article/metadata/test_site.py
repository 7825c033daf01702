from collections.abc import Callable

import pytest

from tearsheet.article.article import PageType
from tearsheet.article.metadata import Metadata
from tearsheet.article.metadata.site import address_name, is_site_name, outlet_part, same_name

Read = Callable[..., Metadata]
TEXT = "<h1>Ferry returns</h1><p>The ferry across the lake carries passengers again, the company said.</p>"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.courier.co.uk/x", "courier"),
        ("https://news.courier.example/x", "courier"),
        ("http://localhost/", "localhost"),
        ("http://[::bad", ""),
        (None, ""),
    ],
)
def test_the_label_of_an_address(url: str | None, name: str) -> None:
    assert address_name(url) == name


def test_a_name_is_known_by_the_page_or_its_address() -> None:
    assert is_site_name("Lakeside Courier", [], "https://www.lakesidecourier.example/")
    assert is_site_name("THE COURIER", ["Courier"], None)
    assert is_site_name("Courier.example", [], "https://courier.example/")
    assert not is_site_name("Ferry returns", ["Courier"], "https://courier.example/")
    assert not is_site_name("...", ["Courier"], "https://courier.example/")


def test_a_part_of_a_title_stands_for_the_outlet() -> None:
    names, url = ["Lakeside Courier"], "https://www.lakesidecourier.example/"
    assert outlet_part("Lakeside Courier Online", names, url)
    assert outlet_part("LCO", ["Lakeside Courier Online"], None)
    assert outlet_part("Lakeside Courier Online", ["LCO"], None)
    assert outlet_part("Courier of the Lakeside", ["The Courier of the Lakeside Towns"], None)
    assert not outlet_part("Lakeside Courier #18", names, url)
    assert not outlet_part("Ferry returns", names, url)


def test_the_name_and_nothing_more() -> None:
    assert same_name("The Lakeside Courier", ["Lakeside Courier"], None)
    assert same_name("lakesidecourier.example", [], "https://www.lakesidecourier.example/")
    assert not same_name("Lakeside Courier Pro", ["Lakeside Courier"], "https://www.lakesidecourier.example/")
    assert not same_name("...", ["Courier"], None)


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ("<meta property=og:site_name content='Lakeside Courier |'>", "Lakeside Courier"),
        ("<meta name=copyright content='© 2001-2024 Lakeside Courier'>", "Lakeside Courier"),
        ("<meta name=copyright content='Copyright (c) Lakeside Courier 2024'>", "Lakeside Courier"),
        ("<meta property=og:site_name content='20 Minuten'>", "20 Minuten"),
        ("<title>Ferry returns - Lakeside Courier</title>", "Lakeside Courier"),
        ("<title>Ferry returns - Transport</title>", None),
        (
            "<title>Why the ferry is back now</title><meta property=og:site_name content='Why the ferry is back now'>",
            None,
        ),
    ],
)
def test_what_the_outlet_is_called(metadata_of: Read, html: str, name: str | None) -> None:
    assert metadata_of(f"{html}{TEXT}").site_name == name


def test_who_claims_the_copyright_is_asked_last(metadata_of: Read) -> None:
    footer = "<footer><p>© 2019–2024 Seezeitung. All rights reserved.</p></footer>"
    assert metadata_of(f"{TEXT}{footer}").site_name == "Seezeitung"
    assert metadata_of(f"<meta property=og:site_name content=Bodan>{TEXT}{footer}").site_name == "Bodan"


def test_section_tags_and_site(metadata_of: Read) -> None:
    html = f"""<meta property="og:site_name" content="Lakeside Courier">
        <meta property="article:section" content="Home"><meta name="parsely-section" content="Transport">
        <meta property="article:tag" content="Ferries"><meta property="article:tag" content="Lakes">
        <meta property="article:tag" content="ferries"><meta property="article:tag" content="Lakeside Courier">{TEXT}"""
    found = metadata_of(html)
    assert found.site_name == "Lakeside Courier"
    assert found.section == "Transport"
    assert found.tags == ("Ferries", "Lakes")


def test_tags_in_one_string_are_separate(metadata_of: Read) -> None:
    assert metadata_of(f'<meta name="keywords" content="ferry, lake; 渡船、湖">{TEXT}').tags == (
        "ferry",
        "lake",
        "渡船",
        "湖",
    )


def test_the_breadcrumb_tells_the_section(metadata_of: Read) -> None:
    steps = ["Home", "Region", "Ferry returns"]
    items = ",".join(f'{{"@type": "ListItem", "name": "{s}"}}' for s in steps)
    data = f'<script type="application/ld+json">{{"@type": "BreadcrumbList", "itemListElement": [{items}]}}</script>'
    found = metadata_of(f"<title>Ferry returns</title>{data}{TEXT}")
    assert found.section == "Region"
    assert found.evidences["section"][0].place.pointer == "/itemListElement/1/name"


def test_a_canonical_address_that_is_the_front_page_is_not_believed(metadata_of: Read) -> None:
    url = "https://www.lakesidecourier.example/news/ferry-returns"
    link = '<link rel="canonical" href="{}">'
    assert metadata_of(link.format("/n/ferry") + TEXT).url == "https://www.lakesidecourier.example/n/ferry"
    assert metadata_of(link.format("https://www.lakesidecourier.example/") + TEXT).url == url
    assert metadata_of(TEXT).url == url
    assert metadata_of(TEXT, url=None).url is None


def test_declared_images_are_absolute_and_each_once(metadata_of: Read) -> None:
    html = f"""<meta property="og:image" content="/a.jpg"><meta name="twitter:image" content="/a.jpg">
        <script type="application/ld+json">{{"@type": "Article", "headline": "Ferry returns",
        "image": [{{"@type": "ImageObject", "url": "https://img.example/b.jpg"}}]}}</script>{TEXT}"""
    host = "https://www.lakesidecourier.example"
    declared = metadata_of(html).images_declared
    assert [picture.address for picture in declared] == [f"{host}/a.jpg", "https://img.example/b.jpg"]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ('<meta property="og:type" content="article">', PageType.ARTICLE),
        ('<meta property="og:type" content="website">', None),
        (
            '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Ferry"}</script>',
            PageType.LIVE_BLOG,
        ),
        ('<script type="application/ld+json">{"@type": "DiscussionForumPosting"}</script>', PageType.FORUM),
        ('<script type="application/ld+json">{"@type": "Product", "name": "Ferry returns"}</script>', PageType.PRODUCT),
    ],
)
def test_page_types(metadata_of: Read, head: str, kind: PageType | None) -> None:
    assert metadata_of(head + TEXT).page_type_hint is kind

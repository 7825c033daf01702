"""Captured markup made harmless: what attackers try, and what of a page must be kept."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet import extract
from tearsheet.errors import LimitError
from tearsheet.limits import Deadline, Limits
from tearsheet.web.frame import numbered
from tearsheet.web.marking import Marking
from tearsheet.web.sanitising import safe_markup

HOSTILE = [
    tuple(line.split("\t", 1))
    for line in Path(__file__).with_name("hostile.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
ELEMENTS = frozenset(
    """abbr b bdi bdo blockquote br caption cite code dd del dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i
    img ins kbd li mark ol p pre q rt ruby rb s samp small span strike strong sub sup table tbody td tfoot th thead
    time tr tt u ul var wbr""".split()
)
ATTRIBUTES = frozenset(
    """alt class colspan data-block data-embedded data-label data-link data-role dir id lang rowspan src start title
    value""".split()
)


def read(markup: str) -> str:
    for written, meant in ((r"\n", "\n"), (r"\0", "\0"), (r"\x0b", "\x0b"), (r"\x0c", "\x0c"), (r"\xa0", "\xa0")):
        markup = markup.replace(written, meant)
    return markup


def sanitised(html: str, markings: tuple[Marking, ...] = ()) -> str:
    limits = Limits()
    return safe_markup(html, markings, limits, Deadline(limits, "test"))


class Reader(HTMLParser):
    """Notes what is not on the lists."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ELEMENTS:
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            if name not in ATTRIBUTES:
                self.wrong.append(f"{tag} {name}")
            elif name == "src" and not (value or "").startswith("data:image/"):
                self.wrong.append(f"{tag} {name}={value}")

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        self.wrong.append(f"declaration {decl}")

    def handle_pi(self, data: str) -> None:
        self.wrong.append(f"instruction {data}")

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def wrongs(markup: str) -> list[str]:
    reader = Reader()
    reader.feed(markup)
    reader.close()
    return reader.wrong


@pytest.mark.parametrize(("name", "markup"), HOSTILE, ids=[name for name, _ in HOSTILE])
def test_nothing_of_an_attempt_is_left(name: str, markup: str) -> None:
    written = sanitised(f"<body><p>before</p>{read(markup)}<p>after</p>")
    assert wrongs(written) == []
    assert "before" in written
    again = sanitised(written)
    assert wrongs(again) == []


@given(st.lists(st.sampled_from([read(markup) for _, markup in HOSTILE]), min_size=2, max_size=4), st.data())
def test_nothing_of_attempts_run_together_is_left(attempts: list[str], data: st.DataObject) -> None:
    whole = "".join(attempts)
    cut = data.draw(st.integers(0, len(whole)))
    assert wrongs(sanitised(whole[cut:] + whole[:cut])) == []


@given(st.text(alphabet="<>/\"'=&;!-abpsvgmathtle \n\0", max_size=200))
def test_nothing_of_any_text_is_left(html: str) -> None:
    assert wrongs(sanitised(html)) == []


def test_the_attempts_are_told_as_they_stand() -> None:
    assert sum(bool(wrongs(read(markup))) for _, markup in HOSTILE) > 130


def test_structure_and_text_are_kept() -> None:
    written = sanitised(
        "<h2>Tram</h2><p>The <b>new</b> line<br>opens.</p><ol start=3><li>one</ol>"
        "<table><tr><th colspan=2>Year<td>2024</table><pre>a  b</pre>"
    )
    assert "<h2>Tram</h2>" in written
    assert "<p>The <b>new</b> line<br>opens.</p>" in written
    assert '<ol start="3"><li>one</li></ol>' in written
    assert '<th colspan="2">Year</th><td>2024</td>' in written
    assert "<pre>a  b</pre>" in written


def test_levels_of_headings_have_no_gaps() -> None:
    written = sanitised("<h1>One</h1><h4>Two</h4><h3></h3><h6>Three</h6><h2>Four</h2>")
    assert "<h1>One</h1><h2>Two</h2><h3>Three</h3><h2>Four</h2>" in written


def test_a_link_is_shown_and_leads_nowhere() -> None:
    written = sanitised('<a href="https://example.com/a?b=1&amp;c=2">more</a>')
    assert '<span data-link title="https://example.com/a?b=1&amp;c=2">more</span>' in written


def test_an_image_of_the_page_stays_and_another_becomes_a_box() -> None:
    dot = "data:image/gif;base64,R0lGODlhAQABAAAAACw="
    written = sanitised(f'<p><img src="{dot}" alt="a dot"><img src="https://example.com/a.jpg" alt="A tram"></p>')
    assert f'<img src="{dot}" alt="a dot">' in written
    assert '<span class="picture">A tram</span>' in written
    assert "example.com" not in written


def test_images_of_the_page_are_bounded() -> None:
    large = f"data:image/png;base64,{'A' * 200_000}"
    several = "".join(f'<img alt=many src="data:image/png;base64,{"A" * 90_000}">' for _ in range(30))
    assert "data:image" not in sanitised(f'<img src="{large}" alt="large">')
    assert len(sanitised(several)) < 1_100_000


def test_language_and_direction_are_kept() -> None:
    assert '<p lang="ar" dir="rtl">' in sanitised('<p lang="ar" dir="RTL">سلام</p>')


def test_empty_elements_are_left_out() -> None:
    assert sanitised("<div><div><span></span></div></div><p>x</p>") == "<div><div><p>x</p></div></div>"


def test_every_block_is_marked_once_by_its_id() -> None:
    html = (
        "<title>Bridge</title><nav><ul><li><a href=/>Home</a><li><a href=/news>News</a></ul></nav><article>"
        "<h1>Bridge reopens</h1><p>The bridge over the Aar reopened on Monday after two years of work.</p>"
        "<figure><img src=https://example.com/b.jpg alt='The arches'><figcaption>The bridge at dawn.</figcaption>"
        "</figure><div>First line of a poem that somebody wrote<br><br>and its second line, which stands alone.<p>A "
        "paragraph inside of it.</p>And what comes behind it.</div></article>"
    )
    article = extract(html)
    markings = tuple(
        Marking(number, block.text, block.place.selector, None, None, "kept", "paragraph", "paragraph")
        for number, block in numbered(article)
    )
    written = sanitised(html, markings)
    assert len(markings) > 6
    for marking in markings:
        assert written.count(f'id="b{marking.number}"') == 1
        assert f'data-block="{marking.number}"' in written
    parts = {
        marking.number: written.split(f'data-block="{marking.number}"')[1].partition(">")[2] for marking in markings
    }
    for marking in markings:
        if marking.text:
            assert marking.text[:20] in parts[marking.number][:200]


def test_markup_goes_as_deep_as_browsers_do() -> None:
    written = sanitised(f"{'<div>' * 3000}deep{'</div>' * 3000}")
    assert "deep" in written
    assert written.count("<div>") < 512


def test_nodes_and_seconds_are_bounded() -> None:
    limits = Limits(nodes=5_000)
    written = safe_markup("<p>x</p>" * 50_000, (), limits, Deadline(limits, "test"))
    assert written.count("<p>") <= 5_000
    hurried = Limits(seconds=1e-9)
    with pytest.raises(LimitError):
        safe_markup("<p>x</p>" * 50_000, (), hurried, Deadline(hurried, "test"))

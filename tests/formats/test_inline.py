import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.formats.inline import pieces, plain, printable, safe_address, weave, well_formed
from tearsheet.page.block import Mark

KINDS = ["link", "time", "strong", "emphasis", "subscript", "superscript", "code", "blink"]
marks = st.lists(
    st.builds(
        Mark,
        st.integers(-3, 30),
        st.integers(-3, 30),
        st.sampled_from(KINDS),
        st.sampled_from([None, "https://a.test/", "https://b.test/"]),
    ),
    max_size=12,
)


def bracketed(text: str, over: list[Mark]) -> str:
    return weave(text, over, lambda mark: (f"<{mark.kind[0]}>", f"</{mark.kind[0]}>"), lambda text, _: text)


def test_marks_that_nest_stay_as_they_are() -> None:
    assert bracketed("one two three", [Mark(0, 13, "strong"), Mark(4, 7, "emphasis")]) == "<s>one <e>two</e> three</s>"


def test_the_mark_that_began_first_stays_whole() -> None:
    assert bracketed("abcdef", [Mark(2, 6, "emphasis"), Mark(0, 4, "strong")]) == "<s>ab<e>cd</e></s><e>ef</e>"


def test_a_link_is_never_split() -> None:
    assert bracketed("abcdef", [Mark(0, 4, "strong"), Mark(2, 6, "link", "x")]) == "<s>ab</s><l><s>cd</s>ef</l>"


def test_links_do_not_nest() -> None:
    assert bracketed("abcdef", [Mark(0, 4, "link", "x"), Mark(2, 6, "link", "y")]) == "<l>abcd</l><l>ef</l>"


def test_only_links_and_times_differ_by_target() -> None:
    assert bracketed("abcd", [Mark(0, 2, "strong", "x"), Mark(2, 4, "strong")]) == "<s>abcd</s>"
    assert bracketed("abcd", [Mark(0, 2, "link", "x"), Mark(2, 4, "link")]) == "<l>ab</l><l>cd</l>"


def test_what_touches_and_says_the_same_is_one() -> None:
    assert bracketed("abcd", [Mark(0, 2, "strong"), Mark(2, 4, "strong"), Mark(1, 3, "strong")]) == "<s>abcd</s>"


def test_code_is_innermost() -> None:
    assert bracketed("abc", [Mark(0, 3, "code"), Mark(1, 2, "strong")]) == "<c>a</c><s><c>b</c></s><c>c</c>"


def test_marks_out_of_range_are_clipped_and_empty_ones_dropped() -> None:
    assert bracketed(
        "abc", [Mark(-4, 1, "strong"), Mark(2, 99, "emphasis"), Mark(1, 1, "code"), Mark(3, 2, "code")]
    ) == ("<s>a</s>b<e>c</e>")


@given(st.text(max_size=25), marks)
def test_pieces_are_the_text_and_marks_nest(text: str, over: list[Mark]) -> None:
    cut = pieces(text, over)
    assert "".join(stretch for stretch, _ in cut) == text
    assert all(stretch for stretch, _ in cut)
    offset = 0
    for stretch, kinds in ((stretch, [mark.kind for mark in nested]) for stretch, nested in cut):
        covering = {
            kind
            for kind in KINDS
            if all(
                any(mark.kind == kind and mark.start <= at < mark.end for mark in over)
                for at in range(offset, offset + len(stretch))
            )
        }
        assert len(set(kinds)) == len(kinds)
        assert set(kinds) - {"link", "time"} == covering - {"link", "time", "blink"}
        assert ("link" in kinds) == ("link" in covering)
        offset += len(stretch)


@given(st.text(alphabet="ab", max_size=25), marks)
def test_links_stay_whole(text: str, over: list[Mark]) -> None:
    links = {mark for _, nested in pieces(text, over) for mark in nested if mark.kind == "link"}
    assert bracketed(text, over).count("<l>") == len(links)


@given(marks, st.randoms())
def test_the_order_of_marks_changes_nothing(over: list[Mark], random) -> None:  # type: ignore[no-untyped-def]
    mixed = list(over)
    random.shuffle(mixed)
    assert pieces("x" * 30, mixed) == pieces("x" * 30, over)


def test_many_overlapping_marks_take_linear_time() -> None:
    kinds = ["link", "strong", "emphasis", "code", "subscript"]
    over = [Mark(start, 40_000 - start, kinds[start % 5], f"https://a.test/{start}") for start in range(20_000)]
    begun = time.process_time()
    assert "".join(stretch for stretch, _ in pieces("x" * 40_000, over)) == "x" * 40_000
    assert time.process_time() - begun < 3


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//a.test/",
        "/path",
        "page.html",
        "http:",
        "https:///x",
        "https:a.test",
        "",
        None,
        "mailto:",
        "https",
    ],
)
def test_other_addresses_are_refused(target: str | None) -> None:
    assert safe_address(target) is None


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("https://a.test/x?y=1&z=2#w", "https://a.test/x?y=1&z=2#w"),
        ("HTTP://A.test/", "HTTP://A.test/"),
        ("mailto:ana@a.test", "mailto:ana@a.test"),
        ("https://пример.test/путь", "https://пример.test/путь"),
        (" ht\ntps://a.test/a b\"c'd<e>f`g ", "https://a.test/a%20b%22c%27d%3Ce%3Ef%60g"),
        ("https://a.test/\x00\ud800", "https://a.test/\ufffd"),
    ],
)
def test_safe_addresses_cannot_end_an_attribute(target: str, address: str) -> None:
    assert safe_address(target) == address


def test_an_image_is_no_mail() -> None:
    assert safe_address("mailto:ana@a.test", schemes=("http", "https")) is None


def test_lone_surrogates_are_replaced_in_place() -> None:
    assert well_formed("a\ud83d\ude00b\udc00") == "a\ufffd\ufffdb\ufffd"
    assert well_formed("😀") == "😀"


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_printable_text_is_what_xml_allows(text: str) -> None:
    for character in printable(text):
        assert character in "\t\n\r\x85" or ord(character) >= 0x20
        assert not 0xD800 <= ord(character) <= 0xDFFF
        assert ord(character) & 0xFFFE != 0xFFFE


def test_plain_is_one_line_and_keeps_no_break_spaces() -> None:
    assert plain(" 10\u00a0000\n\t people\u2028 ") == "10\u00a0000 people"

"""Compiled looks at the bytes of a document say what those in Python say of its text."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import tearsheet
from tearsheet import encoding
from tearsheet.page import declarations, guard, picture, structured

compiled = pytest.mark.skipif(not tearsheet.compiled, reason="built without a C compiler, or TEARSHEET_PURE is set")


@compiled
@given(
    st.lists(
        st.sampled_from(
            '<b a> <i é=x> < <a x="y"> <body c=\' d> > = " \' \u00a0 \u3000 \u2028 é 😀 <tt\tq> <emm x> a / \x1f'.split(
                " "
            )
        ),
        max_size=40,
    ).map("".join),
    st.integers(min_value=0, max_value=4),
)
def test_tags_are_looked_at_alike_in_bytes(html: str, longest: int):
    loops = pytest.importorskip("tearsheet.markuploops")
    tags, long, found = loops.look(html.encode(), 10_000, longest)
    assert loops.brackets(html.encode()) == tags == html.count("<")
    assert [tag.decode() for tag in found] == guard._GATHERED.findall(html)
    starts = [tag for tag in guard._START_TAG.findall(html) if len(tag.encode()) > longest]
    assert [tag.decode() for tag in long] == starts


@compiled
@given(
    st.lists(
        st.sampled_from(
            '<b a> <i é=x> < <a x="y"> </p x> = > " \' \u00a0 é <!-- --> --!> - ! <script <SCRIPT> </script </Script> '
            "<style_> <style/x <title> </title <ſcript> </ſcript <xmp-a> <x é=1 / <tit\u017f \t".split(" ")
        ),
        max_size=40,
    ).map("".join),
    st.integers(min_value=0, max_value=8),
)
def test_long_tags_are_the_same(html: str, longest: int):
    loops = pytest.importorskip("tearsheet.markuploops")
    found = loops.long_tags(html.encode(), longest)
    tokens = [token for token in guard._TOKEN.finditer(html) if token["name"] is not None and not token["end"]]
    tags = [token[0].removesuffix(">") if token[0].endswith(">") else token[0] for token in tokens]
    if found is not None:
        assert [tag.decode() for tag in found] == [tag for tag in tags if len(tag.encode()) > longest]
    elif html.isascii():
        pytest.fail("Python need not be asked about ASCII")


TWICE = ["Ã", "©", "â", "€", "™", "ã", "é", "ç", "\u0080", "œ", "中", "😀", "a", " "]


@compiled
@given(st.lists(st.one_of(st.sampled_from(TWICE), st.characters(codec="utf-8"))).map("".join))
def test_no_trace_of_text_encoded_twice_is_missed(text: str):
    loops = pytest.importorskip("tearsheet.markuploops")
    source = text.encode()
    runs = encoding._TWICE.findall(source)
    assert loops.traces(source) >= sum(encoding._SURELY_TWICE.match(run) is not None for run in runs)


@compiled
@given(
    st.lists(
        st.sampled_from(
            [b"a", b"\xc3", b"\xa9", b"\xe2", b"\x80", b"\xed", b"\xbf", b"\xf0", b"\xf4", b"\x9f", b"\xc1", b"\xf5"]
        )
    )
)
def test_what_is_no_utf8_is_told(pieces: list[bytes]):
    loops = pytest.importorskip("tearsheet.markuploops")
    source = b"".join(pieces)
    for given_ in (source, source + b"a" * 70 + source):
        try:
            given_.decode("utf-8")
        except UnicodeDecodeError:
            assert loops.traces(given_) == -1
        else:
            assert loops.traces(given_) >= 0


CANDIDATES = (
    "a.jpg , ,, 300w 2x 1.5x 0w 9999w 1.2.3x . w x data:a,b https://a.example/w_3,h_4/b.png é \u00a0 \x1f \n".split(" ")
)


@compiled
@given(st.lists(st.sampled_from([*CANDIDATES, " ", ", "]), max_size=12).map("".join))
def test_the_same_candidate_is_best(srcset: str):
    loops = pytest.importorskip("tearsheet.elementloops")
    assert loops.candidate(srcset) == picture.best_candidate(srcset)


ADDRESSES = (
    "data: DATA: / . - _ blank spacer placeholder 1x1 loading LAZY grey dummy .gif .PNG .jpeg .webp x é K".split()
)


@compiled
@given(st.lists(st.sampled_from(ADDRESSES), max_size=6).map("".join))
def test_the_same_addresses_are_of_placeholders(address: str):
    loops = pytest.importorskip("tearsheet.elementloops")
    assert loops.looks_placed(address) == (picture.PLACEHOLDER.search(address) is not None)


SCRIPTS = "var let const window. self. globalThis. a __b c1 = { [ ( function functions .push( ; é \u00a0".split(" ")


@compiled
@given(st.lists(st.sampled_from([*SCRIPTS, " ", "\n", "\x1f"]), max_size=12).map("".join))
@example("window.push({")
@example("var = {")
@example("var __b = (function()")
def test_scripts_assign_to_the_same_name(text: str):
    loops = pytest.importorskip("tearsheet.elementloops")
    found = loops.name_assigned(text)
    if found != "":
        match = declarations.ASSIGNED.match(text)
        assert found == (match["name"] if match else None)


@compiled
@given(st.lists(st.sampled_from(["hentry", "h-entr", "y", "-", "card", "v", "hnew", "s", "é", " "])).map("".join))
def test_roots_of_microformats_are_found(text: str):
    loops = pytest.importorskip("tearsheet.elementloops")
    source = text.encode()
    assert loops.holds_any(source, structured._ROOT_NAMES) == any(name in source for name in structured._ROOT_NAMES)


@compiled
@given(
    st.lists(
        st.sampled_from([*declarations.TELLING, *(word[:-1] for word in declarations.TELLING), "a", "é", "ec"])
    ).map("".join)
)
def test_the_same_scripts_tell_something(text: str):
    loops = pytest.importorskip("tearsheet.elementloops")
    assert loops.tells(text) == any(word in text for word in declarations.TELLING)

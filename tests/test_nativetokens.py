"""What the compiled loops say of a text's tokens is what Python says of them, to the last bit."""

from unittest import mock

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import tearsheet
from tearsheet.statements.engine import features, tokens
from tearsheet.statements.engine.features import measure
from tearsheet.statements.engine.tokens import Tokens, tokenize
from tearsheet.statements.paragraphs import paragraphs
from tearsheet.statements.quotations import Quotation, QuotationKind, find_quotations
from tearsheet.statements.span import Span

pytestmark = pytest.mark.skipif(not tearsheet.compiled, reason="built without a C compiler, or TEARSHEET_PURE is set")

PIECES = (
    "a-t-il|qu'elle|l’a|Ana's|doesn’t|won't've|'S|'sx|'re|’ll_|'lo|'r|'l|3,5|1.200.000|1.|1,2,.3|١٢٫٣|१२.५x|²|2²|12|1984|5th"
    "|snake_case|...|..........|--|---|-----|=====|====|''|'''|''''|``|```|’’|首相は述べた|。|！|？|ｱ|𠀀|〇|हिन्दी|में|।|cafe\u0301|é|\u0301"
    "|\u200d|ß|ǅ|ǆ|İ|ſ|Σ|ა|Ა|Dr|dr.|Inc.|M.|É.|T.|т.|U.S.|.|!|?|…|“|”|«|»|)|]|(|[|{|}|（|said|Said|SAID|iPhone|McKay|a'|A'|A’’"
    "|That|dit|dass|сказал|—|–|-|,|;|:|*|+| |  |\n|\r\n|\t|\u2028|\x1f|\u00a0|\x85|\ud800|𝐀|👍|"
    + "long" * 13
    + "|"
    + "*" * 70
).split("|")
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=60).map("".join)


def tokenized(text: str) -> Tokens:
    with mock.patch.object(tokens, "featureloops", None):
        return tokenize(text)


@settings(deadline=None, max_examples=300)
@given(TEXTS)
@example("He left. “Go!” he said. Dr. Roth, of the U.S. office, spoke.  次。また。\nx")
@example(" ".join(f"word{number}" for number in range(2000)))
def test_tokens_are_the_same(text: str) -> None:
    fast, slow = tokenize(text), tokenized(text)
    assert (fast.words, fast.forms) == (slow.words, slow.forms)
    for name in ("starts", "ends", "gaps", "sentences", "kinds"):
        one, other = getattr(fast, name), getattr(slow, name)
        assert one.dtype == other.dtype
        assert one.tolist() == other.tolist()


@settings(deadline=None, max_examples=300)
@given(TEXTS)
@example("One line\ngoes on.\nand not. Two\n\nthree\x1f\x1c four \r\nfive\u2028six")
def test_paragraphs_are_the_same(text: str) -> None:
    with mock.patch("tearsheet.statements.paragraphs.featureloops", None):
        slow = paragraphs(text)
    assert paragraphs(text) == slow


def test_every_character_is_parted_alike() -> None:
    text = "".join(f"a{chr(code)}1{chr(code)}{chr(code)}.{chr(code)} " for code in range(0x30000) if code % 7 < 3)
    assert tokenize(text).words == tokenized(text).words


@settings(deadline=None, max_examples=300)
@given(
    text=TEXTS,
    language=st.sampled_from(["", "en", "fr", "de", "xx"]),
    spans=st.lists(st.tuples(st.integers(0, 120), st.integers(0, 60), st.integers(0, 7)), max_size=5),
)
@example("“We are late,” said Ana Roth, 41 (as ever). “‘So’ it goes on\n“and on. [Yes] ] (no\n— Ja.", "en", [])
def test_what_is_seen_is_the_same(text: str, language: str, spans: list[tuple[int, int, int]]) -> None:
    quotations = find_quotations(text)
    for start, length, bits in spans:
        kind = QuotationKind.MARKS if bits & 1 else QuotationKind.BLOCK
        outer, inner = Span(start, start + length), Span(start + bits // 4, start + max(length - 1, 0))
        quotations.append(Quotation(outer, inner, kind, bool(bits & 2), bits // 4, bool(bits & 4)))
    read = tokenize(text)
    fast = measure(read, quotations, language)
    with mock.patch.object(features, "featureloops", None):
        slow = measure(read, quotations, language)
    assert np.array_equal(fast.rows, slow.rows)
    assert np.array_equal(fast.kinds, slow.kinds)
    assert fast.numbers.tobytes() == slow.numbers.tobytes()
    assert (fast.rows.dtype, fast.numbers.dtype) == (slow.rows.dtype, slow.numbers.dtype)

"""What the compiled loops say of words is what Python says of them, to the last bit."""

from unittest import mock

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import tearsheet
from tearsheet.statements import quotations
from tearsheet.statements.reading import names, wording
from tearsheet.statements.reading.names import Name, Names
from tearsheet.statements.reading.traits import CAPITAL, DAY_OPENS, ENDS, ROLE, SAYS
from tearsheet.statements.reading.wording import Wording, _Read

pytestmark = pytest.mark.skipif(not tearsheet.compiled, reason="built without a C compiler, or TEARSHEET_PURE is set")

PIECES = (
    "l'État|L’État|dit-il|a-t-elle|va-t'en|vient-on_|peut-être|a-t-il|ils|-|‑|'|’|aujourd'hui|AUJOURD’HUI|aujourd'huı"
    "|aujourd'huis|don't|don’t|can'ts|n't|O'Hara|O’Hara|O'hara|U.S.|U.S.S.R.|A.B.C.D.E.F.G.|A.b|jusqu'à|quelqu'un|puıs"
    "qu'|ſ'a|dell'arte|mother-in-law|e-mail-je|12-13|3.5|x_y|_|__|«|»|“|”|…|。|說|は|こんにちは|д|Ана|قال|หมา|नमस्ते|²|½|ǅ|İ|ß"
    "|said|Tuesday|minister| |  |\n|\t|\x1f|\u00a0|\u2028|.|,|!|?|\ud800|𝐀|👍|qu'"
).split("|")
NAMED = (
    "Ana|Roth|Dr|Mr.|Dr.|Mayor|mayor|President|of|the|The|de|la|Van|von|d'|l'|FBI|Ⓐ|ⓐ|İ|ǅ|J|J.|.|,|said|was|'s|’s|“|”"
    "|: |Ministry|ministry|Sprecher|Jr|Smith|smith|Al|y|e|Müller|Анна|王|12|St.|Sept.|p.|3.|z.B.|\n| |  |\u00a0|)|!|?"
).split("|")
NAMED_TEXTS = st.lists(st.one_of(st.sampled_from(NAMED), st.text(max_size=2)), max_size=40).flatmap(
    lambda pieces: st.sampled_from(["", " "]).map(lambda sign: sign.join(pieces))
)
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=40).map("".join)


def read(text: str, language: str) -> _Read:
    return wording._read_words(text, language)


@settings(deadline=None)
@given(TEXTS, st.sampled_from(["", "en", "fr", "de", "ru", "ar"]))
@example("“Don’t,” dit-il. L'État n'a pas dit: U.S. and O'Hara, aujourd'hui", "fr")
@example("a", "")
@example("-t-il a-t-il a-il_ a-on", "fr")
def test_words_are_the_same(text: str, language: str):
    fast = read(text, language)
    with mock.patch.object(wording, "wordloops", None):
        assert read(text, language) == fast


@settings(deadline=None)
@given(TEXTS, st.sampled_from([CAPITAL, DAY_OPENS, ENDS, ROLE, SAYS, CAPITAL | SAYS, 0]))
def test_places_are_the_same(text: str, bits: int):
    fast = Wording.of(text, "en", []).places_of(bits)
    with mock.patch.object(wording, "wordloops", None):
        assert Wording.of(text, "en", []).places_of(bits) == fast


def named(text: str, language: str) -> tuple[list[Name], list[tuple[int, int]], list[int]]:
    words = Wording.of(text, language, [])
    found = Names(words)
    return [found.at(number) for number in range(len(found))], words.sentence_bounds, words.sentences


@settings(deadline=None)
@given(st.one_of(TEXTS, NAMED_TEXTS), st.sampled_from(["", "en", "fr", "de", "ru"]))
@example("Mr. J. Roth said. The mayor of Bern, Ana van der Weil, was there. Smith’s FBI said", "en")
@example("Am 3. Mai sagte Sprecher Josh Weil. Weil.\nDie Polizei Bern", "de")
@example("Ⓐ said that we wait.", "en")
def test_names_and_sentences_are_the_same(text: str, language: str):
    fast = named(text, language)
    with mock.patch.object(wording, "wordloops", None), mock.patch.object(names, "_finder", None):
        assert named(text, language) == fast


MARKED = st.text(st.sampled_from("a1_ ''\"’’‘‘“”«»»``,,，字\n、﹁〞｣\U00020001\u0591״д"), max_size=12)


@settings(deadline=None)
@given(st.one_of(MARKED, TEXTS))
def test_marks_are_the_same(text: str):
    fast = quotations._places(text)
    with mock.patch.object(quotations, "wordloops", None):
        assert quotations._places(text) == fast


@given(st.lists(st.integers(0, 50), unique=True).map(sorted), st.integers(0, 60), st.integers(0, 60))
def test_words_within_are_the_same(starts: list[int], start: int, end: int):
    assert wording._within(starts, start, end) == wording._words_within(starts, start, end)


def test_words_are_the_same_when_many_share_their_slots():
    words = [f"w{number}" for number in range(150_000)]
    for text in (" ".join(words), " ".join(words[::-1])):
        fast = read(text, "")
        assert (fast[0], fast[3]) == (text.split(), text.split())

"""What the compiled loops say of words is what Python says of them, to the last bit."""

from unittest import mock

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import tearsheet
from tearsheet.statements.reading import wording
from tearsheet.statements.reading.traits import CAPITAL, DAY_OPENS, ENDS, ROLE, SAYS
from tearsheet.statements.reading.wording import Wording, _Read

pytestmark = pytest.mark.skipif(not tearsheet.compiled, reason="built without a C compiler, or TEARSHEET_PURE is set")

PIECES = (
    "l'État|L’État|dit-il|a-t-elle|va-t'en|vient-on_|peut-être|a-t-il|ils|-|‑|'|’|aujourd'hui|AUJOURD’HUI|aujourd'huı"
    "|aujourd'huis|don't|don’t|can'ts|n't|O'Hara|O’Hara|O'hara|U.S.|U.S.S.R.|A.B.C.D.E.F.G.|A.b|jusqu'à|quelqu'un|puıs"
    "qu'|ſ'a|dell'arte|mother-in-law|e-mail-je|12-13|3.5|x_y|_|__|«|»|“|”|…|。|說|は|こんにちは|д|Ана|قال|หมา|नमस्ते|²|½|ǅ|İ|ß"
    "|said|Tuesday|minister| |  |\n|\t|\x1f|\u00a0|\u2028|.|,|!|?|\ud800|𝐀|👍|qu'"
).split("|")
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

"""What the compiled loops say of lines of flat captures is what Python says of them, to the last bit."""

from collections.abc import Callable
from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tearsheet
from tearsheet.page import block, flatblocks, glued, textlines, textsigns
from tearsheet.page.block import Block, Kind, decided
from tearsheet.page.place import Place
from tearsheet.page.role import Role
from tearsheet.roles import copies, headline, linemarks, linephrases, linetext, linetimes, sameletters, wording

pytestmark = pytest.mark.skipif(not tearsheet.compiled, reason="built without a C compiler, or TEARSHEET_PURE is set")

PIECES = (
    "share|read|more|read more|all rights reserved|© 2024|cookies|Meistgelesen|mehr zum thema|Diesen Artikel teilen"
    "|leia também|Подписаться|Читайте также|ΔΙΑΒΆΣΤΕ|Διαβάστε επίσης|最新ニュース|関連記事|分享|もっと見る|이 기사 공유"
    "|اقرأ أيضا|إعلان|עוד בנושא|और पढ़ें|อ่านต่อ|İstanbul|ŞİMDİ|ß|Σ|ς"
    "|РЕКЛАМА|Ё|İ|ı|ŁÓDŹ|Ÿ|µ|ŉ|ſ|Straße|é|e\u0301|\u3099|か|ー|’"
    "|12|:|, |—|\n| |.|_|²|٣|{{x}}|<%|[[|%a%|$$b$$|^"
    "|loading|advertisement|ad|see also|log in|comment|newsletter|the harbour was closed on Monday after the storm"
).split("|")
LINES = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=60).map(
    lambda pieces: " ".join(pieces) if len(pieces) % 2 else "".join(pieces)
)


def afresh(said: Callable[[str], object]) -> Callable[[str], object]:
    """The function that its answers are remembered of."""
    inner: Callable[[str], object] = said.__wrapped__  # type: ignore[attr-defined]
    return inner


def role_and_hint(line: str) -> tuple[Role | None, Role | None]:
    with mock.patch.object(linephrases, "word_roles", afresh(linephrases.word_roles)):
        return linephrases.line_role(line), linephrases.phrase_roles(line)[1]


@settings(deadline=None)
@given(LINES)
def test_phrases_say_the_same(line: str):
    fast = role_and_hint(line)
    with mock.patch.object(linephrases, "lineloops", None):
        assert role_and_hint(line) == fast


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("READ MORE", Role.CALL_TO_ACTION),
        ("関連記事", Role.RELATED),
        ("Meistgelesen", Role.FEED),
        ("The harbour was closed on Monday.", None),
        ("", None),
    ],
)
def test_phrases_tell_roles(line: str, role: Role | None):
    assert role_and_hint(line)[0] is role


@settings(deadline=None)
@given(st.lists(LINES, max_size=4))
def test_lines_looked_at_together_say_the_same(lines: list[str]):
    linephrases.word_roles.func.__self__.clear()  # type: ignore[attr-defined]
    wording.furniture_wording.func.__self__.clear()  # type: ignore[attr-defined]
    linephrases.learn_phrases(lines)
    wording.learn_wording(lines)
    fast = [(linephrases.phrase_roles(line), wording.furniture_wording(line)) for line in lines]
    with mock.patch.object(linephrases, "lineloops", None), mock.patch.object(wording, "_STEMS", None):
        slow = [(afresh(linephrases.word_roles)(line), afresh(wording.furniture_wording)(line)) for line in lines]
        with mock.patch.object(linephrases, "word_roles", afresh(linephrases.word_roles)):
            assert [(linephrases.phrase_roles(line), said) for line, (_, said) in zip(lines, slow, strict=True)] == fast


@settings(deadline=None)
@given(LINES)
def test_wording_is_the_same(line: str):
    fast = afresh(wording.furniture_wording)(line)
    with mock.patch.object(wording, "_STEMS", None):
        assert afresh(wording.furniture_wording)(line) == fast


SIGNED = st.text(
    st.one_of(
        st.sampled_from(
            "abXY 012.,:：|/>»›→•·[](（)©=＝源°℃℉…-–—】►▶\u0660\u0e51\u096a\n\t\x1d\u00a0한국北京กขहमאبΣ_"
            "者員자摄攝撮记فBpİ"
        ),
        st.characters(codec="utf-8"),
    ),
    max_size=120,
)


@settings(deadline=None)
@given(st.lists(SIGNED, max_size=4))
def test_signs_are_the_same(texts: list[str]):
    blocks = [Block(text, Kind.PARAGRAPH, Place("span", start=0, end=0)) for text in texts]
    fast = linemarks.read_signs(blocks).tolist()
    with mock.patch.object(linemarks, "lineloops", None):
        assert linemarks.read_signs(blocks).tolist() == fast


@settings(deadline=None)
@given(st.lists(st.tuples(SIGNED, st.integers(-1, 3)), max_size=5), st.lists(SIGNED, min_size=4, max_size=6))
def test_words_of_headlines_are_the_same(lines: list[tuple[str, int]], told: list[str]):
    texts = [*(line for line, _ in lines), *told[:2]]
    orders = [*(order for _, order in lines), 0, 2]
    fast = headline._shared(texts, orders, told)
    with mock.patch.object(headline, "lineloops", None):
        assert headline._shared(texts, orders, told) == fast


@settings(deadline=None)
@given(SIGNED)
def test_words_that_are_cut_to_stems_are_the_same(text: str):
    fast = headline._words(text)
    with mock.patch.object(headline, "lineloops", None):
        assert headline._words(text) == fast


def test_words_of_headlines_are_those_of_the_text_below():
    told = ["The harbour was closed on Monday.", "Ferries stay in port.", "The harbour opens again."]
    assert headline._shared(["Harbour closed", "Ferries", "12 Ferries"], [0, 2, -1], told) == [
        (2, 2, 2),
        (1, 1, 0),
        (2, 1, 0),
    ]


@settings(deadline=None)
@given(SIGNED)
def test_signs_tell_bylines_credits_and_datelines(text: str):
    (signs,) = linemarks.read_signs([Block(text, Kind.PARAGRAPH, Place("span", start=0, end=0))]).tolist()
    assert bool(signs & linemarks.BYLINED) == wording.is_byline(text)
    assert bool(signs & linemarks.CREDITED) == wording.is_credit(text)
    assert bool(signs & linemarks.DATED) == wording.is_dateline(text)


@settings(deadline=None)
@given(st.lists(SIGNED, max_size=4))
def test_lines_are_cleaned_the_same(texts: list[str]):
    assert textlines.clean_lines(texts) == list(map(textlines.clean, texts))


@settings(deadline=None)
@given(st.lists(st.sampled_from(["an", "hour", "ago", "il y", "a", "Vor", "hace", "fa", "te", "mu", " ", "x"])))
def test_words_that_tell_how_long_ago_are_the_same(words: list[str]):
    text = "".join(words)
    fast = linetimes._may_tell(text)
    with mock.patch.object(linetimes, "_STEMS", None):
        assert linetimes._may_tell(text) == fast


@pytest.mark.parametrize("first", ["", "(", "[（"])
@pytest.mark.parametrize(
    "label",
    "by von par por di da av af door przez Автор text Texto words written reported story ſtory author Auteur συντάκτης "
    "文 撰文 作者 记者 記者 取材 执笔 執筆 글 كتب बाय photo foto fotó zdjęcie ФОТО image IMAGEN İmage bild picture "
    "credit crédit 写真 사진 图片来源 AP AFP Reuters EPA dpa Getty PAP ANSA EFE TASS РИА ТАСС 新华社 共同 © ℗".split(),
)
def test_what_begins_a_byline_or_credit_is_a_sign(first: str, label: str):
    for text in (f"{first}{label}: Ada Stone", f"{first}{label.upper()} Ada Stone", f"{first}{label}"):
        assert wording.is_byline(text) or not wording._BYLINE.match(text)
        assert wording.is_credit(text) or not (wording.CREDIT_START.match(text.lstrip("([（")) and len(text) > 2)
        (signs,) = linemarks.read_signs([Block(text, Kind.PARAGRAPH, Place("span", start=0, end=0))]).tolist()
        assert bool(signs & linemarks.BYLINED) == wording.is_byline(text)
        assert bool(signs & linemarks.CREDITED) == wording.is_credit(text)


@settings(deadline=None)
@given(LINES, st.sampled_from(["", "1. ", "• ", "2.1) ", "— "]), st.sampled_from(["", ".", ":", "：", " - "]))
def test_lines_that_say_the_same_have_one_hash(line: str, lead: str, tail: str):
    assert sameletters.repeated([line, f"{lead}{line}{tail}"]) == [0, 1]
    assert sameletters.repeated([line, line.lower()]) == [0, 1]
    assert sameletters.repeated(["Harbour", "ferry", "1. harbour:"]) == [0, 2]
    with mock.patch.object(sameletters, "lineloops", None):
        assert sameletters.repeated([line]) is None


@settings(deadline=None)
@given(st.lists(LINES, max_size=30), st.lists(st.booleans(), min_size=60, max_size=60))
def test_copies_are_the_same(lines: list[str], kept: list[bool]):
    texts = [*lines, *(line.upper() for line in lines)]
    blocks = [Block(text, Kind.PARAGRAPH, Place("span", start=0, end=0)) for text in texts]
    units = np.array([float(len(text)) for text in texts])
    keep = np.array(kept[: len(texts)], np.bool_)
    fast = copies.find_copies(blocks, units, keep)
    with mock.patch.object(sameletters, "lineloops", None):
        assert copies.find_copies(blocks, units, keep) == fast


@settings(deadline=None)
@given(st.lists(LINES, max_size=4))
def test_times_learned_together_are_the_same(lines: list[str]):
    known = linetimes.find_time.func.__self__  # type: ignore[attr-defined]
    known.clear()
    linetimes.learn_times(lines)
    fast = [linetimes.find_time(line) for line in lines]
    known.clear()
    with mock.patch.object(linetimes, "_STEMS", None):
        assert [afresh(linetimes.find_time)(line) for line in lines] == fast


@pytest.mark.parametrize(
    "line",
    "3 hours ago|hace 2 días|πριν από 3 ώρες|ΠΡΙΝ ΑΠΌ ΜΊΑ ΏΡΑ|два дня НАЗАД|há um dia|an hour ago".split("|"),
)
def test_times_that_are_reckoned_are_learned(line: str):
    linetimes.find_time.func.__self__.clear()  # type: ignore[attr-defined]
    linetimes.learn_times([line])
    assert linetimes.find_time(line) == afresh(linetimes.find_time)(line)


@settings(deadline=None)
@given(
    st.sampled_from(["Photo", "Tags", "ΦΩΤΟΓΡΑΦΊΑ", "Автор", "文", "Bild ", "Par", "ẞ", ""]),
    st.sampled_from([":", "：", " : ", "::", ": :", ":\n"]),
    st.text(max_size=30),
)
def test_labels_are_the_same(label: str, colon: str, rest: str):
    for text in (f"{label}{colon}{rest}", f"{rest}{label}{colon}x"):
        fast = linephrases.label_role(text)
        with mock.patch.object(linephrases, "lineloops", None):
            assert linephrases.label_role(text) == fast


@settings(deadline=None)
@given(st.text(st.one_of(st.sampled_from(textlines._UNTIDY + textlines._EDGES), st.characters()), max_size=12))
def test_marks_are_found_the_same(text: str):
    fast = textlines.is_untidy(text), textlines._holds(text, textlines._EDGES, textlines._EDGE_SET)
    assert fast == (
        any(mark in text for mark in ("  ", *textlines._UNTIDY)),
        any(mark in text for mark in textlines._EDGES),
    )


@settings(deadline=None)
@given(st.lists(st.floats(0, 1), min_size=1))
def test_the_median_is_that_of_numpy(numbers: list[float]):
    assert linetext._median(np.array(numbers)) == float(np.median(numbers))


def test_all_greek_letters_are_spelled_the_same():
    for code in range(0x370, 0x400):
        line = f"Φωτο{chr(code)}γραφία: x"
        for text in (line, line[:-3]):
            fast = linephrases.label_role(text), afresh(linephrases.word_roles)(text)
            with mock.patch.object(linephrases, "lineloops", None):
                assert (linephrases.label_role(text), afresh(linephrases.word_roles)(text)) == fast


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(max_size=9), st.integers(0, 99), st.floats(0, 1)), max_size=5))
def test_blocks_are_made_and_decided_the_same(lines: list[tuple[str, int, float]]):
    def made() -> list[Block]:
        texts, starts, _ = zip(*lines, strict=True) if lines else ((), (), ())
        blocks = flatblocks.paragraphs(texts, starts, [start + 9 for start in starts], 3)
        return [*blocks, *decided(blocks, [Role.FEED] * len(blocks), [sure for _, _, sure in lines])]

    fast = made()
    with mock.patch.object(flatblocks, "objectloops", None), mock.patch.object(block, "objectloops", None):
        assert made() == fast
    assert repr(made()) == repr(fast)


@settings(deadline=None)
@given(st.text(st.one_of(st.sampled_from("aZ9_.:!?…”»)Éé²ªǅΣЯ"), st.characters()), max_size=20))
def test_capitals_behind_something_are_found_the_same(text: str):
    fast = glued._capitals_behind(text)
    with mock.patch.object(glued, "lineloops", None):
        assert glued._capitals_behind(text) == fast


@given(
    LINES,
    st.lists(st.sampled_from(["{", "()", "$ x", "\nimport ", " --", "](", "__", "]:", "( )", " | ", " — ", " :: "])),
)
def test_what_a_capture_holds_anywhere(text: str, signs: list[str]) -> None:
    text += "".join(signs)
    held = textsigns._look(text)
    with mock.patch.object(textsigns, "_ALL", None):
        assert held == textsigns._look(text)

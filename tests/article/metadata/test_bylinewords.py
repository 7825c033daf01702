"""Openings of bylines are found by their first word as they are without a look at it."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tearsheet.article.metadata import bylinewords
from tearsheet.article.metadata.bylinewords import (
    LABEL,
    OPENING,
    VERBAL_OPENING,
    find_opening,
    find_verbal_opening,
    is_label,
)

WORDS = sorted(
    {
        phrase.replace("\\s+", " ").replace("\\", "")
        for phrases in (bylinewords._BY_VERB, bylinewords._LABELS, bylinewords._PLAIN_BY, bylinewords._CJK_LABELS)
        for phrase in phrases.split("|")
    }
)
TEXTS = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.sampled_from(
            [" ", ":", "：", "/", "und", "e", "Fotos", "Ada", "Çelik", "山田", ".", "-", "3", "\n", "y", "s"]
        ),
    ),
    max_size=6,
).map("".join)


def spans(found: object) -> object:
    return found and found.span()  # type: ignore[attr-defined]


@settings(max_examples=500, deadline=None)
@given(TEXTS, st.sampled_from([str, str.upper, str.title, str.lower]))
@example("Textund Fotos: Ada", str)
@example("texte fotos: Ada", str)
@example("HAZIRLAYAN Ada", str)
@example("hazirlayan Ada", str)
def test_openings_are_found_alike(text: str, written: object) -> None:
    text = written(text)  # type: ignore[operator]
    assert spans(find_opening(text)) == spans(OPENING.match(text))
    assert spans(find_verbal_opening(text)) == spans(VERBAL_OPENING.match(text))
    assert is_label(text) == (LABEL.fullmatch(text) is not None)

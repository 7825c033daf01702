"""``clean``: what is left of a text, and where it stood."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tearsheet import Amount, Capture, LimitError, Limits, MediaError, Role, clean, extract
from tearsheet.cleaning import _rounded

PARAGRAPHS = (
    "The harbour bridge will close for repairs on Monday, the council said after a long meeting last night.",
    "Engineers found rust in four of the nine piers, and the oldest of them can no longer carry the tram.",
    "Traders on the quay fear for their summer, but most of them agree that the work cannot wait any longer.",
)
FURNITURE = ("Share on Facebook", "Subscribe to our newsletter", "© 2024 The Harbour Post. All rights reserved.")
TITLE = "Harbour bridge closes on Monday"
TEXT = "\n".join(("Home", "News", "Sport", TITLE, *PARAGRAPHS, *FURNITURE))


def test_furniture_is_cut_and_paragraphs_stay() -> None:
    cleaned = clean(TEXT)
    for paragraph in PARAGRAPHS:
        assert paragraph in cleaned.text
    for line in FURNITURE:
        assert line not in cleaned.text
    assert cleaned.confidence > 0.5


def test_spans_lead_back_into_the_text_as_given() -> None:
    cleaned = clean(TEXT)
    assert len(cleaned.kept) == len(cleaned.spans)
    for block, (start, end) in zip(cleaned.kept, cleaned.spans, strict=True):
        assert TEXT[block.place.start : block.place.end] == block.text == cleaned.text[start:end]
    for block in cleaned.cut:
        assert TEXT[block.place.start : block.place.end] == block.text


def test_everything_is_kept_or_cut_and_counted() -> None:
    cleaned = clean(TEXT)
    numbers = [block.block for block in (*cleaned.kept, *cleaned.cut)]
    assert sorted(numbers) == list(range(len(numbers)))
    kept, cut = (sum(counts.values(), Amount()) for counts in (cleaned.count_kept(), cleaned.count_cut()))
    assert kept.blocks + cut.blocks == len(TEXT.split("\n"))
    assert kept.characters + cut.characters == len(TEXT.replace("\n", ""))
    assert cleaned.count_cut()[Role.NEWSLETTER] == Amount(1, len(FURNITURE[1]))


@pytest.mark.parametrize("favour", ["precision", "balance", "recall"])
def test_it_agrees_with_extract(favour: str) -> None:
    article = extract(TEXT, favour=favour)  # type: ignore[arg-type]
    cleaned = clean(TEXT, favour=favour, title=False)  # type: ignore[arg-type]
    assert cleaned.text == article.text
    assert cleaned.confidence == article.confidence
    assert cleaned.page_type is article.page_type


def test_html_is_taken_as_well() -> None:
    page = f"<html><body><nav><a href=/>Home</a></nav><h1>{TITLE}</h1><p>{'</p><p>'.join(PARAGRAPHS)}</p></body></html>"
    cleaned = clean(page)
    assert cleaned.text == "\n\n".join((TITLE, *PARAGRAPHS))
    assert clean(page, title=False).text == "\n\n".join(PARAGRAPHS) == extract(page).text


@pytest.mark.parametrize("text", ["", "\n\n \n", b""])
def test_nothing_left(text: str | bytes) -> None:
    cleaned = clean(text)
    assert (cleaned.text, cleaned.kept, cleaned.confidence) == ("", (), 0.0)
    assert cleaned.warnings == ("no text was found",)


def test_what_the_caller_says_is_kept_with_it() -> None:
    cleaned = clean(Capture(TEXT, fields={"id": 1}), url="https://example.org/")
    assert cleaned.capture == Capture(TEXT, url="https://example.org/", fields={"id": 1})


def test_errors_are_those_of_extract() -> None:
    with pytest.raises(MediaError):
        clean(b"\x89PNG\r\n\x1a\n\0\0")
    with pytest.raises(LimitError):
        clean(TEXT, limits=Limits(bytes=100))
    with pytest.raises(TypeError):
        clean(None)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="favour must be"):
        clean(TEXT, favour="all")  # type: ignore[arg-type]


@given(st.text(st.characters(exclude_categories=("Cc",)) | st.sampled_from("\n\t"), max_size=400))
@settings(max_examples=40, deadline=None)
def test_no_text_breaks_it(text: str) -> None:
    cleaned = clean(text, media="text/plain")
    cleaned.text.encode("utf-8")
    assert clean(text, media="text/plain") == cleaned


@given(st.lists(st.one_of(st.floats(0, 1), st.integers(0, 100_000).map(lambda number: number / 1e5))))
def test_probabilities_are_rounded_as_one_by_one(probabilities: list[float]) -> None:
    assert _rounded(probabilities) == [round(probability, 4) for probability in probabilities]

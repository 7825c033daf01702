"""Quotation marks of many languages, with the errors that print has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet.statements.quotations import Quotation, QuotationKind, find_quotations


def inner(text: str) -> list[str]:
    return [quotation.inner.of(text) for quotation in find_quotations(text)]


def outer(text: str) -> list[str]:
    return [quotation.outer.of(text) for quotation in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He called it “a gift” and left.", ["a gift"]),
        ('He called it "a gift" and left.', ["a gift"]),
        ("Elle parle d’« un cadeau », dit-il.", ["un cadeau"]),
        ("Elle parle d'«un cadeau», dit-il.", ["un cadeau"]),
        ("»Ein Geschenk«, sagte sie. »Immerhin«.", ["Ein Geschenk", "Immerhin"]),
        ("„Ein Geschenk“, sagte sie.", ["Ein Geschenk"]),
        ("„Prezent”, powiedziała.", ["Prezent"]),
        ('„Ein Geschenk", sagte sie.', ["Ein Geschenk"]),
        (",,Ein Geschenk“, sagte sie.", ["Ein Geschenk"]),
        ("”En gåva”, sade hon. ”Ja.”", ["En gåva", "Ja."]),
        ("»En gåva», sade hon. »Ja.»", ["En gåva", "Ja."]),
        ("‹Ein Geschenk›, sagte sie.", ["Ein Geschenk"]),
        ("她说：“这是礼物。”", ["这是礼物。"]),
        ("彼女は「贈り物です」と述べた。", ["贈り物です"]),
        ("『贈り物』だという。", ["贈り物"]),
        ('قالت "إنها هدية" أمس.', ["إنها هدية"]),
        ("``A gift,'' she said.", ["A gift,"]),
        ("'A gift,' she said.", ["A gift,"]),
        ("‘A gift,’ she said.", ["A gift,"]),
    ],
)
def test_marks_of_many_languages(text: str, found: list[str]) -> None:
    assert inner(text) == found


def test_an_inner_quotation_is_deeper() -> None:
    text = "“She called it ‘a gift’ to me,” he said."
    assert [(q.inner.of(text), q.depth) for q in find_quotations(text)] == [
        ("She called it ‘a gift’ to me,", 0),
        ("a gift", 1),
    ]


def test_straight_marks_inside_straight_marks() -> None:
    text = '"She called it "a gift" to me," he said.'
    assert outer(text) == ['"She called it "a gift" to me,"', '"a gift"']


@pytest.mark.parametrize(
    "text",
    [
        "It's the members' choice, isn't it? Rock 'n' roll of the '90s.",
        "L’école d’aujourd’hui n’est pas celle d’hier.",
        'The shelf is 12" wide.',
        'צה"ל הודיע.',
    ],
)
def test_signs_that_only_look_like_marks(text: str) -> None:
    assert not [quotation for quotation in find_quotations(text) if len(quotation.inner) > 1]


def test_a_plural_does_not_end_a_quotation_in_single_marks() -> None:
    assert inner("He spoke of ‘the members’ own choice’ again.") == ["the members’ own choice"]


def test_a_quotation_opened_again_in_each_paragraph() -> None:
    text = "“We waited.\n\n“Nobody came.\n\n“So we left,” Ana Roth said."
    found = find_quotations(text)
    assert [(q.inner.of(text), q.closed, q.continued) for q in found] == [
        ("We waited.", False, False),
        ("Nobody came.", False, True),
        ("So we left,", False, True),
    ]


def test_a_quotation_opened_once_and_closed_paragraphs_later() -> None:
    text = "« On a attendu.\n\nPersonne n’est venu.\n\nOn est partis », dit Ana Roth. « Voilà. »"
    found = find_quotations(text)
    assert [(q.inner.of(text), q.continued) for q in found] == [
        ("On a attendu.", False),
        ("Personne n’est venu.", True),
        ("On est partis", True),
        ("Voilà.", False),
    ]


def test_a_quotation_that_never_closes_ends_with_its_paragraph() -> None:
    text = "“We waited, Ana Roth said.\n\nThe bus came at nine."
    assert outer(text) == ["“We waited, Ana Roth said."]
    assert not find_quotations(text)[0].closed


def test_a_mark_that_was_forgotten_before_the_next_pair() -> None:
    text = '"We waited, she said. "Nobody came," she added.'
    assert inner(text) == ["We waited, she said.", "Nobody came,"]


def test_a_quotation_without_the_mark_that_opens_it() -> None:
    assert inner("On a attendu », dit Ana Roth.") == ["On a attendu"]


def test_lines_of_dialogue() -> None:
    text = "— On attend, dit Ana.\n— Non.\n- Si, dit-elle."
    assert [(q.inner.of(text), q.kind) for q in find_quotations(text)] == [
        ("On attend, dit Ana.", QuotationKind.DIALOGUE),
        ("Non.", QuotationKind.DIALOGUE),
        ("Si, dit-elle.", QuotationKind.DIALOGUE),
    ]


def test_text_wrapped_at_a_fixed_width_is_one_paragraph() -> None:
    assert inner("Ana said “we waited\nfor the bus” again.") == ["we waited\nfor the bus"]


def test_offsets_beyond_the_basic_plane() -> None:
    text = "😀𝒳 “so” 😀"
    assert outer(text) == ["“so”"]


def sound(text: str, found: list[Quotation]) -> bool:
    return all(
        0 <= q.outer.start <= q.inner.start <= q.inner.end <= q.outer.end <= len(text) and q.depth >= 0 for q in found
    )


@given(st.text(alphabet="ab .,\n«»‹›„“”‘’\"'「」—-א3\u202e", max_size=60))
def test_whatever_the_marks_the_spans_are_sound(text: str) -> None:
    found = find_quotations(text)
    assert sound(text, found)
    assert [q.outer.start for q in found] == sorted(q.outer.start for q in found)


@pytest.mark.parametrize("pattern", ['"', "«", "»", "“", "’ ", "“a”", '"a\n', "« a\n\n", "‘a "])
def test_very_many_marks(pattern: str) -> None:
    text = pattern * 20_000
    assert sound(text, find_quotations(text))

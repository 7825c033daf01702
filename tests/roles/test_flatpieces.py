# ruff: noqa: E501

import pytest

from tearsheet import extract
from tearsheet.page.role import Role

MENU = ("Home", "City", "Sport", "Weather", "Subscribe", "Log in")
TITLE = "Old ferry will cross the Tarn again from Monday"
STANDFIRST = (
    "After two winters in dock the last wooden ferry of the valley is back. Its captain does not trust the new engine."
)
TEXT = (
    "The last wooden ferry on the Tarn will cross the river again from Monday morning, the harbour office said on Friday "
    "after a trial run with forty passengers and a brass band on board.",
    "Engineers spent two winters replacing the keel and the engine. The old one, built in 1931, is now in the museum next "
    "to the landing, where children may turn its crank on Sundays.",
    "Captain Ilse Brandow said that she did not trust the new engine yet. She would listen to it for a week before she let "
    "anybody else steer, and she would keep a pair of oars on deck.",
    "Tickets cost two crowns. Cyclists pay for their bicycles, dogs travel free, and anybody who arrives with an accordion "
    "is asked to wait for the late boat, which is mostly empty.",
    "The crossing takes eleven minutes when the river is low. In spring, when the snow melts in the hills, it may take "
    "twice as long, and the harbour office advises passengers to bring something to read.",
)
CAPTION = "The wooden ferry at its landing, with the brass band on the upper deck"
FOOT = ("Most read", "Share", "Imprint", "Terms of use", "© 2024 The Harbour Post. All rights reserved.")


def flat(*middle: str) -> str:
    return "\n".join((*MENU, *middle, *TEXT[1:], *FOOT))


def roles_of(text: str) -> dict[str, Role | None]:
    article = extract(text)
    return {block.text: block.role for block in (*article.body, *article.left_out)}


def test_headline_is_the_line_whose_words_come_back_in_the_text() -> None:
    text = flat("Council votes on bakery opening hours", TITLE, "By Jonas Feld", "3 May 2024, 10:15", TEXT[0])
    article = extract(text)
    assert article.title == TITLE
    assert [author.name for author in article.authors] == ["Jonas Feld"]
    assert article.published is not None
    assert (article.published.year, article.published.month, article.published.day) == (2024, 5, 3)


def test_headline_said_again_stands_nowhere_in_the_body() -> None:
    text = "\n".join((TITLE, *MENU, TITLE, "By Jonas Feld", *TEXT, *FOOT))
    article = extract(text)
    assert article.title == TITLE
    assert TITLE not in article.text


def test_paragraph_above_the_byline_is_the_standfirst() -> None:
    article = extract(flat(TITLE, STANDFIRST, "By Jonas Feld", "3 May 2024, 10:15", TEXT[0]))
    assert article.standfirst == STANDFIRST
    assert article.text.startswith(STANDFIRST)


def test_first_paragraph_that_nothing_parts_from_the_text_is_no_standfirst() -> None:
    assert extract(flat(TITLE, "By Jonas Feld", TEXT[0])).standfirst is None


def test_name_alone_below_the_headline_is_the_byline() -> None:
    article = extract(flat(TITLE, "Jonas van der Feld", "3 May 2024, 10:15", TEXT[0]))
    assert [author.name for author in article.authors] == ["Jonas van der Feld"]


@pytest.mark.parametrize(
    "lines",
    [
        (CAPTION, f"{CAPTION} © Harbour Pictures / Ana Melnik"),
        (CAPTION, "© Harbour Pictures / Ana Melnik"),
        (f"{CAPTION} Photo: Harbour Pictures / Ana Melnik",),
        (f"{CAPTION} (Photo: Harbour Pictures / Ana Melnik)",),
    ],
)
def test_caption_and_credit_between_the_paragraphs(lines: tuple[str, ...]) -> None:
    article = extract("\n".join((*MENU, TITLE, "By Jonas Feld", TEXT[0], TEXT[1], *lines, *TEXT[2:], *FOOT)))
    (image,) = article.images
    assert image.caption == CAPTION
    assert image.credit == "Harbour Pictures / Ana Melnik"
    assert CAPTION not in article.text


def test_lines_of_the_foot_are_no_captions_and_no_bylines() -> None:
    roles = roles_of(flat(TITLE, "By Jonas Feld", TEXT[0]))
    assert not {roles[line] for line in FOOT} & {Role.CAPTION, Role.BYLINE, Role.TITLE}


def test_capture_of_labels_alone_has_no_headline() -> None:
    assert Role.TITLE not in roles_of("\n".join(MENU * 3)).values()

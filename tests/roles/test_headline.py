import pytest

from tearsheet import extract
from tearsheet.roles.decision import decide
from tests.pages.reading import text_page


def test_a_headline_may_tell_of_a_year() -> None:
    page = text_page(
        "Home\nSport\nLock gates lifted out for the first time since 1958\nBy Ann Example\n"
        "The four oak gates of the lock were lifted out by crane on Tuesday, sixty-six years after they were hung.\n"
        "Engineers found the timber sound below the water line and rotten above it, which nobody had expected.\n"
        "Boats can pass again from October; until then the trust carries them round the lock by trailer.\n"
    )
    decision = decide(page)
    assert page.blocks[decision.title].text == "Lock gates lifted out for the first time since 1958"


def title_of(*lines: str) -> str:
    page = text_page("\n".join(lines))
    return page.blocks[decide(page).title].text


TEXT = (
    "The four oak gates of the lock were lifted out by crane on Tuesday, sixty-six years after they were hung.",
    "Engineers found the timber sound below the water line and rotten above it, which nobody had expected.",
    "Boats can pass again from October; until then the trust carries them round the lock by trailer.",
)


def test_of_two_headlines_below_one_another_the_first_is_the_title() -> None:
    title = "Lock gates lifted out by crane after sixty-six years"
    standfirst = "Engineers found timber sound below the water, and boats can pass again from October"
    assert title_of("Home", "Sport", title, standfirst, "By Ann Example", *TEXT) == title


def test_title_without_the_trail_before_it() -> None:
    title = "Lock gates lifted out by crane on Tuesday"
    assert title_of("Home", f"Home » Canals » {title}", title, "By Ann Example", *TEXT) == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Новый мост открыли\n\nВ Заречье открыли мост. Его строили три года.\n\nЖители довольны.",
            "Новый мост открыли",
        ),
        ("Le moulin rouvre\n\nLe moulin communal a livré samedi ses premiers sacs depuis 1990.\n", "Le moulin rouvre"),
        ("El puente nuevo abre\n\nEl lunes abrió el puente. Costó tres años.", "El puente nuevo abre"),
        ("# Boats\n\nA guide to boats, and to what they need before the winter.\n\n## Tar\n\nWarm it.", "Boats"),
        ("The bridge opened on Monday.\n\nIt took three years.", None),
        ("Share\n\nThe bridge opened on Monday. It took three years.", None),
    ],
)
def test_a_few_copied_lines_have_their_first_line_as_title(text: str, title: str | None) -> None:
    article = extract(text, media="text/plain")
    assert article.title == title
    assert article.body

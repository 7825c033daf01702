import numpy as np
import pytest

from tearsheet import extract
from tearsheet.page.role import Role
from tearsheet.roles.features import measure
from tearsheet.roles.linesigns import signed_lines
from tests.pages.reading import text_page

TEXT = (
    "The ferry to Osmund Island will not sail before the ice has gone, the harbour office said on Monday.",
    "Islanders have been fetching their bread with sledges; the baker drives a horse across the ice every morning.",
)


def signed(*lines: str, likely: float = 0.1) -> dict[str, Role]:
    page = text_page("\n".join(lines))
    found = signed_lines(page, measure(page), np.full(len(page.blocks), likely))
    return {page.blocks[number].text: role for number, role in found.items()}


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("#ferries", Role.TAGS),
        ("#паром #лёд", Role.TAGS),
        ("#청운분교", Role.TAGS),
        ("İstanbul 24°", Role.FEED),
        ("서울 18℃ 맑음", Role.FEED),
        ("코스피 2,487.12 ▲ 12.04", Role.FEED),
        ("[1]: https://ferry.example/", Role.NAVIGATION),
    ],
)
def test_signs_of_a_line(line: str, role: Role) -> None:
    assert signed("Home", line, *TEXT) == {line: role}


@pytest.mark.parametrize(
    "line",
    ["# 3", "The oven is at 200 °C", "DOLAR 27,11", "Cart 34,90 €", "https://ferry.example/", "4,6 (212)", "Win 2:1"],
)
def test_no_signs(line: str) -> None:
    assert signed("Home", line, *TEXT) == {}


def test_rates_below_one_another_are_a_feed() -> None:
    assert signed("DOLAR 27,11", "EURO 29,04", *TEXT) == {"DOLAR 27,11": Role.FEED, "EURO 29,04": Role.FEED}


def test_what_is_text_beyond_doubt_stays_so() -> None:
    assert signed("#ferries", "İstanbul 24°", *TEXT, likely=0.95) == {}


def test_addresses_at_the_end_with_what_heads_them() -> None:
    listed = [f"{number}. https://ferry.example/{number}" for number in range(1, 5)]
    found = signed(*TEXT, "References", "Visible links:", *listed)
    assert set(found.values()) == {Role.NAVIGATION}
    assert {"References", "Visible links:"} < set(found)


def test_several_numbered_links_on_a_line_are_a_menu() -> None:
    found = signed(
        "[1]Home [2]Ferries [3]Harbours [4]Boats",
        "See the [5]timetable, the [6]fares and the page on [7]winter ferries for all that sail nevertheless.",
    )
    assert found == {"Home Ferries Harbours Boats": Role.NAVIGATION}


def test_button_of_a_terminal_browser() -> None:
    assert signed("(BUTTON) Tell us", *TEXT) == {"Tell us": Role.CALL_TO_ACTION}


def test_the_title_is_no_menu() -> None:
    menu = "[1]Home [2]Ferries [3]Harbours [4]Boats [5]Weather and ice"
    lines = [menu, "No ferry to Osmund Island before the ice has gone", "", *TEXT]
    assert extract("\n".join(lines)).title == lines[1]


@pytest.mark.parametrize(
    "trail", ["Home > Islands > Osmund", "الرئيسية › أخبار › محليات", "Accueil » Recettes » Tartes"]
)
def test_a_trail_of_sections(trail: str) -> None:
    assert signed("Home", trail, *TEXT) == {trail: Role.NAVIGATION}

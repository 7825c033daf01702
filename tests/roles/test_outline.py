import numpy as np
import pytest

from tearsheet import extract
from tearsheet.page.role import Role
from tearsheet.roles.features import measure
from tearsheet.roles.outline import Outline, find_outline, surer
from tests.pages.reading import text_page

GUIDE = """Tern Manual
Home
Search
On this page
Nets and ropes
Tar
Storing the boat
Looking after a wooden boat
A wooden boat lasts as long as somebody looks after it. This page says what has to be done, and in which month.
Nets and ropes
Dry them before they are put away. Wet rope rots from the inside, and nobody sees it until it breaks.
Tar
Warm the tar in a bucket of hot water. Two thin coats are better than one thick coat, and dry sooner.
Storing the boat
Turn the boat over on two beams, and leave a hand's breadth of air below it. Cover it with canvas, never with plastic.
Imprint
"""


def roles(text: str) -> list[tuple[str, Role | None]]:
    article = extract(text, media="text/plain")
    blocks = sorted((*article.body, *article.left_out), key=lambda block: block.place.start or 0)
    return [(block.text, block.role) for block in blocks]


def test_what_comes_back_above_text_is_contents_and_heading() -> None:
    told = roles(GUIDE)
    for line in ("Nets and ropes", "Tar", "Storing the boat"):
        assert [role for text, role in told if text == line] == [Role.NAVIGATION, Role.HEADING]
    assert extract(GUIDE, media="text/plain").title == "Looking after a wooden boat"


@pytest.mark.parametrize(
    ("changed", "to"),
    [
        ("Tar\nWarm", "Pitch\nWarm"),  # one entry less comes back
        ("\nDry them before", "\nStoring the boat\nTar\nDry them before"),  # a menu, said three times
    ],
)
def test_other_lines_that_come_back_are_no_contents(changed: str, to: str) -> None:
    page = text_page(GUIDE.replace(changed, to))
    features = measure(page)
    assert find_outline(page, features, np.full(len(page.blocks), 0.9)) is None


def test_lines_above_what_is_hardly_text_are_a_menu() -> None:
    page = text_page(GUIDE)
    features = measure(page)
    assert find_outline(page, features, np.full(len(page.blocks), 0.05)) is None
    assert find_outline(page, features, np.full(len(page.blocks), 0.3)) == Outline((4, 5, 6), (9, 11, 13))


def test_text_below_headings_is_made_surer_and_never_less_sure() -> None:
    outline = Outline((0, 1, 2), (3, 5, 7))
    low = np.array([0.1, 0.1, 0.1, 0.2, 0.3, 0.2, 0.3, 0.2, 0.05])
    made = surer(low, outline)
    assert np.array_equal(made[:3], low[:3])
    assert (made[3:] > low[3:]).all()
    assert np.median(made[3:7]) == pytest.approx(0.8, abs=0.06)
    high = np.full(9, 0.9)
    assert np.array_equal(surer(high, outline), high)

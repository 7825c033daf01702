"""What changed between two editions."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearsheet import Article, Block, Kind, Place
from tearsheet.archive.changes import ChangeKind, Changes, compare

OPENING = "The bridge over the Aar reopened on Monday after two years of work."
COSTS = "The works cost 12 million francs, said the mayor, Ann Keller."
FERRY = "A ferry carried 300 people a day while the bridge was closed."
END = "The old railings are kept in the town's museum."


def article(*paragraphs: str, modified: datetime | None = None, title: str = "Bridge reopens") -> Article:
    body = tuple(
        Block(text, Kind.PARAGRAPH, Place(kind="text", start=0, end=len(text)), block=number)
        for number, text in enumerate(paragraphs)
    )
    return Article(title=title, body=body, modified=modified)


def told(changes: Changes) -> list[tuple[str, int | None, int | None]]:
    return [(change.kind.value, change.before, change.after) for change in changes.paragraphs]


def test_equal_editions_have_no_changes() -> None:
    changes = compare(article(OPENING, COSTS), article(OPENING, COSTS))
    assert not changes
    assert not changes.silent


def test_white_space_is_no_change() -> None:
    assert not compare(article(OPENING), article(OPENING.replace(" ", "  \n")))


def test_added_and_removed_paragraphs() -> None:
    changes = compare(article(OPENING, COSTS, END), article(OPENING, FERRY, END))
    assert told(changes) == [("removed", 1, None), ("added", None, 1)]


def test_reworded_paragraph_shows_its_words() -> None:
    changes = compare(article(OPENING, COSTS), article(OPENING, COSTS.replace("12 million", "14.5 million")))
    (change,) = changes.paragraphs
    assert change.kind is ChangeKind.REWORDED
    assert [(piece.text.strip(), piece.kind) for piece in change.pieces if piece.kind] == [
        ("12", ChangeKind.REMOVED),
        ("14.5", ChangeKind.ADDED),
    ]


def test_paragraph_between_others_that_are_reworded() -> None:
    before = article(OPENING, COSTS, END)
    after = article(OPENING.replace("Monday", "Tuesday"), FERRY, COSTS.replace("12", "13"), END)
    assert told(compare(before, after)) == [("reworded", 0, 0), ("added", None, 1), ("reworded", 1, 2)]


def test_moved_paragraph() -> None:
    changes = compare(article(OPENING, COSTS, FERRY, END), article(FERRY, OPENING, COSTS, END))
    assert told(changes) == [("moved", 2, 0)]


def test_fields() -> None:
    changes = compare(article(OPENING), article(OPENING, title="Bridge reopens at last"))
    assert [(change.name, change.before, change.after) for change in changes.fields] == [
        ("title", "Bridge reopens", "Bridge reopens at last")
    ]
    assert changes.silent


@pytest.mark.parametrize(
    ("before", "after", "silent"),
    [
        (None, None, True),
        (datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC), True),
        (datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 2, tzinfo=UTC), False),
        (datetime(2026, 3, 1, 9), datetime(2026, 3, 1, 10, tzinfo=UTC), False),
        (None, datetime(2026, 3, 2, tzinfo=UTC), False),
        (datetime(2026, 3, 1, tzinfo=UTC), None, True),
    ],
)
def test_silent_changes_have_no_later_instant(before: datetime | None, after: datetime | None, silent: bool) -> None:
    changes = compare(article(OPENING, modified=before), article(OPENING, COSTS, modified=after))
    assert changes.silent is silent


def test_scripts_without_spaces() -> None:
    changes = compare(article("橋は月曜日に再開した。"), article("橋は火曜日に再開した。"))
    assert [(piece.text, piece.kind) for piece in changes.paragraphs[0].pieces if piece.kind] == [
        ("月", ChangeKind.REMOVED),
        ("火", ChangeKind.ADDED),
    ]


def test_very_long_editions_are_compared_in_time() -> None:
    before = article(*(f"Line {number} of the list" for number in range(3000)))
    after = article(*(f"Entry {number} in that list" for number in range(3000)))
    assert len(compare(before, after).paragraphs) == 6000


paragraphs = st.lists(st.sampled_from([OPENING, COSTS, FERRY, END, COSTS.upper(), "Yes."]), max_size=8)


@given(paragraphs, paragraphs)
def test_changes_lead_from_one_edition_to_the_other(before: list[str], after: list[str]) -> None:
    changes = compare(article(*before), article(*after)).paragraphs
    gone = {change.before for change in changes if change.before is not None}
    come = {change.after for change in changes if change.after is not None}
    kept = [text for number, text in enumerate(before) if number not in gone]
    assert kept == [text for number, text in enumerate(after) if number not in come]
    for change in changes:
        if change.before is not None:
            assert "".join(p.text for p in change.pieces if p.kind is not ChangeKind.ADDED).split() == (
                before[change.before].split()
            )
        if change.after is not None:
            assert "".join(p.text for p in change.pieces if p.kind is not ChangeKind.REMOVED).split() == (
                after[change.after].split()
            )

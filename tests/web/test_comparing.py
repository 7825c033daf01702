"""Two editions side by side: every paragraph once, words marked."""

from typing import Any

from tearsheet.archive.changes import compare
from tearsheet.archive.plain import to_plain
from tearsheet.extraction import extract
from tearsheet.web.comparing import compared_rows

LINES = [
    "The council met on Monday evening in the old town hall.",
    "It agreed on a new bridge over the river for nine million.",
    "Work is to begin in the spring and to take two years.",
    "Nobody spoke against the plan at the meeting on Monday.",
]


def rows(before: list[str], after: list[str]) -> list[dict[str, Any]]:
    pages = [
        extract(f"<article><h1>Bridge agreed</h1>{''.join(f'<p>{line}</p>' for line in lines)}</article>")
        for lines in (before, after)
    ]
    bodies = [{"body": [{"role": "paragraph", "text": block.text} for block in page.body]} for page in pages]
    changes = {"changes": to_plain(compare(*pages))}
    return compared_rows({"before": bodies[0], "after": bodies[1], "changes": changes})


def test_words_that_changed_are_marked() -> None:
    found = rows(LINES, [LINES[0], LINES[1].replace("nine", "twelve"), *LINES[2:]])
    assert [row["kind"] for row in found] == ["same", "reworded", "same", "same"]
    assert "<del>nine</del>" in found[1]["before"]
    assert "<ins>twelve</ins>" in found[1]["after"]


def test_paragraphs_that_came_and_went() -> None:
    found = rows(LINES, [*LINES[:2], "A second bridge is planned for the harbour, but nobody knows when.", LINES[3]])
    assert {row["kind"] for row in found} >= {"same", "added", "removed"}
    assert all(row["before"] is None for row in found if row["kind"] == "added")
    assert all(row["after"] is None for row in found if row["kind"] == "removed")


def test_long_runs_that_did_not_change_are_folded() -> None:
    many = [f"Paragraph {number} tells of the bridge and of the river below it." for number in range(12)]
    found = rows(many, [*many, "And one paragraph more was added when the night was over."])
    fold = [row for row in found if row["kind"] == "fold"]
    assert [len(row["rows"]) for row in fold] == [10]
    assert found[-1]["kind"] == "added"


def test_text_is_no_markup() -> None:
    found = rows([*LINES, "Less than &lt;b&gt; is said here of the bridge."], [*LINES])
    assert any("&lt;b&gt;" in (row["before"] or "") for row in found)

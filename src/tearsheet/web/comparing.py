"""Two editions side by side: rows of paragraphs, what was added and removed marked in the text."""

from typing import Any

from markupsafe import Markup

from tearsheet.web.marking import quoted

__all__ = ["compared_rows"]

_FOLDED = 4
"""Unchanged paragraphs in a row that are folded."""


def compared_rows(view: dict[str, Any]) -> list[dict[str, Any]]:
    """The paragraphs of both editions, those that belong together in one row.

    Args:
        view: as `tearsheet.web.viewseditions.view_diff` makes it.

    Returns:
        Rows with ``kind`` (``"same"``, ``"added"``, ``"removed"``, ``"reworded"``, ``"moved"``), ``before`` and
        ``after`` as markup, ``None`` where that edition has nothing; unchanged ones in a row under ``"fold"`` with
        their ``rows``.
    """
    before, after = view["before"]["body"], view["after"]["body"]
    changes = view["changes"]["changes"]["paragraphs"]
    removed = {one["before"]: one for one in changes if one["kind"] == "removed"}
    changed = {one["after"]: one for one in changes if one["after"] is not None}
    elsewhere = {one["before"] for one in changed.values() if one["before"] is not None}
    rows: list[dict[str, Any]] = []
    i = j = 0
    while i < len(before) or j < len(after):
        if i < len(before) and (i in elsewhere or not before[i]["text"]):
            i += 1
        elif i < len(before) and i in removed:
            rows.append(_row("removed", _all(before[i]["text"], "del"), None))
            i += 1
        elif j < len(after) and not after[j]["text"]:
            j += 1
        elif j < len(after) and j in changed:
            rows.append(_changed(changed[j], before, after[j]["text"]))
            j += 1
        else:
            old = quoted(before[i]["text"]) if i < len(before) else None
            new = quoted(after[j]["text"]) if j < len(after) else None
            rows.append(_row("same", old, new))
            i, j = i + 1, j + 1
    return _folded(rows)


def _row(kind: str, before: str | None, after: str | None) -> dict[str, Any]:
    return {
        "kind": kind,
        "before": Markup(before) if before is not None else None,
        "after": Markup(after) if after is not None else None,
    }


def _changed(change: dict[str, Any], before: list[dict[str, Any]], text: str) -> dict[str, Any]:
    kind = change["kind"]
    if kind == "added":
        return _row(kind, None, _all(text, "ins"))
    old = before[change["before"]]["text"] if change["before"] is not None else ""
    if kind == "moved" or not change["pieces"]:
        return _row(kind, quoted(old), quoted(text))
    return _row(kind, _pieces(change["pieces"], "removed", "del"), _pieces(change["pieces"], "added", "ins"))


def _pieces(pieces: list[dict[str, Any]], kind: str, element: str) -> str:
    return "".join(
        _all(piece["text"], element) if piece["kind"] == kind else quoted(piece["text"])
        for piece in pieces
        if piece["kind"] in (None, kind)
    )


def _all(text: str, element: str) -> str:
    inner = text.strip()
    return f"<{element}>{quoted(inner)}</{element}>{' ' if text[-1:].isspace() else ''}"


def _folded(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Long runs of unchanged paragraphs folded, the first and the last one of each in sight."""
    result: list[dict[str, Any]] = []
    run: list[dict[str, Any]] = []
    for row in [*rows, None]:
        if row is not None and row["kind"] == "same":
            run.append(row)
            continue
        if len(run) > _FOLDED:
            result += (run[0], {"kind": "fold", "rows": run[1:-1]}, run[-1])
        else:
            result += run
        run = []
        if row is not None:
            result.append(row)
    return result

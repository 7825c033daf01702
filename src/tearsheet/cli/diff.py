"""``tearsheet archive diff``: what changed between the captures of one address."""

import json
from dataclasses import asdict
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tearsheet.cli.archiverun import ArchiveArgument, opened
from tearsheet.cli.console import printable, say

if TYPE_CHECKING:
    from tearsheet.archive.changes import Piece
    from tearsheet.archive.editions import Edition, EditionChanges
    from tearsheet.statements.statement import Statement

__all__ = ["diff"]


def diff(
    path: ArchiveArgument,
    address: Annotated[str, typer.Argument(metavar="ADDRESS", help="Of the page.", show_default=False)],
    before: Annotated[
        int | None,
        typer.Option(min=1, metavar="N", help="The earlier edition, 1 for the oldest.", show_default=False),
    ] = None,
    after: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="The later edition.", show_default=False)
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every edition against the one before it.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Show what changed between two captures of one address: by default, the two newest.

    Words that were taken out stand in [-brackets-], words that came in {+braces+}. A change of the text that the page
    does not own up to, as it tells no later instant of change, is marked as silent.

    Examples:

    \b
      tearsheet archive diff news.tear https://example.org/story
      tearsheet archive diff news.tear https://example.org/story --before 1 --after 3
    """
    with opened(path, read_only=True) as archive:
        from tearsheet.archive.loading import MissingError
        from tearsheet.archive.packing import DamagedError

        try:
            editions = archive.editions(address)
            compared = [archive.changes(*pair) for pair in _pairs(editions, before, after, every=every)]
        except (MissingError, DamagedError) as error:
            say(str(error))
            raise typer.Exit(1) from None
    if as_json:
        record = {"editions": [asdict(each) for each in editions], "changes": [_plain(each) for each in compared]}
        print(json.dumps(record, ensure_ascii=False, indent=2, default=str))
        return
    for number, edition in enumerate(editions, 1):
        print(printable(f"{number}  {edition.captured or edition.added}  {edition.title or '(no title)'}"))
    if not compared:
        say("there is one edition, nothing to compare it with")
    for each in compared:
        print()
        for line in _lines(each, editions):
            print(printable(line))


def _pairs(
    editions: "list[Edition]", before: int | None, after: int | None, *, every: bool
) -> "list[tuple[Edition, Edition]]":
    """Which editions to compare.

    Raises:
        BadParameter: there is no such edition, or the earlier one is not earlier.
    """
    last = len(editions)
    for name, number in (("--before", before), ("--after", after)):
        if number is not None and number > last:
            raise typer.BadParameter(f"there are {last} editions, no number {number}", param_hint=name)
    if every or last < 2:
        return list(pairwise(editions))
    later = after or (last if before is None or before < last else before)
    earlier = before or later - 1
    if not 0 < earlier < later:
        raise typer.BadParameter(f"edition {earlier} is not earlier than edition {later}", param_hint="--before")
    return [(editions[earlier - 1], editions[later - 1])]


def _lines(compared: "EditionChanges", editions: "list[Edition]") -> list[str]:
    """The changes for a person."""
    changes = compared.changes
    numbers = f"{editions.index(compared.before) + 1} to {editions.index(compared.after) + 1}"
    lines = [f"{numbers}:{' a silent change' if changes.silent else ''}{'' if changes else ' nothing changed'}"]
    lines += [f"  {change.name}: {change.before or 'none'} -> {change.after or 'none'}" for change in changes.fields]
    lines += [f"  {change.kind}: {_words(change.pieces)}" for change in changes.paragraphs]
    for verb, statements in (("lost", compared.lost), ("gained", compared.gained)):
        lines += [f"  statement {verb}: {_said(statement)}" for statement in statements]
    return lines


def _words(pieces: "tuple[Piece, ...]") -> str:
    if len(pieces) == 1:
        return pieces[0].text
    shown = []
    for piece in pieces:
        text = piece.text.rstrip()
        behind = piece.text[len(text) :]
        marks = {"removed": ("[-", "-]"), "added": ("{+", "+}")}.get(piece.kind or "", ("", ""))
        shown.append(f"{marks[0]}{text}{marks[1]}{behind}")
    return "".join(shown)


def _said(statement: "Statement") -> str:
    return f"{statement.speaker or 'somebody'}: {' '.join(statement.text.split())}"


def _plain(compared: "EditionChanges") -> dict[str, Any]:
    """A comparison as plain values."""
    return asdict(compared) | {"before": compared.before.article, "after": compared.after.article}

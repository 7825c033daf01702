"""Lists of amounts whose bullets were lost, as the ingredients of a recipe: lines that begin with a number each."""

import re
from itertools import pairwise

from tearsheet.page.textlines import Lines

__all__ = ["find_amounts"]

_FIRST = frozenset("0123456789½¼¾⅓⅔⅛")
_AMOUNT = re.compile(
    r"(?P<number>\d{1,4}(?:[.,/]\d{1,3})?|(?:\d\s?)?[½¼¾⅓⅔⅛])(?:\s?[-–/x×]\s?\d{1,4})?\s?(?!(?:am|pm|a\.m|p\.m)\b)"
    r"(?=[^\W\d_])[^:|]{2,90}\Z"
)
_DATED = re.compile(r"\b(?:19|20)\d\d\b|\d[:.h]\d\d|\d{1,2}[./]\d{1,2}[./]\d|[年月日년월일]")
_STOPS = frozenset(".!?…。！？؟।:")
_LONGEST, _LONGEST_BARE, _LEAST = 90, 60, 4
_MOST_BARE = 0.25
"""Share of the lines of a list that begin without an amount."""


def find_amounts(lines: Lines) -> list[int]:
    """Lines that are items of such a list.

    Args:
        lines: of the capture.
    """
    amounts = [
        number
        for number, line in enumerate(lines.text)
        if line[0] in _FIRST and len(line) <= _LONGEST and line[-1] not in _STOPS and _is_amount(line)
    ]
    found: list[int] = []
    run: list[int] = []
    for number in [*amounts, -9]:
        if run and number != run[-1] + 1 and not (number == run[-1] + 2 and _may_stand_between(lines, number - 1)):
            found += _items(lines, run)
            run = []
        run.append(number)
    return found


def _is_amount(line: str) -> bool:
    return _AMOUNT.match(line) is not None and _DATED.search(line) is None


def _may_stand_between(lines: Lines, number: int) -> bool:
    line = lines.text[number]
    return len(line) <= _LONGEST_BARE and line[-1] not in _STOPS and lines.gap[number] <= 1


def _items(lines: Lines, run: list[int]) -> list[int]:
    """The lines of a run of amounts that is a list: not too much else in it, and no ranking."""
    inner = list(range(run[0], run[-1] + 1))
    if len(run) < _LEAST or len(inner) - len(run) > _MOST_BARE * len(inner):
        return []
    if any(lines.gap[number] > 1 for number in inner[1:]):
        return []
    numbers = [match["number"] for number in run if (match := _AMOUNT.match(lines.text[number]))]
    ranked = sum(
        before.isdigit() and after.isdigit() and int(after) == int(before) + 1 for before, after in pairwise(numbers)
    )
    return [] if 2 * ranked >= len(numbers) - 1 else inner

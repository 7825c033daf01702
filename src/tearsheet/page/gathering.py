"""Lines of code and rows of tables taken together, before paragraphs are joined: neither is wrapped text.

Items of lists without bullets stay lines of their own.
"""

from textwrap import dedent

from tearsheet.page.amounts import find_amounts
from tearsheet.page.block import Kind
from tearsheet.page.codelines import find_code
from tearsheet.page.columns import find_columns
from tearsheet.page.textlines import Lines

__all__ = ["gathered"]


def gathered(lines: Lines, text: str) -> tuple[Lines, dict[int, Kind]]:
    """Take runs of code and of rows together, as one line each.

    Args:
        lines: of the capture, parted and not joined yet.
        text: the capture.

    Returns:
        The lines, and what those taken together and those of lists are, by their first character. What was taken
        together holds its line breaks.
    """
    runs = [(first, last, Kind.CODE) for first, last in find_code(lines, text)]
    taken = {number for first, last, _ in runs for number in range(first, last + 1)}
    for first, last in find_columns(lines, text):
        if taken.isdisjoint(range(first, last + 1)):
            runs.append((first, last, Kind.TABLE))
            taken.update(range(first, last + 1))
    kinds = {lines.start[number]: Kind.LIST_ITEM for number in find_amounts(lines) if number not in taken}
    if not runs:
        return lines, kinds
    kept = Lines()
    done = 0
    for first, last, kind in sorted(runs):
        kept.extend(lines, done, first)
        start, end = lines.start[first], lines.end[last]
        piece = dedent(text[start - lines.indent[first] : end]) if kind is Kind.CODE else text[start:end]
        kept.add(piece.strip("\r\n"), start, end, max(lines.gap[first], 1), lines.indent[first])
        kinds[start] = kind
        done = last + 1
        if done < len(lines):
            # What stands right behind such a piece does not go on with it.
            lines.gap[done] = max(lines.gap[done], 1)
    kept.extend(lines, done, len(lines))
    return kept, kinds

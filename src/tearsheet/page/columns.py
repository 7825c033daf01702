"""Tables that a terminal browser or a plain-text export printed: rows of cells in columns, with spaces between."""

import re

from tearsheet.page.textlines import Lines
from tearsheet.page.unwrap import columns_of

__all__ = ["find_columns", "split_columns"]

_BETWEEN = re.compile(r" {2,}|\t+")
_LEAST_ROWS, _MOST_CELLS, _WIDEST_CELL = 3, 30, 60
_LONGEST = 400


def split_columns(line: str) -> list[str]:
    """The cells of a row."""
    return _BETWEEN.split(line, maxsplit=_MOST_CELLS)


def find_columns(lines: Lines, text: str) -> list[tuple[int, int]]:
    """Runs of lines that are the rows of a table: the first and the last line of each.

    Args:
        lines: of the capture, parted and not joined yet.
        text: the capture.
    """
    if "  " not in text:
        return []
    found: list[tuple[int, int]] = []
    run: list[list[tuple[int, int]]] = []
    for number in range(len(lines) + 1):
        cells = _edges(lines, number) if number < len(lines) else []
        if cells and run and len(cells) == len(run[0]) and lines.gap[number] == 0 and _aligned([*run, cells]):
            run.append(cells)
            continue
        if len(run) >= _LEAST_ROWS:
            found.append((number - len(run), number - 1))
        run = [cells] if cells else []
    return found


def _edges(lines: Lines, number: int) -> list[tuple[int, int]]:
    """Where the cells of a line begin and end on the screen; none for a line that is no row."""
    line = lines.text[number]
    if "  " not in line or len(line) > _LONGEST:
        return []
    edges: list[tuple[int, int]] = []
    at = lines.indent[number]
    done = 0
    for match in _BETWEEN.finditer(line):
        edges.append((at, at + columns_of(line[done : match.start()])))
        at = edges[-1][1] + len(match[0])
        done = match.end()
    edges.append((at, at + columns_of(line[done:])))
    if not 2 <= len(edges) <= _MOST_CELLS or max(end - start for start, end in edges) > _WIDEST_CELL:
        return []
    return edges


def _aligned(rows: list[list[tuple[int, int]]]) -> bool:
    """Whether the cells of each column begin, or end, below one another."""
    last, row = rows[-2], rows[-1]
    return all(mine[0] == other[0] or mine[1] == other[1] for mine, other in zip(row, last, strict=True))

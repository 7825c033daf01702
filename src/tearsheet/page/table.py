"""Tables: data or layout, and their cells.

Old pages lay everything out in tables; only what reads like a grid of short cells becomes one table Block.
"""

import re
from dataclasses import dataclass, field, replace

from tearsheet.page.block import Block, Cell, Kind, Mark
from tearsheet.page.place import Place

__all__ = ["OpenTable", "bounded"]

LONG_CELL = 800
MEAN_CELL = 200
BLOCKS_PER_CELL = 3


def bounded(value: str | None, highest: int) -> int:
    """A span attribute as a number from 1 to ``highest``, as the HTML standard reads it."""
    match = re.match(r"\s*([0-9]{1,20})", value or "")
    return min(max(int(match[1]), 1), highest) if match else 1


@dataclass(slots=True)
class _OpenCell:
    first: int
    last: int
    header: bool
    columns: int
    rows: int


@dataclass(slots=True)
class OpenTable:
    """A table whose end has not come yet.

    Attributes:
        first: index of the first Block inside.
        layout: whether it is known to be no data.
        rows: cells so far.
    """

    first: int
    layout: bool = False
    rows: list[list[_OpenCell]] = field(default_factory=list)

    def row(self) -> None:
        """A row begins."""
        self.rows.append([])

    def cell(self, first: int, last: int, *, header: bool, columns: int, rows: int) -> None:
        """A cell ended; its Blocks are ``first`` up to, not including, ``last``."""
        if not self.rows:
            self.rows.append([])
        self.rows[-1].append(_OpenCell(first, last, header, columns, rows))

    def close(self, blocks: list[Block], place: Place, element: int) -> Block | None:
        """One Block for the whole table, or ``None`` when it is layout and its Blocks stay as they are."""
        inside = blocks[self.first :]
        rows = [row for row in self.rows if row]
        cells = [cell for row in rows for cell in row]
        filled = [cell for cell in cells if cell.last > cell.first]
        header = any(cell.header for cell in cells)
        if (
            self.layout
            or len(filled) < 2
            or max(len(row) for row in rows) < 2
            or (len(rows) < 2 and not header)
            or len(inside) > BLOCKS_PER_CELL * len(filled)
            or (
                any(block.kind is Kind.IMAGE and not block.text for block in inside)
                and sum(len(block.text) for block in inside) < 20 * len(filled)
            )
            or any(block.kind is Kind.HEADING and block.level < 3 for block in inside)
            or any(block.kind in (Kind.CODE, Kind.TABLE) for block in inside)
        ):
            return None
        lengths = [sum(len(blocks[i].text) for i in range(cell.first, cell.last)) for cell in filled]
        if max(lengths) > LONG_CELL or sum(lengths) > MEAN_CELL * len(filled):
            return None
        return self._merged(blocks, rows, place, element)

    def _merged(self, blocks: list[Block], rows: list[list[_OpenCell]], place: Place, element: int) -> Block | None:
        parts: list[str] = []
        marks: list[Mark] = []
        grid: list[tuple[Cell, ...]] = []
        length = 0

        def add(block: Block, before: str) -> str:
            nonlocal length
            text = block.text.replace("\n", " ")
            parts.extend((before, text))
            length += len(before)
            marks.extend(replace(mark, start=mark.start + length, end=mark.end + length) for mark in block.marks)
            length += len(text)
            return text

        # A caption, and text that the parser moved out of the cells, are lines of their own.
        at = self.first
        for row in rows:
            for block in blocks[at : row[0].first]:
                if block.text:
                    add(block, "\n" if parts else "")
            at = row[-1].last
            line: list[Cell] = []
            for column, cell in enumerate(row):
                before = " | " if column else "\n" if parts else ""
                texts = []
                for block in blocks[cell.first : cell.last]:
                    if block.text:
                        texts.append(add(block, before))
                        before = " "
                if not texts:
                    parts.append(before)
                    length += len(before)
                line.append(Cell(" ".join(texts), cell.header, cell.columns, cell.rows))
            grid.append(tuple(line))
        for block in blocks[at:]:
            if block.text:
                add(block, "\n")
        return Block(
            text="".join(parts),
            kind=Kind.TABLE,
            place=place,
            marks=tuple(marks),
            cells=tuple(grid),
            element=element,
            block=self.first,
        )

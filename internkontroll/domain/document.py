r"""The report model: what a renderer (Word, PDF) draws, and nothing of how.

A `Document` is a flat sequence of blocks in reading order. Texts are plain; ``\\n`` inside a
paragraph or a list item is a line break. No text is empty, but that of a cell in a drawn matrix may be.
Heading levels never jump.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from internkontroll.domain.status import Status


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the outline; level 1 is the document's first."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of body text."""

    text: str


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A list with bullets or, if ordered, numbers from 1; the items hold no typed bullet."""

    items: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A sub-heading inside a cell, such as "Bakgrund" or "Kommentar"; not part of the outline."""

    text: str


@dataclass(frozen=True, slots=True)
class StatusMark:
    """A status as icon and word; the word alone carries the meaning."""

    status: Status


@dataclass(frozen=True, slots=True)
class ColorMark:
    """A short text on a coloured ground, such as a riskvärde; the text alone carries the meaning.

    `color` is RRGGBB and light enough for black text (contrast at least 4.5:1).
    """

    text: str
    color: str


@dataclass(frozen=True, slots=True)
class Divider:
    """A thin line between things stacked in a cell; between two parts, never first or last."""


CellPart = Paragraph | ListBlock | Label | StatusMark | ColorMark | Divider
Cell = tuple[CellPart, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column's header and its share of the text width; the shares of a table sum to 1."""

    title: str
    share: float


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row, no merged cells and as many cells in each row as columns.

    `title` and `description` are what a screen reader says of the table; they aren't printed.
    The first cell of a row is its header where `row_headers` is set. Cells may be empty tuples.
    """

    title: str
    description: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    row_headers: bool = False


@dataclass(frozen=True, slots=True)
class Matrix:
    """A drawn matrix; a table after it holds the same, for a drawing can't be searched or read cell by cell.

    `description` is its alternative text: it says in words what is seen. Rows come from the top, with as
    many cells as columns; a cell without anything to tell has the text "". `legend` says what the colours mean.
    """

    title: str
    description: str
    row_axis: str
    column_axis: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[ColorMark, ...], ...]
    legend: tuple[ColorMark, ...]


Block = Heading | Paragraph | ListBlock | Table | Matrix


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report. `author` is the nämnd; `as_of` is the day that it describes."""

    title: str
    author: str
    as_of: date
    blocks: tuple[Block, ...]

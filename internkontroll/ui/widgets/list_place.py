"""Where one is in a list, by records instead of rows, so that it outlives that the list is read anew."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtWidgets import QAbstractItemView, QTableView

from internkontroll.services.sidor import Rad
from internkontroll.ui.models.list_model import Key, ListModel

Flag = QItemSelectionModel.SelectionFlag


@dataclass(frozen=True, slots=True)
class Place:
    """Selected records, the one that the keyboard stands on with its row and column, and the first in sight."""

    selected: tuple[Key, ...] = ()
    current: Key | None = None
    row: int = 0
    column: int = 0
    top: Key | None = None


def take_place(view: QTableView, records: ListModel) -> Place:
    """Where one is now."""
    index = view.currentIndex()
    current, top = records.record(index.row()), records.record(view.rowAt(0))
    return Place(
        tuple(key_of(rad) for rad in selected_records(view, records)),
        key_of(current) if current else None,
        max(0, index.row()),
        max(0, index.column()),
        key_of(top) if top else None,
    )


def return_to(place: Place, view: QTableView, records: ListModel) -> None:
    """Go there again. Answers to the same question stay where they were in sight; a new one is read from its top."""
    rows = select_records(view, records, place.selected)
    current = records.row_of(place.current) if place.current else None
    if current is None:
        current = nearest_record(records, min(place.row, records.rowCount() - 1))
    if current is not None:
        stand_on(view, current, min(place.column, records.columnCount() - 1))
    top = records.row_of(place.top) if place.top and not records.is_new else None
    if top is not None:
        view.scrollTo(records.index(top, 0), QAbstractItemView.ScrollHint.PositionAtTop)
        return
    view.scrollToTop()
    if current is not None and rows:
        view.scrollTo(records.index(current, 0))


def selected_records(view: QTableView, records: ListModel) -> list[Rad]:
    """The records that are selected and here, from the top."""
    rows = {row for first, last in selected_spans(view) for row in range(first, last + 1)}
    return [rad for row in sorted(rows) if (rad := records.record(row))]


def selected_spans(view: QTableView) -> list[tuple[int, int]]:
    """First and last row of each range that is selected."""
    selection = view.selectionModel().selection()
    return [(span.top(), span.bottom()) for span in map(selection.at, range(selection.size()))]


def select_records(view: QTableView, records: ListModel, keys: Iterable[Key]) -> list[int]:
    """Select these records and no others, in as few ranges as can be; the answer is the rows of those that are here."""
    rows = sorted(row for key in keys if (row := records.row_of(key)) is not None)
    starts = [row for before, row in pairwise((-2, *rows)) if row != before + 1]
    ends = [row for row, after in pairwise((*rows, -2)) if after != row + 1]
    selection, last = QItemSelection(), records.columnCount() - 1
    for start, end in zip(starts, ends, strict=True):
        selection.select(records.index(start, 0), records.index(end, last))
    view.selectionModel().select(selection, Flag.ClearAndSelect)
    return rows


def stand_on(view: QTableView, row: int, column: int = 0) -> None:
    """Let the keyboard go on from there; the selection stays."""
    view.selectionModel().setCurrentIndex(view.model().index(row, column), Flag.NoUpdate)


def nearest_record(records: ListModel, row: int) -> int | None:
    """The row of the record there, below or else above; None in an empty list."""
    below = next_record(records, row, 1)
    return below if below is not None else next_record(records, row, -1)


def next_record(records: ListModel, row: int, step: int) -> int | None:
    """The row of the first record from there in a direction, the heads of groups passed over."""
    while 0 <= row < records.rowCount():
        if records.record(row):
            return row
        row += step
    return None


def key_of(rad: Rad) -> Key:
    """What the record is called however the list is sorted."""
    return rad.tabell, rad.id

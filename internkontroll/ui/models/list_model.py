"""The rows of a list as Qt asks for them: a page at a time, with the heads of groups on lines between them.

Sorting, filtering and grouping are done by the database. Nothing here takes longer with more records than
those that have been fetched.
"""

import html
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from internkontroll.services.sidor import Kolumn, Rad
from internkontroll.ui.models.cell_text import cell_text, spoken_text, tooltip

Index = QModelIndex | QPersistentModelIndex
Key = tuple[str, int]
"""A record wherever it stands: table and id."""
Line = Rad | str
"""A record, or the head of a group."""

SCREENFUL = 60
"""Records that a list begins with, as many as a high screen has room for: a keystroke waits for no more."""
PAGE = 200
"""Records that are fetched when somebody scrolls on."""
ALL = 1_000_000_000
"""As a limit: the rest, however long."""

# Plain numbers: data() is called for every cell, and comparing with an enum costs more than the answer.
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_TOOLTIP = int(Qt.ItemDataRole.ToolTipRole)
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
VALUE = int(Qt.ItemDataRole.UserRole)
"""The role of the value itself, as `services.sidor` gives it."""

_ANSWERED = (_DISPLAY, _SPOKEN, _TOOLTIP, VALUE)
_SELECTABLE = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
# Whether records really can be dragged, the view says.
_DRAGGABLE = _SELECTABLE | Qt.ItemFlag.ItemIsDragEnabled
_NOWHERE = QModelIndex()


class ListModel(QAbstractTableModel):
    """Shows the chosen columns of the records that have been fetched, and asks for more when they are scrolled to."""

    more_wanted = Signal(int, int)
    """Records from this place on (from 0) are wanted, so many of them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []
        self._numbers: dict[Key, int] | None = None
        self._columns: tuple[Kolumn, ...] = ()
        self._places: tuple[int, ...] = ()
        self._fetched = 0
        self._complete = True
        self._asked = False
        self.sorting: tuple[str | None, bool] = (None, False)
        """Key of the column that the records are sorted by, and whether the highest comes first."""
        self.is_new = True
        """Whether the records that are here answer another question than those before."""

    # --- what is shown --------------------------------------------------------------------------------------------

    @property
    def columns(self) -> tuple[Kolumn, ...]:
        """The columns that are shown, in their order."""
        return self._columns

    @property
    def fetched(self) -> int:
        """How many records are here."""
        return self._fetched

    @property
    def lines(self) -> Sequence[Line]:
        """Records and heads of groups, from the top."""
        return self._lines

    def record(self, row: int) -> Rad | None:
        """The record on a line; None for the head of a group."""
        line = self._lines[row] if 0 <= row < len(self._lines) else None
        return line if isinstance(line, Rad) else None

    def row_of(self, key: Key) -> int | None:
        """The line of a record; None where it hasn't been fetched."""
        if self._numbers is None:
            self._numbers = {
                (line.tabell, line.id): row for row, line in enumerate(self._lines) if isinstance(line, Rad)
            }
        return self._numbers.get(key)

    def value(self, line: Rad, column: int) -> Any:
        """The record's value in a column that is shown."""
        return line.varden[self._places[column]]

    # --- changing it ----------------------------------------------------------------------------------------------

    def set_columns(self, kolumner: Sequence[Kolumn], shown: Sequence[str]) -> None:
        """`kolumner` are all that records have values for, `shown` the keys of those to see, in order."""
        places = {kolumn.key: place for place, kolumn in enumerate(kolumner)}
        self.beginResetModel()
        self._places = tuple(places[key] for key in shown if key in places)
        self._columns = tuple(kolumner[place] for place in self._places)
        self.endResetModel()

    def set_sorting(self, key: str | None, *, descending: bool) -> None:
        """How the records are sorted, for those who can't see the arrow."""
        if self.sorting == (key, descending):
            return  # the view paints all of itself when the header changes
        self.sorting = (key, descending)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(0, len(self._columns) - 1))

    def show_records(self, rader: Sequence[Rad], *, complete: bool, is_new: bool = True) -> None:
        """These records instead of the present ones; `complete` when there are no more.

        Where the same records stand in the same order, only what differs is told, so that neither
        the eye, the selection nor a screen reader loses its place.
        """
        self.is_new = is_new
        lines = _with_heads(rader, None)
        same = _keys(lines) == _keys(self._lines)
        if same:
            self._replace(lines)
        else:
            self.beginResetModel()
            self._lines, self._numbers = lines, None
        self._fetched, self._complete, self._asked = len(rader), complete, False
        if not same:
            self.endResetModel()

    def add_records(self, rader: Sequence[Rad], *, complete: bool) -> None:
        """The records that follow those that are here."""
        self._complete, self._asked = complete, False
        last = self._lines[-1] if self._lines else None
        lines = _with_heads(rader, last if isinstance(last, Rad) else None)
        if lines:
            first = len(self._lines)
            self.beginInsertRows(_NOWHERE, first, first + len(lines) - 1)
            self._lines += lines
            self._numbers = None
            self._fetched += len(rader)
            self.endInsertRows()

    def _replace(self, lines: list[Line]) -> None:
        old, self._lines = self._lines, lines
        for row, (before, after) in enumerate(zip(old, lines, strict=True)):
            if before != after:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(self._columns) - 1))

    # --- what Qt asks ---------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        """Lines, the heads of groups among them."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        """The columns that are shown."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        """Texts; `VALUE` gives what they were made of. What they look like, the delegate knows."""
        if role not in _ANSWERED:
            return None
        line, column = self._lines[index.row()], index.column()
        if isinstance(line, str):
            return None if column else _head_data(line, role)
        kolumn, value = self._columns[column], self.value(line, column)
        if role == _DISPLAY:
            return cell_text(kolumn.slag, value)
        if role == _SPOKEN:
            return self._head_before(index.row(), column) + spoken_text(kolumn, value)
        return tooltip(kolumn.slag, value) if role == _TOOLTIP else value

    def _head_before(self, row: int, column: int) -> str:
        """The head of the group above its first record: the arrow keys pass over it, so it is said here."""
        head = self._lines[row - 1] if row and column == 0 else None
        return f"{head}: " if isinstance(head, str) else ""

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Records can be selected; heads of groups are passed over."""
        is_record = index.isValid() and isinstance(self._lines[index.row()], Rad)
        return _DRAGGABLE if is_record else Qt.ItemFlag.NoItemFlags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:  # noqa: N802
        """Titles of columns, with their help as tooltip."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        kolumn = self._columns[section]
        if role == _SPOKEN and kolumn.key == self.sorting[0]:
            return f"{kolumn.titel}, sorterad {'fallande' if self.sorting[1] else 'stigande'}"
        if role in (_DISPLAY, _SPOKEN):
            return kolumn.titel
        return kolumn.hjalp if role == _TOOLTIP else None

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802
        """Whether there are records that haven't been asked for."""
        return not parent.isValid() and not self._complete and not self._asked

    def fetchMore(self, parent: Index) -> None:  # noqa: N802
        """Ask for the next page."""
        self.fetch(PAGE)

    def fetch(self, limit: int) -> None:
        """Ask for so many more; nothing while an answer is awaited."""
        if not self._complete and not self._asked:
            self._asked = True
            self.more_wanted.emit(self._fetched, limit)


def _with_heads(rader: Sequence[Rad], before: Rad | None) -> list[Line]:
    """The records, with the head of a group where it differs from the record's before."""
    lines: list[Line] = []
    for last, rad in pairwise((before, *rader)):
        if rad is not None:
            if rad.grupp is not None and (last is None or last.grupp != rad.grupp):
                lines.append(rad.grupp)
            lines.append(rad)
    return lines


def _keys(lines: Sequence[Line]) -> list[object]:
    return [line if isinstance(line, str) else (line.tabell, line.id) for line in lines]


def _head_data(head: str, role: int) -> str | None:
    answers = {_DISPLAY: head, _SPOKEN: f"Grupp {head}", _TOOLTIP: html.escape(head)}
    return answers.get(role)

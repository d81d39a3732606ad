"""The year as a picture: an egenkontroll in each row, a month in each column; a cell can be dragged to a month."""

import calendar
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QDrag, QDragEnterEvent, QDragMoveEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableWidgetItem, QWidget

from internkontroll.domain.words import MANADER
from internkontroll.ui.pages.tackning_grid import ScrollingGrid
from internkontroll.ui.widgets.grid import CELL, Cell

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.domain.egenkontroll.arshjul import Hjulpost
    from internkontroll.services.egenkontroll import Arshjul

LATER = 13
"""The column after the year: what December asks for falls due in January."""

LEGEND = "Siffran är den sista dagen.   ✓ gjord av alla   ! försenad"
_HELP = "Dra en ruta till en annan månad, eller tryck Enter i den, för att flytta dagen."
_GOOD, _LATE, _AHEAD = (QColor(color) for color in ("#cfe8d5", "#f4b8b0", "#d6e4f5"))
_MIME = "application/x-internkontroll-arshjul"


@dataclass(frozen=True, slots=True)
class Plats:
    """A cell: the egenkontroll's id and name, the year, and the month (13: after the year)."""

    egenkontroll_id: int
    namn: str
    ar: int
    manad: int

    @property
    def title(self) -> str:
        """ "Aktgranskning, april"."""
        return f"{self.namn}, {month_name(self.manad, self.ar)}"

    def poster_of(self, year: "Arshjul") -> "tuple[Hjulpost, ...]":
        """What falls due there."""
        of_month = year.later() if self.manad == LATER else year.month(self.manad)
        return tuple(post for post in of_month if post.egenkontroll_id == self.egenkontroll_id)

    def day_in(self, day: date, month: int) -> date:
        """The same day of another month, or its last one."""
        ar, manad = (self.ar + 1, 1) if month == LATER else (self.ar, month)
        return date(ar, manad, min(day.day, calendar.monthrange(ar, manad)[1]))


def month_name(month: int, year: int) -> str:
    """As it stands in a sentence."""
    return f"efter {year}" if month == LATER else MANADER[month - 1]


def year_cells(year: "Arshjul", today: date) -> tuple[list[str], list[str], list[list[Cell]]]:
    """Headers of the rows and of the columns, and the cells; a cell's value is its Plats."""
    names = {post.egenkontroll_id: post.namn for post in year.poster}
    # In the order that the egenkontroller have in the plan, not as they happen to fall due.
    rows = sorted(names)
    months = [*range(1, 13), *([LATER] if year.later() else [])]
    columns = [MANADER[month - 1][:3] if month != LATER else str(year.ar + 1) for month in months]
    found: dict[tuple[int, int], list[Hjulpost]] = defaultdict(list)
    for post in year.poster:
        month = LATER if post.senast.year > year.ar else post.senast.month
        found[post.egenkontroll_id, month].append(post)
    cells = [
        [_cell(Plats(control, names[control], year.ar, month), found[control, month], today) for month in months]
        for control in rows
    ]
    return [names[control] for control in rows], columns, cells


def _cell(place: Plats, poster: "Sequence[Hjulpost]", today: date) -> Cell:
    if not poster:
        return Cell("", None, f"{place.title}: inget", place)
    left = [post for post in poster if post.gjorda < post.antal]
    late = any(post.senast < today for post in left)
    days = str(poster[0].senast.day) if len(poster) == 1 else f"{len(poster)} st"
    mark = "✓" if not left else "!" if late else ""
    words = "; ".join(_said(post) for post in poster)
    color = _GOOD if not left else _LATE if late else _AHEAD
    state = "gjord" if not left else "försenad" if late else "återstår"
    return Cell(f"{days} {mark}".strip(), color, f"{place.title}, {state}: {words}", place, strong=late)


def _said(post: "Hjulpost") -> str:
    return f"{post.period_namn} senast {post.senast}, {post.gjorda} av {post.antal} gjorda"


class YearGrid(ScrollingGrid):
    """Emits `dragged` with the Plats that was dragged and the month that it was dropped in."""

    dragged = Signal(object, int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, 6, 1.9, parent)
        self.setAccessibleDescription(_HELP)
        self._pressed: QPoint | None = None
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.setDropIndicatorShown(False)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """A drag may begin here."""
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Begin the drag of a cell with something in it."""
        pressed = self._pressed
        if pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        far = (event.position().toPoint() - pressed).manhattanLength() >= QApplication.startDragDistance()
        item = self.itemAt(pressed)
        if far and item is not None and item.text():
            self._pressed = None
            self._drag(item, pressed)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Only what comes from here, also above its own cell: Qt tells nothing more of what is refused here."""
        event.setAccepted(event.mimeData().hasFormat(_MIME))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802
        """To another month of the same egenkontroll."""
        self._judge(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Tell where it was dropped."""
        target = self._target(event)
        if target is None:
            event.ignore()
            return
        event.acceptProposedAction()
        first, month = target
        self.dragged.emit(first, month)

    def _judge(self, event: QDragMoveEvent) -> None:
        if self._target(event) is None:
            event.ignore()
        else:
            event.acceptProposedAction()

    def _target(self, event: QDropEvent) -> tuple[Plats, int] | None:
        """What is dragged and the month below it, where it can be dropped."""
        if not event.mimeData().hasFormat(_MIME):
            return None
        row, column = (int(part) for part in bytes(event.mimeData().data(_MIME).data()).decode().split(","))
        source, below = self.item(row, column), self.itemAt(event.position().toPoint())
        if source is None or below is None or below.row() != row or below.column() == column:
            return None
        return source.data(CELL).value, below.data(CELL).value.manad

    def _drag(self, item: QTableWidgetItem, point: QPoint) -> None:
        data, drag = QMimeData(), QDrag(self)
        data.setData(_MIME, f"{item.row()},{item.column()}".encode())
        drag.setMimeData(data)
        rect = self.visualItemRect(item)
        drag.setPixmap(self.viewport().grab(rect))
        drag.setHotSpot(point - rect.topLeft())
        drag.exec(Qt.DropAction.MoveAction)

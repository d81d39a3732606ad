"""What falls due, day by day, and the field that moves the chosen day."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from internkontroll.domain.falt import read_value
from internkontroll.domain.falt.model import day
from internkontroll.errors import InputRefused
from internkontroll.ui import theme
from internkontroll.ui.pages.tackning_grid import ScrollingTable
from internkontroll.ui.records.texts import button
from internkontroll.ui.widgets.editors import LineEditor
from internkontroll.ui.widgets.field_row import FieldRow

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.domain.egenkontroll.arshjul import Hjulpost

HEADERS = ("Senast", "Egenkontroll", "Period", "Ansvarig", "Gjorda", "Enheter")
_NAMED = 3
"""Units that are named; with all of them the list would be a list of units. What is copied has them all."""
_LEAST_LINES = 5
_ALL = "Allt som ska göras under året"
_DUE = day("senast", "Görs senast", "En dag då ingen arbetar blir nästa arbetsdag.", "2026-04-14", kravs=True)


class DueList(QWidget):
    """Emits `moved` with a post and its new day, None for the plan's own; `closed` when the user is done here."""

    moved = Signal(object, object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._poster: Sequence[Hjulpost] = ()
        self.close_button = button("S&täng", "stang", "Stäng listan för rutan")
        self.table = _Table(_ALL, HEADERS, (1, 3, 5))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.due = FieldRow(_DUE)
        self.take = button("Fl&ytta", "kalender", "Flytta dagen", "Dagen ligger sedan fast när tillfällen skapas")
        self.back = button("&Enligt planen", "", "Lägg dagen enligt planen", "Räknas ut av periodens slut igen")
        self._lay_out()
        self.table.itemSelectionChanged.connect(self._chosen)
        self.table.itemActivated.connect(lambda _item: self.due.editor.setFocus())
        self.take.clicked.connect(self._move)
        if isinstance(self.due.editor, LineEditor):
            self.due.editor.line.returnPressed.connect(self._move)
        self.back.clicked.connect(self._back)
        self.close_button.clicked.connect(self.closed)

    def show_poster(self, title: str, poster: "Sequence[Hjulpost]") -> None:
        """Show these, the one that was chosen still chosen; with a title, they are those of a cell."""
        kept = self._post()
        self._poster = poster
        self.table.setAccessibleName(title or _ALL)
        self.close_button.setVisible(bool(title))
        self.table.show_rows([_row(post) for post in poster])
        keys = [post.uid for post in poster]
        self.table.clearSelection()
        if poster:
            self.table.setCurrentCell(keys.index(kept.uid) if kept and kept.uid in keys else 0, 0)
        self._chosen()

    def focus_table(self) -> None:
        """To the day where there is only one, else to the list."""
        (self.due.editor if len(self._poster) == 1 and self.due.isEnabled() else self.table).setFocus()

    def _post(self) -> "Hjulpost | None":
        row = self.table.currentRow()
        return self._poster[row] if 0 <= row < len(self._poster) else None

    def _chosen(self) -> None:
        post = self._post()
        self.due.set_value(post.senast if post else None)
        open_ = post is not None and post.gjorda < post.antal
        for widget in (self.due, self.take, self.back):
            widget.setEnabled(open_)

    def _move(self) -> None:
        post = self._post()
        try:
            new = read_value(_DUE, self.due.editor.text())
        except InputRefused as error:
            self.due.show_error(str(error))
            self.due.editor.setFocus()
            return
        self.due.show_error("")
        if post and isinstance(new, date):
            self.moved.emit(post, new)

    def _back(self) -> None:
        post = self._post()
        if post:
            self.moved.emit(post, None)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        self.due.setMinimumWidth(self.fontMetrics().averageCharWidth() * 28)
        line.addWidget(self.due, 1)
        for one in (self.take, self.back):
            line.addWidget(one, 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(2)
        line.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(self))
        layout.addWidget(self.table, 1)
        layout.addLayout(line)


class _Table(ScrollingTable):
    """Seen with the picture above it, or alone in a low window."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """A row of a few lines."""
        size = super().minimumSizeHint()
        return QSize(size.width(), min(size.height(), _LEAST_LINES * self.fontMetrics().height()))


def _row(post: "Hjulpost") -> list[str]:
    done = f"{post.gjorda} av {post.antal}"
    units = ", ".join(post.enheter[:_NAMED])
    if len(post.enheter) > _NAMED:
        units = f"{units} och {len(post.enheter) - _NAMED} till"
    return [str(post.senast), post.namn, post.period_namn, post.ansvarig or "", done, units]

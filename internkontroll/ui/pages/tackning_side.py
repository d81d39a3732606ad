"""Below the coverage map: the tillfällen of a cell."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QVBoxLayout, QWidget

from internkontroll.services.hem.ord import plural
from internkontroll.services.tackning import HEADERS, Tillfallesrad
from internkontroll.ui import theme
from internkontroll.ui.pages.tackning_grid import ScrollingTable
from internkontroll.ui.records.texts import ToneLabel, button
from internkontroll.ui.widgets.card import heading
from internkontroll.ui.widgets.flow_layout import FlowLayout


class CellSide(QWidget):
    """Emits `opened` with the id of the tillfälle that is to be seen, and `closed` when the user is done here."""

    opened = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Tillfallesrad] = ()
        self._title = heading("")
        self._count = ToneLabel("muted")
        self.open = button("&Öppna tillfället", "egenkontroller")
        self.close_button = button("S&täng", "stang", "Stäng tillfällena")
        self.table = ScrollingTable("Tillfällen i rutan", HEADERS, (0, 1))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.itemActivated.connect(lambda _item: self._open())
        self.open.clicked.connect(self._open)
        self.close_button.clicked.connect(self.closed)
        line = FlowLayout(last_right=True)
        self._count.setWordWrap(False)
        line.addWidget(self._title)
        line.addWidget(self._count)
        line.addWidget(self.open)
        line.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(self))
        layout.addLayout(line)
        layout.addWidget(self.table, 1)
        layout.addStretch()

    def show_tillfallen(self, title: str, rows: Sequence[Tillfallesrad]) -> None:
        """Show these, the first of them selected."""
        self._rows = rows
        self._title.setText(title)
        self._count.say(plural(len(rows), "tillfälle", "tillfällen") if rows else "Inget är planerat.")
        self.table.show_rows([row.cells() for row in rows])
        self.open.setVisible(bool(rows))
        self.table.setVisible(bool(rows))
        if rows:
            self.table.setCurrentCell(0, 0)

    def focus_list(self) -> None:
        """To the tillfällen."""
        self.table.setFocus()

    def _open(self) -> None:
        row = self.table.currentRow()
        if 0 <= row < len(self._rows):
            self.opened.emit(self._rows[row].utfall_id)

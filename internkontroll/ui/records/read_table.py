"""A table to read and copy, as high as its rows; what it stands in scrolls."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableWidget, QTableWidgetItem, QWidget

from internkontroll.ui import theme
from internkontroll.ui.widgets.clipboard import copy_table


class ReadTable(QTableWidget):
    """`wide`: the columns that share the room; the others are as wide as what stands in them."""

    def __init__(self, name: str, headers: Sequence[str], wide: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(0, len(headers), parent)
        self._headers = headers
        self.setAccessibleName(name)
        self.setHorizontalHeaderLabels([*headers])
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(theme.MIN_TARGET + 1)  # and the line of the grid
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(8 * self.fontMetrics().averageCharWidth())  # then it scrolls sideways
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in range(len(headers)):
            mode = QHeaderView.ResizeMode.Stretch if column in wide else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, mode)
        # The widths come to rest one after the other; the heights follow once.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._fit)
        header.sectionResized.connect(lambda *_sizes: self._later.start(0))
        copy = QAction("&Kopiera som tabell", self)
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(self.copy)
        self.addAction(copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show these instead of what stood here."""
        self.setRowCount(len(rows))
        for place, row in enumerate(rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                item.setToolTip(text)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{self._headers[column]}: {text or 'tomt'}")
                self.setItem(place, column, item)
        self._fit()

    def texts(self) -> list[list[str]]:
        """What stands in the rows."""
        return [[self._text(row, column) for column in range(self.columnCount())] for row in range(self.rowCount())]

    def copy(self) -> None:
        """All of it on the clipboard, as Excel and Word take it."""
        copy_table(self._headers, self.texts())

    def sizeHint(self) -> QSize:  # noqa: N802
        """All rows."""
        height = self.horizontalHeader().sizeHint().height() + self.verticalHeader().length()
        return QSize(super().sizeHint().width(), height + 2 * self.frameWidth() + 2)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Never cut off in height."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def _fit(self) -> None:
        self.resizeRowsToContents()
        self.updateGeometry()

    def _text(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return item.text() if item else ""

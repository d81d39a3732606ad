"""A table to read and copy, as high as its rows; what it stands in scrolls."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableWidget, QTableWidgetItem, QWidget

from internkontroll.ui import theme
from internkontroll.ui.widgets.clipboard import copy_table

_LEAST = 10
"""Characters that a column has room for: most words."""


class ReadTable(QTableWidget):
    """`wide`: the columns that share the room; `wrapped`: those that are as wide as the longest word in them.

    The others are as wide as what stands in them.
    """

    def __init__(
        self,
        name: str,
        headers: Sequence[str],
        wide: Sequence[int],
        parent: QWidget | None = None,
        *,
        wrapped: Sequence[int] = (),
    ) -> None:
        super().__init__(0, len(headers), parent)
        self._headers, self._wrapped = headers, wrapped
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
        header.setMinimumSectionSize(_LEAST * self.fontMetrics().averageCharWidth())  # then it scrolls sideways
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

    def set_headers(self, headers: Sequence[str]) -> None:
        """Other words above the columns."""
        self._headers = headers
        self.setHorizontalHeaderLabels([*headers])

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
        self._wrap(rows)
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

    def _wrap(self, rows: Sequence[Sequence[str]]) -> None:
        """A word on each line: there is more room for the texts beside."""
        for column in self._wrapped:
            words = {word for text in (self._headers[column], *(row[column] for row in rows)) for word in text.split()}
            width = max(self.fontMetrics().horizontalAdvance(word) for word in words) + theme.space(self)
            self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.horizontalHeader().resizeSection(column, width)

    def _fit(self) -> None:
        self.resizeRowsToContents()
        self.updateGeometry()

    def _text(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return item.text() if item else ""

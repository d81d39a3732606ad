"""A list with a record beside it; where there isn't room for both, the record covers the list."""

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from internkontroll.ui import theme
from internkontroll.ui.icons import icon

_NARROW = 100
"""Fewer characters than this on a line don't hold both."""


class SideBySide(QSplitter):
    """Esc in the record goes back to the list."""

    left = Signal()
    """The user goes back to the list."""

    def __init__(self, main: QWidget, side: QWidget, back_text: str, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._main = main
        self._side = QWidget()
        self._is_narrow = False
        self._is_open = False
        self.back = QPushButton(icon("tillbaka"), back_text)
        theme.make_hittable(self.back)
        self.back.clicked.connect(self.close_side)
        layout = QVBoxLayout(self._side)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(side, 1)
        self.addWidget(main)
        self.addWidget(self._side)
        self.setChildrenCollapsible(False)
        self.setStretchFactor(0, 31)
        self.setStretchFactor(1, 19)
        self.setSizes([620, 380])
        self._arrange()

    @property
    def is_narrow(self) -> bool:
        """Whether only one of them has room."""
        return self._is_narrow

    def open_side(self) -> None:
        """Bring the record forward."""
        self._is_open = True
        self._arrange()

    def close_side(self) -> None:
        """Back to the list."""
        self._is_open = False
        self._arrange()
        self.left.emit()

    def restore(self, state: QByteArray) -> None:
        """The widths of last time."""
        self.restoreState(state)
        self.setChildrenCollapsible(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Esc that nobody in the record needed."""
        in_side = self._side.isAncestorOf(self.focusWidget())
        if event.key() == Qt.Key.Key_Escape and in_side:
            self.close_side()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Show one or both."""
        super().resizeEvent(event)
        is_narrow = self.width() < _NARROW * self.fontMetrics().averageCharWidth()
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._arrange()

    def _arrange(self) -> None:
        self._main.setVisible(not self._is_narrow or not self._is_open)
        self._side.setVisible(not self._is_narrow or self._is_open)
        self.back.setVisible(self._is_narrow)

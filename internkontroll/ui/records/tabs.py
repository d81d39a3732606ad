"""Tabs of a height that can be hit and that cuts no letter."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QTabBar, QTabWidget, QToolButton, QWidget

from internkontroll.ui import theme


class _Bar(QTabBar):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # The arrows go along the tabs as the arrow keys do; Tab need not stop at them.
        for button in self.findChildren(QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def tabSizeHint(self, index: int) -> QSize:  # noqa: N802
        """Fusion's own are 22 high and cut the ring of Å and the tail of g in the tabs that aren't chosen."""
        size = super().tabSizeHint(index)
        size.setHeight(max(theme.MIN_TARGET, size.height() + theme.space(self, 0.75)))
        return size


class Tabs(QTabWidget):
    """The parts of a record."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabBar(_Bar())
        self.setDocumentMode(True)
        self.tabBar().setAccessibleName("Delar av posten")

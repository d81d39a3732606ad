"""Buttons for commands that stand in the menus too."""

from collections.abc import Iterable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from internkontroll.ui import theme
from internkontroll.ui.widgets.flow_layout import FlowLayout
from internkontroll.ui.widgets.naming import named


class CommandRow(QWidget):
    """Goes on with the next line where one isn't enough."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, actions: Iterable[QAction]) -> list[QPushButton]:
        """A button for each, which can be pressed when its command can be used."""
        return [self._add(action) for action in actions]

    def _add(self, action: QAction) -> QPushButton:
        text = action.text().replace("&", "")
        button = named(QPushButton(action.icon(), text), text.rstrip("…"))
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{action.toolTip()} ({keys})" if keys else action.toolTip())
        theme.make_hittable(button)
        button.setEnabled(action.isEnabled())
        button.clicked.connect(lambda _checked: action.trigger())
        action.enabledChanged.connect(button.setEnabled)
        self._flow.addWidget(button)
        return button

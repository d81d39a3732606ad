"""What can be done with a list and its records: words, keys and icons, for the context menu and the page's menu."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from internkontroll.ui.icons import icon

Keys = str | QKeySequence.StandardKey


def on_view(view: QWidget, text: str, keys: Keys, act: Callable[[], None], icon_name: str = "") -> QAction:
    """A command whose key works while the list itself has the focus: Delete must mean a letter in a text field."""
    action = _make(view, text, keys, act, icon_name)
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    view.addAction(action)
    return action


def on_page(page: QWidget, text: str, keys: Keys, act: Callable[[], None], icon_name: str = "") -> QAction:
    """A command whose key works as long as the page is shown."""
    action = _make(page, text, keys, act, icon_name)
    action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    page.addAction(action)
    return action


def _make(owner: QWidget, text: str, keys: Keys, act: Callable[[], None], icon_name: str) -> QAction:
    action = QAction(text, owner)
    if keys:
        action.setShortcut(QKeySequence(keys))
    if icon_name:
        action.setIcon(icon(icon_name))
    action.triggered.connect(lambda _checked: act())
    return action

"""The order in which Tab goes through widgets: as they are read, whenever they were made."""

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tab_through(widgets: Iterable[QWidget]) -> None:
    """Let Tab go through the widgets and what is inside each of them, one after the other."""
    for before, after in pairwise(leaf for widget in widgets for leaf in _leaves(widget)):
        QWidget.setTabOrder(before, after)


def _leaves(widget: QWidget) -> list[QWidget]:
    """What takes the focus by Tab, in the order in which it was put in; menus and the like are windows of their own."""
    inside = (widget, *widget.findChildren(QWidget))
    return [one for one in inside if _takes_tab(one) and one.window() is widget.window()]


def _takes_tab(widget: QWidget) -> bool:
    tab = Qt.FocusPolicy.TabFocus
    return (widget.focusPolicy() & tab) == tab and widget.focusProxy() is None

"""The order in which Tab goes through widgets: as they are laid out, whenever they were made."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QSplitter, QTabWidget, QWidget


def tab_through(widgets: Iterable[QWidget | None]) -> None:
    """Let Tab go through the widgets and what is inside each of them, one after the other; None is passed over."""
    stops = [stop for widget in widgets if widget for stop in _stops(widget)]
    for before, after in pairwise(stop for stop in stops if _takes_tab(stop)):
        QWidget.setTabOrder(before, after)
    for stop in stops:
        part = _part_of(stop)
        if part:
            _put_before(stop, part)


def _put_before(widget: QWidget, part: QWidget) -> None:
    """Qt would move what hands the focus on with all that lies before its part now: so they are parted meanwhile.

    Qt isn't asked what its chain is: PySide takes what `nextInFocusChain` answers, even a page, for a child of the
    widget that was asked, and lets go of all below it when that widget goes.
    """
    widget.setFocusProxy(None)  # type: ignore[arg-type]  # None takes it away
    QWidget.setTabOrder(part, widget)
    QWidget.setTabOrder(widget, part)
    widget.setFocusProxy(part)


def first_stop(widget: QWidget) -> QWidget | None:
    """Where Tab comes first inside the widget, of what can be used now."""
    stops = (one for one in _stops(widget) if _takes_tab(one))
    return next((one for one in stops if one.isVisibleTo(widget) and one.isEnabled()), None)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    """What takes the focus by Tab, whose parts are its own affair, and what hands the focus on to a part of itself.

    That one stands right before its part: left where it was it would take the focus back, and Tab would never come by.
    """
    if _takes_tab(widget):
        yield widget
        return
    if _part_of(widget) and not isinstance(widget, QTabWidget):
        yield widget
    for inside in _inside(widget):
        if not inside.isWindow():
            yield from _stops(inside)


def _inside(widget: QWidget) -> Iterable[QWidget]:
    if isinstance(widget, QScrollArea):
        return filter(None, (widget.widget(),))
    if isinstance(widget, QSplitter):
        return filter(None, map(widget.widget, range(widget.count())))
    if isinstance(widget, QTabWidget):
        return [widget.tabBar(), *filter(None, map(widget.widget, range(widget.count())))]
    layout = widget.layout()
    return _laid_out(layout) if layout else widget.findChildren(QWidget, options=_DIRECT)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        widget, below = (item.widget(), item.layout()) if item else (None, None)
        if widget is not None:
            yield widget
        elif below is not None:
            yield from _laid_out(below)


_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


def _takes_tab(widget: QWidget) -> bool:
    tab = Qt.FocusPolicy.TabFocus
    return (widget.focusPolicy() & tab) == tab and widget.focusProxy() is None


def _part_of(widget: QWidget) -> QWidget | None:
    """What of itself the widget hands the focus on to."""
    part = widget.focusProxy()
    return part if part is not None and widget.isAncestorOf(part) else None

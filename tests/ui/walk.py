"""What WCAG 2.2 AA asks of what is shown, as rules that walk through the widgets of a window or dialog.

Each rule yields what it objects to, in words that say where to look.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollBar,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QToolButton,
    QWidget,
)

from internkontroll.ui import theme

Rule = Callable[[QWidget], Iterator[str]]

_ONE_LINE = (QAbstractButton, QComboBox, QLineEdit, QAbstractSpinBox)
_WORD = re.compile(r"[^\W\d_]{2,}")
_COLOR = re.compile(r"color:\s*(#[0-9a-fA-F]{6})")
_TAG = re.compile(r"<[^>]+>")


def shown(root: QWidget) -> Iterator[QWidget]:
    """The widgets of our own that are seen below `root`, and itself; not what Qt makes inside its own."""
    for widget in (root, *root.findChildren(QWidget)):
        if widget.window() is root.window() and widget.isVisible() and not _is_inside_of_qts(widget):
            yield widget


def stops(root: QWidget) -> list[QWidget]:
    """What can take the focus."""
    return [one for one in shown(root) if _takes_focus(one)]


def takes_tab(widget: QWidget) -> bool:
    """Whether Tab stops there."""
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus) and _takes_focus(widget)


def describe(widget: QWidget) -> str:
    """Where to look."""
    own = widget.accessibleName() or getattr(widget, "text", str)() or widget.objectName()
    parents: list[str] = []
    above = widget.parentWidget()
    while above and len(parents) < 3:
        parents.append(type(above).__name__)
        above = above.parentWidget()
    return f"{type(widget).__name__} ”{_TAG.sub('', own)[:60]}” i {' < '.join(parents)}"


# --- rules ----------------------------------------------------------------------------------------------------------


def nameless(root: QWidget) -> Iterator[str]:
    """Something that takes the focus or can be clicked, and is nothing to a screen reader."""
    for widget in shown(root):
        if not _takes_focus(widget) and not isinstance(widget, QAbstractButton):
            continue
        name = name_of(widget)
        if not _WORD.search(name):
            yield f"{describe(widget)}: skärmläsaren säger ”{name}”"
        elif _is_icon_only(widget) and not _WORD.search(widget.toolTip()):
            yield f"{describe(widget)}: bara en bild, utan verktygstips"


def small(root: QWidget) -> Iterator[str]:
    """A target under 24 × 24 (2.5.8). Scroll bars are the system's; rows and tabs count by their own size."""
    for widget in shown(root):
        for what, size in _targets(widget):
            if min(size.width(), size.height()) < theme.MIN_TARGET:
                yield f"{describe(widget)}: {what} är {size.width()} × {size.height()}"


def cut(root: QWidget) -> Iterator[str]:
    """A text that doesn't fit. What the tooltip says as a whole may be elided."""
    for widget in shown(root):
        need = _wanted_width(widget)
        if need > widget.width():
            yield f"{describe(widget)}: vill ha {need} på bredden, har {widget.width()}"
        if widget.objectName() == "qt_toolbar_ext_button":
            yield f"{describe(widget)}: allt får inte rum i verktygsraden"
        if isinstance(widget, _ONE_LINE) and widget.height() < widget.minimumSizeHint().height():
            yield f"{describe(widget)}: vill ha {widget.minimumSizeHint().height()} på höjden, har {widget.height()}"
        if isinstance(widget, QLabel) and widget.wordWrap() and widget.heightForWidth(widget.width()) > widget.height():
            high = widget.heightForWidth(widget.width())
            yield f"{describe(widget)}: vill ha {high} på höjden, har {widget.height()}"
        yield from _cut_titles(widget)
        yield from _outside(widget)


def pale(root: QWidget) -> Iterator[str]:
    """A text under 4.5:1 against what is behind it (1.4.3)."""
    for widget in shown(root):
        for text, color, ground in _texts(widget):
            ratio = theme.contrast(color, ground)
            if ratio < theme.MIN_CONTRAST:
                yield f"{describe(widget)}: {text} {color.name()} på {ground.name()} är {ratio:.2f}:1"


def unordered(chain: list[QWidget]) -> Iterator[str]:
    """The way by Tab isn't as one reads.

    The rule: of two stops after each other, look at the parts of the window that they stand in and that are beside
    each other in the same whole. The second part may not end above where the first begins; and where both have a
    line in common it may not end to the left of where the first begins.
    """
    for before, after in pairwise(chain):
        first, second = _parts(before, after)
        one, other = _place(first), _place(second)
        above = other.bottom() < one.top()
        left = other.right() < one.left() and other.top() <= one.bottom()
        if above or left:
            where = "ovanför" if above else "till vänster"
            yield f"från {describe(before)} till {describe(after)}, som står {where}"


# --- names ----------------------------------------------------------------------------------------------------------


def name_of(widget: QWidget) -> str:
    """What a screen reader says; a combo box' name is its value on Linux, where Qt leaves the rest to its label."""
    if isinstance(widget, QComboBox):
        return widget.accessibleName()
    interface = QAccessible.queryAccessibleInterface(widget)
    return str(interface.text(QAccessible.Text.Name))


def _is_icon_only(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractButton) and not widget.icon().isNull() and not _WORD.search(widget.text())


def _takes_focus(widget: QWidget) -> bool:
    return (
        widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.isEnabled()
        and widget.focusProxy() is None
        and not isinstance(widget, QScrollBar)
        and widget.isVisible()
    )


def _is_inside_of_qts(widget: QWidget) -> bool:
    """The parts of a spin box, an editable combo box, a calendar and the like answer for themselves."""
    if widget.objectName() == "qt_tableview_cornerbutton":
        return True
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QAbstractSpinBox | QComboBox | QCalendarWidget | QLineEdit | QHeaderView | QTabBar):
            return True
        above = above.parentWidget()
    return False


# --- sizes ----------------------------------------------------------------------------------------------------------


def _targets(widget: QWidget) -> Iterator[tuple[str, QRect]]:
    if isinstance(widget, QAbstractButton | QComboBox | QLineEdit | QAbstractSpinBox):
        yield "det", widget.rect()
    elif isinstance(widget, QTabBar):
        for number in range(widget.count()):
            yield f"fliken {widget.tabText(number)}", widget.tabRect(number)
    elif isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
        model: QAbstractItemModel | None = widget.model()  # PySide6's stubs don't know that there may be none
        index = model.index(0, 0) if model is not None else QModelIndex()
        if index.isValid() and widget.visualRect(index).isValid() and widget.visualRect(index).height():
            yield "första raden", widget.visualRect(index)


def _wanted_width(widget: QWidget) -> int:
    """0 for what has no text of a length of its own."""
    if isinstance(widget, QLabel):
        elided = widget.wordWrap() or widget.text() in widget.toolTip()
        return 0 if elided or not widget.text() else widget.sizeHint().width()
    if isinstance(widget, QCheckBox) or (isinstance(widget, QAbstractButton) and widget.text()):
        return widget.minimumSizeHint().width() if isinstance(widget, QToolButton) else _button_width(widget)
    if isinstance(widget, QComboBox):
        return 0 if widget.currentText() in widget.toolTip() else _combo_width(widget)
    if isinstance(widget, QLineEdit) and not widget.text() and not widget.toolTip():
        margins = widget.width() - _room_for_text(widget)
        return widget.fontMetrics().horizontalAdvance(widget.placeholderText()) + margins
    return 0


def _button_width(button: QAbstractButton) -> int:
    """A button of two lines, such as a command link, breaks its text by itself."""
    return 0 if "\n" in button.text() else button.sizeHint().width()


def _combo_width(box: QComboBox) -> int:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    part = QStyle.SubControl.SC_ComboBoxEditField
    room = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, box).width()
    return box.width() + max(0, box.fontMetrics().horizontalAdvance(box.currentText()) - room)


def _room_for_text(line: QLineEdit) -> int:
    icons = sum(button.width() for button in line.findChildren(QToolButton) if button.isVisible())
    frame = 2 * line.style().pixelMetric(QStyle.PixelMetric.PM_DefaultFrameWidth) + 4
    return line.contentsRect().width() - icons - frame


def _cut_titles(widget: QWidget) -> Iterator[str]:
    """Tabs and the titles of columns."""
    if isinstance(widget, QTabBar):
        for number in range(widget.count()):
            need = widget.fontMetrics().horizontalAdvance(widget.tabText(number))
            if need > widget.tabRect(number).width():
                yield f"{describe(widget)}: fliken {widget.tabText(number)}"
    elif isinstance(widget, QHeaderView):
        across = widget.orientation() == Qt.Orientation.Horizontal
        for number in range(widget.count()):
            text = str(widget.model().headerData(number, widget.orientation()) or "")
            room = widget.sectionSize(number) if across else widget.width()
            if not widget.isSectionHidden(number) and widget.fontMetrics().horizontalAdvance(text) > room:
                yield f"{describe(widget)}: rubriken {text} har {room}"


def _outside(widget: QWidget) -> Iterator[str]:
    """It reaches out of what it stands in, where no scrolling brings it in."""
    if not isinstance(widget, QAbstractButton | QLabel | QComboBox | QLineEdit | QAbstractItemView | QTabBar):
        return
    below: QWidget = widget
    while (above := below.parentWidget()) is not None and not below.isWindow():
        place, room = QRect(widget.mapTo(above, QPoint(0, 0)), widget.size()), above.rect()
        scrolls, sideways = _scrolls(above)
        wide = place.left() < room.left() - 1 or place.right() > room.right() + 1
        high = place.top() < room.top() - 1 or place.bottom() > room.bottom() + 1
        if (wide and not sideways) or (high and not scrolls):
            yield f"{describe(widget)}: {place.getRect()} når utanför {type(above).__name__} {room.getRect()}"
            return
        if scrolls:
            return
        below = above


def _scrolls(viewport: QWidget) -> tuple[bool, bool]:
    """Whether the widget is what a scroll area moves its contents in, and whether it does so sideways."""
    area = viewport.parentWidget()
    if not isinstance(area, QAbstractScrollArea) or viewport is not area.viewport():
        return False, False
    return True, area.horizontalScrollBarPolicy() != Qt.ScrollBarPolicy.ScrollBarAlwaysOff


# --- colours --------------------------------------------------------------------------------------------------------


def _texts(widget: QWidget) -> Iterator[tuple[str, QColor, QColor]]:
    """What is written in the widget, in which colour, on which ground; what can't be used may be pale."""
    if not widget.isEnabled():
        return
    palette, group = widget.palette(), QPalette.ColorGroup.Active
    if isinstance(widget, QLabel) and widget.text():
        ground = _ground(widget)
        yield "text", _said_color(widget) or palette.color(group, widget.foregroundRole()), ground
        for named in _COLOR.findall(widget.text()):
            yield "färgad text", QColor(named), ground
    elif isinstance(widget, QCheckBox):
        yield "text", palette.color(group, QPalette.ColorRole.WindowText), _ground(widget)
    elif isinstance(widget, QAbstractButton) and widget.text():
        flat = isinstance(widget, QToolButton) and widget.autoRaise()
        ground = _ground(widget) if flat else palette.color(group, QPalette.ColorRole.Button)
        said = _said_color(widget)
        behind = re.search(r"background-color:\s*(#[0-9a-fA-F]{6})", widget.styleSheet())
        color = said or palette.color(group, QPalette.ColorRole.ButtonText)
        yield "text", color, QColor(behind[1]) if behind else ground
    elif isinstance(widget, QLineEdit):
        ground = _over(palette.color(group, QPalette.ColorRole.Base), widget)
        yield "text", palette.color(group, QPalette.ColorRole.Text), ground
        if widget.placeholderText():
            color = _blend(palette.color(group, QPalette.ColorRole.PlaceholderText), ground)
            yield "exempeltext", color, ground


def _said_color(widget: QWidget) -> QColor | None:
    found = re.search(r"(?<!-)color:\s*(#[0-9a-fA-F]{6})", widget.styleSheet())
    return QColor(found[1]) if found else None


def _ground(widget: QWidget) -> QColor:
    """What is painted behind, by the widget itself or the nearest that fills its background."""
    above: QWidget | None = widget
    while above is not None and not above.isWindow():
        if above.autoFillBackground():
            return _over(above.palette().color(QPalette.ColorGroup.Active, above.backgroundRole()), above)
        above = above.parentWidget()
    return (above or widget).palette().color(QPalette.ColorGroup.Active, QPalette.ColorRole.Window)


def _over(color: QColor, widget: QWidget) -> QColor:
    parent = widget.parentWidget()
    return color if color.alpha() == 255 or parent is None else _blend(color, _ground(parent))


def _blend(color: QColor, ground: QColor) -> QColor:
    return theme.mix(ground, QColor(color.rgb()), color.alphaF())


# --- order ----------------------------------------------------------------------------------------------------------


def tab_chain(start: QWidget) -> list[QWidget]:
    """Where Tab leads from there, one stop after the other, once around.

    By going there: PySide takes what `nextInFocusChain` answers for a child of the widget that was asked, and lets go
    of all below it when that widget goes.
    """
    window = start.window()
    focus: QWidget | None = window.focusWidget()
    found = [start] if takes_tab(start) else []
    if found:
        start.setFocus(Qt.FocusReason.TabFocusReason)
    elif focus is not None:
        focus.clearFocus()
    while window.focusNextPrevChild(True):
        stop = window.focusWidget()
        if stop in found:
            break
        found.append(stop)
    return found


def _parts(first: QWidget, second: QWidget) -> tuple[QWidget, QWidget]:
    """The widgets beside each other that the two stand in."""
    one, other = _way_up(first), _way_up(second)
    shared = next(widget for widget in one if widget in other)
    if shared in (first, second):
        return first, second
    return one[one.index(shared) - 1], other[other.index(shared) - 1]


def _way_up(widget: QWidget) -> list[QWidget]:
    """The widget and what it stands in, up to its window."""
    above = None if widget.isWindow() else widget.parentWidget()
    return [widget, *(_way_up(above) if above else [])]


def _place(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


# --- focus ----------------------------------------------------------------------------------------------------------


def unseen_focus(root: QWidget, known: set[QWidget] | None = None) -> Iterator[str]:
    """Something that looks the same with the focus as without; those that are `known` were looked at before."""
    root.activateWindow()
    stops_of_root = [one for one in stops(root) if takes_tab(one)]
    for number, widget in enumerate(stops_of_root):
        if known is not None and widget in known:
            continue
        elsewhere = stops_of_root[number - 1]
        # Fusion draws the button that Enter presses as if it had the focus.
        is_default = isinstance(widget, QPushButton) and widget.isDefault()
        if elsewhere is not widget and not is_default and _look(widget, elsewhere) == _look(widget, widget):
            yield describe(widget)
    if known is not None:
        known.update(stops_of_root)


def _look(widget: QWidget, focused: QWidget) -> QImage:
    focused.setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    assert QApplication.focusWidget() is focused, describe(focused)
    # As after a press of Tab: to those who click, buttons don't show the focus.
    widget.window().setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
    return widget.grab().toImage()

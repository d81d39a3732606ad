"""A list to tick in, which comes up below what it belongs to: the values that a filter can ask for."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from internkontroll.ui import theme
from internkontroll.ui.widgets.naming import named
from internkontroll.ui.widgets.row_delegate import RowDelegate

VALUE = Qt.ItemDataRole.UserRole
_SEARCHABLE = 12
"""With more choices than this there is a field to search among them."""
_MOST_ROWS = 14
_WIDEST = 60

Choice = tuple[str, str, int]
"""Value, what people read, and how many records have it."""

Named = tuple[str, str]
"""Value and what people read, where there is nothing to count."""


class ChoicePopup(QFrame):
    """Space or a click ticks, Esc or Enter closes. Each tick counts at once."""

    changed = Signal(tuple)
    """The values that are ticked, in the order of the list."""

    closed = Signal(tuple)
    """The values that were ticked when the list went away."""

    def __init__(
        self, title: str, choices: Sequence[Choice | Named], chosen: Sequence[str], parent: QWidget, says: str = ""
    ) -> None:
        """`says`: what stands above the list where what it belongs to doesn't say it."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(title)
        self._pressed_state = Qt.CheckState.Unchecked
        self.search = named(QLineEdit(), f"Sök i {title}")
        self.search.setPlaceholderText("Sök …")
        self.search.setClearButtonEnabled(True)
        theme.make_hittable(self.search)
        self.search.textChanged.connect(self._narrow)
        self.list = named(QListWidget(), title)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setItemDelegate(RowDelegate(self.list))
        self._fill(choices, chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[theme.space(self, 0.5)] * 4)
        if says:
            layout.addWidget(QLabel(says))
        layout.addWidget(self.search)
        # Not before it has its place: until then it would be a window of its own, which closes the popup.
        self.search.setVisible(len(choices) > _SEARCHABLE)
        layout.addWidget(self.list)
        self._set_size(choices)
        self.list.itemPressed.connect(self._note)
        self.list.itemClicked.connect(self._toggle)
        self.list.itemChanged.connect(lambda _item: self.changed.emit(self.ticked()))

    def ticked(self) -> tuple[str, ...]:
        """The values that are ticked."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(item.data(VALUE) for item in items if item.checkState() == Qt.CheckState.Checked)

    def show_below(self, widget: QWidget) -> None:
        """Come up below the widget, within the screen."""
        place = widget.mapToGlobal(QPoint(0, widget.height()))
        room = widget.screen().availableGeometry()
        x = min(place.x(), room.right() - self.width())
        above = widget.mapToGlobal(QPoint(0, 0)).y() - self.height()
        fits = place.y() + self.height() <= room.bottom() or above < room.top()
        self.move(max(room.left(), x), place.y() if fits else above)
        self.show()
        (self.search if self.search.isVisible() else self.list).setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """What the field and the list leave over."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.close()
        elif event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Tell what was ticked."""
        self.closed.emit(self.ticked())
        super().closeEvent(event)

    def _fill(self, choices: Sequence[Choice | Named], chosen: Sequence[str]) -> None:
        for choice in choices:
            value = choice[0]
            item = QListWidgetItem(_label(choice), self.list)
            item.setData(VALUE, value)
            item.setToolTip(item.text())
            item.setCheckState(Qt.CheckState.Checked if value in chosen else Qt.CheckState.Unchecked)
        if not choices:
            QListWidgetItem("Det finns inget att välja här.", self.list).setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.setCurrentRow(0)

    def _set_size(self, choices: Sequence[Choice | Named]) -> None:
        metrics = self.fontMetrics()
        longest = max((metrics.horizontalAdvance(_label(choice)) for choice in choices), default=0)
        width = min(max(longest, 24 * metrics.averageCharWidth()), _WIDEST * metrics.averageCharWidth())
        row = self.list.sizeHintForRow(0)
        self.list.setFixedSize(width + 5 * metrics.height(), row * min(max(1, len(choices)), _MOST_ROWS) + 4)
        self.adjustSize()

    def _narrow(self, text: str) -> None:
        wanted = text.casefold().strip()
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(wanted not in item.text().casefold())

    def _note(self, item: QListWidgetItem) -> None:
        self._pressed_state = item.checkState()

    def _toggle(self, item: QListWidgetItem) -> None:
        """A click on the word ticks as well as one on the box, which Qt has handled by now."""
        if item.checkState() == self._pressed_state:
            checked = self._pressed_state == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked)


def _label(choice: Choice | Named) -> str:
    return choice[1] if len(choice) == 2 else f"{choice[1] or 'Tomt'} ({choice[2]})"

"""What one field is edited with, by the kind of field; each keeps its value until it is left."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QDate, QEvent, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QFocusEvent, QIcon, QPalette, QTextCursor
from PySide6.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from internkontroll.domain.falt import Falt, Faltslag, Value
from internkontroll.ui import theme
from internkontroll.ui.icons import icon
from internkontroll.ui.widgets.choice_box import ChoiceBox
from internkontroll.ui.widgets.growing_text import LEAST_LINES, GrowingText, is_undo_for_window, leave_files
from internkontroll.ui.widgets.naming import named

Choices = Sequence[tuple[int, str]]
"""Ids and names of the records that a reference can mean."""

NO_CHOICE = "–"


class Editor(QWidget):
    """One editor, whatever it is made of: a text goes in and out, `left` tells that the user is done with it."""

    left = Signal()
    """The user is done: the focus went elsewhere, Enter was pressed, or a choice was taken from a list."""

    focus: QWidget
    """What takes the focus and bears the name."""

    def text(self) -> str:
        """What stands there, as `domain.falt.read_value` takes it."""
        raise NotImplementedError

    def set_text(self, text: str) -> None:
        """Show a value; nothing is emitted. The undo of the field begins anew: the rest is the window's."""
        raise NotImplementedError

    def set_read_only(self, read_only: bool) -> None:
        """Whether it can only be read; it keeps its place in the tab order, so that readers come by."""
        raise NotImplementedError

    def select_all(self) -> None:
        """Mark what stands there, so that writing replaces it."""
        self.select_from(0)

    def select_from(self, place: int) -> None:
        """Mark the text from a place on."""

    def _hold(self, *widgets: QWidget) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(self, 0.5))
        for widget in widgets:
            layout.addWidget(widget)
        self.focus = widgets[0]
        self.setFocusProxy(self.focus)


class _Line(QLineEdit):
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.editingFinished.connect(self.left)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Words can be let go of here; files are somebody else's."""
        if not leave_files(event):
            super().dragEnterEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Another program is in front: what stands here is saved, too, which Qt doesn't count as finished."""
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.ActiveWindowFocusReason:
            self.left.emit()

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z is the window's where there is nothing to undo in the field itself."""
        if is_undo_for_window(event, self.isUndoAvailable(), self.isRedoAvailable()):
            event.ignore()
            return False
        return super().event(event)


class LineEditor(Editor):
    """A text or a number on one line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = _Line()
        theme.make_hittable(self.line)
        self.line.left.connect(self.left)
        self._hold(self.line)

    def text(self) -> str:
        """What stands there."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Show the beginning of the text, or leave the cursor where it is if the text is there already."""
        place = self.line.cursorPosition() if text == self.line.text() else 0
        self.line.setText(text)
        self.line.setCursorPosition(place)

    def set_read_only(self, read_only: bool) -> None:
        """Without a frame, as a text."""
        self.line.setReadOnly(read_only)
        self.line.setFrame(not read_only)
        _see_through(self.line, read_only)

    def select_from(self, place: int) -> None:
        """Mark the text from a place on."""
        self.line.setSelection(place, len(self.line.text()) - place)


class DateEditor(LineEditor):
    """A day, written as one likes, or taken from a calendar."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line.setPlaceholderText("åååå-mm-dd")
        self._title = title
        self._calendar: QCalendarWidget | None = None
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._show_day)
        self._button = named(QToolButton(), f"Välj dag: {title}")
        self._button.setIcon(icon("kalender"))
        self._button.setToolTip("Välj dag i en kalender")
        self._button.setMenu(self._menu)
        self._button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        theme.make_hittable(self._button)
        self._hold_button()

    def set_read_only(self, read_only: bool) -> None:
        """Without its calendar."""
        super().set_read_only(read_only)
        self._button.setVisible(not read_only)

    def _hold_button(self) -> None:
        layout = self.layout()
        assert layout is not None  # noqa: S101  _hold made it
        layout.addWidget(self._button)

    def _make_calendar(self) -> QCalendarWidget:
        # Made when it is asked for: a calendar is dozens of widgets, and a record has many days.
        calendar = named(QCalendarWidget(), f"Kalender: {self._title}")
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.activated.connect(self._take)
        calendar.clicked.connect(self._take)
        action = QWidgetAction(self._menu)
        action.setDefaultWidget(calendar)
        self._menu.addAction(action)
        return calendar

    def _show_day(self) -> None:
        self._calendar = self._calendar or self._make_calendar()
        day = QDate.fromString(self.text(), Qt.DateFormat.ISODate)
        self._calendar.setSelectedDate(day if day.isValid() else QDate.currentDate())

    def _take(self, day: QDate) -> None:
        self.line.setText(day.toString(Qt.DateFormat.ISODate))
        self._menu.close()
        self.left.emit()


class ParagraphsEditor(Editor):
    """Several paragraphs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paragraphs = GrowingText()
        self.paragraphs.left.connect(self.left)
        self._hold(self.paragraphs)

    def text(self) -> str:
        """What stands there; Qt's own plain text has lost the spaces that don't break."""
        return self.paragraphs.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def set_text(self, text: str) -> None:
        """Show the text, or leave the cursor where it is if the text is there already."""
        if text != self.text():
            self.paragraphs.setPlainText(text)
        else:
            self.paragraphs.document().clearUndoRedoStacks()

    def set_read_only(self, read_only: bool) -> None:
        """Without a frame, as a text that can be marked by keyboard."""
        self.paragraphs.setReadOnly(read_only)
        self.paragraphs.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            if read_only
            else Qt.TextInteractionFlag.TextEditorInteraction
        )
        shape = QFrame.Shape.NoFrame if read_only else QFrame.Shape.StyledPanel
        self.paragraphs.setFrameShape(shape)
        _see_through(self.paragraphs, read_only)
        self.paragraphs.least_lines = 1 if read_only else LEAST_LINES
        self.paragraphs.updateGeometry()

    def select_from(self, place: int) -> None:
        """Mark the text from a place on."""
        cursor = self.paragraphs.textCursor()
        cursor.setPosition(place)
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        self.paragraphs.setTextCursor(cursor)


class ChoiceEditor(Editor):
    """One of some words, or of some records; or none where nothing is demanded."""

    def __init__(self, choices: Sequence[tuple[str, str]], *, required: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._required = required
        self.box = ChoiceBox()
        theme.make_hittable(self.box)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(10)
        self.set_choices(choices)
        self.box.left.connect(self.left)
        self._hold(self.box)

    def set_choices(self, choices: Sequence[tuple[str, str]], icons: Sequence[QIcon] = ()) -> None:
        """Offer these, as stored and as shown; what is chosen stays, also where it can't be chosen any longer."""
        chosen, words = self.text(), self.box.currentText()
        if chosen and chosen not in [stored for stored, _ in choices]:
            choices = [*choices, (chosen, words)]
            icons = [*icons, QIcon()] if icons else ()
        self.box.clear()
        if not self._required:
            self.box.addItem(NO_CHOICE, "")
        for place, (stored, shown) in enumerate(choices):
            self.box.addItem(icons[place] if icons else QIcon(), shown, stored)
            self.box.setItemData(self.box.count() - 1, shown, Qt.ItemDataRole.ToolTipRole)
        self.set_text(chosen)

    def text(self) -> str:
        """What is stored for the choice."""
        return str(self.box.currentData() or "")

    def set_text(self, text: str) -> None:
        """Show the choice; one that isn't offered any more shows as none."""
        self.box.setCurrentIndex(self.box.findData(text))
        self.box.setToolTip(self.box.currentText())

    def shown(self, stored: str) -> str:
        """What people read for a stored choice; empty for one that isn't offered."""
        return self.box.itemText(self.box.findData(stored)) if stored else ""

    def set_read_only(self, read_only: bool) -> None:
        """As a text."""
        self.box.read_only = read_only
        self.box.update()


class FlagEditor(Editor):
    """Yes or no."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.check = QCheckBox(title)
        theme.make_hittable(self.check)
        self.check.clicked.connect(lambda _checked: self.left.emit())
        self._hold(self.check)

    def text(self) -> str:
        """ "ja" or "nej"."""
        return "ja" if self.check.isChecked() else "nej"

    def set_text(self, text: str) -> None:
        """Show yes for "ja" and "1"."""
        self.check.setChecked(text.casefold() in ("ja", "1"))

    def set_read_only(self, read_only: bool) -> None:
        """Grey."""
        self.check.setEnabled(not read_only)


def _see_through(widget: QWidget, see_through: bool) -> None:
    """What can only be read has no ground of its own."""
    palette = QPalette()
    if see_through:
        palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.transparent)
    widget.setPalette(palette)


def make_editor(falt: Falt, choices: Choices = ()) -> Editor:
    """The editor for the field; `choices` for one that means another record."""
    makers: dict[Faltslag, Callable[[], Editor]] = {
        Faltslag.TEXT: LineEditor,
        Faltslag.NUMBER: LineEditor,
        Faltslag.MULTILINE: ParagraphsEditor,
        Faltslag.DATE: lambda: DateEditor(falt.titel),
        Faltslag.WORD: lambda: ChoiceEditor(falt.ord, required=falt.kravs),
        Faltslag.REFERENCE: lambda: ChoiceEditor([(str(key), name) for key, name in choices], required=falt.kravs),
        Faltslag.FLAG: lambda: FlagEditor(falt.titel),
    }
    return makers[falt.slag]()


def as_text(value: Value) -> str:
    """The value as editors take it."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)

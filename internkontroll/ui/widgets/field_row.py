"""A field with all that belongs to it: label, help, editor, error. Made in one way everywhere."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWhatsThis,
    QWidget,
)

from internkontroll.domain.falt import Falt, Faltslag, Value, read_value
from internkontroll.domain.rubrik import shorten
from internkontroll.errors import Conflict, InputRefused, KnownError
from internkontroll.ui import theme
from internkontroll.ui.icons import icon
from internkontroll.ui.widgets.editors import ChoiceEditor, Choices, as_text, make_editor
from internkontroll.ui.widgets.flow_layout import FlowLayout
from internkontroll.ui.widgets.naming import named
from internkontroll.ui.widgets.tinted import Tinted


class FieldRow(QWidget):
    """Emits `edited` with column and value when the user has left the field with another, valid value.

    What can't be taken stays in the field with the reason below it, and nothing is emitted.
    """

    edited = Signal(str, object)
    unsaved = Signal(object)
    """What stands here and couldn't be saved (str); None when nothing of the kind stands here any more."""

    def __init__(self, falt: Falt, choices: Choices = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.falt = falt
        self.editor = make_editor(falt, choices)
        self._shown = self.editor.text()
        self._stored = ""
        self._before = (self._shown, self._stored)
        self._wants_retry = False
        self._theirs: str | None = None
        self._is_unsaved = False
        self._frozen = ""
        self._error = Tinted("danger")
        self._error.setWordWrap(True)
        self._error.hide()
        self._label = QLabel()
        self._clash = QWidget()
        self._lay_out()
        self.editor.left.connect(self.commit)

    # --- what the register holds ----------------------------------------------------------------------------------

    def set_value(self, value: Value) -> None:
        """Show what the register holds, whatever stands here."""
        self._stored = as_text(value)
        self.editor.set_text(self._stored)
        # What stands here need not be what is stored, letter by letter: a flag is 1 there and ja here.
        self._shown = self.editor.text()
        self._wants_retry, self._theirs, self._is_unsaved = False, None, False
        self.show_error("")

    def propose(self, text: str) -> None:
        """What the user wrote here another time and couldn't save stands here again, for the user to decide on."""
        self.editor.set_text(text)
        if not self.is_dirty:
            self.unsaved.emit(None)
            return
        self._is_unsaved = True
        try:
            read_value(self.falt, text)
        except InputRefused as error:
            self.show_error(str(error))
        else:
            self._say_clash(self._stored, "Här står ditt osparade förslag.")

    def refresh_value(self, value: Value) -> None:
        """The register has been read again: show its value, but never instead of what the user is writing.

        What was refused because of something else is tried again.
        """
        stored = as_text(value)
        if not self.is_dirty:
            if stored != self._stored or not self.editor.focus.hasFocus():
                self.set_value(value)
        elif stored == self.editor.text():
            self._tell_unsaved(False)
            self.set_value(value)
        elif stored not in (self._stored, self._theirs):
            self._say_clash(stored, "Någon annan har ändrat samma fält.")
        elif self._wants_retry:
            self._wants_retry = False
            self.commit()

    def set_choices(self, choices: Choices) -> None:
        """What a reference can mean now."""
        if isinstance(self.editor, ChoiceEditor):
            self.editor.set_choices([(str(key), name) for key, name in choices])

    def set_title(self, title: str) -> None:
        """Another label, such as one that names the tillfälle."""
        self._label.setText(title + (" *" if self.falt.kravs else ""))
        self.editor.focus.setAccessibleName(title)
        self._help.setAccessibleName(f"Hjälp: {title}")

    def set_frozen(self, reason: str) -> None:
        """Only to be read, because of this; empty: it can be edited."""
        self._frozen = reason
        self.editor.set_read_only(bool(reason))
        self._describe()

    @property
    def is_frozen(self) -> bool:
        """Whether it can only be read."""
        return bool(self._frozen)

    @property
    def is_dirty(self) -> bool:
        """Whether something else stands here than what the register holds."""
        return self.editor.text() != self._shown

    # --- what the user does ---------------------------------------------------------------------------------------

    def commit(self) -> bool:
        """Take what stands here, if it is another value; whether it could be taken."""
        text = self.editor.text()
        if text == self._shown:
            if self._theirs is None:
                self.show_error("")
                self._tell_unsaved(False)
            return True
        if self._theirs is not None or self._frozen:
            self._tell_unsaved(True)
            return False
        try:
            value = read_value(self.falt, text)
        except InputRefused as error:
            self.show_error(str(error))
            self._tell_unsaved(True)
            return False
        self.show_error("")
        self._tell_unsaved(False)
        self._before = (self._shown, self._stored)
        self._shown, self._stored = text, as_text(value)
        self.edited.emit(self.falt.namn, value)
        return True

    def refused(self, error: KnownError) -> None:
        """The register didn't take it: say why, and keep what the user wrote."""
        self._shown, self._stored = self._before
        self._wants_retry = isinstance(error, InputRefused | Conflict)
        self._tell_unsaved(True)
        self.show_error(str(error))

    def show_error(self, text: str) -> None:
        """Say beside the field what is wrong; empty when nothing is."""
        if text and text != self._error.text():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.editor.focus, text))
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self._clash.setVisible(self._theirs is not None)
        self._describe()
        self.update()

    @property
    def error(self) -> str:
        """What is said to be wrong; empty when nothing is."""
        return self._error.text()

    def _tell_unsaved(self, is_unsaved: bool) -> None:
        """Where nothing was unsaved there is nothing to tell."""
        if is_unsaved or self._is_unsaved:
            self._is_unsaved = is_unsaved
            self.unsaved.emit(self.editor.text() if is_unsaved else None)

    def _say_clash(self, theirs: str, why: str) -> None:
        """Something else stands in the register than here: the user decides, nothing is lost meanwhile."""
        self._theirs = theirs
        self._tell_unsaved(True)
        shown = dict(self.falt.ord).get(theirs, theirs)
        if isinstance(self.editor, ChoiceEditor):
            shown = self.editor.shown(theirs)
        now = f"står det nu ”{shorten(shown, 200)}”" if shown else "är fältet nu tomt"
        self.show_error(f"{why} I registret {now}. Det du skrev är inte sparat.")

    def _keep_mine(self) -> None:
        self._shown = self._stored = self._theirs or ""
        self._theirs = None
        self.commit()
        self.editor.focus.setFocus()

    def _take_theirs(self) -> None:
        self._stored, self._theirs = self._theirs or "", None
        self.editor.set_text(self._stored)
        self._shown = self.editor.text()
        self._tell_unsaved(False)
        self.show_error("")
        self.editor.focus.setFocus()

    # --- help -----------------------------------------------------------------------------------------------------

    def help_text(self) -> str:
        """What to write here, with a good example; and why it can't be changed where it can't."""
        example = f"\n\nTill exempel: {self.falt.exempel}" if self.falt.exempel else ""
        return f"{self.falt.hjalp}{example}" + (f"\n\n{self._frozen}" if self._frozen else "")

    def show_help(self) -> None:
        """The help beside the field; F1 and the question mark bring it."""
        QWhatsThis.showText(self.mapToGlobal(self.rect().bottomLeft()), self.help_text(), self)

    def event(self, event: QEvent) -> bool:
        """F1 in the field is the field's own, whatever else has that key."""
        if event.type() == QEvent.Type.ShortcutOverride and _is_f1(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """F1 brings the help."""
        if _is_f1(event):
            self.show_help()
        else:
            super().keyPressEvent(event)

    # --- look -----------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """A frame around what is wrong."""
        super().paintEvent(event)
        if self.error:
            painter = QPainter(self)
            painter.setPen(QPen(theme.colors().danger, 2))
            painter.drawRect(self.editor.geometry().adjusted(-1, -1, 1, 1))
            painter.end()

    def _describe(self) -> None:
        parts = (self.error, "Går inte att ändra." if self._frozen else "", self.falt.hjalp)
        self.editor.focus.setAccessibleDescription(" ".join(filter(None, parts)))
        self.editor.focus.setWhatsThis(self.help_text())
        self._help.setToolTip(self.help_text())

    def _lay_out(self) -> None:
        is_flag = self.falt.slag is Faltslag.FLAG
        layout = QGridLayout(self)
        layout.setContentsMargins(2, 0, 2, 2)
        layout.setHorizontalSpacing(theme.space(self, 0.5))
        layout.setVerticalSpacing(2)
        layout.setColumnStretch(0, 1)
        layout.setRowStretch(4, 1)
        self._help = _make_help(self.falt.titel)
        self._help.clicked.connect(self.show_help)
        self.editor.focus.setAccessibleName(self.falt.titel)
        if is_flag:
            layout.addWidget(self.editor, 1, 0)
        else:
            self._label.setText(self.falt.titel + (" *" if self.falt.kravs else ""))
            self._label.setBuddy(self.editor.focus)
            self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            layout.addWidget(self._label, 0, 0)
            layout.addWidget(self.editor, 1, 0, 1, 2)
        layout.addWidget(self._help, 1 if is_flag else 0, 1)
        layout.addWidget(self._error, 2, 0, 1, 2)
        layout.addWidget(self._clash, 3, 0, 1, 2)
        self._fill_clash()
        self._describe()

    def _fill_clash(self) -> None:
        flow = FlowLayout(self._clash)
        for text, act in (("Spara mitt", self._keep_mine), ("Ta det som står där", self._take_theirs)):
            button = named(QPushButton(text), f"{text}: {self.falt.titel}")
            theme.make_hittable(button)
            button.clicked.connect(act)
            flow.addWidget(button)
        self._clash.hide()


def row_of(widget: QWidget | None) -> FieldRow | None:
    """The field that the widget is a part of; None where it is none's."""
    while widget is not None and not isinstance(widget, FieldRow):
        widget = widget.parentWidget()
    return widget


def _make_help(titel: str) -> QToolButton:
    help_ = named(QToolButton(), f"Hjälp: {titel}")
    help_.setIcon(icon("hjalp"))
    help_.setAutoRaise(True)
    # By keyboard the help is F1; another stop at every field would make the way through a record twice as long.
    help_.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    theme.make_hittable(help_)
    return help_


def _is_f1(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F1 and not event.modifiers()

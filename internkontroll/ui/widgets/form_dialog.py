"""A dialog that asks for some fields and does one thing with them; what is refused is said in it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from internkontroll.domain.falt import Value, read_value
from internkontroll.domain.sparat import Sparat
from internkontroll.errors import InputRefused, KnownError
from internkontroll.ui import theme
from internkontroll.ui.session import Session
from internkontroll.ui.widgets.field_row import FieldRow
from internkontroll.ui.widgets.layouts import scrolled
from internkontroll.ui.widgets.tab_order import first_stop, tab_through
from internkontroll.ui.widgets.tinted import Tinted

if TYPE_CHECKING:
    from internkontroll.db.session import Register

Operation = Callable[["Register"], Sparat]


class FormDialog(QDialog):
    """Put fields into `body`; `operation` says what they mean. It closes when that has been saved.

    The subclass raises InputRefused from `operation` for what it can see itself.
    """

    def __init__(self, session: Session, title: str, accept: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.session = session
        self.rows: list[FieldRow] = []
        self._error = Tinted("danger")
        self._error.setWordWrap(True)
        self._error.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._error.hide()
        self.buttons = QDialogButtonBox()
        self.accept_button = QPushButton(accept)
        self.buttons.addButton(self.accept_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        for button in self.buttons.buttons():
            theme.make_hittable(button)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        # Deleted when everything that it has asked of the register has been answered.
        self.finished.connect(lambda _how: session.submit(_nothing, lambda _none: self.deleteLater()))
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.space(self))
        layout = QVBoxLayout(self)
        self._area = scrolling(self.body)
        layout.addWidget(self._area, 1)
        layout.addWidget(self._error)
        layout.addWidget(self.buttons)
        self.accept_button.setDefault(True)  # the dialog knows of it only when it is in it

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """The fields came after the buttons; Tab goes through them as they are read."""
        self.order_tabs()
        super().showEvent(event)
        first = first_stop(self._area)
        if first and self.focusWidget() is None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def order_tabs(self) -> None:
        """Fields have come: Tab goes through them, and then to the buttons."""
        tab_through((self._area, self.buttons))

    def add_row(self, row: FieldRow) -> FieldRow:
        """Put a field last."""
        self.rows.append(row)
        self.body.addWidget(row)
        return row

    def operation(self) -> Operation:
        """What is to be done with what stands in the fields."""
        raise NotImplementedError

    def saved(self, result: Sparat) -> None:
        """It has been done; the dialog closes after this."""

    def say(self, text: str) -> None:
        """Say what is wrong, above the buttons; empty when nothing is."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self.accept_button.setAccessibleDescription(text)

    @property
    def error(self) -> str:
        """What has been said."""
        return self._error.text()

    def accept(self) -> None:
        """Do it, unless a field can't be taken; the dialog stays until it has been saved."""
        self.say("")
        if not check_rows([row for row in self.rows if not row.isHidden()]):
            return
        try:
            operation = self.operation()
        except InputRefused as error:
            self.say(str(error))
            return
        self.accept_button.setEnabled(False)
        self.session.write(operation, self._done, self._failed)

    def fit(self, columns: int, lines: int) -> None:
        """So many characters wide and lines high, within the screen."""
        room = self.screen().availableSize()
        metrics = self.fontMetrics()
        width, height = metrics.averageCharWidth() * columns, metrics.height() * lines
        self.resize(min(width, room.width() - 40), min(height, room.height() - 60))

    def _done(self, result: Sparat) -> None:
        self.saved(result)
        super().accept()

    def _failed(self, error: Exception) -> None:
        self.accept_button.setEnabled(True)
        self.accept_button.setDefault(True)
        if isinstance(error, KnownError):
            self.say(str(error))
        else:
            self.session.failed.emit(error)


def check_rows(rows: Sequence[FieldRow]) -> bool:
    """Whether all fields can be taken; those that can't say why, and the first of them gets the focus."""
    wrong: list[FieldRow] = []
    for row in rows:
        try:
            read_value(row.falt, row.editor.text())
        except InputRefused as error:
            row.show_error(str(error))
            wrong.append(row)
        else:
            row.show_error("")
    if wrong:
        wrong[0].editor.setFocus()
    return not wrong


def row_values(rows: Sequence[FieldRow]) -> dict[str, Value]:
    """Column → what stands in the fields, which have been checked."""
    return {row.falt.namn: read_value(row.falt, row.editor.text()) for row in rows}


def scrolling(content: QVBoxLayout) -> QScrollArea:
    """The layout in an area that scrolls when the screen is small, in the colour of the dialog."""
    inside = QWidget()
    inside.setLayout(content)
    content.setContentsMargins(0, 0, theme.space(inside, 0.5), 0)
    area = scrolled(inside)
    area.viewport().setBackgroundRole(QPalette.ColorRole.Window)
    return area


def note(text: str = "") -> QLabel:
    """A text that explains, in the muted colour."""
    label = Tinted("muted", text)
    label.setWordWrap(True)
    return label


def _nothing() -> None:
    """Work that only waits for its turn."""

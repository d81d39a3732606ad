"""What a careful colleague would object to: a line each, with the way to its record and the way to silence it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from internkontroll.domain.granska import Allvar, Anmarkning
from internkontroll.ui import theme
from internkontroll.ui.icons import icon
from internkontroll.ui.widgets.layouts import clear
from internkontroll.ui.widgets.naming import named
from internkontroll.ui.widgets.silence_row import SilenceRow
from internkontroll.ui.widgets.tab_order import tab_through
from internkontroll.ui.widgets.wrapped_text import WrappedText

MOST = 20
"""So many are shown until somebody asks for all."""

NOTHING = "Inget att anmärka på. Bra jobbat!"
_NO_RECORD = "Anmärkningen gäller ingen enskild post och kan inte tystas. Åtgärda det som den säger."
_ICONS = {Allvar.FEL: "fel", Allvar.VARNING: "varning", Allvar.RAD: "info"}


class RemarkList(QWidget):
    """Emits what the user wants done with a remark."""

    shown = Signal(object)
    """Go to the Anmarkning's record."""
    silenced = Signal(object, str)
    """Show the Anmarkning no more, for that reason."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Anmärkningar")
        self.only_part = QCheckBox("Bara den valda delen")
        theme.make_hittable(self.only_part)
        self.only_part.toggled.connect(lambda _on: self._show())
        self._all: Sequence[Anmarkning] = ()
        self._own: Sequence[Anmarkning] = ()
        self._most = MOST
        self._silencing: int | None = None
        self._buttons: list[QToolButton] = []
        self._sides: list[QWidget] = []
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(theme.space(self))
        self._lines.setVerticalSpacing(theme.space(self, 0.75))
        self._lines.setColumnStretch(1, 1)
        self._more = QPushButton()
        theme.make_hittable(self._more)
        self._more.clicked.connect(self._show_more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.only_part)
        layout.addLayout(self._lines)
        layout.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_remarks(self, remarks: Sequence[Anmarkning], own: Sequence[Anmarkning]) -> None:
        """All the open remarks, and those of the part that is looked at."""
        before, count = self.visible_remarks, len(self._asked)
        self._all, self._own = remarks, own
        if (self.visible_remarks, len(self._asked)) != (before, count) or self._lines.count() == 0:
            self._show()

    def show_again(self) -> None:
        """What was asked for wasn't done: the lines as they were."""
        self._show()

    @property
    def visible_remarks(self) -> tuple[Anmarkning, ...]:
        """Those that stand in the list."""
        return tuple(self._asked[: self._most])

    @property
    def _asked(self) -> Sequence[Anmarkning]:
        return self._own if self.only_part.isChecked() else self._all

    def focus_first(self) -> None:
        """The way to the first remark's record."""
        (self._buttons[0] if self._buttons else self.only_part).setFocus()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Another palette: icons and links follow."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._show()

    def _show_more(self) -> None:
        self._most = len(self._all)
        self._show()

    def _show(self) -> None:
        """The focus stays on its line's place."""
        place, self._silencing = self._line_of_focus(), None
        self._buttons.clear()
        self._sides.clear()
        clear(self._lines)
        for row, (remark, about) in enumerate(_told_apart(self.visible_remarks)):
            self._add(row, remark, about)
        if not self._buttons:
            self._lines.addWidget(QLabel(NOTHING), 0, 0, 1, 3)
        if place is not None:
            (self._buttons[min(place, len(self._buttons) - 1)] if self._buttons else self.only_part).setFocus()
        self._more.setText(f"Visa alla {len(self._asked)}")
        self._more.setVisible(len(self._asked) > self._most)
        tab_through((self.only_part, *self._sides, self._more))

    def _line_of_focus(self) -> int | None:
        """The line that is worked with: the one that has just been silenced, else the one that has the focus."""
        focus = QApplication.focusWidget()
        if self._silencing is not None or focus is None:
            return self._silencing
        return next((row for row, side in enumerate(self._sides) if side.isAncestorOf(focus)), None)

    def _silence(self, row: int, remark: Anmarkning, reason: str) -> None:
        self._silencing = row
        self.silenced.emit(remark, reason)

    def _add(self, row: int, remark: Anmarkning, about: str) -> None:
        mark = QLabel()
        mark.setPixmap(icon(_ICONS[remark.allvar], _tone(remark.allvar)).pixmap(self.fontMetrics().height()))
        text = WrappedText(f"<b>{remark.allvar}</b> {escape(remark.text)}")
        show = _link("Visa", about)
        show.setAccessibleDescription(remark.text)
        show.clicked.connect(lambda: self.shown.emit(remark))
        silence = _link("Tysta…", about)
        silence.clicked.connect(lambda: self._ask_reason(2 * row + 1, remark, about))
        if not remark.post:
            silence.setEnabled(False)
            silence.setToolTip(_NO_RECORD)
        side = QWidget()
        buttons = QVBoxLayout(side)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(0)
        buttons.addWidget(show)
        buttons.addWidget(silence)
        self._buttons.append(show)
        self._sides.append(side)
        self._lines.addWidget(mark, 2 * row, 0, Qt.AlignmentFlag.AlignTop)
        self._lines.addWidget(text, 2 * row, 1)  # an alignment would keep it from being as high as its width makes it
        self._lines.addWidget(side, 2 * row, 2, Qt.AlignmentFlag.AlignTop)

    def _ask_reason(self, row: int, remark: Anmarkning, about: str) -> None:
        """Ask below the line, where the answer belongs."""
        if self._lines.itemAtPosition(row, 1) is None:
            asking = SilenceRow(about)
            asking.answered.connect(lambda reason: self._silence(row // 2, remark, reason))
            self._lines.addWidget(asking, row, 1, 1, 2)
            tab_through((self._sides[row // 2], asking))
            asking.reason.setFocus()


def _tone(allvar: Allvar) -> QColor:
    colors = theme.colors()
    return {Allvar.FEL: colors.danger, Allvar.VARNING: colors.warning}.get(allvar, colors.info)


def _told_apart(remarks: Sequence[Anmarkning]) -> Iterator[tuple[Anmarkning, str]]:
    """Each with what its buttons are said to be about: its record, numbered where there are several about it."""
    of_all, so_far = Counter(one.rubrik for one in remarks), Counter[str]()
    for remark in remarks:
        name = remark.rubrik
        so_far[name] += 1
        yield remark, name if of_all[name] == 1 else f"{name}, {so_far[name]} av {of_all[name]}"


def _link(text: str, about: str) -> QToolButton:
    link = named(QToolButton(), f"{text}: {about}")
    link.setText(text)
    link.setAutoRaise(True)
    theme.make_hittable(link)
    palette = link.palette()
    palette.setColor(QPalette.ColorGroup.Active, QPalette.ColorRole.ButtonText, theme.colors().accent)
    palette.setColor(QPalette.ColorGroup.Inactive, QPalette.ColorRole.ButtonText, theme.colors().accent)
    link.setPalette(palette)
    return link

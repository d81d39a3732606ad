"""One åtgärd of a risk or granskning as a card, edited in place; a finished one is a line that unfolds."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.ui import theme
from internkontroll.ui.icons import status_icon
from internkontroll.ui.records.field_form import FieldForm, Name, record_source
from internkontroll.ui.records.follow_up import follow_fields, follow_source
from internkontroll.ui.records.loading import Followed
from internkontroll.ui.records.saver import Saver
from internkontroll.ui.records.texts import ToneLabel, button
from internkontroll.ui.records.words import previous_text, trouble_text
from internkontroll.ui.target import Target
from internkontroll.ui.widgets.card import Framed
from internkontroll.ui.widgets.naming import named
from internkontroll.ui.widgets.tinted import IconLabel

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.db.session import Register

_DONE = (Status.KLART, Status.EJ_AKTUELL)
_LINES: tuple[tuple[Name, ...], ...] = (
    (("atgard", "beskrivning"),),
    (("uppfoljning", "status"), ("atgard", "ansvarig"), ("atgard", "slutdatum")),
    (("uppfoljning", "kommentar"),),
    (("uppfoljning", "klart_datum"),),
)


class AtgardCard(Framed):
    """Made for one tillfälle, whose name stands in the labels."""

    go_to = Signal(object)

    def __init__(self, saver: Saver, typ: Tillfalletyp, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saver = saver
        self.typ = typ
        self.post = 0
        lines = _LINES if typ != Tillfalletyp.PLAN else tuple(_only_own(line) for line in _LINES[:2])
        self.form = FieldForm(saver, lines, follow_fields(typ))
        self.fold = QToolButton()
        self._title, self._icon, self._done = QLabel(), IconLabel(), ToneLabel("muted")
        self._trouble, self._before = ToneLabel("danger"), ToneLabel("muted")
        self._body = QWidget()
        self._lay_out()

    def show_atgard(self, one: Followed, sammanhang: Sammanhang) -> None:
        """Show the åtgärd; it is folded only when it comes, never while somebody is working in it."""
        post, said = one.post, one.lage.varden
        is_new, self.post = self.post != post.id, post.id
        follow = follow_source("atgard", post.id, one.lage, sammanhang, one.frozen)
        own = record_source("atgard", post.id, post.version, post.varden, one.frozen)
        self.form.show_sources({"atgard": own, "uppfoljning": follow})
        status = Status(said["status"]) if said["status"] else None
        text = " ".join(post.varden["beskrivning"].split())
        self.setAccessibleName(f"Åtgärd: {text}")
        self._title.setText(text)
        self.fold.setAccessibleName(f"Visa hela åtgärden: {text}")
        self._say_done(status, said["klart_datum"])
        typ, slutdatum = sammanhang.tillfalle, post.varden["slutdatum"]
        trouble = trouble_text(slutdatum, status, said["kommentar"], typ, sammanhang.idag)
        self._trouble.say("" if one.frozen else trouble)
        self._before.say(previous_text(one.lage.forra))
        if is_new:
            self.fold.setChecked(status not in _DONE)
        self.fold.setVisible(status in _DONE or not self.fold.isChecked())
        self._show_fold(self.fold.isChecked())

    def focus_text(self) -> None:
        """Put the focus in the åtgärd's text, to be written over."""
        self.fold.setChecked(True)
        editor = self.form.rows["atgard", "beskrivning"].editor
        editor.focus.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.select_all()

    def _say_done(self, status: Status | None, day: object) -> None:
        self._icon.show_icon(status_icon(status))
        self._done.say(f"{status or ''} {day or ''}".strip())
        klart = self.form.rows.get(("uppfoljning", "klart_datum"))
        if klart is not None:
            klart.setVisible(status == Status.KLART or day is not None)

    def _show_fold(self, is_open: bool) -> None:
        self._body.setVisible(is_open)
        for widget in (self._title, self._icon, self._done):
            widget.setVisible(not is_open)
        self.fold.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        self.fold.setToolTip("Visa bara en rad" if is_open else "Visa hela åtgärden")

    def _open(self) -> None:
        self.go_to.emit(Target("atgarder", "atgard", self.post))

    def _trash(self) -> None:
        post = self.post

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.redigera import trash

            return trash(register, "atgard", [post])

        self._saver.do(operation)

    def _lay_out(self) -> None:
        named(self.fold, "Visa hela åtgärden")
        self.fold.setCheckable(True)
        self.fold.setChecked(True)
        self.fold.setAutoRaise(True)
        theme.make_hittable(self.fold)
        self.fold.toggled.connect(self._show_fold)
        font = self._title.font()
        font.setBold(True)
        self._title.setFont(font)
        self._title.setWordWrap(True)
        self._done.setWordWrap(False)
        self._title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.form.rows["atgard", "beskrivning"].editor.focus.setFont(font)
        line = QHBoxLayout()
        for widget in (self.fold, self._title, self._icon, self._done):
            line.addWidget(widget, int(widget is self._title))
        layout = QVBoxLayout(self)
        layout.addLayout(line)
        layout.addWidget(self._body)
        self._fill_body(QVBoxLayout(self._body))
        self._show_fold(True)

    def _fill_body(self, body: QVBoxLayout) -> None:
        body.setContentsMargins(0, 0, 0, 0)
        body.addWidget(self.form)
        body.addWidget(self._trouble)
        body.addWidget(self._before)
        buttons = QHBoxLayout()
        go, trash = button("Allt om åtgärden"), button("Ta bort", "papperskorg", "Flytta åtgärden till papperskorgen")
        go.clicked.connect(self._open)
        trash.clicked.connect(self._trash)
        for one in (go, trash):
            one.setFlat(True)
            buttons.addWidget(one)
        buttons.addStretch(1)
        body.addLayout(buttons)


def _only_own(line: tuple[Name, ...]) -> tuple[Name, ...]:
    return tuple(name for name in line if name[0] == "atgard")

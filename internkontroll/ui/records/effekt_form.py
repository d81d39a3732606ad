"""Has the åtgärd helped? Asked when the day has come that somebody chose for it."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from internkontroll.domain.falt import Value, find_field
from internkontroll.domain.words import Effekt
from internkontroll.errors import KnownError
from internkontroll.ui import theme
from internkontroll.ui.records.loading import Loaded
from internkontroll.ui.records.saver import Saver
from internkontroll.ui.records.texts import ToneLabel
from internkontroll.ui.widgets.answer_buttons import Answer, AnswerButtons
from internkontroll.ui.widgets.card import Card
from internkontroll.ui.widgets.field_row import FieldRow

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.db.session import Register
    from internkontroll.domain.sparat import Sparat

_TITLE = "Har åtgärden hjälpt?"
_SVAR = (
    Answer(Effekt.JA, "Ja", "J", "Bristen är borta."),
    Answer(Effekt.DELVIS, "Delvis", "D", "Något återstår."),
    Answer(Effekt.NEJ, "Nej", "N", "Bristen är kvar."),
)
_REMAINS = "Vad som återstår"
_WAITS = "Svaret sparas när du har skrivit vad som återstår, och vad ni gör åt det."


class EffektForm(Card):
    """Saves by itself: Ja at once, the others when it is said what remains."""

    def __init__(self, saver: Saver, parent: QWidget | None = None) -> None:
        super().__init__(_TITLE, parent)
        self.setAutoFillBackground(False)  # the fields stand out from the page's ground
        self._saver = saver
        self._post, self._idag = 0, date.min
        self._held: tuple[str, str] = ("", "")
        self._kommentar = ""
        self.buttons = AnswerButtons(_TITLE, _SVAR)
        falt = find_field("atgard", "effekt_kommentar")
        assert falt is not None  # noqa: S101  every åtgärd has one
        self.comment = FieldRow(falt)
        self._when, self._note = ToneLabel("muted"), ToneLabel("warning")
        inside = QVBoxLayout()
        inside.setSpacing(theme.space(self))
        for widget in (self._when, self.buttons, self.comment, self._note):
            inside.addWidget(widget)
        self.body.addLayout(inside)
        self.buttons.chosen.connect(lambda _stored: self._save())
        self.buttons.went_on.connect(self.comment.editor.focus.setFocus)
        self.comment.edited.connect(self._write)
        self.hide()

    @property
    def is_due(self) -> bool:
        """Whether an answer is asked for and not given."""
        return not self.isHidden() and not self._held[0] and self.buttons.isVisibleTo(self)

    def show_atgard(self, loaded: Loaded, idag: date) -> None:
        """Show the question if it is to be put, and the answer if there is one."""
        post, varden = loaded.post, loaded.post.varden
        fraga, held = varden["effekt_fraga"], (varden["effekt"] or "", varden["effekt_kommentar"] or "")
        if post.id != self._post or not self._is_dirty():
            self.buttons.show_answer(held[0])
        if post.id != self._post:
            self.comment.set_value(held[1] or None)
        else:
            self.comment.refresh_value(held[1] or None)
        if not self.comment.is_dirty:
            self._kommentar = held[1]
        self._post, self._idag, self._held = post.id, idag, held
        is_asked = bool(held[0]) or (fraga is not None and fraga <= idag)
        self.setVisible(fraga is not None or bool(held[0]))
        for widget in (self.buttons, self.comment):
            widget.setVisible(is_asked)
        self._when.say(when_text(fraga, varden["effekt_datum"], idag))
        self._remind()

    def _is_dirty(self) -> bool:
        return (self.buttons.stored, self._kommentar) != self._held

    def _write(self, _column: str, value: Value) -> None:
        self._kommentar = str(value or "")
        self._save()

    def _remind(self) -> bool:
        """Whether something is still to be said before the answer can be saved."""
        remains = self.buttons.stored in (Effekt.DELVIS, Effekt.NEJ)
        self.comment.set_title(_REMAINS if remains else self.comment.falt.titel)
        waits = remains and not self._kommentar.strip()
        self._note.say(_WAITS if waits else "")
        return waits

    def _save(self) -> None:
        stored, comment, idag, post = self.buttons.stored, self._kommentar, self._idag, self._post
        if self._remind() or not stored or not self._is_dirty():
            return

        def operation(register: "Register", version: int) -> "Sparat":
            from internkontroll.services.egenkontroll import set_effect

            return set_effect(register, post, version, Effekt(stored), comment or None, idag)

        self._saver.write(("atgard", post), operation, self._failed)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self.comment.refused(error)
        else:
            self._saver.session.failed.emit(error)


def when_text(fraga: date | None, svarad: date | None, idag: date) -> str:
    """ "Svarat 2026-12-16." or when the program asks."""
    if svarad is not None:
        return f"Svarat {svarad}."
    if fraga is None:
        return ""
    return f"Frågan skulle ställas {fraga}." if fraga <= idag else f"Programmet frågar {fraga} om åtgärden har hjälpt."

"""Has the åtgärd helped? Asked when the day has come that somebody chose for it."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from internkontroll.domain.egenkontroll.effekt import USUAL_DAYS, is_unanswered
from internkontroll.domain.falt import Falt, Faltslag, Value, find_field
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
_AGAIN = Falt(
    "dagar",
    "Fråga igen efter (dagar)",
    "Så många dagar från i dag, eller från åtgärdens slutdatum om det är senare, frågar programmet igen på Hem.",
    str(USUAL_DAYS),
    Faltslag.NUMBER,
    minst=1,
    hogst=1000,
)
_WAITS = "Svaret sparas när du har skrivit vad som återstår, och vad ni gör åt det."


class EffektForm(Card):
    """Saves by itself: Ja at once, the others when it is said what remains; then it can be asked again."""

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
        self.again = FieldRow(_AGAIN)
        self._when, self._note = ToneLabel("muted"), ToneLabel("warning")
        inside = QVBoxLayout()
        inside.setSpacing(theme.space(self))
        for widget in (self._when, self.buttons, self.comment, self._note, self.again):
            inside.addWidget(widget)
        self.body.addLayout(inside)
        self.buttons.chosen.connect(lambda _stored: self._save())
        self.buttons.went_on.connect(self.comment.editor.focus.setFocus)
        self.comment.edited.connect(self._write)
        self.again.edited.connect(self._ask_again)
        self.hide()

    @property
    def is_due(self) -> bool:
        """Whether an answer is asked for and not given."""
        return not self.isHidden() and not self._held[0] and self.buttons.isVisibleTo(self)

    def show_atgard(self, loaded: Loaded, idag: date) -> None:
        """Show the question if it is to be put, and the answer if there is one."""
        post, varden = loaded.post, loaded.post.varden
        fraga, effekt, svarad = (varden[name] for name in ("effekt_fraga", "effekt", "effekt_datum"))
        asks = is_unanswered(fraga, effekt, svarad)
        is_due = asks and fraga <= idag
        # An answer from before the day that has come is told above, and a new one is given.
        held = ("", "") if is_due and effekt else (effekt or "", varden["effekt_kommentar"] or "")
        if post.id != self._post or not self._is_dirty():
            self.buttons.show_answer(held[0])
        if post.id != self._post or not self.again.is_dirty:
            self.again.set_value(None)
        if post.id != self._post:
            self.comment.set_value(held[1] or None)
        else:
            self.comment.refresh_value(held[1] or None)
        if not self.comment.is_dirty:
            self._kommentar = held[1]
        self._post, self._idag, self._held = post.id, idag, held
        self.setVisible(fraga is not None or bool(effekt))
        for widget in (self.buttons, self.comment):
            widget.setVisible(bool(effekt) or is_due)
        self.again.setVisible(effekt in (Effekt.DELVIS, Effekt.NEJ) and not asks)
        self._when.say(when_text(varden, idag))
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

        self._saver.write(("atgard", post), operation, lambda error: self._failed(error, self.comment))

    def _ask_again(self, _column: str, dagar: Value) -> None:
        post, idag = self._post, self._idag
        if not isinstance(dagar, int):
            return

        def operation(register: "Register", version: int) -> "Sparat":
            from internkontroll.services.egenkontroll import ask_effect

            return ask_effect(register, post, version, dagar, idag)

        self._saver.write(("atgard", post), operation, lambda error: self._failed(error, self.again))

    def _failed(self, error: Exception, row: FieldRow) -> None:
        if isinstance(error, KnownError):
            row.refused(error)
        else:
            self._saver.session.failed.emit(error)


def when_text(varden: Mapping[str, Any], idag: date) -> str:
    """ "Svarat 2026-12-16." and when the program asks; an answer that is to be given anew is told whole."""
    fraga, effekt, svarad = (varden[name] for name in ("effekt_fraga", "effekt", "effekt_datum"))
    is_again, answered = bool(effekt), f"Svarat {svarad}." if effekt and svarad else ""
    if not is_unanswered(fraga, effekt, svarad):
        return answered
    if fraga > idag:
        asks = f"Programmet frågar {'igen ' if is_again else ''}{fraga} om åtgärden har hjälpt."
        return f"{answered} {asks}".strip()
    before = f" Svaret {svarad} var {effekt}. {varden['effekt_kommentar'] or ''}".rstrip() if is_again else ""
    return f"Frågan skulle ställas {'igen ' if is_again else ''}{fraga}.{before}"

"""One question of a tillfälle: its answer by a key, what is to be said to it, and what was said the last time."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from internkontroll.domain.egenkontroll.rapport import Besked, is_failed
from internkontroll.domain.falt import Falt, Faltslag, Value
from internkontroll.domain.words import Svarsord, Svarstyp
from internkontroll.errors import KnownError
from internkontroll.ui import theme
from internkontroll.ui.records.rapportera_rad import Pair, refresh_row, tell_typing, write_again, written
from internkontroll.ui.records.texts import ToneLabel
from internkontroll.ui.widgets.answer_buttons import Answer, AnswerButtons
from internkontroll.ui.widgets.editors import as_text
from internkontroll.ui.widgets.field_row import FieldRow

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.services.egenkontroll import Frageruta

SVAR = (
    Answer(Svarsord.JA, "Ja", "J"),
    Answer(Svarsord.DELVIS, "Delvis", "D"),
    Answer(Svarsord.NEJ, "Nej", "N"),
    Answer(Svarsord.EJ_RELEVANT, "Ej relevant", "E"),
)
_TITLES = {str(Svarsord.EJ_RELEVANT): "Varför är frågan inte relevant?"}
_KOMMENTAR = Falt(
    "kommentar",
    "Vad är det som brister?",
    "Vad avvikelsen är, eller skälet till att frågan inte är relevant. Skriv aldrig namn eller personnummer.",
    "Två planer är äldre än ett år.",
    Faltslag.MULTILINE,
)
_GONE = "Frågan löd så förut. Nu ställs den inte så."


class QuestionRow(QWidget):
    """`edited`: something else is said; `left`: and the user is done with a text; `went_on`: with the question."""

    edited = Signal()
    left = Signal()
    typed = Signal()
    """Somebody is writing."""
    went_on = Signal()
    moved = Signal()
    """The key of an answer has led to its comment."""

    def __init__(self, ruta: "Frageruta", falt: Falt, place: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.point, self.typ = ruta.fraga.kontrollpunkt_id, ruta.fraga.svarstyp
        self._ruta = ruta
        self._base: tuple[Value, str | None] = (None, None)
        self._svar: Value = None
        self._kommentar: str | None = None
        self._is_frozen = False
        self.question = QLabel(f"{place} {ruta.fraga.fraga}")
        self.buttons = AnswerButtons(ruta.fraga.fraga, SVAR) if self.typ == Svarstyp.JA_NEJ else None
        self.field = None if self.buttons else FieldRow(replace(falt, titel=_kind(self.typ), kravs=False))
        self.comment = FieldRow(_KOMMENTAR)
        self._again, self._before, self._error = ToneLabel("warning"), ToneLabel("muted"), ToneLabel("danger")
        self._lay_out(ruta)
        self.show_ruta(ruta, is_new=True)

    @property
    def said(self) -> tuple[Value, str | None]:
        """Answer and comment as they stand here."""
        return (self._svar, self._kommentar if self._svar is not None else None)

    @property
    def is_dirty(self) -> bool:
        """Whether the register holds something else."""
        return self.said != self._base

    @property
    def besked(self) -> Besked:
        """For the rules of the domain."""
        text = None if self._svar is None else str(self._svar)
        return Besked(self.point, self.typ, text, self._kommentar)

    @property
    def focus(self) -> QWidget:
        """Where the question is answered."""
        return self.buttons or (self.field.editor.focus if self.field else self)

    @property
    def rows(self) -> list[FieldRow]:
        """Its fields."""
        return [one for one in (self.field, self.comment) if one]

    def show_ruta(self, ruta: "Frageruta", *, is_new: bool = False) -> None:
        """The register has been read: show it, but not instead of what the user has just said."""
        base = (_value(self.typ, ruta.fraga.svar), ruta.fraga.kommentar)
        clash = self.is_dirty and base != self._base and base != self.said and not is_new
        if clash and base[0] != self._base[0]:
            self._say_clash(base[0], self._svar)
        before, self._ruta, self._base = self._base, ruta, base
        if is_new:
            for row, value in zip(self.rows, base if self.field else base[1:], strict=True):
                row.set_value(value)
            self._svar, self._kommentar = base
        else:
            self._take_in(before, clash=clash)
        self._show()

    def _take_in(self, before: tuple[Value, str | None], *, clash: bool) -> None:
        svar, kommentar = self._base
        if self.field:
            self._svar = refresh_row(self.field, self._svar, before[0], svar)
        elif clash or self._svar == before[0]:
            self._svar = svar
        said = refresh_row(self.comment, self._kommentar, before[1], kommentar)
        self._kommentar = None if said is None else str(said)

    def set_frozen(self, reason: str) -> None:
        """Only to be read."""
        self._is_frozen = bool(reason)
        if self.buttons:
            self.buttons.set_frozen(bool(reason))
        for row in self.rows:
            row.set_frozen(reason)
        self._show()

    def show_error(self, text: str, *, of_comment: bool = False) -> None:
        """Say beside the answer, or beside its comment, what is wrong; empty when nothing is."""
        if of_comment:
            self.comment.show_error(text)
        elif self.field:
            self.field.show_error(text)
        else:
            self._error.say(text)
            if self.buttons:
                self.buttons.describe(text)

    def refused(self, error: KnownError) -> None:
        """The register didn't take what is said here."""
        svar, kommentar = self._base
        if self.field and self._svar != svar:
            self.field.refused(error)
        if self._kommentar != kommentar:
            self.comment.refused(error)

    def written(self) -> dict[str, Pair]:
        """What stands here, taken in or not, and isn't what the register holds; with what that is."""
        svar, kommentar = self._base
        found: dict[str, Pair | None] = {"kommentar": written(self.comment, kommentar)}
        if self.field:
            found["svar"] = written(self.field, svar)
        elif self._svar != svar:
            found["svar"] = (as_text(self._svar), as_text(svar))
        return {name: pair for name, pair in found.items() if pair}

    def write_again(self, said: Mapping[str, Pair]) -> None:
        """Let what was written another time stand here, unless somebody else has answered meanwhile."""
        pair, (svar, kommentar) = said.get("svar"), self._base
        if self.field:
            write_again(self.field, pair, svar)
        elif pair and pair[1] == as_text(svar):
            self._choose(pair[0])
        elif pair and pair[0] != as_text(svar):
            self._say_clash(svar, pair[0])
        write_again(self.comment, said.get("kommentar"), kommentar)
        self.comment.setVisible(not self.comment.isHidden() or self.comment.is_dirty)

    def _say_clash(self, theirs: Value, mine: Value) -> None:
        shown = "tagit bort svaret" if theirs is None else f"svarat {theirs}"
        self.show_error(f"Någon annan har {shown}. Ditt svar, {mine}, är inte sparat: svara igen om det gäller.")

    def _choose(self, stored: str) -> None:
        self._svar = Svarsord(stored) if stored else None
        self.show_error("")
        self._show()
        self.edited.emit()

    def _went_on(self) -> None:
        """A reason is asked for at once; what falls short can be described later."""
        if self._svar == Svarsord.EJ_RELEVANT and not self._kommentar:
            self.comment.editor.focus.setFocus()
            self.moved.emit()
        else:
            self.went_on.emit()

    def _write(self, column: str, value: Value) -> None:
        if column == "kommentar":
            self._kommentar = None if value is None else str(value)
        else:
            self._svar = value
        self.edited.emit()
        self.left.emit()

    def _show(self) -> None:
        if self.buttons:
            self.buttons.show_answer(str(self._svar or ""))
            self.buttons.set_frozen(self._is_frozen)
        explains = is_failed(str(self._svar)) or self._svar == Svarsord.EJ_RELEVANT
        wanted = bool(self.buttons) and explains and not self._is_frozen
        self.comment.set_title(_TITLES.get(str(self._svar), _KOMMENTAR.titel) if explains else "Kommentar")
        self.comment.setVisible(wanted or bool(self._kommentar))
        self._again.say(again_text(self._ruta, str(self._svar) if self._svar is not None else None))
        self._before.say(before_text(self._ruta))

    def _lay_out(self, ruta: "Frageruta") -> None:
        self.question.setWordWrap(True)
        font = self.question.font()
        font.setBold(True)
        self.question.setFont(font)
        self.question.setBuddy(self.focus)
        self.focus.setAccessibleName(ruta.fraga.fraga)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(self, 0.25))
        layout.addWidget(self.question)
        help_ = _GONE if ruta.fraga.tidigare else ruta.fraga.hjalp or ""
        for widget in (ToneLabel("muted", help_) if help_ else None, self.buttons, self.field, self._error):
            if widget:
                layout.addWidget(widget)
        for widget in (self._again, self._before, self.comment):
            layout.addWidget(widget)
        if self.buttons:
            self.buttons.chosen.connect(self._choose)
            self.buttons.went_on.connect(self._went_on)
        for row in self.rows:
            row.edited.connect(self._write)
            tell_typing(row, self.typed.emit)


def again_text(ruta: "Frageruta", svar: str | None) -> str:
    """That the same question falls short once more: "Andra gången i rad. Senast 2026-02-28."."""
    if not ruta.falls_again(svar):
        return ""
    last = ruta.brister[0]
    if ruta.forra is None or not is_failed(ruta.forra[0]):
        return f"Har brustit förut, senast {last}."
    more = len(ruta.brister) - 1
    often = f" Dessutom {more} {'gång' if more == 1 else 'gånger'} tidigare." if more else ""
    return f"Andra gången i rad: brast även {last}.{often}" if not more else f"Brast även förra gången, {last}.{often}"


def before_text(ruta: "Frageruta") -> str:
    """ "Förra gången: Nej. ”Två planer saknas.”"."""
    if ruta.forra is None:
        return ""
    svar, kommentar = ruta.forra
    unit = " %" if ruta.fraga.svarstyp == Svarstyp.ANDEL else ""
    return f"Förra gången: {svar}{unit}." + (f" ”{kommentar}”" if kommentar else "")


def _kind(typ: Svarstyp) -> str:
    return {Svarstyp.ANTAL: "Antal", Svarstyp.ANDEL: "Andel i procent"}.get(typ, "Svar")


def _value(typ: Svarstyp, text: str | None) -> Value:
    if text is None:
        return None
    if typ == Svarstyp.JA_NEJ:
        return Svarsord(text)
    return int(text) if typ in (Svarstyp.ANTAL, Svarstyp.ANDEL) and text.isdecimal() else text

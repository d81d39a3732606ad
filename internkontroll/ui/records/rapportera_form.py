"""The fields of one tillfälle in the order in which they are filled in. It writes nothing: `RapporteraPanel` does."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from internkontroll.domain.egenkontroll.rapport import Rapport, Saknas, is_deviation, missing, suggested, wrong_day
from internkontroll.domain.falt import Value, find_field
from internkontroll.domain.words import Resultat
from internkontroll.errors import KnownError
from internkontroll.ui import theme
from internkontroll.ui.records.rapportera_avvikelse import DeviationCard
from internkontroll.ui.records.rapportera_enheter import UnitChoice
from internkontroll.ui.records.rapportera_fraga import QuestionRow
from internkontroll.ui.records.rapportera_las import Said, Underlag
from internkontroll.ui.records.rapportera_rad import refresh_row, take_typed, tell_typing, write_again, written
from internkontroll.ui.records.rapportera_risk import LiftForm
from internkontroll.ui.records.texts import ToneLabel
from internkontroll.ui.session import Session
from internkontroll.ui.widgets.columns import Columns
from internkontroll.ui.widgets.editors import ChoiceEditor, as_text
from internkontroll.ui.widgets.field_row import FieldRow

_NUMBERS = ("antal_granskade", "antal_avvikelser")
_DONE = ("datum", "utford_av")
_FIELDS = (*_NUMBERS, "resultat", "kommentar", *_DONE)
_LEAST = 24
"""Characters that ”Antal avvikelser” and its help need beside each other."""
_AS_ANSWERED = "Utan eget val blir resultatet det som svaren visar: {}."


class RapportForm(QWidget):
    """`edited`: something is said that isn't saved; `left`: and the user has left the field; `typed`: or writes on."""

    edited = Signal()
    left = Signal()
    typed = Signal()
    moved = Signal()
    """A key has led to another field."""

    def __init__(self, underlag: Underlag, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._idag = session.today
        self._underlag = underlag
        self._values: dict[str, Value] = {}
        self._base: dict[str, Value] = {}
        self._gaps: list[Saknas] = []
        fragor = underlag.bild.fragor
        self.questions = [
            QuestionRow(one, underlag.falt[one.fraga.kontrollpunkt_id], f"{place}.")
            for place, one in enumerate(fragor, 1)
        ]
        self.rows = {name: _row(name) for name in _FIELDS}
        self._result = ToneLabel("muted")
        self.deviation = DeviationCard(underlag.bild.grader)
        self.lift = LiftForm(session)
        self.units = UnitChoice()
        self._lay_out()
        self._connect()

    # --- what stands here -----------------------------------------------------------------------------------------

    def rapport(self) -> Rapport:
        """What it amounts to, for the rules of the domain."""
        asked = self._underlag.bild.rapport().besked
        points = {one.kontrollpunkt_id for one in asked}
        granskade, avvikelser = (_number(self._values.get(name)) for name in _NUMBERS)
        result, comment = self._values.get("resultat"), self._values.get("kommentar")
        return Rapport(
            tuple(row.besked for row in self.questions if row.point in points),
            granskade,
            avvikelser,
            Resultat(str(result)) if result else None,
            None if comment is None else str(comment),
            self.deviation.allvar,
            sum(bool(form.atgard.beskrivning.strip()) for form in self.deviation.forms),
        )

    def said(self, *, final: bool = False, whole: bool = False) -> Said:
        """What the register doesn't hold. `final`: with the day and the result; `whole`: with what it holds, too."""
        svar = {row.point: row.said for row in self.questions if row.is_dirty or (whole and row.said[0] is not None)}
        varden: dict[str, Any] = {
            name: value
            for name, value in (self._values | {"allvar": self.deviation.allvar}).items()
            if name != "datum" and (whole or value != self._base.get(name))
        }
        if final:
            varden |= {name: self._values.get(name) for name in ("datum", "resultat")}
        rader = {} if self.deviation.isHidden() else self.deviation.forms
        return Said(svar, varden, {form.key: form.atgard for form in rader if form.is_dirty and _is_told(form)})

    def commit(self) -> bool:
        """Take what is being written; whether all of it could be taken."""
        self.lift.keep()
        return all([row.commit() for row in self._field_rows()])

    def take_typed(self) -> None:
        """Take what is being written so far; nobody is told that it can't be: it isn't done yet."""
        for row in self._field_rows():
            take_typed(row)

    def find_trouble(self, lacked: Iterable[Saknas] = ()) -> QWidget | None:
        """Say beside the fields what is missing or wrong; the answer is where to go first, None when all is well.

        `lacked`: what was missing when it was handed in, and isn't asked for when it is corrected.
        """
        for row in self.questions:
            row.show_error("")
        self.deviation.error.say("")
        if not self.commit():
            return next(row.editor.focus for row in self._field_rows() if row.error)
        self._gaps = [gap for gap in missing(self.rapport()) if gap not in tuple(lacked)]
        places = [self._say(gap) for gap in self._gaps]
        if not self.deviation.isHidden():
            places += [one.rows["beskrivning"].editor.focus for one in self.deviation.forms if one.lacks_text()]
            places += [self.lift.text.editor.focus] if self.lift.is_unmade() else []
        places += [self.rows["datum"].editor.focus] if self._has_wrong_day() else []
        return places[0] if places else None

    def refused(self, error: KnownError) -> None:
        """The register didn't take what is said: it stays, with the reason."""
        for question in self.questions:
            question.refused(error)
        for name, row in self.rows.items():
            if name != "datum" and self._values.get(name) != self._base.get(name):
                row.refused(error)
        self.deviation.refused(error)

    def written(self, ids: Mapping[int, int]) -> dict[str, Any]:
        """All that stands here, taken in or not, and isn't what the register holds; as JSON takes it."""
        fields = {name: written(row, self._base.get(name)) for name, row in self.rows.items()}
        grade = as_text(self.deviation.allvar), as_text(self._base.get("allvar"))
        found = {
            "svar": {str(row.point): row.written() for row in self.questions if row.written()},
            "falt": {name: pair for name, pair in fields.items() if pair},
            "allvar": grade if grade[0] != grade[1] else None,
            "atgarder": self.deviation.written(ids),
        }
        return {name: said for name, said in found.items() if said}

    def write_again(self, said: Mapping[str, Any], ids: Mapping[int, int]) -> None:
        """Let what was written another time stand here, and be decided on where the register has changed since."""
        for question in self.questions:
            question.write_again(said.get("svar", {}).get(str(question.point), {}))
        for name, row in self.rows.items():
            write_again(row, said.get("falt", {}).get(name), self._base.get(name))
        grade, held = said.get("allvar", ("", ""))
        if grade and held == as_text(self._base.get("allvar")):
            self.deviation.show_grade(int(grade))
        self.deviation.write_again(said.get("atgarder", ()), ids)
        self.follow()

    # --- what the register holds ----------------------------------------------------------------------------------

    def show_underlag(self, underlag: Underlag, ids: dict[int, int], user: str, *, corrects: bool) -> None:
        """Show what has been read, but not instead of what the user has just said."""
        self._underlag = underlag
        bild = underlag.bild
        held = _held(underlag, corrects=corrects)
        usual: dict[str, Value] = {"datum": self._idag, "utford_av": user}
        for name, row in self.rows.items():
            value = usual.get(name) if held[name] is None else held[name]
            base = value if name == "utford_av" else held[name]
            if name not in self._base:
                row.set_value(value)
                self._values[name] = value
            elif name != "datum" or base != self._base[name]:
                # The day isn't a part of the draft: what is chosen stays until it is handed in.
                self._values[name] = refresh_row(row, self._values[name], self._base[name], value)
            self._base[name] = base
        for question, ruta in zip(self.questions, bild.fragor, strict=True):
            question.show_ruta(ruta)
        if self.deviation.allvar == self._base.get("allvar"):
            self.deviation.show_grade(bild.varden["allvar"])
        self._base["allvar"] = bild.varden["allvar"]
        self.deviation.show_atgarder(bild.atgarder, ids)
        self.deviation.show_risks(bild.risker)
        self.units.show_units(underlag.grannar)
        self.follow()

    def set_frozen(self, reason: str) -> None:
        """Only to be read, because of this; empty: it can be filled in."""
        for question in self.questions:
            question.set_frozen(reason)
        for name, row in self.rows.items():
            row.set_frozen(reason)
            if name in _NUMBERS:  # what nobody has counted says nothing
                row.setVisible(not reason or self._values.get(name) is not None)
        self.deviation.set_frozen(reason)
        self._result.setVisible(not reason and bool(self._result.text()))

    def follow(self) -> None:
        """What hangs on the answers: the deviation's part, what they amount to, and whether it may go for several."""
        rapport = self.rapport()
        falls_short = is_deviation(rapport)
        bild = self._underlag.bild
        self.deviation.setVisible(falls_short or bool(bild.atgarder) or bool(bild.risker))
        self.deviation.lift_button.setVisible(falls_short)
        result = suggested(rapport.besked, rapport.antal_granskade, rapport.antal_avvikelser)
        self._result.say(_AS_ANSWERED.format(result) if result and not rapport.resultat else "")
        self._unsay_mended(rapport)
        self.units.allow(not falls_short)

    def first_stop(self) -> QWidget:
        """Where filling in begins: the first question without an answer, or the numbers."""
        open_ = [row.focus for row in self.questions if row.said[0] is None]
        if self.questions:
            return open_[0] if open_ else self.questions[0].focus
        return self.rows["antal_granskade"].editor.focus

    # --- the pieces -----------------------------------------------------------------------------------------------

    def _field_rows(self) -> list[FieldRow]:
        own = [*(row for one in self.questions for row in one.rows), *self.rows.values()]
        # An åtgärd that is to go is hidden until it is saved that it has gone: nothing is asked of it.
        led_to = [row for row in self.deviation.findChildren(FieldRow) if row.isVisibleTo(self.deviation)]
        return [row for row in own + led_to if not row.is_frozen]

    def _say(self, gap: Saknas) -> QWidget:
        question = next((one for one in self.questions if one.point == gap.kontrollpunkt_id), None)
        if question:
            question.show_error(gap.text, of_comment=gap.falt == "kommentar")
            return question.comment.editor.focus if gap.falt == "kommentar" else question.focus
        if gap.falt == "allvar":
            self.deviation.error.say(gap.text)
            return self.deviation.grade
        row = self._row_of(gap)
        row.show_error(gap.text)
        return row.editor.focus

    def _row_of(self, gap: Saknas) -> FieldRow:
        return self.deviation.forms[0].rows["beskrivning"] if gap.falt == "atgard" else self.rows[gap.falt]

    def _unsay_mended(self, rapport: Rapport) -> None:
        """What is missing no longer isn't said to be, wherever it was mended; questions see to theirs."""
        gaps = missing(rapport)
        for gap in [one for one in self._gaps if one not in gaps and one.kontrollpunkt_id is None]:
            self._gaps.remove(gap)
            if gap.falt == "allvar":
                self.deviation.error.say("")
            elif self._row_of(gap).error == gap.text:
                self._row_of(gap).show_error("")

    def _step_result(self) -> None:
        """Another result is about to be chosen, step by step: it is asked for no longer."""
        row = self.rows["resultat"]
        if row.error in [gap.text for gap in self._gaps]:
            row.show_error("")

    def _has_wrong_day(self) -> bool:
        day, row = self._values.get("datum"), self.rows["datum"]
        said = isinstance(day, date) and day != self._base.get("datum")
        wrong = wrong_day(day, self._idag, self._underlag.bild.ar) if said and isinstance(day, date) else ""
        if wrong:
            row.show_error(wrong)
        return bool(wrong)

    def _go_on(self, place: int) -> None:
        """From a question to the next; from the last to what the answers ask for, or what isn't counted."""
        if place + 1 < len(self.questions):
            self.questions[place + 1].focus.setFocus()
        elif is_deviation(self.rapport()):
            self.deviation.grade.setFocus()
        else:
            uncounted = [name for name in _NUMBERS if self._values.get(name) is None]
            self.rows[(*uncounted, "kommentar")[0]].editor.focus.setFocus()
        self.moved.emit()

    def _write(self, column: str, value: Value) -> None:
        self._values[column] = value
        self.follow()
        self.left.emit()

    def _leave_lift(self) -> None:
        self.lift.hide()
        self.deviation.lift_button.setFocus()

    def _edited(self) -> None:
        self.follow()
        self.edited.emit()

    def _connect(self) -> None:
        for place, question in enumerate(self.questions):
            question.edited.connect(self._edited)
            question.left.connect(self.left)
            question.typed.connect(self.typed)
            question.moved.connect(self.moved)
            question.went_on.connect(lambda place=place: self._go_on(place))
        for row in self.rows.values():
            row.edited.connect(self._write)
            tell_typing(row, self.typed.emit)
        result = self.rows["resultat"].editor
        if isinstance(result, ChoiceEditor):
            result.box.currentIndexChanged.connect(lambda _row: self._step_result())
        self.deviation.grade.went_on.connect(self.moved)
        self.deviation.edited.connect(self._edited)
        self.deviation.edited.connect(self.left)
        self.deviation.typed.connect(self.typed)
        self.lift.left.connect(self._leave_lift)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(self, 1.5))
        numbers = Columns([self.rows[name] for name in (*_NUMBERS, "resultat")], least=_LEAST)
        for widget in (*self.questions, numbers, self._result, self.deviation):
            layout.addWidget(widget)
        self.deviation.body.addWidget(self.lift)
        done = Columns([self.rows[name] for name in _DONE])
        for widget in (self.rows["kommentar"], self.units, done):
            layout.addWidget(widget)


def _row(name: str) -> FieldRow:
    falt = find_field("utfall", name)
    assert falt is not None  # noqa: S101  every one of them is a field
    return FieldRow(falt)


def _held(underlag: Underlag, *, corrects: bool) -> dict[str, Value]:
    """The columns. A result that is what the answers amount to isn't a choice: it follows when they are corrected."""
    rapport, varden = underlag.bild.rapport(), underlag.bild.varden
    amounts_to = suggested(rapport.besked, rapport.antal_granskade, rapport.antal_avvikelser)
    held: dict[str, Value] = {name: varden[name] for name in _FIELDS}
    if corrects and held["resultat"] == amounts_to:
        held["resultat"] = None
    return held


def _number(value: Value) -> int | None:
    return value if isinstance(value, int) else None


def _is_told(form: Any) -> bool:
    """Whether there is an åtgärd to write: one with a text, or one that is to go."""
    return bool(form.atgard.beskrivning.strip()) or bool(form.base.beskrivning)

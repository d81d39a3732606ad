"""What a deviation leads to: how serious it is, åtgärder with a day to ask whether they helped, and perhaps a risk."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from internkontroll.domain.egenkontroll.allvar import Grad
from internkontroll.domain.egenkontroll.effekt import USUAL_DAYS, days_after
from internkontroll.domain.falt import Falt, Faltslag, Value, find_field
from internkontroll.errors import KnownError
from internkontroll.ui import theme
from internkontroll.ui.records.rapportera_las import Atgard
from internkontroll.ui.records.rapportera_rad import Pair, refresh_row, tell_typing, write_again, written
from internkontroll.ui.records.texts import ToneLabel, button
from internkontroll.ui.widgets.answer_buttons import Answer, AnswerButtons
from internkontroll.ui.widgets.card import Card, Framed
from internkontroll.ui.widgets.columns import Columns
from internkontroll.ui.widgets.field_row import FieldRow
from internkontroll.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.services.egenkontroll import Atgardsrad

_DAGAR = Falt(
    "dagar",
    "Fråga om effekt efter (dagar)",
    "Så många dagar efter slutdatum frågar programmet på Hem om åtgärden har hjälpt. 0: fråga inte.",
    str(USUAL_DAYS),
    Faltslag.NUMBER,
    hogst=1000,
)
_NAMES = ("beskrivning", "ansvarig", "slutdatum", "dagar")
_WRITE = "Skriv vad som ska göras. Utan det sparas inte ansvarig och slutdatum."


class AtgardForm(Framed):
    """One åtgärd. `edited`: the user has left one of its fields with another value; `typed`: or is writing there."""

    edited = Signal()
    typed = Signal()
    removed = Signal()

    def __init__(self, key: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.base = Atgard()
        self.asked: date | None = None
        self._days: int | None = None
        self._values: dict[str, Value] = {}
        self.rows = {name: FieldRow(_field(name)) for name in _NAMES}
        self._ask = ToneLabel("muted")
        self.remove = button("Ta bort åtgärden", "papperskorg")
        self.remove.setFlat(True)
        layout = QVBoxLayout(self)
        layout.addWidget(self.rows["beskrivning"])
        layout.addWidget(Columns([self.rows["ansvarig"], self.rows["slutdatum"]], least=20))
        layout.addWidget(self.rows["dagar"])
        layout.addWidget(self._ask)
        layout.addWidget(self.remove)
        for row in self.rows.values():
            row.edited.connect(self._write)
            tell_typing(row, self.typed.emit)
        self.remove.clicked.connect(self.removed)

    @property
    def atgard(self) -> Atgard:
        """What stands here. The day to ask follows the slutdatum, as many days after it as was said."""
        text, ansvarig, slutdatum, dagar = (self._values.get(name) for name in _NAMES)
        day = slutdatum if isinstance(slutdatum, date) else None
        days = dagar if isinstance(dagar, int) else None
        if days is None and self.asked and day and day != self.base.slutdatum:
            days = self._days or days_after(self.base.slutdatum, self.asked)
        return Atgard(str(text or ""), None if ansvarig is None else str(ansvarig), day, days)

    @property
    def is_dirty(self) -> bool:
        """Whether the register holds something else."""
        return self.atgard != self.base

    def show_rad(self, rad: "Atgardsrad") -> None:
        """The register has been read: show the åtgärd, but not instead of what is being written."""
        day, asked = (one if isinstance(one, date) else None for one in (rad.slutdatum, rad.effekt_fraga))
        before, self.base = self.base, Atgard(rad.beskrivning, rad.ansvarig, day)
        for name in _NAMES[:-1]:
            held = (getattr(one, name) or None for one in (before, self.base))
            self._values[name] = refresh_row(self.rows[name], self._values.get(name), *held)
        if asked != self.asked:
            said = self._values.get("dagar")
            if isinstance(said, int):
                self._days = said
            elif before.slutdatum == day:
                self._days = None  # another day has been chosen elsewhere
            self.rows["dagar"].set_value(None)
            self._values["dagar"], self.asked = None, asked
        self._ask.say(f"Programmet frågar {asked} om åtgärden har hjälpt." if asked else "")

    def set_frozen(self, reason: str) -> None:
        """Only to be read."""
        for name, row in self.rows.items():
            row.set_frozen(reason)
            row.setVisible(not reason or (name != "dagar" and bool(self._values.get(name))))
        self.remove.setVisible(not reason)
        self.setVisible(not reason or self.base != Atgard())

    def refused(self, error: KnownError) -> None:
        """The register didn't take what is written here."""
        for name, row in self.rows.items():
            if self._values.get(name) != getattr(self.base, name) and (self._values.get(name) or self.base != Atgard()):
                row.refused(error)

    def lacks_text(self) -> bool:
        """Whether something is written but not what is to be done; then it says so."""
        lacks = self.atgard != Atgard() and not self.atgard.beskrivning.strip()
        if lacks:
            self.rows["beskrivning"].show_error(_WRITE)
        return lacks

    def written(self) -> dict[str, Pair]:
        """What stands here, taken in or not, and isn't what the register holds; with what that is."""
        found = {name: written(row, getattr(self.base, name)) for name, row in self.rows.items()}
        return {name: pair for name, pair in found.items() if pair}

    def write_again(self, said: Mapping[str, Pair]) -> None:
        """Let what was written another time stand here."""
        for name, row in self.rows.items():
            write_again(row, said.get(name), getattr(self.base, name))

    def _write(self, column: str, value: Value) -> None:
        self._values[column] = value
        self.edited.emit()


class DeviationCard(Card):
    """There when something falls short. `edited`: something is to be saved; `typed`: somebody is writing."""

    edited = Signal()
    typed = Signal()
    lift = Signal()
    opened = Signal(int)
    """A risk is to be shown."""

    def __init__(self, grader: Sequence[Grad], parent: QWidget | None = None) -> None:
        super().__init__("Avvikelse", parent)
        self.setAutoFillBackground(False)  # the fields stand out from the page's ground
        self._grader = tuple(grader)
        self._next_key = 0
        self._closed = ""
        answers = [Answer(str(one.grad), f"{one.grad} {one.ord}", str(one.grad), one.innebord or "") for one in grader]
        self.grade = AnswerButtons("Hur allvarlig är bristen?", answers)
        self._asks = QLabel("Hur allvarlig är bristen?")
        self._meaning, self.error = ToneLabel("muted"), ToneLabel("danger")
        self.forms: list[AtgardForm] = []
        self._place = QVBoxLayout()
        self.more = button("Ny åtgärd", "ny")
        self.lift_button = button("Lyft till risk…", "risker", description="Gör en risk i planen av avvikelsen")
        self._risks = QVBoxLayout()
        self._lay_out()

    @property
    def allvar(self) -> int | None:
        """The grade that is chosen."""
        return int(self.grade.stored) if self.grade.stored else None

    def show_grade(self, allvar: int | None) -> None:
        """Show the grade and what it means."""
        self.grade.show_answer("" if allvar is None else str(allvar))
        meaning = next((one.innebord for one in self._grader if one.grad == allvar), None)
        self._meaning.say(meaning or "")

    def show_atgarder(self, atgarder: "Sequence[Atgardsrad]", ids: dict[int, int]) -> None:
        """The register's åtgärder; `ids`: which form each of them has. There is always one form to write in."""
        form_of = {post: key for key, post in ids.items()}
        for rad in atgarder:
            form = next((one for one in self.forms if one.key == form_of.get(rad.id or 0, -1)), None) or self._make()
            ids[form.key] = rad.id or 0
            form.show_rad(rad)
        there = {one.id for one in atgarder}
        for form in [one for one in self.forms if one.key in ids and ids[one.key] not in there]:
            del ids[form.key]
            self.drop(form)
        if not self.forms:
            self._make()

    def show_risks(self, risker: Sequence[tuple[int, str]]) -> None:
        """Links to the risks that it has been lifted to."""
        while item := self._risks.takeAt(0):
            widget = item.widget()
            if widget:
                widget.deleteLater()
        for post, name in risker:
            link = button(f"Lyft till {name}", "risker", f"Visa risken {name}")
            link.setFlat(True)
            link.clicked.connect(lambda _checked, post=post: self.opened.emit(post))
            self._risks.addWidget(link)

    def written(self, ids: Mapping[int, int]) -> list[dict[str, Any]]:
        """Of each åtgärd that isn't as the register holds it: its id there, what stands here, whether it is to go."""
        found = [
            {"id": ids.get(form.key), "falt": form.written(), "bort": form.isHidden()}
            for form in self.forms
            if form.isHidden() or form.written()
        ]
        return [one for one in found if one["falt"] or one["id"]]

    def write_again(self, said: Sequence[Mapping[str, Any]], ids: Mapping[int, int]) -> None:
        """Let what was written another time stand here; an åtgärd that is gone meanwhile is written anew."""
        for one in said:
            old = next((form for form in self.forms if one["id"] and ids.get(form.key) == one["id"]), None)
            if one["bort"]:
                if old:
                    self._remove(old)
                continue
            new = (form for form in self.forms if form.key not in ids and not form.written())
            (old or next(new, None) or self._make()).write_again(one["falt"])

    def set_frozen(self, reason: str) -> None:
        """Only to be read."""
        self._closed = reason
        self.grade.set_frozen(bool(reason))
        for widget in (self._asks, self.grade):
            widget.setVisible(not reason or self.allvar is not None)
        for form in self.forms:
            form.set_frozen(reason)
        self.more.setVisible(not reason)

    def refused(self, error: KnownError) -> None:
        """The register didn't take what is written."""
        for form in self.forms:
            form.refused(error)

    def drop(self, form: AtgardForm) -> None:
        """The åtgärd is gone."""
        self.forms.remove(form)
        self._place.removeWidget(form)
        form.hide()
        form.deleteLater()

    def _remove(self, form: AtgardForm) -> None:
        """An åtgärd that the register has goes with the next saving; its form waits for that."""
        if form.base == Atgard():
            self.drop(form)
            if not self.forms:
                self._make()
        else:
            form.rows["beskrivning"].editor.set_text("")
            form._values = {}
            form.hide()
        self.edited.emit()

    def _more(self) -> None:
        self._make().rows["beskrivning"].editor.focus.setFocus()

    def _make(self) -> AtgardForm:
        form = AtgardForm(self._next_key)
        self._next_key += 1
        self.forms.append(form)
        self._place.addWidget(form)
        form.set_frozen(self._closed)
        form.edited.connect(self.edited)
        form.typed.connect(self.typed)
        form.removed.connect(lambda: self._remove(form))
        return form

    def _graded(self, stored: str) -> None:
        self.error.say("")
        self.show_grade(int(stored) if stored else None)
        self.edited.emit()

    def _on_to_text(self) -> None:
        self.forms[0].rows["beskrivning"].editor.focus.setFocus()

    def _lay_out(self) -> None:
        for widget in (self._asks, self.grade, self._meaning, self.error):
            self.body.addWidget(widget)
        self._place.setSpacing(theme.space(self))
        self.body.addLayout(self._place)
        commands = FlowLayout()
        for command in (self.more, self.lift_button):
            commands.addWidget(command)
        self.body.addLayout(commands)
        self.body.addLayout(self._risks)
        self.grade.chosen.connect(self._graded)
        self.grade.went_on.connect(self._on_to_text)
        self.more.clicked.connect(self._more)
        self.lift_button.clicked.connect(self.lift)


def _field(name: str) -> Falt:
    return find_field("atgard", name) or _DAGAR

"""Uppehåll: a unit has nothing to report for a while, and why."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QAbstractItemView, QWidget

from internkontroll.domain.falt.model import day, line, reference
from internkontroll.domain.sparat import Sparat
from internkontroll.ui.records.read_table import ReadTable
from internkontroll.ui.records.texts import ToneLabel, button
from internkontroll.ui.session import Session
from internkontroll.ui.widgets.card import heading
from internkontroll.ui.widgets.field_row import FieldRow
from internkontroll.ui.widgets.form_dialog import FormDialog, Operation, note, row_values

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.db.session import Connection, Register

_UNIT = reference("enhet_id", "Enhet", "Den enhet som gör uppehåll.", kravs=True)
_FROM = day("fran", "Från och med", "Första dagen i uppehållet.", "", kravs=True)
_TO = day("till", "Till och med", "Sista dagen. Tomt betyder tills vidare.", "")
_WHY = line("skal", "Skäl", "Varför enheten gör uppehåll. Skriv aldrig namn.", "Stängt för renovering", kravs=True)
_LAST = day("till", "Sista dag", "En dag före uppehållets första dag tar bort uppehållet.", "", kravs=True)
_HEADERS = ("Från och med", "Till och med", "Skäl")
_NONE = "Enheten har inga uppehåll."


class PauseDialog(FormDialog):
    """A new pause of a unit, above those that it has."""

    def __init__(self, session: Session, units: Sequence[tuple[int, str]], enhet: int | None, parent: QWidget) -> None:
        super().__init__(session, "Uppehåll", "Lägg till uppehållet", parent)
        self._pauses: Sequence[Mapping[str, Any]] = ()
        rows = [self.add_row(row) for row in (FieldRow(_UNIT, units), *map(FieldRow, (_FROM, _TO, _WHY)))]
        self.unit, self.first = rows[:2]
        self.unit.set_value(enhet)
        self.first.set_value(session.today)
        self.body.addWidget(
            note(
                "Enheten slipper de perioder som ligger helt inom uppehållet. Välj sedan Skapa årets tillfällen "
                "bland egenkontrollerna."
            )
        )
        self.title = heading("Enhetens uppehåll")
        self.table = ReadTable("Enhetens uppehåll", _HEADERS, (2,))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.nothing = ToneLabel("muted", _NONE)
        self.end = button("&Avsluta det valda…", "stang", description="Ändra uppehållets sista dag, eller ta bort det")
        self.end.setAutoDefault(False)
        for widget in (self.title, self.nothing, self.table, self.end):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.unit.edited.connect(lambda _name, _value: self.read_pauses())
        self.end.clicked.connect(self._end)
        self.read_pauses()
        self.fit(64, 34)

    def operation(self) -> Operation:
        """Add it."""
        values: dict[str, Any] = row_values(self.rows)

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.egenkontroll import pause_unit

            return pause_unit(register, int(values["enhet_id"]), values["fran"], values["till"], str(values["skal"]))

        return operation

    def read_pauses(self) -> None:
        """Those of the chosen unit."""
        enhet = int(self.unit.editor.text() or 0)

        def query(connection: "Connection") -> Sequence[Mapping[str, Any]]:
            from internkontroll.services.egenkontroll import pauses

            return pauses(connection, enhet)

        self.session.load(query, self._show, key="uppehall")

    def _show(self, pauses: Sequence[Mapping[str, Any]]) -> None:
        self._pauses = pauses
        self.table.show_rows([(str(one["fran"]), str(one["till"] or "tills vidare"), one["skal"]) for one in pauses])
        self.nothing.say("" if pauses else _NONE)
        for widget in (self.table, self.end):
            widget.setVisible(bool(pauses))
        if pauses:
            self.table.setCurrentCell(len(pauses) - 1, 0)

    def _end(self) -> None:
        row = self.table.currentRow()
        if 0 <= row < len(self._pauses):
            dialog = EndPause(self.session, self._pauses[row], self)
            dialog.accepted.connect(self.read_pauses)
            dialog.open()


class EndPause(FormDialog):
    """The last day of a pause."""

    def __init__(self, session: Session, pause: Mapping[str, Any], parent: QWidget) -> None:
        super().__init__(session, f"Avsluta uppehållet från {pause['fran']}", "Spara", parent)
        self._pause = int(pause["id"])
        self.last = self.add_row(FieldRow(_LAST))
        self.last.set_value(session.today)
        self.body.addStretch(1)
        self.fit(50, 12)

    def operation(self) -> Operation:
        """End it."""
        pause, last = self._pause, row_values(self.rows)["till"]

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.egenkontroll import end_pause

            return end_pause(register, pause, last if isinstance(last, date) else self.session.today)

        return operation

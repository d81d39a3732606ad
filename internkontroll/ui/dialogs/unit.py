"""A unit: new, changed from a day on, closed or merged into another."""

from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QWidget

from internkontroll.domain.falt import Value, find_field, read_value
from internkontroll.domain.falt.model import Falt, day, reference
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.words import Enhetsniva
from internkontroll.errors import InputRefused
from internkontroll.ui import theme
from internkontroll.ui.session import Session
from internkontroll.ui.widgets.field_row import FieldRow
from internkontroll.ui.widgets.form_dialog import FormDialog, Operation, note, row_values

if TYPE_CHECKING:
    from internkontroll.db.session import Connection, Register
    from internkontroll.services.organisation import Enhetsnod, Foljder

_VERSION = ("fran", "namn", "chef", "overordnad_id")
_CLOSED = day("stangd", "Upphör den", "Första dagen då enheten inte längre finns.", "2026-07-01", kravs=True)
_INTO = reference("uppgick_i_id", "Går upp i", "Den enhet som tar över verksamheten. Tomt om ingen gör det.")


class NewUnit(FormDialog):
    """A unit that comes; `made` gives its id."""

    made = Signal(int)

    def __init__(
        self, session: Session, namnd_id: int, nodes: "tuple[Enhetsnod, ...]", above: int | None, parent: QWidget
    ) -> None:
        super().__init__(session, "Ny enhet", "Lägg till", parent)
        self._namnd_id = namnd_id
        self.niva = FieldRow(_field("enhet", "niva"))
        fields = {name: _unit_row(name, nodes) for name in ("namn", "overordnad_id", "chef", "fran")}
        self.add_row(fields["namn"])
        self.add_row(self.niva).set_value(Enhetsniva.ENHET)
        for name in ("overordnad_id", "chef", "fran"):
            self.add_row(fields[name])
        fields["overordnad_id"].set_value(above)
        fields["fran"].set_value(session.today)
        self.body.addStretch(1)
        self.fit(62, 26)

    def operation(self) -> Operation:
        """Add the unit."""
        values = row_values(self.rows)
        niva, namnd_id = Enhetsniva(str(values.pop("niva"))), self._namnd_id

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.organisation import add_unit

            return add_unit(register, namnd_id, niva, values)

        return operation

    def saved(self, result: Sparat) -> None:
        """Tell which one."""
        self.made.emit(result.nya[0][1])


class ChangeUnit(FormDialog):
    """Another name, chef or place from a day on, or another level."""

    def __init__(self, session: Session, node: "Enhetsnod", nodes: "tuple[Enhetsnod, ...]", parent: QWidget) -> None:
        super().__init__(session, f"Ändra {node.namn}", "Spara", parent)
        self._node = node
        self.body.addWidget(
            note(
                "Ändringen gäller från och med dagen nedan. För att rätta det som står nu, "
                f"välj dagen då det började gälla: {node.fran}. Nivån gäller för alla dagar."
            )
        )
        known: dict[str, Value] = {
            "fran": session.today,
            "namn": node.namn,
            "chef": node.chef,
            "overordnad_id": node.overordnad_id,
        }
        for name in _VERSION:
            self.add_row(_unit_row(name, nodes, node.id)).set_value(known[name])
        self.niva = self.add_row(FieldRow(_field("enhet", "niva")))
        self.niva.set_value(node.niva)
        self.body.addStretch(1)
        self.fit(62, 26)

    def operation(self) -> Operation:
        """Change it."""
        values: dict[str, Any] = row_values(self.rows)
        fran, post = values.pop("fran"), self._node.id

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.organisation import change_unit

            return change_unit(register, post, fran, values)

        return operation


class CloseUnit(FormDialog):
    """The unit ends; what becomes of what it was still to do is chosen here."""

    def __init__(self, session: Session, node: "Enhetsnod", nodes: "tuple[Enhetsnod, ...]", parent: QWidget) -> None:
        super().__init__(session, f"Stäng eller slå ihop {node.namn}", "Stäng enheten", parent)
        self._node = node
        self.day = self.add_row(FieldRow(_CLOSED))
        self.into = self.add_row(FieldRow(_INTO, _choices(nodes, node.id)))
        self._effects = QLabel()
        self._effects.setWordWrap(True)
        self.move_button = QRadioButton("Egenkontrollerna &flyttas till den enhet som tar över")
        self.end_button = QRadioButton("Egenkontrollerna &avslutas; det som är rapporterat står kvar")
        self._group = QButtonGroup(self)
        self.body.addWidget(self._effects)
        for button in (self.move_button, self.end_button):
            theme.make_hittable(button)
            button.hide()
            self._group.addButton(button)
            self.body.addWidget(button)
        self.body.addStretch(1)
        self.day.set_value(session.today)
        self.day.edited.connect(lambda _name, _value: self._ask())
        self.into.edited.connect(self._into_changed)
        self._ask()
        self.fit(66, 26)

    def operation(self) -> Operation:
        """Close it."""
        stangd = read_value(self.day.falt, self.day.editor.text())
        into, post = read_value(self.into.falt, self.into.editor.text()), self._node.id
        move, end = self.move_button.isChecked(), self.end_button.isChecked()
        if not isinstance(stangd, date):
            raise InputRefused("Skriv dagen då enheten upphör.")

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.organisation import Egenkontrollval, close_unit

            val = Egenkontrollval.FLYTTA if move else Egenkontrollval.AVSLUTA if end else None
            return close_unit(register, post, stangd, into=None if into is None else int(str(into)), val=val)

        return operation

    def _into_changed(self, _name: str, value: object) -> None:
        self.accept_button.setText("Slå ihop" if value else "Stäng enheten")

    def _ask(self) -> None:
        """What hangs on the unit on that day."""
        day, post = read_value(self.day.falt, self.day.editor.text()), self._node.id

        def query(connection: "Connection") -> "Foljder":
            from internkontroll.services.organisation import closing_effects

            return closing_effects(connection, post, day if isinstance(day, date) else self.session.today)

        self.session.load(query, self._show_effects, key="enhet.foljder")

    def _show_effects(self, effects: "Foljder") -> None:
        self._effects.setText(effects.as_text())
        for button in (self.move_button, self.end_button):
            button.setVisible(bool(effects.egenkontroller or effects.utfall))


def _unit_row(name: str, nodes: "tuple[Enhetsnod, ...]", but: int | None = None) -> FieldRow:
    return FieldRow(_field("enhet_version", name), _choices(nodes, but) if name == "overordnad_id" else ())


def _choices(nodes: "tuple[Enhetsnod, ...]", but: int | None, depth: int = 0) -> list[tuple[int, str]]:
    """Id and name, indented by level; without the unit `but` and what is below it."""
    found: list[tuple[int, str]] = []
    for node in nodes:
        if node.id != but:
            found.append((node.id, "\N{NO-BREAK SPACE}" * 4 * depth + node.namn))
            found += _choices(node.under, but, depth + 1)
    return found


def _field(tabell: str, namn: str) -> Falt:
    falt = find_field(tabell, namn)
    assert falt is not None  # noqa: S101
    return falt

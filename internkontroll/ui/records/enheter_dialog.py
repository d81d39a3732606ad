"""A unit's part in an egenkontroll: alone or with all below it, from when and until when, and who takes over."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QWidget

from internkontroll.domain.falt.model import day, flag, reference
from internkontroll.domain.sparat import Sparat
from internkontroll.ui.session import Session
from internkontroll.ui.widgets.field_row import FieldRow
from internkontroll.ui.widgets.form_dialog import FormDialog, Operation, note, row_values

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.db.session import Register

ALL_UNDER = flag(
    "alla_under", "Alla enheter under den", "Också enheter som kommer till under året gör då egenkontrollen."
)
_FROM = day("fran", "Från och med", "Om enheten börjar under året: första dagen. Tomt är från årets början.", "")
_TO = day("till", "Till och med", "Om enheten slutar under året: sista dagen. Tomt är året ut.", "")
_FIRST = reference("fran_enhet", "Den enhet som lämnar över", "Alla under, eller bara en av dem.", kravs=True)
_HEIR = reference("till_enhet", "Den enhet som tar över", "Den ska inte redan göra egenkontrollen.", kravs=True)
_DAY = day("dag", "Tar över den", "Första dagen. Perioden som dagen ligger i blir den nya enhetens.", "", kravs=True)


class Enhetslank(NamedTuple):
    """A unit that does the egenkontroll. `text`: the unit with its time; `slut`: it has left already."""

    enhet: int
    text: str
    slut: bool
    alla_under: bool = False
    fran: date | None = None
    till: date | None = None


class UnitPart(FormDialog):
    """How a unit that does the egenkontroll does it."""

    def __init__(self, session: Session, egenkontroll: int, part: Enhetslank, namn: str, parent: QWidget) -> None:
        super().__init__(session, f"Ändra {namn} i egenkontrollen", "Spara", parent)
        self._egenkontroll, self._enhet = egenkontroll, part.enhet
        for falt, value in ((ALL_UNDER, int(part.alla_under)), (_FROM, part.fran), (_TO, part.till)):
            self.add_row(FieldRow(falt)).set_value(value)
        self.body.addWidget(note("Välj sedan Skapa årets tillfällen. Det som någon har skrivit står alltid kvar."))
        self.body.addStretch(1)
        self.fit(60, 18)

    def operation(self) -> Operation:
        """Save it."""
        egenkontroll, enhet, values = self._egenkontroll, self._enhet, row_values(self.rows)
        alla_under, fran, till = bool(values["alla_under"]), _as_day(values["fran"]), _as_day(values["till"])

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.redigera.answers import add_enhet

            return add_enhet(register, egenkontroll, enhet, alla_under=alla_under, fran=fran, till=till)

        return operation


class TakeOver(FormDialog):
    """Another unit does the egenkontroll from a day on; `members`: those who may do so alone, of all under a unit."""

    def __init__(
        self,
        session: Session,
        egenkontroll: int,
        fran: tuple[int, str],
        members: Sequence[tuple[int, str]],
        units: Sequence[tuple[int, str]],
        parent: QWidget,
    ) -> None:
        super().__init__(session, f"Lämna över från {fran[1]}", "Lämna över", parent)
        self._egenkontroll, self._fran = egenkontroll, fran[0]
        if members:
            self.add_row(FieldRow(_FIRST, [fran, *members])).set_value(fran[0])
        self.heir = self.add_row(FieldRow(_HEIR, units))
        self.day = self.add_row(FieldRow(_DAY))
        self.day.set_value(session.today)
        self.body.addWidget(
            note(
                "Det som är gjort står kvar hos den som gjorde det. Det som inte är gjort den dagen följer med till "
                "den nya enheten, med utkast."
            )
        )
        self.body.addStretch(1)
        self.fit(72, 19 if members else 15)

    def operation(self) -> Operation:
        """Hand it over."""
        egenkontroll, values = self._egenkontroll, row_values(self.rows)
        fran = int(str(values.get("fran_enhet", self._fran)))
        heir, first = int(str(values["till_enhet"])), _as_day(values["dag"]) or self.session.today

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.egenkontroll import take_over

            return take_over(register, egenkontroll, fran, heir, first)

        return operation


def _as_day(value: object) -> date | None:
    return value if isinstance(value, date) else None

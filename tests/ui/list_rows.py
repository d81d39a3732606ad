"""Made-up rows of a list, and a record panel that only notes what it is told."""

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from internkontroll.domain.status import Status
from internkontroll.services.sidor import Kolumn, Rad, Slag
from internkontroll.ui.models.list_model import ListModel
from internkontroll.ui.records.record_panel import RecordPanel
from internkontroll.ui.session import Session

COLUMNS = (
    Kolumn("nr", "Nr", bredd=7),
    Kolumn("risk", "Risk", bredd=40, hjalp="Vad som kan hända."),
    Kolumn("varde", "Riskvärde", Slag.RISKVARDE, 9),
    Kolumn("status", "Status", Slag.STATUS, 19),
    Kolumn("antal", "Åtgärder", Slag.NUMBER, 8),
    Kolumn("slut", "Slutdatum", Slag.DATE, 10),
    Kolumn("april", "April", Slag.TICK, 8, sorterbar=False),
)
KEYS = [kolumn.key for kolumn in COLUMNS]
STATUSES = (*Status, None)


def make_row(number: int, group: str | None = None, version: int = 1, text: str = "") -> Rad:
    risk = text or f"Risk att nummer {number} händer, trots att alla vet om det och har sagt det flera gånger"
    value = None if number % 5 == 4 else (number % 16 + 1, "Reducera", "FBD3A8")
    status = STATUSES[number % len(STATUSES)]
    values = (f"R-{number:02}", risk, value, status, number, "2026-10-31", number % 2 == 0)
    return Rad(number, "risk", version, group, values)


def make_rows(count: int, *, groups: int = 0, first: int = 1) -> list[Rad]:
    """`groups`: so many rows stand in each group, 0 for no groups."""
    return [make_row(n, f"Process {(n - 1) // groups}" if groups else None) for n in range(first, first + count)]


def make_model(count: int = 10, *, groups: int = 0, complete: bool = True) -> ListModel:
    model = ListModel()
    model.set_columns(COLUMNS, KEYS)
    model.show_records(make_rows(count, groups=groups), complete=complete)
    return model


class NotedPanel(RecordPanel):
    """Remembers which records it was told to show."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.told: list[tuple[str, int | None]] = []
        self.refreshed = 0
        self.field = QLineEdit()
        QVBoxLayout(self.content).addWidget(self.field)
        self._stack.setCurrentWidget(self.content)

    def show_record(self, tabell: str, post: int | None) -> None:
        self.told.append((tabell, post))

    def refresh(self, tabeller: frozenset[str] | None = None) -> None:
        self.refreshed += 1

    def focus_first(self) -> None:
        self.field.setFocus()

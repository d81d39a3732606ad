"""Keeps the context bar, the session's choice and the numbers beside the pages in step."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from internkontroll.db.reader import Reader
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.status import Tillfalletyp
from internkontroll.services import sammanhang as service
from internkontroll.ui.session import Session
from internkontroll.ui.widgets.context_bar import ContextBar


@dataclass(frozen=True, slots=True)
class _Choices:
    """What can be chosen, and what is."""

    namnder: list[tuple[str, int]]
    planer: list[service.Planval]
    chosen: Sammanhang | None


class Context(QObject):
    """Chooses the newest plan and today's tillfälle in a register that is opened, and what the user says after that."""

    counted = Signal(object)
    """Page → what waits there."""

    def __init__(self, session: Session, bar: ContextBar) -> None:
        super().__init__(session)
        self._session = session
        self._bar = bar
        session.opened.connect(self.read)
        session.context_changed.connect(self.count)
        bar.chosen.connect(self._choose)

    def read(self) -> None:
        """Read anew what can be chosen, and what waits; the choice stays where it still exists."""
        wanted, today = self._session.sammanhang, self._session.today

        def query(reader: Reader) -> _Choices:
            kept = wanted and service.find_sammanhang(reader, wanted.plan_id, wanted.tillfalle, today)
            return _read_choices(reader, kept or service.default_sammanhang(reader, today))

        self._session.read(query, self._show, key="sammanhang")

    def count(self) -> None:
        """Read the numbers beside the pages; there are none without a plan."""
        sammanhang = self._session.sammanhang
        if sammanhang:
            self._session.read(lambda reader: service.counts(reader, sammanhang), self.counted.emit, key="antal")
        else:
            self.counted.emit({})

    def choose_plan(self, plan_id: int, typ: Tillfalletyp | None = None) -> None:
        """Go to another plan, at that tillfälle, else at the same one."""
        typ = typ or (self._session.sammanhang.tillfalle if self._session.sammanhang else None)
        self._go(lambda reader: service.find_sammanhang(reader, plan_id, typ, self._session.today))

    def choose_tillfalle(self, typ: Tillfalletyp) -> None:
        """Go to another tillfälle of the same plan."""
        here = self._session.sammanhang
        if here:
            self._go(lambda reader: service.find_sammanhang(reader, here.plan_id, typ, self._session.today))

    def _choose(self, what: str, value: object) -> None:
        if what == "namnd":
            today = self._session.today
            self._go(lambda reader: service.default_sammanhang(reader, today, namnd_id=int(str(value))))
        elif what == "plan":
            self.choose_plan(int(str(value)))
        else:
            self.choose_tillfalle(Tillfalletyp(str(value)))

    def _go(self, find: Callable[[Reader], Sammanhang | None]) -> None:
        self._session.read(lambda reader: _read_choices(reader, find(reader)), self._show, key="sammanhang")

    def _show(self, choices: _Choices) -> None:
        chosen, bar = choices.chosen, self._bar
        bar.set_used(chosen is not None)
        if chosen:
            bar.show_choices(bar.namnd, choices.namnder, chosen.namnd_id)
            bar.show_choices(bar.plan, [(str(one.ar), one.id) for one in choices.planer], chosen.plan_id)
            typer = [(typ.label, str(typ)) for typ in Tillfalletyp]
            bar.show_choices(bar.tillfalle, typer, str(chosen.tillfalle))
            plan = next(one for one in choices.planer if one.id == chosen.plan_id)
            bar.show_state(plan.lage, decided=plan.beslutad)
        if chosen is None and self._session.sammanhang is None:
            # Another register, without any plan: what was shown of the one before must go.
            self._session.context_changed.emit()
        self._session.choose(chosen)


def _read_choices(reader: Reader, chosen: Sammanhang | None) -> _Choices:
    planer = service.list_planer(reader, chosen.namnd_id) if chosen else []
    return _Choices(service.list_namnder(reader), planer, chosen)

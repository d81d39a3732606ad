"""The page Risker."""

from collections.abc import Callable

from internkontroll.services.sammanhang import Planval, list_planer
from internkontroll.services.sidor import Sida
from internkontroll.ui.pages.list_page import ListPage, New
from internkontroll.ui.widgets.name_popup import NamePopup


class RiskerPage(ListPage):
    """The plan's risks, with what their åtgärder have come to at the tillfälle."""

    name, title, icon_name = "risker", "Risker", "risker"
    sida = Sida.RISKER
    tabell = record = "risk"
    tables = frozenset(
        {"risk", "risk_mal", "bedomning", "riskskala", "atgard", "uppfoljning", "process", "mal", "enhet_version"}
    )
    bulk = (("risk", "process_id"), ("risk", "mal_id"), ("risk", "enhet_id"), ("risk", "riskagare"))
    moves = {"process": "process_id", "mal": "mal_id", "enhet": "enhet_id", "riskagare": "riskagare"}  # noqa: RUF012
    quiet = frozenset({"ruta", "ruta_efter"})
    new = New("Ny risk", {"beskrivning": "Risk att …"})
    empty = (
        "Planen har inga risker än.",
        "Här står det som kan gå fel i nämndens verksamhet, hur stor risken är och vem som äger den. "
        "Börja med en risk i den process som ni känner bäst.",
    )

    def new_record(self) -> None:
        """Make a risk."""
        self._with_reason(self._add)

    def duplicate_record(self) -> None:
        """Make a copy of the chosen one."""
        self._with_reason(self.commands.duplicate)

    def _with_reason(self, do: Callable[[str | None], None]) -> None:
        """Do it at once, or in a decided plan when the reason for the addition has been given."""
        sammanhang = self.session.sammanhang
        if sammanhang is not None:
            namnd_id, plan_id = sammanhang.namnd_id, sammanhang.plan_id
            self.session.read(lambda reader: list_planer(reader, namnd_id), lambda found: self._ask(found, plan_id, do))

    def _ask(self, planer: list[Planval], plan_id: int, do: Callable[[str | None], None]) -> None:
        if any(plan.id == plan_id and plan.beslutad for plan in planer):
            popup = NamePopup("Planen är beslutad. Skäl till tillägget:", "", "Lägg till", self)
            popup.named.connect(do)
            popup.show_below(self.head.new)
        else:
            do(None)

    def _add(self, reason: str | None) -> None:
        if reason is None:
            super().new_record()
        elif self.new:
            self.make_post({**self.new.values, "tillagd_skal": reason})

"""Att göra: what waits for somebody at the tillfälle, the most urgent first within each kind."""

from collections.abc import Iterator
from datetime import date

from internkontroll.db.reader import Reader
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.words import Planstatus
from internkontroll.services.hem.atgarder import late_lines, missing_lines, near_lines
from internkontroll.services.hem.effekter import effect_lines
from internkontroll.services.hem.egenkontroller import egenkontroll_lines
from internkontroll.services.hem.granskningar import granskning_lines
from internkontroll.services.hem.ord import days, plural
from internkontroll.services.hem.rad import AttGora, Mal, Slag
from internkontroll.services.sidor import Sida
from internkontroll.services.sidor.lage import Lage, read_lage

__all__ = ["AttGora", "Mal", "Slag", "remarks_line", "todo"]


def todo(reader: Reader, sammanhang: Sammanhang) -> tuple[AttGora, ...]:
    """What is to be done now, in the order to show it; the remarks of Granska take longer (`remarks_line`).

    Nothing is to be done in a closed plan.
    """
    with reader.moment():
        if reader.one("SELECT 1 FROM plan WHERE id = ? AND status = ?", (sammanhang.plan_id, Planstatus.AVSLUTAD)):
            return ()
        lage = read_lage(reader, sammanhang)
        groups = (
            *(egenkontroll_lines, late_lines, near_lines, effect_lines),
            *(missing_lines, granskning_lines, _plan_lines),
        )
        return tuple(line for group in groups for line in group(reader, lage))


def remarks_line(count: int, sammanhang: Sammanhang) -> AttGora | None:
    """The line on the section's remarks, when their number is known; None when there are none."""
    if not count:
        return None
    what = {Tillfalletyp.PLAN: "planen", Tillfalletyp.HELAR: "verksamhetsberättelsen"}
    vad = f"{plural(count, 'anmärkning', 'anmärkningar')} innan {what.get(sammanhang.tillfalle, 'delårsrapporten')} "
    return AttGora(Slag.AVSNITT, f"{vad}kan lämnas", "", "Granska", "Visa", Mal(None))


def _plan_lines(reader: Reader, lage: Lage) -> Iterator[AttGora]:
    """The plan gets its first risk, and the nämnd decides it by the end of the year before."""
    sammanhang = lage.key
    row = reader.one("SELECT beslut_datum FROM plan WHERE id = ?", (sammanhang.plan_id,))
    if row and row[0] is None:
        if not reader.one("SELECT 1 FROM risk WHERE plan_id = ? AND borttagen IS NULL", (sammanhang.plan_id,)):
            yield AttGora(Slag.PLAN, "Planen har inga risker än", "", "", "Börja", Mal(Sida.RISKER))
        late = (sammanhang.idag - date(sammanhang.ar - 1, 12, 31)).days
        nar, sen = (f"{days(late)} sen", late) if late > 0 else ("senast i december", None)
        vad = f"Planen för {sammanhang.ar} är inte beslutad"
        yield AttGora(Slag.PLAN, vad, nar, "", "Öppna", Mal(None, "plan", sammanhang.plan_id), sen)

"""The optional part that says what has changed since the year or tillfälle before (`Underlag.foregaende`)."""

from collections.abc import Iterable, Iterator

from internkontroll.domain.document import Block, Cell, Column, Heading, Table
from internkontroll.domain.report.cells import text_cell
from internkontroll.domain.report.fields import all_atgarder
from internkontroll.domain.status import Status
from internkontroll.domain.underlag import Atgard, Risk, Underlag

_GONE = "Finns inte längre med"


def change_blocks(underlag: Underlag) -> list[Block]:
    """New, closed, raised, lowered and removed risks, and åtgärder whose status is another one; empty without any."""
    previous = underlag.foregaende
    if previous is None:
        return []
    since = "föregående år" if previous.ar != underlag.ar else "föregående tillfälle"
    risker = [*_risk_rows(underlag, previous)]
    atgarder = [*_atgard_rows(underlag, previous)]
    blocks: list[Block] = [Heading(2, f"Förändringar sedan {since}")] if risker or atgarder else []
    if risker:
        columns = (Column("Risk", 0.45), Column("Förändring", 0.2), Column("Skäl", 0.35))
        table = Table("Förändrade risker", "En rad per risk som är ny, ändrad eller borta.", columns, risker)
        blocks += [Heading(3, "Risker"), table]
    if atgarder:
        columns = (Column("Åtgärd", 0.5), Column("Tidigare status", 0.25), Column("Status nu", 0.25))
        table = Table("Åtgärder med ny status", "En rad per åtgärd vars status är ändrad.", columns, atgarder)
        blocks += [Heading(3, "Åtgärder"), table]
    return blocks


def _risk_rows(underlag: Underlag, previous: Underlag) -> Iterator[tuple[Cell, ...]]:
    before = {_risk_key(risk): risk for risk in previous.risker}
    for risk in underlag.risker:
        old = before.pop(_risk_key(risk), None)
        if said := _risk_change(underlag, risk, previous, old):
            what, why = said
            yield text_cell(risk.beskrivning), text_cell(what), text_cell(why)
    for old in before.values():
        if old.avslutad is None:
            yield text_cell(old.beskrivning), text_cell(_GONE), ()


def _risk_change(underlag: Underlag, risk: Risk, previous: Underlag, old: Risk | None) -> tuple[str, str | None] | None:
    if old is None:
        return "Ny risk", risk.tillagd_skal
    if risk.avslutad is not None and old.avslutad is None:
        return f"Avslutad {risk.avslutad}", risk.avslutad_skal
    was, value = _riskvarde(previous, old), _riskvarde(underlag, risk)
    if was is None or value is None or was == value:
        return None
    reasons = "\n\n".join(reason for reason in risk.skal if reason)
    return f"{'Höjd' if value > was else 'Sänkt'} från {was} till {value}", reasons or None


def _riskvarde(underlag: Underlag, risk: Risk) -> int | None:
    if risk.sannolikhet is None or risk.konsekvens is None:
        return None
    return underlag.riskskala.riskvarde(risk.sannolikhet, risk.konsekvens)


def _atgard_rows(underlag: Underlag, previous: Underlag) -> Iterator[tuple[Cell, ...]]:
    before = dict(_keyed(all_atgarder(previous)))
    for key, atgard in _keyed(all_atgarder(underlag)):
        old = before.pop(key, None)
        if old is not None and atgard.status is not None and old.status not in (None, atgard.status):
            yield text_cell(atgard.beskrivning), text_cell(old.status), text_cell(atgard.status)
    for old in before.values():
        if old.status not in (Status.KLART, Status.EJ_AKTUELL):  # what was done isn't missed
            yield text_cell(old.beskrivning), text_cell(old.status), text_cell(_GONE)


def _risk_key(risk: Risk) -> str:
    """The identity over the years; a risk that was read from a file is known by its id or its words."""
    return (risk.ref and risk.ref.identitet) or risk.id or risk.beskrivning


def _keyed(atgarder: Iterable[Atgard]) -> Iterator[tuple[str, Atgard]]:
    for atgard in atgarder:
        yield (atgard.ref and atgard.ref.identitet) or atgard.beskrivning, atgard

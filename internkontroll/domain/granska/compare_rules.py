"""Rules that compare with the tillfälle, or the year, before. They need identities, which only a register has."""

from collections.abc import Iterable, Iterator

from internkontroll.domain.granska.remark import Fynd
from internkontroll.domain.granska.sak import (
    Agd,
    Sak,
    atgard_name,
    atgard_post,
    identitet,
    is_blank,
    is_open,
    risk_name,
    risk_post,
)
from internkontroll.domain.underlag import Risk
from internkontroll.domain.words import Arsbeslut


def kommentar_oforandrad(sak: Sak) -> Iterator[Fynd]:
    """Another status with the comment of the last one."""
    for agd, before in _pairs(sak):
        now, was = agd.atgard, before.atgard
        changed = now.status and was.status and now.status != was.status
        if changed and not is_blank(now.kommentar) and _words(now.kommentar) == _words(was.kommentar):
            text = (
                f"{atgard_name(agd)} har gått från {was.status} till {now.status}, men kommentaren är densamma som "
                "förra gången. Skriv vad som har hänt sedan dess."
            )
            yield Fynd(atgard_post(agd), text)


def inte_langre_klart(sak: Sak) -> Iterator[Fynd]:
    """Done or lapsed at the last tillfälle of this year, and now no more."""
    for agd, before in _pairs(sak) if sak.earlier else ():
        now, was = agd.atgard.status, before.atgard.status
        if was and now and is_open(now) and not is_open(was):
            text = (
                f"{atgard_name(agd)} hade status {was} vid förra tillfället men har nu {now}. "
                "Rätta status, eller förklara i kommentaren."
            )
            yield Fynd(atgard_post(agd), text)


def _pairs(sak: Sak) -> Iterator[tuple[Agd, Agd]]:
    """Each åtgärd and itself as it was."""
    if sak.previous is None:
        return
    before_all = Sak(sak.previous, sak.today).alla_atgarder()
    was = {key: agd for agd in before_all if (key := identitet(agd.atgard.ref))}
    for agd in sak.alla_atgarder():
        before = was.get(identitet(agd.atgard.ref) or "")
        if before:
            yield agd, before


def _words(text: str | None) -> list[str]:
    return (text or "").casefold().split()


def bedomning_utan_skal(sak: Sak) -> Iterator[Fynd]:
    """A risk is judged otherwise than the last time, and nobody says why."""
    was = _by_identity(sak.previous.risker if sak.previous else ())
    for risk in sak.underlag.risker:
        before = was.get(identitet(risk.ref) or "")
        changes = ", ".join(_unexplained(risk, before)) if before else ""
        if changes:
            text = f"{risk_name(risk)} bedöms annorlunda än förra gången ({changes}) utan skäl. Skriv varför."
            yield Fynd(risk_post(risk), text)


def _unexplained(risk: Risk, before: Risk) -> Iterator[str]:
    steps = (
        ("sannolikhet", before.sannolikhet, risk.sannolikhet, risk.skal[0]),
        ("konsekvens", before.konsekvens, risk.konsekvens, risk.skal[1]),
    )
    for axis, was, now, why in steps:
        if was and now and was != now and is_blank(why):
            yield f"{axis} {was} → {now}"


def risk_forsvunnen(sak: Sak) -> Iterator[Fynd]:
    """A risk of last year is neither in the plan nor closed."""
    last = sak.last_year
    if last is None:
        return
    here = _by_identity(sak.underlag.risker)
    for risk in last.risker:
        key = identitet(risk.ref)
        if key and key not in here and risk.avslutad is None:
            text = (
                f"{risk_name(risk)} fanns i planen för {last.ar} men finns inte i planen för {sak.underlag.ar}. "
                "Ta med den, eller avsluta den med skäl i förra årets plan."
            )
            yield Fynd(risk_post(risk), text)


def arsbeslut_saknas(sak: Sak) -> Iterator[Fynd]:
    """An åtgärd that wasn't done last year, by its latest status, is neither carried over nor concluded."""
    last = sak.last_year
    if last is None:
        return
    here = {identitet(agd.atgard.ref) for agd in sak.alla_atgarder()}
    closed = {risk_post(risk) for risk in last.risker if risk.avslutad}
    for agd in Sak(last, sak.today).alla_atgarder():
        key = identitet(agd.atgard.ref)
        status = agd.atgard.status or sak.senast_i_fjol.get(key or "")
        if key and key not in here and is_open(status) and agd.agare not in closed:
            yield from _undecided(sak, agd, key)


def _undecided(sak: Sak, agd: Agd, key: str) -> Iterator[Fynd]:
    decision = sak.arsbeslut.get(key)
    if decision == Arsbeslut.FORS_OVER:
        what = f"skulle föras över till {sak.underlag.ar} men finns inte i planen. Ta med den."
    elif decision is None:
        what = f"blev inte klar {sak.underlag.ar - 1}, och ingen har beslutat om den. För över den eller avsluta den."
    else:
        return
    yield Fynd(atgard_post(agd), f"{atgard_name(agd)} {what}")


def _by_identity(risker: Iterable[Risk]) -> dict[str, Risk]:
    return {key: risk for risk in risker if (key := identitet(risk.ref))}

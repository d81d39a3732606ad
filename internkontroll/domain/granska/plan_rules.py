"""Rules on the plan itself: its decision, the parts of the section, what a plan must say of each record."""

import re
from collections.abc import Callable, Iterator

from internkontroll.domain.granska.remark import Fynd
from internkontroll.domain.granska.sak import (
    DELAR,
    Sak,
    atgard_name,
    atgard_post,
    egenkontroll_post,
    is_blank,
    kontroll_post,
    quote,
    risk_name,
    risk_post,
)
from internkontroll.domain.report.disposition import TEXTS, parts_in
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.words import Textdel

_PLACEHOLDER = re.compile(r"\[[^\W\d_][^\[\]]{9,}\]")
"""What a template leaves to be filled in: "[Beskriv kort hur riskerna har tagits fram.]"."""


def plan_utan_beslut(sak: Sak) -> Iterator[Fynd]:
    """A plan is reported on that the nämnd hasn't decided, as far as anybody has said."""
    if not sak.is_plan and sak.underlag.beslut.datum is None:
        text = (
            f"Planen för {sak.underlag.ar} följs upp men är inte beslutad. Skriv in nämndens beslut med datum och "
            "paragraf."
        )
        yield Fynd(sak.plan, text)


def part_missing(part: Textdel, *tillfallen: Tillfalletyp) -> Callable[[Sak], Iterator[Fynd]]:
    """The rule that a part of the section must be written, and printed, at those tillfällen."""

    def check(sak: Sak) -> Iterator[Fynd]:
        told = part != Textdel.INSYN_UPPFOLJNING or sak.underlag.avtal
        if sak.underlag.tillfalle not in tillfallen or not told:
            return
        if is_blank(sak.underlag.texter.get(part)):
            yield Fynd(sak.text(part), f"Delen {DELAR[part]} är tom. Skriv den innan dokumentet lämnas.")
        elif not any(part in TEXTS.get(one, ()) for one in parts_in(sak.underlag)):
            yield Fynd(sak.text(part), f"Delen {DELAR[part]} är skriven men inte med i avsnittet. Ta med den.")

    return check


def mall_kvar(sak: Sak) -> Iterator[Fynd]:
    """A template's instruction still stands in a text."""
    for part, text in sak.underlag.texter.items():
        for found in _PLACEHOLDER.findall(text):
            yield Fynd(
                sak.text(part), f"I {DELAR[part]} står mallens anvisning kvar: {quote(found)}. Ersätt den med text."
            )


def ansvarig_saknas(sak: Sak) -> Iterator[Fynd]:
    """A planned åtgärd that is nobody's."""
    for agd in sak.atgarder() if sak.is_plan else ():
        if is_blank(agd.atgard.ansvarig):
            yield Fynd(atgard_post(agd), f"{atgard_name(agd)} har ingen ansvarig. Skriv vem som ansvarar.")


def slutdatum_saknas(sak: Sak) -> Iterator[Fynd]:
    """A planned åtgärd that never ends."""
    for agd in sak.atgarder() if sak.is_plan else ():
        if agd.atgard.slutdatum is None:
            yield Fynd(atgard_post(agd), f"{atgard_name(agd)} har inget slutdatum. Skriv när den ska vara klar.")


def riskagare_saknas(sak: Sak) -> Iterator[Fynd]:
    """A planned risk that is nobody's."""
    for risk in sak.underlag.risker if sak.is_plan else ():
        if is_blank(risk.riskagare):
            yield Fynd(risk_post(risk), f"{risk_name(risk)} har ingen riskägare. Skriv vem det är.")


def risk_utan_bedomning(sak: Sak) -> Iterator[Fynd]:
    """A planned risk that isn't judged on both axes."""
    for risk in sak.underlag.risker if sak.is_plan else ():
        axes = (("sannolikhet", risk.sannolikhet), ("konsekvens", risk.konsekvens))
        missing = [axis for axis, step in axes if step is None]
        if missing:
            text = f"{risk_name(risk)} är inte bedömd. Välj {' och '.join(missing)}."
            yield Fynd(risk_post(risk), text)


def kontroll_ofullstandig(sak: Sak) -> Iterator[Fynd]:
    """A planned kontroll that doesn't say how often or by whom."""
    for kontroll in sak.underlag.systematiska_kontroller if sak.is_plan else ():
        missing = _missing(frekvens=kontroll.frekvens, ansvarig=kontroll.ansvarig)
        if missing:
            text = f"Kontrollen {quote(kontroll.kontroll)} saknar {missing}. Fyll i det."
            yield Fynd(kontroll_post(kontroll), text)


def egenkontroll_ofullstandig(sak: Sak) -> Iterator[Fynd]:
    """A planned egenkontroll that doesn't say how, how often or by whom."""
    for control in sak.underlag.egenkontroller if sak.is_plan else ():
        missing = _missing(metod=control.metod, frekvens=control.frekvens, ansvarig=control.ansvarig)
        if missing:
            text = f"Egenkontrollen {quote(control.namn)} saknar {missing}. Fyll i det."
            yield Fynd(egenkontroll_post(control), text)


def _missing(**members: str | None) -> str:
    """The names of what isn't said, as in "metod och ansvarig"."""
    names = [member for member, value in members.items() if is_blank(value)]
    return " och ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)

"""Rules on the risks of a plan: åtgärder, kontroller, oegentligheter."""

import re
from collections.abc import Iterator
from datetime import date

from internkontroll.domain.granska.remark import Fynd
from internkontroll.domain.granska.sak import Sak, is_blank, risk_name, risk_post
from internkontroll.domain.riskskala import Riskskala, default_bands
from internkontroll.domain.underlag import Risk

_STEMS = (
    *("oegentlig", "jäv", "mut", "bestick", "bedräg", "förskingr", "otillbörlig", "korrupt", "bidragsbrott"),
    *("välfärdsbrott", "svindl"),
)
"""Looked for first, one by one: on thousands of risks that is twenty times as fast."""

_OEGENTLIGHET = re.compile(
    r"oegentlig|\bjäv(?!l)|\bmut(?:a|as|or|orna|brott\w*|försök\w*)\b|\bbestickning|bedräg|förskingr|otillbörlig"
    r"|korrupt|bidragsbrott|välfärdsbrott|svindl"
)
"""In small letters."""


def inga_risker(sak: Sak) -> Iterator[Fynd]:
    """A plan without a single risk."""
    if not sak.underlag.risker:
        yield Fynd(sak.plan, f"Planen för {sak.underlag.ar} har inga risker. Lägg in dem, eller importera planen.")


def risk_utan_atgard(sak: Sak) -> Iterator[Fynd]:
    """Nothing is done about a risk that nobody has accepted."""
    for risk in sak.underlag.risker:
        if not risk.atgarder and _is_live(risk, sak.day):
            text = (
                f"{risk_name(risk)} har ingen åtgärd och är inte accepterad. "
                "Lägg till en åtgärd, eller acceptera risken med skäl."
            )
            yield Fynd(risk_post(risk), text)


def hog_risk_utan_kontroll(sak: Sak) -> Iterator[Fynd]:
    """Nobody checks whether a risk in the upper half of the bands is held.

    A systematisk kontroll of the risk itself counts, and so does, in the same process, an egenkontroll
    or a kontroll that isn't tied to another risk.
    """
    checked = {kontroll.risk.uuid for kontroll in sak.underlag.systematiska_kontroller if kontroll.risk}
    processer = {control.process for control in sak.underlag.egenkontroller}
    processer |= {kontroll.process for kontroll in sak.underlag.systematiska_kontroller if not kontroll.risk}
    processer -= {None, ""}
    for risk in sak.underlag.risker:
        varde = _riskvarde(risk, sak.underlag.riskskala)
        if varde is None or not _is_high(varde, sak.underlag.riskskala) or not _is_live(risk, sak.day):
            continue
        if risk.process not in processer and not (risk.ref and risk.ref.uuid in checked):
            text = (
                f"{risk_name(risk)} har riskvärde {varde} men ingen kontroll. Lägg till en "
                "systematisk kontroll av risken, eller en egenkontroll i samma process."
            )
            yield Fynd(risk_post(risk), text)


def _riskvarde(risk: Risk, skala: Riskskala) -> int | None:
    """What the risk is worth now: after its åtgärder where that has been judged."""
    for sannolikhet, konsekvens in (risk.efter or (None, None), (risk.sannolikhet, risk.konsekvens)):
        if sannolikhet and konsekvens:
            return skala.riskvarde(sannolikhet, konsekvens)
    return None


def _is_high(varde: int, skala: Riskskala) -> bool:
    """Whether the value lies in the upper half of the bands: of the usual four, "Reducera" and "Åtgärda genast"."""
    bands = skala.band or default_bands(len(skala.sannolikhet) * len(skala.konsekvens))
    return 2 * bands.index(skala.band_of(varde)) >= len(bands)


def ingen_oegentlighet(sak: Sak) -> Iterator[Fynd]:
    """A plan that only knows mistakes, where the law speaks of oegentligheter as well."""
    since = sak.oegentligheter_fran
    if not sak.underlag.risker or (since and sak.day < since):
        return
    if not any(_is_about_oegentlighet(risk) for risk in sak.underlag.risker):
        text = (
            f"Planen för {sak.underlag.ar} har ingen risk för oegentligheter, som jäv, mutor eller bedrägeri. Nämnden "
            "ska förebygga dem: lägg till en risk, eller märk den risk som gäller oegentligheter."
        )
        yield Fynd(sak.plan, text)


def _is_about_oegentlighet(risk: Risk) -> bool:
    texts = f"{risk.beskrivning}\n{risk.bakgrund or ''}".casefold()
    found = any(stem in texts for stem in _STEMS) and _OEGENTLIGHET.search(texts)
    return risk.oegentlighet or bool(found)


def risk_utan_plats(sak: Sak) -> Iterator[Fynd]:
    """A risk hangs on a process, on a mål, or both."""
    for risk in sak.underlag.risker:
        if is_blank(risk.process) and is_blank(risk.mal):
            text = f"{risk_name(risk)} hör inte till någon process och inte till något mål. Välj minst ett."
            yield Fynd(risk_post(risk), text)


def _is_live(risk: Risk, day: date) -> bool:
    return is_blank(risk.accepterad_skal) and (risk.avslutad is None or risk.avslutad > day)

"""Rules on what the units have reported of their egenkontroller, and on what came of it."""

from collections import defaultdict
from collections.abc import Iterator

from internkontroll.domain.granska.rapporterat import Rapport
from internkontroll.domain.granska.remark import Fynd
from internkontroll.domain.granska.sak import NAME_WIDTH, Post, Sak, is_blank, quote, shorten
from internkontroll.domain.words import Resultat, Svarsord


def avvikelse_utan_uppfoljning(sak: Sak) -> Iterator[Fynd]:
    """Something fell short, and there is neither an åtgärd nor a word on why none is needed.

    What wasn't met at all is the matter of another rule.
    """
    for rapport in _deviations(sak):
        if rapport.resultat != Resultat.EJ_UPPFYLLT and not rapport.atgarder and is_blank(rapport.kommentar):
            text = (
                f"Egenkontrollen {rapport.namn} visade en brist{_about(rapport)} men har ingen åtgärd. Lägg till en, "
                "eller skriv i kommentaren varför ingen behövs."
            )
            yield Fynd(_post(rapport), text)


def avvikelse_utan_allvar(sak: Sak) -> Iterator[Fynd]:
    """Brister are handed in without a grade after the first one that has one: then they can't be compared.

    What came before is as it was done then, and each would need a correction. One for each egenkontroll.
    """
    rapporter = [*_deviations(sak)]
    first = min((one.datum for one in rapporter if one.datum and one.allvar is not None), default=None)
    lacking: dict[str, list[Rapport]] = defaultdict(list)
    for one in sorted(rapporter, key=lambda one: one.period):
        if first and one.datum and one.datum >= first and one.allvar is None:
            lacking[one.egenkontroll].append(one)
    for one, *more in lacking.values():
        said = f"; detsamma gäller {len(more)} till av samma egenkontroll" if more else ""
        text = (
            f"Egenkontrollen {one.namn} visade en brist som inte är graderad{said}. Välj hur allvarlig en brist är när "
            "den loggas, så att enheterna kan jämföras."
        )
        yield Fynd(_post(one), text)


def brist_aterkommer(sak: Sak) -> Iterator[Fynd]:
    """The same question has fallen short the last two times in a unit, and no risk has been lifted from there.

    What came right the last time, or falls short now and then, is no pattern.
    """
    told = sak.rapporterat
    units: dict[tuple[str, int], list[Rapport]] = defaultdict(list)
    for rapport in sorted(_handed_in(sak), key=lambda one: one.period):
        units[rapport.egenkontroll, rapport.enhet_id].append(rapport)
    for unit, rapporter in units.items():
        latest = rapporter[-1]
        before = {one.identitet for one in rapporter[-2].failed} if len(rapporter) > 1 else told.fore.get(unit, ())
        fragor = [one.fraga for one in latest.failed if one.identitet in before]
        if fragor and unit not in told.lyfta:
            more = f" och {len(fragor) - 1} till" if len(fragor) > 1 else ""
            text = (
                f"Samma brist två gånger i rad i egenkontrollen {latest.namn}: {quote(fragor[0])}{more}. Lyft den till "
                "en risk, eller tysta med skäl om åtgärden räcker."
            )
            yield Fynd(_post(latest), text)


def ej_relevant_utan_skal(sak: Sak) -> Iterator[Fynd]:
    """Nobody can tell a question that doesn't apply from one that was passed over."""
    for rapport in _handed_in(sak):
        if not is_blank(rapport.kommentar):
            continue
        questions = [one for one in rapport.svar if one.svar == Svarsord.EJ_RELEVANT]
        unexplained = [one.fraga for one in questions if is_blank(one.kommentar)]
        if rapport.resultat == Resultat.EJ_RELEVANT and (unexplained or not questions):
            text = f"Egenkontrollen {rapport.namn} är Ej relevant utan skäl. Skriv i kommentaren varför."
            yield Fynd(_post(rapport), text)
        elif unexplained:
            text = f"I egenkontrollen {rapport.namn} är {quote(unexplained[0])} Ej relevant utan skäl. Skriv varför."
            yield Fynd(_post(rapport), text)


def utkast_kvar(sak: Sak) -> Iterator[Fynd]:
    """Somebody has begun, the due day has passed, and nothing has been handed in."""
    for rapport in sak.rapporterat.rapporter:
        if rapport.is_draft and rapport.period <= sak.day and rapport.senast < sak.today:
            text = (
                f"Egenkontrollen {rapport.namn} är påbörjad men inte inlämnad, och den skulle ha varit klar "
                f"{rapport.senast}. Påminn den som har börjat."
            )
            yield Fynd(_post(rapport), text)


def effekt_inte_bedomd(sak: Sak) -> Iterator[Fynd]:
    """It was to be seen whether an åtgärd had helped, and nobody has said; it goes on being asked the years after."""
    for one in sak.rapporterat.obesvarade:
        if one.fraga <= min(sak.day, sak.today):
            where = "" if one.ar == sak.underlag.ar else f" i planen för {one.ar}"
            text = (
                f"Åtgärden {quote(one.beskrivning)}{where} skulle ha följts upp {one.fraga}. Svara på om den har "
                "hjälpt, eller välj en senare dag."
            )
            yield Fynd(Post("atgard", one.uuid, shorten(one.beskrivning, NAME_WIDTH)), text)


def _handed_in(sak: Sak) -> Iterator[Rapport]:
    return (one for one in sak.rapporterat.rapporter if one.datum is not None and one.period <= sak.day)


def _deviations(sak: Sak) -> Iterator[Rapport]:
    return (one for one in _handed_in(sak) if one.is_deviation)


def _about(rapport: Rapport) -> str:
    return f" ({shorten(rapport.failed[0].fraga, NAME_WIDTH)})" if rapport.failed else ""


def _post(rapport: Rapport) -> Post:
    return Post("utfall", rapport.uuid, rapport.namn)

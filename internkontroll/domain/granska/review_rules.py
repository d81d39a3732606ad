"""Rules on granskningar and on egenkontroller."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from internkontroll.domain.granska.remark import Fynd
from internkontroll.domain.granska.sak import (
    Post,
    Sak,
    egenkontroll_post,
    granskning_post,
    is_blank,
    quote,
    shorten,
    utfall_post,
    uuid,
)
from internkontroll.domain.underlag import Granskning, Utfall
from internkontroll.domain.words import Resultat


def rekommendation_utan_svar(sak: Sak) -> Iterator[Fynd]:
    """A recommendation that the nämnd hasn't answered.

    The nämnd may answer a whole granskning at once; where it has answered some recommendations one
    by one, each of them asks for an answer.
    """
    for granskning in _known(sak):
        together = bool(granskning.svar) and all(is_blank(one.svar) for one in granskning.rekommendationer)
        for one in granskning.rekommendationer:
            if is_blank(one.svar) and not together:
                text = f"Rekommendationen {quote(one.rekommendation)} har inget svar från nämnden. Skriv in svaret."
                yield Fynd(Post("rekommendation", uuid(one.ref), granskning_post(granskning).rubrik), text)


def granskning_utan_atgard(sak: Sak) -> Iterator[Fynd]:
    """A granskning that led to nothing."""
    for granskning in _known(sak):
        if not granskning.atgarder:
            text = f"Granskningen {quote(granskning.namn)} har ingen åtgärd. Lägg till den, eller tysta med skäl."
            yield Fynd(granskning_post(granskning), text)


def _known(sak: Sak) -> list[Granskning]:
    """The granskningar that had come by the report's day."""
    return [one for one in sak.underlag.granskningar if one.datum is None or one.datum <= sak.day]


def enhet_utan_egenkontroll(sak: Sak) -> Iterator[Fynd]:
    """A unit had egenkontroller to do this year until the report's day and has done none."""
    due: dict[str, list[Utfall]] = defaultdict(list)
    for _, utfall in sak.utfall():
        if _is_due(utfall, sak):
            due[utfall.enhet].append(utfall)
    for enhet, planned in due.items():
        if not any(utfall.datum for utfall in planned):
            what = "sin egenkontroll" if len(planned) == 1 else f"någon av årets {len(planned)} egenkontroller"
            yield Fynd(sak.named("enhet", enhet), f"Enheten {enhet} har inte gjort {what}. Ta reda på varför.")


def enhet_saknar_egenkontroll(sak: Sak) -> Iterator[Fynd]:
    """A unit at the foot of the organisation that no egenkontroll asks, by name or from above."""
    if not sak.underlag.egenkontroller:
        return
    above = {enhet.namn: enhet.del_av for enhet in sak.underlag.enheter}
    asked = {enhet for control in sak.underlag.egenkontroller for enhet in control.enheter}
    parents = set(above.values())
    for enhet in above:
        if enhet not in parents and not asked.intersection(_upwards(enhet, above)):
            text = f"Enheten {enhet} har ingen egenkontroll i planen. Lägg till den, eller skriv varför ingen behövs."
            yield Fynd(sak.named("enhet", enhet), text)


def _upwards(enhet: str, above: dict[str, str | None]) -> Iterator[str]:
    """The unit and those above it; names that go round in a circle end where they meet."""
    seen: set[str] = set()
    place: str | None = enhet
    while place and place not in seen:
        seen.add(place)
        yield place
        place = above.get(place)


def egenkontroll_ej_gjord(sak: Sak) -> Iterator[Fynd]:
    """Some units haven't done an egenkontroll that is past its due day."""
    for control in sak.underlag.egenkontroller:
        due = [utfall for utfall in control.utfall if _is_due(utfall, sak)]
        missing = Counter(utfall.enhet for utfall in due if utfall.datum is None)
        if missing:
            where = ", ".join(f"{enhet} {count} st" if count > 1 else enhet for enhet, count in missing.items())
            text = (
                f"Egenkontrollen {quote(control.namn)}: {missing.total()} av {len(due)} är inte "
                f"{'gjord' if missing.total() == 1 else 'gjorda'} ({shorten(where, 300)}). "
                "Påminn, eller skriv varför det inte görs."
            )
            yield Fynd(egenkontroll_post(control), text)


def avvikelse_utan_atgard(sak: Sak) -> Iterator[Fynd]:
    """An egenkontroll wasn't met at all, and nothing is to be done about it."""
    for control, utfall in sak.utfall():
        if utfall.resultat == Resultat.EJ_UPPFYLLT and not utfall.atgarder and utfall.period <= sak.day:
            post = utfall_post(control, utfall)
            yield Fynd(post, f"Egenkontrollen {post.rubrik} är inte uppfylld men har ingen åtgärd. Lägg till en.")


def _is_due(utfall: Utfall, sak: Sak) -> bool:
    """Whether its period ends by the report's day and its due day, if any, has passed."""
    return utfall.period <= sak.day and (utfall.forfaller or utfall.period) < sak.today

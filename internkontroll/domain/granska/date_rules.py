"""Rules on the days of åtgärder and egenkontroller."""

from collections.abc import Iterator

from internkontroll.domain.granska.remark import Fynd
from internkontroll.domain.granska.sak import Sak, atgard_name, atgard_post, identitet, is_open, utfall_post
from internkontroll.domain.status import Status, days_late


def klart_i_framtiden(sak: Sak) -> Iterator[Fynd]:
    """Done, on a day that the report can't know."""
    last = min(sak.day, sak.today)
    for agd in sak.followed_up():
        done = agd.atgard.klart_datum
        if agd.atgard.status == Status.KLART and done and done > last:
            when = "som inte har varit" if done > sak.today else f"efter rapportens dag {sak.day}"
            text = f"{atgard_name(agd)} är Klart den {done}, en dag {when}. Rätta datumet eller byt status."
            yield Fynd(atgard_post(agd), text)


def klart_fore_slutdatum(sak: Sak) -> Iterator[Fynd]:
    """Done before its slutdatum, and nobody says when."""
    for agd in sak.followed_up():
        atgard = agd.atgard
        if atgard.status == Status.KLART and not atgard.klart_datum and atgard.slutdatum and atgard.slutdatum > sak.day:
            text = (
                f"{atgard_name(agd)} är Klart, men slutdatum är {atgard.slutdatum}, efter rapportens dag {sak.day}. "
                "Skriv in vilken dag den blev klar, eller byt status."
            )
            yield Fynd(atgard_post(agd), text)


def slutdatum_passerat(sak: Sak) -> Iterator[Fynd]:
    """Past its slutdatum on the report's day and neither done nor lapsed, by the latest status that it has."""
    day = min(sak.day, sak.today)
    was = _status_before(sak)
    for agd in sak.followed_up():
        status = agd.atgard.status or was.get(identitet(agd.atgard.ref))
        late = days_late(agd.atgard.slutdatum, status, day)
        if late:
            days = "1 dag" if late == 1 else f"{late} dagar"
            text = (
                f"{atgard_name(agd)} skulle ha varit klar {agd.atgard.slutdatum} och är {days} försenad. "
                "Bestäm ett nytt slutdatum och skriv varför, eller byt status."
            )
            yield Fynd(atgard_post(agd), text)


def _status_before(sak: Sak) -> dict[str | None, Status | None]:
    """Identity → the status that an åtgärd had at this year's tillfälle before."""
    before = Sak(sak.earlier, sak.today).atgarder() if sak.earlier else ()
    return {key: agd.atgard.status for agd in before if (key := identitet(agd.atgard.ref))}


def start_efter_slut(sak: Sak) -> Iterator[Fynd]:
    """An åtgärd that ends before it begins."""
    for agd in sak.atgarder():
        start, slut = agd.atgard.startdatum, agd.atgard.slutdatum
        if start and slut and start > slut:
            yield Fynd(atgard_post(agd), f"{atgard_name(agd)} börjar {start} men slutar {slut}. Rätta datumen.")


def slutdatum_utanfor_aret(sak: Sak) -> Iterator[Fynd]:
    """An åtgärd of this year's plan that is to be done in another year."""
    for agd in sak.atgarder():
        slut = agd.atgard.slutdatum
        if slut and slut.year != sak.underlag.ar and is_open(agd.atgard.status):
            text = (
                f"{atgard_name(agd)} har slutdatum {slut}, utanför planens år {sak.underlag.ar}. "
                "Rätta datumet, eller skriv ett delmål som går att nå under året."
            )
            yield Fynd(atgard_post(agd), text)


def egenkontroll_i_framtiden(sak: Sak) -> Iterator[Fynd]:
    """An egenkontroll that was carried out on a day that hasn't been."""
    for control, utfall in sak.utfall():
        if utfall.datum and utfall.datum > sak.today:
            post = utfall_post(control, utfall)
            yield Fynd(
                post, f"Egenkontrollen {post.rubrik} är gjord {utfall.datum}, som inte har varit. Rätta datumet."
            )

"""What a review looks at, and how its records are named."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from internkontroll.domain.granska.rapporterat import Rapporterat
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.domain.underlag import (
    Atgard,
    Egenkontroll,
    Granskning,
    Kontroll,
    Ref,
    Risk,
    Underlag,
    Utfall,
)
from internkontroll.domain.words import Arsbeslut, Textdel

NAME_WIDTH = 50
"""Characters of a record's short name."""

QUOTE_WIDTH = 90
"""Characters of a record's text inside a remark."""

DELAR = {
    Textdel.INLEDNING: "Inledning",
    Textdel.SAMMANFATTNING: "Sammanfattning",
    Textdel.STRUKTUR: "Struktur",
    Textdel.INSYN: "Uppföljning och insyn: inledning",
    Textdel.INSYN_UPPFOLJNING: "Uppföljning och insyn: uppföljning",
}
"""What the parts of the section are called."""


class Post(NamedTuple):
    """A record: its table, its uuid (empty where the underlag comes from a file), its short name."""

    tabell: str
    uuid: str
    rubrik: str


class Agd(NamedTuple):
    """An åtgärd, the record that owns it, and the day on which it was decided at the latest, if known."""

    atgard: Atgard
    agare: Post
    beslutad: date | None


@dataclass(frozen=True, slots=True)
class Sak:
    """An underlag under review.

    `previous` is the underlag before it: the same plan's tillfälle before, or last year's helår.
    `today` is the day of the review. `arsbeslut` says what was decided at last year's end, by the
    identity of the åtgärd, and `senast_i_fjol` the latest status that it got in last year's plan; `i_fjol` is
    last year's helår, where `previous` isn't. `uuids` knows the records that the underlag names but doesn't identify,
    by table and name. `oegentligheter_fran` is the day from which the law asks for risks of
    oegentligheter; None asks for them in every plan. `rapporterat`: what only the register knows of egenkontroller.
    """

    underlag: Underlag
    today: date
    previous: Underlag | None = None
    arsbeslut: Mapping[str, Arsbeslut] = field(default_factory=dict)
    senast_i_fjol: Mapping[str, Status] = field(default_factory=dict)
    i_fjol: Underlag | None = None
    uuids: Mapping[tuple[str, str], str] = field(default_factory=dict)
    oegentligheter_fran: date | None = None
    rapporterat: Rapporterat = field(default_factory=Rapporterat)

    @property
    def is_plan(self) -> bool:
        """Whether it is the plan itself and not a report on it."""
        return self.underlag.tillfalle == Tillfalletyp.PLAN

    @property
    def earlier(self) -> Underlag | None:
        """The tillfälle before of the same year's plan, if there is one."""
        return self.previous if self.previous and self.previous.ar == self.underlag.ar else None

    @property
    def last_year(self) -> Underlag | None:
        """Last year's helår: what isn't carried over from it is missing at each of the year's tillfällen."""
        return self.previous if self.previous and self.previous.ar < self.underlag.ar else self.i_fjol

    @property
    def day(self) -> date:
        """The day that the report describes."""
        return self.underlag.as_of

    @property
    def plan(self) -> Post:
        """The plan as a record."""
        return Post("plan", uuid(self.underlag.ref), f"Planen för {self.underlag.ar}")

    def text(self, part: Textdel) -> Post:
        """One of the section's texts."""
        return self.named("avsnittstext", part)._replace(rubrik=DELAR[part])

    def named(self, tabell: str, namn: str) -> Post:
        """A record that the underlag knows by name only; the plan where nobody knows more."""
        found = self.uuids.get((tabell, namn))
        post = Post(tabell, found, namn) if found else self.plan
        return post._replace(rubrik=shorten(namn, NAME_WIDTH))

    def atgarder(self) -> Iterator[Agd]:
        """All åtgärder that are printed with the plan: those of risks and those of granskningar."""
        for risk in self.underlag.risker:
            agare = risk_post(risk)
            yield from (Agd(atgard, agare, risk.tillagd) for atgard in risk.atgarder)
        for granskning in self.underlag.granskningar:
            agare = granskning_post(granskning)
            yield from (Agd(atgard, agare, granskning.datum) for atgard in granskning.atgarder)

    def followed_up(self) -> Iterator[Agd]:
        """Those of them that are followed up: none in the plan itself."""
        return iter(()) if self.is_plan else self.atgarder()

    def avvikelsers_atgarder(self) -> Iterator[Agd]:
        """The åtgärder of deviations in egenkontroller."""
        for control, utfall in self.utfall():
            agare = utfall_post(control, utfall)
            yield from (Agd(atgard, agare, utfall.datum or utfall.period) for atgard in utfall.atgarder)
        for one in self.underlag.tidigare:
            name = shorten(f"{one.egenkontroll}, {one.enhet}", NAME_WIDTH)
            yield Agd(one.atgard, Post("atgard", uuid(one.atgard.ref), f"{name}, {one.period}"), one.period)

    def alla_atgarder(self) -> Iterator[Agd]:
        """Those that are printed with the plan, and those of deviations."""
        yield from self.atgarder()
        yield from self.avvikelsers_atgarder()

    def utfall(self) -> Iterator[tuple[Egenkontroll, Utfall]]:
        """Every outcome with its egenkontroll."""
        for control in self.underlag.egenkontroller:
            for utfall in control.utfall:
                yield control, utfall


def atgard_post(agd: Agd) -> Post:
    """An åtgärd goes by the short name of what it belongs to: "R-03"."""
    return Post("atgard", uuid(agd.atgard.ref), agd.agare.rubrik)


def risk_post(risk: Risk) -> Post:
    """A risk goes by its beteckning, else by its first words."""
    return Post("risk", uuid(risk.ref), risk.id or shorten(risk.beskrivning, NAME_WIDTH))


def granskning_post(granskning: Granskning) -> Post:
    """A granskning goes by its name."""
    return Post("granskning", uuid(granskning.ref), shorten(granskning.namn, NAME_WIDTH))


def kontroll_post(kontroll: Kontroll) -> Post:
    """A systematisk kontroll goes by its first words."""
    return Post("kontroll", uuid(kontroll.ref), shorten(kontroll.kontroll, NAME_WIDTH))


def egenkontroll_post(control: Egenkontroll) -> Post:
    """An egenkontroll goes by its name."""
    return Post("egenkontroll", uuid(control.ref), shorten(control.namn, NAME_WIDTH))


def utfall_post(control: Egenkontroll, utfall: Utfall) -> Post:
    """An outcome goes by egenkontroll, unit and period."""
    name = shorten(f"{control.namn}, {utfall.enhet}", NAME_WIDTH)
    return Post("utfall", uuid(utfall.ref), f"{name}, {utfall.period}")


def uuid(ref: Ref | None) -> str:
    """The record's uuid; empty where the underlag comes from a file."""
    return ref.uuid if ref else ""


def identitet(ref: Ref | None) -> str | None:
    """What is the same over the years; None where the underlag comes from a file."""
    return ref.identitet if ref else None


def is_blank(text: str | None) -> bool:
    """Whether nothing is written."""
    return not text or not text.strip()


def is_open(status: Status | None) -> bool:
    """Whether an åtgärd remains to be done: neither done nor lapsed."""
    return status not in (Status.KLART, Status.EJ_AKTUELL)


def shorten(text: str, width: int) -> str:
    """The text on one line, cut between words where it is longer than `width`."""
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    cut = line[:width]
    head = cut.rpartition(" ")[0] if " " in cut and line[width] != " " else cut
    return head.rstrip(" ,.;:") + "…"


def quote(text: str) -> str:
    """A record's own words inside a remark."""
    return f"”{shorten(text, QUOTE_WIDTH)}”"


def atgard_name(agd: Agd) -> str:
    """What a remark calls an åtgärd."""
    return f"Åtgärden {quote(agd.atgard.beskrivning)} ({agd.agare.rubrik})"


def risk_name(risk: Risk) -> str:
    """What a remark calls a risk."""
    return f"Risken {quote(risk.beskrivning)}"

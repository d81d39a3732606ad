"""The rule that the numbers of the free texts are those of the register.

What a text counts isn't always plain: all åtgärder, or those of the risks only? Every reading that a
careful author may have had in mind is tried, and only a number that fits none of them is remarked on.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from internkontroll.domain.granska.claim_words import Amne, Matt
from internkontroll.domain.granska.claims import Andel, Claim, Mangd, Stycke, find_claims
from internkontroll.domain.granska.remark import Fynd
from internkontroll.domain.granska.sak import DELAR, Sak, quote
from internkontroll.domain.status import Status
from internkontroll.domain.underlag import Atgard, Granskning, Risk, Utfall
from internkontroll.domain.words import Textdel

_ABOUT_AVTAL = (Textdel.INSYN, Textdel.INSYN_UPPFOLJNING)
_PLURALS = {
    Amne.RISK: "risker",
    Amne.ATGARD: "åtgärder",
    Amne.EGENKONTROLL: "egenkontroller",
    Amne.GRANSKNING: "granskningar",
    Amne.KONTROLL: "systematiska kontroller",
    Amne.AVTAL: "avtal",
}

_KNOWN_OPEN = frozenset({Status.BLIR_KLART, Status.TROLIGEN_KLART, Status.EJ_KLART})
_OPEN = _KNOWN_OPEN | {None}
_DONE, _LAPSED, _NOT_DONE = Status.KLART, Status.EJ_AKTUELL, Status.EJ_KLART
_READINGS: dict[Matt, tuple[frozenset[Status | None], ...]] = {
    Matt.KLART: (frozenset({_DONE}),),
    Matt.BLIR_KLART: (frozenset({Status.BLIR_KLART}),),
    Matt.TROLIGEN_KLART: (frozenset({Status.TROLIGEN_KLART}),),
    Matt.EJ_KLART: (frozenset({_NOT_DONE}), frozenset({_NOT_DONE, _LAPSED})),
    Matt.EJ_AKTUELL: (frozenset({_LAPSED}),),
    Matt.INTE_KLART: (_OPEN, _OPEN | {_LAPSED}, _KNOWN_OPEN, frozenset({_NOT_DONE})),
    Matt.KVAR: (_OPEN, _KNOWN_OPEN),
    Matt.FORTSATTER: (_OPEN, _KNOWN_OPEN, frozenset({_NOT_DONE})),
}
"""What is said of åtgärder → the statuses that may be meant; the first reading is the plainest."""

_LOOSE_READINGS = tuple(
    frozenset(statuses)
    for statuses in (
        (Status.BLIR_KLART, _DONE),
        (Status.BLIR_KLART, Status.TROLIGEN_KLART),
        (Status.BLIR_KLART, Status.TROLIGEN_KLART, _DONE),
    )
)
"""What "blir klara i år" may mean besides, in a paragraph that doesn't count those that are done by themselves."""


class _Count(NamedTuple):
    """How many there are in one reading, and out of how many."""

    antal: int
    av: int


def antal_stammer_inte(sak: Sak) -> Iterator[Fynd]:
    """A number of risks, åtgärder, egenkontroller … in a free text that no reading of the register gives."""
    groups = (sak.underlag.enheter, sak.underlag.processer, sak.underlag.mal)
    names = [one.namn for group in groups for one in group]
    for part, text in sak.underlag.texter.items():
        claims = list(find_claims(text, sak.underlag.ar, sak.underlag.namnd, names))
        alone = {claim.stycke for claim in claims} - {claim.stycke for claim in claims if claim.matt == Matt.KLART}
        for claim in claims:
            counts = _counts(sak, claim, loose=claim.stycke in alone) if _is_about(part, claim.amne) else []
            if counts and not any(_fits(claim.tal, count) for count in counts):
                yield Fynd(sak.text(part), _text(part, claim, counts))


def _is_about(part: Textdel, amne: Amne) -> bool:
    """In the parts on uppföljning och insyn only avtal are the plan's: its åtgärder may be a utförare's."""
    return amne == Amne.AVTAL or part not in _ABOUT_AVTAL


def _fits(tal: Mangd, count: _Count) -> bool:
    if tal == Andel.ALLA:
        return count.antal == count.av
    if tal == Andel.HALFTEN:
        return abs(2 * count.antal - count.av) <= 1
    return tal == count.antal


def _text(part: Textdel, claim: Claim, counts: Sequence[_Count]) -> str:
    """The plainest count, with the next one where it differs: with the granskningars åtgärder."""
    numbers = " eller ".join(dict.fromkeys(str(count.antal) for count in counts[:2]))
    what = f"{numbers} {_PLURALS[claim.amne]} {claim.matt}"
    return f"{DELAR[part]} säger {quote(claim.citat)}, men registret har {what}. Rätta texten eller registret."


def _counts(sak: Sak, claim: Claim, *, loose: bool) -> list[_Count]:
    """Every reading of the claim, the plainest first; none where the register can't tell."""
    if claim.amne == Amne.ATGARD:
        return list(_count_atgarder(sak, claim, loose=loose))
    if claim.amne == Amne.EGENKONTROLL:
        return list(_count_egenkontroller(sak, claim.matt))
    return [_Count(total, total) for total in _count_rest(sak, claim.amne)]


def _count_atgarder(sak: Sak, claim: Claim, *, loose: bool) -> Iterator[_Count]:
    if sak.is_plan and claim.matt != Matt.ANTAL:
        return
    readings = _READINGS.get(claim.matt, ())
    if claim.matt == Matt.BLIR_KLART and loose:
        readings += _LOOSE_READINGS
    scopes = list(_scopes(sak, claim.stycke))
    if claim.matt == Matt.ANTAL:
        yield from (_Count(len(scope), len(scope)) for scope in scopes)
    for statuses in readings:
        yield from (_Count(sum(one.status in statuses for one in scope), len(scope)) for scope in scopes)


def _scopes(sak: Sak, stycke: Stycke) -> Iterator[Sequence[Atgard]]:
    """The åtgärder that a paragraph may speak of: of the risks, of the granskningar too, of deviations too.

    One that speaks of granskningar may mean theirs alone, or those of one of them.
    """
    risker = _atgarder(sak.underlag.risker)
    from_granskningar = _atgarder(sak.underlag.granskningar)
    avvikelser = [agd.atgard for agd in sak.avvikelsers_atgarder()]
    yield risker
    yield [*risker, *from_granskningar]
    yield [*risker, *from_granskningar, *avvikelser]
    if stycke.om_granskning:
        yield from (from_granskningar, *(one.atgarder for one in sak.underlag.granskningar))
    if stycke.om_egenkontroll:
        yield avvikelser


def _atgarder(owners: Iterable[Risk | Granskning | Utfall]) -> list[Atgard]:
    return [atgard for owner in owners for atgard in owner.atgarder]


def _count_egenkontroller(sak: Sak, matt: Matt) -> Iterator[_Count]:
    """The outcomes that should be there: by their period, by their due day, or of the whole year.

    The last reading counts kinds of egenkontroller: done where nothing of the kind is missing.
    """
    controls = sak.underlag.egenkontroller
    if not controls:
        return
    everything = [utfall for control in controls for utfall in control.utfall]
    by_period = [utfall for utfall in everything if utfall.period <= sak.day]
    by_due_day = [utfall for utfall in everything if (utfall.forfaller or utfall.period) <= sak.day]
    for planned in (by_period, by_due_day, everything):
        done = sum(utfall.datum is not None for utfall in planned)
        antal = {Matt.ANTAL: len(planned), Matt.GJORD: done, Matt.SAKNAS: len(planned) - done}[matt]
        yield _Count(antal, len(planned))
    undone = {control.namn for control, utfall in sak.utfall() if utfall.period <= sak.day and not utfall.datum}
    kinds = {Matt.ANTAL: len(controls), Matt.GJORD: len(controls) - len(undone), Matt.SAKNAS: len(undone)}
    yield _Count(kinds[matt], len(controls))


def _count_rest(sak: Sak, amne: Amne) -> Iterator[int]:
    """Risks, granskningar and the like, of which only the total is told. None where the register keeps none."""
    underlag = sak.underlag
    if amne == Amne.RISK:
        yield len(underlag.risker)
        yield sum(risk.avslutad is None or risk.avslutad > sak.day for risk in underlag.risker)
        yield sum(risk.tillagd is None for risk in underlag.risker)
    elif amne == Amne.GRANSKNING and underlag.granskningar:
        days = [one.datum for one in underlag.granskningar]
        yield len(days)
        yield sum(day is None or day <= sak.day for day in days)
        yield sum(day is None or day.year == underlag.ar for day in days)
    elif amne == Amne.KONTROLL and underlag.systematiska_kontroller:
        yield len(underlag.systematiska_kontroller)
    elif amne == Amne.AVTAL and underlag.avtal:
        yield len(underlag.avtal)

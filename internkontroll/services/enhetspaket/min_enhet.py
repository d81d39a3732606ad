"""What a unit has to do, as the small window of its package lists it. Without SQLAlchemy."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from internkontroll.db.reader import Reader
from internkontroll.domain.egenkontroll.perioder import period_name
from internkontroll.domain.rubrik import post_name
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.services.records import records

_ENDED = (Status.KLART, Status.EJ_AKTUELL)
"""Nobody has to do anything more, whenever it was to be done."""


@dataclass(frozen=True, slots=True)
class Unitrad:
    """A record of the unit: what it is called, and what is to be said of its time."""

    tabell: str
    post: int
    namn: str
    lage: str


@dataclass(frozen=True, slots=True)
class MinEnhet:
    """The unit's id and name, its plan, and its records: tillfällen by what is due first, åtgärder, risks."""

    enhet_id: int | None
    enhet: str
    namnd: str
    ar: int
    rader: tuple[Unitrad, ...]


def load_unit(reader: Reader, sammanhang: Sammanhang) -> MinEnhet:
    """The unit that the file is a package of."""
    names = """SELECT enhet_id, namn FROM enhet_version JOIN enhetspaket USING (enhet_id)
        WHERE fran <= ? ORDER BY fran DESC LIMIT 1"""
    with reader.moment():
        enhet_id, enhet = reader.one(names, (str(sammanhang.idag),)) or (None, "Min enhet")
        namnd = reader.one("SELECT namn FROM namnd WHERE id = ?", (sammanhang.namnd_id,)) or ("",)
        rader = (*_tillfallen(reader, sammanhang), *_atgarder(reader, sammanhang), *_risker(reader, sammanhang))
    return MinEnhet(enhet_id, enhet, namnd[0], sammanhang.ar, tuple(rader))


def _tillfallen(reader: Reader, sammanhang: Sammanhang) -> Iterator[Unitrad]:
    controls = {row["id"]: row for row in records(reader, "egenkontroll", "WHERE borttagen IS NULL")}
    for row in records(reader, "utfall", "WHERE borttagen IS NULL ORDER BY datum IS NOT NULL, forfaller, period, id"):
        control = controls.get(row["egenkontroll_id"])
        if control:
            frekvens = "månad" if control["manader"] else control["frekvens"]
            namn = f"{control['namn']}, {period_name(frekvens, row['period'])}"
            yield Unitrad("utfall", row["id"], namn, _state(row["datum"], row["forfaller"], sammanhang.idag))


def _state(done: date | None, due: date | None, today: date) -> str:
    if done:
        return f"inlämnad {done}"
    if due is None:
        return "ej inlämnad"
    return f"försenad, skulle lämnas {due}" if due < today else f"lämnas senast {due}"


def _atgarder(reader: Reader, sammanhang: Sammanhang) -> Iterator[Unitrad]:
    rest = "WHERE plan_id = ? AND borttagen IS NULL ORDER BY slutdatum IS NULL, slutdatum, id"
    statuses = _statuses(reader, sammanhang.plan_id)
    for row in records(reader, "atgard", rest, (sammanhang.plan_id,)):
        status = statuses.get(row["id"])
        due = f"klar senast {row['slutdatum']}" if row["slutdatum"] else "utan slutdatum"
        said = [status] if status in _ENDED else filter(None, (status, due))
        yield Unitrad("atgard", row["id"], post_name("atgard", row), ", ".join(said))


def _statuses(reader: Reader, plan_id: int) -> dict[int, str]:
    """Åtgärd → its status at the last of the year's tillfällen that says anything."""
    rows = reader.rows(
        """SELECT uppfoljning.atgard_id, uppfoljning.status, tillfalle.typ
        FROM uppfoljning JOIN tillfalle ON tillfalle.id = uppfoljning.tillfalle_id
        WHERE tillfalle.plan_id = ? AND uppfoljning.atgard_id IS NOT NULL AND uppfoljning.status IS NOT NULL""",
        (plan_id,),
    )
    order = list(Tillfalletyp)
    return {post: status for post, status, _ in sorted(rows, key=lambda row: order.index(row[2]))}


def _risker(reader: Reader, sammanhang: Sammanhang) -> Iterator[Unitrad]:
    rest = "WHERE plan_id = ? AND borttagen IS NULL ORDER BY ordning, id"
    for row in records(reader, "risk", rest, (sammanhang.plan_id,)):
        yield Unitrad(
            "risk", row["id"], post_name("risk", row), f"avslutad {row['avslutad']}" if row["avslutad"] else "öppen"
        )

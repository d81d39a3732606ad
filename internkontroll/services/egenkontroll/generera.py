"""Use case: the year's tillfällen as the plan asks for them; as often as one likes, with what was written kept."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from internkontroll.db.models import egenkontroll, plan, utfall
from internkontroll.db.session import Register
from internkontroll.db.writer import Writer
from internkontroll.domain.egenkontroll.tillfallen import Onskat, Skillnad, compare, generate
from internkontroll.domain.rubrik import shorten
from internkontroll.domain.sparat import Sparat
from internkontroll.services.egenkontroll.lasa import read_controls, read_existing, read_layouts, read_organisation
from internkontroll.services.planlage import read_plan
from internkontroll.services.redigera.operation import operation, saved
from internkontroll.services.redigera.posts import read_rows, refuse_closed


@dataclass(frozen=True, slots=True)
class Arsandring:
    """What generating does to one egenkontroll: tillfällen that come, go and get another due day.

    `kvar`: those that the plan no longer asks for, but that somebody has written in.
    """

    egenkontroll_id: int
    namn: str
    nya: int
    bort: int
    flyttas: int
    kvar: int


@dataclass(frozen=True, slots=True)
class Arsplan:
    """What generating the plan's year does to each egenkontroll that anything happens to."""

    ar: int
    andringar: tuple[Arsandring, ...]

    def __bool__(self) -> bool:
        return any(one.nya or one.bort or one.flyttas for one in self.andringar)

    def as_text(self) -> str:
        """ "24 nya, 2 bort, 3 får en annan dag"; what is kept is said in a sentence of its own."""
        nya, bort, flyttas, kvar = (
            sum(counts)
            for counts in zip(
                (0, 0, 0, 0), *((one.nya, one.bort, one.flyttas, one.kvar) for one in self.andringar), strict=True
            )
        )
        said = [
            text
            for count, text in ((nya, f"{nya} nya"), (bort, f"{bort} bort"), (flyttas, f"{flyttas} får en annan dag"))
            if count
        ]
        kept = f" {kvar} som planen inte längre ber om står kvar, eftersom någon har skrivit i dem." if kvar else ""
        return f"Tillfällen {self.ar}: {', '.join(said) or 'inget ändras'}.{kept}"


def year_changes(connection: Connection, plan_id: int) -> Arsplan:
    """What `generate_year` would do now. Raises InputRefused as it does."""
    names = {row["id"]: row["namn"] for row in read_controls(connection, plan_id)}
    found = _differences(connection, plan_id)
    return Arsplan(
        read_plan(connection, plan_id).ar,
        tuple(
            Arsandring(control, names[control], len(one.nya), len(one.bort), len(one.flyttas), len(one.kvar))
            for control, one in found.items()
            if one or one.kvar
        ),
    )


def generate_year(register: Register, plan_id: int) -> Sparat:
    """Give every unit one tillfälle for each period of the plan's egenkontroller, due on a working day.

    Those that are no longer asked for go, unless anybody has written in them; what nobody has done gets the
    plan's due day, unless somebody has chosen another. Egenkontroller without frequency and months stay as they
    are. Again changes nothing. Raises InputRefused for a closed plan and for months that aren't months.
    """
    with operation(register) as writer:
        lage = read_plan(writer.connection, plan_id)
        refuse_closed("utfall", [lage])
        found = _differences(writer.connection, plan_id)
        counts = (
            (sum(len(one.nya) for one in found.values()), "nya"),
            (sum(len(one.bort) for one in found.values()), "bort"),
            (sum(len(one.flyttas) for one in found.values()), "flyttade"),
        )
        said = ", ".join(f"{count} {word}" for count, word in counts if count)
        writer.call(shorten(f"Egenkontrollernas tillfällen {lage.ar}: {said}"))
        _take_away(writer, [post for one in found.values() for post in one.bort])
        _move(writer, found)
        _add(writer, plan_id, found)
    return saved(writer)


def _differences(connection: Connection, plan_id: int) -> dict[int, Skillnad]:
    query = select(plan.c.ar, plan.c.namnd_id).where(plan.c.id == plan_id)
    ar, namnd_id = connection.execute(query).one()
    layouts = read_layouts(connection, read_controls(connection, plan_id))
    organisation, existing = read_organisation(connection, namnd_id), read_existing(connection, plan_id)
    return {
        control: compare(generate(layout, ar, organisation), existing.get(control, ()))
        for control, layout in layouts.items()
    }


def _take_away(writer: Writer, posts: list[int]) -> None:
    """For good: nobody has written in them, and the log has them still."""
    if posts:
        writer.delete(utfall, read_rows(writer.connection, "utfall", posts))


def _move(writer: Writer, found: dict[int, Skillnad]) -> None:
    days = {post: day for one in found.values() for post, day in one.flyttas.items()}
    for row in read_rows(writer.connection, "utfall", days):
        writer.update(utfall, row, {"forfaller": days[row["id"]]})


def _add(writer: Writer, plan_id: int, found: dict[int, Skillnad]) -> None:
    query = (
        select(utfall.c.egenkontroll_id, func.max(utfall.c.ordning))
        .join(egenkontroll, egenkontroll.c.id == utfall.c.egenkontroll_id)
        .where(egenkontroll.c.plan_id == plan_id)
        .group_by(utfall.c.egenkontroll_id)
    )
    last = {control: ordning for control, ordning in writer.connection.execute(query)}
    for control, one in found.items():
        for place, new in enumerate(one.nya, last.get(control, -1) + 1):
            writer.insert(utfall, _row(control, place, new))


def _row(control: int, place: int, new: Onskat) -> dict[str, object]:
    return {
        "egenkontroll_id": control,
        "enhet_id": new.enhet,
        "ordning": place,
        "period": new.period,
        "forfaller": new.forfaller,
    }

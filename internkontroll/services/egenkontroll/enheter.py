"""Use cases of units within the year: a pause, and one unit that takes over an egenkontroll from another."""

from datetime import date, timedelta

from sqlalchemy import Connection, select

from internkontroll.db.models import egenkontroll_enhet, uppehall, utfall
from internkontroll.db.session import Register
from internkontroll.db.writer import Writer, now
from internkontroll.domain.egenkontroll.perioder import Period
from internkontroll.domain.rubrik import shorten, the_post
from internkontroll.domain.sparat import Sparat
from internkontroll.errors import InputRefused
from internkontroll.services.egenkontroll.lasa import read_layouts, read_organisation
from internkontroll.services.poster import unit_names
from internkontroll.services.redigera.operation import operation, saved
from internkontroll.services.redigera.posts import Post, plain_rows, plans_of, read_living, read_rows, refuse_closed
from internkontroll.services.urval import namnd_of

_DAY = timedelta(days=1)


def pause_unit(register: Register, enhet_id: int, fran: date, till: date | None, skal: str) -> Sparat:
    """The unit has nothing to report in the periods that lie in the pause whole; `skal`: why, such as a closed summer.

    `till`: the last day, None until further notice. Raises InputRefused without a reason or backwards in time. The
    tillfällen follow with `generate_year`.
    """
    if not skal.strip():
        raise InputRefused("Skriv varför enheten gör uppehåll, till exempel: Stängt för renovering.")
    with operation(register) as writer:
        (unit,) = read_rows(writer.connection, "enhet", [enhet_id])
        writer.call(shorten(f"Uppehåll för {_name(writer.connection, unit['id'], fran)}"))
        values = {"enhet_id": enhet_id, "fran": fran, "till": till, "skal": skal.strip()}
        post = writer.insert(uppehall, values)
    return saved(writer, ("uppehall", post))


def end_pause(register: Register, uppehall_id: int, till: date) -> Sparat:
    """The pause's last day becomes `till`; a pause that hasn't begun by then goes to the papperskorg."""
    with operation(register) as writer:
        (pause,) = read_living(writer.connection, "uppehall", [uppehall_id])
        writer.call(shorten(f"Slut på uppehåll för {_name(writer.connection, pause['enhet_id'], till)}"))
        writer.update(uppehall, pause, {"till": till} if till >= pause["fran"] else {"borttagen": now()})
    return saved(writer)


def pauses(connection: Connection, enhet_id: int) -> list[Post]:
    """The unit's pauses: id, fran, till, skal, …, in order."""
    query = select(uppehall).where(uppehall.c.enhet_id == enhet_id, uppehall.c.borttagen.is_(None))
    return plain_rows(connection, query.order_by(uppehall.c.fran, uppehall.c.id))


def take_over(register: Register, egenkontroll_id: int, fran_enhet: int, till_enhet: int, day: date) -> Sparat:
    """From the day on another unit does the egenkontroll; the period that the day lies in is its, unless it is done.

    What nobody has written in moves with `generate_year`. One of all under a unit gets a link of its own until then.
    Raises InputRefused where the first unit doesn't do the egenkontroll, or the other one does.
    """
    with operation(register) as writer:
        (control,) = read_living(writer.connection, "egenkontroll", [egenkontroll_id])
        refuse_closed("egenkontroll", plans_of(writer.connection, "egenkontroll", [control]))
        links = _links(writer.connection, egenkontroll_id)
        doing = doers(writer.connection, egenkontroll_id, Period(day, day))
        link = links.get(fran_enhet) or links.get(doing.get(fran_enhet))
        if link is None or (link["fran"] or date.min) >= day or (link["till"] or date.max) < day:
            raise InputRefused(
                f"{_name(writer.connection, fran_enhet, day)} gör inte egenkontrollen då. Välj en enhet som gör den, "
                "och en dag efter att den började."
            )
        heir = _name(writer.connection, till_enhet, day)
        if till_enhet in links or till_enhet in doing:
            raise InputRefused(f"{heir} gör redan egenkontrollen. Välj en annan enhet.")
        writer.call(shorten(f"{heir} tar över {the_post('egenkontroll', control)}"))
        _pass_on(writer, link, fran_enhet, till_enhet, day)
        _hand_over(writer, egenkontroll_id, fran_enhet, till_enhet, day)
    return saved(writer)


def _links(connection: Connection, control: int) -> dict[int | None, Post]:
    """Unit → its link to the egenkontroll."""
    query = select(egenkontroll_enhet).where(egenkontroll_enhet.c.egenkontroll_id == control)
    return {row["enhet_id"]: row for row in plain_rows(connection, query)}


def doers(connection: Connection, egenkontroll_id: int, period: Period) -> dict[int, int]:
    """The units that do the egenkontroll of the period → the unit whose link says so: themselves, or one above them.

    Raises InputRefused where the egenkontroll is no more.
    """
    (control,) = read_rows(connection, "egenkontroll", [egenkontroll_id])
    layout = read_layouts(connection, [control])[control["id"]]
    organisation = read_organisation(connection, namnd_of(connection, control["plan_id"]))
    return {unit: link.enhet for unit, link in organisation.doers(layout.kopplingar, period).items()}


def _pass_on(writer: Writer, link: Post, first: int, second: int, day: date) -> None:
    """The first unit's part ends the day before, and the second one's begins. One of many leaves the others alone."""
    alone = {name: link[name] for name in ("egenkontroll_id", "ordning", "till")}
    if link["enhet_id"] == first:
        alone["alla_under"] = link["alla_under"]
        writer.update(egenkontroll_enhet, link, {"till": day - _DAY})
    else:
        writer.insert(egenkontroll_enhet, alone | {"enhet_id": first, "fran": link["fran"], "till": day - _DAY})
    writer.insert(egenkontroll_enhet, alone | {"enhet_id": second, "fran": day, "efter_id": first})


def _hand_over(writer: Writer, control: int, fran_enhet: int, till_enhet: int, day: date) -> None:
    """What the first unit hasn't done goes to the other one as it stands, with its draft."""
    theirs = select(utfall.c.period).where(utfall.c.egenkontroll_id == control, utfall.c.borttagen.is_(None))
    taken = set(writer.connection.execute(theirs.where(utfall.c.enhet_id == till_enhet)).scalars())
    query = select(utfall).where(utfall.c.egenkontroll_id == control, utfall.c.enhet_id == fran_enhet)
    query = query.where(utfall.c.borttagen.is_(None), utfall.c.datum.is_(None), utfall.c.period >= day)
    for row in plain_rows(writer.connection, query):
        if row["period"] not in taken:
            writer.update(utfall, row, {"enhet_id": till_enhet})


def _name(connection: Connection, enhet_id: int, day: date) -> str:
    return unit_names(connection, day, [enhet_id]).get(enhet_id, "enheten")

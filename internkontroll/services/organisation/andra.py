"""Use case: a new unit, another name, chef or place from a day on, and another level."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from internkontroll.db.models import enhet, enhet_version
from internkontroll.db.session import Register
from internkontroll.domain.rubrik import shorten
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.words import Enhetsniva
from internkontroll.errors import InputRefused
from internkontroll.services.redigera.change import check_values
from internkontroll.services.redigera.operation import operation, saved
from internkontroll.services.redigera.posts import Post, plain_rows, read_rows

_TITLES = {"namn": "namn", "chef": "chef", "overordnad_id": "plats", "niva": "nivå"}


def add_unit(register: Register, namnd_id: int, niva: Enhetsniva, values: Mapping[str, Any]) -> Sparat:
    """A new unit; `values`: namn, fran, chef, overordnad_id. Raises InputRefused for what can't be taken."""
    checked = check_values("enhet_version", {"namn": None, "fran": None} | dict(values))
    day, above = _day(checked["fran"]), checked.get("overordnad_id")
    with operation(register) as writer:
        _refuse_same_name(writer.connection, namnd_id, None, str(checked["namn"]), day)
        if above is not None:
            refuse_place(writer.connection, namnd_id, None, int(str(above)), day)
        writer.call(shorten(f"Ny enhet: {checked['namn']}"))
        unit = writer.insert(enhet, {"namnd_id": namnd_id, "niva": niva})
        writer.insert(enhet_version, checked | {"enhet_id": unit})
    return saved(writer, ("enhet", unit))


def change_unit(register: Register, enhet_id: int, fran: date, values: Mapping[str, Any]) -> Sparat:
    """Let `values` (namn, chef, overordnad_id) hold from the day on; what was before it stays in the history.

    On the day of the latest change that one is corrected. `niva` is what the unit is, without history: it holds for
    all days. Raises InputRefused for a day before the latest change, a name that another unit bears, and a place
    below the unit itself or below one that isn't there then.
    """
    level = check_values("enhet", {name: value for name, value in values.items() if name == "niva"})
    checked = check_values("enhet_version", {name: value for name, value in values.items() if name != "niva"})
    with operation(register) as writer:
        (unit,) = read_rows(writer.connection, "enhet", [enhet_id])
        current = latest_version(writer.connection, enhet_id)
        changed = [name for name in checked if name in _TITLES and checked[name] != current[name]]
        if changed:
            _refuse_day(unit, current, fran)
        if "namn" in changed:
            _refuse_same_name(writer.connection, unit["namnd_id"], enhet_id, str(checked["namn"]), fran)
        if "overordnad_id" in changed and checked["overordnad_id"] is not None:
            refuse_place(writer.connection, unit["namnd_id"], enhet_id, int(str(checked["overordnad_id"])), fran)
        all_changed = [*changed, *(name for name in level if level[name] != unit[name])]
        if all_changed:
            what = " och ".join(_TITLES[name] for name in all_changed).capitalize()
            writer.call(shorten(f"{what} på enheten {current['namn']}"))
        if changed:
            _write(writer, current, fran, checked)
        writer.update(enhet, unit, level)
    return saved(writer)


def latest_version(connection: Connection, enhet_id: int) -> Post:
    """The unit as it is since its latest change."""
    query = select(enhet_version).where(enhet_version.c.enhet_id == enhet_id).order_by(enhet_version.c.fran.desc())
    return plain_rows(connection, query.limit(1))[0]


def refuse_place(connection: Connection, namnd_id: int, enhet_id: int | None, above: int, day: date) -> None:
    """Raise InputRefused where the unit can't be below `above` from the day on."""
    (target,) = read_rows(connection, "enhet", [above])
    name = latest_version(connection, above)["namn"]
    if target["namnd_id"] != namnd_id:
        raise InputRefused(f"{name} hör till en annan nämnd. Välj en enhet i den här.")
    if target["stangd"] is not None:
        raise InputRefused(f"{name} är stängd från {target['stangd']}. Välj en enhet som finns kvar.")
    rows = _versions(connection, namnd_id)
    if not any(row["enhet_id"] == above and row["fran"] <= day for row in rows):
        raise InputRefused(f"{name} finns inte ännu {day}. Välj en senare dag eller en annan enhet.")
    for moment in {day, *(row["fran"] for row in rows if row["fran"] > day)}:
        parents = {row["enhet_id"]: row["overordnad_id"] for row in rows if row["fran"] <= moment}
        step: int | None = above
        while step is not None and step != enhet_id:
            step = parents.get(step)
        if enhet_id is not None and step == enhet_id:
            raise InputRefused(f"{name} ligger under enheten själv. Välj en enhet som inte gör det.")


def _write(writer: Any, current: Post, fran: date, values: Mapping[str, Any]) -> None:
    if current["fran"] == fran:
        writer.update(enhet_version, current, values)
        return
    kept = {name: current[name] for name in ("enhet_id", "namn", "sortnyckel", "chef", "overordnad_id")}
    writer.insert(enhet_version, kept | dict(values) | {"fran": fran})


def _versions(connection: Connection, namnd_id: int) -> list[Post]:
    query = select(enhet_version).join(enhet, enhet.c.id == enhet_version.c.enhet_id)
    return plain_rows(connection, query.where(enhet.c.namnd_id == namnd_id).order_by(enhet_version.c.fran))


def _refuse_day(unit: Post, current: Post, fran: date) -> None:
    if fran < current["fran"]:
        raise InputRefused(
            f"Det som gäller nu gäller från {current['fran']}. Välj den dagen för att rätta det, eller en senare."
        )
    if unit["stangd"] is not None and fran >= unit["stangd"]:
        raise InputRefused(f"Enheten är stängd från {unit['stangd']}. Välj en tidigare dag.")


def _refuse_same_name(connection: Connection, namnd_id: int, but: int | None, namn: str, day: date) -> None:
    """Units are known by name in files and reports: two open ones can't bear the same."""
    closed = {
        row.id: row.stangd
        for row in connection.execute(select(enhet.c.id, enhet.c.stangd).where(enhet.c.namnd_id == namnd_id))
    }
    current = {row["enhet_id"]: row["namn"] for row in _versions(connection, namnd_id)}
    for other, name in current.items():
        open_then = closed[other] is None or closed[other] > day
        if other != but and open_then and name.casefold() == namn.casefold():
            raise InputRefused(f"Det finns redan en enhet som heter {name}. Välj ett namn som skiljer dem åt.")


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise TypeError(f"{value!r} isn't a day")
    return value

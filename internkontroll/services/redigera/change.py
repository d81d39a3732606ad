"""Use case: set fields of one record or of many, as one operation."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from internkontroll.db.models import metadata
from internkontroll.db.session import Register
from internkontroll.domain.falt import Value, check_value, find_field
from internkontroll.domain.falt.frozen import Planlage, frozen_because
from internkontroll.domain.rubrik import about, change_rubrik, shorten
from internkontroll.domain.sorting import sort_key
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.words import Planstatus
from internkontroll.errors import InputRefused
from internkontroll.services.redigera.operation import operation, saved
from internkontroll.services.redigera.posts import Post, check_versions, plans_of, read_living, refuse_closed

_SORTED_BY = {"process": "nummer", "enhet_version": "namn"}
"""Table → the column that its `sortnyckel` is made from."""


def set_values(
    register: Register,
    tabell: str,
    versions: Mapping[int, int],
    values: Mapping[str, Any],
    *,
    skal: str | None = None,
) -> Sparat:
    """Set the same fields of every record in `versions` (id → version as it was read, 0: don't check).

    `values`: column → what a person typed, or the value itself; `skal`: a reason for the händelselogg.
    Raises InputRefused for what can't be taken, Conflict where somebody else has changed one of the
    records; then none of them is changed.
    """
    checked = check_values(tabell, values)
    with operation(register, skal) as writer:
        rows = read_living(writer.connection, tabell, versions)
        check_versions(writer.connection, tabell, rows, versions)
        _refuse_frozen(writer.connection, tabell, rows, checked)
        names = [
            name for name in checked if find_field(tabell, name) and any(row[name] != checked[name] for row in rows)
        ]
        if names:
            writer.call(change_rubrik(tabell, rows, names))
        for row in rows:
            writer.update(metadata.tables[tabell], row, checked)
    return saved(writer)


def reorder(register: Register, tabell: str, posts: Sequence[int]) -> Sparat:
    """Put the records in this order, in the places that they have among others. Raises as `set_values`."""
    with operation(register) as writer:
        rows = read_living(writer.connection, tabell, posts)
        refuse_closed(tabell, plans_of(writer.connection, tabell, rows))
        writer.call(shorten(f"Ordning på {about(tabell, rows)}"))
        for row, place in zip(rows, _places(rows), strict=True):
            writer.update(metadata.tables[tabell], row, {"ordning": place})
    return saved(writer)


def check_values(tabell: str, values: Mapping[str, Any]) -> dict[str, Value]:
    """The values as the register holds them, with what follows from them. Raises InputRefused."""
    checked = {name: _check(tabell, name, value) for name, value in values.items()}
    source = _SORTED_BY.get(tabell)
    if source in checked:
        checked["sortnyckel"] = sort_key(str(checked[source]))
    return checked


def _check(tabell: str, name: str, value: Any) -> Value:
    falt = find_field(tabell, name)
    if falt is None:
        raise KeyError(f"{tabell}.{name} isn't a field that people edit")
    return check_value(falt, value)


def _places(rows: Sequence[Post]) -> list[int]:
    """The records' places in rising order; counted anew where two have the same one."""
    places = sorted(row["ordning"] for row in rows)
    return places if len(set(places)) == len(places) else list(range(places[0], places[0] + len(places)))


def _refuse_frozen(connection: Connection, tabell: str, rows: Sequence[Post], values: Mapping[str, Value]) -> None:
    for row, lage in zip(rows, plans_of(connection, tabell, rows), strict=True):
        for name, value in values.items():
            if row[name] != value:
                reason = frozen_because(lage, tabell, row, name) or _refuse_step_back(lage, tabell, row, name, value)
                if reason:
                    raise InputRefused(reason)


def _refuse_step_back(lage: Planlage | None, tabell: str, row: Post, name: str, value: Value) -> str | None:
    """Why a decision, or the reason for an addition, can't just be emptied again; None where it isn't."""
    if tabell == "plan" and name == "status" and value == Planstatus.UTKAST:
        return "En beslutad plan kan inte bli utkast igen. Blev beslutet fel: ångra det i händelseloggen."
    decided = lage is not None and lage.status != Planstatus.UTKAST
    if decided and tabell == "risk" and name in ("tillagd", "tillagd_skal") and value is None:
        return (
            "En risk som har lagts till efter beslutet ska ha dag och skäl. Ändra texten i stället för att tömma den."
        )
    return None

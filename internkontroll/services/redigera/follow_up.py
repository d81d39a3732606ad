"""Use case: status and comment of åtgärder or kontroller at one tillfälle."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from internkontroll.db.models import tillfalle, uppfoljning
from internkontroll.db.session import Register
from internkontroll.db.writer import Writer
from internkontroll.domain.changes import count_words
from internkontroll.domain.falt import Value
from internkontroll.domain.rubrik import change_rubrik
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.errors import Conflict, InputRefused
from internkontroll.services.redigera.change import check_values
from internkontroll.services.redigera.operation import operation, saved
from internkontroll.services.redigera.posts import (
    CHUNK,
    Post,
    changed_by_other,
    plain_rows,
    plans_of,
    read_living,
    refuse_closed,
)

_THE = {"atgard": "åtgärden", "kontroll": "kontrollen"}

Said = dict[str, Value]
"""What an uppföljning says: its three fields."""

_EMPTY: Said = {"status": None, "kommentar": None, "klart_datum": None}

Known = Mapping[int, Post]
"""Åtgärd or kontroll → its uppföljning at the tillfälle."""


def set_uppfoljning(
    register: Register,
    tabell: str,
    posts: Sequence[int],
    sammanhang: Sammanhang,
    values: Mapping[str, Any],
    *,
    versions: Mapping[int, int] | None = None,
) -> Sparat:
    """Set status, kommentar or klart_datum for the tillfälle of `sammanhang`; `tabell`: "atgard" or "kontroll".

    `versions`: åtgärd or kontroll → the version of its uppföljning as it was read, 0 where there was none;
    what isn't named isn't checked.
    Raises InputRefused for what can't be taken, Conflict where somebody else has written meanwhile.
    """
    checked = check_values("uppfoljning", values)
    if sammanhang.tillfalle == Tillfalletyp.PLAN:
        raise InputRefused(
            "Status och kommentar hör till en uppföljning. Välj April, Augusti eller Helår överst först."
        )
    with operation(register) as writer:
        rows = read_living(writer.connection, tabell, posts)
        refuse_closed(tabell, plans_of(writer.connection, tabell, rows))
        _refuse_other_plan(rows, sammanhang)
        known = _read_known(writer.connection, tabell, sammanhang, [row["id"] for row in rows])
        _check_versions(writer.connection, rows, known, versions or {})
        final = {row["id"]: _EMPTY | _said(known.get(row["id"])) | checked for row in rows}
        _refuse_without_reason(tabell, final.values())
        changed = [row for row in rows if final[row["id"]] != _EMPTY | _said(known.get(row["id"]))]
        if changed:
            writer.call(change_rubrik(tabell, changed, _changed_names(changed, known, checked), "uppfoljning"))
            _write(writer, tabell, sammanhang, known, {row["id"]: final[row["id"]] for row in changed})
    return saved(writer)


def tillfalle_row(writer: Writer, sammanhang: Sammanhang) -> int:
    """The tillfälle's row, made where nobody has written anything for it yet."""
    query = select(tillfalle.c.id).where(
        tillfalle.c.plan_id == sammanhang.plan_id, tillfalle.c.typ == sammanhang.tillfalle
    )
    known = writer.connection.execute(query).scalar_one_or_none()
    return known or writer.insert(tillfalle, {"plan_id": sammanhang.plan_id, "typ": sammanhang.tillfalle})


def _said(row: Post | None) -> Said:
    return {name: row[name] for name in _EMPTY} if row else {}


def _changed_names(rows: Sequence[Post], known: Known, values: Mapping[str, Value]) -> list[str]:
    before = [_EMPTY | _said(known.get(row["id"])) for row in rows]
    return [name for name, value in values.items() if any(said[name] != value for said in before)]


def _refuse_other_plan(rows: Sequence[Post], sammanhang: Sammanhang) -> None:
    if any(row["plan_id"] != sammanhang.plan_id for row in rows):
        raise InputRefused("Posten hör till ett annat år än det som är valt. Byt år överst och försök igen.")


def _read_known(connection: Connection, tabell: str, sammanhang: Sammanhang, posts: Sequence[int]) -> Known:
    owner = uppfoljning.c[f"{tabell}_id"]
    found: dict[int, Post] = {}
    for start in range(0, len(posts), CHUNK):
        query = (
            select(uppfoljning)
            .join(tillfalle, tillfalle.c.id == uppfoljning.c.tillfalle_id)
            .where(tillfalle.c.plan_id == sammanhang.plan_id, tillfalle.c.typ == sammanhang.tillfalle)
            .where(owner.in_(posts[start : start + CHUNK]))
        )
        found |= {row[owner.name]: row for row in plain_rows(connection, query)}
    return found


def _check_versions(connection: Connection, rows: Sequence[Post], known: Known, versions: Mapping[int, int]) -> None:
    for row in rows:
        current = known.get(row["id"])
        if versions.get(row["id"]) not in (None, current["version"] if current else 0):
            if current is None:
                raise Conflict("Någon har ångrat det som stod här. Läs in posten igen och gör om ändringen.")
            raise Conflict(changed_by_other(connection, "uppfoljning", current))


def _refuse_without_reason(tabell: str, final: Collection[Said]) -> None:
    """Ej aktuell needs a reason: doman.md, and the readers of the report."""
    lacking = sum(said["status"] == Status.EJ_AKTUELL and said["kommentar"] is None for said in final)
    if lacking:
        who = "" if len(final) == 1 else f" Det saknas för {count_words(tabell, lacking)}."
        raise InputRefused(
            f"Skriv först i kommentaren varför {_THE[tabell]} inte är aktuell, och välj sedan Ej aktuell.{who}"
        )


def _write(writer: Writer, tabell: str, sammanhang: Sammanhang, known: Known, final: Mapping[int, Said]) -> None:
    tillfalle_id = tillfalle_row(writer, sammanhang)
    for post, said in final.items():
        if post in known:
            # Emptied it stays as a row, so that the history of the åtgärd still finds what it said.
            writer.update(uppfoljning, known[post], said)
        else:
            owner = {"plan_id": sammanhang.plan_id, "tillfalle_id": tillfalle_id, f"{tabell}_id": post}
            writer.insert(uppfoljning, owner | said)

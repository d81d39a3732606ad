"""Use case: into the papperskorg and out of it. What hangs below a record follows it.

A child is hidden while its owner is in the papperskorg, as all queries see to; only kontroller, which
stand in a list of their own, are put there with their risk and come back with it.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, func, select

from internkontroll.db.models import egenkontroll, kontroll, kontrollpunkt, metadata, risk
from internkontroll.db.session import Register
from internkontroll.db.writer import Writer, now
from internkontroll.domain.changes import count_words
from internkontroll.domain.falt.frozen import Planlage, frozen_because, is_decided
from internkontroll.domain.rubrik import about, shorten, the_post, trash_rubrik
from internkontroll.domain.sparat import Sparat
from internkontroll.errors import InputRefused
from internkontroll.services.redigera.create import OWNERS
from internkontroll.services.redigera.operation import operation, saved
from internkontroll.services.redigera.posts import Post, plain_rows, plans_of, read_rows, refuse_closed

_USED_BY = {"process": (risk, kontroll, egenkontroll), "mal": (risk, kontroll)}
"""Table → the tables whose records may be sorted under its."""


def trash(register: Register, tabell: str, posts: Sequence[int]) -> Sparat:
    """Put the records in the papperskorg, with what hangs below them; those already there stay as they are.

    Raises InputRefused for a risk or bedömning that the nämnd has decided, and for a process or a mål in use.
    """
    with operation(register) as writer:
        rows = [row for row in read_rows(writer.connection, tabell, posts) if not row["borttagen"]]
        plans = plans_of(writer.connection, tabell, rows)
        refuse_closed(tabell, plans)
        for row, lage in zip(rows, plans, strict=True):
            _refuse_decided(tabell, row, lage)
            _refuse_in_use(writer.connection, tabell, row)
        if rows:
            writer.call(trash_rubrik(tabell, rows))
            _set(writer, tabell, rows, now())
    return saved(writer)


def restore(register: Register, tabell: str, posts: Sequence[int]) -> Sparat:
    """Take records of one table out of the papperskorg. Raises as `restore_all`."""
    return restore_all(register, {tabell: posts})


def restore_all(register: Register, chosen: Mapping[str, Sequence[int]]) -> Sparat:
    """Take the records (table → ids) out of the papperskorg, all of them or none.

    Raises InputRefused where an owner lies there too and isn't among them, and for a question that is asked
    in other words now.
    """
    with operation(register) as writer:
        # Owners come before what they own.
        tables = [table.name for table in metadata.sorted_tables if table.name in chosen]
        away = {tabell: _away(writer.connection, tabell, chosen[tabell]) for tabell in tables}
        parts = [about(tabell, rows) for tabell, rows in away.items() if rows]
        if parts:
            writer.call(shorten(f"Återställt: {', '.join(parts)}"))
        for tabell in tables:
            _restore(writer, tabell, chosen[tabell])
    return saved(writer)


def _away(connection: Connection, tabell: str, posts: Sequence[int]) -> list[Post]:
    return [row for row in read_rows(connection, tabell, posts) if row["borttagen"]]


def _restore(writer: Writer, tabell: str, posts: Sequence[int]) -> None:
    rows = _away(writer.connection, tabell, posts)  # a kontroll may have come back with its risk
    refuse_closed(tabell, plans_of(writer.connection, tabell, rows))
    for row in rows:
        _refuse_without_owner(writer.connection, tabell, row)
        if tabell == "kontrollpunkt":
            _refuse_reworded(writer.connection, row)
    _set(writer, tabell, rows, None)


def _set(writer: Writer, tabell: str, rows: Sequence[Post], moment: str | None) -> None:
    for row in rows:
        if tabell == "risk":
            below = _kontroller(writer.connection, row["id"], row["borttagen"])
            for one in below:
                writer.update(kontroll, one, {"borttagen": moment})
        writer.update(metadata.tables[tabell], row, {"borttagen": moment})


def _kontroller(connection: Connection, risk_id: int, borttagen: str | None) -> list[Post]:
    """The risk's kontroller that went into the papperskorg with it, or that are outside as it is."""
    query = select(kontroll).where(kontroll.c.risk_id == risk_id, kontroll.c.borttagen.is_not_distinct_from(borttagen))
    return plain_rows(connection, query)


def _refuse_decided(tabell: str, row: Post, lage: Planlage | None) -> None:
    if lage and tabell == "risk" and is_decided(lage, row):
        raise InputRefused(
            f"Planen för {lage.ar} är beslutad, och {the_post(tabell, row)} hör till beslutet. "
            "Avsluta risken med datum och skäl i stället."
        )
    if tabell == "bedomning" and (reason := frozen_because(lage, tabell, row, "datum")):
        raise InputRefused(reason)


def _refuse_in_use(connection: Connection, tabell: str, row: Post) -> None:
    used = []
    for table in _USED_BY.get(tabell, ()):
        owner = table.c[f"{tabell}_id"]
        query = select(func.count()).select_from(table).where(owner == row["id"], table.c.borttagen.is_(None))
        if count := connection.execute(query).scalar_one():
            used.append(count_words(table.name, count))
    if used:
        raise InputRefused(f"Till {the_post(tabell, row)} hör {', '.join(used)}. Flytta dem först.")


def _refuse_without_owner(connection: Connection, tabell: str, row: Post) -> None:
    owners = OWNERS.get(tabell, ("risk",) if tabell in ("bedomning", "kontroll") else ())
    for owner in owners:
        if row[f"{owner}_id"] is not None:
            (above,) = read_rows(connection, owner, [row[f"{owner}_id"]])
            if above["borttagen"]:
                raise InputRefused(f"Papperskorgen har även {the_post(owner, above)}. Återställ den först.")


def _refuse_reworded(connection: Connection, row: Post) -> None:
    """A question that is asked in other words now has its answers here, and isn't asked twice."""
    identity = func.coalesce(kontrollpunkt.c.identitet, kontrollpunkt.c.uuid)
    query = select(kontrollpunkt).where(
        kontrollpunkt.c.egenkontroll_id == row["egenkontroll_id"],
        kontrollpunkt.c.borttagen.is_(None),
        identity == (row["identitet"] or row["uuid"]),
    )
    for now_asked in plain_rows(connection, query):
        raise InputRefused(
            f"Frågan ställs nu med andra ord: {the_post('kontrollpunkt', now_asked)}. Ändra den i stället, "
            "eller flytta den till papperskorgen först."
        )

"""Making the steps of a comparison happen in the register, as rows of one operation."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Date

from internkontroll.db.models import kontroll, kontrollpunkt, metadata, rattelse
from internkontroll.db.writer import Writer, now
from internkontroll.domain.enhetspaket.jamfor import Poster, Steg, Varden
from internkontroll.domain.words import Riskniva
from internkontroll.errors import InputRefused
from internkontroll.services.egenkontroll.rapportera import as_it_stood
from internkontroll.services.enhetspaket.las import Paket
from internkontroll.services.enhetspaket.mina import Mina
from internkontroll.services.enhetspaket.poster import references
from internkontroll.services.innehall import keep_content
from internkontroll.services.records import Record, records

_PLACE = {table.name: place for place, table in enumerate(metadata.sorted_tables)}


class Tillampning:
    """One package's way into the register.

    `enhet_id`: the register's unit; `tillagd`: the day that what is added to a decided plan gets, None in one that
    isn't decided.
    """

    def __init__(
        self, writer: Writer, paket: Paket, mina: Mina, bas: Poster, enhet_id: int, tillagd: date | None
    ) -> None:
        self._writer = writer
        self._paket = paket
        self._mina = mina
        self._bas = bas
        self._enhet_id = enhet_id
        self._tillagd = tillagd

    def apply(self, steps: Iterable[Steg]) -> None:
        """Records that come, owners first; then fields, all of a record at once; then records that go.

        Raises InputRefused where something refers to what the register doesn't have.
        """
        coming: dict[tuple[str, str], Varden] = {}
        fields: dict[tuple[str, str], dict[str, Any]] = defaultdict(dict)
        going: dict[tuple[str, str], None] = {}
        for step in steps:
            record = (step.tabell, step.nyckel)
            if step.falt is not None:
                fields[record][step.falt] = step.blev
            elif step.blev is not None:
                coming.setdefault(record, step.blev)
            else:
                going[record] = None
        said = {record for record, values in fields.items() if values.keys() - {"borttagen"}}
        self._keep_submitted(
            {*coming, *said, *going}, [row for (tabell, _), row in coming.items() if tabell == "rattelse"]
        )
        for tabell, nyckel in sorted(coming, key=lambda one: _PLACE[one[0]]):
            self._insert(tabell, nyckel, coming[tabell, nyckel])
        for (tabell, nyckel), values in fields.items():
            self._update(tabell, nyckel, values)
        for tabell, nyckel in sorted(going, key=lambda one: -_PLACE[one[0]]):
            self._remove(tabell, nyckel)

    def _keep_submitted(self, touched: Collection[tuple[str, str]], corrections: Iterable[Varden]) -> None:
        """What was handed in here and is changed from there is kept, unless the unit's correction has kept it."""
        corrected = {row["utfall_id"] for row in corrections}
        keys = {nyckel for tabell, nyckel in touched if tabell == "utfall"}
        keys |= {nyckel.partition("+")[0] for tabell, nyckel in touched if tabell == "svar"}
        for nyckel in sorted(key for key in keys - corrected if ("utfall", key) in self._mina.rader):
            row = self._read("utfall", nyckel)
            if row["datum"] is not None:
                last = self._paket.huvuden[-1]
                values = {"utfall_id": row["id"], "skal": f"Enhetspaket från {self._paket.enhet}"}
                values |= {"uuid": str(uuid5(UUID(row["uuid"]), last))}
                self._writer.insert(rattelse, values | {"fore": as_it_stood(self._writer.connection, row)})

    def _insert(self, tabell: str, nyckel: str, row: Varden) -> None:
        values = {name: self._value(tabell, name, value) for name, value in row.items()}
        if tabell == "risk":
            values |= self._proposed(row)
        if tabell == "bilaga":
            keep_content(self._writer, self._paket.content(row["sha256"]))
        self._mina.ids[tabell, nyckel] = self._writer.insert(metadata.tables[tabell], values)

    def _proposed(self, row: Varden) -> dict[str, Any]:
        """A unit's new risk is the unit's; its number is the register's to give, since others may have taken it."""
        own: dict[str, Any] = {"niva": Riskniva.ENHET, "enhet_id": self._enhet_id, "beteckning": None}
        if self._tillagd and not row.get("tillagd"):
            own |= {"tillagd": self._tillagd, "tillagd_skal": f"Föreslagen av {self._paket.enhet} i ett enhetspaket."}
        return own

    def _update(self, tabell: str, nyckel: str, fields: Varden) -> None:
        before = self._read(tabell, nyckel)
        values = {name: self._value(tabell, name, value) for name, value in fields.items()}
        if tabell == "risk" and "borttagen" in values:
            self._follow(before, values["borttagen"])
        self._writer.update(metadata.tables[tabell], before, values)

    def _follow(self, risk: Record, moment: Any) -> None:
        """Kontroller, which stand in a list of their own, go into the papperskorg and out of it with their risk."""
        rest = "WHERE risk_id = ? AND borttagen IS ?"
        for row in records(self._writer.connection, "kontroll", rest, (risk["id"], risk["borttagen"])):
            self._writer.update(kontroll, row, {"borttagen": moment})

    def _remove(self, tabell: str, nyckel: str) -> None:
        table, before = metadata.tables[tabell], self._read(tabell, nyckel)
        if "borttagen" in table.c:
            self._writer.update(table, before, {"borttagen": now()})
        else:
            self._writer.delete(table, [before])

    def _read(self, tabell: str, nyckel: str) -> Record:
        self._writer.flush()
        (row,) = records(self._writer.connection, tabell, "WHERE id = ?", (self._mina.ids[tabell, nyckel],))
        return row

    # --- values -------------------------------------------------------------------------------------------------

    def _value(self, tabell: str, name: str, value: Any) -> Any:
        column = metadata.tables[tabell].c[name]
        if value is None:
            return None
        if name in (targets := references(tabell)):
            found = self._refer(targets[name], value)
            if found is None and not column.nullable:
                raise self._refused(f"Registret saknar något som {tabell} hör till.")
            return found
        if isinstance(column.type, Date):
            try:
                return date.fromisoformat(value)
            except (TypeError, ValueError) as error:
                raise self._refused(f"{value!r} är ingen dag.") from error
        return value

    def _refer(self, tabell: str, nyckel: str) -> int | None:
        found = self._mina.id_of(tabell, nyckel)
        if found is None and tabell == "kontrollpunkt":
            return self._earlier_wording(nyckel)
        return found

    def _earlier_wording(self, nyckel: str) -> int:
        """The question as the unit answered it, in the papperskorg as reworded questions are (ADR 15)."""
        row = self._bas["kontrollpunkt"][nyckel]
        values = {name: self._value("kontrollpunkt", name, value) for name, value in row.items()}
        post = self._writer.insert(kontrollpunkt, values | {"borttagen": now()})
        self._mina.ids["kontrollpunkt", nyckel] = post
        return post

    def _refused(self, what: str) -> InputRefused:
        return InputRefused(f"{self._paket.fil}: Paketet går inte att läsa in. {what} Inget är inläst.")

"""A tillfälle while it is filled in: what there is, what a person says now, and the rows that it becomes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from internkontroll.db.models import atgard, svar, utfall
from internkontroll.db.writer import Values, Writer, now
from internkontroll.domain.egenkontroll.rapport import Besked, Rapport
from internkontroll.domain.falt import Falt, Faltslag, Value, check_value
from internkontroll.domain.words import Resultat
from internkontroll.errors import Conflict, InputRefused
from internkontroll.services.egenkontroll.fragor import questions_of
from internkontroll.services.planlage import plan_id_of
from internkontroll.services.redigera.answers import answer_field
from internkontroll.services.redigera.change import check_values
from internkontroll.services.redigera.posts import Post, changed_by_other, plain_rows

FILLED_IN = ("utford_av", "antal_granskade", "antal_avvikelser", "resultat", "kommentar", "allvar")
"""Columns of a tillfälle that its unit fills in; the day is set by handing it in."""

_ATGARD = ("beskrivning", "ansvarig", "slutdatum", "effekt_fraga")
_COMMENT = Falt("kommentar", "Kommentar till svaret", "Skälet eller avvikelsen.", "", Faltslag.MULTILINE)


@dataclass(frozen=True, slots=True)
class Svar:
    """An answer as it was typed; `svar` None takes it away, with its comment.

    `version`: of the answer as it was read, 0 where there was none, None not to check.
    """

    svar: Value = None
    kommentar: str | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Atgardsrad:
    """An åtgärd of the tillfälle: a new one, or with its `id` one that is there, which an empty text takes away.

    `slutdatum`, `effekt_fraga`: days, or as they were typed; the latter is when to ask whether it has helped.
    """

    beskrivning: str
    ansvarig: str | None = None
    slutdatum: date | str | None = None
    effekt_fraga: date | str | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Uppgifter:
    """What is filled in now; what isn't named stays. `svar`: by kontrollpunkt; `varden`: columns of FILLED_IN."""

    svar: Mapping[int, Svar] = field(default_factory=dict)
    varden: Mapping[str, Any] = field(default_factory=dict)
    atgarder: tuple[Atgardsrad, ...] = ()


class Ifyllt:
    """A tillfälle as it stands, changed in memory by what is filled in; `write` makes rows of it."""

    def __init__(self, connection: Connection, row: Post) -> None:
        self.row = row
        self.fragor = {one.kontrollpunkt_id: one for one in questions_of(connection, row)}
        self.varden: dict[str, Any] = {name: row[name] for name in (*FILLED_IN, "datum")}
        self.besked = {one.kontrollpunkt_id: (one.svar, one.kommentar) for one in self.fragor.values()}
        self._connection = connection
        query = select(atgard).where(atgard.c.utfall_id == row["id"], atgard.c.borttagen.is_(None))
        self._atgarder = {one["id"]: one for one in plain_rows(connection, query)}
        self._changes: list[tuple[Post | None, dict[str, Value]]] = []

    def fill(self, uppgifter: Uppgifter) -> None:
        """Take in what a person says. Raises InputRefused for what a field can't hold, Conflict for older answers."""
        unknown = uppgifter.varden.keys() - {*self.varden}
        if unknown:
            raise KeyError(f"{unknown} isn't filled in with the tillfälle")
        self.varden |= check_values("utfall", uppgifter.varden)
        for point, said in uppgifter.svar.items():
            self._answer(point, said)
        for rad in uppgifter.atgarder:
            self._take_in(rad)

    def rapport(self) -> Rapport:
        """What the tillfälle says, for the domain's rules; questions that are asked no longer are left out."""
        besked = tuple(
            Besked(point, self.fragor[point].svarstyp, *said)
            for point, said in self.besked.items()
            if self._asked(point)
        )
        values = {name: self.varden[name] for name in FILLED_IN if name != "utford_av"}
        result = values.pop("resultat")
        living = len(self._atgarder) + sum(self._count(*change) for change in self._changes)
        return Rapport(besked, resultat=result and Resultat(result), atgarder=living, **values)

    def forget_reworded(self) -> None:
        """Leave out the draft's answers to wordings that aren't asked any longer, where the new one is answered."""
        answered = {
            self.fragor[point].identitet for point, (text, _) in self.besked.items() if text and self._asked(point)
        }
        for point, fraga in self.fragor.items():
            if not self._asked(point) and fraga.identitet in answered:
                self.besked[point] = (None, None)

    def state(self) -> tuple[Any, ...]:
        """Values and answers as they are to be, to tell whether anything of them has changed."""
        return dict(self.varden), dict(self.besked)

    def write(self, writer: Writer) -> list[tuple[str, int]]:
        """The rows; returns the new åtgärder."""
        writer.update(utfall, self.row, self.varden)
        owner = {"egenkontroll_id": self.row["egenkontroll_id"], "utfall_id": self.row["id"]}
        for point, said in self.besked.items():
            self._write_answer(writer, point, said, owner)
        return [("atgard", post) for change in self._changes if (post := self._write_atgard(writer, *change))]

    # --- the pieces -----------------------------------------------------------------------------------------------

    def _asked(self, point: int) -> bool:
        """Whether the question is put; of what is handed in, those that were."""
        return not self.fragor[point].tidigare or self.row["datum"] is not None

    def _answer(self, point: int, said: Svar) -> None:
        fraga = self.fragor.get(point)
        if fraga is None:
            raise InputRefused("En av frågorna ställs inte längre i egenkontrollen. Läs in den igen.")
        if said.version not in (None, fraga.version):
            raise Conflict(self._changed(point))
        value = check_value(answer_field(fraga.fraga, None, fraga.svarstyp), said.svar)
        kommentar = check_value(_COMMENT, said.kommentar)
        self.besked[point] = (
            (None, None) if value is None else (str(value), None if kommentar is None else str(kommentar))
        )

    def _changed(self, point: int) -> str:
        query = select(svar).where(svar.c.utfall_id == self.row["id"], svar.c.kontrollpunkt_id == point)
        for row in plain_rows(self._connection, query):
            return changed_by_other(self._connection, "svar", row)
        return "Någon har tagit bort svaret. Läs in egenkontrollen igen och svara på nytt."

    def _take_in(self, rad: Atgardsrad) -> None:
        before = self._atgarder.get(rad.id) if rad.id else None
        if rad.id and before is None:
            raise InputRefused("En av åtgärderna finns inte längre i egenkontrollen. Läs in den igen.")
        if rad.beskrivning.strip():
            self._changes.append((before, check_values("atgard", {name: getattr(rad, name) for name in _ATGARD})))
        elif before:
            self._changes.append((before, {"borttagen": now()}))

    @staticmethod
    def _count(before: Post | None, values: Values) -> int:
        """How many more åtgärder the change makes."""
        return -1 if "borttagen" in values else int(before is None)

    def _write_answer(
        self, writer: Writer, point: int, said: tuple[str | None, str | None], owner: Mapping[str, int]
    ) -> None:
        fraga, (text, kommentar) = self.fragor[point], said
        if said == (fraga.svar, fraga.kommentar):
            return
        if fraga.svar is None:
            writer.insert(svar, {**owner, "kontrollpunkt_id": point, "svar": text, "kommentar": kommentar})
            return
        query = select(svar).where(svar.c.utfall_id == self.row["id"], svar.c.kontrollpunkt_id == point)
        (row,) = plain_rows(writer.connection, query)
        if text is None:
            writer.delete(svar, [row])
        else:
            writer.update(svar, row, {"svar": text, "kommentar": kommentar})

    def _write_atgard(self, writer: Writer, before: Post | None, values: dict[str, Value]) -> int | None:
        if before:
            writer.update(atgard, before, values)
            return None
        last = max((one["ordning"] for one in self._atgarder.values()), default=-1)
        plan_id = plan_id_of(writer.connection, "utfall", self.row)
        own = {"plan_id": plan_id, "utfall_id": self.row["id"], "ordning": last + 1}
        new = writer.insert(atgard, values | own)
        self._atgarder[new] = own
        return new

"""The index of all words (FTS5, table `sok`): what of each table is in it, and how it follows what is written.

A row of the index has its table's number * 2^40 + the record's id. `rubrik` is what the record is called,
`namn` what it hangs on, `plan` U+E000 and the plan's id, which nobody types. What lies in the papperskorg
isn't in it.

Triggers would keep it too, but FTS5 writes to the file at the end of every statement that a trigger belongs
to: an import of 20,000 risks takes minutes. So the index is brought up to date once, at the end of each
operation, for the rows that the operation has written to.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

SPACE = 1 << 40
"""The numbers that a table has."""

_WRITTEN = "SELECT value AS id FROM json_each(:{})"

_PROCESS = "(SELECT nummer || ' ' || namn FROM process WHERE id = post.process_id)"
_MAL = "(SELECT namn FROM mal WHERE id = post.mal_id)"
_ENHET = "(SELECT group_concat(namn, ' ') FROM enhet_version WHERE enhet_id = post.enhet_id)"
_RISK = "(SELECT beteckning FROM risk WHERE id = post.risk_id)"
_GRANSKNING = "(SELECT namn FROM granskning WHERE id = post.granskning_id)"
_EGENKONTROLL = """(SELECT egenkontroll.namn FROM utfall JOIN egenkontroll ON egenkontroll.id = utfall.egenkontroll_id
    WHERE utfall.id = post.utfall_id)"""

_OF_PROCESS = ("process", "process_id IN ({})")
_OF_MAL = ("mal", "mal_id IN ({})")
_OF_GRANSKNING = ("granskning", "granskning_id IN ({})")
# The log still knows the unit of a version that has been taken away.
_OF_ENHET = (
    "enhet_version",
    """enhet_id IN (SELECT enhet_id FROM enhet_version WHERE id IN ({0}) UNION
    SELECT json_extract(var, '$.enhet_id') FROM handelserad
    WHERE tabell = 'enhet_version' AND post IN ({0}) AND falt IS NULL AND var IS NOT NULL)""",
)


@dataclass(frozen=True, slots=True)
class Indexed:
    """A table in the index: the columns of `rubrik` and `text`, expressions of SQL for the rest.

    `named`: the tables that `namn` comes from, and which records (SQL) hang on rows of it that were written.
    """

    table: str
    rubrik: str
    text: str = ""
    namn: tuple[str, ...] = ()
    named: tuple[tuple[str, str], ...] = ()
    plan: str = "post.plan_id"
    living: str = "post.borttagen IS NULL"

    def select(self, which: str) -> str:
        """The rows of the index for the records that `which` says."""
        texts = [[f"post.{column}" for column in columns.split()] for columns in (self.rubrik, self.text)]
        rubrik, text, namn = (_joined(parts) for parts in (*texts, self.namn))
        return (
            f"SELECT {first_number(self.table)} + post.id, {rubrik}, {text}, {namn}, char(57344) || {self.plan} "  # noqa: S608
            f"FROM {self.table} AS post WHERE {self.living} AND {which}"
        )

    def touched(self, tables: Collection[str]) -> str:
        """SQL for the ids of those records whose words may be others after a write to the tables; "" for none.

        Its parameters are named after the tables: JSON lists of the ids of the rows that were written.
        """
        parts = [_WRITTEN.format(self.table)] if self.table in tables else []
        for owner, which in self.named:
            if owner in tables:
                parts.append(f"SELECT id FROM {self.table} WHERE {which.format(_WRITTEN.format(owner))}")  # noqa: S608
        return " UNION ".join(parts)


def _joined(parts: Collection[str]) -> str:
    """The texts with blanks between, without those that are NULL."""
    return " || ".join(f"coalesce({part} || ' ', '')" for part in parts) or "''"


INDEXED = (
    Indexed("enhet_version", "namn", "chef", plan="''", living="1"),
    Indexed("process", "nummer namn"),
    Indexed("mal", "namn", "overordnat"),
    Indexed("egenkontroll", "beteckning namn", "syfte ansvarig", (_PROCESS,), (_OF_PROCESS,)),
    Indexed("granskning", "namn", "granskare diarienummer svar_paragraf svar"),
    Indexed(
        "rekommendation",
        "rekommendation",
        "svar",
        (_GRANSKNING,),
        (_OF_GRANSKNING,),
        plan="(SELECT plan_id FROM granskning WHERE id = post.granskning_id)",
    ),
    Indexed("avtal", "avtal", "omrade typ ansvar tidplan intervall mottagare"),
    Indexed("kontroll", "kontroll", "beskrivning metod ansvarig", (_PROCESS, _MAL), (_OF_PROCESS, _OF_MAL)),
    Indexed(
        "risk",
        "beteckning beskrivning",
        "bakgrund effekter forutsattningar paverkar_aven riskagare accepterad_skal tillagd_skal avslutad_skal",
        (_PROCESS, _MAL, _ENHET),
        (_OF_PROCESS, _OF_MAL, _OF_ENHET),
    ),
    Indexed(
        "atgard",
        "beskrivning",
        "ansvarig arsbeslut_skal effekt_kommentar",
        (_RISK, _GRANSKNING, _EGENKONTROLL),
        (
            ("risk", "risk_id IN ({})"),
            _OF_GRANSKNING,
            ("egenkontroll", "utfall_id IN (SELECT id FROM utfall WHERE egenkontroll_id IN ({}))"),
        ),
    ),
    Indexed("uppfoljning", "", "kommentar", living="post.kommentar IS NOT NULL"),
)
"""The tables in the order of their numbers, from 1, which stand in registers.

The index answers in that order: what there is little of, and people know by name, comes first.
"""

_NUMBERS = {indexed.table: number for number, indexed in enumerate(INDEXED, 1)}


def first_number(table: str) -> int:
    """What a table's ids begin at in the index."""
    return _NUMBERS[table] * SPACE


def table_of(number: int) -> tuple[str, int]:
    """Table and id of a row of the index."""
    return INDEXED[number // SPACE - 1].table, number % SPACE


def index_words(connection: "Connection", written: Mapping[str, Collection[int]]) -> None:
    """Bring the index up to date after a write: table → ids of the rows that it has added, changed or taken away."""
    ids = {table: str(list(posts)) for table, posts in written.items()}
    for indexed in INDEXED:
        touched = indexed.touched(ids)
        if touched:
            # Of those that are new the index has nothing to take away: asking its own table is quicker than asking it.
            numbers = f"SELECT {first_number(indexed.table)} + id FROM ({touched})"  # noqa: S608 - constants only
            old = f"SELECT id FROM sok_content WHERE id IN ({numbers})"  # noqa: S608
            new = indexed.select(f"post.id IN ({touched})")
            connection.exec_driver_sql(f"DELETE FROM sok WHERE rowid IN ({old})", ids)  # noqa: S608
            connection.exec_driver_sql(f"INSERT INTO sok (rowid, rubrik, text, namn, plan) {new}", ids)

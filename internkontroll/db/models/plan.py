"""A nämnd's plan for one year: decision, scale, processer, mål, tillfällen, texts and avtal."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from internkontroll.db.models.base import day, flag, metadata, owned_by_plan, record, text, texts, word
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.words import Avsnittsdel, Layout, Planstatus, Textdel

plan = Table(
    "plan",
    metadata,
    *record(),
    Column("namnd_id", ForeignKey("namnd.id"), nullable=False),
    Column("ar", Integer, CheckConstraint("ar BETWEEN 1990 AND 2100", name="ar"), nullable=False),
    word("status", Planstatus, required=True),
    day("beslut_datum"),
    *texts("beslut_paragraf", "beslut_diarienummer", "forvaltning"),
    UniqueConstraint("namnd_id", "ar"),
    CheckConstraint("status = 'utkast' OR beslut_datum IS NOT NULL", name="beslutad_har_datum"),
    sqlite_autoincrement=True,
)

riskskala = Table(
    "riskskala",
    metadata,
    *record(),
    Column("plan_id", ForeignKey("plan.id"), nullable=False, unique=True),
    *(
        Column(axis, Text, CheckConstraint(f"json_array_length({axis}) BETWEEN 3 AND 6", name=axis), nullable=False)
        for axis in ("sannolikhet", "konsekvens")
    ),
    *(
        Column(part, Text, CheckConstraint(f"json_type({part}) = 'array'", name=part), nullable=False)
        for part in ("band", "celler")
    ),
    sqlite_autoincrement=True,
)

process = Table(
    "process",
    metadata,
    *owned_by_plan(),
    *text("nummer", required=True),
    *text("namn", required=True),
    Column("sortnyckel", Text, nullable=False),
    sqlite_autoincrement=True,
)
Index("uq_process_nummer", process.c.plan_id, process.c.nummer, unique=True, sqlite_where=process.c.borttagen.is_(None))

mal = Table(
    "mal",
    metadata,
    *owned_by_plan(),
    *text("namn", required=True),
    *texts("overordnat"),
    sqlite_autoincrement=True,
)
Index("uq_mal_namn", mal.c.plan_id, mal.c.namn, unique=True, sqlite_where=mal.c.borttagen.is_(None))

tillfalle = Table(
    "tillfalle",
    metadata,
    *record(),
    Column("plan_id", ForeignKey("plan.id"), nullable=False),
    word("typ", Tillfalletyp, required=True),
    *texts("rubrik", "underrubrik"),
    day("period"),
    word("layout", Layout),
    UniqueConstraint("plan_id", "typ"),
    UniqueConstraint("plan_id", "id"),
    sqlite_autoincrement=True,
)

avsnittstext = Table(
    "avsnittstext",
    metadata,
    *record(),
    Column("tillfalle_id", ForeignKey("tillfalle.id"), nullable=False),
    word("del", Textdel, required=True),
    *text("innehall"),
    UniqueConstraint("tillfalle_id", "del"),
    sqlite_autoincrement=True,
)

avsnittsdel = Table(
    "avsnittsdel",
    metadata,
    *record(),
    Column("tillfalle_id", ForeignKey("tillfalle.id"), nullable=False),
    word("del", Avsnittsdel, required=True),
    Column("ordning", Integer, nullable=False),
    flag("med", default=True),
    flag("klar"),
    UniqueConstraint("tillfalle_id", "del"),
    sqlite_autoincrement=True,
)
"""Where a part of the section stands, whether it is in it and whether it is done.

A part without a row stands in its usual place, is in it and isn't done.
"""

avtal = Table(
    "avtal",
    metadata,
    *owned_by_plan(),
    *text("avtal", required=True),
    *texts("omrade", "typ", "ansvar", "tidplan", "intervall", "mottagare"),
    sqlite_autoincrement=True,
)

tystad = Table(
    "tystad",
    metadata,
    *record(),
    Column("plan_id", ForeignKey("plan.id"), nullable=False),
    Column("regel", Text, nullable=False),
    Column("post", Text, CheckConstraint("length(post) = 36", name="post"), nullable=False),
    *text("skal", required=True),
    UniqueConstraint("plan_id", "regel", "post"),
    sqlite_autoincrement=True,
)
"""Remarks of Granska that somebody has silenced: the rule, the uuid of the record, and why."""

"""Risks of a plan and their bedömningar over time."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    UniqueConstraint,
)

from internkontroll.db.models.base import day, flag, key, metadata, number, owned_by_plan, text, texts, trashable, word
from internkontroll.domain.words import Fas, Riskniva

risk = Table(
    "risk",
    metadata,
    *owned_by_plan(),
    *texts("beteckning"),
    Column("process_id", Integer),
    Column("mal_id", Integer),
    Column("enhet_id", ForeignKey("enhet.id"), index=True),
    word("niva", Riskniva, required=True),
    *text("beskrivning", required=True),
    *texts("bakgrund", "effekter", "forutsattningar", "paverkar_aven", "riskagare"),
    flag("oegentlighet"),
    *texts("accepterad_skal"),
    day("tillagd"),
    *texts("tillagd_skal"),
    day("avslutad"),
    *texts("avslutad_skal"),
    Column("lyft_fran_id", ForeignKey("risk.id")),
    Column("utfall_id", ForeignKey("utfall.id")),
    ForeignKeyConstraint(["plan_id", "process_id"], ["process.plan_id", "process.id"]),
    ForeignKeyConstraint(["plan_id", "mal_id"], ["mal.plan_id", "mal.id"]),
    CheckConstraint("tillagd IS NULL OR tillagd_skal IS NOT NULL", name="tillagd_har_skal"),
    CheckConstraint("avslutad IS NULL OR avslutad_skal IS NOT NULL", name="avslutad_har_skal"),
    sqlite_autoincrement=True,
)
Index("uq_risk_beteckning", risk.c.plan_id, risk.c.beteckning, unique=True, sqlite_where=risk.c.borttagen.is_(None))
Index("ix_risk_process_id", risk.c.process_id)
Index("ix_risk_mal_id", risk.c.mal_id)
Index("ix_risk_utfall_id", risk.c.utfall_id, sqlite_where=risk.c.utfall_id.is_not(None))

risk_mal = Table(
    "risk_mal",
    metadata,
    key(),
    Column("plan_id", Integer, nullable=False),
    Column("risk_id", Integer, nullable=False),
    Column("mal_id", Integer, nullable=False, index=True),
    ForeignKeyConstraint(["plan_id", "risk_id"], ["risk.plan_id", "risk.id"]),
    ForeignKeyConstraint(["plan_id", "mal_id"], ["mal.plan_id", "mal.id"]),
    UniqueConstraint("risk_id", "mal_id"),
    sqlite_autoincrement=True,
)

bedomning = Table(
    "bedomning",
    metadata,
    *trashable(),
    Column("risk_id", ForeignKey("risk.id"), nullable=False),
    day("datum", required=True),
    word("fas", Fas, required=True),
    number("sannolikhet", "sannolikhet BETWEEN 1 AND 6"),
    number("konsekvens", "konsekvens BETWEEN 1 AND 6"),
    *texts("skal_sannolikhet", "skal_konsekvens"),
    CheckConstraint("sannolikhet IS NOT NULL OR konsekvens IS NOT NULL", name="nagot"),
    sqlite_autoincrement=True,
)
Index("ix_bedomning_risk_id", bedomning.c.risk_id, bedomning.c.fas, bedomning.c.datum)

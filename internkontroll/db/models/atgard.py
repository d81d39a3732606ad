"""Åtgärder of every kind, systematiska kontroller, and the status of both at each tillfälle."""

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

from internkontroll.db.models.base import day, exactly_one, metadata, owned_by_plan, record, text, texts, word
from internkontroll.domain.status import Status
from internkontroll.domain.words import Arsbeslut, Effekt, Frekvens

atgard = Table(
    "atgard",
    metadata,
    *owned_by_plan(),
    Column("risk_id", Integer),
    Column("granskning_id", Integer),
    Column("rekommendation_id", Integer, index=True),
    Column("utfall_id", ForeignKey("utfall.id")),
    *text("beskrivning", required=True),
    *texts("ansvarig"),
    day("startdatum"),
    day("slutdatum"),
    word("arsbeslut", Arsbeslut),
    *texts("arsbeslut_skal"),
    day("effekt_fraga"),
    word("effekt", Effekt),
    *texts("effekt_kommentar"),
    day("effekt_datum"),
    ForeignKeyConstraint(["plan_id", "risk_id"], ["risk.plan_id", "risk.id"]),
    ForeignKeyConstraint(["plan_id", "granskning_id"], ["granskning.plan_id", "granskning.id"]),
    ForeignKeyConstraint(["granskning_id", "rekommendation_id"], ["rekommendation.granskning_id", "rekommendation.id"]),
    exactly_one("risk_id", "granskning_id", "utfall_id"),
    CheckConstraint("rekommendation_id IS NULL OR granskning_id IS NOT NULL", name="rekommendation"),
    CheckConstraint("arsbeslut IS NULL OR arsbeslut_skal IS NOT NULL", name="arsbeslut_har_skal"),
    sqlite_autoincrement=True,
)
for owner in (atgard.c.risk_id, atgard.c.granskning_id, atgard.c.utfall_id):
    Index(f"ix_atgard_{owner.name}", owner, sqlite_where=owner.is_not(None))

kontroll = Table(
    "kontroll",
    metadata,
    *owned_by_plan(),
    Column("risk_id", Integer, index=True),
    Column("process_id", Integer),
    Column("mal_id", Integer),
    *text("kontroll", required=True),
    *texts("beskrivning", "metod"),
    word("frekvens", Frekvens),
    *texts("ansvarig"),
    ForeignKeyConstraint(["plan_id", "risk_id"], ["risk.plan_id", "risk.id"]),
    ForeignKeyConstraint(["plan_id", "process_id"], ["process.plan_id", "process.id"]),
    ForeignKeyConstraint(["plan_id", "mal_id"], ["mal.plan_id", "mal.id"]),
    sqlite_autoincrement=True,
)

uppfoljning = Table(
    "uppfoljning",
    metadata,
    *record(),
    Column("plan_id", Integer, nullable=False),
    Column("tillfalle_id", Integer, nullable=False),
    Column("atgard_id", Integer),
    Column("kontroll_id", Integer),
    word("status", Status),
    *texts("kommentar"),
    day("klart_datum"),
    ForeignKeyConstraint(["plan_id", "tillfalle_id"], ["tillfalle.plan_id", "tillfalle.id"]),
    ForeignKeyConstraint(["plan_id", "atgard_id"], ["atgard.plan_id", "atgard.id"]),
    ForeignKeyConstraint(["plan_id", "kontroll_id"], ["kontroll.plan_id", "kontroll.id"]),
    UniqueConstraint("atgard_id", "tillfalle_id"),
    UniqueConstraint("kontroll_id", "tillfalle_id"),
    exactly_one("atgard_id", "kontroll_id"),
    sqlite_autoincrement=True,
)
Index("ix_uppfoljning_tillfalle_id", uppfoljning.c.tillfalle_id)

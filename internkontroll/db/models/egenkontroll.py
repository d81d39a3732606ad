"""Egenkontroller by SOSFS 2011:9 5 kap. 2 §: plan, kontrollpunkter, units, outcomes and answers."""

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, Index, Integer, Table
from sqlalchemy import UniqueConstraint as Unique

from internkontroll.db.models.base import (
    day,
    flag,
    key,
    metadata,
    number,
    owned_by_plan,
    record,
    text,
    texts,
    trashable,
    word,
)
from internkontroll.domain.words import Egenkontrollmetod, Frekvens, Resultat, Svarstyp

egenkontroll = Table(
    "egenkontroll",
    metadata,
    *owned_by_plan(),
    *texts("beteckning"),
    *text("namn", required=True),
    Column("process_id", Integer, index=True),
    Column("lagrum_id", ForeignKey("lagrum.id")),
    *texts("syfte"),
    word("metod", Egenkontrollmetod),
    word("frekvens", Frekvens),
    *texts("ansvarig"),
    number("dagar_efter", "dagar_efter BETWEEN 0 AND 366"),
    ForeignKeyConstraint(["plan_id", "process_id"], ["process.plan_id", "process.id"]),
    sqlite_autoincrement=True,
)
Index(
    "uq_egenkontroll_beteckning",
    egenkontroll.c.plan_id,
    egenkontroll.c.beteckning,
    unique=True,
    sqlite_where=egenkontroll.c.borttagen.is_(None),
)

kontrollpunkt = Table(
    "kontrollpunkt",
    metadata,
    *trashable(),
    Column("egenkontroll_id", ForeignKey("egenkontroll.id"), nullable=False),
    Column("ordning", Integer, nullable=False),
    *text("fraga", required=True),
    *texts("hjalp"),
    word("svarstyp", Svarstyp, required=True),
    Unique("egenkontroll_id", "id"),
    sqlite_autoincrement=True,
)

egenkontroll_enhet = Table(
    "egenkontroll_enhet",
    metadata,
    key(),
    Column("egenkontroll_id", ForeignKey("egenkontroll.id"), nullable=False),
    Column("enhet_id", ForeignKey("enhet.id"), nullable=False, index=True),
    Column("ordning", Integer, nullable=False),
    flag("alla_under"),
    Unique("egenkontroll_id", "enhet_id"),
    sqlite_autoincrement=True,
)

utfall = Table(
    "utfall",
    metadata,
    *trashable(),
    Column("egenkontroll_id", ForeignKey("egenkontroll.id"), nullable=False),
    Column("enhet_id", ForeignKey("enhet.id"), nullable=False),
    Column("ordning", Integer, nullable=False),
    day("period", required=True),
    day("forfaller"),
    day("datum"),
    *texts("utford_av"),
    number("antal_granskade", "antal_granskade >= 0"),
    number("antal_avvikelser", "antal_avvikelser >= 0"),
    word("resultat", Resultat),
    *texts("kommentar"),
    Unique("egenkontroll_id", "id"),
    sqlite_autoincrement=True,
)
Index(
    "uq_utfall_period",
    utfall.c.egenkontroll_id,
    utfall.c.enhet_id,
    utfall.c.period,
    unique=True,
    sqlite_where=utfall.c.borttagen.is_(None),
)
Index("ix_utfall_enhet_id", utfall.c.enhet_id, utfall.c.period)

svar = Table(
    "svar",
    metadata,
    *record(),
    Column("egenkontroll_id", Integer, nullable=False),
    Column("utfall_id", Integer, nullable=False),
    Column("kontrollpunkt_id", Integer, nullable=False, index=True),
    *text("svar", required=True),
    ForeignKeyConstraint(["egenkontroll_id", "utfall_id"], ["utfall.egenkontroll_id", "utfall.id"]),
    ForeignKeyConstraint(
        ["egenkontroll_id", "kontrollpunkt_id"], ["kontrollpunkt.egenkontroll_id", "kontrollpunkt.id"]
    ),
    Unique("utfall_id", "kontrollpunkt_id"),
    sqlite_autoincrement=True,
)

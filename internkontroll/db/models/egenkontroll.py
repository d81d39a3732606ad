"""Egenkontroller by SOSFS 2011:9 5 kap. 2 §: plan, kontrollpunkter, units, outcomes and answers, packages of units."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, ForeignKeyConstraint, Index, Integer, Table, Text
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

MONTHS = "manader GLOB '[1-9]*' AND manader NOT GLOB '*[^0-9, ]*'"
"""Numbers of months with commas between: "3, 9"."""

LIST = "json_valid({0}) AND json_type({0}) = 'array'"
"""A list as JSON."""

OBJECT = "json_valid({0}) AND json_type({0}) = 'object'"
"""An object as JSON."""

GRADE = "{0} BETWEEN 1 AND 5"
"""How serious a brist is; which of the grades a nämnd uses, and what it calls them, is its own."""

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
    *texts("omrade"),
    Column("manader", Text, CheckConstraint(MONTHS, name="manader")),
    day("fran"),
    day("till"),
    ForeignKeyConstraint(["plan_id", "process_id"], ["process.plan_id", "process.id"]),
    CheckConstraint("till >= fran", name="tid"),
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
    Column("identitet", Text, CheckConstraint("length(identitet) = 36", name="identitet")),
    Unique("egenkontroll_id", "id"),
    sqlite_autoincrement=True,
)
# What was answered stays under the wording that it answers: a reworded question is a new row with the same
# identitet, and the old one lies in the papperskorg (ADR 15). NULL, as before 0003, is the row's own uuid.
Index(
    "uq_kontrollpunkt_identitet",
    kontrollpunkt.c.egenkontroll_id,
    kontrollpunkt.c.identitet,
    unique=True,
    sqlite_where=kontrollpunkt.c.borttagen.is_(None),
)

egenkontroll_enhet = Table(
    "egenkontroll_enhet",
    metadata,
    key(),
    Column("egenkontroll_id", ForeignKey("egenkontroll.id"), nullable=False),
    Column("enhet_id", ForeignKey("enhet.id"), nullable=False, index=True),
    Column("ordning", Integer, nullable=False),
    flag("alla_under"),
    day("fran"),
    day("till"),
    Column("efter_id", ForeignKey("enhet.id")),
    Unique("egenkontroll_id", "enhet_id"),
    CheckConstraint("till >= fran", name="tid"),
    CheckConstraint("efter_id <> enhet_id", name="efter_annan"),
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
    day("flyttad"),
    number("allvar", GRADE.format("allvar")),
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
    *texts("kommentar"),
    ForeignKeyConstraint(["egenkontroll_id", "utfall_id"], ["utfall.egenkontroll_id", "utfall.id"]),
    ForeignKeyConstraint(
        ["egenkontroll_id", "kontrollpunkt_id"], ["kontrollpunkt.egenkontroll_id", "kontrollpunkt.id"]
    ),
    Unique("utfall_id", "kontrollpunkt_id"),
    sqlite_autoincrement=True,
)

uppehall = Table(
    "uppehall",
    metadata,
    *trashable(),
    Column("enhet_id", ForeignKey("enhet.id"), nullable=False, index=True),
    day("fran", required=True),
    day("till"),
    *text("skal", required=True),
    CheckConstraint("till >= fran", name="tid"),
    sqlite_autoincrement=True,
)

stickprov = Table(
    "stickprov",
    metadata,
    *trashable(),
    Column("utfall_id", ForeignKey("utfall.id"), nullable=False, index=True),
    *text("omfattning", required=True),
    Column("population", Text, CheckConstraint(LIST.format("population"), name="population"), nullable=False),
    *text("algoritm", required=True),
    *text("fro", required=True),
    Column("dragna", Text, CheckConstraint(LIST.format("dragna"), name="dragna"), nullable=False),
    sqlite_autoincrement=True,
)

allvarsgrad = Table(
    "allvarsgrad",
    metadata,
    *trashable(),
    Column("namnd_id", ForeignKey("namnd.id"), nullable=False),
    Column("grad", Integer, CheckConstraint(GRADE.format("grad"), name="grad"), nullable=False),
    *text("ord", required=True),
    *texts("innebord"),
    sqlite_autoincrement=True,
)
Index(
    "uq_allvarsgrad_grad",
    allvarsgrad.c.namnd_id,
    allvarsgrad.c.grad,
    unique=True,
    sqlite_where=allvarsgrad.c.borttagen.is_(None),
)

rattelse = Table(
    "rattelse",
    metadata,
    *record(),
    Column("utfall_id", ForeignKey("utfall.id"), nullable=False, index=True),
    *text("skal", required=True),
    Column("fore", Text, CheckConstraint(OBJECT.format("fore"), name="fore"), nullable=False),
    sqlite_autoincrement=True,
)

enhetspaket = Table(
    "enhetspaket",
    metadata,
    *record(),
    Column("plan_id", ForeignKey("plan.id"), nullable=False, index=True),
    Column("enhet_id", ForeignKey("enhet.id"), nullable=False),
    Column("skapad", Text, nullable=False),
    *text("huvud", required=True),
    Column("mottaget", Text),
    *texts("mottaget_huvud"),
    sqlite_autoincrement=True,
)

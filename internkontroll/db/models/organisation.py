"""Nämnder, their units over time, and the law that they refer to."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Table, Text, UniqueConstraint

from internkontroll.db.models.base import day, flag, key, metadata, record, text, texts, trashable, word
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.words import Enhetsniva, Textdel

register = Table(
    "register",
    metadata,
    key(),
    Column("uuid", Text, nullable=False),
    Column("skapat", Text, nullable=False),
    CheckConstraint("id = 1", name="ensam"),
    sqlite_autoincrement=True,
)

namnd = Table("namnd", metadata, *record(), *texts("kommun"), *text("namn", required=True), sqlite_autoincrement=True)
Index("uq_namnd_namn", namnd.c.namn, namnd.c.kommun, unique=True)
# NULLs are never equal to SQLite: of the nämnder without kommun, too, only one may bear a name.
Index("uq_namnd_namn_ensamt", namnd.c.namn, unique=True, sqlite_where=namnd.c.kommun.is_(None))

enhet = Table(
    "enhet",
    metadata,
    *record(),
    Column("namnd_id", ForeignKey("namnd.id"), nullable=False, index=True),
    word("niva", Enhetsniva, required=True),
    day("stangd"),
    Column("uppgick_i_id", ForeignKey("enhet.id")),
    CheckConstraint("uppgick_i_id IS NULL OR stangd IS NOT NULL", name="uppgick_stangd"),
    CheckConstraint("uppgick_i_id <> id", name="uppgick_i_annan"),
    sqlite_autoincrement=True,
)

enhet_version = Table(
    "enhet_version",
    metadata,
    *record(),
    Column("enhet_id", ForeignKey("enhet.id"), nullable=False),
    day("fran", required=True),
    *text("namn", required=True),
    Column("sortnyckel", Text, nullable=False),
    *texts("chef"),
    Column("overordnad_id", ForeignKey("enhet.id")),
    UniqueConstraint("enhet_id", "fran"),
    CheckConstraint("overordnad_id <> enhet_id", name="overordnad_annan"),
    sqlite_autoincrement=True,
)

lagrum = Table(
    "lagrum",
    metadata,
    *trashable(),
    *text("beteckning", required=True),
    *text("rubrik", required=True),
    day("galler_fran", required=True),
    day("galler_till"),
    *texts("kalla"),
    flag("kontrollerad"),
    CheckConstraint("galler_till IS NULL OR galler_till >= galler_fran", name="galler"),
    sqlite_autoincrement=True,
)
Index(
    "uq_lagrum_beteckning",
    lagrum.c.beteckning,
    lagrum.c.galler_fran,
    unique=True,
    sqlite_where=lagrum.c.borttagen.is_(None),
)

textmall = Table(
    "textmall",
    metadata,
    *record(),
    Column("namnd_id", ForeignKey("namnd.id"), nullable=False),
    word("tillfalle", Tillfalletyp, required=True),
    word("del", Textdel, required=True),
    *text("innehall", required=True),
    UniqueConstraint("namnd_id", "tillfalle", "del"),
    sqlite_autoincrement=True,
)

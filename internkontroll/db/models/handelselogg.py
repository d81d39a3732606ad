"""The händelselogg: who did what and when, and for every row and field what was and what is.

Rows are only ever added; triggers in the database see to it.
"""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text

from internkontroll.db.models.base import key, metadata

handelse = Table(
    "handelse",
    metadata,
    key(),
    Column("uuid", Text, nullable=False, unique=True),
    Column("tid", Text, nullable=False),
    Column("anvandare", Text, nullable=False),
    Column("rubrik", Text, nullable=False),
    Column("skal", Text),
    Column("angrar_id", ForeignKey("handelse.id")),
    sqlite_autoincrement=True,
)

handelserad = Table(
    "handelserad",
    metadata,
    key(),
    Column("handelse_id", ForeignKey("handelse.id"), nullable=False, index=True),
    Column("tabell", Text, nullable=False),
    Column("post", Integer, nullable=False),
    Column("falt", Text),
    Column("var", Text),
    Column("blev", Text),
    CheckConstraint("var IS NOT NULL OR blev IS NOT NULL", name="nagot"),
    sqlite_autoincrement=True,
)
Index("ix_handelserad_post", handelserad.c.tabell, handelserad.c.post)

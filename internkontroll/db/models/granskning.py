"""External reviews with their recommendations and the nämnd's answer."""

from sqlalchemy import Column, ForeignKey, Integer, Table, UniqueConstraint

from internkontroll.db.models.base import day, metadata, owned_by_plan, text, texts, trashable

granskning = Table(
    "granskning",
    metadata,
    *owned_by_plan(),
    *text("namn", required=True),
    *texts("granskare", "diarienummer"),
    day("datum"),
    day("svar_datum"),
    *texts("svar_paragraf", "svar"),
    sqlite_autoincrement=True,
)

rekommendation = Table(
    "rekommendation",
    metadata,
    *trashable(),
    Column("granskning_id", ForeignKey("granskning.id"), nullable=False),
    Column("ordning", Integer, nullable=False),
    *text("rekommendation", required=True),
    *texts("svar"),
    UniqueConstraint("granskning_id", "id"),
    sqlite_autoincrement=True,
)

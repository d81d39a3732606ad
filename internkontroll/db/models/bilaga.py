"""Files kept in the register itself, each content once: bilagor, and what documents are made to look like."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from internkontroll.db.models.base import exactly_one, metadata, number, record, text, texts, trashable
from internkontroll.domain.limits import MAX_BILAGA

innehall = Table(
    "innehall",
    metadata,
    Column("sha256", Text, CheckConstraint("length(sha256) = 64", name="sha256"), primary_key=True),
    Column("storlek", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
    CheckConstraint(f"length(data) = storlek AND storlek <= {MAX_BILAGA}", name="storlek"),
)

bilaga = Table(
    "bilaga",
    metadata,
    *trashable(),
    *text("filnamn", required=True),
    *texts("mediatyp", "beskrivning"),
    Column("sha256", ForeignKey("innehall.sha256"), nullable=False, index=True),
    *(Column(f"{owner}_id", ForeignKey(f"{owner}.id")) for owner in ("risk", "atgard", "kontroll", "granskning")),
    Column("utfall_id", ForeignKey("utfall.id")),
    exactly_one("risk_id", "atgard_id", "kontroll_id", "granskning_id", "utfall_id"),
    sqlite_autoincrement=True,
)
utseende = Table(
    "utseende",
    metadata,
    *record(),
    Column("namnd_id", ForeignKey("namnd.id"), nullable=False, unique=True),
    *(Column(part, ForeignKey("innehall.sha256")) for part in ("typsnitt", "typsnitt_fet", "logotyp", "ordmall")),
    *text("logotyp_alt"),
    number("marginal_mm", "marginal_mm BETWEEN 10 AND 40"),
    Column("farg", Text, CheckConstraint("farg GLOB '[0-9A-F][0-9A-F][0-9A-F][0-9A-F][0-9A-F][0-9A-F]'", name="farg")),
    CheckConstraint("logotyp IS NULL OR logotyp_alt IS NOT NULL", name="logotyp_har_alt"),
    CheckConstraint("(typsnitt IS NULL) = (typsnitt_fet IS NULL)", name="bada_typsnitten"),
    sqlite_autoincrement=True,
)
"""How the nämnd's documents look: fonts (TTF), logo (PNG, JPEG), margin, colour (RRGGBB), Word template."""

for name in ("risk_id", "atgard_id", "kontroll_id", "granskning_id", "utfall_id"):
    Index(f"ix_bilaga_{name}", bilaga.c[name], sqlite_where=bilaga.c[name].is_not(None))

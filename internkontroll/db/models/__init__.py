"""The tables of the register, as SQLAlchemy Core tables (ADR 2)."""

from internkontroll.db.models.atgard import atgard, kontroll, uppfoljning
from internkontroll.db.models.base import metadata
from internkontroll.db.models.bilaga import bilaga, innehall, utseende
from internkontroll.db.models.egenkontroll import (
    allvarsgrad,
    egenkontroll,
    egenkontroll_enhet,
    enhetspaket,
    kontrollpunkt,
    rattelse,
    stickprov,
    svar,
    uppehall,
    utfall,
)
from internkontroll.db.models.granskning import granskning, rekommendation
from internkontroll.db.models.handelselogg import handelse, handelserad
from internkontroll.db.models.organisation import enhet, enhet_version, lagrum, namnd, register, textmall
from internkontroll.db.models.plan import (
    avsnittsdel,
    avsnittstext,
    avtal,
    mal,
    plan,
    process,
    riskskala,
    tillfalle,
    tystad,
)
from internkontroll.db.models.risk import bedomning, risk, risk_mal

__all__ = [
    "allvarsgrad",
    "atgard",
    "avsnittsdel",
    "avsnittstext",
    "avtal",
    "bedomning",
    "bilaga",
    "egenkontroll",
    "egenkontroll_enhet",
    "enhet",
    "enhet_version",
    "enhetspaket",
    "granskning",
    "handelse",
    "handelserad",
    "innehall",
    "kontroll",
    "kontrollpunkt",
    "lagrum",
    "mal",
    "metadata",
    "namnd",
    "plan",
    "process",
    "rattelse",
    "register",
    "rekommendation",
    "risk",
    "risk_mal",
    "riskskala",
    "stickprov",
    "svar",
    "textmall",
    "tillfalle",
    "tystad",
    "uppehall",
    "uppfoljning",
    "utfall",
    "utseende",
]

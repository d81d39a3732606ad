"""`Underlag` → utbyte JSON (version 1), in one canonical form.

Always there: the lists of the top level, ``texter``, ``uppfoljning_och_insyn`` with ``avtal``, and
``process`` and ``mal`` of a risk (null where it has none). Everything else only where something is
said; an empty text that was said to be empty stays.
"""

import json
from dataclasses import fields
from datetime import date
from typing import Any, BinaryIO

from internkontroll.domain.underlag import Egenkontroll, Granskning, Kontroll, Risk, Underlag, Utfall
from internkontroll.domain.utbyte import TILLFALLEN, join_status
from internkontroll.domain.words import Textdel

Raw = dict[str, Any]

_ATGARD_MEMBERS = ("beskrivning", "status", "kommentar", "ansvarig", "slutdatum")
_RISK_MEMBERS = (
    "enhet",
    "beskrivning",
    "bakgrund",
    "effekter",
    "forutsattningar",
    "paverkar_aven",
    "riskagare",
    "sannolikhet",
    "konsekvens",
)


def render_utbyte(underlag: Underlag, stream: BinaryIO) -> None:
    """Write the file: UTF-8, one blank of indentation, a line end at the end."""
    text = json.dumps(to_utbyte(underlag), ensure_ascii=False, indent=1)
    stream.write(text.encode() + b"\n")


def to_utbyte(underlag: Underlag) -> Raw:
    """The file's content as JSON values."""
    return {
        "format": "internkontroll-utbyte",
        "version": 1,
        "organisation": _said(
            kommun=underlag.kommun,
            namnd=underlag.namnd,
            forvaltning=underlag.forvaltning,
            enheter=[_members(enhet) for enhet in underlag.enheter] or None,
        ),
        "ar": underlag.ar,
        "rapport": _said(
            typ=TILLFALLEN[underlag.tillfalle],
            rubrik=underlag.rubrik,
            underrubrik=underlag.underrubrik,
            period=underlag.period,
        ),
        **_said(beslut=_members(underlag.beslut) or None, skala=_skala(underlag)),
        "texter": _texts(
            underlag,
            inledning=Textdel.INLEDNING,
            sammanfattning=Textdel.SAMMANFATTNING,
            struktur=Textdel.STRUKTUR,
        ),
        "processer": [_members(process) for process in underlag.processer],
        "mal": [_members(mal) for mal in underlag.mal],
        "risker": [_risk(risk) for risk in underlag.risker],
        "granskningar": [_granskning(granskning) for granskning in underlag.granskningar],
        "systematiska_kontroller": [_kontroll(kontroll) for kontroll in underlag.systematiska_kontroller],
        "uppfoljning_och_insyn": _texts(underlag, inledning=Textdel.INSYN, uppfoljning=Textdel.INSYN_UPPFOLJNING)
        | {"avtal": [_members(avtal) for avtal in underlag.avtal]},
        "egenkontroller": [_egenkontroll(egenkontroll) for egenkontroll in underlag.egenkontroller],
    }


def _texts(underlag: Underlag, **parts: Textdel) -> Raw:
    return {name: underlag.texter[part] for name, part in parts.items() if part in underlag.texter}


def _skala(underlag: Underlag) -> Raw | None:
    skala = underlag.skala
    return None if skala is None else {"sannolikhet": list(skala.sannolikhet), "konsekvens": list(skala.konsekvens)}


def _risk(risk: Risk) -> Raw:
    return {
        **_said(id=risk.id),
        "process": risk.process,
        "mal": risk.mal,
        **_members(risk, *_RISK_MEMBERS),
        "atgarder": [_members(atgard, *_ATGARD_MEMBERS) for atgard in risk.atgarder],
    }


def _granskning(granskning: Granskning) -> Raw:
    members = _members(granskning, "namn", "granskare", "diarienummer", "datum")
    return members | {"atgarder": [_members(atgard, *_ATGARD_MEMBERS) for atgard in granskning.atgarder]}


def _kontroll(kontroll: Kontroll) -> Raw:
    members = _members(kontroll, "mal", "process", "kontroll", "beskrivning", "metod", "frekvens", "ansvarig")
    return members | _said(status_och_kommentar=join_status(kontroll.status, kontroll.kommentar))


def _egenkontroll(egenkontroll: Egenkontroll) -> Raw:
    members = _members(egenkontroll, "id", "namn", "process", "metod", "frekvens", "enheter", "ansvarig")
    return members | _said(
        kontrollpunkter=list(egenkontroll.kontrollpunkter) or None,
        utfall=[_utfall(utfall) for utfall in egenkontroll.utfall] or None,
    )


def _utfall(utfall: Utfall) -> Raw:
    members = _members(utfall, "enhet", "period", "datum", "utford_av", "antal_granskade", "antal_avvikelser")
    return members | _said(
        svar=list(utfall.svar) or None,
        resultat=utfall.resultat,
        kommentar=utfall.kommentar,
        atgarder=[_members(atgard, *_ATGARD_MEMBERS) for atgard in utfall.atgarder] or None,
    )


def _members(value: Any, *names: str) -> Raw:
    """The members of one of the domain's objects that have something to say, all or those named."""
    return _said(**{name: getattr(value, name) for name in names or [field.name for field in fields(value)]})


def _said(**members: Any) -> Raw:
    return {name: _plain(value) for name, value in members.items() if value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value

"""Checked utbyte JSON → the frozen objects of the domain. The names are the same on both sides."""

from datetime import date
from typing import Any

from internkontroll.domain.riskskala import Riskskala
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.domain.underlag import (
    Atgard,
    Avtal,
    Beslut,
    Egenkontroll,
    Enhet,
    Granskning,
    Kontroll,
    Mal,
    Process,
    Risk,
    Underlag,
    Utfall,
)
from internkontroll.domain.utbyte import TILLFALLEN, split_status
from internkontroll.domain.words import Egenkontrollmetod, Frekvens, Planstatus, Resultat, Svarsord, Textdel

Raw = dict[str, Any]

_CONVERTERS = {
    "status": Status,
    "frekvens": Frekvens,
    "metod": Egenkontrollmetod,
    "resultat": Resultat,
    "datum": date.fromisoformat,
    "slutdatum": date.fromisoformat,
    "period": date.fromisoformat,
}


def build_underlag(data: Raw) -> Underlag:
    """The whole file. `data` has passed the schema."""
    organisation, rapport = data["organisation"], data["rapport"]
    beslut = Beslut(**_converted(data.get("beslut", {}), "datum"))
    insyn = data.get("uppfoljning_och_insyn", {})
    return Underlag(
        namnd=organisation["namnd"],
        kommun=organisation.get("kommun"),
        forvaltning=organisation.get("forvaltning"),
        enheter=tuple(_enhet(raw) for raw in organisation.get("enheter", [])),
        ar=data["ar"],
        tillfalle=_tillfalle(rapport["typ"]),
        rubrik=rapport.get("rubrik"),
        underrubrik=rapport.get("underrubrik"),
        period=_converted(rapport, "period").get("period"),
        planstatus=Planstatus.BESLUTAD if beslut.datum else Planstatus.UTKAST,
        beslut=beslut,
        texter=_texts(data.get("texter", {}), insyn),
        skala=_skala(data.get("skala")),
        processer=tuple(Process(**raw) for raw in data.get("processer", [])),
        mal=tuple(Mal(**raw) for raw in data.get("mal", [])),
        risker=tuple(_risk(raw) for raw in data["risker"]),
        granskningar=tuple(_granskning(raw) for raw in data.get("granskningar", [])),
        systematiska_kontroller=tuple(_kontroll(raw) for raw in data.get("systematiska_kontroller", [])),
        avtal=tuple(Avtal(**raw) for raw in insyn.get("avtal", [])),
        egenkontroller=tuple(_egenkontroll(raw) for raw in data.get("egenkontroller", [])),
    )


def _tillfalle(typ: str) -> Tillfalletyp:
    return next(tillfalle for tillfalle, word in TILLFALLEN.items() if word == typ)


def _texts(texter: Raw, insyn: Raw) -> dict[Textdel, str]:
    texts = {Textdel(name): text for name, text in texter.items()}
    for name, part in (("inledning", Textdel.INSYN), ("uppfoljning", Textdel.INSYN_UPPFOLJNING)):
        if name in insyn:
            texts[part] = insyn[name]
    return texts


def _skala(raw: Raw | None) -> Riskskala | None:
    return Riskskala(tuple(raw["sannolikhet"]), tuple(raw["konsekvens"])) if raw else None


def _enhet(raw: Raw) -> Enhet:
    return Enhet(raw["namn"], raw.get("del_av") or None, raw.get("chef"))


def _risk(raw: Raw) -> Risk:
    return Risk(**_with_references(raw) | {"atgarder": _atgarder(raw)})


def _granskning(raw: Raw) -> Granskning:
    return Granskning(**_converted(raw, "datum") | {"atgarder": _atgarder(raw)})


def _kontroll(raw: Raw) -> Kontroll:
    members = _with_references(_converted(raw, "frekvens"))
    status, kommentar = split_status(members.pop("status_och_kommentar", None))
    return Kontroll(**members, status=status, kommentar=kommentar)


def _egenkontroll(raw: Raw) -> Egenkontroll:
    members = _with_references(_converted(raw, "metod", "frekvens"))
    members["enheter"] = tuple(raw["enheter"])
    members["kontrollpunkter"] = tuple(raw.get("kontrollpunkter", ()))
    members["utfall"] = tuple(_utfall(utfall) for utfall in raw.get("utfall", ()))
    return Egenkontroll(**members)


def _utfall(raw: Raw) -> Utfall:
    members = _converted(raw, "period", "datum", "resultat")
    svar = tuple(Svarsord(word) for word in raw.get("svar", ()))
    return Utfall(**members | {"svar": svar, "atgarder": _atgarder(raw)})


def _atgarder(raw: Raw) -> tuple[Atgard, ...]:
    return tuple(Atgard(**_converted(atgard, "status", "slutdatum")) for atgard in raw.get("atgarder", ()))


def _converted(raw: Raw, *names: str) -> Raw:
    """The members, those named turned from the file's strings into what they mean."""
    return raw | {name: _CONVERTERS[name](raw[name]) for name in names if name in raw}


def _with_references(raw: Raw) -> Raw:
    """``"mal": null`` and ``"mal": ""`` say that there is none; an absent member says nothing, so None is taken."""
    return raw | {name: raw[name] or "" for name in ("process", "mal", "enhet") if name in raw}

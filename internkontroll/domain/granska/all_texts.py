"""Every text of an underlag, with the record and the field that it stands in."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from internkontroll.domain.granska.sak import (
    DELAR,
    Agd,
    Post,
    Sak,
    atgard_post,
    egenkontroll_post,
    granskning_post,
    kontroll_post,
    risk_post,
    utfall_post,
    uuid,
)

_RISK = {
    "beskrivning": "beskrivningen",
    "bakgrund": "bakgrunden",
    "effekter": "effekterna",
    "forutsattningar": "förutsättningarna",
    "paverkar_aven": "”påverkar även”",
    "riskagare": "riskägaren",
    "accepterad_skal": "skälet att acceptera",
    "avslutad_skal": "skälet att avsluta",
}
_ATGARD = {"beskrivning": "beskrivningen", "kommentar": "kommentaren", "ansvarig": "ansvarig"}
_KONTROLL = {
    "kontroll": "namnet",
    "beskrivning": "beskrivningen",
    "metod": "metoden",
    "ansvarig": "ansvarig",
    "kommentar": "kommentaren",
}
_GRANSKNING = {"namn": "namnet", "granskare": "granskaren", "diarienummer": "diarienumret", "svar": "svaret"}
_REKOMMENDATION = {"rekommendation": "texten", "svar": "svaret"}
_AVTAL = {
    "avtal": "namnet",
    "omrade": "området",
    "typ": "typen",
    "ansvar": "ansvaret",
    "tidplan": "tidplanen",
    "intervall": "intervallet",
    "mottagare": "mottagaren",
}
_UTFALL = {"utford_av": "utförd av", "kommentar": "kommentaren"}
_ENHET = {"namn": "namnet", "chef": "chefen"}
_PLAN = {"rubrik": "rubriken", "underrubrik": "underrubriken"}
_BESLUT = {"paragraf": "beslutets paragraf", "diarienummer": "beslutets diarienummer"}


class Text(NamedTuple):
    """A text, its record, and what its field is called inside a sentence: "kommentaren"."""

    post: Post
    field: str
    text: str


def all_texts(sak: Sak) -> Iterator[Text]:
    """Every text that somebody has written, in the order of the section."""
    underlag = sak.underlag
    yield from _fields(sak.plan, underlag, _PLAN)
    yield from _fields(sak.plan, underlag.beslut, _BESLUT)
    for part, text in underlag.texter.items():
        yield Text(sak.text(part), f"texten {DELAR[part]}", text)
    for enhet in underlag.enheter:
        yield from _fields(sak.named("enhet", enhet.namn), enhet, _ENHET)
    for name in (name for group in (underlag.processer, underlag.mal) for name in group):
        yield Text(sak.plan, "namnet på en process eller ett mål", name.namn)
    yield from _risk_texts(sak)
    yield from _granskning_texts(sak)
    for kontroll in underlag.systematiska_kontroller:
        yield from _fields(kontroll_post(kontroll), kontroll, _KONTROLL)
    for avtal in underlag.avtal:
        yield from _fields(sak.named("avtal", avtal.avtal), avtal, _AVTAL)
    yield from _egenkontroll_texts(sak)
    for one in sak.rapporterat.ord:
        yield Text(Post(one.tabell, one.uuid, one.namn), one.falt, one.text)


def _risk_texts(sak: Sak) -> Iterator[Text]:
    for risk in sak.underlag.risker:
        post = risk_post(risk)
        yield from _fields(post, risk, _RISK)
        yield from (Text(post, "skälet till bedömningen", text) for text in risk.skal if text)
        yield from _atgard_texts(Agd(atgard, post, None) for atgard in risk.atgarder)


def _granskning_texts(sak: Sak) -> Iterator[Text]:
    for granskning in sak.underlag.granskningar:
        post = granskning_post(granskning)
        yield from _fields(post, granskning, _GRANSKNING)
        for one in granskning.rekommendationer:
            yield from _fields(Post("rekommendation", uuid(one.ref), post.rubrik), one, _REKOMMENDATION)
        yield from _atgard_texts(Agd(atgard, post, None) for atgard in granskning.atgarder)


def _egenkontroll_texts(sak: Sak) -> Iterator[Text]:
    for control in sak.underlag.egenkontroller:
        post = egenkontroll_post(control)
        yield from _fields(post, control, {"namn": "namnet", "ansvarig": "ansvarig"})
        yield from (Text(post, "en kontrollpunkt", question) for question in control.kontrollpunkter)
    for control, utfall in sak.utfall():
        yield from _fields(utfall_post(control, utfall), utfall, _UTFALL)
    yield from _atgard_texts(sak.avvikelsers_atgarder())


def _atgard_texts(atgarder: Iterable[Agd]) -> Iterator[Text]:
    for agd in atgarder:
        yield from _fields(atgard_post(agd), agd.atgard, _ATGARD)


def _fields(post: Post, record: Any, fields: dict[str, str]) -> Iterator[Text]:
    for member, field in fields.items():
        text = getattr(record, member)
        if text:
            yield Text(post, field, text)

"""Personnummer in any text, and the numbers that only look like them. The numbers are the tax agency's examples."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from internkontroll.domain.granska import Allvar, Sak
from internkontroll.domain.granska.personnummer import has_personnummer
from internkontroll.domain.underlag import Avtal, Beslut, Enhet, Mal, Process, Rekommendation
from internkontroll.domain.words import Textdel
from tests.domain.granska_saker import (
    APRIL,
    EGENKONTROLL,
    GOOD,
    GRANSKNING,
    KONTROLL,
    OPEN,
    RISK,
    TODAY,
    UTFALL,
    good,
    only,
    rules,
    with_atgard,
    with_risk,
    with_text,
)

NUMBER = "811228-9874"


@pytest.mark.parametrize(
    "text",
    [
        NUMBER,
        "8112289874",
        "198112289874",
        "19811228-9874",
        "19811228 9874",
        "811228 9874",
        "811228\u00a09874",
        "811228–9874",
        "811228 - 9874",
        "811228+9874",
        "121212-1212",
        "20121212-1212",
        "121212+1212",
        "701063-2391",
        "197010632391",
        "Anna (811228-9874) bor här.",
        "pnr:811228-9874",
        "Ärendet,\n811228-9874.",
        "Först 811228-9873, sedan 811228-9874",
        "000229-0005",
    ],
)
def test_personnummer_and_samordningsnummer_are_found(text: str) -> None:
    assert has_personnummer(text, TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "811228-9873",
        "811328-9873",
        "811232-9878",
        "810229-9875",
        "701093-2395",
        "19000229-0005",
        "20811228-9874",
        "556036-0793",
        "212000-0142",
        "SN 2018/325.109",
        "SN-2018/325.109",
        "2026-04-30",
        "20260430",
        "2026-01-01–2026-12-31",
        "20260101-20261231",
        "070-123 45 67",
        "0701234569",
        "0808123459",
        "0101123453",
        "Ring 8112289874",
        "Tel. 8112289874",
        "08-508 250 00",
        "+46701234566",
        "5402-9681",
        "7350123456787",
        "18112289874",
        "1-811228-9874",
        "811228-9874-1",
        "8112289874567",
        "64 000 kronor och 1 234 567 890",
        "SE45 5000 0000 0583 9825 7466",
        "",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert not has_personnummer(text, TODAY)


def test_a_bare_number_that_is_said_to_be_a_personnummer_is_one() -> None:
    assert not has_personnummer("0701230005", TODAY)
    assert has_personnummer("Personnummer: 0701230005", TODAY)
    assert has_personnummer("070123-0005", TODAY)


def test_nobody_is_born_tomorrow() -> None:
    assert has_personnummer("20121212-1212", date(2012, 12, 12))
    assert not has_personnummer("20121212-1212", date(2012, 12, 11))


@pytest.mark.parametrize("birth", ["810101", "811231", "960229", "800731", "120430", "261015"])
def test_of_ten_last_digits_just_one_is_right(birth: str) -> None:
    found = [digit for digit in range(10) if has_personnummer(f"{birth}-123{digit}", TODAY)]
    assert len(found) == 1


WITH_NUMBER = [
    {"rubrik": f"Intern kontroll {NUMBER}"},
    {"underrubrik": NUMBER},
    {"beslut": Beslut(GOOD.beslut.datum, diarienummer=NUMBER)},
    {"texter": GOOD.texter | {Textdel.INSYN: NUMBER}},
    {"enheter": (*GOOD.enheter[:1], replace(GOOD.enheter[1], chef=f"Åsa {NUMBER}"))},
    {"processer": (Process("1", NUMBER),)},
    {"mal": (Mal(NUMBER),)},
    {"granskningar": (replace(GRANSKNING, namn=NUMBER),)},
    {"granskningar": (replace(GRANSKNING, rekommendationer=(Rekommendation("Gör", f"Ja, {NUMBER}"),)),)},
    {"granskningar": (replace(GRANSKNING, atgarder=(replace(GRANSKNING.atgarder[0], ansvarig=NUMBER),)),)},
    {"systematiska_kontroller": (replace(KONTROLL, metod=NUMBER),)},
    {"avtal": (Avtal("Bokbuss", mottagare=NUMBER),)},
    {"egenkontroller": (replace(EGENKONTROLL, kontrollpunkter=(NUMBER,)),)},
    {"egenkontroller": (replace(EGENKONTROLL, utfall=(replace(UTFALL, kommentar=NUMBER),)),)},
    {"egenkontroller": (replace(EGENKONTROLL, utfall=(replace(UTFALL, utford_av=NUMBER),)),)},
]


def _members(name: str, text: str) -> dict[str, Any]:
    return {name: text}


@pytest.mark.parametrize("changes", WITH_NUMBER)
def test_every_text_is_looked_at(changes: dict[str, Any]) -> None:
    remark = only(good(**changes))
    assert (remark.regel, remark.allvar) == ("personnummer", Allvar.FEL)
    assert NUMBER not in remark.text + remark.rubrik


@pytest.mark.parametrize(
    "member",
    ["beskrivning", "bakgrund", "effekter", "forutsattningar", "paverkar_aven", "riskagare", "avslutad_skal"],
)
def test_every_text_of_a_risk_is_looked_at(member: str) -> None:
    assert rules(with_risk(APRIL, **_members(member, f"{RISK.beskrivning} {NUMBER}"))) == ["personnummer"]


def test_the_reason_for_a_bedomning_is_looked_at() -> None:
    assert rules(with_risk(skal=(None, NUMBER))) == ["personnummer"]


@pytest.mark.parametrize("member", ["beskrivning", "kommentar", "ansvarig"])
def test_every_text_of_an_atgard_is_looked_at(member: str) -> None:
    assert rules(with_atgard(**_members(member, f"Så är det. {NUMBER}"))) == ["personnummer"]


def test_the_atgard_of_a_deviation_is_looked_at() -> None:
    utfall = replace(UTFALL, atgarder=(replace(UTFALL.atgarder[0], kommentar=NUMBER),))
    assert rules(good(egenkontroller=(replace(EGENKONTROLL, utfall=(utfall,)),))) == ["personnummer"]


def test_the_remark_says_where_to_look() -> None:
    assert "i kommentaren i åtgärden under K-1" in only(with_atgard(kommentar=f"Gäller {NUMBER}.")).text
    assert "i texten Sammanfattning" in only(with_text(f"Gäller {NUMBER}.")).text


def test_a_record_that_is_named_by_the_number_is_named_without_it() -> None:
    sak: Sak = with_risk(id=None, beskrivning=f"Risk att {NUMBER} slutar", atgarder=(OPEN,))
    remark = next(one for one in [only(quiet(sak))] if one.regel == "personnummer")
    assert remark.rubrik == "Risk att … slutar"
    assert NUMBER not in remark.text


def quiet(sak: Sak) -> Sak:
    """Without texts that count the åtgärder."""
    return replace(sak, underlag=replace(sak.underlag, texter=with_text("Så gick det.").underlag.texter))


def test_the_name_of_a_unit_may_hold_one_too() -> None:
    units = (GOOD.enheter[0], Enhet(f"Lägenhet {NUMBER}", "Kultur och fritid"))
    asked = replace(EGENKONTROLL, enheter=("Kultur och fritid",), utfall=())
    assert rules(good(enheter=units, egenkontroller=(asked,))) == ["personnummer"]

"""Numbers in the free texts that don't match the register, and all the numbers that are none of its business."""

from dataclasses import replace
from datetime import date

import pytest

from internkontroll.domain.granska import Allvar, Anmarkning, Sak, review
from internkontroll.domain.granska.talord import TALORD, parse_tal
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.domain.underlag import Atgard, Avtal, Enhet, Ref, Risk, Utfall
from internkontroll.domain.words import Textdel
from tests.domain.granska_saker import (
    APRIL,
    AUGUSTI,
    EGENKONTROLL,
    GRANSKNING,
    HELAR,
    JAV,
    KONTROLL,
    PLAN,
    RISK,
    UTFALL,
    good,
    rules,
)

STATUSES = (
    *(Status.KLART,) * 10,
    *(Status.BLIR_KLART,) * 5,
    *(Status.TROLIGEN_KLART,) * 4,
    *(Status.EJ_KLART,) * 3,
    *(Status.EJ_AKTUELL,) * 2,
)
"""Of 24 åtgärder ten are done; with the granskning's it is eleven of 25."""

DONE = date(2026, 3, 1)


def atgard(number: int, status: Status) -> Atgard:
    return Atgard(f"Åtgärd {number}", status, "Så går det.", "Chef", date(2026, 12, 31), klart_datum=DONE)


def several(count: int) -> tuple[Risk, ...]:
    """So many risks, the first with all the åtgärder."""
    others = (replace(JAV, id=f"K-{n}", beskrivning=f"Risk för jäv i lokal {n}") for n in range(2, count + 1))
    return (replace(RISK, atgarder=tuple(atgard(*one) for one in enumerate(STATUSES))), *others)


def text_of(text: str, typ: Tillfalletyp = AUGUSTI, part: Textdel = Textdel.SAMMANFATTNING, granskning: int = 1) -> Sak:
    """A report on six risks, 24 åtgärder, six of eight egenkontroller done, two kontroller and three avtal."""
    utfall = [replace(UTFALL, period=date(2026, month, 28), forfaller=None) for month in range(1, 7)]
    missed = [Utfall("Biblioteket", date(2026, month, 28), ref=Ref(f"u{month}")) for month in (7, 8, 9)]
    texter = {Textdel.INLEDNING: "x", Textdel.SAMMANFATTNING: "x", Textdel.INSYN_UPPFOLJNING: "x"}
    return good(
        typ,
        risker=several(6),
        texter=texter | {part: text},
        granskningar=(GRANSKNING,) * granskning,
        egenkontroller=(replace(EGENKONTROLL, utfall=(*utfall, *missed)),),
        systematiska_kontroller=(KONTROLL, KONTROLL),
        avtal=(Avtal("Bokbuss"), Avtal("Café"), Avtal("Städning")),
        enheter=(Enhet("Kultur och fritid"), Enhet("Biblioteket", "Kultur och fritid")),
    )


def remark_on(sak: Sak) -> Anmarkning:
    (remark,) = (remark for remark in review(sak) if remark.regel == "antal-stammer-inte")
    return remark


def is_wrong(text: str, typ: Tillfalletyp = AUGUSTI) -> bool:
    return "antal-stammer-inte" in rules(text_of(text, typ))


RIGHT_AND_WRONG = [
    ("Nämnden har för året identifierat {} risker samt formulerat åtgärder.", "sex", "fyra"),
    ("Kulturnämnden har identifierat {} risker.", "6", "5"),
    ("Kulturnämndens {} risker har fått åtgärder.", "sex", "sju"),
    ("Arbetet med planens {} risker har kommit i gång.", "6", "7"),
    ("Internkontrollplanen omfattar {} risker.", "SEX", "ELVA"),
    ("Planen innehåller sex risker och {} åtgärder.", "24", "26"),
    ("I planen finns {} risker.", "sex", "åtta"),
    ("Sammanlagt {} åtgärder.", "tjugofyra", "tjugo"),
    ("{} åtgärder är klara.", "Tio", "Nio"),
    ("{} åtgärder\när nu\r\n klara!", "Tio", "Nio"),
    ("{} åtgärder är klara.", "Elva", "Tolv"),
    ("{} av 24 åtgärder är klara.", "10", "12"),
    ("Tio av {} åtgärder är klara.", "24", "23"),
    ("Av {} åtgärder mot planens sex risker är tio klara.", "24", "22"),
    ("Av 24 åtgärder mot planens {} risker är tio klara.", "sex", "fem"),
    ("Av 24 åtgärder mot planens sex risker är {} klara.", "tio", "nio"),
    ("Av de 24 åtgärderna mot riskerna är {} klara.", "tio", "tolv"),
    ("Av 24 åtgärder är tio klara, {} blir klara i år och fyra blir troligen klara.", "fem", "sex"),
    ("Av 24 åtgärder är tio klara, fem blir klara i år och {} blir troligen klara.", "fyra", "fem"),
    ("Av 24 åtgärder är tio klara och {} blir inte klara i år.", "tre", "två"),
    ("Av 24 åtgärder är tio klara. Tre blir inte klara och {} är inte längre aktuella.", "två", "en"),
    ("Av åtgärderna är {} klara.", "tio", "nio"),
    ("I år blir {} åtgärder klara.", "15", "17"),
    ("{} åtgärder blir klara i år.", "Nitton", "Tjugoen"),
    ("{} åtgärder återstår.", "Tolv", "Tio"),
    ("{} av åtgärderna är inte klara.", "14", "13"),
    ("{} av åtgärderna kommer fortsatt behöva hanteras under kommande år.", "Tre", "Fyra"),
    ("{} åtgärder har status Ej klart i år.", "Tre", "Två"),
    ("{} åtgärder redovisas som Ej aktuell.", "Två", "Tre"),
    ("{} åtgärder förs över till planen för 2027.", "Tre", "Fem"),
    ("{} åtgärder är klara, varav en är ny.", "Tio", "Åtta"),
    ("Till och med augusti är {} av 8 egenkontroller gjorda.", "6", "7"),
    ("Till och med augusti är sex av {} egenkontroller gjorda.", "åtta", "tio"),
    ("Enheterna har gjort {} av åtta planerade egenkontroller.", "sex", "fem"),
    ("Av åtta egenkontroller är {} gjorda.", "sex", "fem"),
    ("{} egenkontroller saknas.", "Två", "Fyra"),
    ("Nämnden har haft {} externa granskningar.", "1", "2"),
    ("Planen har {} systematiska kontroller.", "två", "tre"),
]


@pytest.mark.parametrize(("text", "right", "wrong"), RIGHT_AND_WRONG)
def test_a_number_is_right_or_wrong(text: str, right: str, wrong: str) -> None:
    assert not is_wrong(text.format(right))
    assert is_wrong(text.format(wrong))


def test_the_remark_says_what_the_text_says_and_what_the_register_has() -> None:
    remark = remark_on(text_of("Allt går väl. Nio åtgärder är klara."))
    assert (remark.allvar, remark.tabell, remark.rubrik) == (Allvar.FEL, "plan", "Sammanfattning")
    assert "”Nio åtgärder är klara.”" in remark.text
    assert "10 eller 11 åtgärder med status Klart" in remark.text


def test_a_text_is_known_by_its_uuid_where_the_register_has_it() -> None:
    sak = replace(text_of("Nio åtgärder är klara."), uuids={("avsnittstext", "sammanfattning"): "t1"})
    assert (remark_on(sak).tabell, remark_on(sak).post) == ("avsnittstext", "t1")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Samtliga åtgärder är klara.", True),
        ("Inga åtgärder återstår.", True),
        ("Hälften av åtgärderna är klara.", True),
        ("Hälften av årets 24 åtgärder blir inte klara.", True),
        ("Samtliga egenkontroller är gjorda.", True),
    ],
)
def test_all_half_and_none_are_numbers_too(text: str, *, wrong: bool) -> None:
    assert is_wrong(text) == wrong


def test_all_half_and_none_may_be_right() -> None:
    done = (replace(RISK, atgarder=tuple(atgard(n, Status.KLART) for n in range(4))),)
    sak = replace(text_of("x"), underlag=replace(text_of("x").underlag, risker=(*done, JAV), granskningar=()))
    for text in ("Samtliga åtgärder är klara.", "Inga åtgärder återstår."):
        texter = sak.underlag.texter | {Textdel.SAMMANFATTNING: text}
        assert "antal-stammer-inte" not in rules(replace(sak, underlag=replace(sak.underlag, texter=texter)))


def test_blir_klara_counts_strictly_beside_those_that_are_klara() -> None:
    assert not is_wrong("15 åtgärder blir klara i år.")
    assert is_wrong("Tio åtgärder är klara. 15 blir klara i år.")


def test_a_paragraph_on_a_granskning_may_count_its_atgarder_alone() -> None:
    text = "Av {} åtgärder som nämnden beslutade med anledning av revisionens granskning är alla klara."
    assert not is_wrong(text.format(1))
    assert is_wrong(text.format(3))
    assert is_wrong("Totalt 1 åtgärder.\n\nRevisionens granskning är besvarad.")


def test_a_closed_or_added_risk_may_be_counted_or_not() -> None:
    risker = (*several(3), replace(JAV, id="n", beskrivning="Risk för mutor", tillagd=date(2026, 3, 1)))
    closed = replace(JAV, id="s", beskrivning="Risk för brand", avslutad=date(2026, 5, 1))
    base = text_of("x").underlag
    found = {}
    for word in ("tre", "fyra", "fem", "sex"):
        texter = base.texter | {Textdel.SAMMANFATTNING: f"Planen omfattar {word} risker."}
        sak = replace(text_of("x"), underlag=replace(base, risker=(*risker, closed), texter=texter))
        found[word] = "antal-stammer-inte" in rules(sak)
    assert found == {"tre": True, "fyra": False, "fem": False, "sex": True}


NOBODYS_BUSINESS = [
    "Ungefär tjugo åtgärder är klara.",
    "Ca. 20 åtgärder är klara.",
    "Minst fyra åtgärder är klara.",
    "Under hösten har tre åtgärder genomförts.",
    "I maj var sju åtgärder klara.",
    "Sedan april har två åtgärder genomförts.",
    "Två åtgärder på Biblioteket är klara.",
    "Biblioteket har sju åtgärder. Fem är klara.",
    "Inom kultur är två åtgärder klara.",
    "Under 2018 var fem åtgärder klara, och planen omfattade fem risker.",
    "Förra året var fem av åtgärderna klara.",
    "Risken för jäv har tre åtgärder. Två är klara. Alla tre åtgärder är viktiga.",
    "Tre åtgärder har tillkommit under året. De tre åtgärderna är klara.",
    "Fyra risker bedöms som höga.",
    "Planen har tre risker som bedöms som mycket höga.",
    "Nämnden har tre risker med riskvärde över 12.",
    "En åtgärd är att utbilda personalen.",
    "En åtgärd är klar, den om larmbågen.",
    "Sju åtgärder har tillkommit. Fem är klara.",
    "En åtgärd är klar först när den är dokumenterad.",
    "Två åtgärder är klara i september.",
    "Tre åtgärder är klara eller påbörjade.",
    "Samtliga åtgärder utifrån riskerna har genomförts eller påbörjats.",
    "Fem enheter har rapporterat. Två är klara.",
    "Av de 82 mallarna är 20 klara.",
    "Av 24 åtgärder är tio klara. Arbetet följs av tre controllers. Två är klara.",
    "Enligt SOSFS 2011:9 5 kap. 2 § ska egenkontroller göras, se KL 6:6 och HKF 9410.",
    "Jämfört med barn 0-12 år finns 6 enheter, SN-2018/325.109 och 14 procent.",
    "Den 18 mars är åtgärderna klara, och vecka 46 är riskerna bedömda.",
    "I genomsnitt finns två åtgärder per risk.",
    "Tio procent av åtgärderna är klara.",
    "Två tredjedelar av åtgärderna är klara.",
    "Tio åtgärder är klara och sju av dem är inte klara.",
    "De fyra åtgärderna är klara.",
    "Båda åtgärderna är klara.",
    "Nämnden har beslutat att fyra åtgärder ska tidigareläggas.",
    "Nämnden har under hösten identifierat två risker.",
    "Tre nya risker har lagts till, och de övriga tre riskerna finns kvar.",
    "Barn- och skolnämndens tre risker delas.",
    "Planen har tre delar: risker, åtgärder och kontroller.",
    "Tre granskningar har gjorts av enheten.",
    "Uppföljningen av två avtal är inte klar.",
    "Åtgärd 3 är klar. Risk 4 är stor.",
    "Tre är klara.",
    "Alla sju egenkontroller i samma register.",
    "Två åtgärder är klara enligt utföraren.",
    "2026 åtgärder",
    "Ytterligare två åtgärder är klara.",
]


@pytest.mark.parametrize("text", NOBODYS_BUSINESS)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert not is_wrong(text)


def test_a_plan_counts_risks_but_no_statuses() -> None:
    assert not is_wrong("Tio åtgärder är klara. Tre återstår.", PLAN)
    assert is_wrong("Planen innehåller fyra risker.", PLAN)


@pytest.mark.parametrize("part", [Textdel.INSYN, Textdel.INSYN_UPPFOLJNING])
def test_the_parts_on_insyn_speak_of_avtal_only(part: Textdel) -> None:
    assert "antal-stammer-inte" not in rules(text_of("Nio åtgärder är klara.", HELAR, part))
    assert "antal-stammer-inte" not in rules(text_of("Planen omfattar tre avtal.", HELAR, part))
    assert "antal-stammer-inte" in rules(text_of("Planen omfattar fyra avtal.", HELAR, part))


def test_what_the_register_doesnt_keep_it_doesnt_count() -> None:
    sak = text_of("Tio av tolv egenkontroller är gjorda. Planen har fyra systematiska kontroller.", APRIL)
    empty = replace(sak.underlag, egenkontroller=(), systematiska_kontroller=())
    assert rules(replace(sak, underlag=empty)).count("antal-stammer-inte") == 0


def test_every_paragraph_and_item_is_read_on_its_own() -> None:
    text = "Av 24 åtgärder är tio klara.\n\nSju är barn.\n- Åtta blir klara i år\n- Tre åtgärder återstår"
    assert rules(text_of(text)).count("antal-stammer-inte") == 1


def test_number_words_from_noll_to_hundra() -> None:
    assert set(range(101)) == set(TALORD.values())
    known = {"noll": 0, "ett": 1, "tolv": 12, "aderton": 18, "tjugoett": 21, "tjugoen": 21, "FYRTIOSJU": 47}
    known |= {"nittionio": 99, "hundra": 100, "7": 7, "1 200": 1200}
    assert {word: parse_tal(word) for word in known} == known

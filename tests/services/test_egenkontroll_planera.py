"""Planning an egenkontroll, by hand and from a template, and its questions over time."""

import json
from datetime import date
from typing import Any

import pytest

from internkontroll.db.models import metadata
from internkontroll.db.reader import Reader
from internkontroll.db.session import Register
from internkontroll.domain.egenkontroll.perioder import read_months
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.words import Frekvens, Svarstyp
from internkontroll.errors import Conflict, InputRefused
from internkontroll.services.angra import undo
from internkontroll.services.egenkontroll import (
    Enhetsval,
    Svar,
    Uppgifter,
    change_egenkontroll,
    change_question,
    from_template,
    generate_year,
    plan_egenkontroll,
    questions,
    save_draft,
    templates,
)
from internkontroll.services.egenkontroll.mallar import TEMPLATES
from internkontroll.services.kontrollera import check
from internkontroll.services.redigera import restore, trash
from internkontroll.services.sidor import Sida, Urval, fetch
from internkontroll.services.underlag import load_underlag
from tests.services.edits import assert_comes_and_goes, find, place, row, state
from tests.services.egenkontroll_plan import ALMEN, BJORKEN, HERE, TODAY, TOP, Namnd

FRAGOR = ({"fraga": "Finns en plan?"}, {"fraga": "Hur många planer?", "svarstyp": "antal", "hjalp": "Räkna alla."})


def units(register: Register, control: int) -> list[tuple[Any, ...]]:
    rows = sorted(find(register, "egenkontroll_enhet", egenkontroll_id=control), key=lambda one: one["ordning"])
    return [(one["enhet_id"], one["alla_under"], one["fran"], one["till"]) for one in rows]


def test_an_egenkontroll_with_units_and_questions_in_one_step(namnd: Namnd) -> None:
    before = state(namnd.register)
    values = {"namn": " Genomförandeplaner ", "omrade": "Äldre", "manader": "9 3", "fran": "2026-02-01"}
    chosen = [Enhetsval(TOP, alla_under=True), Enhetsval(ALMEN, fran=date(2026, 3, 1), till=date(2026, 9, 30))]
    made = plan_egenkontroll(namnd.register, HERE, values, chosen, FRAGOR)
    assert made.rubrik == "Ny egenkontroll"
    ((_, control),) = made.nya
    saved = row(namnd.register, "egenkontroll", control)
    assert (saved["beteckning"], saved["namn"], saved["manader"]) == ("E-01", "Genomförandeplaner", "3, 9")
    assert units(namnd.register, control) == [
        (TOP, 1, None, None),
        (ALMEN, 0, date(2026, 3, 1), date(2026, 9, 30)),
    ]
    points = find(namnd.register, "kontrollpunkt", egenkontroll_id=control)
    assert [(one["fraga"], one["svarstyp"], one["ordning"]) for one in points] == [
        ("Finns en plan?", "ja_nej", 0),
        ("Hur många planer?", "antal", 1),
    ]
    assert_comes_and_goes(namnd.register, before, made)


@pytest.mark.parametrize(
    ("values", "enheter", "text"),
    [
        ({}, (), "Egenkontroll får inte vara tomt"),
        ({"namn": "A", "manader": "14"}, (), "Månader: ”14” går inte"),
        ({"namn": "A", "fran": "2026-05-02", "till": "2026-05-01"}, (), "Till och med kan inte vara före"),
        ({"namn": "A"}, (Enhetsval(99),), "finns inte i nämndens organisation"),
        ({"namn": "A"}, (Enhetsval(ALMEN, False, TODAY, date(2026, 1, 1)),), "inte lämna egenkontrollen före"),
    ],
)
def test_what_cannot_be_planned(
    namnd: Namnd, values: dict[str, Any], enheter: tuple[Enhetsval, ...], text: str
) -> None:
    before = state(namnd.register)
    with pytest.raises(InputRefused, match=text):
        plan_egenkontroll(namnd.register, HERE, values, enheter)
    assert state(namnd.register) == before


def test_a_change_of_fields_and_units_is_one_step(namnd: Namnd) -> None:
    control = namnd.plan(ALMEN, BJORKEN)
    version, before = row(namnd.register, "egenkontroll", control)["version"], state(namnd.register)
    chosen = [Enhetsval(BJORKEN, till=date(2026, 8, 31)), Enhetsval(TOP, alla_under=True)]
    changed = change_egenkontroll(namnd.register, control, version, {"frekvens": "år"}, chosen)
    assert units(namnd.register, control) == [(BJORKEN, 0, None, date(2026, 8, 31)), (TOP, 1, None, None)]
    with pytest.raises(Conflict, match="ändrade egenkontrollen E-01"):
        change_egenkontroll(namnd.register, control, version, {"frekvens": "månad"})
    assert change_egenkontroll(namnd.register, control, 0, {"frekvens": "år"}, chosen).handelse_id is None
    assert_comes_and_goes(namnd.register, before, changed)


# --- templates ------------------------------------------------------------------------------------------------------


def test_there_are_the_ten_templates_that_were_asked_for() -> None:
    assert [one.nyckel for one in templates()] == [
        "aktgranskning",
        "genomforandeplaner",
        "hygien",
        "lakemedel",
        "loggkontroll",
        "brandskydd",
        "delegeringar",
        "synpunkter",
        "introduktion",
        "barnets-basta",
    ]
    laws = {one["beteckning"] for one in json.loads(TEMPLATES.read_text(encoding="utf-8"))["lagrum"]}
    for mall in templates():
        assert mall.lagrum in laws
        assert len(mall.kontrollpunkter) >= 5
        assert all(one["fraga"].endswith("?") for one in mall.kontrollpunkter)
        assert sum("hjalp" in one for one in mall.kontrollpunkter) >= 2
        assert all(mall.varden[name] for name in ("namn", "omrade", "syfte", "metod", "ansvarig", "dagar_efter"))
        when = mall.varden.get("frekvens")
        assert when in list(Frekvens) or read_months(mall.varden["manader"])


@pytest.mark.parametrize("nyckel", [one.nyckel for one in templates()])
def test_a_template_becomes_an_egenkontroll(namnd: Namnd, nyckel: str) -> None:
    before = state(namnd.register)
    made = from_template(namnd.register, HERE, nyckel, [Enhetsval(ALMEN)])
    mall = next(one for one in templates() if one.nyckel == nyckel)
    ((_, control),) = made.nya
    saved = row(namnd.register, "egenkontroll", control)
    assert made.rubrik == f"Ny egenkontroll från mall: {mall.namn}"
    assert {name: saved[name] for name in mall.varden} == dict(mall.varden)
    assert row(namnd.register, "lagrum", saved["lagrum_id"])["beteckning"] == mall.lagrum
    points = find(namnd.register, "kontrollpunkt", egenkontroll_id=control)
    assert [one["fraga"] for one in points] == [one["fraga"] for one in mall.kontrollpunkter]
    assert generate_year(namnd.register, 1).nya == ()
    assert namnd.utfall(control)
    undo(namnd.register, max(one["id"] for one in find(namnd.register, "handelse")))
    assert_comes_and_goes(namnd.register, before, made)


def test_a_law_that_the_register_has_is_used_in_the_wording_of_the_year(namnd: Namnd) -> None:
    own = {"beteckning": "SOSFS 2015:10", "rubrik": "Basal hygien"}
    wordings = [(date(2012, 1, 1), date(2025, 12, 31)), (date(2026, 1, 1), None), (date(2027, 1, 1), None)]
    with namnd.register.write("Lagrum") as writer:
        law = metadata.tables["lagrum"]
        ids = [writer.insert(law, own | {"galler_fran": fran, "galler_till": till}) for fran, till in wordings]
    count = len(find(namnd.register, "lagrum"))
    ((_, control),) = from_template(namnd.register, HERE, "hygien").nya
    assert row(namnd.register, "egenkontroll", control)["lagrum_id"] == ids[1]
    assert len(find(namnd.register, "lagrum")) == count


def test_there_is_no_template_of_that_name(namnd: Namnd) -> None:
    with pytest.raises(InputRefused, match="Mallen ”x” finns inte"):
        from_template(namnd.register, HERE, "x")


# --- questions over time --------------------------------------------------------------------------------------------


def asked(register: Register, utfall: int) -> list[tuple[str, str | None, bool]]:
    with register.read() as connection:
        return [(one.fraga, one.svar, one.tidigare) for one in questions(connection, utfall)]


def test_what_was_answered_stays_under_the_words_that_it_answers(namnd: Namnd) -> None:
    register, control = namnd.register, namnd.generated(ALMEN, fragor=FRAGOR)
    first, count = (one["id"] for one in find(register, "kontrollpunkt"))
    march, june = (one["id"] for one in namnd.utfall(control)[:2])
    for utfall in (march, june):
        save_draft(register, utfall, Uppgifter({first: Svar("Ja")}))
    save_draft(register, march, Uppgifter({count: Svar("12")}))
    namnd.do(control, ALMEN, 3)
    before = state(register)

    changed = change_question(register, first, 0, {"fraga": "Finns en plan som följs?"})
    ((_, new),) = changed.nya
    assert changed.rubrik == "Ny lydelse av kontrollpunkten ”Finns en plan?”"
    assert asked(register, march) == [("Finns en plan?", "Ja", True), ("Hur många planer?", "12", False)]
    assert asked(register, june) == [
        ("Finns en plan som följs?", None, False),
        ("Hur många planer?", None, False),
        ("Finns en plan?", "Ja", True),
    ]
    old, renewed = row(register, "kontrollpunkt", first), row(register, "kontrollpunkt", new)
    assert (old["fraga"], renewed["identitet"], renewed["ordning"]) == ("Finns en plan?", old["uuid"], 0)
    with pytest.raises(InputRefused, match="ställs inte längre i egenkontrollen"):
        save_draft(register, namnd.utfall(control)[2]["id"], Uppgifter({first: Svar("Ja")}))
    with pytest.raises(InputRefused, match="ställs nu med andra ord: kontrollpunkten ”Finns en plan som följs"):
        restore(register, "kontrollpunkt", [first])
    assert_comes_and_goes(register, before, changed)


def test_another_way_to_answer_is_another_question(namnd: Namnd) -> None:
    register, control = namnd.register, namnd.generated(ALMEN, fragor=FRAGOR[:1])
    (first,) = find(register, "kontrollpunkt")
    march = namnd.utfall(control)[0]["id"]
    save_draft(register, march, Uppgifter({first["id"]: Svar("Nej")}))
    ((_, new),) = change_question(register, first["id"], 0, {"svarstyp": Svarstyp.ANTAL}).nya
    with register.read() as connection:
        said = [(one.kontrollpunkt_id, one.svarstyp, one.svar) for one in questions(connection, march)]
    assert said == [(new, Svarstyp.ANTAL, None), (first["id"], Svarstyp.JA_NEJ, "Nej")]


def test_a_question_that_nobody_has_answered_is_changed_in_place(namnd: Namnd) -> None:
    register = namnd.register
    namnd.generated(ALMEN, fragor=FRAGOR)
    (first, _) = find(register, "kontrollpunkt")
    assert change_question(register, first["id"], first["version"], {"fraga": "Finns planen?"}).nya == ()
    assert row(register, "kontrollpunkt", first["id"])["fraga"] == "Finns planen?"
    with pytest.raises(Conflict):
        change_question(register, first["id"], first["version"], {"fraga": "Finns den?"})


def test_better_help_is_not_another_question(namnd: Namnd) -> None:
    register, control = namnd.register, namnd.generated(ALMEN, fragor=FRAGOR)
    (first, _) = find(register, "kontrollpunkt")
    save_draft(register, namnd.utfall(control)[0]["id"], Uppgifter({first["id"]: Svar("Ja")}))
    values = {"hjalp": "Fråga alla.", "fraga": first["fraga"], "svarstyp": Svarstyp.JA_NEJ}
    assert change_question(register, first["id"], 0, values).nya == ()
    assert row(register, "kontrollpunkt", first["id"])["hjalp"] == "Fråga alla."


def test_a_question_that_is_taken_away_keeps_its_answers(namnd: Namnd) -> None:
    register, control = namnd.register, namnd.generated(ALMEN, fragor=FRAGOR)
    (first, _) = find(register, "kontrollpunkt")
    march = namnd.utfall(control)[0]["id"]
    save_draft(register, march, Uppgifter({first["id"]: Svar("Nej")}))
    namnd.do(control, ALMEN, 3)
    trash(register, "kontrollpunkt", [first["id"]])
    assert asked(register, march) == [("Finns en plan?", "Nej", True)]
    assert check(register) == []


def test_the_year_is_exported_as_before(example: Register) -> None:
    """New wordings don't move answers to other questions in reports and files."""
    where = place(example)
    answered = find(example, "svar")
    controls = {one["id"] for one in find(example, "egenkontroll", plan_id=where.plan_id)}
    point = next(one["kontrollpunkt_id"] for one in answered if one["egenkontroll_id"] in controls)
    change_question(example, point, 0, {"fraga": "En helt annan fråga?"})
    with example.read() as connection:
        underlag = load_underlag(connection, where.plan_id, where.tillfalle)
    (control,) = [one for one in underlag.egenkontroller if "En helt annan fråga?" in one.kontrollpunkter]
    assert find(example, "svar") == answered
    place_of = control.kontrollpunkter.index("En helt annan fråga?")
    assert all(len(utfall.svar) <= place_of for utfall in control.utfall)


def test_reworded_questions_are_not_thrown_away(example: Register) -> None:
    """The papperskorg has what somebody has put there: the old words of a question are kept with their answers."""
    where = place(example)
    point = find(example, "svar")[-1]["kontrollpunkt_id"]
    ((_, new),) = change_question(example, point, 0, {"fraga": "En helt annan fråga?"}).nya
    assert thrown_away(example, where) == []
    trash(example, "kontrollpunkt", [new])
    assert "En helt annan fråga?" in thrown_away(example, where)


def thrown_away(register: Register, where: Sammanhang) -> list[str]:
    reader = Reader(register.path)
    try:
        return [row.varden[1] for row in fetch(reader, Sida.PAPPERSKORG, where, Urval())]
    finally:
        reader.close()

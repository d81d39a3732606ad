"""Making packages: what is in one, what isn't, and that none is lost or overwritten."""

import hashlib
from pathlib import Path

import pytest

from internkontroll.db import models
from internkontroll.db.session import Register
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.errors import EnvironmentFailed, InputRefused, WrongUsage
from internkontroll.services.angra import undo
from internkontroll.services.bilagor import attach
from internkontroll.services.egenkontroll import (
    Svar,
    Uppgifter,
    change_question,
    draw_sample,
    load_tillfalle,
    save_draft,
)
from internkontroll.services.enhetspaket import make_packages
from internkontroll.services.enhetspaket.min_enhet import load_unit
from internkontroll.services.kontrollera import check
from internkontroll.services.redigera import trash
from tests.services.edits import events, find, state
from tests.services.enhetspaketen import ALMEN, TODAY, Verksamhet
from tests.services.sammanhangen import reading


def test_each_unit_with_anything_to_do_gets_a_file_of_its_own(verksamhet: Verksamhet) -> None:
    made = make_packages(verksamhet.register, verksamhet.folder, 2026, TODAY)
    assert [(one.enhet, one.fil.name, one.saknas, one.atgarder, one.risker) for one in made] == [
        ("Almen", "Almen 2026.ikenhet", 4, 1, 1),
        ("Björken", "Björken 2026.ikenhet", 4, 1, 1),
        ("Cedern", "Cedern 2026.ikenhet", 4, 1, 1),
    ]
    assert sorted(path.name for path in verksamhet.folder.iterdir()) == [one.fil.name for one in made]


def test_a_package_is_a_whole_register_of_the_unit(verksamhet: Verksamhet) -> None:
    (almen,) = verksamhet.send("almen")
    assert check(almen.register) == []
    assert [row["beskrivning"] for row in find(almen.register, "risk")] == ["Risk i Almen"]
    assert [row["beskrivning"] for row in find(almen.register, "atgard")] == ["Åtgärd i Almen"]
    assert len(find(almen.register, "utfall")) == 4
    with almen.register.read() as connection:
        bild = load_tillfalle(connection, almen.utfall())
    assert (bild.enhet, bild.egenkontroll, [one.fraga.fraga for one in bild.fragor]) == (
        "Almen",
        "Aktgranskning",
        ["Finns en plan?", "Är den enskilde delaktig?"],
    )


def test_records_have_the_same_identities_in_the_package(verksamhet: Verksamhet) -> None:
    (almen,) = verksamhet.send("Almen")
    for tabell in ("plan", "egenkontroll", "kontrollpunkt"):
        here, there = (find(one.register, tabell) for one in (verksamhet, almen))
        assert [row["uuid"] for row in here] == [row["uuid"] for row in there]


def test_what_was_answered_under_earlier_words_comes_along(verksamhet: Verksamhet) -> None:
    save_draft(verksamhet.register, verksamhet.utfall()["id"], Uppgifter({1: Svar("Nej")}))
    change_question(verksamhet.register, 1, 0, {"fraga": "Har alla en plan?"})
    (almen,) = verksamhet.send("Almen")
    with almen.register.read() as connection:
        said = [(one.fraga.fraga, one.fraga.svar) for one in load_tillfalle(connection, almen.utfall()).fragor]
    assert said == [("Har alla en plan?", None), ("Är den enskilde delaktig?", None), ("Finns en plan?", "Nej")]


def test_the_sample_that_is_to_be_looked_at_comes_along(verksamhet: Verksamhet) -> None:
    draw_sample(verksamhet.register, verksamhet.utfall()["id"], "Akter i mars", ["A-1", "A-2", "A-3"], TODAY, antal=2)
    with verksamhet.register.read() as connection:
        drawn = load_tillfalle(connection, verksamhet.utfall()["id"]).stickprov
    (almen,) = verksamhet.send("Almen")
    with almen.register.read() as connection:
        there = load_tillfalle(connection, almen.utfall()).stickprov
    assert drawn and there
    assert (there.dragna, there.is_repeatable()) == (drawn.dragna, True)


def test_nothing_of_other_units_is_in_the_file(verksamhet: Verksamhet, tmp_path: Path) -> None:
    secret = tmp_path / "Björkens protokoll.txt"
    secret.write_text("Hemligt för Björken", encoding="utf-8")
    attach(verksamhet.register, "utfall", verksamhet.utfall(3)["id"], [secret])
    verksamhet.change("utfall", verksamhet.utfall(4)["id"], kommentar="Cederns egen kommentar")
    verksamhet.change("enhet_version", 1, chef="Förvaltningschefen Östen")
    (almen,) = verksamhet.send("Almen")
    content = almen.fil.read_bytes()
    assert b"Almen" in content
    for word in ("Björken", "Cedern", "Dungen", "Hemligt", "protokoll", "Östen", "R2"):
        assert word.encode() not in content, word


def test_a_decided_plan_comes_with_its_risks_and_its_scale(verksamhet: Verksamhet) -> None:
    with verksamhet.register.write("Skala") as writer:
        words = '["Låg", "Mellan", "Hög"]'
        skala = {"plan_id": 1, "sannolikhet": words, "konsekvens": words, "band": "[]", "celler": "[]"}
        writer.insert(models.riskskala, skala)
    verksamhet.change("plan", 1, beslut_datum=TODAY, status="beslutad")
    (almen,) = verksamhet.send("Almen")
    assert find(almen.register, "plan")[0]["status"] == "beslutad"
    assert len(find(almen.register, "riskskala")) == len(find(almen.register, "risk")) == 1


def test_bilagor_of_the_unit_come_along(verksamhet: Verksamhet, tmp_path: Path) -> None:
    paper = tmp_path / "Rutin åäö.txt"
    paper.write_bytes(b"Gor sa har")
    attach(verksamhet.register, "atgard", 1, [paper])
    (almen,) = verksamhet.send("Almen")
    (bilaga,) = find(almen.register, "bilaga")
    assert (bilaga["filnamn"], bilaga["sha256"]) == ("Rutin åäö.txt", hashlib.sha256(b"Gor sa har").hexdigest())
    assert check(almen.register) == []


def test_a_file_that_a_chief_may_have_written_in_is_not_replaced(verksamhet: Verksamhet) -> None:
    (almen,) = verksamhet.send("Almen")
    almen.draft("Nej")
    content, before, count = almen.fil.read_bytes(), state(verksamhet.register), events(verksamhet.register)
    with pytest.raises(InputRefused, match=r"Almen 2026\.ikenhet: Det finns redan en fil"):
        verksamhet.send()
    assert almen.fil.read_bytes() == content
    assert [path.name for path in verksamhet.folder.iterdir()] == ["Almen 2026.ikenhet"]
    assert (state(verksamhet.register), events(verksamhet.register)) == (before, count)


def test_a_register_that_cannot_be_written_to_leaves_no_files(verksamhet: Verksamhet) -> None:
    with verksamhet.register.write("Upptaget") as writer:
        writer.update(models.namnd, find(verksamhet.register, "namnd")[0], {"namn": "Ny"})
        locked = Register(verksamhet.register.path, "Åsa")
        with pytest.MonkeyPatch.context() as patch, pytest.raises(EnvironmentFailed, match="låst"):
            patch.setattr("internkontroll.db.engine.BUSY_SECONDS", 0.0)
            locked = Register(verksamhet.register.path, "Åsa")
            make_packages(locked, verksamhet.folder, 2026, TODAY)
    assert list(verksamhet.folder.iterdir()) == []


@pytest.mark.parametrize(
    ("ar", "names", "told"),
    [
        (2027, (), "ingen plan för 2027"),
        (2026, ("Eken",), "Ingen enhet heter Eken. Enheter: Almen, Björken, Cedern, Dungen, Förvaltningen"),
    ],
)
def test_an_unknown_plan_or_unit_is_said(verksamhet: Verksamhet, ar: int, names: tuple[str, ...], told: str) -> None:
    with pytest.raises(WrongUsage, match=told):
        make_packages(verksamhet.register, verksamhet.folder, ar, TODAY, enheter=names)


def test_a_closed_year_has_nothing_to_send(verksamhet: Verksamhet) -> None:
    verksamhet.change("plan", 1, beslut_datum=TODAY, status="avslutad")
    with pytest.raises(InputRefused, match="Planen för 2026 är avslutad"):
        verksamhet.send()


def test_what_lies_in_the_papperskorg_is_nothing_to_do(verksamhet: Verksamhet) -> None:
    trash(verksamhet.register, "risk", [1])
    trash(verksamhet.register, "utfall", [row["id"] for row in verksamhet.namnd.utfall(1, enhet_id=ALMEN)])
    made = make_packages(verksamhet.register, verksamhet.folder, 2026, TODAY)
    assert [one.enhet for one in made] == ["Björken", "Cedern"]


def test_a_plan_without_anything_to_do_is_said(register: Register, tmp_path: Path) -> None:
    verksamhet = Verksamhet(register, tmp_path)
    with register.write("Ny plan") as writer:
        writer.insert(models.plan, {"namnd_id": 1, "ar": 2027, "status": "utkast"})
    with pytest.raises(WrongUsage, match="Ingen enhet har något att göra 2027"):
        make_packages(verksamhet.register, tmp_path, 2027, TODAY)


def test_units_of_the_same_name_get_files_of_their_own(verksamhet: Verksamhet) -> None:
    verksamhet.change("enhet_version", 3, namn="almen", sortnyckel="almen")
    verksamhet.change("enhet_version", 4, namn='Alm/en: "B"', sortnyckel="alm")
    names = [one.fil.name for one in make_packages(verksamhet.register, verksamhet.folder, 2026, TODAY)]
    assert sorted(names) == ["Alm en B 2026.ikenhet", "Almen 2026.ikenhet", "almen 2 2026.ikenhet"]


def test_a_unit_called_as_another_one_does_not_take_its_file(verksamhet: Verksamhet) -> None:
    verksamhet.change("enhet_version", 3, namn="Almen", sortnyckel="almen")
    made = make_packages(verksamhet.register, verksamhet.folder, 2026, TODAY, enheter=["Almen"])
    assert [one.fil.name for one in made] == ["Almen 2026.ikenhet", "Almen 2 2026.ikenhet"]
    assert [find(Register(one.fil, "Chefen"), "risk")[0]["beskrivning"] for one in made] == [
        "Risk i Almen",
        "Risk i Björken",
    ]


def test_making_packages_can_be_undone(verksamhet: Verksamhet) -> None:
    before = state(verksamhet.register)
    verksamhet.send()
    assert len(find(verksamhet.register, "enhetspaket", enhet_id=ALMEN)) == 1
    assert undo(verksamhet.register, events(verksamhet.register)).rubrik == "Ångra: Enhetspaket till 3 enheter"
    assert state(verksamhet.register) == before


def test_the_small_window_says_how_it_stands_with_an_atgard(verksamhet: Verksamhet) -> None:
    april, augusti = 1, 2
    with verksamhet.register.write("Läget") as writer:
        writer.insert(models.tillfalle, {"plan_id": 1, "typ": Tillfalletyp.AUGUSTI})
        said = {"plan_id": 1, "atgard_id": 1}
        writer.insert(models.uppfoljning, said | {"tillfalle_id": augusti, "status": Status.KLART})
        writer.insert(models.uppfoljning, said | {"tillfalle_id": april, "status": Status.BLIR_KLART})
        writer.insert(models.atgard, {"plan_id": 1, "ordning": 1, "risk_id": 1, "beskrivning": "En till"})
    (almen,) = verksamhet.send("Almen")
    with reading(almen.register) as reader:
        lines = {one.namn: one.lage for one in load_unit(reader, almen.place()).rader if one.tabell == "atgard"}
    assert lines == {"Åtgärd i Almen": "Klart", "En till": "utan slutdatum"}
    with verksamhet.register.write("Inte klart") as writer:
        writer.update(models.uppfoljning, find(verksamhet.register, "uppfoljning")[0], {"status": Status.EJ_KLART})
    with reading(verksamhet.register) as reader:
        first = next(one for one in load_unit(reader, almen.place()).rader if one.namn == "Åtgärd i Almen")
    assert first.lage == "Ej klart i år, klar senast 2026-06-30"

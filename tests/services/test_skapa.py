"""New registers, and the example nämnd that people see first."""

import json
import shutil
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from internkontroll.db import models
from internkontroll.db.session import Register
from internkontroll.domain.egenkontroll.arbetsdagar import is_working_day
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.domain.words import Svarstyp
from internkontroll.errors import EnvironmentFailed, InputRefused
from internkontroll.paths import LAGRUM
from internkontroll.services.egenkontroll import generate_year, load_tillfalle, year_changes
from internkontroll.services.importera import import_files
from internkontroll.services.kontrollera import check
from internkontroll.services.skapa import create_register
from tests import utbyte_files
from tests.db.registers import count, names, rows
from tests.services.edits import assert_comes_and_goes, find, place, state

YEARS = (2025, 2026)


def test_a_new_register_holds_the_law_and_nothing_else(register: Register) -> None:
    found = {name: len(content) for name, content in rows(register.path).items() if content}
    lagrum = json.loads(LAGRUM.read_text(encoding="utf-8"))
    technical = {name: found[name] for name in ("alembic_version", "sqlite_sequence", "sok_config", "sok_data")}
    log = {"handelse": 1, "handelserad": len(lagrum)}
    assert found == technical | log | {"register": 1, "lagrum": len(lagrum)}
    assert check(register) == []


def test_every_register_is_its_own(register: Register, tmp_path: Path) -> None:
    create_register(tmp_path / "annan.ikreg", "prov")
    ids = {rows(path)["register"][0][1] for path in (register.path, tmp_path / "annan.ikreg")}
    assert len(ids) == 2


@pytest.mark.parametrize("kind", ["register", "text", "folder"])
def test_what_is_there_already_is_not_replaced(register: Register, tmp_path: Path, kind: str) -> None:
    path = {"register": register.path, "text": tmp_path / "anteckning.txt", "folder": tmp_path}[kind]
    (tmp_path / "anteckning.txt").write_text("viktigt")
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    with pytest.raises(InputRefused, match=r"Det finns redan en fil med det namnet\. Välj ett annat namn"):
        create_register(path, "prov", example=True)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_a_folder_that_does_not_exist_is_told(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFailed, match=r"saknas.ny\.ikreg: Filen eller mappen finns inte"):
        create_register(tmp_path / "saknas" / "ny.ikreg", "prov")


def test_an_example_that_breaks_off_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("internkontroll.services.skapa.write_example", interrupt)
    with pytest.raises(KeyboardInterrupt):
        create_register(tmp_path / "ny.ikreg", "prov", example=True)
    assert names(tmp_path) == []


# --- the example ----------------------------------------------------------------------------------------------------

PROMISED = {
    "process": (4, "plan_id = 2"),
    "risk": (15, "plan_id = 2"),
    "atgard": (35, "1"),
    "enhet": (8, "niva = 'enhet'"),
    "egenkontroll": (10, "plan_id = 2"),
    "utfall": (10, "datum IS NOT NULL"),
    "granskning": (2, "plan_id = 2"),
    "rekommendation": (2, "svar IS NOT NULL"),
    "avtal": (3, "plan_id = 2"),
    "mal": (3, "plan_id = 2"),
    "kontroll": (3, "plan_id = 2"),
    "textmall": (1, "1"),
    "bedomning": (15, "fas = 'fore'"),
}


@pytest.mark.parametrize("table", PROMISED)
def test_the_example_has_what_is_promised(example_file: Path, table: str) -> None:
    number, where = PROMISED[table]
    assert count(example_file, table, where) >= number


def test_the_example_is_of_two_years(example: Register) -> None:
    with example.read() as connection:
        found = connection.execute(select(models.plan.c.ar, models.plan.c.status).order_by(models.plan.c.ar)).all()
    assert found == [(2025, "avslutad"), (2026, "beslutad")]


def test_the_example_follows_up_at_every_tillfalle(example: Register) -> None:
    """Each åtgärd of the closed year has its own status and comment at each of the three tillfällen."""
    tillfalle, uppfoljning = models.tillfalle, models.uppfoljning
    columns = (tillfalle.c.typ, func.count(uppfoljning.c.status), func.count(uppfoljning.c.kommentar))
    query = select(*columns).join_from(uppfoljning, tillfalle).where(uppfoljning.c.atgard_id.is_not(None))
    with example.read() as connection:
        found = connection.execute(query.where(uppfoljning.c.plan_id == 1).group_by(tillfalle.c.typ)).all()
        changed = connection.exec_driver_sql(
            "SELECT count(*) FROM (SELECT 1 FROM uppfoljning GROUP BY atgard_id HAVING count(DISTINCT status) > 1)"
        ).scalar_one()
    assert {row.typ for row in found} == {"april", "augusti", "helar"}
    assert all(statuses >= 10 and comments >= 10 for _, statuses, comments in found)
    assert changed >= 5


def test_the_example_shows_every_status(example: Register) -> None:
    with example.read() as connection:
        found = set(connection.execute(select(models.uppfoljning.c.status)).scalars())
    assert found >= set(Status)


def test_the_example_follows_risks_over_the_years(example: Register) -> None:
    with example.read() as connection:
        query = select(func.count()).select_from(models.risk).group_by(models.risk.c.identitet)
        years = list(connection.execute(query).scalars())
    assert years.count(2) >= 3
    assert years.count(1) >= 3


def test_the_example_asks_the_same_questions_over_the_years(example: Register) -> None:
    control, point = models.egenkontroll, models.kontrollpunkt
    query = select(control.c.identitet, control.c.plan_id, point.c.identitet, point.c.fraga).join_from(point, control)
    years: dict[str, set[int]] = defaultdict(set)
    asked: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    with example.read() as connection:
        for of, plan, same, fraga in connection.execute(query):
            years[of].add(plan)
            asked[of, same][plan] = fraga
    assert len({same for _, same in asked}) == len(asked)
    both = [words for (of, _), words in asked.items() if len(years[of]) == 2]
    assert len(both) >= 10
    assert all(len(words) == 2 for words in both)
    assert [len(set(words.values())) for words in both].count(2) == 1


def test_the_panel_of_the_example_remembers_the_year_before(example: Register) -> None:
    """The first tillfälle of 2026 says what the unit answered in 2025, and what falls short again."""
    with example.read() as connection:
        query = select(models.utfall.c.id).join(models.egenkontroll).where(models.egenkontroll.c.plan_id == 2)
        first = query.where(models.egenkontroll.c.beteckning == "E-02", models.utfall.c.period == date(2026, 4, 30))
        shown = [load_tillfalle(connection, post) for post in connection.execute(first).scalars()]
    (boendet,) = [one for one in shown if one.enhet == "Boendestöd och sysselsättning"]
    assert boendet.forra
    assert (boendet.forra.period, boendet.forra.allvar) == (date(2025, 12, 31), 2)
    plan = boendet.fragor[0]
    assert plan.forra == ("Delvis", "Åtta av 41.")
    assert plan.brister == (date(2025, 12, 31), date(2025, 8, 31), date(2025, 4, 30))
    assert plan.falls_again(plan.fraga.svar)
    assert all(one.forra for panel in shown for one in panel.fragor)


def test_the_numbers_that_the_example_asks_for_are_answered(example: Register) -> None:
    point, answer = models.kontrollpunkt, models.svar
    query = select(answer.c.svar).join(point, point.c.id == answer.c.kontrollpunkt_id)
    with example.read() as connection:
        found = connection.execute(query.where(point.c.svarstyp == Svarstyp.ANTAL)).scalars().all()
    assert len(found) > 100
    assert all(one.isdecimal() for one in found)


@pytest.mark.parametrize("ar", YEARS)
def test_the_example_has_the_tillfallen_that_its_plans_ask_for(example: Register, ar: int) -> None:
    with example.read() as connection:
        found = year_changes(connection, place(example, ar).plan_id)
    assert (found.andringar, found.as_text()) == ((), f"Tillfällen {ar}: inget ändras.")


def test_the_example_can_be_generated_and_loses_nothing(example: Register) -> None:
    plan_id = place(example).plan_id
    there = find(example, "utfall", borttagen=None)
    undone = [one for one in there if not one["datum"] and one["period"].year == 2026]
    assert len(undone) > 40
    with example.write("Bort") as writer:
        writer.delete(models.utfall, undone)
    before = state(example)
    made = generate_year(example, plan_id)
    after = {one["id"]: one for one in find(example, "utfall", borttagen=None)}
    assert made.rubrik == f"Egenkontrollernas tillfällen 2026: {len(undone)} nya"
    assert len(after) == len(there)
    answered = [one for one in there if one["datum"]]
    assert [after[one["id"]] for one in answered] == answered
    assert all(is_working_day(one["forfaller"]) for one in after.values() if not one["datum"] and one["forfaller"])
    assert_comes_and_goes(example, before, made)
    assert check(example) == []


def test_the_example_has_units_that_changed(example_file: Path) -> None:
    assert count(example_file, "enhet", "stangd IS NOT NULL") >= 1
    assert count(example_file, "enhet_version") > count(example_file, "enhet")


def test_the_example_is_whole_and_logged_under_its_maker(example: Register) -> None:
    assert check(example) == []
    with example.read() as connection:
        assert connection.execute(select(models.handelse.c.anvandare)).scalars().all() == ["prov"]


@pytest.mark.parametrize("tillfalle", Tillfalletyp)
@pytest.mark.parametrize("ar", YEARS)
def test_each_tillfalle_of_the_example_travels_to_another_register(
    example_file: Path, tmp_path: Path, ar: int, tillfalle: Tillfalletyp
) -> None:
    exported = utbyte_files.export(Register(example_file, "prov"), ar, tillfalle)
    create_register(tmp_path / "ny.ikreg", "prov")
    other = Register(tmp_path / "ny.ikreg", "prov")
    import_files(other, [utbyte_files.write(tmp_path / "resa.json", exported)])
    assert utbyte_files.export(other, ar, tillfalle) == exported
    assert not import_files(other, [tmp_path / "resa.json"])
    assert check(other) == []


def test_importing_the_example_into_itself_changes_nothing(example: Register, tmp_path: Path) -> None:
    files = [
        utbyte_files.write(tmp_path / f"{ar}-{typ}.json", utbyte_files.export(example, ar, typ))
        for ar in YEARS
        for typ in Tillfalletyp
    ]
    before = example.path.read_bytes()
    assert import_files(example, files).changed == []
    assert example.path.read_bytes() == before


def test_the_example_is_the_same_every_time_but_for_its_uuids(example_file: Path, tmp_path: Path) -> None:
    create_register(tmp_path / "igen.ikreg", "prov", example=True)
    again = Register(tmp_path / "igen.ikreg", "prov")
    first = Register(Path(shutil.copy(example_file, tmp_path)), "prov")
    for typ in Tillfalletyp:
        assert utbyte_files.export(again, 2026, typ) == utbyte_files.export(first, 2026, typ)

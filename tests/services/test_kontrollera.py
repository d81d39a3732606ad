"""kontrollera: what somebody or something has done to a register past the program is found and named."""

import hashlib
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from internkontroll.cli import main
from internkontroll.db import models
from internkontroll.db.migrate import upgrade
from internkontroll.db.session import Register
from internkontroll.errors import InputRefused
from internkontroll.services.importera import import_files
from internkontroll.services.kontrollera import check, mend_search
from tests import utbyte_files
from tests.db.registers import KEPT, damage, execute, raw, rows


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register that the program's first version made, of today's format."""
    path = Path(shutil.copy(KEPT, tmp_path_factory.mktemp("uppgraderad") / "register.ikreg"))
    upgrade(path)
    with Register(path, "prov").write("Det som den första versionen inte hade") as writer:
        writer.insert(models.avsnittsdel, {"tillfalle_id": 1, "del": "insyn", "ordning": 0})
    return path


@pytest.fixture
def kept(upgraded: Path, tmp_path: Path) -> Register:
    """A register with a row in every table."""
    return Register(Path(shutil.copy(upgraded, tmp_path)), "prov")


def test_new_registers_and_registers_in_use_are_whole(register: Register, example: Register, kept: Register) -> None:
    assert check(register) == check(example) == check(kept) == []


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        (
            "UPDATE risk SET bakgrund = 'Inget att se' WHERE id = 1",
            "Händelseloggen stämmer inte med risk nr 1, fältet bakgrund.",
        ),
        (
            "UPDATE uppfoljning SET status = NULL WHERE id = 1",
            "Händelseloggen stämmer inte med uppfoljning nr 1, fältet status.",
        ),
        (
            "UPDATE plan SET beslut_datum = '2023-12-13'",
            "Händelseloggen stämmer inte med plan nr 1, fältet beslut_datum.",
        ),
        ("DELETE FROM bedomning WHERE id = 1", "Händelseloggen har bedomning nr 1, som saknas i registret."),
        ("UPDATE risk_mal SET id = 7 WHERE id = 1", "Händelseloggen saknar risk_mal nr 7."),
        (
            "INSERT INTO namnd (uuid, namn) VALUES (hex(randomblob(18)), 'Skuggnämnden')",
            "Händelseloggen saknar namnd nr 2.",
        ),
    ],
)
def test_a_change_past_the_log_is_found(kept: Register, statement: str, fault: str) -> None:
    execute(kept.path, statement)
    assert fault in check(kept)


UNLOGGED = {"handelse", "handelserad", "innehall", "register"}
LOGGED = sorted({name for name, found in rows(KEPT).items() if found and name in models.metadata.tables} - UNLOGGED)
LINKS = {
    "risk_mal": "UPDATE risk_mal SET mal_id = 1",
    "egenkontroll_enhet": "UPDATE egenkontroll_enhet SET ordning = ordning + 1",
}
"""Tables whose rows have no uuid."""


def tamper(path: Path, statement: str) -> None:
    """Do what the triggers forbid, and leave no other trace of it."""
    with raw(path) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
        for _, sql in triggers:
            connection.execute(sql)


@pytest.mark.parametrize("table", LOGGED)
def test_every_table_is_watched(kept: Register, table: str) -> None:
    tamper(kept.path, LINKS.get(table, f'UPDATE "{table}" SET uuid = upper(uuid)'))
    faults = check(kept)
    assert faults
    assert all(f" {table} nr " in fault for fault in faults)


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("DELETE FROM handelserad WHERE id = (SELECT max(id) FROM handelserad)", "Händelseloggen"),
        ("UPDATE handelserad SET blev = '\"Klart\"' WHERE falt IS NOT NULL", "Händelseloggen stämmer inte med"),
        ("UPDATE handelserad SET post = post + 50 WHERE tabell = 'avtal'", "Händelseloggen saknar avtal nr 1."),
        ("UPDATE handelserad SET blev = '{' WHERE id = 5", "inte kan ha skrivit själv"),
        ("UPDATE handelserad SET blev = '5' WHERE falt IS NULL", "inte kan ha skrivit själv"),
        ("UPDATE handelserad SET blev = NULL, var = '1' WHERE falt IS NOT NULL", "inte kan ha skrivit själv"),
    ],
)
def test_a_log_that_was_tampered_with_is_found(kept: Register, statement: str, fault: str) -> None:
    tamper(kept.path, statement)
    assert any(fault in found for found in check(kept))


@pytest.mark.parametrize(
    ("statements", "fault"),
    [
        (["DROP TRIGGER handelserad_update"], "Spärren handelserad_update saknas"),
        (["DROP INDEX uq_risk_beteckning"], "Indexet uq_risk_beteckning saknas"),
        (
            ["DROP INDEX uq_risk_beteckning", "CREATE INDEX uq_risk_beteckning ON risk (plan_id, beteckning)"],
            "Indexet uq_risk_beteckning har ändrats",
        ),
        (
            [
                "DROP TRIGGER handelse_delete",
                "CREATE TRIGGER handelse_delete BEFORE DELETE ON handelse BEGIN SELECT 1; END",
            ],
            "Spärren handelse_delete har ändrats",
        ),
        (
            ["CREATE TRIGGER dold AFTER UPDATE ON risk BEGIN DELETE FROM tystad; END"],
            "Spärren dold hör inte till registret",
        ),
    ],
)
def test_a_rule_of_the_database_that_was_changed_is_found(kept: Register, statements: list[str], fault: str) -> None:
    execute(kept.path, *statements)
    (found,) = check(kept)
    assert found == f"{fault}: någon har ändrat databasen med ett annat program. Återställ en säkerhetskopia."


HOLLOW = (
    "CREATE TABLE undan AS SELECT * FROM sok_content",
    "DELETE FROM sok",
    "INSERT INTO sok_content SELECT * FROM undan",
    "DROP TABLE undan",
)
"""What is kept is there, but no word leads to it."""


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the register and what the index keeps of it; the pieces of the index come and go."""
    return {name: found for name, found in rows(path).items() if name not in ("sok_data", "sok_idx")}


@pytest.mark.parametrize(
    ("statements", "number", "first"),
    [
        (["DELETE FROM sok WHERE rowid = (SELECT max(rowid) FROM sok)"], 1, "uppfoljning nr "),
        (["INSERT INTO sok (rowid, rubrik, plan) VALUES (10 * (1 << 40) + 99, 'spöke', char(57344))"], 1, " nr 99"),
        (["UPDATE sok SET rubrik = rubrik || 'x' WHERE rowid = (2 << 40) + 1"], 1, "process nr 1"),
        (["UPDATE sok_content SET c0 = 'fel' WHERE id = (2 << 40) + 1"], 1, "process nr 1"),
        ([*HOLLOW], None, "enhet_version nr 1"),
    ],
)
def test_an_index_of_words_that_lags_is_found_and_can_be_mended(
    kept: Register, statements: list[str], number: int | None, first: str
) -> None:
    before = content(kept.path)
    execute(kept.path, *statements)
    (fault,) = check(kept)
    assert first in fault
    assert f"uppgradera {kept.path}" in fault
    assert number is None or f"för {number} post, " in fault
    assert mend_search(kept)
    assert check(kept) == []
    assert not mend_search(kept)
    assert content(kept.path) == before


def test_a_lagging_index_is_mended_by_the_command_that_the_fault_names(
    kept: Register, capsys: pytest.CaptureFixture[str]
) -> None:
    execute(kept.path, "DELETE FROM sok")
    assert main(["kontrollera", str(kept.path)]) == 1
    assert main(["uppgradera", str(kept.path)]) == 0
    assert main(["kontrollera", str(kept.path)]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[-2:] == [
        "Registret har redan det senaste formatet. Sökningen hittade inte allt och är ombyggd.",
        "Registret är helt. Inga fel.",
    ]


def test_what_sqlite_keeps_for_itself_is_no_fault(kept: Register) -> None:
    execute(kept.path, "ANALYZE", "VACUUM")
    assert check(kept) == []


def test_a_bilaga_whose_bytes_were_changed_is_found(kept: Register) -> None:
    sha256 = hashlib.sha256(b"Protokoll").hexdigest()
    execute(kept.path, "UPDATE innehall SET data = CAST('Protokolk' AS BLOB)")
    (fault,) = check(kept)
    assert fault.startswith(f"Bilaga {sha256[:12]}…: innehållet stämmer inte med kontrollsumman.")
    assert "säkerhetskopia" in fault


@pytest.mark.parametrize("own_scale", [True, False])
def test_an_estimate_outside_the_scale_is_found(register: Register, tmp_path: Path, own_scale: bool) -> None:
    """The standard scale has four steps, and so has the nämnd's own one here; the database takes six."""
    data = utbyte_files.full()
    data["skala"] = {"sannolikhet": list("abcd"), "konsekvens": list("abcd")}
    data["risker"][0].update(sannolikhet=4, konsekvens=4)
    if not own_scale:
        del data["skala"]
    import_files(register, [utbyte_files.write(tmp_path / "full.json", data)])
    assert check(register) == []
    with register.write("Prov") as writer:
        for sannolikhet, konsekvens in [(5, 4), (4, None), (None, 5)]:
            estimate = {"sannolikhet": sannolikhet, "konsekvens": konsekvens}
            writer.insert(models.bedomning, estimate | {"risk_id": 1, "datum": date(2024, 4, 1), "fas": "efter"})
    assert check(register) == [
        f"Risk ”Risk att lånade böcker försvinner”: bedömningen {pair} finns inte på planens riskskala."
        for pair in ("5 × 4", "– × 5")
    ]


@pytest.mark.parametrize(
    "statement",
    ["UPDATE risk SET enhet_id = 9999", "DELETE FROM innehall", "DELETE FROM plan", "DELETE FROM tillfalle"],
)
def test_a_reference_to_nothing_is_found(kept: Register, statement: str) -> None:
    execute(kept.path, statement)
    with pytest.raises(InputRefused, match=r"är skadat \(en hänvisning i \w+ saknar mål\)\. Återställ"):
        check(kept)


def test_a_value_that_breaks_a_rule_is_found(kept: Register) -> None:
    execute(kept.path, "PRAGMA ignore_check_constraints = ON", "UPDATE risk SET niva = 'kommun'")
    with pytest.raises(InputRefused, match=r"är skadat \(CHECK constraint failed in risk\)\. Återställ"):
        check(kept)


def test_damage_is_found(example: Register) -> None:
    damage(example.path)
    with pytest.raises(InputRefused, match=r"exempel\.ikreg: Registret är skadat .*Återställ en säkerhetskopia"):
        check(example)


def test_checking_changes_nothing(kept: Register) -> None:
    before = kept.path.read_bytes()
    with closing(sqlite3.connect(kept.path)) as reader:
        reader.execute("SELECT 1 FROM risk").fetchall()
        check(kept)
    assert kept.path.read_bytes() == before
    assert [path.name for path in kept.path.parent.iterdir()] == ["register.ikreg"]


def test_letters_that_are_none_are_damage(kept: Register) -> None:
    execute(kept.path, "UPDATE risk SET bakgrund = CAST(x'ff' AS TEXT)")
    with pytest.raises(InputRefused, match="skadat"):
        check(kept)

"""Packages that have been through something: damaged, tampered with, of another register, of another version."""

import functools
import shutil
import sqlite3
from pathlib import Path

import pytest

from internkontroll.db import migrate, register_file
from internkontroll.db.session import Register
from internkontroll.errors import EnvironmentFailed, InputRefused
from internkontroll.services.enhetspaket import las
from internkontroll.services.kontrollera import _new_schema
from internkontroll.services.skapa import create_register
from tests.db.registers import execute, raw
from tests.services.edits import events, find, state
from tests.services.enhetspaketen import TODAY, Enhet, Verksamhet

NO_TRIGGERS = "DROP TRIGGER handelserad_update", "DROP TRIGGER handelse_update"


@pytest.fixture
def almen(verksamhet: Verksamhet) -> Enhet:
    """A package in which a tillfälle is handed in."""
    (almen,) = verksamhet.send("Almen")
    almen.submit(comment="Allt finns på plats")
    return almen


def assert_refused(verksamhet: Verksamhet, fil: Path, told: str) -> None:
    """The file is refused with its name and the reason; it and the register are as they were."""
    before, count, content = state(verksamhet.register), events(verksamhet.register), fil.read_bytes()
    for trial in (True, False):
        with pytest.raises(InputRefused, match=told) as caught:
            verksamhet.take(fil, trial=trial)
        assert str(caught.value).startswith(f"{fil}: ")
    assert (state(verksamhet.register), events(verksamhet.register)) == (before, count)
    assert fil.read_bytes() == content


@pytest.mark.parametrize("text", ["Allt finns på plats", "Åtgärd i Almen", "Finns en plan?"])
def test_a_byte_changed_in_a_text_is_found(verksamhet: Verksamhet, almen: Enhet, text: str) -> None:
    """Wherever it stands: in the row, in the log, in the index of words."""
    content, wanted = almen.fil.read_bytes(), text.encode()
    places = [place for place in range(len(content)) if content.startswith(wanted, place)]
    assert len(places) >= 2
    for place in places:
        changed = bytearray(content)
        changed[place] ^= 2
        fil = almen.fil.with_name(f"ändrad {place}.ikenhet")
        fil.write_bytes(changed)
        assert_refused(verksamhet, fil, "Be enheten skicka")


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE utfall SET kommentar = 'Inget fel alls'", "stämmer inte med utfall nr 1, fältet kommentar"),
        ("UPDATE svar SET svar = 'Nej'", "stämmer inte med svar nr 1"),
        ("DELETE FROM svar", "har svar nr 1, som saknas"),
        ("UPDATE handelserad SET blev = '\"Ja!\"' WHERE falt = 'kommentar'", "Spärren handelse_update saknas"),
        ("DROP INDEX ix_utfall_enhet_id", "Indexet ix_utfall_enhet_id saknas"),
    ],
)
def test_rows_that_the_log_does_not_tell_are_refused(
    verksamhet: Verksamhet, almen: Enhet, statement: str, told: str
) -> None:
    execute(almen.fil, *(NO_TRIGGERS if "handelserad" in statement else ()), statement)
    assert_refused(verksamhet, almen.fil, told)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE handelserad SET blev = replace(blev, 'Åtgärd i', 'Gammal i') WHERE tabell = 'atgard'",
        "UPDATE handelse SET anvandare = 'Någon annan' WHERE id = 1",
        "UPDATE handelserad SET post = post + 0, var = 'null' WHERE id = 3",
    ],
)
def test_a_log_that_has_been_mended_to_agree_is_not_what_was_sent(
    verksamhet: Verksamhet, almen: Enhet, statement: str
) -> None:
    with raw(almen.fil) as connection:
        triggers = [
            (name, sql)
            for name, sql in connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            if name.startswith("handelse")
        ]
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
        connection.execute("UPDATE atgard SET beskrivning = 'Gammal i Almen' WHERE ? LIKE '%Gammal%'", (statement,))
        connection.execute("INSERT INTO sok (sok) VALUES ('rebuild')")
        for _, sql in triggers:
            connection.execute(sql)
    told = "Sökningen" if "Gammal" in statement else "Det som skickades ut står inte kvar"
    assert_refused(verksamhet, almen.fil, told)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.99])
def test_a_file_that_was_cut_off_is_refused(verksamhet: Verksamhet, almen: Enhet, part: float) -> None:
    content = almen.fil.read_bytes()
    almen.fil.write_bytes(content[: int(len(content) * part)])
    assert_refused(verksamhet, almen.fil, "inte ett helt enhetspaket")


@pytest.mark.parametrize("content", [b"", b"Hej", b"SQLite format 3\x00" + b"\xa5" * 5000])
def test_what_is_no_package_is_refused(verksamhet: Verksamhet, tmp_path: Path, content: bytes) -> None:
    fil = tmp_path / "åäö.ikenhet"
    fil.write_bytes(content)
    assert_refused(verksamhet, fil, "inte ett helt enhetspaket")


def test_a_package_of_another_register_is_refused(verksamhet: Verksamhet, tmp_path: Path) -> None:
    other = tmp_path / "annat.ikreg"
    create_register(other, "prov")
    (foreign,) = Verksamhet(Register(other, "prov"), tmp_path / "andra").send("Almen")
    foreign.submit()
    assert_refused(verksamhet, foreign.fil, "hör inte till det här registret")


def test_a_register_is_no_package(verksamhet: Verksamhet, tmp_path: Path) -> None:
    fil = Path(shutil.copy(verksamhet.register.path, tmp_path / "registret.ikenhet"))
    assert_refused(verksamhet, fil, "Filen är ett register, inte ett enhetspaket")


def test_a_missing_file_and_a_folder_are_said(verksamhet: Verksamhet, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFailed, match=r"borta\.ikenhet: Filen eller mappen finns inte"):
        verksamhet.take(tmp_path / "borta.ikenhet")
    with pytest.raises(InputRefused, match="Det är en mapp"):
        verksamhet.take(tmp_path)


def test_one_tampered_file_stops_them_all(verksamhet: Verksamhet, almen: Enhet) -> None:
    (bjorken,) = verksamhet.send("Björken")
    bjorken.submit()
    execute(almen.fil, "UPDATE utfall SET kommentar = 'Fusk'")
    before = state(verksamhet.register)
    with pytest.raises(InputRefused, match=r"Almen 2026\.ikenhet: Paketet har skadats"):
        verksamhet.take(bjorken, almen)
    assert state(verksamhet.register) == before


def test_a_half_written_change_is_left_out(verksamhet: Verksamhet, almen: Enhet) -> None:
    """The chief's program went down in the middle: the file comes with the journal that takes the half back."""
    with sqlite3.connect(almen.fil, isolation_level=None) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("PRAGMA cache_spill = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE utfall SET kommentar = printf('%.90000c', 'x')")
        connection.execute("UPDATE kontrollpunkt SET hjalp = printf('%.90000c', 'y')")  # drives the first to the disk
        for suffix in ("", "-journal"):
            shutil.copy(f"{almen.fil}{suffix}", almen.fil.with_name(f"skickad.ikenhet{suffix}"))
        connection.execute("ROLLBACK")
    sent = almen.fil.with_name("skickad.ikenhet")
    content = sent.read_bytes()
    assert b"xxxx" in content
    verksamhet.take(sent)
    assert verksamhet.utfall()["kommentar"] == "Allt finns på plats"
    assert sent.read_bytes() == content


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A program of a later format, which has one migration more; to be turned on with `_turn_later`."""
    folder = tmp_path_factory.mktemp("senare") / "migrations"
    shutil.copytree(migrate.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    text = 'revision, down_revision = "0005", "0004"\n\n\ndef upgrade():\n    pass\n'
    (folder / "versions" / "0005_senare.py").write_text(text, encoding="utf-8")
    return folder


def _turn_later(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    for module in (migrate, register_file, las):
        monkeypatch.setattr(module, "HEAD", "0005")
    monkeypatch.setattr(migrate, "MIGRATIONS", folder)
    monkeypatch.setattr(las, "upgrade", functools.partial(migrate.upgrade, migrations=folder))
    _new_schema.cache_clear()


def test_a_package_of_an_older_format_is_read_and_stays_as_it_is(
    verksamhet: Verksamhet, almen: Enhet, later: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = almen.fil.read_bytes()
    _turn_later(monkeypatch, later)
    migrate.upgrade(verksamhet.register.path, later)
    assert verksamhet.take(almen.fil).andringar
    assert verksamhet.utfall()["datum"] == TODAY
    assert almen.fil.read_bytes() == content
    assert sorted(path.name for path in almen.fil.parent.iterdir()) == ["Almen 2026.ikenhet"]


def test_a_package_of_a_newer_program_asks_for_the_newer_program(
    verksamhet: Verksamhet, almen: Enhet, later: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        _turn_later(patch, later)
        migrate.upgrade(almen.fil, later)
    _new_schema.cache_clear()
    assert_refused(verksamhet, almen.fil, "nyare version av Internkontroll. Uppdatera programmet")


def test_what_was_sent_is_known_by_its_log(verksamhet: Verksamhet, almen: Enhet) -> None:
    (noted,) = find(verksamhet.register, "enhetspaket")
    with almen.register.read() as connection:
        heads, rows = las.log_heads(connection)
    assert noted["huvud"] == heads[0]
    assert len(heads) == len(set(heads)) == len(rows) == 2

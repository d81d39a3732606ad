"""Backups that can be relied on, and restoring one of them."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, tzinfo
from pathlib import Path

import pytest

from internkontroll.db import backup
from internkontroll.db.models import namnd
from internkontroll.db.register_file import OlderRegister
from internkontroll.db.session import Register
from internkontroll.errors import EnvironmentFailed, InputRefused, open_elsewhere
from internkontroll.services.kontrollera import check
from tests.db.registers import count, damage, execute, names, raw, rows
from tests.posix import needs_open_files_replaced, needs_windows


class Noon(datetime):
    """A clock that stands still."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Noon":
        return cls(2026, 4, 12, 14, 32, 5, tzinfo=tz or UTC)


@pytest.fixture
def copy(example_file: Path, tmp_path: Path) -> Path:
    """A backup of the example, to restore from."""
    folder = tmp_path / "kopior"
    folder.mkdir()
    return backup.back_up(example_file, folder / "kopia.ikreg")


# --- making one -----------------------------------------------------------------------------------------------------


def test_a_backup_holds_every_row(example: Register, tmp_path: Path) -> None:
    content = example.path.read_bytes()
    made = backup.back_up(example.path, tmp_path / "kopia.ikreg")
    assert made == tmp_path / "kopia.ikreg"
    assert rows(made) == rows(example.path)
    assert check(Register(made, "prov")) == []
    assert example.path.read_bytes() == content


def test_a_backup_made_while_somebody_writes_holds_what_was_saved(example: Register, tmp_path: Path) -> None:
    before = rows(example.path)
    with raw(example.path) as other:
        other.execute("PRAGMA cache_size = 8")
        other.execute("BEGIN IMMEDIATE")
        other.execute("INSERT INTO namnd (uuid, namn) VALUES (hex(randomblob(18)), 'Halvfärdig')")
        made = backup.back_up(example.path, tmp_path / "kopia.ikreg")
        other.execute("COMMIT")
    assert rows(made) == before
    assert count(example.path, "namnd") == 2


def test_a_backup_holds_what_only_the_wal_has(example: Register, tmp_path: Path) -> None:
    with raw(example.path) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("UPDATE namnd SET namn = 'Nytt namn'")
        made = backup.back_up(example.path, tmp_path / "kopia.ikreg")
    assert count(made, "namnd", "namn = 'Nytt namn'") == 1


def test_two_backups_of_one_second_have_their_own_names(example: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "datetime", Noon)
    made = [backup.back_up(example.path, backup.backup_path(example.path, "sakerhetskopia")) for _ in range(3)]
    stamp = Noon.now().astimezone().strftime("%Y%m%d-%H%M%S")
    assert [path.name for path in made] == [
        f"exempel-sakerhetskopia-{stamp}.ikreg",
        f"exempel-sakerhetskopia-{stamp}-2.ikreg",
        f"exempel-sakerhetskopia-{stamp}-3.ikreg",
    ]
    assert {path.parent for path in made} == {example.path.parent}


@pytest.mark.parametrize("target", ["upptagen.ikreg", "exempel.ikreg", "."])
def test_a_backup_never_replaces_anything(example: Register, tmp_path: Path, target: str) -> None:
    (tmp_path / "upptagen.ikreg").write_text("något annat")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(InputRefused, match=r"finns redan .*Välj ett annat namn"):
        backup.back_up(example.path, tmp_path / target)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_backup_into_a_folder_that_does_not_exist_says_so(example: Register, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFailed, match=r"saknas.kopia\.ikreg: Filen eller mappen finns inte\. Kontrollera"):
        backup.back_up(example.path, tmp_path / "saknas" / "kopia.ikreg")


FAULTS: dict[str, Callable[[Path], object]] = {
    "overwritten page": damage,
    "index that misses a row": lambda path: execute(
        path,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = replace(sql, 'mal_id', 'process_id') WHERE name = 'ix_risk_mal_id'",
    ),
    "reference to nothing": lambda path: execute(path, "UPDATE risk SET enhet_id = 9999"),
    "value that breaks a rule": lambda path: execute(
        path, "PRAGMA ignore_check_constraints = ON", "UPDATE risk SET niva = 'kommun'"
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_damaged_register_gives_no_backup(example: Register, tmp_path: Path, fault: str) -> None:
    FAULTS[fault](example.path)
    content = example.path.read_bytes()
    with pytest.raises(InputRefused, match=r"exempel\.ikreg: Registret är skadat .*aterstall .*exempel\.ikreg KOPIA"):
        backup.back_up(example.path, tmp_path / "kopia.ikreg")
    assert names(tmp_path) == ["exempel.ikreg"]
    assert example.path.read_bytes() == content


def test_a_copy_that_has_lost_rows_is_found_out(
    example: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a network share has done to somebody: the copy is a whole database, but not this one."""
    read = backup.verify

    def verify_after_loss(path: Path, *more: Path) -> dict[str, int]:
        execute(path, "DELETE FROM bedomning")
        return read(path, *more)

    monkeypatch.setattr(backup, "verify", verify_after_loss)
    with pytest.raises(InputRefused, match="kopian blev inte lik registret"):
        backup.back_up(example.path, tmp_path / "kopia.ikreg")
    assert names(tmp_path) == ["exempel.ikreg"]


# --- restoring ------------------------------------------------------------------------------------------------------


def test_restoring_replaces_the_register_and_keeps_what_was_there(register: Register, copy: Path) -> None:
    with register.write("Prov") as writer:
        writer.insert(namnd, {"namn": "Det som fanns"})
    before = rows(register.path)
    kept = backup.restore(register.path, copy)
    assert rows(register.path) == rows(copy)
    assert check(Register(register.path, "prov")) == []
    assert kept is not None
    assert kept.name.startswith("register-fore-aterstallning-")
    assert rows(kept) == before


def test_restoring_twice_keeps_both(register: Register, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backup, "datetime", Noon)
    kept = {backup.restore(register.path, copy) for _ in range(2)}
    assert len(kept) == 2
    assert all(path and path.exists() for path in kept)


def test_restoring_where_nothing_is_keeps_nothing(tmp_path: Path, copy: Path) -> None:
    assert backup.restore(tmp_path / "ny.ikreg", copy) is None
    assert rows(tmp_path / "ny.ikreg") == rows(copy)
    assert names(tmp_path) == ["kopior", "ny.ikreg"]


@pytest.mark.parametrize("leftover", ["-journal", "-wal", "-shm"])
def test_an_old_journal_is_not_played_into_the_restored_register(register: Register, copy: Path, leftover: str) -> None:
    stale = register.path.with_name(register.path.name + leftover)
    stale.write_bytes(b"\0" * 600)
    backup.restore(register.path, copy)
    assert not stale.exists()
    assert rows(register.path) == rows(copy)


def test_a_wal_of_the_replaced_register_is_not_played_into_the_restored_one(
    example: Register, copy: Path, tmp_path: Path
) -> None:
    """The register was in WAL mode and its program went down; the copy was made of that very register."""
    wal = tmp_path / "exempel.ikreg-wal"
    with raw(example.path) as other:
        other.execute("PRAGMA journal_mode = WAL")
        made = backup.back_up(example.path, tmp_path / "wal.ikreg")
        other.execute("UPDATE namnd SET namn = 'Efter kopian'")
        content, lost = example.path.read_bytes(), wal.read_bytes()
    example.path.write_bytes(content)
    wal.write_bytes(lost)
    kept = backup.restore(example.path, made)
    assert count(example.path, "namnd", "namn = 'Efter kopian'") == 0
    assert kept is not None
    assert count(kept, "namnd", "namn = 'Efter kopian'") == 1


def newer(path: Path) -> None:
    execute(path, "UPDATE alembic_version SET version_num = '0999'")


NO_COPIES: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (Path.unlink, "finns inte"),
    "another program's": (lambda path: execute(path, "PRAGMA application_id = 7"), "annat program"),
    "newer": (newer, r"nyare version av Internkontroll .*Uppdatera programmet"),
    "damaged": (damage, "är skadat"),
    "with a reference to nothing": (FAULTS["reference to nothing"], "är skadat"),
    "text": (lambda path: path.write_text("kopia"), "inte ett register"),
}


@pytest.mark.parametrize("kind", NO_COPIES)
def test_what_is_no_whole_register_is_not_restored(register: Register, copy: Path, tmp_path: Path, kind: str) -> None:
    spoil, message = NO_COPIES[kind]
    spoil(copy)
    content, before = register.path.read_bytes(), names(tmp_path)
    with pytest.raises(InputRefused, match=rf"kopia\.ikreg: .*{message}"):
        backup.restore(register.path, copy)
    assert register.path.read_bytes() == content
    assert names(tmp_path) == before


def test_an_older_copy_can_be_restored_and_is_then_upgraded(register: Register, copy: Path) -> None:
    execute(copy, "UPDATE alembic_version SET version_num = '0000'")
    backup.restore(register.path, copy)
    with pytest.raises(OlderRegister, match="uppgradera"):
        Register(register.path, "prov")


SPOILT: dict[str, Callable[[Path], object]] = {
    "page": damage,
    "text": lambda path: path.write_bytes(b"Hela filen blev till text"),
    "empty": lambda path: path.write_bytes(b""),
    "newer": newer,
}


@pytest.mark.parametrize("kind", SPOILT)
def test_restoring_over_a_damaged_register_keeps_its_bytes(register: Register, copy: Path, kind: str) -> None:
    SPOILT[kind](register.path)
    content = register.path.read_bytes()
    kept = backup.restore(register.path, copy)
    assert rows(register.path) == rows(copy)
    assert kept is not None
    assert kept.read_bytes() == content or rows(kept)["alembic_version"] == [("0999",)]


def test_a_folder_is_not_restored_over(tmp_path: Path, copy: Path) -> None:
    (tmp_path / "mapp").mkdir()
    before = names(tmp_path)
    with pytest.raises(InputRefused, match="mapp: Det är en mapp, inte ett register"):
        backup.restore(tmp_path / "mapp", copy)
    assert names(tmp_path) == before


def test_a_register_can_be_restored_from_what_it_was(example: Register) -> None:
    """The mistake of a day, taken back with the file that was kept before it."""
    before = rows(example.path)
    kept = backup.back_up(example.path, backup.backup_path(example.path, "sakerhetskopia"))
    execute(example.path, "DELETE FROM bedomning")
    backup.restore(example.path, kept)
    assert rows(example.path) == before


@needs_open_files_replaced
def test_an_open_reader_does_not_keep_a_register_from_being_restored(register: Register, copy: Path) -> None:
    shutil.copy(register.path, register.path.with_name("original"))
    with closing(sqlite3.connect(register.path)) as reader:
        reader.execute("SELECT * FROM namnd").fetchall()
        backup.restore(register.path, copy)
    assert rows(register.path) == rows(copy)


def test_a_register_that_windows_does_not_let_go_of_is_kept_and_nothing_is_left(
    register: Register, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, content = names(register.path.parent), register.path.read_bytes()
    rename = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if target == register.path:
            raise open_elsewhere(target)
        return rename(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(EnvironmentFailed, match="Stäng den och försök igen"):
        backup.restore(register.path, copy)
    assert (names(register.path.parent), register.path.read_bytes()) == (before, content)


@needs_windows
def test_an_open_reader_keeps_a_register_from_being_restored_on_windows(register: Register, copy: Path) -> None:
    before = names(register.path.parent)
    with closing(sqlite3.connect(register.path)) as reader:
        reader.execute("SELECT * FROM namnd").fetchall()
        with pytest.raises(EnvironmentFailed, match="Stäng den och försök igen"):
            backup.restore(register.path, copy)
    assert names(register.path.parent) == before

"""Who else has the register open, on a share without a server, with crashes and wrong clocks."""

import os
from pathlib import Path

import pytest

from internkontroll.db.backup import backup_path, latest_backup
from internkontroll.db.session import Register
from internkontroll.services.kontrollera import check
from internkontroll.services.narvaro import STALE_SECONDS, Narvaro
from tests.db.registers import names


@pytest.fixture
def path(tmp_path: Path) -> Path:
    register = tmp_path / "Nämnd [2026].ikreg"
    register.touch()
    return register


def age(path: Path, seconds: float) -> None:
    """Let the presences of others have been renewed so long ago."""
    for file in path.parent.glob(".*.oppet"):
        now = file.stat().st_mtime
        os.utime(file, (now - seconds, now - seconds))


def test_each_sees_the_others_once_until_they_leave(path: Path) -> None:
    anna, bo, again = Narvaro(path, "Anna Ö"), Narvaro(path, "bo"), Narvaro(path, "bo")
    assert anna.others() == []
    assert bo.others() == again.others()[:1] == ["Anna Ö"]
    assert anna.others() == ["bo"]
    assert bo.others() == ["Anna Ö", "bo"]
    again.leave()
    bo.leave()
    assert anna.others() == []
    anna.leave()
    assert names(path.parent) == [path.name]


def test_who_crashed_is_gone_after_a_while_and_cleared_away_after_a_day(path: Path) -> None:
    crashed, here = Narvaro(path, "Anna"), Narvaro(path, "Bo")
    crashed.others()
    age(path, STALE_SECONDS - 30)
    assert here.others() == ["Anna"]
    age(path, 60)
    assert here.others() == []
    assert len(names(path.parent)) == 3
    age(path, 86_400)
    here.others()
    assert len(names(path.parent)) == 2


def test_a_machine_whose_clock_is_ahead_clears_nobody_away(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    anna, bo = Narvaro(path, "Anna"), Narvaro(path, "Bo")
    anna.others()
    monkeypatch.setattr("time.time", lambda: 4e9)
    assert bo.others() == ["Anna"]
    assert len(names(path.parent)) == 3


def test_the_shares_clock_counts_not_this_machines(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    anna, bo = Narvaro(path, "Anna"), Narvaro(path, "Bo")
    anna.others()
    monkeypatch.setattr("time.time", lambda: 0.0)
    assert bo.others() == ["Anna"]


def test_a_register_beside_is_another(path: Path) -> None:
    other = path.with_name("Nämnd 2.ikreg")
    Narvaro(other, "Anna").others()
    assert Narvaro(path, "Bo").others() == []


@pytest.mark.parametrize("content", [b"", b" \n", b"\xff\xfe\x00"])
def test_a_file_without_a_name_is_passed_over(path: Path, content: bytes) -> None:
    path.with_name(f".{path.name}.00000000.oppet").write_bytes(content)
    assert Narvaro(path, "Bo").others() == []


def test_a_long_name_of_several_lines_is_one_short_line(path: Path) -> None:
    path.with_name(f".{path.name}.00000000.oppet").write_text("Anna\n<b>Berg</b>" + "x" * 10_000, "utf-8")
    (name,) = Narvaro(path, "Bo").others()
    assert name.startswith("Anna <b>Berg</b>x")
    assert len(name) == 80


def test_a_folder_that_may_only_be_read_shows_the_others(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    anna, bo = Narvaro(path, "Anna"), Narvaro(path, "Bo")
    anna.others()
    monkeypatch.setattr(Path, "write_text", refuse)
    monkeypatch.setattr(Path, "unlink", lambda *_, **__: refuse())
    assert bo.others() == ["Anna"]
    bo.leave()
    assert len(names(path.parent)) == 2


def test_a_folder_that_has_gone_is_no_error(path: Path) -> None:
    here = Narvaro(path, "Bo")
    here.others()
    for file in path.parent.iterdir():
        file.unlink()
    path.parent.rmdir()
    assert here.others() == []
    here.leave()


def test_backups_and_the_check_dont_see_it(example: Register) -> None:
    before = example.path.read_bytes()
    here = Narvaro(example.path, "Bo")
    here.others()
    assert check(example) == []
    assert latest_backup(example.path) is None
    assert backup_path(example.path, "sakerhetskopia").parent == example.path.parent
    assert example.path.read_bytes() == before
    here.leave()

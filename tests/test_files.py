"""Writing files: the old one stays until the new one is whole, and nothing is left behind."""

import errno
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from internkontroll.errors import EnvironmentFailed, InputRefused, KnownError, environment
from internkontroll.files import open_replacing, replacing
from tests.db.registers import names
from tests.posix import needs_open_files_replaced, needs_posix, needs_windows

OLD, NEW = b"den gamla", "det nya åäö".encode()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A file that is there already, alone in its folder."""
    path = tmp_path / "avsnitt.docx"
    path.write_bytes(OLD)
    return path


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_new_file_takes_the_old_ones_place(target: Path) -> None:
    with open_replacing(target) as stream:
        stream.write(NEW)
        assert target.read_bytes() == OLD
    assert target.read_bytes() == NEW
    assert names(target.parent) == ["avsnitt.docx"]


def test_a_file_that_was_not_there_appears_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "ny fil åäö.json"
    with replacing(target) as path:
        path.write_bytes(NEW)
        assert not target.exists()
        assert path.parent == tmp_path, "a rename within a folder is atomic, a move between disks isn't"
    assert target.read_bytes() == NEW
    assert names(tmp_path) == ["ny fil åäö.json"]


@needs_open_files_replaced
def test_who_reads_the_old_file_meanwhile_reads_it_to_its_end(target: Path) -> None:
    """The new file takes the name; nothing is ever written over the old one's bytes."""
    with target.open("rb") as reader:
        with open_replacing(target) as stream:
            stream.write(NEW)
        assert reader.read() == OLD
    assert target.read_bytes() == NEW


class Refused(PermissionError):
    """What Windows raises, with its own number."""

    def __init__(self, number: int) -> None:
        super().__init__(errno.EACCES, "Access is denied")
        self.winerror = number


class Windows:
    """Refuses the first tries to rename, as Windows does of an open file; notes the waits instead of waiting."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, refusals: int, number: int) -> None:
        self.waits: list[float] = []
        self.refusals = refusals
        self.number = number
        self.rename = Path.replace
        monkeypatch.setattr(Path, "replace", lambda path, target: self.replace(path, target))
        monkeypatch.setattr(time, "sleep", self.waits.append)

    def replace(self, path: Path, target: Path) -> Path:
        self.refusals -= 1
        if self.refusals >= 0:
            raise Refused(self.number)
        return self.rename(path, target)


OPEN_ELSEWHERE = "Filen är öppen i ett annat program eller hos någon annan. Stäng den och försök igen."


@pytest.mark.parametrize("number", [5, 32])
def test_a_file_that_somebody_has_open_on_windows_is_told_and_kept(
    target: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows = Windows(monkeypatch, 1_000, number)
    with pytest.raises(EnvironmentFailed) as told, open_replacing(target) as stream:
        stream.write(NEW)
    assert str(told.value) == f"{target}: {OPEN_ELSEWHERE}"
    assert target.read_bytes() == OLD
    assert names(target.parent) == ["avsnitt.docx"]
    assert 0.5 < sum(windows.waits) < 2


def test_a_virus_scanner_that_holds_the_new_file_for_a_moment_is_waited_for(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows = Windows(monkeypatch, 3, 5)
    with open_replacing(target) as stream:
        stream.write(NEW)
    assert target.read_bytes() == NEW
    assert len(windows.waits) == 3


def test_a_refusal_for_another_reason_is_not_waited_for(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    windows = Windows(monkeypatch, 1_000, 19)
    with pytest.raises(EnvironmentFailed, match="saknar behörighet"), open_replacing(target) as stream:
        stream.write(NEW)
    assert windows.waits == []


@needs_windows
def test_windows_keeps_a_file_that_somebody_has_open(target: Path) -> None:
    with target.open("rb") as reader:
        with pytest.raises(EnvironmentFailed, match="Stäng den och försök igen"), open_replacing(target) as stream:
            stream.write(NEW)
        assert reader.read() == OLD
    assert names(target.parent) == ["avsnitt.docx"]


@pytest.mark.parametrize(
    ("number", "remedy"),
    [
        (32, OPEN_ELSEWHERE),
        (33, OPEN_ELSEWHERE),
        (112, "Disken är full. Frigör utrymme"),
        (123, "Namnet är för långt eller har något av tecknen"),
        (206, "Sökvägen är för lång för Windows. Välj ett kortare namn"),
        (5, "Du saknar behörighet"),
    ],
)
def test_what_windows_says_of_the_disk_is_told_with_a_remedy(target: Path, number: int, remedy: str) -> None:
    with pytest.raises(EnvironmentFailed) as told, open_replacing(target):
        raise Refused(number)
    assert str(told.value).startswith(f"{target}: {remedy}")


class NotFound(FileNotFoundError):
    """What Windows raises of a missing folder, and of a path that is too long."""

    winerror = 3


@pytest.mark.parametrize(("length", "remedy"), [(10, "Filen eller mappen finns inte"), (250, "Sökvägen är för lång")])
def test_a_path_that_windows_finds_too_long_is_not_called_missing(tmp_path: Path, length: int, remedy: str) -> None:
    path = tmp_path / ("å" * length)
    with pytest.raises(EnvironmentFailed) as told, environment(path):
        raise NotFound(errno.ENOENT, "The system cannot find the path specified")
    assert remedy in str(told.value)


def test_a_write_protected_file_is_refused_before_anything_is_written(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows the protection is the file's own; a copy of it could neither be written to nor removed."""
    monkeypatch.setattr(os, "access", lambda path, mode: not (Path(path) == target and mode == os.W_OK))
    with pytest.raises(EnvironmentFailed, match="saknar behörighet"), open_replacing(target):
        pytest.fail("nothing may be written")
    assert names(target.parent) == ["avsnitt.docx"]


def test_a_folder_that_may_not_be_written_to_is_tried_once(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python's tempfile tries for hours on Windows."""
    tries = []

    def refuse(path: Path, *_: object, **_more: object) -> None:
        tries.append(path)
        raise Refused(5)

    monkeypatch.setattr(Path, "touch", refuse)
    with pytest.raises(EnvironmentFailed, match="saknar behörighet"), open_replacing(target):
        pytest.fail("nothing may be written")
    assert len(tries) == 1


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, MemoryError])
def test_what_breaks_off_leaves_the_old_file_and_nothing_else(target: Path, error: type[BaseException]) -> None:
    with pytest.raises(error), open_replacing(target) as stream:
        stream.write(NEW)
        raise error
    assert target.read_bytes() == OLD
    assert names(target.parent) == ["avsnitt.docx"]


@pytest.mark.parametrize(
    ("number", "remedy"),
    [
        (errno.ENOSPC, "Disken är full. Frigör utrymme"),
        (errno.EDQUOT, "Utrymmet på filytan är slut. Frigör"),
        (errno.EFBIG, "Välj en annan plats"),
        (errno.EACCES, "behörighet. Välj en annan plats eller be IT"),
        (errno.EROFS, "skrivskyddad. Välj en annan plats"),
        (errno.EIO, "Kontrollera platsen och försök igen"),
    ],
)
def test_what_the_disk_says_is_told_with_a_remedy(target: Path, number: int, remedy: str) -> None:
    with pytest.raises(EnvironmentFailed) as told, open_replacing(target) as stream:
        stream.write(NEW)
        raise OSError(number, os.strerror(number))
    assert str(told.value).startswith(f"{target}: ")
    assert remedy in str(told.value)
    assert target.read_bytes() == OLD
    assert names(target.parent) == ["avsnitt.docx"]


def test_a_disk_that_is_full_only_when_the_file_is_closed_is_noticed(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentFailed, match="Disken är full"), open_replacing(target) as stream:
        stream.write(NEW)
    assert target.read_bytes() == OLD
    assert names(target.parent) == ["avsnitt.docx"]


def test_the_file_is_on_the_disk_before_it_gets_its_name(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a power cut could leave an empty file where the old one was."""
    seen = []
    flush = os.fsync

    def note(handle: int) -> None:
        flush(handle)
        seen.append((os.fstat(handle).st_size, target.read_bytes()))

    monkeypatch.setattr(os, "fsync", note)
    with open_replacing(target) as stream:
        stream.write(NEW)
    assert seen == [(len(NEW), OLD)]


def folder_missing(path: Path) -> Path:
    return path / "saknas" / "x.json"


def file_as_folder(path: Path) -> Path:
    (path / "fil").write_bytes(OLD)
    return path / "fil" / "x.json"


def folder_as_file(path: Path) -> Path:
    (path / "x.json").mkdir()
    return path / "x.json"


@pytest.mark.parametrize(
    ("make", "remedy"),
    [
        (folder_missing, "Filen eller mappen finns inte. Kontrollera sökvägen."),
        pytest.param(file_as_folder, "En del av sökvägen är inte en mapp.", marks=needs_posix),
        (folder_as_file, "Det är en mapp. Ange en fil."),
        pytest.param(lambda path: path / ("å" * 200), "Namnet är för långt.", marks=needs_posix),
    ],
)
def test_a_place_that_can_not_be_is_told(tmp_path: Path, make: Callable[[Path], Path], remedy: str) -> None:
    target = make(tmp_path)
    before = names(tmp_path)
    with pytest.raises(EnvironmentFailed) as told, open_replacing(target) as stream:
        stream.write(NEW)
    assert str(told.value).startswith(f"{target}: {remedy}")
    assert names(tmp_path) == before


@pytest.mark.parametrize("error", [InputRefused, EnvironmentFailed])
def test_what_fails_inside_names_the_file_that_people_know(target: Path, error: type[KnownError]) -> None:
    with pytest.raises(error) as told, replacing(target) as path:
        raise error(f"{path}: Disken är full.")
    assert str(told.value) == f"{target}: Disken är full."


@needs_posix
@pytest.mark.parametrize("rights", [0o600, 0o640, 0o664, 0o755])
def test_the_new_file_has_the_rights_of_the_old_one(target: Path, rights: int) -> None:
    target.chmod(rights)
    with open_replacing(target) as stream:
        stream.write(NEW)
    assert mode(target) == rights


@needs_posix
@pytest.mark.parametrize(("mask", "rights"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_rights_that_the_user_gives_new_files(tmp_path: Path, mask: int, rights: int) -> None:
    before = os.umask(mask)
    try:
        with open_replacing(tmp_path / "ny.json") as stream:
            stream.write(NEW)
    finally:
        used = os.umask(before)
    assert mode(tmp_path / "ny.json") == rights
    assert used == mask


@pytest.mark.parametrize("name", ["x" * 250 + ".json", "å" * 120 + ".json", "€" * 80 + ".json"])
def test_long_names_are_no_trouble(tmp_path: Path, name: str) -> None:
    """File systems take 255 bytes; the temporary name must not need more than the name itself."""
    with open_replacing(tmp_path / name) as stream:
        stream.write(NEW)
    assert names(tmp_path) == [name]


def left(path: Path, days: float) -> Path:
    """A file that was last written to so long ago."""
    path.write_bytes(b"ett halvt avsnitt")
    moment = time.time() - days * 86_400
    os.utime(path, (moment, moment))
    return path


def test_what_a_killed_write_left_goes_at_the_next_write(target: Path) -> None:
    with open_replacing(target) as stream:
        (temporary,) = set(names(target.parent)) - {target.name}
        stream.write(NEW)
    left(target.with_name(temporary), 1.1)
    left(target.with_name(f"{temporary}-journal"), 1.1)
    with open_replacing(target) as stream:
        stream.write(OLD)
    assert names(target.parent) == [target.name]


@pytest.mark.parametrize(
    ("name", "days"),
    [
        (".avsnitt.docx.abcd1234.tmp", 0.9),  # another process may be writing to it
        (".plan.docx.abcd1234.tmp", 400),
        (".avsnitt.docx.tmp", 400),
        (".avsnitt.docx.abcd1234.docx", 400),
        ("avsnitt.docx.abcd1234.tmp", 400),
    ],
)
def test_nothing_else_is_taken_away(target: Path, name: str, days: float) -> None:
    left(target.with_name(name), days)
    with open_replacing(target) as stream:
        stream.write(NEW)
    assert names(target.parent) == sorted([name, target.name])


def test_a_name_with_the_signs_of_a_pattern_means_itself(tmp_path: Path) -> None:
    other = left(tmp_path / ".ax.abcd1234.tmp", 400)
    own = left(tmp_path / ".[a]x.abcd1234.tmp", 400)
    with open_replacing(tmp_path / "[a]x") as stream:
        stream.write(NEW)
    assert other.exists()
    assert not own.exists()


def test_a_leftover_that_cant_be_removed_is_no_trouble(target: Path) -> None:
    folder = target.with_name(".avsnitt.docx.abcd1234.tmp")
    folder.mkdir()
    os.utime(folder, (0, 0))
    with open_replacing(target) as stream:
        stream.write(NEW)
    assert target.read_bytes() == NEW

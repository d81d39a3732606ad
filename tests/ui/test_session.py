"""The way to the register: one thread, the newest answer only, undo and redo, and nothing in the wrong register."""

import shutil
import threading
from functools import partial
from pathlib import Path

from pytestqt.qtbot import QtBot

from internkontroll.db.reader import Reader
from internkontroll.db.session import Register
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.sparat import Sparat
from internkontroll.services.redigera import set_values
from internkontroll.ui.session import Session
from tests.ui.conftest import wait_idle

RISK = 20
OWNER = f"SELECT riskagare FROM risk WHERE id = {RISK}"


def rename(text: str, version: int = 0) -> "Rename":
    return Rename(text, version)


class Rename:
    """An operation that gives a risk of the present plan another riskägare."""

    def __init__(self, text: str, version: int) -> None:
        self.text, self.version = text, version

    def __call__(self, register: Register) -> Sparat:
        return set_values(register, "risk", {RISK: self.version}, {"riskagare": self.text})


def answer(number: int, _reader: Reader) -> int:
    return number


def owner(qtbot: QtBot, session: Session) -> str:
    found: list[str] = []
    session.read(lambda reader: reader.rows(OWNER), lambda rows: found.append(rows[0][0]))
    wait_idle(qtbot, session)
    return found[0]


def test_reads_and_writes_are_done_on_a_thread_of_their_own(qtbot: QtBot, session: Session) -> None:
    threads: list[threading.Thread] = []
    session.read(lambda _reader: threading.current_thread(), threads.append)
    session.run(lambda _register: threading.current_thread(), threads.append)
    wait_idle(qtbot, session)
    assert threads[0] is threads[1]
    assert threads[0] is not threading.current_thread()


def test_of_questions_with_the_same_key_only_the_newest_is_answered(qtbot: QtBot, session: Session) -> None:
    answers: list[int] = []
    for number in range(20):
        session.read(partial(answer, number), answers.append, key="sok")
    session.read(lambda _reader: 99, answers.append, key="annat")
    wait_idle(qtbot, session)
    assert answers == [19, 99]


def test_a_write_is_told_and_can_be_undone_and_done_again(qtbot: QtBot, session: Session) -> None:
    told: list[Sparat] = []
    session.changed.connect(told.append)
    before = owner(qtbot, session)
    session.write(rename("Ägare Ö"))
    assert owner(qtbot, session) == "Ägare Ö"
    session.undo()
    assert owner(qtbot, session) == before
    session.redo()
    assert owner(qtbot, session) == "Ägare Ö"
    session.undo()
    assert owner(qtbot, session) == before
    assert [saved.tabeller for saved in told] == [frozenset({"risk"})] * 4
    assert session.history.redoable[0].rubrik == told[0].rubrik


def test_a_new_operation_ends_what_could_be_done_again(qtbot: QtBot, session: Session) -> None:
    session.write(rename("En"))
    wait_idle(qtbot, session)
    session.undo()
    wait_idle(qtbot, session)
    session.write(rename("Två"))
    wait_idle(qtbot, session)
    assert session.history.redoable == []
    assert len(session.history.undoable) == 1


def test_a_write_that_changes_nothing_leaves_nothing_to_undo(qtbot: QtBot, session: Session) -> None:
    session.write(rename(owner(qtbot, session)))
    wait_idle(qtbot, session)
    assert session.history.undoable == []


def test_what_fails_is_told_where_it_was_asked(qtbot: QtBot, session: Session) -> None:
    refused: list[Exception] = []
    session.write(rename("Sen", version=999), failed=refused.append)
    wait_idle(qtbot, session)
    assert "prov ändrade risken" in str(refused[0])
    assert session.history.undoable == []


def test_a_write_ends_in_the_register_that_was_open_when_it_was_asked_for(
    qtbot: QtBot, session: Session, register_file: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copy(register_file, tmp_path / "annat.ikreg"))
    before = owner(qtbot, session)
    session.open(other)
    session.write(rename("Hör till det första"))
    wait_idle(qtbot, session)
    assert session.path == other
    assert owner(qtbot, session) == before
    with Register(register_file, "prov").read() as connection:
        assert connection.exec_driver_sql(OWNER).scalar() == "Hör till det första"


def test_a_register_that_cant_be_opened_leaves_the_one_that_is(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    refused: list[Exception] = []
    path, chosen = session.path, session.sammanhang
    session.open(tmp_path / "finns-inte.ikreg", refused.append)
    wait_idle(qtbot, session)
    assert "Registret finns inte" in str(refused[0])
    assert (session.path, session.sammanhang) == (path, chosen)


def test_choosing_the_same_again_tells_nobody(qtbot: QtBot, session: Session) -> None:
    told: list[Sammanhang | None] = []
    session.context_changed.connect(lambda: told.append(session.sammanhang))
    session.choose(session.sammanhang)
    assert told == []
    session.choose(None)
    assert told == [None]


def test_closing_waits_for_the_write_under_way(qtbot: QtBot, session: Session, register_file: Path) -> None:
    session.write(rename("Sparad i sista stund"))
    session.close()
    with Register(register_file, "prov").read() as connection:
        assert connection.exec_driver_sql(OWNER).scalar() == "Sparad i sista stund"

"""A register that the window holds open between its operations: nobody else may notice."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from internkontroll.db.backup import back_up, restore
from internkontroll.db.register_file import connect
from internkontroll.db.session import Register
from internkontroll.errors import Conflict, EnvironmentFailed
from internkontroll.services.angra import undo
from internkontroll.services.historik import load_history
from internkontroll.services.redigera import create, duplicate, set_uppfoljning, set_values, trash
from tests.posix import needs_open_files_replaced
from tests.services.edits import find, place, row, with_draft


@pytest.fixture
def kept(example: Register) -> Iterator[Register]:
    register = Register(example.path, "prov", keep=True)
    yield register
    register.close()


def alone(path: Path) -> None:
    """Have the register to oneself for a moment, as the commit of a large operation does; nobody is waited for."""
    with closing(connect(path)) as other:
        other.execute("PRAGMA busy_timeout = 0")
        other.execute("BEGIN EXCLUSIVE")
        other.execute("ROLLBACK")


def risk(register: Register) -> int:
    return int(find(register, "risk", plan_id=place(register).plan_id)[0]["id"])


def test_nothing_is_locked_between_the_operations(kept: Register) -> None:
    draft = with_draft(kept)
    made = create(kept, "risk", draft, {"beskrivning": "Risk att nycklar försvinner"})
    ((_, post),) = made.nya
    changed = set_values(kept, "risk", {post: 0}, {"riskagare": "Chefen"})
    alone(kept.path)
    atgard = find(kept, "atgard", plan_id=place(kept).plan_id)[0]["id"]
    set_uppfoljning(kept, "atgard", [atgard], place(kept), {"kommentar": "Pågår."})
    alone(kept.path)
    undo(kept, changed.handelse_id or 0)
    alone(kept.path)
    duplicate(kept, "risk", post)
    trash(kept, "risk", [post])
    alone(kept.path)
    with kept.read() as connection:
        assert load_history(connection, "risk", post)[0].blev == "I papperskorgen"
    alone(kept.path)


def test_an_operation_that_is_refused_locks_nobody_out(kept: Register) -> None:
    post = risk(kept)
    with pytest.raises(Conflict) as refused:
        set_values(kept, "risk", {post: 4711}, {"riskagare": "Chefen"})
    alone(kept.path)
    set_values(kept, "risk", {post: 0}, {"riskagare": "Chefen"})
    assert row(kept, "risk", post)["riskagare"] == "Chefen", refused


def test_what_others_write_is_seen(kept: Register, example: Register) -> None:
    post = risk(kept)
    for name in ("Ett", "Två"):
        set_values(example, "risk", {post: 0}, {"riskagare": name})
        assert row(kept, "risk", post)["riskagare"] == name


@needs_open_files_replaced
def test_a_restored_register_is_written_to_from_then_on(kept: Register, tmp_path: Path) -> None:
    """Not the file that was there before, which nobody sees any more."""
    post, copy = risk(kept), back_up(kept.path, tmp_path / "kopia.ikreg")
    set_values(kept, "risk", {post: 0}, {"riskagare": "Före"})
    restore(kept.path, copy)
    set_values(kept, "risk", {post: 0}, {"accepterad_skal": "Efter"})
    found = row(Register(kept.path, "prov"), "risk", post)
    assert found["accepterad_skal"] == "Efter"
    assert found["riskagare"] != "Före"


def test_what_is_left_can_be_taken_up_again(kept: Register) -> None:
    post = risk(kept)
    set_values(kept, "risk", {post: 0}, {"riskagare": "Ett"})
    kept.close()
    set_values(kept, "risk", {post: 0}, {"riskagare": "Två"})
    assert row(kept, "risk", post)["riskagare"] == "Två"


@needs_open_files_replaced
@pytest.mark.parametrize("keep", [True, False])
def test_a_register_that_is_gone_isnt_made_anew_and_is_used_again_when_it_is_back(
    example: Register, tmp_path: Path, keep: bool
) -> None:
    """Its folder may be there although the file isn't: moved, or a share that syncs."""
    register, elsewhere = Register(example.path, "prov", keep=keep), tmp_path / "flyttat, å ä #"
    post = risk(register)
    example.path.rename(elsewhere)
    with pytest.raises(EnvironmentFailed, match="går inte att öppna"):
        set_values(register, "risk", {post: 0}, {"riskagare": "Chefen"})
    assert not example.path.exists()
    elsewhere.rename(example.path)
    set_values(register, "risk", {post: 0}, {"riskagare": "Chefen"})
    assert row(register, "risk", post)["riskagare"] == "Chefen"
    register.close()

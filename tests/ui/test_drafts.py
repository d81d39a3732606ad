"""What couldn't be saved is there again: after another record, another start, and a crash."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from internkontroll.errors import EnvironmentFailed
from internkontroll.services.redigera import set_values
from internkontroll.services.sammanhang import default_sammanhang
from internkontroll.services.skapa import create_register
from internkontroll.ui.drafts import Drafts
from internkontroll.ui.session import Session
from internkontroll.ui.widgets.field_row import FieldRow
from tests.services.edits import find, row, version
from tests.ui.conftest import TODAY, wait_idle
from tests.ui.record_panels import Shown, first, on_screen, press

PLACE = ("ett register", ("atgard", 7), "ansvarig")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "inställningar" / "utkast.json"


def start(qtbot: QtBot, session: Session, file: Path, register: Path) -> tuple[Shown, int]:
    """The panel of an åtgärd in a program that keeps its drafts in the file."""
    session.drafts.move_to(file)
    if session.path != register:
        session.open(register)
        wait_idle(qtbot, session)
        session.read(lambda reader: default_sammanhang(reader, TODAY), session.choose)
        wait_idle(qtbot, session)
    shown = on_screen(qtbot, session, "atgard")
    post = first(shown, "atgard")
    show(shown, post)
    return shown, post


def show(shown: Shown, post: int) -> None:
    shown.show("atgard", post)
    shown.panel.tabs.setCurrentIndex(1)  # type: ignore[attr-defined]


@pytest.fixture
def atgard(qtbot: QtBot, session: Session, file: Path, register_file: Path) -> tuple[Shown, int]:
    return start(qtbot, session, file, register_file)


def others_write(shown: Shown, post: int) -> None:
    set_values(shown.other, "atgard", version(shown.other, "atgard", post), {"ansvarig": "Förvaltaren"})


def clash(shown: Shown, post: int) -> FieldRow:
    others_write(shown, post)
    shown.write_and_leave(shown.field("Ansvarig"), "Vaktmästaren på Ängö")
    return shown.field("Ansvarig")


def next_start(qtbot: QtBot, shown: Shown, file: Path) -> tuple[Session, Shown]:
    """Another program, started after the first one has crashed: that one was never asked to close."""
    assert shown.session.path is not None
    later = Session("prov", TODAY)
    return later, start(qtbot, later, file, shown.session.path)[0]


def test_a_clash_waits_while_another_record_is_shown_and_overwrites_nothing(atgard: tuple[Shown, int]) -> None:
    shown, post = atgard
    clash(shown, post)
    show(shown, next(int(one["id"]) for one in find(shown.register, "atgard") if one["id"] != post))
    assert shown.field("Ansvarig").error == ""
    show(shown, post)
    field = shown.field("Ansvarig")
    assert field.editor.text() == "Vaktmästaren på Ängö"
    assert "Här står ditt osparade förslag. I registret står det nu ”Förvaltaren”." in field.error
    shown.leave(field)
    assert row(shown.register, "atgard", post)["ansvarig"] == "Förvaltaren"
    press(field, "Spara mitt")
    shown.wait()
    assert row(shown.register, "atgard", post)["ansvarig"] == "Vaktmästaren på Ängö"
    assert field.error == ""
    show(shown, post)
    assert shown.field("Ansvarig").error == ""


def test_a_clash_is_there_after_a_crash_and_can_be_let_go(qtbot: QtBot, atgard: tuple[Shown, int], file: Path) -> None:
    shown, post = atgard
    clash(shown, post)
    later, again = next_start(qtbot, shown, file)
    field = again.field("Ansvarig")
    assert (field.editor.text(), again.row("atgard", post)["ansvarig"]) == ("Vaktmästaren på Ängö", "Förvaltaren")
    press(field, "Ta det som står där")
    again.wait()
    assert (field.editor.text(), field.error) == ("Förvaltaren", "")
    later.close()
    third, last = next_start(qtbot, shown, file)
    assert (last.field("Ansvarig").editor.text(), last.field("Ansvarig").error) == ("Förvaltaren", "")
    third.close()


def test_what_is_written_on_in_a_clash_is_what_is_kept(qtbot: QtBot, atgard: tuple[Shown, int], file: Path) -> None:
    shown, post = atgard
    field = clash(shown, post)
    shown.write_and_leave(field, "Vaktmästaren och chefen")
    later, again = next_start(qtbot, shown, file)
    assert again.field("Ansvarig").editor.text() == "Vaktmästaren och chefen"
    later.close()


def test_a_clash_that_the_window_no_longer_sees_is_kept(qtbot: QtBot, atgard: tuple[Shown, int], file: Path) -> None:
    """The last field is saved as the window closes; that it couldn't be is said to nobody."""
    shown, post = atgard
    others_write(shown, post)
    shown.write(shown.field("Ansvarig"), "Vaktmästaren på Ängö")
    shown.panel.close()
    shown.session.close()
    assert row(shown.register, "atgard", post)["ansvarig"] == "Förvaltaren"
    later = Session("prov", TODAY)
    again, _ = start(qtbot, later, file, shown.register.path)
    assert again.field("Ansvarig").editor.text() == "Vaktmästaren på Ängö"
    later.close()


def test_what_is_no_date_is_there_at_the_next_start(qtbot: QtBot, atgard: tuple[Shown, int], file: Path) -> None:
    shown, post = atgard
    before = row(shown.register, "atgard", post)["slutdatum"]
    shown.write(shown.field("Slutdatum"), "i vår")
    shown.panel.close()
    later, again = next_start(qtbot, shown, file)
    field = again.field("Slutdatum")
    assert field.editor.text() == "i vår"
    assert "är inte ett datum" in field.error
    again.write_and_leave(field, "2026-06-15")
    assert str(again.row("atgard", post)["slutdatum"]) == "2026-06-15" != str(before)
    assert Drafts(file).get((later.register_uuid, ("atgard", post), "slutdatum")) is None
    later.close()


def test_what_is_saved_leaves_no_draft(atgard: tuple[Shown, int], file: Path) -> None:
    shown, post = atgard
    shown.write_and_leave(shown.field("Ansvarig"), "Vaktmästaren")
    assert row(shown.register, "atgard", post)["ansvarig"] == "Vaktmästaren"
    assert not file.exists()


def test_another_register_has_drafts_of_its_own(
    qtbot: QtBot, atgard: tuple[Shown, int], file: Path, tmp_path: Path
) -> None:
    shown, post = atgard
    clash(shown, post)
    other = tmp_path / "annat.ikreg"
    create_register(other, "prov", example=True)
    later = Session("prov", TODAY)
    again, same = start(qtbot, later, file, other)
    assert (same, again.field("Ansvarig").error) == (post, "")
    later.close()


# --- the file ---------------------------------------------------------------------------------------------------------


def test_a_long_text_of_any_letters_is_kept_as_it_is(file: Path) -> None:
    text = "Rad ett\nå ä ö Å Ä Ö – \N{NO-BREAK SPACE}\N{GRINNING FACE}\t”citat”\n" * 300
    Drafts(file).keep(PLACE, text)
    assert Drafts(file).get(PLACE) == text
    Drafts(file).keep(PLACE, "")
    assert Drafts(file).get(PLACE) == ""
    Drafts(file).drop(PLACE)
    assert Drafts(file).get(PLACE) is None


def test_two_programs_keep_each_others_drafts(file: Path) -> None:
    one, two, elsewhere = Drafts(file), Drafts(file), ("ett annat", *PLACE[1:])
    assert one.get(PLACE) is two.get(elsewhere) is None
    one.keep(PLACE, "ett")
    two.keep(elsewhere, "två")
    assert [Drafts(file).get(place) for place in (PLACE, elsewhere)] == ["ett", "två"]


@pytest.mark.parametrize("content", ["", "{", "[1, 2]", "\xff"])
def test_a_file_that_isnt_ours_counts_as_none(file: Path, content: str) -> None:
    file.parent.mkdir()
    file.write_bytes(content.encode("latin-1"))
    drafts = Drafts(file)
    assert drafts.get(PLACE) is None
    drafts.keep(PLACE, "text")
    assert Drafts(file).get(PLACE) == "text"


def test_a_disk_that_fails_is_told_and_the_text_stays_while_the_program_runs(file: Path) -> None:
    file.mkdir(parents=True)
    drafts = Drafts(file)
    with pytest.raises(EnvironmentFailed):
        drafts.keep(PLACE, "text")
    assert drafts.get(PLACE) == "text"

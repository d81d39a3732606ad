"""Packages of units in the window: made, filled in by a chief in the small window, read back with a choice."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from internkontroll.app import begin
from internkontroll.db import models
from internkontroll.db.models import utfall
from internkontroll.db.session import Register
from internkontroll.domain.enhetspaket.jamfor import Sida
from internkontroll.domain.enhetspaket.rader import Konfliktrad, Nekadrad, Rad
from internkontroll.services.enhetspaket import Inlast
from internkontroll.services.kontrollera import check
from internkontroll.services.skapa import create_register
from internkontroll.ui.dialogs.enhetspaket import ImportPackagesDialog
from internkontroll.ui.main_window import MainWindow
from internkontroll.ui.min_enhet import MinEnhetWindow
from internkontroll.ui.settings import Settings
from internkontroll.ui.widgets.tab_order import first_stop
from tests.services.edits import find
from tests.services.enhetspaketen import Verksamhet, set_values
from tests.ui import walk
from tests.ui.conftest import TODAY, wait_idle
from tests.ui.journey import Mouse


@pytest.fixture
def sent(mouse: Mouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The packages of the example's plan for 2026, made from the menu."""
    folder = tmp_path / "utskick"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    mouse.shell.actions.unit_packages.trigger()
    mouse.settle()
    return sorted(folder.iterdir())


@pytest.fixture
def unit(qtbot: QtBot, sent: list[Path]) -> Iterator[MinEnhetWindow]:
    """A chief's window on a package that has a tillfälle to hand in."""
    path = next(path for path in sent if find(Register(path, "prov"), "utfall", datum=None))
    window = MinEnhetWindow(path, "Chefen", TODAY)
    qtbot.addWidget(window)
    window.show()
    wait_idle(qtbot, window.session)
    yield window
    if window.session.path:
        window.close()


def lines(window: MinEnhetWindow) -> list[str]:
    return [window.list.item(number).text() for number in range(window.list.count())]


def dialog() -> ImportPackagesDialog:
    (found,) = [
        one for one in QApplication.topLevelWidgets() if isinstance(one, ImportPackagesDialog) and one.isVisible()
    ]
    return found


def take_in(mouse: Mouse, path: Path) -> ImportPackagesDialog:
    mouse.shell.enhetspaket.preview([path])
    mouse.settle()
    return dialog()


def test_a_file_for_each_unit_is_made_from_the_menu(mouse: Mouse, sent: list[Path]) -> None:
    assert len(sent) > 2
    assert {path.suffix for path in sent} == {".ikenhet"}
    assert mouse.said == f"Sparat: {len(sent)} enhetspaket i {sent[0].parent}. Skicka varje fil till sin enhet."


def test_the_small_window_lists_what_the_unit_has_to_do(unit: MinEnhetWindow) -> None:
    shown = lines(unit)
    assert shown[0] == "Egenkontroller"
    register = Register(unit.path, "prov")
    count = sum(len(find(register, tabell)) for tabell in ("utfall", "atgard", "risk"))
    headings = [one for one in shown if one in ("Egenkontroller", "Åtgärder", "Risker")]
    assert len(shown) == count + len(headings)
    assert unit.path.stem.removesuffix(" 2026") in unit.title.text()
    assert unit.list.currentItem().data(Qt.ItemDataRole.UserRole)[0] == "utfall"
    assert unit.rapport.form is not None


def test_a_chief_proposes_a_risk_and_it_comes_home(qtbot: QtBot, mouse: Mouse, unit: MinEnhetWindow) -> None:
    QTest.mouseClick(unit.propose, Qt.MouseButton.LeftButton)
    wait_idle(qtbot, unit.session)
    assert any(one.startswith("Risk att …") for one in lines(unit))  # and no number that isn't the unit's to give
    assert unit.side.currentWidget() is unit.risk
    QTest.mouseClick(unit.propose, Qt.MouseButton.LeftButton)  # once more, by mistake
    wait_idle(qtbot, unit.session)
    unit.close()
    risk, _ = find(package := Register(unit.path, "prov"), "risk", beskrivning="Risk att …")
    with package.write("Risken") as writer:
        writer.update(models.risk, risk, {"beskrivning": "Risk att nycklar försvinner"})
    shown = take_in(mouse, unit.path)
    shown.accept()
    mouse.settle()
    assert mouse.shell.session.path is not None
    register = Register(mouse.shell.session.path, "prov")
    (risk,) = find(register, "risk", beskrivning="Risk att nycklar försvinner")
    assert risk["beteckning"] is None
    assert check(register) == []
    mouse.shell.actions.undo.trigger()
    mouse.settle()
    assert find(register, "risk", beskrivning="Risk att nycklar försvinner") == []


def test_a_proposed_risk_is_the_units_own(qtbot: QtBot, unit: MinEnhetWindow) -> None:
    QTest.mouseClick(unit.propose, Qt.MouseButton.LeftButton)
    wait_idle(qtbot, unit.session)
    register = Register(unit.path, "prov")
    (risk,) = find(register, "risk", beskrivning="Risk att …")
    (package,) = find(register, "enhetspaket")
    assert risk["enhet_id"] == package["enhet_id"]


def test_the_small_window_is_no_larger_than_the_screen(unit: MinEnhetWindow) -> None:
    assert unit.screen().availableSize().boundedTo(unit.size()) == unit.size()


def test_undo_in_the_small_window_takes_back(qtbot: QtBot, unit: MinEnhetWindow) -> None:
    before = lines(unit)
    QTest.mouseClick(unit.propose, Qt.MouseButton.LeftButton)
    wait_idle(qtbot, unit.session)
    QTest.keyClick(unit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wait_idle(qtbot, unit.session)
    assert lines(unit) == before


@pytest.mark.parametrize(("side", "ends"), [(Sida.MINA, "Vårt"), (Sida.DERAS, "Deras")])
def test_a_conflict_has_to_be_decided(mouse: Mouse, sent: list[Path], side: Sida, ends: str) -> None:
    path = next(path for path in sent if find(Register(path, "prov"), "utfall", datum=None))
    (theirs, *_) = find(Register(path, "Chefen"), "utfall", datum=None)
    set_values(Register(path, "Chefen"), "utfall", theirs["id"], kommentar="Deras")
    assert mouse.shell.session.path is not None
    register = Register(mouse.shell.session.path, "prov")
    (mine,) = find(register, utfall.name, uuid=theirs["uuid"])
    set_values(register, "utfall", mine["id"], kommentar="Vårt")
    shown = take_in(mouse, path)
    (choice,) = shown.choices
    said = [button.accessibleDescription() for button in (choice.mina, choice.deras)]
    assert (said, choice.side) == (["Vårt", "Deras"], None)
    shown.accept()
    assert "Välj vad som ska gälla" in shown.error
    shown.choose_all(side)
    shown.accept()
    mouse.settle()
    assert find(register, "utfall", id=mine["id"])[0]["kommentar"] == ends


def test_a_package_that_nobody_has_written_in_has_nothing_to_accept(mouse: Mouse, sent: list[Path]) -> None:
    shown = take_in(mouse, sent[0])
    (said,) = [one.text() for one in shown.findChildren(QLabel) if one.text().startswith("Inget från")]
    assert said.endswith("chefen har inte skrivit något i paketet. Det finns inget att läsa in.")
    assert not shown.accept_button.isVisible()
    assert shown.buttons.button(QDialogButtonBox.StandardButton.Cancel).text() == "Stäng"
    shown.reject()


def test_a_tampered_file_is_said_in_the_window(mouse: Mouse, sent: list[Path]) -> None:
    sent[0].write_bytes(sent[0].read_bytes()[:5000])
    mouse.shell.enhetspaket.preview([sent[0]])
    mouse.settle()
    assert "inte ett helt enhetspaket" in mouse.said


def test_opening_a_package_opens_the_small_window(qtbot: QtBot, mouse: Mouse, sent: list[Path]) -> None:
    mouse.shell.registers.open(sent[0])
    mouse.settle()
    (window,) = mouse.shell.enhetspaket.unit_windows
    wait_idle(qtbot, window.session)
    assert window.isVisible()
    assert window.session.drafts is mouse.shell.session.drafts  # what is begun in it is on the disk too
    assert mouse.shell.window.isVisible()
    window.close()
    assert mouse.shell.enhetspaket.unit_windows == []
    assert mouse.shell.window.isVisible()


@pytest.fixture
def own(qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[Verksamhet, MinEnhetWindow]]:
    """A register whose egenkontroll asks two questions, and Almen's window."""
    path = tmp_path / "eget.ikreg"
    create_register(path, "prov")
    verksamhet = Verksamhet(Register(path, "prov"), tmp_path / "paket")
    (almen,) = verksamhet.send("Almen")
    window = MinEnhetWindow(almen.fil, "Chefen", TODAY)
    qtbot.addWidget(window)
    window.show()
    wait_idle(qtbot, window.session)
    yield verksamhet, window
    if window.session.path:
        window.close()


def test_a_chief_reports_by_keyboard_and_it_comes_home(qtbot: QtBot, own: tuple[Verksamhet, MinEnhetWindow]) -> None:
    verksamhet, window = own
    assert "Aktgranskning, kvartal 1\nförsenad, skulle lämnas 2026-04-10" in lines(window)
    assert window.rapport.shown is not None
    window.rapport.focus_first(window.rapport.shown)
    wait_idle(qtbot, window.session)
    for key in (Qt.Key.Key_J, Qt.Key.Key_J):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait_idle(qtbot, window.session)
    assert f"Aktgranskning, kvartal 1\ninlämnad {TODAY}" in lines(window)
    assert window.list.currentItem().text().startswith("Aktgranskning, kvartal 1")  # nothing more is due in April
    window.close()
    verksamhet.take(window.path)
    assert verksamhet.utfall()["datum"] == TODAY
    assert [one["svar"] for one in find(verksamhet.register, "svar")] == ["Ja", "Ja"]


def test_the_small_window_and_the_choice_can_be_used_by_all(
    qtbot: QtBot, own: tuple[Verksamhet, MinEnhetWindow]
) -> None:
    verksamhet, window = own
    rows = [
        Konfliktrad(name, "Almen", "utfall", "Aktgranskning", "Resultat", "Två saknas. " * 30, "Ja & nej")
        for name in "ab"
    ]
    refused = [Nekadrad("Almen", "plan", "2026", "", "Det ändras bara i registret.")]
    changes = [Rad("Almen", "risk", "Risk", "", "", "Risk")] * 600
    found = Inlast(["Almen"], andringar=changes, konflikter=rows, nekade=refused)
    shown = ImportPackagesDialog(window.session, [window.path], found, window)
    shown.show()
    wait_idle(qtbot, window.session)
    for rule in (walk.nameless, walk.small, walk.cut):
        assert list(rule(window)) == []
        assert list(rule(shown)) == []
    first = first_stop(shown)
    assert first is not None
    assert list(walk.unordered(walk.tab_chain(first))) == []
    shown.reject()
    assert verksamhet.utfall()["datum"] is None


def test_a_chief_without_a_register_sees_only_the_small_window(qtbot: QtBot, sent: list[Path], tmp_path: Path) -> None:
    main = MainWindow(Settings(tmp_path / "chefens.ini"))
    qtbot.addWidget(main)
    main.show()
    shell = begin(main, sent[0], TODAY)
    wait_idle(qtbot, shell.session)
    (window,) = shell.enhetspaket.unit_windows
    wait_idle(qtbot, window.session)
    assert (window.isVisible(), main.isVisible()) == (True, False)
    assert shell.settings.recent == []
    with qtbot.waitSignal(main.closing):
        window.close()
    assert shell.enhetspaket.unit_windows == []

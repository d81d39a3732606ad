"""The panel of a risk: what its head says, how it is judged, what is done about it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from internkontroll.domain.words import Fas
from internkontroll.services.redigera import create, restore, set_uppfoljning, trash
from internkontroll.ui.records.atgard_card import AtgardCard
from internkontroll.ui.records.risk_panel import RiskPanel
from internkontroll.ui.session import Session
from internkontroll.ui.target import Target
from tests.services.edits import events, find, with_draft
from tests.ui.record_panels import Shown, first, on_screen, press


def open_risk(qtbot: QtBot, session: Session, beteckning: str, tab: int) -> tuple[Shown, RiskPanel, int]:
    shown = on_screen(qtbot, session, "risk")
    post = first(shown, "risk", beteckning=beteckning)
    shown.show("risk", post)
    panel = shown.panel
    assert isinstance(panel, RiskPanel)
    panel.tabs.setCurrentIndex(tab)
    return shown, panel, post


def titles(panel: RiskPanel) -> list[str]:
    return [panel.tabs.tabText(place) for place in range(panel.tabs.count())]


def labels(card: AtgardCard) -> str:
    return "\n".join(label.text() for label in card.findChildren(QLabel) if not label.isHidden())


def test_the_head_says_number_riskvarde_and_since_when(qtbot: QtBot, session: Session) -> None:
    _, panel, _ = open_risk(qtbot, session, "R-01", 0)
    assert panel.head.texts[:3] == ["R-01", "↓ från 12", "I registret sedan 2025"]
    assert panel.head.chip.accessibleName() == "Riskvärde 8, bevaka"
    assert titles(panel) == ["Beskrivning", "Bedömning", "Åtgärder 2", "Historik", "Bilagor"]


def test_what_the_namnd_has_decided_can_only_be_read_and_says_why(qtbot: QtBot, session: Session) -> None:
    shown, panel, post = open_risk(qtbot, session, "R-01", 0)
    before = shown.row("risk", post)
    assert "Planen för 2026 är beslutad" in panel.head.texts[-1]
    shown.write_and_leave(shown.field("Bakgrund"), "Nytt")
    shown.write_and_leave(shown.field("Nummer"), "R-99")
    QTest.keyClick(shown.field("Process").editor.focus, Qt.Key.Key_Down)
    shown.wait()
    assert shown.row("risk", post) == before
    assert "Går inte att ändra" in shown.field("Bakgrund").editor.focus.accessibleDescription()
    shown.write_and_leave(shown.field("Riskägare"), "Förvaltningschefen")
    assert shown.row("risk", post)["riskagare"] == "Förvaltningschefen"


def test_a_step_is_a_word_and_the_riskvarde_is_said_at_once(qtbot: QtBot, session: Session) -> None:
    _, panel, _ = open_risk(qtbot, session, "R-01", 1)
    card = panel.bedomning.phases[Fas.EFTER]
    box = card._box("sannolikhet").box
    assert [box.itemText(row) for row in range(1, box.count())][:2] == ["1 Osannolik", "2 Mindre sannolik"]
    box.setCurrentIndex(box.findText("4 Sannolik"))
    assert card.result.text() == "Riskvärde 16: Åtgärda genast"
    assert card.chip.accessibleName() == "Riskvärde 16, åtgärda genast"


def test_a_new_bedomning_needs_its_reason_and_the_old_one_stays(qtbot: QtBot, session: Session) -> None:
    shown, panel, post = open_risk(qtbot, session, "R-02", 1)
    card = panel.bedomning.phases[Fas.FORE]
    before = find(shown.register, "bedomning", risk_id=post, fas="fore")
    rows = panel.bedomning.earlier.rowCount()
    step = shown.field("Sannolikhet", card)
    other = "1 Osannolik" if before[-1]["sannolikhet"] != 1 else "2 Mindre sannolik"
    shown.choose(step, other)
    assert "Skriv först ett skäl" in step.error
    assert find(shown.register, "bedomning", risk_id=post, fas="fore") == before
    shown.write_and_leave(shown.field("Skäl för sannolikheten", card), "Inget har hänt sedan dess.")
    shown.wait()
    *old, new = find(shown.register, "bedomning", risk_id=post, fas="fore")
    assert old == before
    assert str(new["datum"]) == "2026-04-20"
    assert (str(new["sannolikhet"]), new["skal_sannolikhet"]) == (other[0], "Inget har hänt sedan dess.")
    assert panel.bedomning.earlier.rowCount() == rows + 1
    assert step.error == ""


def test_status_at_the_tillfalle_is_written_from_the_card(qtbot: QtBot, session: Session) -> None:
    shown, panel, post = open_risk(qtbot, session, "R-01", 2)
    panel.atgarder.make()
    shown.wait()
    new = find(shown.register, "atgard", risk_id=post)[-1]["id"]
    card = panel.atgarder.cards[new]
    assert "Status och kommentar saknas för april" in labels(card)
    shown.choose(shown.field("Status i april", card), "Blir klart i år")
    (said,) = find(shown.register, "uppfoljning", atgard_id=new)
    assert (said["status"], said["kommentar"]) == ("Blir klart i år", None)
    assert "Kommentar saknas för april" in labels(card)
    shown.write_and_leave(shown.field("Kommentar i april", card), "Påbörjad.")
    (said,) = find(shown.register, "uppfoljning", atgard_id=new)
    assert (said["status"], said["kommentar"]) == ("Blir klart i år", "Påbörjad.")
    assert "saknas" not in labels(card)


def test_a_late_atgard_says_how_late_in_words(qtbot: QtBot, session: Session) -> None:
    shown, panel, _ = open_risk(qtbot, session, "R-01", 2)
    card = next(iter(panel.atgarder.cards.values()))
    shown.write_and_leave(shown.field("Slutdatum", card), "2026-03-30")
    assert "Försenad 21 dagar" in labels(card)
    shown.write_and_leave(shown.field("Slutdatum", card), "2026-04-19")
    assert "Försenad 1 dag" in labels(card).split(" · ")[0].splitlines()


def test_what_was_said_the_time_before_stands_below(qtbot: QtBot, session: Session) -> None:
    _, panel, _ = open_risk(qtbot, session, "R-01", 2)
    texts = "\n".join(labels(card) for card in panel.atgarder.cards.values())
    assert "Förra tillfället (helår 2025): Ej klart i år · ”" in texts


def test_a_finished_atgard_is_one_line_that_unfolds(qtbot: QtBot, session: Session) -> None:
    _, panel, _ = open_risk(qtbot, session, "R-05", 2)
    card = next(card for card in panel.atgarder.cards.values() if not card.fold.isChecked())
    assert "Klart 2026-03-27" in labels(card)
    assert not card.form.isVisible()
    QTest.keyClick(card.fold, Qt.Key.Key_Space)
    assert card.form.isVisible()


def test_an_atgard_that_becomes_finished_stays_open(qtbot: QtBot, session: Session) -> None:
    shown, panel, _ = open_risk(qtbot, session, "R-01", 2)
    card = next(iter(panel.atgarder.cards.values()))
    shown.choose(shown.field("Status i april", card), "Klart")
    assert card.form.isVisible()
    assert shown.field("Klart den", card).isVisible()


def test_a_new_atgard_is_made_by_keyboard_and_written_over(qtbot: QtBot, session: Session) -> None:
    shown, panel, post = open_risk(qtbot, session, "R-01", 0)
    count = len(find(shown.register, "atgard", risk_id=post))
    panel.focus_first()
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(panel.first_field() or panel, Qt.Key.Key_N, keys)
    shown.wait()
    *_, new = find(shown.register, "atgard", risk_id=post)
    assert len(find(shown.register, "atgard", risk_id=post)) == count + 1
    field = shown.field("Åtgärd", panel.atgarder.cards[new["id"]])
    assert QApplication.focusWidget() is field.editor.focus
    QTest.keyClicks(field.editor.focus, "Byta koder")
    shown.leave(field)
    assert shown.row("atgard", new["id"])["beskrivning"] == "Byta koder"
    assert titles(panel)[2] == f"Åtgärder {count + 1}"


def test_an_atgard_goes_to_the_papperskorg_and_comes_back(qtbot: QtBot, session: Session) -> None:
    shown, panel, _ = open_risk(qtbot, session, "R-01", 2)
    post, card = next(iter(panel.atgarder.cards.items()))
    card._trash()
    shown.wait()
    assert shown.row("atgard", post)["borttagen"]
    assert post not in panel.atgarder.cards
    session.undo()
    shown.wait()
    assert post in panel.atgarder.cards


def test_the_card_leads_to_the_atgards_own_page(qtbot: QtBot, session: Session) -> None:
    _, panel, _ = open_risk(qtbot, session, "R-01", 2)
    post, card = next(iter(panel.atgarder.cards.items()))
    with qtbot.waitSignal(panel.go_to) as told:
        card._open()
    assert told.args == [Target("atgarder", "atgard", post)]


def test_a_status_by_another_comes_without_taking_the_comment_being_written(qtbot: QtBot, session: Session) -> None:
    shown, panel, _ = open_risk(qtbot, session, "R-01", 2)
    post, card = next(iter(panel.atgarder.cards.items()))
    comment = shown.field("Kommentar i april", card)
    shown.write(comment, "Halvklar")
    assert session.sammanhang is not None
    set_uppfoljning(shown.other, "atgard", [post], session.sammanhang, {"status": "Ej klart i år"})
    panel.refresh(frozenset({"uppfoljning"}))
    shown.wait()
    assert comment.editor.text() == "Halvklar"
    assert shown.field("Status i april", card).editor.text() == "Ej klart i år"
    shown.leave(comment)
    (said,) = [
        one
        for one in find(shown.register, "uppfoljning", atgard_id=post)
        if one["tillfalle_id"] == session.sammanhang.tillfalle_id
    ]
    assert (said["status"], said["kommentar"]) == ("Ej klart i år", "Halvklar")


def test_a_text_for_an_atgard_that_another_has_thrown_away_waits_for_it(qtbot: QtBot, session: Session) -> None:
    shown, panel, risk = open_risk(qtbot, session, "R-01", 2)
    post, card = next(iter(panel.atgarder.cards.items()))
    trash(shown.other, "atgard", [post])
    told: list[Exception] = []
    session.failed.disconnect()
    session.failed.connect(told.append)
    shown.write(shown.field("Kommentar i april", card), "Halvklar")
    shown.show("risk", first(shown, "risk", beteckning="R-02"))
    shown.wait()
    assert "Papperskorgen har åtgärden" in str(told[0])
    restore(shown.other, "atgard", [post])
    shown.show("risk", risk)
    shown.wait()
    field = shown.field("Kommentar i april", panel.atgarder.cards[post])
    assert field.editor.text() == "Halvklar"
    assert "osparade förslag" in field.error
    assert find(shown.register, "uppfoljning", atgard_id=post, kommentar="Halvklar") == []
    press(field, "Spara mitt")
    shown.wait()
    assert len(find(shown.register, "uppfoljning", atgard_id=post, kommentar="Halvklar")) == 1


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "Protokoll.pdf", tmp_path / "Läge.txt"]
    for path in paths:
        path.write_bytes(path.name.encode())
    return paths


def test_files_are_dropped_saved_and_thrown_away(qtbot: QtBot, session: Session, files: list[Path]) -> None:
    shown, panel, post = open_risk(qtbot, session, "R-01", 4)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in files])
    action, keys = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    panel.bilagor.dropEvent(QDropEvent(QPoint(5, 5), action, data, Qt.MouseButton.LeftButton, keys))
    shown.wait()
    kept = find(shown.register, "bilaga", risk_id=post)
    assert sorted(one["filnamn"] for one in kept) == ["Läge.txt", "Protokoll.pdf"]
    assert titles(panel)[4] == "Bilagor 2"
    panel.bilagor.list.setCurrentRow(0)
    panel.bilagor.list.setFocus()
    QTest.keyClick(panel.bilagor.list, Qt.Key.Key_Delete)
    shown.wait()
    assert titles(panel)[4] == "Bilagor 1"


def test_a_bilaga_opens_as_a_copy_that_cant_be_changed_and_is_saved_elsewhere(
    qtbot: QtBot, session: Session, files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, panel, _ = open_risk(qtbot, session, "R-01", 4)
    panel.bilagor.attach(files[:1])
    shown.wait()
    panel.bilagor.list.setCurrentRow(0)
    opened: list[Path] = []
    module = "internkontroll.ui.records.bilagor_tab"
    monkeypatch.setattr(f"{module}.QDesktopServices.openUrl", lambda url: opened.append(Path(url.toLocalFile())))
    QTest.keyClick(panel.bilagor.list, Qt.Key.Key_Return)
    panel.bilagor.open_.click()
    shown.wait()
    assert opened[-1].read_bytes() == b"Protokoll.pdf"
    assert opened[-1].name == "Protokoll.pdf"
    assert opened[-1].stat().st_mode & 0o222 == 0
    target = tmp_path / "ut" / "kopia.pdf"
    target.parent.mkdir()
    monkeypatch.setattr(f"{module}.QFileDialog.getSaveFileName", lambda *_args: (str(target), ""))
    panel.bilagor.save.click()
    shown.wait()
    assert target.read_bytes() == b"Protokoll.pdf"


def test_historik_tells_who_changed_what(qtbot: QtBot, session: Session) -> None:
    shown, panel, _ = open_risk(qtbot, session, "R-01", 0)
    before = shown.field("Riskägare").editor.text()
    shown.write_and_leave(shown.field("Riskägare"), "Chefen")
    panel.tabs.setCurrentIndex(3)
    shown.wait()
    _, who, field, was, became = panel.historik.changes.texts()[0]
    assert (who, field, was, became) == ("prov", "Riskägare", before, "Chefen")


def test_several_mal_are_ticked_and_saved_as_one_change(qtbot: QtBot, session: Session) -> None:
    shown = on_screen(qtbot, session, "risk")
    draft = with_draft(shown.register)
    mal = [create(shown.register, "mal", draft, {"namn": f"Mål {n}"}).nya[0][1] for n in range(4)]
    risk = create(shown.register, "risk", draft, {"beskrivning": "Risk att A", "mal_id": mal[0]}).nya[0][1]
    session.choose(draft)
    shown.show("risk", risk)
    panel = shown.panel
    assert isinstance(panel, RiskPanel)
    before = events(shown.register)
    assert panel.mal.names.text() == "Inga andra mål."
    panel.mal.choose.click()
    popup = panel.mal.popup
    assert popup is not None
    assert [popup.list.item(row).text() for row in range(popup.list.count())] == ["Mål 1", "Mål 2", "Mål 3"]
    QTest.keyClick(popup.list, Qt.Key.Key_Space)
    QTest.keyClick(popup.list, Qt.Key.Key_Down)
    QTest.keyClick(popup.list, Qt.Key.Key_Space)
    QTest.keyClick(popup.list, Qt.Key.Key_Escape)
    shown.wait()
    assert panel.mal.names.text() == "Mål 1\nMål 2"
    assert [one["mal_id"] for one in find(shown.register, "risk_mal", risk_id=risk)] == mal[1:3]
    assert events(shown.register) == before + 1
    session.undo()
    shown.wait()
    assert panel.mal.names.text() == "Inga andra mål."


def test_the_mal_of_a_decided_risk_can_only_be_read(qtbot: QtBot, session: Session) -> None:
    _, panel, _ = open_risk(qtbot, session, "R-01", 0)
    assert panel.mal.isVisible()
    assert not panel.mal.choose.isVisible()

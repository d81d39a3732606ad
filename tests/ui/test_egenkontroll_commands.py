"""The year's egenkontroll from the window: one file for the kvalitetsberättelse, and one for each unit."""

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QFileDialog

from internkontroll.services import aterkoppling
from tests.ui.journey import Mouse


def choose_file(monkeypatch: pytest.MonkeyPatch, place: str, kind: str) -> list[str]:
    """Somebody answers the file dialog; the list gets the name that was suggested and what there was to choose."""
    seen: list[str] = []

    def answer(_parent: object, _title: str, name: str, kinds: str, *_more: object) -> tuple[str, str]:
        seen.extend([Path(name).name, kinds])
        return place, kind

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return seen


def choose_folder(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: place)


@pytest.mark.parametrize(
    ("typed", "kind", "written"),
    [
        ("egenkontroll-2026.docx", "Word (*.docx)", "egenkontroll-2026.docx"),
        ("egenkontroll-2026.docx", "PDF (*.pdf)", "egenkontroll-2026.pdf"),
        ("året.xlsx", "Word (*.docx)", "året.xlsx"),
        ("året", "Excel (*.xlsx)", "året.xlsx"),
        ("året v2.1", "PDF (*.pdf)", "året v2.1.pdf"),
    ],
)
def test_the_compilation_is_written_as_what_was_chosen(
    mouse: Mouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, kind: str, written: str
) -> None:
    seen = choose_file(monkeypatch, str(tmp_path / typed), kind)
    mouse.shell.actions.compilation.trigger()
    mouse.settle()
    assert seen == ["egenkontroll-2026.docx", "Word (*.docx);;PDF (*.pdf);;Excel (*.xlsx)"]
    assert mouse.said == f"Sparat: {tmp_path / written}"
    assert (tmp_path / written).read_bytes()[:2] == (b"%P" if written.endswith(".pdf") else b"PK")


def test_every_unit_gets_its_page_and_the_folder_is_remembered(
    mouse: Mouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_folder(monkeypatch, str(tmp_path / "enheter"))
    mouse.shell.actions.feedback.trigger()
    mouse.settle()
    count = len(list((tmp_path / "enheter").glob("aterkoppling-2026-*.pdf")))
    assert count > 5
    assert mouse.said == f"Sparat: {count} återkopplingar i {tmp_path / 'enheter'}"
    assert mouse.shell.settings.value("dokument/mapp", "") == str(tmp_path / "enheter")


def test_the_strip_says_how_far_it_has_come_and_can_stop_it(
    mouse: Mouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn, go_on = Event(), Event()
    render = aterkoppling._RENDERERS[".pdf"]

    def slow(*page: object) -> None:
        if drawn.is_set():
            go_on.wait(10)
        render(*page)  # type: ignore[arg-type]
        drawn.set()

    monkeypatch.setitem(aterkoppling._RENDERERS, ".pdf", slow)
    choose_folder(monkeypatch, str(tmp_path))
    mouse.shell.actions.feedback.trigger()
    strip = mouse.shell.progress
    mouse.until(lambda: strip.isVisible() and strip.bar.value() == 1)
    assert strip.bar.maximum() > 5
    strip.cancel.click()
    go_on.set()
    mouse.settle()
    assert mouse.said.startswith("Avbrutet. 1 av ")
    assert [path.suffix for path in tmp_path.glob("aterkoppling*")] == [".pdf"]
    assert not strip.isVisible()


def test_an_answer_of_no_writes_nothing(mouse: Mouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sorted(tmp_path.iterdir())
    choose_file(monkeypatch, "", "")
    choose_folder(monkeypatch, "")
    mouse.shell.actions.compilation.trigger()
    mouse.shell.actions.feedback.trigger()
    mouse.settle()
    assert mouse.said == ""
    assert sorted(tmp_path.iterdir()) == before


def test_the_commands_stand_in_the_menu_avsnitt_and_need_a_plan(mouse: Mouse) -> None:
    menu = mouse.shell.window.menus[4]
    assert [action.text().replace("&", "") for action in menu.actions()][-2:] == [
        *("Sammanställning till kvalitetsberättelsen…", "Återkoppling till enheterna…"),
    ]
    mouse.shell.session.choose(None)
    assert not mouse.shell.actions.compilation.isEnabled()
    assert not mouse.shell.actions.feedback.isEnabled()

"""Samples in the window: drawn out of pasted references, kept, copied, and said in words what they mean."""

from collections.abc import Iterator
from datetime import date
from typing import TypeVar

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from internkontroll.db.models import stickprov, utfall
from internkontroll.db.session import Register
from internkontroll.domain.egenkontroll.urval import draw
from internkontroll.ui.records import make_panel
from internkontroll.ui.records.egenkontroll_panel import EgenkontrollPanel
from internkontroll.ui.records.stickprov import SampleDialog
from internkontroll.ui.records.stickprov_dra import DrawDialog
from internkontroll.ui.session import Session
from tests.services.edits import find
from tests.services.sammanhangen import change
from tests.ui.conftest import wait_idle

D = TypeVar("D", bound=QDialog)
REFERENCES = [f"ÄRENDE-{number:03}" for number in range(1, 41)]


class Sampling:
    """A tillfälle in its record, and the dialogs that come of it."""

    def __init__(self, qtbot: QtBot, session: Session) -> None:
        self.qtbot, self.session = qtbot, session
        assert session.path is not None
        self.register = Register(session.path, "prov")
        self.utfall = find(self.register, "utfall", borttagen=None)[-1]
        panel = make_panel("egenkontroll", session)
        assert isinstance(panel, EgenkontrollPanel)
        self.panel = panel
        panel.resize(700, 900)
        panel.show()
        panel.show_record("egenkontroll", self.utfall["egenkontroll_id"])
        self.wait()

    def wait(self) -> None:
        wait_idle(self.qtbot, self.session)

    def see(self, kind: type[D]) -> D:
        self.wait()
        return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())

    def open(self) -> SampleDialog:
        self.panel.show_utfall(self.utfall["id"])
        self.wait()
        self.panel.utfall.sample.click()
        return self.see(SampleDialog)

    def draw(self, dialog: SampleDialog, references: list[str], **fields: str) -> DrawDialog:
        dialog.draw.click()
        form = self.see(DrawDialog)
        form.references.setPlainText("\n".join(references))
        for row in form.rows:
            row.editor.set_text(fields.get(row.falt.namn, ""))
        form.accept()
        self.wait()
        return form

    def kept(self) -> int:
        return len(find(self.register, "stickprov"))


@pytest.fixture
def sampling(qtbot: QtBot, session: Session) -> Iterator[Sampling]:
    sampling = Sampling(qtbot, session)
    yield sampling
    for kind in (DrawDialog, SampleDialog):  # as a person can: first what stands in front
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, kind) and dialog.isVisible():
                dialog.reject()
        sampling.wait()
    # Not by qtbot, which does it before this: the dialogs answer to the panel's window.
    sampling.panel.close()
    sampling.panel.deleteLater()


def test_a_sample_is_drawn_listed_and_copied(sampling: Sampling) -> None:
    assert not sampling.panel.utfall.sample.isVisible()  # no tillfälle is chosen
    dialog = sampling.open()
    assert dialog.said.text().startswith("Inget urval är draget")
    assert not dialog.copy.isEnabled()
    assert [one.isVisible() for one in (dialog.list, dialog.verdict, dialog.draw)] == [False, False, True]
    sampling.draw(dialog, [*REFERENCES, "", "  "], omfattning="Utredningar i mars", antal="8", fro="frö åäö")
    assert dialog.list.isVisible()
    drawn = draw(REFERENCES, 8, "frö åäö")
    assert dialog.list.toPlainText().split("\n") == drawn
    assert dialog.which.currentText() == "Utredningar i mars: 8 av 40"
    dialog.copy.click()
    assert QGuiApplication.clipboard().text().split("\n") == drawn
    dialog.protocol.click()
    protocol = QGuiApplication.clipboard().text()
    assert all(reference in protocol for reference in REFERENCES)
    assert "Frö: frö åäö" in protocol
    assert "sha256-fisher-yates-1" in protocol


def test_another_sample_leaves_the_first_one_and_undo_takes_it_back(sampling: Sampling) -> None:
    dialog = sampling.open()
    sampling.draw(dialog, REFERENCES, omfattning="Första", antal="3")
    first = dialog.list.toPlainText()
    sampling.draw(dialog, REFERENCES, omfattning="Andra", andel="11")
    assert dialog.which.currentText() == "Andra: 5 av 40"
    dialog.which.setCurrentIndex(1)
    assert dialog.list.toPlainText() == first
    sampling.session.undo()
    sampling.wait()
    dialog.read()
    sampling.wait()
    assert [dialog.which.itemText(place) for place in range(dialog.which.count())] == ["Första: 3 av 40"]


@pytest.mark.parametrize(
    ("references", "said"),
    [
        ([*REFERENCES[:2], "850709-9805"], "Rad 3 ser ut som ett personnummer"),
        ([*REFERENCES[:2], "8507099805"], "Rad 3 ser ut som ett personnummer"),
        ([*REFERENCES[:2], REFERENCES[0]], "Rad 3: ”ÄRENDE-001” står redan tidigare"),
        ([], "minst en"),
    ],
)
def test_references_that_cannot_be_taken_are_said_with_their_line(
    sampling: Sampling, references: list[str], said: str
) -> None:
    form = sampling.draw(sampling.open(), references, omfattning="Utredningar", antal="1")
    assert said in form.wrong.text()
    assert form.references.hasFocus()
    assert form.references.accessibleDescription() == form.wrong.text()
    assert form.references.toPlainText().split("\n") == (references or [""])
    assert sampling.kept() == 0


@pytest.mark.parametrize(
    "fields",
    [
        {"omfattning": "Utredningar"},
        {"omfattning": "Utredningar", "antal": "2", "andel": "10"},
        {"omfattning": "Utredningar", "antal": "41"},
        {"omfattning": "Utredningar", "andel": "101"},
        {"antal": "2"},
        {"omfattning": "Utredning om 850709-9805", "antal": "2"},
    ],
)
def test_what_is_to_be_drawn_is_asked_for_until_it_can_be(sampling: Sampling, fields: dict[str, str]) -> None:
    form = sampling.draw(sampling.open(), REFERENCES, **fields)
    assert form.isVisible()
    assert form.error or any(row.error for row in form.rows)
    assert sampling.kept() == 0


def test_the_result_is_said_in_plain_words(sampling: Sampling) -> None:
    numbers = {"antal_granskade": 20, "antal_avvikelser": 3, "datum": date(2026, 4, 1)}
    change(sampling.register, utfall, utfall.c.id == sampling.utfall["id"], **numbers)
    dialog = sampling.open()
    sampling.draw(dialog, REFERENCES, omfattning="Utredningar", antal="20")
    assert dialog.verdict.text() == (
        "3 av 20 granskade akter har brister, 15 %. Bland alla akter är det mellan 5 och 37 %, med 95 % säkerhet."
    )


def test_a_sample_that_somebody_has_tampered_with_says_so(sampling: Sampling) -> None:
    dialog = sampling.open()
    sampling.draw(dialog, REFERENCES, omfattning="Utredningar", antal="2")
    assert not dialog.changed.isVisible()
    change(sampling.register, stickprov, stickprov.c.utfall_id == sampling.utfall["id"], fro="ett annat")
    dialog.read()
    sampling.wait()
    assert "ändrat urvalet" in dialog.changed.text()


def test_in_a_closed_plan_samples_are_only_read(sampling: Sampling) -> None:
    utfall_id = find(sampling.register, "utfall", borttagen=None)[0]["id"]  # of the year before
    sampling.utfall = find(sampling.register, "utfall", id=utfall_id)[0]
    sampling.panel.show_record("egenkontroll", sampling.utfall["egenkontroll_id"])
    sampling.wait()
    assert not sampling.open().draw.isVisible()


def test_ten_thousand_references_are_drawn_from(sampling: Sampling) -> None:
    dialog = sampling.open()
    many = [f"A{number}" for number in range(10_000)]
    sampling.draw(dialog, many, omfattning="Alla", andel="1")
    assert len(dialog.list.toPlainText().split("\n")) == 100

"""An enhetschef logs what waits for her: by keyboard alone, and by mouse."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from bilder.window import settle as come_to_rest
from internkontroll.services.kontrollera import check
from internkontroll.ui.settings import Settings
from internkontroll.ui.widgets.answer_buttons import AnswerButtons
from tests.services.edits import find, row
from tests.ui.conftest import TODAY
from tests.ui.journey import Keys, Mouse, name_of, register_of, start
from tests.ui.rapportera import FIVE, undo_reports

MOST_KEYS = 12
HERS = "Gruppbostaden Tallbacken"


def due_line(person: Keys | Mouse) -> str:
    """The button of her line on Hem."""
    names = [name_of(one) for one in person.shell.page.findChildren(QPushButton)]
    return next(name for name in names if name.startswith("Logga") and HERS in name)


def answer(person: Keys, keys: str) -> None:
    for one in keys:
        person.key(one)


def test_a_chief_logs_five_by_keyboard_alone(qtbot: QtBot, settings: Settings, register_file: Path) -> None:
    undo_reports(register_file, FIVE)
    person = start(qtbot, settings, register_file, Keys, TODAY.replace(month=5, day=8))
    register, steps = register_of(person), []
    person.page("Hem")
    person.go_to(f"{due_line(person)}")
    before = person.steps
    person.key("Return")
    logged: list[int] = []

    def done() -> None:
        nonlocal before
        person.key("Ctrl+Return")
        steps.append(person.steps - before)
        before = person.steps
        logged[:] = [post for post in FIVE if row(register, "utfall", post)["datum"]]
        assert len(logged) == len(steps)

    answer(person, "JJJJ")
    done()
    answer(person, "J" * count_questions(person))
    done()
    answer(person, "J" * (count_questions(person) - 1) + "N")
    person.key("2")
    person.write("Öva på nytt med vikarierna")
    done()
    answer(person, "E")
    person.write("Ingen är boende här än.")
    person.key("Tab")
    answer(person, "J" * (count_questions(person) - 1))
    done()
    answer(person, "J" * count_questions(person))
    person.write("8")
    person.key("Tab")
    person.write("0")
    person.key("Tab")
    person.key("Tab")
    person.write("Allt är som det ska.")
    done()
    assert max(steps) < MOST_KEYS
    assert sorted(logged) == sorted(FIVE)
    (atgard,) = [one for one in find(register, "atgard") if one["beskrivning"] == "Öva på nytt med vikarierna"]
    graded = row(register, "utfall", atgard["utfall_id"])
    assert (graded["allvar"], graded["resultat"]) == (2, "Delvis uppfyllt")
    assert "Allt är som det ska." in [row(register, "utfall", post)["kommentar"] for post in FIVE]
    assert "Ingen är boende här än." in [
        one["kommentar"] for post in FIVE for one in find(register, "svar", utfall_id=post)
    ]
    assert check(register) == []


def count_questions(person: Keys) -> int:
    return sum(one.isVisible() and one.buttons[0].text() == "Ja" for one in person.front.findChildren(AnswerButtons))


def test_a_chief_logs_one_by_mouse(qtbot: QtBot, settings: Settings, register_file: Path) -> None:
    undo_reports(register_file, FIVE[:1])
    person = start(qtbot, settings, register_file, Mouse)
    person.page("Hem")
    person.press(due_line(person))
    come_to_rest(person.shell)
    register = register_of(person)
    asked = find(register, "kontrollpunkt", egenkontroll_id=7)
    for one in asked[:3]:
        person.press(f"Ja: {one['fraga']}")
    person.press(f"Delvis: {asked[3]['fraga']}")
    person.press("1 Mindre: Hur allvarlig är bristen?")
    person.fill("Analys och kommentar", "En vikarie saknade kläder. Rättades på plats.")
    person.press("Lämna in")
    saved = row(register, "utfall", FIVE[0])
    assert (saved["datum"], saved["allvar"], saved["resultat"]) == (TODAY, 1, "Delvis uppfyllt")
    assert person.reads("Inlämnat: Basala hygienrutiner, Gruppbostaden Tallbacken, mars")
    assert QApplication.focusWidget() is not None
    assert check(register) == []

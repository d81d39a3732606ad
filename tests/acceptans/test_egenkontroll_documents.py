"""The compilation and the feedback of the example, and of a nämnd that is hard to draw, through all checkers."""

from datetime import date
from pathlib import Path

import pytest

from internkontroll.db import models
from internkontroll.db.session import Register
from internkontroll.services.aterkoppling import write_feedback
from internkontroll.services.sammanstallning import Urval, export_compilation
from tests.acceptans.exports import check_pdf, check_word, needs_shared, run_checker
from tests.services.egenkontroll_plan import ALMEN, BJORKEN, Namnd

AFTERWARDS = Urval(2026, date(2027, 2, 1))
NASTY = "Å ä ö ŋ č – ”citat” & < > \" ' <w:p/> https://www.example.se/rutin"


@pytest.fixture(scope="module")
def folder(example_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both documents of the example."""
    folder = tmp_path_factory.mktemp("egenkontroll")
    write(Register(example_file, "prov"), folder / "exempel", "Gruppbostaden Tallbacken", "Öppenvården vuxna")
    return folder


def write(register: Register, folder: Path, *units: str) -> None:
    folder.mkdir()
    for ending in (".docx", ".pdf", ".xlsx"):
        export_compilation(register, folder / f"aret{ending}", AFTERWARDS)
    for kind in (".docx", ".pdf"):
        for enhet in units:
            write_feedback(register, folder, AFTERWARDS, kind=kind, enhet=enhet)


@pytest.fixture
def nasty(register: Register, tmp_path: Path) -> Path:
    """The same of a nämnd with one egenkontroll whose every text is hard to write."""
    namnd = Namnd(register)
    control = namnd.generated(ALMEN, BJORKEN, namn=NASTY, omrade=NASTY, fragor=({"fraga": NASTY},))
    for unit in (ALMEN, BJORKEN):
        utfall = namnd.do(control, unit, 3, resultat="Ej uppfyllt", allvar=5, kommentar=NASTY)
        with register.write("Svar") as writer:
            keys = {"egenkontroll_id": control, "utfall_id": utfall, "kontrollpunkt_id": 1}
            writer.insert(models.svar, keys | {"svar": "Nej", "kommentar": NASTY})
            writer.insert(models.atgard, {"plan_id": 1, "utfall_id": utfall, "ordning": unit, "beskrivning": NASTY})
    write(register, tmp_path / "svara", "Almen")
    return tmp_path / "svara"


def found(folder: Path, ending: str) -> list[Path]:
    files = sorted(folder.glob(f"*{ending}"))
    assert files
    return files


def test_the_example_follows_the_schemas_and_can_be_read_aloud(folder: Path) -> None:
    check_word(found(folder / "exempel", ".docx"))
    check_pdf(found(folder / "exempel", ".pdf"))
    assert len(found(folder / "exempel", ".pdf")) == 3


def test_texts_that_are_hard_to_write_follow_them_too(nasty: Path) -> None:
    check_word(found(nasty, ".docx"))
    check_pdf(found(nasty, ".pdf"))
    assert len(found(nasty, ".docx")) == 2


@needs_shared
def test_the_checkers_of_accessibility_find_nothing(folder: Path) -> None:
    assert "0 findings" in run_checker("granska_docx.py", *found(folder / "exempel", ".docx"))
    assert "0 findings" in run_checker("granska_pdf.py", folder / "exempel" / "aret.pdf")

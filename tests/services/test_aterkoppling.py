"""Feedback to the units: a file each, one page each, whatever they are called and however much there is to say."""

from datetime import date
from pathlib import Path
from threading import Event

import pytest

from internkontroll.db import models
from internkontroll.db.session import Register
from internkontroll.domain.document import Paragraph
from internkontroll.domain.sammanstallning.antal import share_of, share_text
from internkontroll.domain.utseende import Utseende
from internkontroll.errors import EnvironmentFailed, WrongUsage
from internkontroll.export.pdf import render_pdf
from internkontroll.files import Stopped, stopping
from internkontroll.paths import FONTS
from internkontroll.services import aterkoppling
from internkontroll.services.aterkoppling import write_feedback
from internkontroll.services.sammanstallning import Urval
from tests.export.pdf_reader import Pages
from tests.export.word_files import a_document
from tests.services.edits import find
from tests.services.egenkontroll_plan import ALMEN, BJORKEN, Namnd
from tests.services.sammanhangen import done_of_year

AFTERWARDS = Urval(2026, date(2027, 2, 1))


def text_of(path: Path) -> str:
    return " ".join(" ".join(Pages(path.read_bytes()).texts()).split())


def call(namnd: Namnd, enhet: int, namn: str) -> None:
    (row,) = find(namnd.register, "enhet_version", enhet_id=enhet)
    with namnd.register.write("Namn") as writer:
        writer.update(models.enhet_version, row, {"namn": namn})


def test_every_unit_gets_a_page_of_its_own(example: Register, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    files = write_feedback(example, tmp_path / "ut" / "enheter", AFTERWARDS, progress=lambda *step: seen.append(step))
    assert seen == [(number, 8) for number in range(1, 9)]
    assert sorted(path.name for path in (tmp_path / "ut" / "enheter").iterdir()) == sorted(path.name for path in files)
    for path in files:
        name = path.stem.removeprefix("aterkoppling-2026-")
        assert len(Pages(path.read_bytes())) == 1
        assert f"Återkoppling 2026: {name}" in text_of(path)


def test_a_page_says_how_it_went_what_failed_what_is_missing_and_what_was_done(
    example: Register, tmp_path: Path
) -> None:
    (path,) = write_feedback(example, tmp_path, AFTERWARDS, enhet=" gruppbostaden tallbacken ")
    own = share_of(*done_of_year(example, "Gruppbostaden Tallbacken"), "planerade egenkontroller")
    said = text_of(path)
    for text in (
        f"har ni gjort {own}. Det är en minskning från 100 % 2025.",
        f"I alla enheter tillsammans: {share_text(*done_of_year(example))}.",
        "Saknas: juli",
        "Är varje dos signerad av den som gav den? (1 Nej och 1 Delvis)",
        "brast även i 2 andra enheter",
        "Följa upp saknade signeringar med berörd medarbetare inom ett dygn (Klart; hjälpte den? Ja)",
    ):
        assert text in said


def test_the_names_of_files_are_such_that_windows_takes_them(namnd: Namnd, tmp_path: Path) -> None:
    namnd.generated(ALMEN, BJORKEN, *range(4, 6))
    for unit, name in ((ALMEN, "Natt/dag: *1* ..."), (BJORKEN, "Åsen"), (4, "åsen"), (5, "x" * 10_000)):
        call(namnd, unit, name)
    names = {path.name for path in write_feedback(namnd.register, tmp_path, AFTERWARDS)}
    assert names == {
        *("aterkoppling-2026-Natt dag 1.pdf", "aterkoppling-2026-Åsen.pdf", "aterkoppling-2026-åsen 2.pdf"),
        f"aterkoppling-2026-{'x' * 80}.pdf",
    }


def test_units_of_the_same_name_get_a_file_each(namnd: Namnd, tmp_path: Path) -> None:
    namnd.generated(ALMEN, BJORKEN)
    call(namnd, BJORKEN, "Almen")
    names = [path.name for path in write_feedback(namnd.register, tmp_path, AFTERWARDS)]
    assert names == ["aterkoppling-2026-Almen.pdf", "aterkoppling-2026-Almen 2.pdf"]
    assert {path.name for path in tmp_path.glob("*.pdf")} == set(names)


def test_a_unit_is_asked_for_by_its_whole_name(namnd: Namnd, tmp_path: Path) -> None:
    namnd.generated(ALMEN, BJORKEN)
    call(namnd, BJORKEN, "Almen norra")
    (path,) = write_feedback(namnd.register, tmp_path, AFTERWARDS, enhet="almen")
    assert path.name == "aterkoppling-2026-Almen.pdf"
    with pytest.raises(WrongUsage, match=r"heter norra\. Enheter: Almen, Almen norra\."):
        write_feedback(namnd.register, tmp_path, AFTERWARDS, enhet="norra")


def test_a_unit_that_nothing_was_asked_of_gets_no_page(namnd: Namnd, tmp_path: Path) -> None:
    namnd.generated(ALMEN)
    assert [path.name for path in write_feedback(namnd.register, tmp_path, AFTERWARDS)] == [
        "aterkoppling-2026-Almen.pdf"
    ]
    with pytest.raises(WrongUsage, match=r"heter Björken\. Enheter: Almen\."):
        write_feedback(namnd.register, tmp_path, AFTERWARDS, enhet="Björken")


def test_a_year_without_egenkontroller_writes_nothing(namnd: Namnd, tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="inget att återkoppla"):
        write_feedback(namnd.register, tmp_path / "ut", AFTERWARDS)
    assert not (tmp_path / "ut").exists()


def test_stopping_keeps_whole_files_and_says_how_many(example: Register, tmp_path: Path) -> None:
    stop = Event()

    def stop_after_two(done: int, _total: int) -> None:
        if done == 2:
            stop.set()

    with stopping(stop), pytest.raises(Stopped, match=r"Avbrutet\. 2 av 8 återkopplingar är skrivna i"):
        write_feedback(example, tmp_path / "ut", AFTERWARDS, progress=stop_after_two)
    files = sorted((tmp_path / "ut").iterdir())
    assert [path.suffix for path in files] == [".pdf", ".pdf"]
    assert [len(Pages(path.read_bytes())) for path in files] == [1, 1]


def test_a_folder_that_is_a_file_or_cannot_be_made_is_refused(example: Register, tmp_path: Path) -> None:
    taken = tmp_path / "fil"
    taken.write_bytes(b"before")
    with pytest.raises(WrongUsage, match="Ange en mapp"):
        write_feedback(example, taken, AFTERWARDS)
    with pytest.raises(EnvironmentFailed):
        write_feedback(example, taken / "under", AFTERWARDS)
    assert taken.read_bytes() == b"before"


def many(namnd: Namnd, count: int) -> None:
    """As many egenkontroller as nobody has, with long names, all of them missing or with a brist."""
    for number in range(count):
        control = namnd.generated(
            ALMEN, namn=f"{number} {'Dokumentationsskyldighet ' * 8}", fragor=({"fraga": f"Fråga {number}? " * 50},)
        )
        utfall = namnd.do(control, ALMEN, 3, resultat="Ej uppfyllt")
        (point,) = find(namnd.register, "kontrollpunkt", egenkontroll_id=control)
        keys = {"egenkontroll_id": control, "utfall_id": utfall, "kontrollpunkt_id": point["id"]}
        with namnd.register.write("Svar") as writer:
            writer.insert(models.svar, keys | {"svar": "Nej"})
            values = {"plan_id": 1, "utfall_id": utfall, "ordning": number, "beskrivning": "Åtgärd " * 1_400}
            writer.insert(models.atgard, values)


def test_the_page_is_one_however_much_there_is(namnd: Namnd, tmp_path: Path) -> None:
    many(namnd, 12)
    call(namnd, ALMEN, "Almen " * 60)
    (path,) = write_feedback(namnd.register, tmp_path, AFTERWARDS)
    assert len(Pages(path.read_bytes())) == 1
    assert "Övriga" in text_of(path)


def test_the_page_is_one_with_the_widest_margins_too(
    namnd: Namnd, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(namnd, 6)
    monkeypatch.setattr(aterkoppling, "load_utseende", lambda *_: Utseende(marginal_mm=40))
    (path,) = write_feedback(namnd.register, tmp_path, AFTERWARDS)
    assert len(Pages(path.read_bytes())) == 1


def test_word_files_have_the_same_page(example: Register, tmp_path: Path) -> None:
    files = write_feedback(example, tmp_path, AFTERWARDS, kind=".docx", enhet="Familjehemsenheten")
    assert [path.name for path in files] == ["aterkoppling-2026-Familjehemsenheten.docx"]


def test_rendering_says_how_many_pages_there_are(tmp_path: Path) -> None:
    with (tmp_path / "a.pdf").open("wb") as stream:
        count = render_pdf(a_document(*[Paragraph("Stycke")] * 100), stream, FONTS)
    assert count == len(Pages((tmp_path / "a.pdf").read_bytes())) > 1


def test_ctrl_c_says_how_many_are_written_too(example: Register, tmp_path: Path) -> None:
    def interrupt(*_step: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(Stopped, match=r"1 av 8 återkopplingar är skrivna"):
        write_feedback(example, tmp_path, AFTERWARDS, progress=interrupt)
    assert len(list(tmp_path.glob("*.pdf"))) == 1

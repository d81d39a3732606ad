"""Choosing how a nämnd's documents look: checked before it is saved, logged, undone, and used by every export."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from internkontroll.db.models import handelse, innehall, namnd, utseende
from internkontroll.db.session import Register
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.utseende import Utseende
from internkontroll.errors import EnvironmentFailed, InputRefused, WrongUsage
from internkontroll.services.angra import undo
from internkontroll.services.exportera import export_report
from internkontroll.services.kontrollera import check
from internkontroll.services.paket import make_paket
from internkontroll.services.utseende import MAX_LOGOTYP, Val, reset_utseende, save_utseende, show_utseende
from tests.export.pdf_reader import FONTS, Pages
from tests.export.pictures import RED, VERA, picture
from tests.export.test_word_mall import template
from tests.export.word_files import paragraphs, part

APRIL = Tillfalletyp.APRIL
ITALIC, BOLD_ITALIC = FONTS / "Carlito-Italic.ttf", FONTS / "Carlito-BoldItalic.ttf"


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    path = tmp_path / "vapen.png"
    path.write_bytes(picture())
    return path


@pytest.fixture
def mall(tmp_path: Path) -> Path:
    path = tmp_path / "mall.dotx"
    path.write_bytes(template())
    return path


def look(register: Register) -> Utseende:
    return show_utseende(register)[1]


def events(register: Register) -> list[tuple[int, str]]:
    with register.read() as connection:
        return [(row.id, row.rubrik) for row in connection.execute(select(handelse).order_by(handelse.c.id))]


def test_without_a_choice_it_is_the_programs_own(example: Register) -> None:
    assert show_utseende(example) == ("Socialnämnden", Utseende())


def test_what_is_chosen_is_read_back_and_the_rest_stays(example: Register, logo: Path, mall: Path) -> None:
    assert save_utseende(example, None, Val(ITALIC, BOLD_ITALIC, logo, " Vapen ", farg="#7a0019")) == ()
    save_utseende(example, "Socialnämnden", Val(marginal_mm=30, ordmall=mall))
    assert look(example) == Utseende(
        ITALIC.read_bytes(),
        BOLD_ITALIC.read_bytes(),
        picture(),
        "Vapen",
        30,
        "7A0019",
        mall.read_bytes(),
    )
    assert [rubrik for _, rubrik in events(example)[-2:]] == ["Välj dokumentens utseende"] * 2
    assert check(example) == []


def test_a_choice_is_undone_and_redone(example: Register, logo: Path) -> None:
    save_utseende(example, None, Val(logotyp=logo, logotyp_alt="Vapen"))
    undo(example, events(example)[-1][0])
    assert look(example) == Utseende()
    undo(example, events(example)[-1][0])
    assert look(example).logotyp == picture()
    assert check(example) == []


def test_reset_goes_back_and_is_undone(example: Register) -> None:
    save_utseende(example, None, Val(marginal_mm=30))
    reset_utseende(example)
    assert look(example) == Utseende()
    undo(example, events(example)[-1][0])
    assert look(example).marginal_mm == 30


def test_choosing_the_same_again_leaves_no_trace(example: Register, logo: Path) -> None:
    for _ in range(2):
        save_utseende(example, None, Val(logotyp=logo, logotyp_alt="Vapen"))
    assert [rubrik for _, rubrik in events(example)].count("Välj dokumentens utseende") == 1


def test_the_log_holds_no_files(example: Register, logo: Path) -> None:
    save_utseende(example, None, Val(logotyp=logo, logotyp_alt="Vapen"))
    with example.read() as connection:
        logged = connection.exec_driver_sql("SELECT group_concat(blev) FROM handelserad").scalar_one()
        assert connection.execute(select(innehall.c.sha256)).scalar_one() in logged
    assert "PNG" not in logged


def test_letters_of_sami_that_the_fonts_lack_are_told(example: Register) -> None:
    notes = save_utseende(example, None, Val(VERA / "Vera.ttf", VERA / "VeraBd.ttf"))
    assert [note.split()[0] for note in notes] == ["Vera.ttf", "VeraBd.ttf"]
    assert all("samiska bokstäver: " in note and "ŧ" in note for note in notes)


# --- what is refused ------------------------------------------------------------------------------------------------


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


REFUSED: dict[str, tuple[Callable[[Path], Val], type[Exception], str]] = {
    "half a font": (lambda _: Val(typsnitt=ITALIC), WrongUsage, "Välj både --typsnitt och"),
    "no font": (lambda at: Val(write(at / "x.ttf", b"x"), write(at / "y.ttf", b"y")), InputRefused, "x.ttf: filen är"),
    "no alt": (lambda at: Val(logotyp=write(at / "l.png", picture())), WrongUsage, "Beskriv logotypen"),
    "blank alt": (lambda at: Val(logotyp=write(at / "l.png", picture()), logotyp_alt=" "), WrongUsage, "Beskriv"),
    "alt alone": (lambda _: Val(logotyp_alt="Vapen"), WrongUsage, "ingen logotyp att beskriva"),
    "no picture": (lambda at: Val(logotyp=write(at / "l.svg", b"<svg/>"), logotyp_alt="V"), InputRefused, "l.svg: "),
    "large picture": (
        lambda at: Val(logotyp=write(at / "l.png", bytes(MAX_LOGOTYP + 1)), logotyp_alt="V"),
        InputRefused,
        "större än 5 MB",
    ),
    "narrow": (lambda _: Val(marginal_mm=9), InputRefused, "Välj 10–40 mm"),
    "wide": (lambda _: Val(marginal_mm=41), InputRefused, "Välj 10–40 mm"),
    "light": (lambda _: Val(farg="FFD700"), InputRefused, "för ljus"),
    "no template": (lambda at: Val(ordmall=write(at / "m.dotx", b"x")), InputRefused, "m.dotx: Mallen"),
    "no file": (lambda at: Val(ordmall=at / "borta.dotx"), EnvironmentFailed, "finns inte"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cant_be_used_is_refused_and_nothing_is_saved(example: Register, tmp_path: Path, case: str) -> None:
    make, kind, said = REFUSED[case]
    before = events(example)
    with pytest.raises(kind, match=said):
        save_utseende(example, None, make(tmp_path))
    assert look(example) == Utseende()
    assert events(example) == before


def test_an_unknown_namnd_is_refused_with_those_that_there_are(example: Register) -> None:
    with pytest.raises(WrongUsage, match=r"ingen nämnd som heter Bygg.*Socialnämnden"):
        save_utseende(example, "Bygg", Val(marginal_mm=30))


def test_a_register_without_namnder_says_so(register: Register) -> None:
    with pytest.raises(WrongUsage, match="inga nämnder"):
        show_utseende(register)


# --- exports --------------------------------------------------------------------------------------------------------


def test_pdf_and_word_have_the_look(example: Register, logo: Path, mall: Path, tmp_path: Path) -> None:
    save_utseende(example, None, Val(logotyp=logo, logotyp_alt="Vapen", ordmall=mall, farg="7A0019"))
    for name in ("a.pdf", "a.docx"):
        export_report(example, tmp_path / name, 2026, APRIL)
    pages = Pages((tmp_path / "a.pdf").read_bytes())
    assert pages.shows_color(1, RED)
    assert pages.shows_color(1, "7A0019")
    texts = paragraphs(part((tmp_path / "a.docx").read_bytes(), "word/document.xml"))
    assert (texts[0], texts[-1]) == ("Ängsö kommun", "Kolofon")


def test_the_package_has_the_same_files_as_the_exports(example: Register, logo: Path, tmp_path: Path) -> None:
    save_utseende(example, None, Val(logotyp=logo, logotyp_alt="Vapen", marginal_mm=30))
    export_report(example, tmp_path / "a.pdf", 2026, APRIL)
    make_paket(example, tmp_path / "a.zip", 2026, APRIL)
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        (name,) = [one for one in archive.namelist() if one.endswith(".pdf")]
        assert archive.read(name) == (tmp_path / "a.pdf").read_bytes()


def test_a_character_that_the_chosen_font_lacks_leaves_the_old_file(example: Register, tmp_path: Path) -> None:
    save_utseende(example, None, Val(VERA / "Vera.ttf", VERA / "VeraBd.ttf"))
    with example.write("Byt namn") as writer:
        row = writer.connection.execute(select(namnd)).one()
        writer.update(namnd, row._mapping, {"namn": "Ruŧnämnden"})
    target = tmp_path / "a.pdf"
    target.write_bytes(b"the old one")
    with pytest.raises(InputRefused, match=r"Tecknet ŧ .* i texten ”.*Ruŧ.*” finns inte i typsnittet Bitstream"):
        export_report(example, target, 2026, APRIL)
    assert target.read_bytes() == b"the old one"


def test_one_row_for_each_namnd(example: Register) -> None:
    for margin in (20, 30):
        save_utseende(example, None, Val(marginal_mm=margin))
    with example.read() as connection:
        assert [row.marginal_mm for row in connection.execute(select(utseende))] == [30]

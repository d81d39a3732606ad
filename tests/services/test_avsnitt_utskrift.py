"""The section on its way out: every document follows the chosen parts and layout; the preview saves nothing."""

import re
import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from internkontroll.db.session import Register
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.underlag import Delval
from internkontroll.domain.words import Avsnittsdel, Layout, Textdel
from internkontroll.errors import InputRefused
from internkontroll.paths import WORD_TEMPLATE
from internkontroll.services.angra import undo
from internkontroll.services.avsnitt import (
    load_preview,
    namnd_name,
    preview,
    preview_insertion,
    set_disposition,
    set_layout,
    set_text,
)
from internkontroll.services.exportera import export_report
from internkontroll.services.infoga import Urval, insert_section
from internkontroll.services.paket import make_paket
from tests.services.sammanhangen import at

APRIL = Tillfalletyp.APRIL
HEADINGS = (
    "Systematiska kontroller",
    "Sammanfattning av nämndens",
    "Plan för uppföljning och insyn",
    "Förändringar sedan",
)
CHOSEN = (Avsnittsdel.KONTROLLER, Avsnittsdel.SAMMANFATTNING, Avsnittsdel.FORANDRINGAR)
BY_MAL = "Riskreducerande åtgärder"


def word_text(data: bytes) -> str:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return re.sub(r"<[^>]+>", " ", archive.read("word/document.xml").decode())


def pdf_text(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        return " ".join(page.get_textpage().get_text_range() for page in document).replace("\r\n", " ")


READERS = {".docx": word_text, ".pdf": pdf_text}


def exported(register: Register, folder: Path, ending: str, layout: Layout | None = None) -> str:
    target = folder / f"avsnitt{ending}"
    export_report(register, target, 2026, APRIL, layout=layout)
    return READERS[ending](target.read_bytes())


def headings(text: str) -> list[str]:
    """Those of the headings that are there, in their order."""
    return sorted((heading for heading in HEADINGS if heading in text), key=text.index)


def choose(register: Register, *parts: Avsnittsdel) -> int | None:
    rest = (part for part in Avsnittsdel if part not in parts)
    disposition = [*map(Delval, parts), *(Delval(part, med=False) for part in rest)]
    return set_disposition(register, at(register, APRIL), disposition).handelse_id


@pytest.mark.parametrize("ending", READERS)
def test_word_and_pdf_have_the_chosen_parts_in_their_order(example: Register, tmp_path: Path, ending: str) -> None:
    usual = headings(exported(example, tmp_path, ending))
    assert usual == ["Sammanfattning av nämndens", "Systematiska kontroller", "Plan för uppföljning och insyn"]
    operation = choose(example, *CHOSEN)
    assert headings(exported(example, tmp_path, ending)) == [HEADINGS[0], HEADINGS[1], HEADINGS[3]]
    assert operation is not None
    undo(example, operation)
    assert headings(exported(example, tmp_path, ending)) == usual


@pytest.mark.parametrize("ending", READERS)
def test_word_and_pdf_have_the_chosen_layout_unless_another_is_asked_for(
    example: Register, tmp_path: Path, ending: str
) -> None:
    assert BY_MAL not in exported(example, tmp_path, ending)
    set_layout(example, at(example, APRIL), Layout.MAL)
    assert BY_MAL in exported(example, tmp_path, ending)
    assert BY_MAL not in exported(example, tmp_path, ending, Layout.PROCESS)


def test_the_paket_and_the_host_document_follow_too(example: Register, tmp_path: Path) -> None:
    choose(example, *CHOSEN)
    make_paket(example, tmp_path / "april.zip", 2026, APRIL)
    with zipfile.ZipFile(tmp_path / "april.zip") as archive:
        texts = [
            READERS[Path(name).suffix](archive.read(name))
            for name in archive.namelist()
            if name.endswith((".docx", ".pdf"))
        ]
    host = Path(shutil.copy(WORD_TEMPLATE, tmp_path / "rapport.docx"))
    insert_section(example, Urval(2026, APRIL), host)
    texts.append(word_text(host.read_bytes()))
    assert [headings(text) for text in texts] == [[HEADINGS[0], HEADINGS[1], HEADINGS[3]]] * 3


# --- preview ----------------------------------------------------------------------------------------------------------


def shown(register: Register, draft: dict[Textdel, str] | None = None) -> str:
    with register.read() as connection:
        return pdf_text(preview(connection, at(register, APRIL), draft))


def test_the_preview_is_the_exported_pdf(example: Register, tmp_path: Path) -> None:
    choose(example, *CHOSEN)
    export_report(example, tmp_path / "a.pdf", 2026, APRIL)
    with example.read() as connection:
        assert preview(connection, at(example, APRIL)) == (tmp_path / "a.pdf").read_bytes()


def test_a_draft_is_seen_and_never_saved(example: Register) -> None:
    before = example.path.read_bytes()
    text = shown(example, {Textdel.SAMMANFATTNING: "Ett utkast om {antal risker} risker.", Textdel.STRUKTUR: "Nytt."})
    assert re.search(r"Ett utkast om \d+ risker\.", text)
    assert "Nytt." in text
    assert "Ett utkast" not in shown(example)
    assert example.path.read_bytes() == before


def test_a_draft_that_is_emptied_takes_its_part_away(example: Register) -> None:
    assert "Sammanfattning av nämndens" not in shown(example, {Textdel.SAMMANFATTNING: " "})


def test_a_misspelt_field_is_pointed_out_in_the_preview_and_refused_at_the_export(
    example: Register, tmp_path: Path
) -> None:
    assert "Vi har [Fältet ”antal katter” finns inte]." in shown(example, {Textdel.STRUKTUR: "Vi har {antal katter}."})
    set_text(example, at(example, APRIL), Textdel.STRUKTUR, "Vi har {antal katter}.")
    assert "finns inte" in shown(example)
    with pytest.raises(InputRefused, match="antal katter"):
        export_report(example, tmp_path / "a.pdf", 2026, APRIL)


def test_half_a_field_is_shown_as_it_is_typed(example: Register) -> None:
    assert "Vi har {antal ris" in shown(example, {Textdel.STRUKTUR: "Vi har {antal ris"})


def test_pages_can_be_made_again_without_the_register(example: Register) -> None:
    with example.read() as connection:
        pages = load_preview(connection, at(example, APRIL))
    example.path.unlink()
    assert "Utan register." in pdf_text(pages.render({Textdel.STRUKTUR: "Utan register."}))
    assert "Igen." in pdf_text(pages.render({Textdel.STRUKTUR: "Igen."}))


# --- what infoga would do ---------------------------------------------------------------------------------------------


def test_what_infoga_would_change_is_told_and_nothing_is_written(example: Register, tmp_path: Path) -> None:
    sammanhang = at(example, APRIL)
    host = Path(shutil.copy(WORD_TEMPLATE, tmp_path / "rapport.docx"))
    before = host.read_bytes()
    first = preview_insertion(example, sammanhang, host)
    assert (first.andrat, first.fanns, first.andringar) == (True, False, ())
    assert first.plats
    assert host.read_bytes() == before
    insert_section(example, Urval(2026, APRIL), host)
    assert not preview_insertion(example, sammanhang, host).andrat
    set_text(example, sammanhang, Textdel.SAMMANFATTNING, "En helt ny sammanfattning.")
    again = preview_insertion(example, sammanhang, host)
    assert (again.andrat, again.fanns, again.for_hand) == (True, True, ())
    assert "En helt ny sammanfattning." in {change.blev for change in again.andringar}


def test_the_namnd_is_named_with_its_kommun(example: Register) -> None:
    with example.read() as connection:
        name = namnd_name(connection, at(example, APRIL))
    assert re.fullmatch(r"Socialnämnden \(.+ kommun\)", name)

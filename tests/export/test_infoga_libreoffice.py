"""A section that LibreOffice has saved: it drops the content control, renames styles and rewrites every run."""

from pathlib import Path

from tests.export.hosts import MAIN, changed
from tests.export.infoga_files import around, expected_texts, main, put, report, section_texts
from tests.posix import needs_pictures_of_linux

SAVED = Path(__file__).with_name("vard-libreoffice-infogad.docx")
"""`report()` put into vard-libreoffice.docx at the bookmark "Plats", saved by LibreOffice 7.4 as .docx."""

NEW = report(comment="Flytten är klar sedan maj.")


def test_the_file_is_what_it_says() -> None:
    assert b"<w:tag " not in main(SAVED.read_bytes())
    assert b"Internkontroll_Socialn" in main(SAVED.read_bytes())


@needs_pictures_of_linux
def test_nothing_changes_where_nothing_has_changed(tmp_path: Path) -> None:
    result = put(SAVED.read_bytes(), tmp_path)
    assert (result.changed, result.updated, result.data) == (False, True, SAVED.read_bytes())


def test_the_section_is_found_and_renewed_in_its_place(tmp_path: Path) -> None:
    result = put(SAVED.read_bytes(), tmp_path, NEW)
    assert (result.updated, result.edits) == (True, ())
    assert section_texts(result.data) == list(expected_texts(NEW))
    start, end = around(result.data)
    assert main(SAVED.read_bytes()).startswith(start)
    assert main(SAVED.read_bytes()).endswith(end)
    assert b"Ekonomi" in start
    assert b"Personal" in end
    again = put(result.data, tmp_path, NEW)
    assert (again.changed, again.data) == (False, result.data)


def test_what_people_wrote_there_is_found(tmp_path: Path) -> None:
    host = changed(SAVED.read_bytes(), MAIN, lambda xml: xml.replace("Nej.", "Nej, inte än."))
    assert [str(edit) for edit in put(host, tmp_path, NEW).edits] == ["Ändrat för hand: ”Nej.” → ”Nej, inte än.”"]

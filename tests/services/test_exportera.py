"""Exporting: the right report in the right format, and the old file until the new one is whole."""

import json
import re
import zipfile
from pathlib import Path
from typing import BinaryIO

import pytest

from internkontroll.db.session import Register
from internkontroll.domain.report.risker import Layout
from internkontroll.domain.status import Tillfalletyp
from internkontroll.errors import EnvironmentFailed, WrongUsage
from internkontroll.export import pdf, word
from internkontroll.services.exportera import export_report

PLAN, APRIL, _AUGUSTI, HELAR = Tillfalletyp
needs_pdf = pytest.mark.skipif(not hasattr(pdf, "render_pdf"), reason="export.pdf has no render_pdf yet")
FORMATS = [".docx", ".json", pytest.param(".pdf", marks=needs_pdf)]


def word_text(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        xml = archive.read("word/document.xml").decode()
    return re.sub(r"<[^>]+>", "", xml.replace("</w:p>", "\n"))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder to export to."""
    path = tmp_path / "ut"
    path.mkdir()
    return path


@pytest.mark.parametrize(
    ("tillfalle", "layout", "said", "not_said"),
    [
        (PLAN, None, "Beslutad av socialnämnden 2025-12-10", "Riskreducerande åtgärder"),
        (APRIL, None, "Mål/process", "Riskreducerande åtgärder"),
        (HELAR, None, "Riskreducerande åtgärder", "Mål/process"),
        (APRIL, Layout.MAL, "Riskreducerande åtgärder", "Mål/process"),
        (HELAR, Layout.PROCESS, "Mål/process", "Riskreducerande åtgärder"),
    ],
)
def test_the_word_file_is_the_report_of_the_tillfalle_in_the_layout(
    example: Register, folder: Path, tillfalle: Tillfalletyp, layout: Layout | None, said: str, not_said: str
) -> None:
    target = folder / "avsnitt.docx"
    export_report(example, target, 2026, tillfalle, layout=layout)
    text = word_text(target)
    assert said in text
    assert not_said not in text


def test_the_json_file_is_the_tillfalle_asked_for(example: Register, folder: Path) -> None:
    export_report(example, folder / "ut.JSON", 2025, HELAR, namnd="Socialnämnden")
    data = json.loads((folder / "ut.JSON").read_text(encoding="utf-8"))
    assert (data["ar"], data["rapport"]["typ"]) == (2025, "verksamhetsberattelse")


@pytest.mark.parametrize("ending", FORMATS)
def test_the_same_register_gives_the_same_bytes(example: Register, folder: Path, ending: str) -> None:
    before = example.path.read_bytes()
    for name in ("a", "b"):
        export_report(example, folder / f"{name}{ending}", 2026, PLAN)
    assert (folder / f"a{ending}").read_bytes() == (folder / f"b{ending}").read_bytes()
    assert example.path.read_bytes() == before


@pytest.mark.parametrize("name", ["avsnitt.odt", "avsnitt", "avsnitt.docx.bak"])
def test_an_unknown_ending_is_refused_with_those_that_there_are(example: Register, folder: Path, name: str) -> None:
    with pytest.raises(WrongUsage, match=r"slutar på .*\.docx.*\.pdf.*\.json"):
        export_report(example, folder / name, 2026, APRIL)
    assert names(folder) == []


def test_the_old_file_is_there_when_the_new_one_could_not_be_made(
    example: Register, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(_document: object, stream: BinaryIO, _template: Path) -> None:
        stream.write(b"half a file")
        raise OSError(28, "No space left on device")

    target = folder / "avsnitt.docx"
    target.write_bytes(b"the old one")
    monkeypatch.setattr(word, "render_docx", half)
    with pytest.raises(EnvironmentFailed, match="Disken är full"):
        export_report(example, target, 2026, APRIL)
    assert target.read_bytes() == b"the old one"
    assert names(folder) == ["avsnitt.docx"]


def test_an_older_export_is_replaced(example: Register, folder: Path) -> None:
    target = folder / "avsnitt.json"
    target.write_bytes(b"the old one")
    export_report(example, target, 2026, APRIL)
    assert json.loads(target.read_text(encoding="utf-8"))["ar"] == 2026
    assert names(folder) == ["avsnitt.json"]


@pytest.mark.parametrize(("place", "said"), [("saknas/a.json", "finns inte"), ("mapp.json", "Det är en mapp")])
def test_a_place_that_cannot_be_written_is_named(example: Register, folder: Path, place: str, said: str) -> None:
    (folder / "mapp.json").mkdir()
    with pytest.raises(EnvironmentFailed, match=said) as failure:
        export_report(example, folder / place, 2026, APRIL)
    assert str(folder / place) in str(failure.value)
    assert names(folder) == ["mapp.json"]

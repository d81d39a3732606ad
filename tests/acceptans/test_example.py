"""The example in every report and layout: everything in place, accessible, and the same bytes every time."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from internkontroll.db.session import Register
from internkontroll.domain.report.risker import Layout
from internkontroll.domain.status import Tillfalletyp
from internkontroll.services.exportera import export_report
from internkontroll.services.importera import import_files
from internkontroll.services.skapa import create_register
from tests.acceptans.exports import (
    CHECKERS,
    Exports,
    check_pdf,
    check_word,
    needs_pdftotext,
    needs_shared,
    run_checker,
)

REPORTS = [f"{ar}-{tillfalle}-{layout}" for ar in (2025, 2026) for tillfalle in Tillfalletyp for layout in Layout]


@pytest.fixture(scope="module")
def granska_avsnitt() -> Any:
    """The checker of ../shared as a module."""
    spec = importlib.util.spec_from_file_location("granska_avsnitt", CHECKERS / "granska_avsnitt.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@needs_shared
@pytest.mark.parametrize("ending", [".docx", pytest.param(".pdf", marks=needs_pdftotext)])
def test_every_text_stands_in_the_document_in_order(
    example_exports: Exports, granska_avsnitt: Any, ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    read = {".docx": granska_avsnitt.read_docx, ".pdf": granska_avsnitt.read_pdf}[ending]
    results = {}
    for name in REPORTS:
        data = json.loads((example_exports.folder / f"{name}.json").read_text(encoding="utf-8"))
        report = granska_avsnitt.check(data, read(example_exports.folder / f"{name}{ending}"))
        results[name] = (report.passed > 100, report.failed)
    assert results == dict.fromkeys(REPORTS, (True, 0)), capsys.readouterr().out


@needs_shared
def test_the_word_files_are_accessible(example_exports: Exports) -> None:
    assert "16 files, 0 findings" in run_checker("granska_docx.py", *example_exports.all(".docx"))


def test_the_word_files_are_whole(example_exports: Exports) -> None:
    check_word(example_exports.all(".docx"))


def test_the_pdf_files_are_accessible_and_archivable(example_exports: Exports) -> None:
    check_pdf(example_exports.all(".pdf"))


@pytest.mark.parametrize("ending", [".docx", ".pdf", ".json"])
def test_a_copy_of_the_register_gives_the_same_bytes(example_exports: Exports, example: Register, ending: str) -> None:
    name = "2026-plan-process"
    target = example.path.with_suffix(ending)
    export_report(example, target, 2026, Tillfalletyp.PLAN, layout=Layout.PROCESS)
    assert target.read_bytes() == (example_exports.folder / f"{name}{ending}").read_bytes()


def test_another_register_with_the_same_section_gives_the_same_bytes(example_exports: Exports, tmp_path: Path) -> None:
    """What the interchange format carries is all that a report shows."""
    source = example_exports.folder / "2025-helar-mal.json"
    create_register(tmp_path / "annat.ikreg", "någon annan")
    other = Register(tmp_path / "annat.ikreg", "någon annan")
    import_files(other, [source])
    target = tmp_path / "ut.json"
    export_report(other, target, 2025, Tillfalletyp.HELAR)
    assert target.read_bytes() == source.read_bytes()

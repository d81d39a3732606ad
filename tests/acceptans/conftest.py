"""The documents that acceptance looks at: the published sections and the example, in every form."""

from pathlib import Path

import pytest

from internkontroll.cli import main
from internkontroll.db.session import Register
from internkontroll.domain.report.risker import Layout
from internkontroll.domain.status import Tillfalletyp
from internkontroll.services.exportera import export_report
from tests.acceptans.exports import REAL_CASES, Exports
from tests.utbyte_files import SHARED


@pytest.fixture(scope="session")
def real_exports(tmp_path_factory: pytest.TempPathFactory) -> Exports:
    """Both published sections, by the commands that README names, in both layouts."""
    if not SHARED.is_dir():
        pytest.skip("the published sections aren't here (../shared)")
    folder = tmp_path_factory.mktemp("verkliga-fall")
    register = str(folder / "register.ikreg")
    assert main(["skapa", register]) == 0
    assert main(["importera", register, *(str(case.file) for case in REAL_CASES)]) == 0
    for case in REAL_CASES:
        report = ["exportera", register, "--ar", str(case.ar), "--tillfalle", case.tillfalle]
        for ending in (".docx", ".pdf", ".json"):
            assert main([*report, "--till", str(folder / f"{case.ar}{ending}")]) == 0
            for layout in Layout:
                target = folder / f"{case.ar}-{layout}{ending}"
                assert main([*report, "--till", str(target), "--layout", layout]) == 0
    return Exports(folder)


@pytest.fixture(scope="session")
def example_exports(example_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Exports:
    """The example in both years, all tillfällen with the plan, and both layouts."""
    folder = tmp_path_factory.mktemp("exempel-exporter")
    register = Register(example_file, "prov")
    for ar in (2025, 2026):
        for tillfalle in Tillfalletyp:
            for layout in Layout:
                for ending in (".docx", ".pdf", ".json"):
                    target = folder / f"{ar}-{tillfalle}-{layout}{ending}"
                    export_report(register, target, ar, tillfalle, layout=layout)
    return Exports(folder)

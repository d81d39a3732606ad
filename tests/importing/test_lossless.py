"""What goes in comes out: export after import equals the file, member for member."""

import json
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings

from internkontroll.db.session import Register
from internkontroll.domain.status import Tillfalletyp
from internkontroll.services.exportera import export_report
from internkontroll.services.importera import import_files
from internkontroll.services.kontrollera import check
from tests.importing.registers import Refillable, count_events, exported
from tests.importing.utbyte_strategy import utbyte_files
from tests.utbyte_files import SHARED, Raw, full, write

REAL = (
    SHARED / "verkliga-fall" / "socialnamnden-2019-verksamhetsberattelse.json",
    SHARED / "verkliga-fall" / "socialnamnden-2023-delarsrapport-april.json",
)

needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="../shared is missing")


@pytest.fixture(scope="module")
def refillable(tmp_path_factory: pytest.TempPathFactory) -> Refillable:
    return Refillable(tmp_path_factory.mktemp("lossless"))


def assert_unchanged_by(register: Register, data: Raw) -> None:
    """Importing `data` once more finds nothing to do, and leaves no trace in the händelselogg."""
    events = count_events(register)
    changes = import_files(register, [write(register.path.with_name("igen.json"), data)])
    assert not changes
    assert not changes.untouched
    assert count_events(register) == events


@settings(max_examples=25)
@given(utbyte_files())
def test_any_file_comes_out_as_it_went_in_and_is_nothing_new_the_second_time(refillable: Refillable, data: Raw) -> None:
    register = refillable.filled(data)
    assert exported(register, data) == data
    assert check(register) == []
    assert_unchanged_by(register, data)
    assert exported(register, data) == data


def test_file_that_says_something_of_everything(refillable: Refillable) -> None:
    register = refillable.filled(full())
    assert exported(register, full()) == full()
    assert_unchanged_by(register, full())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Klart",
        "Klart\n\n",
        "Klart\n\nBra.\n\nTack.",
        "Klart\nBra.",
        "Klart.",
        "klart",
        "Bra.\n\nKlart",
        "\n\nKlart",
    ],
)
def test_status_and_comment_of_a_kontroll_are_one_text(refillable: Refillable, text: str) -> None:
    data = full()
    data["systematiska_kontroller"][0]["status_och_kommentar"] = text
    assert exported(refillable.filled(data), data) == data


def test_exported_file_is_utf_8_that_people_can_read(refillable: Refillable) -> None:
    register = refillable.filled(full())
    path = register.path.with_name("ut.json")
    export_report(register, path, 2024, Tillfalletyp.APRIL)
    text = path.read_bytes().decode("utf-8")
    assert '\n  "kommun": "Ängsö kommun"' in text
    assert text.endswith("}\n")


@needs_shared
@pytest.mark.parametrize("files", list(permutations(REAL)), ids=("2019 first", "2023 first"))
def test_real_cases_share_a_register_without_loss(refillable: Refillable, files: tuple[Path, ...]) -> None:
    cases = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    register = refillable.filled(*cases)
    assert [exported(register, case) for case in cases] == cases
    for case in cases:
        assert_unchanged_by(register, case)
    assert check(register) == []


@pytest.mark.parametrize("tillfalle", Tillfalletyp)
@pytest.mark.parametrize("ar", [2025, 2026])
def test_every_report_of_the_example_moves_to_another_register(
    refillable: Refillable, example_file: Path, ar: int, tillfalle: Tillfalletyp
) -> None:
    path = refillable.register.path.with_name("exempel.json")
    export_report(Register(example_file, "prov"), path, ar, tillfalle)
    data = json.loads(path.read_text(encoding="utf-8"))
    assert data["risker"]
    assert exported(refillable.filled(data), data) == data


def test_what_the_example_exports_is_nothing_new_to_it(example: Register, tmp_path: Path) -> None:
    files = [tmp_path / f"{ar}-{tillfalle}.json" for ar in (2025, 2026) for tillfalle in Tillfalletyp]
    for file in files:
        ar, _, tillfalle = file.stem.partition("-")
        export_report(example, file, int(ar), Tillfalletyp(tillfalle))
    assert not import_files(example, files)

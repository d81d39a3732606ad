"""An import is one operation: all of its files or none, and a trial changes not a byte."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from internkontroll.cli import main
from internkontroll.db.session import Register
from internkontroll.errors import InputRefused
from internkontroll.services.importera import import_files
from tests.importing.registers import Refillable, count_events
from tests.utbyte_files import Raw, export, full, write


@pytest.fixture(scope="module")
def refillable(tmp_path_factory: pytest.TempPathFactory) -> Refillable:
    return Refillable(tmp_path_factory.mktemp("whole"))


@pytest.fixture
def register(refillable: Refillable) -> Register:
    return refillable.filled(full())


def changed() -> Raw:
    data = full()
    data["risker"][0]["riskagare"] = "Förvaltningschef"
    return data


def dump(register: Register) -> bytes:
    return register.path.read_bytes()


def test_several_files_are_one_operation(register: Register, tmp_path: Path) -> None:
    files = [
        write(tmp_path / f"{ar}.json", full() | {"ar": ar, "rapport": {"typ": "internkontrollplan"}})
        for ar in (2025, 2026)
    ]
    events = count_events(register)
    changes = import_files(register, files)
    assert changes.new["plan"] == 2
    assert count_events(register) == events + 1
    with register.read() as connection:
        rubrik = connection.exec_driver_sql("SELECT rubrik FROM handelse ORDER BY id DESC LIMIT 1").scalar_one()
    assert rubrik == "Import av 2025.json, 2026.json"


def test_a_later_file_sees_what_an_earlier_one_brought(register: Register, tmp_path: Path) -> None:
    plan = full() | {"ar": 2025, "rapport": {"typ": "internkontrollplan"}}
    changes = import_files(register, [write(tmp_path / "a.json", plan), write(tmp_path / "b.json", plan)])
    assert changes.new["plan"] == 1
    assert changes.new["risk"] == 2


def broken(data: Raw) -> Raw:
    del data["ar"]
    return data


def frozen(data: Raw) -> Raw:
    """Whole in itself, but the register can't take it."""
    data["skala"]["sannolikhet"][0] = "Aldrig"
    return data


@pytest.mark.parametrize("spoil", [broken, frozen])
@pytest.mark.parametrize("place", [0, 1, 2], ids=("first", "in the middle", "last"))
def test_one_refused_file_stops_them_all(
    register: Register, tmp_path: Path, place: int, spoil: Callable[[Raw], Raw]
) -> None:
    files = [write(tmp_path / f"{ar}.json", full() | {"ar": ar}) for ar in (2025, 2026)]
    files.insert(place, write(tmp_path / "trasig.json", spoil(full())))
    before = dump(register)
    with pytest.raises(InputRefused, match=r"trasig\.json: "):
        import_files(register, files)
    assert dump(register) == before


def test_a_file_that_is_missing_stops_them_all(register: Register, tmp_path: Path) -> None:
    before = dump(register)
    with pytest.raises(InputRefused, match=r"saknas\.json: Filen finns inte"):
        import_files(register, [write(tmp_path / "a.json", changed()), tmp_path / "saknas.json"])
    assert dump(register) == before


def test_trial_reports_all_and_changes_not_a_byte(register: Register, tmp_path: Path) -> None:
    files = [write(tmp_path / "a.json", changed()), write(tmp_path / "b.json", full() | {"ar": 2025})]
    before = dump(register)
    trial = import_files(register, files, trial=True)
    assert dump(register) == before
    assert import_files(register, files) == trial
    assert trial


class TestCommandLine:
    """``importera``, as people and as machines see it."""

    def run(self, register: Register, data: Raw, tmp_path: Path, *options: str) -> int:
        return main(["importera", str(register.path), str(write(tmp_path / "fil.json", data)), *options])

    def test_trial_with_changes_is_something_to_look_at(
        self, register: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        before = dump(register)
        assert self.run(register, changed(), tmp_path, "--prova") == 1
        assert dump(register) == before
        said = capsys.readouterr().out
        assert "Så här skulle registret ändras. Inget är ändrat ännu." in said
        assert "Ändrat: risk ”Risk att lånade böcker försvinner”, " in said
        assert ": Bibliotekschef → Förvaltningschef" in said

    def test_trial_without_changes_is_done(
        self, register: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        before = dump(register)
        assert self.run(register, full(), tmp_path, "--prova") == 0
        assert dump(register) == before
        assert "Inget att ändra" in capsys.readouterr().out

    def test_import_with_changes_is_done(
        self, register: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert self.run(register, changed(), tmp_path) == 0
        assert export(register) == changed()
        assert "Importen är klar." in capsys.readouterr().out

    def test_references_are_told_by_name(
        self, register: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        data = full()
        data["risker"][0]["process"] = "2.9"
        assert self.run(register, data, tmp_path) == 0
        assert ": 2.10 → 2.9" in capsys.readouterr().out

    def test_records_that_the_file_lacks_are_told(
        self, register: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        data = full()
        del data["risker"][1]
        assert self.run(register, data, tmp_path) == 0
        assert "Orörd, finns inte i filen: risk ”Risk för jäv vid inköp”" in capsys.readouterr().out

    @pytest.mark.parametrize("options", [(), ("--prova",)])
    def test_json_is_one_object_with_everything(
        self, register: Register, tmp_path: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...]
    ) -> None:
        data = changed()
        data["risker"].append({"beskrivning": "Risk för brand", "atgarder": []})
        data["granskningar"] = []
        self.run(register, data, tmp_path, "--json", *options)
        captured = capsys.readouterr()
        answer = json.loads(captured.out)
        assert captured.err == ""
        assert answer["prova"] is bool(options)
        assert answer["nya"] == {"risk": 1}
        assert [(one["tabell"], one["falt"], one["var"], one["blev"]) for one in answer["andrade"]] == [
            ("risk", "riskagare", "Bibliotekschef", "Förvaltningschef")
        ]
        assert answer["ororda"] == [{"tabell": "granskning", "post": "Granskning av inköp"}]

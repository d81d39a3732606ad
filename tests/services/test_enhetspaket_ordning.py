"""Two registers and ten packages in any order, with duplicates, conflicts and one that has been tampered with."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from internkontroll.db import models
from internkontroll.db.session import Register
from internkontroll.domain.enhetspaket.jamfor import Sida
from internkontroll.errors import InputRefused
from internkontroll.services.enhetspaket import import_packages
from internkontroll.services.kontrollera import check
from internkontroll.services.skapa import create_register
from tests.db.registers import execute
from tests.services.edits import find
from tests.services.enhetspaketen import ALMEN, BJORKEN, TODAY, Enhet, Verksamhet, said

TEXTS = ("Bra", "Tre saknas", "Åäö")
OURS, THEIRS = "Registrets egen text", "Enhetens egen text"


class Scene:
    """Two registers of different kommuner with five packages each, some sent back twice with more in them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.registers: list[Path] = []
        self.files: list[list[Path]] = []
        for number in (0, 1):
            place = folder / str(number)
            place.mkdir()
            path = place / "register.ikreg"
            create_register(path, "prov")
            verksamhet = Verksamhet(Register(path, "prov"), place / "paket")
            self.files.append(list(self._fill(verksamhet, place)))
            self.conflicts = [("utfall", verksamhet.utfall(unit, 12)["id"], "kommentar") for unit in (ALMEN, BJORKEN)]
            self.conflicts.append(("atgard", atgard_of(verksamhet.register, "Almen"), "ansvarig"))
            for tabell, post, falt in self.conflicts:
                verksamhet.change(tabell, post, **{falt: OURS})
            self.registers.append(path)
        execute(self.tampered, "UPDATE utfall SET kommentar = 'Fusk'")

    @property
    def tampered(self) -> Path:
        return self.folder / "0" / "fusk.ikenhet"

    @staticmethod
    def _fill(verksamhet: Verksamhet, place: Path) -> Any:
        units = verksamhet.send()
        again = [Enhet(Path(shutil.move(one.fil, one.fil.with_name(f"två {one.fil.name}")))) for one in units]
        for number, one in enumerate([*verksamhet.send("Almen", "Björken"), *again]):
            month = (3, 6, 9, 3, 6)[number]
            one.draft("Ja", "Nej", month=month, comment=TEXTS[number % 3])
            one.propose(f"Risk som paket {number} föreslår")
            yield shutil.copy(one.fil, place / f"{number} först.ikenhet")
            one.draft("Nej", month=month, comment=TEXTS[number % 2])
            yield shutil.copy(one.fil, place / f"{number} sedan.ikenhet")
        shutil.copy(one.fil, place / "fusk.ikenhet")
        again[0].change("atgard", atgard_of(again[0].register, "Almen"), ansvarig=THEIRS)
        for number, one in enumerate(again[:2]):
            one.draft("Ja", month=12, comment=THEIRS)
            yield shutil.copy(one.fil, place / f"konflikt {number}.ikenhet")


def atgard_of(register: Register, unit: str) -> int:
    return int(find(register, "atgard", beskrivning=f"Åtgärd i {unit}")[0]["id"])


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return Scene(tmp_path_factory.mktemp("ordning"))


def merge(path: Path, files: list[Path], val: Sida) -> tuple[Register, int]:
    """The register after the files, one at a time, and how many conflicts were shown."""
    register, shown = Register(path, "prov"), 0
    for fil in files:
        shown += len(import_packages(register, [fil], TODAY, trial=True).konflikter)
        import_packages(register, [fil], TODAY, val)
    return register, shown


def without_marks(register: Register) -> dict[str, list[Any]]:
    return {name: rows for name, rows in said(register).items() if name != "enhetspaket"}


# An order takes seconds: one that fails is told as it was drawn, since making it smaller would take minutes.
@settings(
    max_examples=5,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_the_register_is_the_same_whatever_the_order(scene: Scene, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, 1))
    own, foreign = scene.files[number], scene.files[1 - number][0]
    val = data.draw(st.sampled_from(Sida))
    order = data.draw(st.permutations([*own, *data.draw(st.lists(st.sampled_from(own), max_size=4))]))
    bad = data.draw(st.sampled_from([scene.tampered, foreign]))
    at = data.draw(st.integers(0, len(order)))
    with TemporaryDirectory() as folder:
        plain = Path(shutil.copy(scene.registers[number], Path(folder) / "i ordning.ikreg"))
        mixed = Path(shutil.copy(scene.registers[number], Path(folder) / "blandat.ikreg"))
        expected, conflicts = merge(plain, own, val)
        register, shown = merge(mixed, list(order[:at]), val)
        before = said(register)
        with pytest.raises(InputRefused, match="Inget är inläst"):
            import_packages(register, [bad, *order], TODAY, val)
        assert said(register) == before
        register, more = merge(mixed, list(order[at:]), val)
        assert without_marks(register) == without_marks(expected)
        assert conflicts == shown + more == len(scene.conflicts)
        ended = {find(register, tabell, id=post)[0][falt] for tabell, post, falt in scene.conflicts}
        assert ended == {OURS if val is Sida.MINA else THEIRS}
        assert check(register) == []


def test_all_of_them_at_once_are_the_same_as_one_at_a_time(scene: Scene, tmp_path: Path) -> None:
    one, all_ = (Path(shutil.copy(scene.registers[0], tmp_path / name)) for name in ("en.ikreg", "alla.ikreg"))
    expected, _ = merge(one, scene.files[0], Sida.DERAS)
    register = Register(all_, "prov")
    inlast = import_packages(register, [*scene.files[0], *scene.files[0]], TODAY, Sida.DERAS)
    assert without_marks(register) == without_marks(expected)
    assert len(inlast.konflikter) == len(scene.conflicts)
    assert len(find(register, "risk")) == len(find(register, "risk", borttagen=None)) == 3 + 5
    with register.read() as connection:
        assert connection.execute(models.handelse.select()).all()[-1].id == inlast.handelse_id

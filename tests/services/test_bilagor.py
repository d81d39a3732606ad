"""Bilagor: kept in the register under their own names, each content once; refused in words; undone like the rest."""

from pathlib import Path

import pytest

from internkontroll.db.session import Register
from internkontroll.domain.limits import MAX_BILAGA
from internkontroll.errors import EnvironmentFailed, InputRefused
from internkontroll.services import bilagor
from internkontroll.services.kontrollera import check
from internkontroll.services.redigera import restore, trash
from tests.db.registers import count
from tests.services.edits import assert_comes_and_goes, events, find, place, row, state


@pytest.fixture
def atgard(example: Register) -> int:
    return int(find(example, "atgard", plan_id=place(example).plan_id)[0]["id"])


def file(folder: Path, name: str, data: bytes = b"%PDF-1.7 protokoll") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_file_is_kept_with_name_and_content(example: Register, atgard: int, tmp_path: Path) -> None:
    before = state(example)
    sparat = bilagor.attach(example, "atgard", atgard, [file(tmp_path, "Årlig översyn – kök.pdf")])
    ((tabell, post),) = sparat.nya
    assert (tabell, sparat.rubrik) == ("bilaga", "Ny bilaga: Årlig översyn – kök.pdf")
    assert bilagor.read(example, post) == ("Årlig översyn – kök.pdf", b"%PDF-1.7 protokoll")
    assert row(example, "bilaga", post)["mediatyp"] == "application/pdf"
    assert_comes_and_goes(example, before, sparat)


def test_several_files_are_one_step_and_one_content_is_kept_once(
    example: Register, atgard: int, tmp_path: Path
) -> None:
    kept = count(example.path, "innehall")
    before = state(example)
    paths = [file(tmp_path, "a.txt", b"samma"), file(tmp_path, "b.txt", b"samma")]
    sparat = bilagor.attach(example, "atgard", atgard, paths)
    assert (sparat.rubrik, len(sparat.nya)) == ("Nya bilagor: 2 bilagor", 2)
    assert count(example.path, "innehall") == kept + 1
    assert_comes_and_goes(example, before, sparat)


def test_the_same_file_again_is_passed_over(example: Register, atgard: int, tmp_path: Path) -> None:
    path = file(tmp_path, "a.txt")
    bilagor.attach(example, "atgard", atgard, [path])
    assert bilagor.attach(example, "atgard", atgard, [path]).handelse_id is None
    assert len(find(example, "bilaga", atgard_id=atgard)) == 1


def test_a_name_taken_apart_by_a_mac_is_put_together(example: Register, atgard: int, tmp_path: Path) -> None:
    bilagor.attach(example, "atgard", atgard, [file(tmp_path, "O\u0308versikt.txt")])
    assert find(example, "bilaga", atgard_id=atgard)[0]["filnamn"] == "Översikt.txt"


def folder(parent: Path) -> Path:
    path = parent / "mapp"
    path.mkdir()
    return path


def huge(parent: Path) -> Path:
    path = parent / "film.mp4"
    with path.open("wb") as stream:
        stream.truncate(MAX_BILAGA + 1)
    return path


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (folder, "mapp: Det är en mapp. Välj filerna i den"),
        (lambda parent: file(parent, "tom.txt", b""), "tom.txt: Filen är tom. Kontrollera"),
        (huge, "film.mp4: Filen är 26 MB och får vara högst 25 MB. Gör den mindre"),
    ],
)
def test_what_cannot_be_kept_is_refused_and_nothing_else_kept(
    example: Register, atgard: int, tmp_path: Path, make: object, said: str
) -> None:
    before = events(example)
    assert callable(make)
    with pytest.raises(InputRefused, match=said):
        bilagor.attach(example, "atgard", atgard, [file(tmp_path, "bra.txt"), make(tmp_path)])
    assert (events(example), find(example, "bilaga", atgard_id=atgard)) == (before, [])


def test_a_file_of_just_the_limit_is_kept(example: Register, atgard: int, tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    with path.open("wb") as stream:
        stream.truncate(MAX_BILAGA)
    ((_, post),) = bilagor.attach(example, "atgard", atgard, [path]).nya
    assert len(bilagor.read(example, post)[1]) == MAX_BILAGA


def test_a_file_that_is_not_there_is_named(example: Register, atgard: int, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFailed, match=r"borta\.pdf: Filen eller mappen finns inte"):
        bilagor.attach(example, "atgard", atgard, [tmp_path / "borta.pdf"])


def test_a_bilaga_goes_to_the_papperskorg_and_back(example: Register, atgard: int, tmp_path: Path) -> None:
    ((_, post),) = bilagor.attach(example, "atgard", atgard, [file(tmp_path, "a.txt")]).nya
    before = state(example)
    sparat = bilagor.trash(example, [post])
    assert sparat.rubrik == "Till papperskorgen: bilagan ”a.txt”"
    restore(example, "bilaga", [post])
    assert state(example) == before
    assert check(example) == []


def test_a_closed_year_still_takes_evidence(example: Register, tmp_path: Path) -> None:
    (risk, *_) = find(example, "risk", plan_id=place(example, 2025).plan_id)
    ((_, post),) = bilagor.attach(example, "risk", risk["id"], [file(tmp_path, "protokoll.pdf")]).nya
    assert bilagor.trash(example, [post]).handelse_id


def test_nothing_is_attached_to_what_lies_in_the_papperskorg(example: Register, atgard: int, tmp_path: Path) -> None:
    trash(example, "atgard", [atgard])
    with pytest.raises(InputRefused, match=r"Papperskorgen har åtgärden"):
        bilagor.attach(example, "atgard", atgard, [file(tmp_path, "a.txt")])


def test_a_bilaga_that_was_undone_is_said_to_be_gone(example: Register) -> None:
    with pytest.raises(InputRefused, match=r"Bilagan finns inte längre"):
        bilagor.read(example, 4711)

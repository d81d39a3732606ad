"""The section of a register into the municipality's own document: what is written, when, and when not."""

import errno
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from internkontroll.db.session import Register
from internkontroll.domain.report.risker import Layout
from internkontroll.domain.status import Tillfalletyp
from internkontroll.errors import EnvironmentFailed, InputRefused, WrongUsage
from internkontroll.export.word.infoga import section_name
from internkontroll.services.infoga import Urval, insert_section
from tests.export.hosts import MAIN, changed, full_of_everything
from tests.export.infoga_files import NAME, around, main, section, section_texts
from tests.export.word_files import values

APRIL = Urval(2026, Tillfalletyp.APRIL)
AUGUSTI = Urval(2026, Tillfalletyp.AUGUSTI)


@pytest.fixture
def berattelse(tmp_path: Path) -> Path:
    path = tmp_path / "berättelse.docx"
    path.write_bytes(full_of_everything())
    return path


@pytest.fixture
def infogad(example: Register, berattelse: Path) -> Path:
    """The berättelse with April's section in it."""
    insert_section(example, APRIL, berattelse, vid="Plats")
    return berattelse


def edit(path: Path, old: str, new: str) -> None:
    path.write_bytes(changed(path.read_bytes(), MAIN, lambda xml: xml.replace(old, new, 1)))


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_section_of_the_tillfalle_is_put_in(example: Register, berattelse: Path) -> None:
    result = insert_section(example, APRIL, berattelse, vid="Plats")
    assert (result.changed, result.updated, result.place) == (True, False, "vid bokmärket ”Plats”")
    assert section_texts(berattelse.read_bytes())[0] == "Uppföljning av intern kontroll per april 2026"
    assert "Riskåtgärd" in section_texts(berattelse.read_bytes())


def test_the_same_register_leaves_the_file_alone(example: Register, infogad: Path) -> None:
    before, clock = infogad.read_bytes(), infogad.stat().st_mtime_ns
    result = insert_section(example, APRIL, infogad, vid="Plats")
    assert (result.changed, result.updated) == (False, True)
    assert (infogad.read_bytes(), infogad.stat().st_mtime_ns) == (before, clock)


def test_augusti_takes_the_place_of_april(example: Register, infogad: Path) -> None:
    kept = around(infogad.read_bytes())
    assert insert_section(example, AUGUSTI, infogad).updated
    assert around(infogad.read_bytes()) == kept
    assert section_texts(infogad.read_bytes())[0] == "Uppföljning av intern kontroll per augusti 2026"


def test_the_plan_is_a_section_of_its_own(example: Register, infogad: Path) -> None:
    april = section_texts(infogad.read_bytes())
    insert_section(example, Urval(2026, Tillfalletyp.PLAN), infogad)
    data = infogad.read_bytes()
    assert section_texts(data) == april
    assert section_texts(data, section_name("Socialnämnden", plan=True))[0].startswith("Internkontrollplan")


def test_the_layout_and_the_changes_are_those_that_are_asked_for(example: Register, berattelse: Path) -> None:
    insert_section(example, Urval(2026, Tillfalletyp.AUGUSTI, layout=Layout.MAL, changes=True), berattelse, vid="Plats")
    texts = section_texts(berattelse.read_bytes())
    assert "Mål/process" not in texts
    assert any(one.startswith("Förändringar") for one in texts)


def test_a_trial_writes_nothing(example: Register, berattelse: Path) -> None:
    before, there = berattelse.read_bytes(), names_in(berattelse.parent)
    result = insert_section(example, APRIL, berattelse, vid="Plats", trial=True)
    assert result.changed
    assert (berattelse.read_bytes(), names_in(berattelse.parent)) == (before, there)


def test_another_file_gets_the_section_and_the_document_is_left_alone(example: Register, berattelse: Path) -> None:
    before, target = berattelse.read_bytes(), berattelse.with_name("ny.docx")
    insert_section(example, APRIL, berattelse, vid="Plats", till=target)
    assert berattelse.read_bytes() == before
    assert "Riskåtgärd" in section_texts(target.read_bytes())


def test_another_file_is_written_also_where_nothing_changes(example: Register, infogad: Path) -> None:
    target = infogad.with_name("ny.docx")
    assert insert_section(example, APRIL, infogad, till=target).changed is False
    assert target.read_bytes() == infogad.read_bytes()


@pytest.mark.parametrize(("old", "new"), [("Troligen klart i år", "Klart nästan"), ("Handläggarna", "Handläggare")])
def test_what_was_written_by_hand_stops_the_update_and_is_shown(
    old: str, new: str, example: Register, infogad: Path
) -> None:
    edit(infogad, old, new)
    before = infogad.read_bytes()
    with pytest.raises(InputRefused, match="ändrats för hand") as refused:
        insert_section(example, AUGUSTI, infogad)
    assert new in str(refused.value)
    assert "--skriv-over" in str(refused.value)
    assert infogad.read_bytes() == before


def test_the_explicit_word_lets_it_go(example: Register, infogad: Path) -> None:
    edit(infogad, "Troligen klart i år", "Klart nästan")
    result = insert_section(example, AUGUSTI, infogad, overwrite=True)
    assert [one.text for one in result.edits] == ["◔\tKlart nästan".replace("\t", " ")]
    assert "Klart nästan" not in section_texts(infogad.read_bytes())


def test_a_trial_shows_what_would_be_lost_without_refusing(example: Register, infogad: Path) -> None:
    edit(infogad, "Troligen klart i år", "Klart nästan")
    assert insert_section(example, AUGUSTI, infogad, trial=True).edits


def test_many_edits_are_shortened_in_the_refusal(example: Register, infogad: Path) -> None:
    data = changed(
        infogad.read_bytes(), MAIN, lambda xml: xml.replace(">Status<", ">Läge<").replace(">Kommentar<", ">Ord<")
    )
    infogad.write_bytes(data)
    with pytest.raises(InputRefused) as refused:
        insert_section(example, AUGUSTI, infogad)
    lines = str(refused.value).splitlines()
    assert len(lines) == 53
    assert lines[51].startswith("  … och ")


def test_the_old_file_is_there_until_the_new_one_is_whole(
    example: Register, berattelse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    before, there = berattelse.read_bytes(), names_in(berattelse.parent)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentFailed, match="Disken är full"):
        insert_section(example, APRIL, berattelse, vid="Plats")
    assert (berattelse.read_bytes(), names_in(berattelse.parent)) == (before, there)


def test_a_target_that_is_open_is_refused(example: Register, berattelse: Path) -> None:
    target = berattelse.with_name("slutversion.docx")
    shutil.copy(berattelse, target)
    target.with_name("~$utversion.docx").touch()
    with pytest.raises(InputRefused, match="öppet i Word"):
        insert_section(example, APRIL, berattelse, vid="Plats", till=target)
    assert target.read_bytes() == berattelse.read_bytes()


@pytest.mark.parametrize("name", ["berättelse.pdf", "berättelse.odt", "berättelse"])
def test_only_word_documents_are_written(name: str, example: Register, berattelse: Path) -> None:
    with pytest.raises(WrongUsage, match=r"slutar på \.docx"):
        insert_section(example, APRIL, berattelse, till=berattelse.with_name(name))


def test_an_unknown_year_is_wrong_usage(example: Register, berattelse: Path) -> None:
    with pytest.raises(WrongUsage, match="ingen plan för 1999"):
        insert_section(example, Urval(1999, Tillfalletyp.APRIL), berattelse)


def test_the_namnd_is_what_the_section_is_known_by(example: Register, infogad: Path) -> None:
    with closing(sqlite3.connect(example.path)) as connection, connection:
        connection.execute("UPDATE namnd SET namn = 'Omsorgsnämnden'")
    insert_section(example, APRIL, infogad)
    data = infogad.read_bytes()
    other = section_name("Omsorgsnämnden", plan=False)
    assert main(data).count(b"</w:sdtContent></w:sdt>") == 3
    assert values(section(data, other), "w:bookmarkStart/@w:name") == [other.bookmark]
    assert values(section(data), "w:bookmarkStart/@w:name") == [NAME.bookmark]

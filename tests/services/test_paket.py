"""The package for the archive: everything of the tillfälle, from one moment of the register."""

import hashlib
import json
import os
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from sqlalchemy import select

from internkontroll import __version__
from internkontroll.db import models
from internkontroll.db.register_file import HEAD, connect
from internkontroll.db.session import Register
from internkontroll.domain.report.risker import Layout
from internkontroll.domain.status import Tillfalletyp
from internkontroll.errors import EnvironmentFailed, InputRefused, WrongUsage
from internkontroll.export.paket import MANIFEST, README, SEAL, File, Paket
from internkontroll.services.exportera import export_report
from internkontroll.services.paket import make_paket
from internkontroll.services.verifiera import verify_paket

STEM = "delarsrapport-april-2026"
DOCUMENTS = [f"{STEM}{suffix}" for suffix in (".docx", ".pdf", ".xlsx", ".json")]


def make(register: Register, name: str = "p.zip", tillfalle: Tillfalletyp = Tillfalletyp.APRIL) -> Path:
    target = register.path.with_name(name)
    make_paket(register, target, 2026, tillfalle)
    return target


def members_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def manifest_of(path: Path) -> Any:
    return json.loads(members_of(path)[MANIFEST])


def first(register: Register, table: str, where: str = "1") -> Any:
    with register.read() as connection:
        plan = "SELECT id FROM plan WHERE ar = 2026"
        own = where.replace("PLAN", f"({plan})")
        return connection.exec_driver_sql(f"SELECT * FROM {table} WHERE {own} ORDER BY id LIMIT 1").mappings().one()


def attach(register: Register, filnamn: str, data: bytes, **owner: int) -> None:
    """A bilaga in the register, as the window will put it there."""
    sha256 = hashlib.sha256(data).hexdigest()
    with register.write("Bilaga") as writer:
        known = writer.connection.execute(select(models.innehall).where(models.innehall.c.sha256 == sha256)).first()
        if known is None:
            writer.connection.execute(models.innehall.insert().values(sha256=sha256, storlek=len(data), data=data))
        writer.insert(models.bilaga, {"filnamn": filnamn, "sha256": sha256, "mediatyp": "text/plain", **owner})


# --- what is in it --------------------------------------------------------------------------------------------------


def test_the_package_holds_every_format_and_is_whole(example: Register) -> None:
    path = make(example)
    assert list(members_of(path)) == [README, *DOCUMENTS, MANIFEST, SEAL]
    assert verify_paket(path).faults == ()


def test_the_documents_are_those_that_export_writes(example: Register) -> None:
    members = members_of(make(example))
    for name in DOCUMENTS:
        export_report(example, example.path.with_name(name), 2026, Tillfalletyp.APRIL)
        assert members[name] == example.path.with_name(name).read_bytes()


def test_layout_and_changes_are_those_of_the_report(example: Register) -> None:
    plain = members_of(make(example))[DOCUMENTS[0]]
    target, report = example.path.with_name("q.zip"), example.path.with_name("q.docx")
    make_paket(example, target, 2026, Tillfalletyp.APRIL, layout=Layout.MAL, changes=True)
    export_report(example, report, 2026, Tillfalletyp.APRIL, layout=Layout.MAL, changes=True)
    assert members_of(target)[DOCUMENTS[0]] == report.read_bytes() != plain


def test_the_readme_is_the_first_file_and_names_the_others(example: Register) -> None:
    text = members_of(make(example, tillfalle=Tillfalletyp.PLAN))[README].decode("utf-8-sig")
    assert "Socialnämnden, Almsunda kommun" in text
    assert "Internkontrollplan 2026. Uppgifterna avser läget 2026-01-01." in text
    assert "internkontrollplan-2026.pdf" in text


def test_the_manifest_says_which_register_plan_and_decision(example: Register) -> None:
    manifest, own, plan = manifest_of(make(example)), first(example, "register"), first(example, "plan", "ar = 2026")
    assert manifest["program"] == f"Internkontroll {__version__}"
    assert manifest["register"] == {"uuid": own["uuid"], "skapat": own["skapat"], "format": HEAD}
    assert (manifest["namnd"], manifest["ar"], manifest["tillfalle"]) == ("Socialnämnden", 2026, "april")
    assert manifest["avser"] == "2026-04-30"
    assert manifest["plan"] == {
        "uuid": plan["uuid"],
        "status": "beslutad",
        "beslut": {
            "datum": plan["beslut_datum"],
            "paragraf": plan["beslut_paragraf"],
            "diarienummer": plan["beslut_diarienummer"],
        },
    }
    assert None not in manifest["plan"]["beslut"].values()


def test_the_manifest_has_swedish_names_in_ascii(example: Register) -> None:
    def keys(value: Any) -> set[str]:
        if isinstance(value, dict):
            return set(value).union(*map(keys, value.values()))
        return set().union(*map(keys, value)) if isinstance(value, list) else set()

    assert all(key.isascii() for key in keys(manifest_of(make(example))))


# --- the händelselogg -----------------------------------------------------------------------------------------------


def log_sum(register: Register) -> str:
    """The sum as docs/paket.md tells how to reckon it, by other means than the product's."""
    digest = hashlib.sha256()
    connection = connect(register.path)
    for table in ("handelse", "handelserad"):
        for row in connection.execute(f"SELECT * FROM {table} ORDER BY id"):
            line = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
            digest.update(f"{line}\n".encode())
    connection.close()
    return digest.hexdigest()


def test_the_head_of_the_log_seals_all_of_it(example: Register) -> None:
    with example.write("Ny nämnd") as writer:
        writer.insert(models.namnd, {"namn": "Byggnämnden"})
    log = manifest_of(make(example))["handelselogg"]
    last = first(example, "handelse", "id = (SELECT max(id) FROM handelse)")
    assert log["antal"] == last["id"] == 2
    assert log["senaste"] == {"id": last["id"], "uuid": last["uuid"], "tid": last["tid"]}
    assert log["sha256"] == log_sum(example)


def test_another_event_gives_another_seal_though_no_document_changes(example: Register) -> None:
    before = make_paket(example, example.path.with_name("1.zip"), 2026, Tillfalletyp.APRIL)
    with example.write("Ny nämnd") as writer:
        writer.insert(models.namnd, {"namn": "Byggnämnden"})
    after = make_paket(example, example.path.with_name("2.zip"), 2026, Tillfalletyp.APRIL)
    assert before.sigill != after.sigill
    one, two = (members_of(example.path.with_name(name)) for name in ("1.zip", "2.zip"))
    assert [one[name] for name in DOCUMENTS] == [two[name] for name in DOCUMENTS]


# --- bilagor --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "where"),
    [
        ("risk", "plan_id = PLAN AND tillagd IS NULL AND borttagen IS NULL"),
        ("atgard", "plan_id = PLAN AND risk_id IS NOT NULL"),
        ("kontroll", "plan_id = PLAN"),
        ("granskning", "plan_id = PLAN"),
        ("utfall", "egenkontroll_id IN (SELECT id FROM egenkontroll WHERE plan_id = PLAN)"),
    ],
)
def test_a_bilaga_of_any_record_is_packed_with_what_it_is_for(example: Register, table: str, where: str) -> None:
    owner = first(example, table, where)
    attach(example, "Protokoll mars.pdf", b"%PDF", **{f"{table}_id": owner["id"]})
    path = make(example)
    assert members_of(path)["bilagor/001-Protokoll mars.pdf"] == b"%PDF"
    [listed] = [one for one in manifest_of(path)["filer"] if one["namn"].startswith("bilagor/")]
    [use] = listed["bilagor"]
    assert (use["filnamn"], use["mediatyp"]) == ("Protokoll mars.pdf", "text/plain")
    assert (use["galler"]["tabell"], use["galler"]["uuid"]) == (table, owner["uuid"])
    assert use["galler"]["text"]
    assert verify_paket(path).faults == ()


def risk_of(register: Register, ar: int) -> int:
    where = f"plan_id = (SELECT id FROM plan WHERE ar = {ar}) AND tillagd IS NULL AND borttagen IS NULL"
    return int(first(register, "risk", where)["id"])


def test_bilagor_with_the_same_name_are_told_apart_and_the_same_content_is_packed_once(example: Register) -> None:
    risk = risk_of(example, 2026)
    for filnamn, data in (("a.txt", b"ett"), ("A.TXT", b"tv\xc3\xa5"), ("kopia.txt", b"ett")):
        attach(example, filnamn, data, risk_id=risk)
    path = make(example)
    bilagor = {name: data for name, data in members_of(path).items() if name.startswith("bilagor/")}
    assert bilagor == {"bilagor/001-a.txt": b"ett", "bilagor/002-A.TXT": b"tv\xc3\xa5"}
    uses = [[use["filnamn"] for use in one.get("bilagor", ())] for one in manifest_of(path)["filer"]]
    assert uses[-2:] == [["a.txt", "kopia.txt"], ["A.TXT"]]


def test_bilagor_of_other_years_and_in_the_papperskorg_are_not_packed(example: Register) -> None:
    attach(example, "gammal.txt", b"gammal", risk_id=risk_of(example, 2025))
    attach(example, "slängd.txt", b"kastad", risk_id=risk_of(example, 2026))
    with example.write("Släng bilaga") as writer:
        thrown = writer.connection.execute(select(models.bilaga).where(models.bilaga.c.filnamn == "slängd.txt"))
        writer.update(models.bilaga, thrown.mappings().one(), {"borttagen": "2026-05-01T00:00:00+00:00"})
    assert [name for name in members_of(make(example)) if name.startswith("bilagor/")] == []


def test_a_damaged_bilaga_is_refused_by_name_and_nothing_is_written(example: Register) -> None:
    attach(example, "bevis.txt", b"bevis", risk_id=risk_of(example, 2026))
    connection = connect(example.path)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute("UPDATE innehall SET data = x'6162636465'")
    connection.close()
    with pytest.raises(InputRefused, match=r"”bevis\.txt” är skadad"):
        make(example)
    assert not example.path.with_name("p.zip").exists()


# --- the same register, the same bytes ------------------------------------------------------------------------------


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """Another time zone, as on another computer."""

    def move() -> None:
        if not hasattr(time, "tzset"):
            pytest.skip("the time zone can't be changed on this system")
        monkeypatch.setenv("TZ", "Pacific/Kiritimati")
        time.tzset()

    yield move
    monkeypatch.undo()
    if hasattr(time, "tzset"):
        time.tzset()


def test_the_same_register_gives_the_same_bytes(example: Register, elsewhere: Callable[[], None]) -> None:
    attach(example, "a.txt", b"ett", risk_id=risk_of(example, 2026))
    one = make(example, "1.zip")
    os.utime(one, (0, 0))
    elsewhere()
    assert one.read_bytes() == make(Register(example.path, "någon annan"), "2.zip").read_bytes()


# --- refused --------------------------------------------------------------------------------------------------------


def test_a_package_is_a_zip_file(example: Register) -> None:
    with pytest.raises(WrongUsage, match=r"p\.7z.*\.zip"):
        make(example, "p.7z")


def test_a_plan_that_does_not_exist_is_said_with_the_years_that_do(example: Register) -> None:
    with pytest.raises(WrongUsage, match="2025, 2026"):
        make_paket(example, example.path.with_name("p.zip"), 1999, Tillfalletyp.APRIL)


def test_the_old_package_stays_when_the_new_one_fails(example: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    before = make(example).read_bytes()

    def fail(*_arguments: object) -> Paket:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("internkontroll.services.paket.write_paket", fail)
    with pytest.raises(EnvironmentFailed, match="Disken är full"):
        make(example)
    assert example.path.with_name("p.zip").read_bytes() == before
    assert [path.name for path in example.path.parent.iterdir() if ".tmp" in path.name] == []


def test_bilagor_are_read_one_at_a_time(example: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of them together may be larger than the memory."""
    for number in range(3):
        attach(example, f"{number}.txt", bytes([number]), risk_id=risk_of(example, 2026))
    read: list[object] = []
    found: list[tuple[str, int]] = []

    def content(_register: Register, bilaga: object) -> bytes:
        read.append(bilaga)
        return b""

    def write(_stream: BinaryIO, _head: object, files: Iterable[File]) -> Paket:
        found.extend((file.name, len(read)) for file in files if file.name.startswith("bilagor/"))
        return Paket(0, "")

    monkeypatch.setattr("internkontroll.services.paket._content", content)
    monkeypatch.setattr("internkontroll.services.paket.write_paket", write)
    make(example)
    assert found == [("bilagor/001-0.txt", 1), ("bilagor/002-1.txt", 2), ("bilagor/003-2.txt", 3)]

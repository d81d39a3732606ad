"""Three people's work from beginning to end, each once by keyboard only and once by mouse only."""

from collections.abc import Collection
from datetime import date
from pathlib import Path

import docx
import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from internkontroll.db.session import Register
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.status import Tillfalletyp
from internkontroll.services.granska import review_report
from internkontroll.services.infoga import Urval, insert_section
from internkontroll.services.kontrollera import check
from internkontroll.services.redigera import set_uppfoljning
from internkontroll.services.verifiera import verify_paket
from internkontroll.ui.settings import Settings
from tests.export.hosts import MAIN, members, swedish_word
from tests.export.infoga_files import around, section_texts
from tests.services.edits import find, place
from tests.ui.journey import HANDS, Keys, Mouse, start


class FileDialogs:
    """The system's own dialogs for files: what is answered is said before."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answers: list[Path] = []
        self.asked: list[str] = []
        for getter in ("getSaveFileName", "getOpenFileName"):
            monkeypatch.setattr(QFileDialog, getter, self._answer)

    def _answer(self, _parent: object, title: str, *_more: object) -> tuple[str, str]:
        self.asked.append(title)
        return str(self.answers.pop(0)), ""


@pytest.fixture
def files(monkeypatch: pytest.MonkeyPatch) -> FileDialogs:
    return FileDialogs(monkeypatch)


@pytest.fixture(params=HANDS, ids=["keyboard", "mouse"])
def hands(request: pytest.FixtureRequest) -> type[Keys] | type[Mouse]:
    chosen: type[Keys] | type[Mouse] = request.param
    return chosen


def test_a_new_user_comes_to_a_decided_plan(
    qtbot: QtBot, settings: Settings, tmp_path: Path, files: FileDialogs, hands: type[Keys] | type[Mouse]
) -> None:
    path = tmp_path / "nytt.ikreg"
    files.answers = [path]
    person = start(qtbot, settings, None, hands)
    person.press("Nytt register…")
    assert files.asked == ["Skapa register"]
    person.press("Ny nämnd eller plan…")
    person.fill("Nämndens namn", "Kulturnämnden")
    person.fill("Kommun", "Åmåla")
    person.press("Skapa planen")
    assert person.here.ar == 2026
    person.command("Arkiv", "Inställningar för nämnden…")
    person.open("Avsnitt i inställningarna", "Processer")
    person.press("Ny process…")
    person.fill("Nummer", "4.2")
    person.fill("Process", "Uthyrning av lokaler")
    person.press("Lägg till")
    person.press("Stäng")
    person.page("Risker")
    person.press("Ny risk")
    person.write("lokaler hyrs ut två gånger")
    person.choose("Process", "4.2 Uthyrning av lokaler")
    person.tab("Bedömning")
    person.choose("Sannolikhet", "3 Möjlig")
    person.choose("Konsekvens", "3 Kännbar")
    person.tab("Åtgärder")
    person.press("Ny åtgärd")
    person.write("Införa ett gemensamt bokningssystem")
    person.fill("Ansvarig", "Eva Öst")
    person.fill("Slutdatum", "2026-10-31")
    person.leave()
    person.command("Plan", "Besluta planen…")
    person.fill("Beslutad den", "2026-01-28")
    person.fill("Paragraf", "§ 7")
    person.press("Besluta planen")
    assert "Beslutad 2026-01-28 § 7" in person.state
    register = Register(path, "prov")
    (plan,), (risk,), (atgard,) = (find(register, tabell) for tabell in ("plan", "risk", "atgard"))
    assert [one["namn"] for one in find(register, "namnd")] == ["Kulturnämnden"]
    assert [(one["nummer"], one["namn"]) for one in find(register, "process", id=risk["process_id"])] == [
        ("4.2", "Uthyrning av lokaler")
    ]
    assert (plan["status"], plan["beslut_paragraf"]) == ("beslutad", "§ 7")
    assert risk["beskrivning"] == "Risk att lokaler hyrs ut två gånger"
    (bedomning,) = find(register, "bedomning")
    assert (bedomning["sannolikhet"], bedomning["konsekvens"]) == (3, 3)
    assert (atgard["beskrivning"], atgard["ansvarig"]) == ("Införa ett gemensamt bokningssystem", "Eva Öst")
    assert (atgard["risk_id"], atgard["slutdatum"]) == (risk["id"], date(2026, 10, 31))
    assert check(register) == []


IRRELEVANT = "Synpunkter och klagomål, Boendestöd och…, 2026-04-30"
"""What the remark on an answer without its reason is about."""

REPEATED = (
    "Aktgranskning, Barn- och ungdomsenheten, 2026-03-31",
    "Aktgranskning, Öppenvården vuxna, 2026-03-31",
    "Genomförandeplaner, Öppenvården vuxna, 2026-04-30",
    "Genomförandeplaner, Boendestöd och sysselsättning, 2026-04-30",
)
"""What the remarks on brister that have come back since 2025 are about."""

LATE = date(2026, 11, 20)
"""The year is nearly over, so that nothing in the example lies ahead."""


def without_status(path: Path, count: int) -> list[int]:
    """A register whose April lacks status and comment of so many åtgärder, and of no others; the answer is theirs."""
    register = Register(path, "prov")
    here = place(register)
    known = find(register, "atgard", plan_id=here.plan_id)
    wanted = [one["id"] for one in known if one["risk_id"]][:count]
    missing = [
        one["id"]
        for one in known
        if not find(register, "uppfoljning", atgard_id=one["id"], tillfalle_id=here.tillfalle_id)
    ]
    set_uppfoljning(register, "atgard", missing, here, {"status": "Blir klart i år", "kommentar": "Pågår."})
    set_uppfoljning(register, "atgard", wanted, here, {"status": None, "kommentar": None, "klart_datum": None})
    return wanted


def test_april_of_a_quality_officer(
    qtbot: QtBot,
    settings: Settings,
    tmp_path: Path,
    register_file: Path,
    files: FileDialogs,
    hands: type[Keys] | type[Mouse],
) -> None:
    ten = without_status(register_file, 10)
    files.answers = [register_file, tmp_path / "april.docx"]
    person = start(qtbot, settings, None, hands, LATE)
    person.press("Öppna register…")
    person.choose("Tillfälle", "Delårsrapport per april")
    person.page("Åtgärder")
    person.press("Filter Saknar status")
    assert person.count_rows("Åtgärder") == 10
    person.select("Åtgärder", 0, 7)
    person.choose("Status", "Blir klart i år")
    assert person.count_rows("Åtgärder") == 2
    assert person.reads("Ctrl+Z ångrar")
    for number in (1, 2):
        person.open("Åtgärder", "")
        person.choose("Status i april", "Klart")
        person.fill("Klart den", "2026-04-15")
        person.fill("Kommentar i april", f"Prövat av {number} enheter.")
        person.leave()
    person.press("Rensa filtren")
    person.press("Filter Saknar kommentar")
    assert person.count_rows("Åtgärder") == 8
    person.open("Åtgärder", "")
    person.fill("Kommentar i april", "Prövat av 3 enheter.")
    person.leave()
    person.page("Avsnitt")
    person.press("Visa: Sammanfattning, 1 av 3")
    person.fill("Sammanfattning", "Alla åtgärder är uppföljda.")
    person.leave()
    person.press("Visa: R-05")
    person.tab("Uppgifter")
    person.fill("Slutdatum", "2026-06-30")
    person.leave()
    person.page("Avsnitt")
    others = ("R-02", "R-17, 1 av 2", "R-17", "Loggkontroll", IRRELEVANT, "Kvalitet och verksamhetsstöd")
    for about in (*others, *REPEATED):
        person.press(f"Tysta…: {about}")
        person.write("Nämnden vet om det.")
        person.press(f"Tysta: {about}")
    assert person.reads("Inget att anmärka på. Bra jobbat!")
    person.command("Avsnitt", "Word…")
    person.until(lambda: person.said == f"Sparat: {tmp_path / 'april.docx'}")
    assert_april_is_written(Register(register_file, "prov"), person.here, ten)
    words = " ".join(cells_and_paragraphs(tmp_path / "april.docx"))
    assert all(f"Prövat av {number} enheter." in words for number in (1, 2, 3))
    assert "Alla åtgärder är uppföljda." in words


def assert_april_is_written(register: Register, here: Sammanhang, ten: Collection[int]) -> None:
    """Ten åtgärder have a status, three of them a comment, eight got theirs in one step; nothing is left to remark."""
    said = [one for one in find(register, "uppfoljning", tillfalle_id=here.tillfalle_id) if one["atgard_id"] in ten]
    assert sorted(one["status"] for one in said) == ["Blir klart i år"] * 8 + ["Klart"] * 2
    assert sorted(filter(None, (one["kommentar"] for one in said))) == [f"Prövat av {n} enheter." for n in (1, 2, 3)]
    bulk = [one for one in find(register, "handelse") if one["rubrik"] == "Status på 8 åtgärder"]
    assert len(bulk) == 1
    assert review_report(register, 2026, Tillfalletyp.APRIL, today=LATE).anmarkningar == ()
    assert check(register) == []


def cells_and_paragraphs(path: Path) -> list[str]:
    """What python-docx reads in a Word file."""
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(one.text for one in document.paragraphs), *cells]


def test_a_controller_updates_the_report_and_seals_the_paket(
    qtbot: QtBot,
    settings: Settings,
    tmp_path: Path,
    register_file: Path,
    files: FileDialogs,
    hands: type[Keys] | type[Mouse],
) -> None:
    host, paket = tmp_path / "berattelse.docx", tmp_path / "arkiv.zip"
    before = with_an_older_section(register_file, host)
    files.answers = [host, paket]
    person = start(qtbot, settings, register_file, hands, LATE)
    person.command("Avsnitt", "Uppdatera i dokument…")
    person.press("Bläddra…")
    assert person.reads("Avsnittet står under rubriken ”Intern kontroll”") or person.reads("stycken ändras")
    person.press("Uppdatera dokumentet")
    assert person.said.startswith(f"Uppdaterat: {host}.")
    person.command("Avsnitt", "Paket för arkiv…")
    person.until(lambda: person.said == f"Sparat: {paket}")
    after = host.read_bytes()
    assert around(after) == around(before)
    assert other_parts(after) == other_parts(before)
    assert "Bokningen är samlad på ett ställe." in " ".join(section_texts(after))
    assert verify_paket(paket).faults == ()


def other_parts(host: bytes) -> dict[str, bytes]:
    """The parts of the file but the text, and what the program remembers of its own section."""
    return {name: data for name, data in members(host).items() if name != MAIN and not name.startswith("customXml/")}


def with_an_older_section(path: Path, host: Path) -> bytes:
    """A berättelse with the section as it was before the last comment was written; the answer is the file."""
    register = Register(path, "prov")
    host.write_bytes(swedish_word())
    insert_section(register, Urval(2026, Tillfalletyp.HELAR, "Socialnämnden"), host, vid="Intern kontroll")
    here = place(register, typ=Tillfalletyp.HELAR)
    first = find(register, "uppfoljning", tillfalle_id=here.tillfalle_id)[0]
    set_uppfoljning(register, "atgard", [first["atgard_id"]], here, {"kommentar": "Bokningen är samlad på ett ställe."})
    return host.read_bytes()

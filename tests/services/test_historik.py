"""The history of a record: who, when, from what to what, in words; and every tillfälle side by side."""

from datetime import date

from internkontroll.db.session import Register
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.words import Fas
from internkontroll.services.angra import undo
from internkontroll.services.historik import Andring, load_history, load_tillfallen
from internkontroll.services.redigera import create, set_bedomning, set_uppfoljning, set_values, trash
from tests.services.edits import find, place, with_draft


def history(register: Register, tabell: str, post: int) -> list[Andring]:
    with register.read() as connection:
        return load_history(connection, tabell, post)


def said(register: Register, tabell: str, post: int) -> list[tuple[str, ...]]:
    return [(one.anvandare, one.falt, one.var, one.blev) for one in history(register, tabell, post)]


def test_each_field_says_who_and_from_what_to_what(example: Register) -> None:
    sammanhang = with_draft(example)
    process = create(example, "process", sammanhang, {"nummer": "2.10", "namn": "Fordon"}).nya[0][1]
    risk = create(example, "risk", sammanhang, {"beskrivning": "Risk att nycklar försvinner"}).nya[0][1]
    other = Register(example.path, "Åsa")
    values = {"process_id": process, "oegentlighet": "ja", "niva": "Förvaltning", "tillagd": None}
    set_values(other, "risk", {risk: 0}, values, skal="Rättat efter mötet")
    changes = history(example, "risk", risk)
    assert [(one.anvandare, one.falt, one.var, one.blev) for one in changes] == [
        ("Åsa", "Process", "", "2.10 Fordon"),
        ("Åsa", "Risk för oegentligheter", "Nej", "Ja"),
        ("Åsa", "Nivå", "Nämnd", "Förvaltning"),
        ("prov", "Risk tillkom", "", "R-18 Risk att nycklar försvinner"),
    ]
    assert (changes[0].skal, changes[0].post_titel) == ("Rättat efter mötet", "")
    assert changes[0].rubrik == "Process, risk för oegentligheter och nivå på risken R-18"


def test_what_hangs_below_is_told_with_its_name(example: Register) -> None:
    sammanhang = with_draft(example)
    risk = create(example, "risk", sammanhang, {"beskrivning": "Risk att nycklar försvinner"}).nya[0][1]
    atgard = create(example, "atgard", sammanhang, {"risk_id": risk, "beskrivning": "Köpa skåp"}).nya[0][1]
    set_uppfoljning(example, "atgard", [atgard], sammanhang, {"status": "Klart", "klart_datum": "2027-04-02"})
    set_uppfoljning(example, "atgard", [atgard], sammanhang, {"status": "Ej klart i år"})
    set_bedomning(example, risk, Fas.FORE, {"sannolikhet": 3}, date(2027, 3, 1))
    trash(example, "atgard", [atgard])
    told = [(one.post_titel, one.falt, one.var, one.blev) for one in history(example, "risk", risk)]
    report = "Delårsrapport per april 2027: Köpa skåp"
    assert told == [
        ("Köpa skåp", "Papperskorg", "Framme", "I papperskorgen"),
        ("Före åtgärder 2027-03-01", "Sannolikhet", "", "3"),
        (report, "Status", "Klart", "Ej klart i år"),
        (report, "Status", "", "Klart"),
        (report, "Klart den", "", "2027-04-02"),
        ("Köpa skåp", "Åtgärd tillkom", "", "Köpa skåp"),
        ("", "Risk tillkom", "", "R-18 Risk att nycklar försvinner"),
    ]


def test_questions_and_units_of_an_egenkontroll_are_told_by_name(example: Register) -> None:
    (one, *_) = find(example, "egenkontroll", plan_id=place(example).plan_id)
    told = {one.falt: one.blev for one in history(example, "egenkontroll", one["id"])}
    units = {version["namn"] for version in find(example, "enhet_version")}
    assert told["Enhet i en egenkontroll tillkom"] in units
    assert told["Kontrollpunkt tillkom"].endswith("?")
    name, _, period = told["Utfall tillkom"].rpartition(" ")
    assert name in units
    assert date.fromisoformat(period).year in (2025, 2026)


def test_an_undo_is_part_of_the_history(example: Register) -> None:
    (atgard, *_) = find(example, "atgard", plan_id=place(example).plan_id)
    sparat = set_values(example, "atgard", {atgard["id"]: 0}, {"ansvarig": "Någon annan"})
    undo(example, sparat.handelse_id or 0)
    latest = history(example, "atgard", atgard["id"])[0]
    assert (latest.falt, latest.var, latest.blev) == ("Ansvarig", "Någon annan", atgard["ansvarig"] or "")
    assert latest.rubrik.startswith("Ångra: Ansvarig på åtgärden")


def test_the_newest_comes_first_and_no_more_than_asked_for(example: Register) -> None:
    (atgard, *_) = find(example, "atgard", plan_id=place(example).plan_id)
    for number in range(5):
        set_values(example, "atgard", {atgard["id"]: 0}, {"ansvarig": f"Nr {number}"})
    with example.read() as connection:
        latest = load_history(connection, "atgard", atgard["id"], limit=2)
    assert [one.blev for one in latest] == ["Nr 4", "Nr 3"]


def test_every_tillfalle_stands_beside_the_others_over_the_years(example: Register) -> None:
    in_both = [one for one in find(example, "atgard") if len(find(example, "atgard", identitet=one["identitet"])) > 1]
    atgard = in_both[0]
    with example.read() as connection:
        rows = load_tillfallen(connection, "atgard", atgard["id"])
    assert {one.ar for one in rows} == {2025, 2026}
    order = list(Tillfalletyp)
    assert rows == sorted(rows, key=lambda one: (one.ar, order.index(one.tillfalle)))
    expected = sum(
        len(find(example, "uppfoljning", atgard_id=one["id"]))
        for one in find(example, "atgard", identitet=atgard["identitet"])
    )
    assert len(rows) == expected


def test_a_kontroll_has_its_tillfallen_too(example: Register) -> None:
    sammanhang = with_draft(example)
    kontroll = create(example, "kontroll", sammanhang, {"kontroll": "Nycklar"}).nya[0][1]
    set_uppfoljning(example, "kontroll", [kontroll], sammanhang, {"kommentar": "Görs i maj."})
    with example.read() as connection:
        assert load_tillfallen(connection, "kontroll", kontroll) == [
            (2027, Tillfalletyp.APRIL, None, "Görs i maj.", None)
        ]
    assert said(example, "kontroll", kontroll)[0] == ("prov", "Kommentar", "", "Görs i maj.")

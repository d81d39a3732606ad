"""Every kind of change that a file can hold against what the register has, and what is to be reported of it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from internkontroll.domain.changes import Change
from tests.utbyte_files import Raw, full


@dataclass(frozen=True)
class Case:
    """A change of `full()` as a draft: how to make it, and the report: new records by table, changed fields."""

    name: str
    edit: Callable[[Raw], object]
    changed: tuple[Change, ...] = ()
    new: dict[str, int] = field(default_factory=dict)

    def file(self) -> Raw:
        """The changed file."""
        data = draft()
        self.edit(data)
        return data


def draft() -> Raw:
    """`full()` before the nämnd has decided."""
    data = full()
    del data["beslut"]
    return data


def _risk(data: Raw, **members: object) -> None:
    data["risker"][0] |= members


def _atgard(data: Raw, **members: object) -> None:
    data["risker"][0]["atgarder"][0] |= members


def _utfall(data: Raw, **members: object) -> None:
    data["egenkontroller"][0]["utfall"][0] |= members


LOAN, JAV = "Risk att lånade böcker försvinner", "Risk för jäv vid inköp"
CONTROL, OUTCOME = "Brandskydd", "Brandskydd, Barnavdelningen, 2024-01-31"

_NEW_RISK: Raw = {
    "process": None,
    "mal": None,
    "beskrivning": "Risk för vattenskada",
    "sannolikhet": 1,
    "konsekvens": 5,
    "atgarder": [{"beskrivning": "Se över rören"}],
}
_NEW_OUTCOME: Raw = {"enhet": "Biblioteket", "period": "2024-02-29", "svar": ["Ja"]}
_MOVED: Raw = {"beskrivning": "Flytta lådan", "status": "Klart", "kommentar": "Flyttad."}

CASES = (
    Case(
        "the text of a risk",
        lambda data: _risk(data, beskrivning="Risk att böcker stjäls"),
        (Change("risk", "Risk att böcker stjäls", "beskrivning", LOAN, "Risk att böcker stjäls"),),
    ),
    Case(
        "a text said to be empty",
        lambda data: _risk(data, bakgrund=""),
        (Change("risk", LOAN, "bakgrund", "Larmbågen är gammal.\n\n- Den larmar inte\n- Ingen lagar den", ""),),
    ),
    Case(
        "another process, and no mål",
        lambda data: (data["risker"][0].update(process="2.9"), data["risker"][1].update(mal=None)),
        (Change("risk", LOAN, "process", "2.10", "2.9"), Change("risk", JAV, "mal", "Fler läser", None)),
    ),
    Case(
        "another unit",
        lambda data: _risk(data, enhet="Barnavdelningen"),
        (Change("risk", LOAN, "enhet", "Biblioteket", "Barnavdelningen"),),
    ),
    Case("a new risk", lambda data: data["risker"].append(_NEW_RISK), new={"risk": 1, "bedomning": 1, "atgard": 1}),
    Case(
        "risks in another order",
        lambda data: data["risker"].reverse(),
        (Change("risk", JAV, "ordning", 1, 0), Change("risk", LOAN, "ordning", 0, 1)),
    ),
    Case(
        "another bedömning of the same day",
        lambda data: _risk(data, sannolikhet=2),
        (Change("bedomning", LOAN, "sannolikhet", 3, 2),),
    ),
    Case(
        "status and comment of an åtgärd",
        lambda data: _atgard(data, status="Klart", kommentar="Larmar igen."),
        (
            Change("uppfoljning", "Byt larmbåge", "status", "Blir klart i år", "Klart"),
            Change("uppfoljning", "Byt larmbåge", "kommentar", "Upphandlas nu.", "Larmar igen."),
        ),
    ),
    Case(
        "a first status",
        lambda data: data["risker"][0]["atgarder"][1].update(status="Ej aktuell"),
        (Change("uppfoljning", "Märk alla böcker", "status", None, "Ej aktuell"),),
    ),
    Case(
        "the text of an åtgärd, known by its place",
        lambda data: _atgard(data, beskrivning="Köp ny larmbåge"),
        (Change("atgard", "Köp ny larmbåge", "beskrivning", "Byt larmbåge", "Köp ny larmbåge"),),
    ),
    Case(
        "a new åtgärd, last",
        lambda data: data["risker"][0]["atgarder"].append({"beskrivning": "Inventera", "status": "Klart"}),
        new={"atgard": 1, "uppfoljning": 1},
    ),
    Case(
        "a new åtgärd, first",
        lambda data: data["risker"][0]["atgarder"].insert(0, {"beskrivning": "Inventera"}),
        (Change("atgard", "Byt larmbåge", "ordning", 0, 1), Change("atgard", "Märk alla böcker", "ordning", 1, 2)),
        {"atgard": 1},
    ),
    Case(
        "the name of a process, and the mål above one",
        lambda data: (data["processer"][0].update(namn="Utlån"), data["mal"][1].update(overordnat="God kultur")),
        (
            Change("process", "2.10", "namn", "Lån", "Utlån"),
            Change("mal", "Öppet för alla", "overordnat", None, "God kultur"),
        ),
    ),
    Case(
        "texts and headings",
        lambda data: (
            data["texter"].update(struktur="Ny ordning."),
            data["uppfoljning_och_insyn"].update(uppfoljning="Följdes upp."),
            data["rapport"].update(rubrik="Kontroll"),
        ),
        (
            Change("tillfalle", "Delårsrapport per april", "rubrik", "Intern kontroll", "Kontroll"),
            Change("avsnittstext", "struktur", "innehall", "Så arbetar vi.", "Ny ordning."),
            Change("avsnittstext", "insyn_uppfoljning", "innehall", "", "Följdes upp."),
        ),
    ),
    Case(
        "words of the scale",
        lambda data: data["skala"]["konsekvens"].__setitem__(0, "Ringa"),
        (
            Change(
                "riskskala",
                "riskskala",
                "konsekvens",
                '["Liten", "Märkbar", "Stor", "Svår", "Mycket svår"]',
                '["Ringa", "Märkbar", "Stor", "Svår", "Mycket svår"]',
            ),
        ),
    ),
    Case(
        "a granskning and its åtgärd",
        lambda data: (
            data["granskningar"][0].update(granskare="IVO"),
            data["granskningar"][0]["atgarder"][0].update(ansvarig="Ekonom"),
        ),
        (
            Change("granskning", "Granskning av inköp", "granskare", "Kommunrevisionen", "IVO"),
            Change("atgard", "Ny inköpsrutin", "ansvarig", None, "Ekonom"),
        ),
    ),
    Case(
        "a kontroll that no longer has a status",
        lambda data: data["systematiska_kontroller"][0].update(status_och_kommentar="Två fel."),
        (
            Change("uppfoljning", "Stickprov av fakturor", "status", "Klart", None),
            Change("uppfoljning", "Stickprov av fakturor", "kommentar", "Inga fel.", "Två fel."),
        ),
    ),
    Case(
        "an avtal",
        lambda data: data["uppfoljning_och_insyn"]["avtal"][0].update(tidplan="HT 2024"),
        (Change("avtal", "Bokbuss", "tidplan", "VT 2024", "HT 2024"),),
    ),
    Case(
        "an egenkontroll and a kontrollpunkt",
        lambda data: (
            data["egenkontroller"][0].update(frekvens="kvartal", namn="Brand"),
            data["egenkontroller"][0]["kontrollpunkter"].append("Är vägen fri?"),
        ),
        (
            Change("egenkontroll", "Brand", "namn", CONTROL, "Brand"),
            Change("egenkontroll", "Brand", "frekvens", "månad", "kvartal"),
        ),
        new={"kontrollpunkt": 1},
    ),
    Case(
        "a unit that is to do an egenkontroll too",
        lambda data: data["egenkontroller"][0]["enheter"].append("Kulturförvaltningen"),
        new={"egenkontroll_enhet": 1},
    ),
    Case(
        "an outcome, its answers and its åtgärd",
        lambda data: _utfall(data, resultat="Uppfyllt", svar=["Ja", "Ja"], atgarder=[_MOVED]),
        (
            Change("utfall", OUTCOME, "resultat", "Delvis uppfyllt", "Uppfyllt"),
            Change("svar", OUTCOME, "svar", "Nej", "Ja"),
            Change("uppfoljning", "Flytta lådan", "kommentar", None, "Flyttad."),
        ),
    ),
    Case(
        "a new outcome",
        lambda data: data["egenkontroller"][0]["utfall"].append(_NEW_OUTCOME),
        new={"utfall": 1, "svar": 1},
    ),
    Case(
        "a new unit",
        lambda data: data["organisation"]["enheter"].append({"namn": "Arkivet", "del_av": "Biblioteket"}),
        new={"enhet": 1},
    ),
    Case(
        "a new chef from this report's day",
        lambda data: data["organisation"]["enheter"][0].update(chef="Bo Ek"),
        (Change("enhet_version", "Biblioteket", "chef", "Åsa Öberg", "Bo Ek"),),
    ),
    Case(
        "a unit that is moved",
        lambda data: data["organisation"]["enheter"][1].update(del_av="Kulturförvaltningen"),
        (Change("enhet_version", "Barnavdelningen", "overordnad", "Biblioteket", "Kulturförvaltningen"),),
    ),
    Case(
        "the nämnd's decision",
        lambda data: data.update(beslut={"datum": "2023-12-12", "paragraf": "§ 88"}),
        (
            Change("plan", "2024", "beslut_datum", None, "2023-12-12"),
            Change("plan", "2024", "beslut_paragraf", None, "§ 88"),
            Change("plan", "2024", "status", "utkast", "beslutad"),
        ),
    ),
)

"""Utbyte files for tests: a small one that says something of everything, and ways to write and read them."""

import copy
import json
from pathlib import Path
from typing import Any

from internkontroll.db.session import Register
from internkontroll.domain.status import Tillfalletyp
from internkontroll.export.utbyte_json import to_utbyte
from internkontroll.services.underlag import load_underlag
from internkontroll.services.urval import find_plan

Raw = dict[str, Any]

SHARED = Path(__file__).parents[2] / "shared"
"""Material for acceptance tests, where it lies beside the checkout."""

_FULL: Raw = {
    "format": "internkontroll-utbyte",
    "version": 1,
    "organisation": {
        "kommun": "Ängsö kommun",
        "namnd": "Kulturnämnden",
        "forvaltning": "Kulturförvaltningen",
        "enheter": [
            {"namn": "Biblioteket", "del_av": "Kulturförvaltningen", "chef": "Åsa Öberg"},
            {"namn": "Barnavdelningen", "del_av": "Biblioteket"},
        ],
    },
    "ar": 2024,
    "rapport": {
        "typ": "delarsrapport-april",
        "rubrik": "Intern kontroll",
        "underrubrik": "Risker",
        "period": "2024-04-30",
    },
    "beslut": {"datum": "2023-12-12", "paragraf": "§ 88", "diarienummer": "KN 2023/41"},
    "texter": {"inledning": "Första stycket.\n\nAndra stycket.", "sammanfattning": "", "struktur": "Så arbetar vi."},
    "skala": {
        "sannolikhet": ["Sällan", "Ibland", "Ofta", "Alltid", "Jämt"],
        "konsekvens": ["Liten", "Märkbar", "Stor", "Svår", "Mycket svår"],
    },
    "processer": [{"nummer": "2.10", "namn": "Lån"}, {"nummer": "2.9", "namn": "Inköp"}],
    "mal": [{"namn": "Fler läser", "overordnat": "God uppväxt"}, {"namn": "Öppet för alla"}],
    "risker": [
        {
            "id": "K-1",
            "process": "2.10",
            "mal": None,
            "enhet": "Biblioteket",
            "beskrivning": "Risk att lånade böcker försvinner",
            "bakgrund": "Larmbågen är gammal.\n\n- Den larmar inte\n- Ingen lagar den",
            "effekter": "",
            "forutsattningar": "Pengar.",
            "paverkar_aven": "Påverkar även ekonomin.",
            "riskagare": "Bibliotekschef",
            "sannolikhet": 3,
            "konsekvens": 5,
            "atgarder": [
                {
                    "beskrivning": "Byt larmbåge",
                    "status": "Blir klart i år",
                    "kommentar": "Upphandlas nu.",
                    "ansvarig": "Vaktmästare",
                    "slutdatum": "2024-10-01",
                },
                {"beskrivning": "Märk alla böcker", "kommentar": ""},
            ],
        },
        {"process": None, "mal": "Fler läser", "beskrivning": "Risk för jäv vid inköp", "atgarder": []},
    ],
    "granskningar": [
        {
            "namn": "Granskning av inköp",
            "granskare": "Kommunrevisionen",
            "diarienummer": "KN 2024/7",
            "datum": "2024-02-03",
            "atgarder": [{"beskrivning": "Ny inköpsrutin", "status": "Klart", "kommentar": "Antagen i mars."}],
        }
    ],
    "systematiska_kontroller": [
        {
            "mal": "Fler läser",
            "process": "2.9",
            "kontroll": "Stickprov av fakturor",
            "beskrivning": "Tio om året",
            "metod": "Stickprov",
            "frekvens": "kvartal",
            "ansvarig": "Controller",
            "status_och_kommentar": "Klart\n\nInga fel.",
        }
    ],
    "uppfoljning_och_insyn": {
        "inledning": "Avtalen följs upp.",
        "uppfoljning": "",
        "avtal": [
            {
                "avtal": "Bokbuss",
                "omrade": "Bibliotek",
                "typ": "Avtal",
                "ansvar": "Kvalitetsenheten",
                "tidplan": "VT 2024",
                "intervall": "Två år",
                "mottagare": "Kulturnämnden",
            }
        ],
    },
    "egenkontroller": [
        {
            "id": "E-1",
            "namn": "Brandskydd",
            "process": "2.9",
            "metod": "annan",
            "frekvens": "månad",
            "enheter": ["Biblioteket", "Barnavdelningen"],
            "ansvarig": "Enhetschef",
            "kontrollpunkter": ["Är utgångarna fria?", "Är släckarna kontrollerade?"],
            "utfall": [
                {
                    "enhet": "Barnavdelningen",
                    "period": "2024-01-31",
                    "datum": "2024-02-02",
                    "utford_av": "Åsa Öberg",
                    "antal_granskade": 4,
                    "antal_avvikelser": 1,
                    "svar": ["Nej", "Ja"],
                    "resultat": "Delvis uppfyllt",
                    "kommentar": "En låda stod i vägen.",
                    "atgarder": [{"beskrivning": "Flytta lådan", "status": "Klart"}],
                },
                {"enhet": "Biblioteket", "period": "2024-01-31"},
            ],
        }
    ],
}


def full() -> Raw:
    """A file in canonical form that says something of everything; a copy, free to change."""
    return copy.deepcopy(_FULL)


def write(path: Path, data: Any) -> Path:
    """Write `data` as JSON to `path`, which it returns."""
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def export(register: Register, ar: int = 2024, tillfalle: Tillfalletyp = Tillfalletyp.APRIL) -> Raw:
    """What the register exports for the year and tillfälle."""
    with register.read() as connection:
        return to_utbyte(load_underlag(connection, find_plan(connection, ar), tillfalle))

"""A nämnd of any size: made up, the same on every run, with texts as long as those of real reports."""

import json
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from internkontroll.db.session import Register
from internkontroll.domain.status import Status
from internkontroll.services.importera import import_files
from internkontroll.services.skapa import create_register

Raw = dict[str, Any]

AR = 2026
USER = "bench"
REGISTER = "register.ikreg"
ATGARDER = 3
"""Åtgärder of each risk."""

_UNITS, _PROCESSES, _GOALS = 40, 30, 8

# In falling order of how often they stand in a text: a fifth of the words make up most of it, as in any language.
_TEXT = """
och att i som för av inte på är det en med har till den de kan om vid från ska eller ett samt inom nämnden
verksamheten rutinen brukare personal enheten risk ansvar insatser chefer kommunen stöd uppföljning beslut brister
dokumentation information hälso- och sjukvård utbildning medarbetare kvalitet avvikelser handläggning genomförs
rutiner avtal utförare barn unga äldre vård omsorg tid saknas finns behöver säkerställa kontroll följs upp år medicin
delegering genomförandeplan journal barnets bästa utredning rekrytering kompetens budget prognos kostnader upphandling
inköp faktura attest systemstöd behörighet logg personuppgifter sekretess arkiv diarieföring hot våld arbetsmiljö
sjukfrånvaro schema bemanning semester sommaren lokaler hygien smitta skyddsutrustning brand larm nycklar läkemedel
synpunkter klagomål lex Sarah rapportering anmälan inspektion tillsyn revisionen rekommendation handlingsplan projekt
samverkan region skola föräldrar placering familjehem boende daglig verksamhet hemtjänst nattpatrull fallolyckor
nutrition trycksår munhälsa demens anhöriga kontaktperson språk tolk digitalisering förändring organisation ledning
egenkontroll stickprov granskning enkät resultat jämförelse målgrupp likvärdighet rättssäkerhet förtroende konsekvens
"""
_WORDS = _TEXT.split()
_FREQUENCIES = [1 / place for place in range(3, 3 + len(_WORDS))]
_ROLES = ("Enhetschef", "Verksamhetschef", "Controller", "Kvalitetschef", "HR-partner", "Förvaltningschef")


class _Writer:
    """Writes texts and picks values by chance, always the same ones."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - the same data on every run is the point

    def text(self, low: int, high: int) -> str:
        """One paragraph of `low` to `high` words in sentences."""
        words = self.random.choices(_WORDS, _FREQUENCIES, k=self.random.randint(low, high))
        starts = range(0, len(words), 14)
        return " ".join(f"{' '.join(words[start : start + 14]).capitalize()}." for start in starts)

    def long_text(self) -> str:
        """One to three paragraphs; one text in six has a list."""
        paragraphs = [self.text(15, 45) for _ in range(self.random.randint(1, 3))]
        if self.chance(1 / 6):
            paragraphs.append("\n".join(f"- {self.text(4, 9)}" for _ in range(3)))
        return "\n\n".join(paragraphs)

    def chance(self, share: float) -> bool:
        """True in `share` of the cases."""
        return self.random.random() < share

    def sometimes(self, share: float, **members: Any) -> Raw:
        """The members, or nothing."""
        return members if self.chance(share) else {}


def utbyte(risks: int) -> Raw:
    """An utbyte file for April with that many risks and three åtgärder for each."""
    writer = _Writer(risks)
    units = [f"Enhet {number:02}" for number in range(1, _UNITS + 1)]
    processes = [f"{1 + number // 10}.{1 + number % 10}" for number in range(_PROCESSES)]
    goals = [f"Mål {number}: {writer.text(4, 8)}" for number in range(1, _GOALS + 1)]
    return {
        "format": "internkontroll-utbyte",
        "version": 1,
        "organisation": {
            "kommun": "Mätkommunen",
            "namnd": "Mätnämnden",
            "enheter": [{"namn": unit, "chef": f"Chef {unit[-2:]}"} for unit in units],
        },
        "ar": AR,
        "rapport": {"typ": "delarsrapport-april"},
        "texter": {"inledning": writer.long_text(), "sammanfattning": writer.long_text()},
        "processer": [{"nummer": number, "namn": writer.text(1, 3)} for number in processes],
        "mal": [{"namn": goal} for goal in goals],
        "risker": [_risk(writer, number, units, processes, goals) for number in range(1, risks + 1)],
    }


def _risk(writer: _Writer, number: int, units: list[str], processes: list[str], goals: list[str]) -> Raw:
    choose = writer.random.choice
    return {
        "id": f"R-{number:05}",
        "process": choose(processes),
        "mal": choose(goals),
        "beskrivning": f"Risk {number}: {writer.text(10, 30)}",
        **writer.sometimes(0.6, enhet=choose(units)),
        **writer.sometimes(0.75, bakgrund=writer.long_text()),
        **writer.sometimes(0.4, effekter=writer.text(15, 50)),
        **writer.sometimes(0.2, forutsattningar=writer.text(10, 40)),
        **writer.sometimes(0.2, paverkar_aven=writer.text(4, 8)),
        **writer.sometimes(0.9, riskagare=choose(_ROLES)),
        "sannolikhet": writer.random.randint(1, 4),
        "konsekvens": writer.random.randint(1, 4),
        "atgarder": [_atgard(writer) for _ in range(ATGARDER)],
    }


def _atgard(writer: _Writer) -> Raw:
    until = date(AR, 1, 1) + timedelta(days=writer.random.randrange(365))
    return {
        "beskrivning": writer.text(8, 22),
        "status": writer.random.choice(list(Status)).value,
        **writer.sometimes(0.7, kommentar=writer.text(10, 60)),
        **writer.sometimes(0.9, ansvarig=writer.random.choice(_ROLES)),
        **writer.sometimes(0.9, slutdatum=until.isoformat()),
    }


def write_utbyte(folder: Path, risks: int) -> Path:
    """`utbyte` as a file in the folder, as the program's own export writes it."""
    path = folder / f"{risks}.json"
    path.write_text(json.dumps(utbyte(risks), ensure_ascii=False, indent=2), encoding="utf-8")
    return path


def empty_register(folder: Path) -> Path:
    """A new register in the folder."""
    path = folder / REGISTER
    create_register(path, USER)
    return path


def filled_register(folder: Path, risks: int) -> Path:
    """A new register in the folder, with `utbyte` in it."""
    path = empty_register(folder)
    import_files(Register(path, USER), [write_utbyte(folder, risks)])
    return path

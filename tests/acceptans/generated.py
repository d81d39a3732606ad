"""A made-up nämnd of any size whose texts are of every kind that people write; the same on every run."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import partial
from itertools import cycle, islice, product
from random import Random
from typing import Any

from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.domain.utbyte import TILLFALLEN
from internkontroll.domain.words import Egenkontrollmetod, Frekvens, Resultat, Svarsord

Raw = dict[str, Any]

AR = 2026
LONGEST = 5_000
"""About how many characters the longest texts have."""

_ORDINARY = """
vi behöver mer tid än planerat när ärenden rör flera enheter och ingen vet vem som äger frågan därför görs en gemensam
lista över öppna ärenden varje måndag så att väntande beslut syns innan helgen årets översyn gällde främst körjournaler
nycklar och kvitton några saknade underskrift andra låg i fel pärm ledningen följer läget och återkommer till nämnden
före sommaren skolskjuts färdtjänst bygglov miljötillsyn simhall fritidsgård och bibliotek använder samma system men på
olika sätt rutinen är skriven för ett kontor som inte längre finns
"""
_SAMI = """
áhkku čálli dieđut eŋgelasgiella ruoŧagiella šaddu váldošiehtadus máŋggagielat čoahkkin boazodoallu viežžat gieđahallat
oahppogirji ŋurgu ŧeáhter žuoŋŋo mánáidgárdi Čáhci Đeatnu Ŋáhkku Šuoššjávri Ŧorstai Žilli Åarjelsaemien gïele sæjroe
"""
_PLACES = ("Åsele – Vännäs", "Jåhkåmåhkke–Árjepluovvi", "Örträsk – Ängesön", "Máláge — Ubmeje")
_QUOTED = ("”så har vi alltid gjort”", '"gul lapp"', "’egen pärm’", "»nattlistan«", "“Čállit”", "”Åtgärd ”Ö””")
_RARE = (
    "Se https://www.exempel.se/styrdokument/interna-regler/attest-och-utanordning/2026?version=3&del=2#kapitel-4.",
    "Frågor: arendebrevlada.ekonomi@exempel.se (§ 14 & 15).",
    "Avvikelsen är ≤ 5 % eller ½ tjänst, −2 °C → 4 000 kr; <osäkert> {mall} [utkast] 'x' = \\n.",
    "Mjukt\u00adbinde\u00adstreck, hårt\u2011bindestreck, hårt\u00a0blanksteg, 10\u202f000 €, tre punkter …",
    "Kommunikationsavvikelsehanteringssystemsförvaltningsorganisationsutredningsuppdraget försenas.",
    "=SUMMA(A1:A9) och @namn",
)
_FIRST = """
avtals behörighets boende bygg data el familje hygien hälso inköps journal kost kund läkemedels miljö natt personal
projekt schema skol teknik tolk utbildnings vatten våld vård
"""
_LAST = """
analys arbete ansvar behov beslut besök brist dokument förslag grupp hantering insats krav kedja larm ledning mall möte
nivå ombud policy register samtal stöd system team underlag ändring
"""
_OTHER_FIRST = "Arkiv Båt Diarie Fordons Grind Hiss Jour Kyl Lås Mät Park Ränte Stöld"
_OTHER_LAST = "byte fel genomgång kurs lista märkning prov rond skydd växling översyn"
_BRIEF = ("Avvaktar", "Försenat", "Påbörjat", "Juni", "Nej")
_ROLES = ("Enhetschef", "Chef", "Ekonom", "Förvaltningschef", "Jurist", "HR-partner Öst", "Máret Šuorra")


def _compounds(first: str, last: str) -> list[str]:
    return list(map("".join, product(first.split(), last.split())))


_WORDS = 10 * _ORDINARY.split() + _compounds(_FIRST, _LAST)
"""As in any language a few words make up most of a text, and the many are long."""
_SINGLE = _compounds(_OTHER_FIRST, _OTHER_LAST)
"""Words that stand in no text: granska_avsnitt takes the first place where it finds an åtgärd for its own."""


class Writer:
    """Writes texts and picks values by chance, always the same ones."""

    def __init__(self, seed: str, words: Iterable[str]) -> None:
        self.random = Random(seed)  # noqa: S311 - the same data on every run is the point
        self.words = iter(words)
        self.sami_words = cycle(_SAMI.split())
        self.places, self.quotations, self.rarities = cycle(_PLACES), cycle(_QUOTED), cycle(_RARE)
        self.long_texts = cycle(product((LONGEST, 1_500, 3_000), (" ", "\n\n")))
        self.turn = self.atgarder = 0

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def sometimes(self, share: float, **members: Callable[[], Any]) -> Raw:
        """The members as they are made, or nothing."""
        return {name: make() for name, make in members.items()} if self.chance(share) else {}

    def day(self) -> str:
        return (date(AR, 1, 1) + timedelta(days=self.random.randrange(365))).isoformat()

    def sentence(self, low: int = 4, high: int = 13) -> str:
        text = " ".join(self.random.choices(_WORDS, k=self.random.randint(low, high)))
        return f"{text[0].upper()}{text[1:]}."

    def paragraph(self, sentences: int = 2) -> str:
        return " ".join(self.sentence() for _ in range(self.random.randint(1, sentences)))

    def paragraphs(self) -> str:
        return "\n\n".join(self.paragraph() for _ in range(self.random.randint(2, 3)))

    def sami(self) -> str:
        return f"{' '.join(islice(self.sami_words, 9))}."

    def place(self) -> str:
        return f"{next(self.places)}: {self.sentence()}"

    def quoted(self) -> str:
        return f"{self.sentence()} {next(self.quotations)} {self.sentence()}"

    def rare(self) -> str:
        return f"{self.sentence()} {next(self.rarities)}"

    def lines(self) -> str:
        """Line breaks inside a paragraph, as in an address."""
        return "\n".join(self.sentence(3, 6) for _ in range(3))

    def listed(self) -> str:
        """Items in paragraphs of their own: granska_avsnitt looks for paragraphs, and a PDF has its own bullets."""
        items = [f"- {self.sentence(4, 9)}" for _ in range(self.random.randint(2, 4))]
        return "\n\n".join([f"{self.sentence(3, 5)[:-1]}:", *items, self.sentence()])

    def one_word(self) -> str:
        """The next of the words; a sentence once they have run out."""
        return next(self.words, None) or self.sentence()

    def long(self) -> str:
        """Up to LONGEST characters, in one paragraph or several."""
        size, between = next(self.long_texts)
        text = self.paragraph()
        while len(text) < size:
            text += between + self.paragraph(6)
        return f"{text[: size - 1].rstrip(' .')}."

    def text(self) -> str:
        """An ordinary paragraph or two; every fourth is of a kind of its own, each in its turn."""
        self.turn += 1
        if self.turn % 100 == 50:
            return self.long()
        if self.turn % 4:
            return self.paragraph() if self.chance(0.8) else self.paragraphs()
        kinds = (self.sami, self.place, self.listed, self.quoted, self.one_word, self.rare, self.lines)
        return kinds[self.turn // 4 % len(kinds)]()


def utbyte(risks: int, tillfalle: Tillfalletyp) -> Raw:
    """The utbyte file of a tillfälle; the same plan at all, each with its own statuses, comments and texts."""
    plan, now = Writer("årets plan", _SINGLE), Writer(tillfalle, cycle(_BRIEF))
    units = ["Ängsenheten", "Östra Šuoššo", "Biblioteket ”Läsön”", "Åsele – Vännäs"]
    processes = [{"nummer": f"{1 + n // 10}.{1 + n % 10}", "namn": plan.sentence(1, 3)} for n in range(25)]
    goals = [{"namn": f"Mål {number}: {plan.sentence(4, 8)}"} for number in range(1, 9)]
    owners = [*({"process": p["nummer"]} for p in processes), *({"mal": g["namn"]} for g in goals)]
    return {
        "format": "internkontroll-utbyte",
        "version": 1,
        "organisation": {
            "kommun": "Provkommunen",
            "namnd": "Nämnden för prov – Gïelenämnden",
            "enheter": [{"namn": unit, "chef": plan.random.choice(_ROLES)} for unit in units],
        },
        "ar": AR,
        "rapport": {"typ": TILLFALLEN[tillfalle], "period": f"{AR}-0{4 + list(Tillfalletyp).index(tillfalle)}-30"},
        "beslut": {"datum": f"{AR - 1}-12-11", "paragraf": "§ 94", "diarienummer": f"PN {AR - 1}/17"},
        "texter": {"inledning": now.listed(), "sammanfattning": now.paragraphs(), "struktur": now.long()},
        "processer": processes,
        "mal": goals,
        "risker": [_risk(plan, now, number, owners, units) for number in range(1, risks + 1)],
        "granskningar": [_granskning(plan, now, number) for number in range(1, 9)],
        "systematiska_kontroller": [_kontroll(plan, now, plan.random.choice(owners)) for _ in range(30)],
        "uppfoljning_och_insyn": {
            "inledning": now.quoted(),
            "uppfoljning": now.paragraphs(),
            "avtal": [_avtal(plan, number) for number in range(1, 13)],
        },
        "egenkontroller": [_egenkontroll(plan, number, units) for number in range(1, 9)],
    }


def _risk(plan: Writer, now: Writer, number: int, owners: list[Raw], units: list[str]) -> Raw:
    choose = plan.random.choice
    step = partial(plan.random.randint, 1, 4)
    both = choose(owners) | choose(owners) if plan.chance(0.9) else {}
    return {
        "id": f"R-{number:04}",
        "process": both.get("process"),
        "mal": both.get("mal"),
        "beskrivning": plan.text(),
        **plan.sometimes(0.6, enhet=lambda: choose(units)),
        **plan.sometimes(0.6, bakgrund=plan.text),
        **plan.sometimes(0.4, effekter=plan.text),
        **plan.sometimes(0.2, forutsattningar=plan.text),
        **plan.sometimes(0.2, paverkar_aven=plan.sentence),
        **plan.sometimes(0.9, riskagare=lambda: choose(_ROLES)),
        **plan.sometimes(0.95, sannolikhet=step, konsekvens=step),
        "atgarder": [_atgard(plan, now) for _ in range(plan.random.choice([0, 1, 1, 2, 2, 3, 4]))],
    }


def _atgard(plan: Writer, now: Writer) -> Raw:
    plan.atgarder += 1
    text = plan.text()
    # A page break can cut it into pieces, which granska_avsnitt finds in their place only where it begins as no other.
    return {
        "beskrivning": f"Åtgärd {plan.atgarder:04}: {text}" if " " in text else text,
        **now.sometimes(0.9, status=lambda: now.random.choice(list(Status)).value),
        **now.sometimes(0.6, kommentar=now.text),
        **plan.sometimes(0.9, ansvarig=lambda: plan.random.choice(_ROLES)),
        **plan.sometimes(0.8, slutdatum=plan.day),
    }


def _granskning(plan: Writer, now: Writer, number: int) -> Raw:
    return {
        "namn": f"Granskning {number} av {plan.sentence(3, 6)}",
        "granskare": plan.random.choice(["Revisorerna", "Arbetsmiljöverket", "Sámediggi"]),
        "diarienummer": f"PN {AR}/{100 + number}",
        "datum": plan.day(),
        "atgarder": [_atgard(plan, now) for _ in range(2)],
    }


def _kontroll(plan: Writer, now: Writer, owner: Raw) -> Raw:
    return {
        **owner,
        "kontroll": plan.sentence(),
        "beskrivning": plan.paragraph(),
        "metod": plan.sentence(1, 4),
        "frekvens": plan.random.choice(list(Frekvens)).value,
        "ansvarig": plan.random.choice(_ROLES),
        "status_och_kommentar": f"{now.random.choice(list(Status)).value}\n\n{now.paragraphs()}",
    }


def _avtal(plan: Writer, number: int) -> Raw:
    return {
        "avtal": f"Avtal {number}: {plan.sentence(2, 5)}",
        "omrade": plan.random.choice(["Skolskjuts", "Äldreboende", "Giella"]),
        "typ": plan.sentence(1, 2),
        "ansvar": plan.random.choice(_ROLES),
        "tidplan": f"VT {AR}",
        "intervall": "Vartannat år",
        "mottagare": "Nämnden",
    }


def _egenkontroll(plan: Writer, number: int, units: list[str]) -> Raw:
    return {
        "id": f"E-{number}",
        "namn": f"Egenkontroll {number}: {plan.sentence(2, 4)}",
        "metod": list(Egenkontrollmetod)[number - 1].value,
        "frekvens": list(Frekvens)[number - 1].value,
        "enheter": units,
        "ansvarig": plan.random.choice(_ROLES),
        "kontrollpunkter": [plan.sentence(), plan.sentence()],
        "utfall": [
            {
                "enhet": unit,
                "period": f"{AR}-03-31",
                "datum": f"{AR}-04-0{1 + place}",
                "svar": [plan.random.choice(list(Svarsord)).value for _ in range(2)],
                "resultat": plan.random.choice(list(Resultat)).value,
                "kommentar": plan.text(),
            }
            for place, unit in enumerate(units)
        ],
    }

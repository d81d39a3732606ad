"""One nämnd, one year, one tillfälle, whole: what is imported, exported, printed and reviewed.

The members bear the names of the interchange format (utbyte, version 1). ``None`` is "nothing
said", the empty string "said to be empty"; both stay what they are on the way through the
register. Everything is in the order in which it is to be shown. A few members stand only in the
register, not in the format: they have no counterpart in a file and are empty when read from one.
"""

from dataclasses import dataclass, field
from datetime import date

from internkontroll.domain.riskskala import STANDARDSKALA, Riskskala
from internkontroll.domain.sammanstallning.aret import Sammanstallning
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.domain.words import (
    Avsnittsdel,
    Egenkontrollmetod,
    Frekvens,
    Layout,
    Planstatus,
    Resultat,
    Svarsord,
    Textdel,
)


@dataclass(frozen=True, slots=True)
class Ref:
    """Which record of the register it is: `uuid` names it everywhere, `identitet` is the same over the years."""

    uuid: str
    identitet: str | None = None


@dataclass(frozen=True, slots=True)
class Enhet:
    """A unit of the organisation; `del_av` is the name of the one above, None right below the nämnd."""

    namn: str
    del_av: str | None = None
    chef: str | None = None


@dataclass(frozen=True, slots=True)
class Beslut:
    """The nämnd's decision on the plan."""

    datum: date | None = None
    paragraf: str | None = None
    diarienummer: str | None = None


@dataclass(frozen=True, slots=True)
class Process:
    """A process of the nämnd's numbered register."""

    nummer: str
    namn: str


@dataclass(frozen=True, slots=True)
class Mal:
    """A nämndmål and the kommunfullmäktigemål above it."""

    namn: str
    overordnat: str | None = None


@dataclass(frozen=True, slots=True)
class Atgard:
    """An åtgärd with its status and comment at this tillfälle."""

    beskrivning: str
    status: Status | None = None
    kommentar: str | None = None
    ansvarig: str | None = None
    slutdatum: date | None = None
    startdatum: date | None = None
    klart_datum: date | None = None
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk as the plan has it; `process` is a number and `mal` a name from the underlag's lists.

    `sannolikhet` and `konsekvens` are steps of the scale, from 1, in the latest bedömning before
    åtgärder that the tillfälle knows, with their reasons in `skal`; those of `efter` are after them. `paverkar_mal`:
    names of mål that it affects besides its own, which the register knows and an exchange file doesn't.
    """

    beskrivning: str
    atgarder: tuple[Atgard, ...] = ()
    id: str | None = None
    process: str | None = None
    mal: str | None = None
    enhet: str | None = None
    bakgrund: str | None = None
    effekter: str | None = None
    forutsattningar: str | None = None
    paverkar_aven: str | None = None
    riskagare: str | None = None
    sannolikhet: int | None = None
    konsekvens: int | None = None
    efter: tuple[int | None, int | None] | None = None
    oegentlighet: bool = False
    accepterad_skal: str | None = None
    tillagd: date | None = None
    tillagd_skal: str | None = None
    avslutad: date | None = None
    avslutad_skal: str | None = None
    skal: tuple[str | None, str | None] = (None, None)
    paverkar_mal: tuple[str, ...] = ()
    ref: Ref | None = None

    def affects_also(self) -> str | None:
        """What more it affects: in the words that somebody has written, else the mål by name."""
        if self.paverkar_aven or not self.paverkar_mal:
            return self.paverkar_aven
        *others, last = self.paverkar_mal
        if others:
            return f"Risken påverkar även målen {', '.join(others)} och {last}."
        return f"Risken påverkar även målet {last}."


@dataclass(frozen=True, slots=True)
class Rekommendation:
    """What a granskning recommends, and the nämnd's answer to it."""

    rekommendation: str
    svar: str | None = None
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class Granskning:
    """An external review; `svar` is the nämnd's answer as it is printed ("2026-03-12 § 34")."""

    namn: str
    atgarder: tuple[Atgard, ...] = ()
    granskare: str | None = None
    diarienummer: str | None = None
    datum: date | None = None
    svar: str | None = None
    rekommendationer: tuple[Rekommendation, ...] = ()
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class Kontroll:
    """A systematisk kontroll; it may have a comment and no status."""

    kontroll: str
    mal: str | None = None
    process: str | None = None
    beskrivning: str | None = None
    metod: str | None = None
    frekvens: Frekvens | None = None
    ansvarig: str | None = None
    status: Status | None = None
    kommentar: str | None = None
    risk: Ref | None = None
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class Avtal:
    """An agreement in the plan för uppföljning och insyn."""

    avtal: str
    omrade: str | None = None
    typ: str | None = None
    ansvar: str | None = None
    tidplan: str | None = None
    intervall: str | None = None
    mottagare: str | None = None


@dataclass(frozen=True, slots=True)
class Utfall:
    """What an egenkontroll showed in one unit; `period` is the last day that it covers."""

    enhet: str
    period: date
    datum: date | None = None
    utford_av: str | None = None
    antal_granskade: int | None = None
    antal_avvikelser: int | None = None
    svar: tuple[Svarsord, ...] = ()
    resultat: Resultat | None = None
    kommentar: str | None = None
    atgarder: tuple[Atgard, ...] = ()
    forfaller: date | None = None
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class Egenkontroll:
    """An egenkontroll by SOSFS 2011:9 5 kap. 2 §: what, how, how often, by whom, and the outcomes."""

    namn: str
    enheter: tuple[str, ...]
    id: str | None = None
    process: str | None = None
    metod: Egenkontrollmetod | None = None
    frekvens: Frekvens | None = None
    ansvarig: str | None = None
    kontrollpunkter: tuple[str, ...] = ()
    utfall: tuple[Utfall, ...] = ()
    ref: Ref | None = None


@dataclass(frozen=True, slots=True)
class Tidigare:
    """An åtgärd that has been carried over from what an egenkontroll showed in an earlier year."""

    egenkontroll: str
    enhet: str
    period: date
    atgard: Atgard


@dataclass(frozen=True, slots=True)
class Delval:
    """A part of the section at its place in the order, and whether it is printed."""

    part: Avsnittsdel
    med: bool = True


@dataclass(frozen=True, slots=True)
class Underlag:
    """Everything of one nämnd's plan for one year, as one tillfälle knows it.

    With `foregaende`, the underlag before it, the report also says what has changed since; with
    `sammanstallning` what the year's egenkontroll showed. `disposition` names every part of the section once,
    in the chosen order; it and `layout` are None where nobody has chosen.
    """

    namnd: str
    ar: int
    tillfalle: Tillfalletyp
    kommun: str | None = None
    forvaltning: str | None = None
    enheter: tuple[Enhet, ...] = ()
    rubrik: str | None = None
    underrubrik: str | None = None
    period: date | None = None
    planstatus: Planstatus = Planstatus.UTKAST
    beslut: Beslut = Beslut()
    texter: dict[Textdel, str] = field(default_factory=dict)
    skala: Riskskala | None = None
    processer: tuple[Process, ...] = ()
    mal: tuple[Mal, ...] = ()
    risker: tuple[Risk, ...] = ()
    granskningar: tuple[Granskning, ...] = ()
    systematiska_kontroller: tuple[Kontroll, ...] = ()
    avtal: tuple[Avtal, ...] = ()
    egenkontroller: tuple[Egenkontroll, ...] = ()
    tidigare: tuple[Tidigare, ...] = ()
    ref: Ref | None = None
    foregaende: "Underlag | None" = None
    sammanstallning: Sammanstallning | None = None
    disposition: tuple[Delval, ...] | None = None
    layout: Layout | None = None

    @property
    def riskskala(self) -> Riskskala:
        """The plan's own scale, else the standard one."""
        return self.skala or STANDARDSKALA

    @property
    def as_of(self) -> date:
        """The day that the report describes."""
        return self.period or self.tillfalle.as_of(self.ar)

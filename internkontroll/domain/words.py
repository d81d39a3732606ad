"""The closed vocabularies of the domain, as they stand in the register, in the files and on screen."""

from enum import StrEnum

MANADER = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
"""The months by name, January first."""


class Planstatus(StrEnum):
    """Where a plan is: being written, decided by the nämnd (risks and scale frozen), or closed."""

    UTKAST = "utkast"
    BESLUTAD = "beslutad"
    AVSLUTAD = "avslutad"


class Enhetsniva(StrEnum):
    """The levels of the organisation below the nämnd."""

    FORVALTNING = "forvaltning"
    VERKSAMHET = "verksamhet"
    SEKTION = "sektion"
    ENHET = "enhet"


class Riskniva(StrEnum):
    """Whose risk it is."""

    NAMND = "namnd"
    FORVALTNING = "forvaltning"
    ENHET = "enhet"


class Fas(StrEnum):
    """Whether a bedömning is of the risk before or after its åtgärder."""

    FORE = "fore"
    EFTER = "efter"


class Arsbeslut(StrEnum):
    """What was decided at year end for an åtgärd that isn't done; always with a reason."""

    FORS_OVER = "förs över"
    AVSLUTAS = "avslutas"


class Frekvens(StrEnum):
    """How often a kontroll is done. SOSFS 2011:9 5 kap. 2 § sets no interval."""

    DAG = "dag"
    VECKA = "vecka"
    MANAD = "månad"
    KVARTAL = "kvartal"
    TERTIAL = "tertial"
    HALVAR = "halvår"
    AR = "år"
    LOPANDE = "löpande"

    @property
    def label(self) -> str:
        """What a report says: "Varje kvartal"."""
        return "Sker löpande" if self == Frekvens.LOPANDE else f"Varje {self}"


class Egenkontrollmetod(StrEnum):
    """The eight ways that the allmänna råd to SOSFS 2011:9 5 kap. 2 § name, and another one."""

    KVALITETSREGISTER = "kvalitetsregister"
    ANDRA_VERKSAMHETER = "jämförelse med andra verksamheter"
    EGNA_RESULTAT = "jämförelse med egna tidigare resultat"
    MALGRUPP = "målgruppsundersökning"
    JOURNALER = "granskning av journaler och akter"
    ATTITYDER = "förhållningssätt och attityder"
    PATIENTNAMND = "uppgifter från patientnämnden"
    INTRESSENTER = "synpunkter från revisorer och intressenter"
    ANNAN = "annan"

    @property
    def label(self) -> str:
        """What a report says: "Granskning av journaler och akter"."""
        return "Annan metod" if self == Egenkontrollmetod.ANNAN else self.capitalize()


class Svarstyp(StrEnum):
    """What a kontrollpunkt asks for."""

    JA_NEJ = "ja_nej"
    ANTAL = "antal"
    ANDEL = "andel"
    TEXT = "text"


class Svarsord(StrEnum):
    """The answers to a kontrollpunkt of the kind `Svarstyp.JA_NEJ`."""

    JA = "Ja"
    NEJ = "Nej"
    DELVIS = "Delvis"
    EJ_RELEVANT = "Ej relevant"


class Resultat(StrEnum):
    """What an egenkontroll showed."""

    UPPFYLLT = "Uppfyllt"
    DELVIS = "Delvis uppfyllt"
    EJ_UPPFYLLT = "Ej uppfyllt"
    EJ_RELEVANT = "Ej relevant"


class Effekt(StrEnum):
    """Whether an åtgärd has helped, when somebody has looked again."""

    JA = "Ja"
    DELVIS = "Delvis"
    NEJ = "Nej"


class Textdel(StrEnum):
    """The free texts of a section."""

    INLEDNING = "inledning"
    SAMMANFATTNING = "sammanfattning"
    STRUKTUR = "struktur"
    INSYN = "insyn"
    INSYN_UPPFOLJNING = "insyn_uppfoljning"


class Avsnittsdel(StrEnum):
    """The parts of a section in their usual order; the risks of a plan have their matrix with them."""

    INLEDNING = "inledning"
    SAMMANFATTNING = "sammanfattning"
    STRUKTUR = "struktur"
    FORANDRINGAR = "forandringar"
    RISKER = "risker"
    GRANSKNINGAR = "granskningar"
    KONTROLLER = "kontroller"
    EGENKONTROLLER = "egenkontroller"
    SAMMANSTALLNING = "sammanstallning"
    INSYN = "insyn"


class Layout(StrEnum):
    """How risks are laid out: Mål/process | Risk | Riskåtgärd, or a heading per mål and Risk | Åtgärd."""

    PROCESS = "process"
    MAL = "mal"

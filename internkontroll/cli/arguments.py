"""The commands and their arguments, in Swedish; argparse's own words too."""

import argparse
import re
from typing import NoReturn

from internkontroll import __version__
from internkontroll.domain.status import Tillfalletyp
from internkontroll.errors import WrongUsage

LISTOR = ("risker", "atgarder", "egenkontroller", "kontroller", "granskningar", "enheter", "planer")
LAYOUTER = ("process", "mal")
RADER = ("enhet", "egenkontroll", "omrade", "metod")
PERIODER = ("manad", "kvartal", "tertial", "halvar")

_TRANSLATIONS = (
    (r"the following arguments are required: (.*)", r"Det saknas: \1."),
    (r"argument (.*?): invalid choice: (.*?) \(choose from (.*)\)", r"\1: \2 går inte att välja. Välj bland: \3."),
    (r"argument (.*?): invalid int value: (.*)", r"\1: \2 är inget heltal."),
    (r"argument (.*?): expected (?:one|at least one) argument", r"\1: Det saknas ett värde."),
    (r"argument (.*?): ignored explicit argument (.*)", r"\1 tar inget värde: \2."),
    (r"unrecognized arguments: (.*)", r"Okända argument: \1."),
)


class SwedishParser(argparse.ArgumentParser):
    """argparse with Swedish headings and messages."""

    def __init__(self, **options: object) -> None:
        # Shortened options would break scripts the day that another option begins likewise.
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_SwedishHelp, **options)  # type: ignore[arg-type]
        self._positionals.title, self._optionals.title = "argument", "val"
        self.add_argument("-h", "--help", action="help", help="visa den här hjälpen")

    def error(self, message: str) -> NoReturn:
        """Raise WrongUsage that says what is wrong and how the command is used."""
        for english, swedish in _TRANSLATIONS:
            message, count = re.subn(f"^{english}$", swedish, message)
            if count:
                break
        raise WrongUsage(f"{message}\n{self.format_usage().rstrip()}")


class _SwedishHelp(argparse.HelpFormatter):
    def add_usage(self, usage, actions, groups, prefix=None) -> None:  # type: ignore[no-untyped-def]
        # A subparser's name is made by asking for a usage with an empty prefix.
        super().add_usage(usage, actions, groups, "Användning: " if prefix is None else prefix)


def make_parser() -> SwedishParser:
    """Everything that ``internkontroll`` understands."""
    parser = SwedishParser(prog="internkontroll", description="Intern kontroll för kommunala nämnder.")
    parser.add_argument("--version", action="version", version=f"Internkontroll {__version__}", help="visa versionen")
    commands = parser.add_subparsers(dest="kommando", metavar="KOMMANDO", required=True, parser_class=SwedishParser)
    for add in (
        _add_skapa,
        _add_importera,
        _add_exportera,
        _add_infoga,
        _add_granska,
        _add_paket,
        _add_egenkontroll,
        _add_enhetspaket,
        _add_lista,
        _add_tackning,
        _add_utseende,
        _add_care,
    ):
        add(commands)
    return parser


def _add(commands: "argparse._SubParsersAction[SwedishParser]", name: str, help_: str) -> SwedishParser:
    command = commands.add_parser(name, help=help_, description=help_[0].upper() + help_[1:] + ".")
    command.add_argument("register", metavar="REGISTER", help="registerfil som slutar på .ikreg")
    command.add_argument("--json", action="store_true", help="svara med ett JSON-objekt")
    return command


def _add_choice(command: SwedishParser) -> None:
    """Which plan or report the command is about."""
    command.add_argument("--ar", metavar="ÅR", type=int, required=True, help="planens år")
    command.add_argument("--tillfalle", required=True, choices=[str(typ) for typ in Tillfalletyp], help="tillfälle")
    command.add_argument("--namnd", metavar="NAMN", help="behövs bara när registret har flera nämnder")


def _add_layout(command: SwedishParser) -> None:
    """How a report is laid out."""
    command.add_argument("--layout", choices=LAYOUTER, help="tabell per process eller rubrik per mål")
    command.add_argument("--forandringar", action="store_true", help="visa också vad som ändrats sedan sist")


def _add_skapa(commands: "argparse._SubParsersAction[SwedishParser]") -> None:
    command = _add(commands, "skapa", "skapa ett nytt register")
    command.add_argument("--exempel", action="store_true", help="fyll registret med en påhittad nämnd")


def _add_importera(commands: "argparse._SubParsersAction[SwedishParser]") -> None:
    command = _add(commands, "importera", "läs in utbytesfiler eller enhetspaket, alla eller inget")
    help_ = "utbytesfil som slutar på .json, eller enhetspaket som slutar på .ikenhet"
    command.add_argument("filer", metavar="FIL", nargs="+", help=help_)
    help_ = "enhetspaket: vad som gäller där både registret (mina) och enheten (deras) har ändrat"
    command.add_argument("--behall", choices=("mina", "deras"), help=help_)
    command.add_argument("--prova", action="store_true", help="visa vad som skulle ändras utan att ändra något")


def _add_exportera(commands: "argparse._SubParsersAction[SwedishParser]") -> None:
    command = _add(commands, "exportera", "skriv avsnittet eller planen som Word, PDF, Excel eller utbytesfil")
    _add_choice(command)
    command.add_argument(
        "--till", metavar="FIL", required=True, help="fil som slutar på .docx, .pdf, .xlsx eller .json"
    )
    _add_layout(command)


def _add_infoga(commands: "argparse._SubParsersAction[SwedishParser]") -> None:
    command = _add(commands, "infoga", "lägg in eller uppdatera avsnittet i ett befintligt Word-dokument")
    _add_choice(command)
    command.add_argument(
        "--dokument", metavar="BERATTELSE.docx", required=True, help="dokumentet som avsnittet ska in i"
    )
    command.add_argument(
        "--vid", metavar="BOKMARKE|RUBRIK", help="bokmärkets namn eller rubrikens text; annars sist i dokumentet"
    )
    command.add_argument("--till", metavar="FIL", help="skriv till en annan fil och låt dokumentet vara")
    _add_layout(command)
    command.add_argument("--prova", action="store_true", help="visa vad som skulle ändras utan att ändra något")
    command.add_argument("--skriv-over", action="store_true", help="ersätt också det som ändrats för hand i avsnittet")


def _add_granska(commands: "argparse._SubParsersAction[SwedishParser]") -> None:
    command = _add(commands, "granska", "säg vad en noggrann kollega skulle anmärka på")
    _add_choice(command)


def _add_paket(commands: "argparse._SubParsersAction[SwedishParser]") -> None:
    """Sealing everything of a tillfälle for the archive, and checking what was sealed."""
    command = _add(commands, "paket", "gör ett förseglat paket för arkivet: Word, PDF, Excel, utbytesfil och bilagor")
    _add_choice(command)
    command.add_argument("--till", metavar="FIL", required=True, help="fil som slutar på .zip")
    _add_layout(command)
    help_ = "kontrollera ett förseglat paket, utan register och utan nät"
    command = commands.add_parser("verifiera", help=help_, description=help_[0].upper() + help_[1:] + ".")
    command.add_argument("paket", metavar="FIL", help="paketets zip-fil")
    command.add_argument("--json", action="store_true", help="svara med ett JSON-objekt")


def _add_egenkontroll(commands: "argparse._SubParsersAction[SwedishParser]") -> None:
    """What the year's egenkontroll showed, for the kvalitetsberättelse and for each unit."""
    year = _add(commands, "sammanstallning", "sammanställ årets egenkontroll till kvalitetsberättelsen")
    year.add_argument("-o", "--till", metavar="FIL", required=True, help="fil som slutar på .docx, .pdf eller .xlsx")
    units = _add(commands, "aterkoppling", "skriv en sida återkoppling till varje enhet")
    units.add_argument("mapp", metavar="MAPP", help="mappen som filerna läggs i, en per enhet")
    units.add_argument("--enhet", metavar="NAMN", help="bara den här enheten")
    units.add_argument("--format", choices=("pdf", "docx"), default="pdf", help="pdf (det vanliga) eller docx")
    for command in (year, units):
        command.add_argument("--ar", metavar="ÅR", type=int, required=True, help="planens år")
        command.add_argument("--namnd", metavar="NAMN", help="behövs bara när registret har flera nämnder")
        help_ = "till och med den här dagen; annars hela året, eller till i dag om året pågår"
        command.add_argument("--per", metavar="ÅÅÅÅ-MM-DD", help=help_)


def _add_enhetspaket(commands: "argparse._SubParsersAction[SwedishParser]") -> None:
    command = _add(commands, "enhetspaket", "gör en fil per enhet som chefen kan fylla i utan registret")
    command.add_argument("mapp", metavar="MAPP", help="mappen som filerna läggs i, en per enhet")
    help_ = "bara de här enheterna; annars alla som har något att göra"
    command.add_argument("--enhet", metavar="NAMN", action="append", help=help_)
    command.add_argument("--ar", metavar="ÅR", type=int, help="planens år; annars i år")
    command.add_argument("--namnd", metavar="NAMN", help="behövs bara när registret har flera nämnder")


def _add_lista(commands: "argparse._SubParsersAction[SwedishParser]") -> None:
    command = _add(commands, "lista", "lista det som finns i registret")
    command.add_argument("lista", choices=LISTOR, help="vad som ska listas")
    command.add_argument("--ar", metavar="ÅR", type=int, help="bara det här året")


def _add_tackning(commands: "argparse._SubParsersAction[SwedishParser]") -> None:
    command = _add(commands, "tackning", "visa vilka enheter som har gjort sina egenkontroller")
    command.add_argument("--ar", metavar="ÅR", type=int, help="planens år; annars i år")
    command.add_argument("--tillfalle", choices=[str(typ) for typ in Tillfalletyp], help="annars dagens tillfälle")
    command.add_argument("--namnd", metavar="NAMN", help="behövs bara när registret har flera nämnder")
    command.add_argument("--rader", choices=RADER, default=RADER[0], help="vad en rad är; annars enhet")
    command.add_argument("--perioder", choices=PERIODER, default=PERIODER[0], help="vad en kolumn är; annars manad")
    command.add_argument("--paminnelser", action="store_true", help="skriv också en påminnelse till varje chef")
    help_ = "skriv också tabellen, och listan över det som saknas, till en fil som slutar på .xlsx"
    command.add_argument("--till", metavar="FIL", help=help_)


def _add_utseende(commands: "argparse._SubParsersAction[SwedishParser]") -> None:
    command = _add(commands, "utseende", "visa eller välj hur nämndens dokument ser ut")
    command.add_argument("--namnd", metavar="NAMN", help="behövs bara när registret har flera nämnder")
    command.add_argument("--typsnitt", metavar="FIL", help="TrueType-typsnitt (.ttf) för PDF")
    command.add_argument("--typsnitt-fet", metavar="FIL", help="samma typsnitt i fet stil")
    command.add_argument("--logotyp", metavar="FIL", help="PNG eller JPEG, överst på PDF:ens första sida")
    command.add_argument("--logotyp-alt", metavar="TEXT", help="vad logotypen föreställer, för den som inte ser den")
    command.add_argument("--marginal", metavar="MM", type=int, help="PDF:ens marginaler, 10–40 mm")
    command.add_argument("--farg", metavar="RRGGBB", help="PDF:ens rubriker, till exempel 16324F")
    command.add_argument("--ordmall", metavar="FIL", help="kommunens Word-mall (.docx eller .dotx)")
    command.add_argument("--aterstall", action="store_true", help="gå tillbaka till programmets utseende")


def _add_care(commands: "argparse._SubParsersAction[SwedishParser]") -> None:
    """Looking after the register itself."""
    _add(commands, "kontrollera", "kontrollera filen, hänvisningarna och händelseloggen")
    command = _add(commands, "sakerhetskopiera", "gör en kontrollerad säkerhetskopia")
    command.add_argument("till", metavar="TILL", nargs="?", help="kopians fil; annars bredvid registret")
    command = _add(commands, "aterstall", "lägg en säkerhetskopia i registrets ställe")
    command.add_argument("kopia", metavar="KOPIA", help="säkerhetskopian")
    _add(commands, "uppgradera", "uppgradera ett äldre register efter en säkerhetskopia")

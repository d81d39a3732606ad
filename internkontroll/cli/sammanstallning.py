"""The command sammanstallning: the year's egenkontroll as a report, and in a few sentences."""

from argparse import Namespace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from internkontroll.bootstrap import open_register
from internkontroll.domain.sammanstallning.meningar import sentences
from internkontroll.errors import WrongUsage
from internkontroll.services.sammanstallning import Urval, export_compilation


def sammanstallning(arguments: Namespace) -> tuple[str, dict[str, Any]]:
    """Run the command; its text and its data. Raises KnownError."""
    target = Path(arguments.till)
    aret = export_compilation(open_register(arguments.register), target, read_choice(arguments))
    said = sentences(aret)
    data = {
        "fil": str(target),
        "ar": aret.ar,
        "till_och_med": aret.as_of,
        "planerade": aret.totalt.planerade,
        "gjorda": aret.totalt.gjorda,
        "bedomda": aret.totalt.bedomda,
        "avvikande": aret.totalt.avvikande,
        "enheter": len(aret.enheter),
        "monster": len(aret.monster),
        "atgarder": sum(rad.antal for rad in aret.atgarder),
        "meningar": said,
    }
    return "\n".join([*said, f"Exporterat: {target}"]), data


def read_choice(arguments: Namespace) -> Urval:
    """The year, nämnd and day of the arguments. Raises WrongUsage for a day that isn't one."""
    today = datetime.now().astimezone().date()
    per = _day(arguments.per) if arguments.per else None
    return Urval(arguments.ar, max(today, per or today), arguments.namnd, per)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongUsage(f"--per: {text} är ingen dag. Skriv år, månad och dag: 2026-08-31.") from None

"""What each command does: a call of a service, and its answer in words and as data."""

from argparse import Namespace
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from internkontroll.bootstrap import open_register, register_path, user_name
from internkontroll.cli.aterkoppling import aterkoppling
from internkontroll.cli.enhetspaket import enhetspaket, has_packages, import_enhetspaket
from internkontroll.cli.infoga import infoga
from internkontroll.cli.sammanstallning import sammanstallning
from internkontroll.cli.tables import listing_text
from internkontroll.cli.tackning import tackning
from internkontroll.cli.utseende import utseende
from internkontroll.db import backup, migrate
from internkontroll.db.ordkontroll import rebuild
from internkontroll.domain.changes_text import changes_text
from internkontroll.domain.report.risker import Layout
from internkontroll.domain.status import Tillfalletyp
from internkontroll.services.exportera import export_report
from internkontroll.services.granska import Granskat, review_report
from internkontroll.services.importera import import_files
from internkontroll.services.kontrollera import check
from internkontroll.services.listor import Lista, list_records
from internkontroll.services.paket import make_paket
from internkontroll.services.skapa import create_register
from internkontroll.services.verifiera import verify_paket


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command says: to people, to machines, and its exit status."""

    text: str
    data: dict[str, Any] = field(default_factory=dict)
    status: int = 0


def run(arguments: Namespace) -> Answer:
    """The answer of the command that the arguments name. Raises KnownError."""
    return _COMMANDS[arguments.kommando](arguments)


def _skapa(arguments: Namespace) -> Answer:
    path = register_path(arguments.register)
    create_register(path, user_name(), example=arguments.exempel)
    what = "Registret är skapat och fyllt med exempelnämnden" if arguments.exempel else "Registret är skapat"
    return Answer(f"{what}: {path}", {"register": str(path), "exempel": arguments.exempel})


def _importera(arguments: Namespace) -> Answer:
    if has_packages(arguments):
        return Answer(*import_enhetspaket(arguments))
    paths = [Path(name) for name in arguments.filer]
    changes = import_files(open_register(arguments.register), paths, trial=arguments.prova)
    data = {
        "prova": arguments.prova,
        "nya": dict(changes.new),
        "andrade": [asdict(change) for change in changes.changed],
        "ororda": [{"tabell": table, "post": name} for table, name in changes.untouched],
    }
    status = 1 if arguments.prova and changes else 0
    return Answer(changes_text(changes, trial=arguments.prova), data, status)


def _exportera(arguments: Namespace) -> Answer:
    target = Path(arguments.till)
    layout = Layout(arguments.layout) if arguments.layout else None
    register = open_register(arguments.register)
    export_report(
        register,
        target,
        arguments.ar,
        Tillfalletyp(arguments.tillfalle),
        arguments.namnd,
        layout,
        changes=arguments.forandringar,
    )
    return Answer(f"Exporterat: {target}", {"fil": str(target)})


def _infoga(arguments: Namespace) -> Answer:
    return Answer(*infoga(arguments))


def _granska(arguments: Namespace) -> Answer:
    register = open_register(arguments.register)
    granskat = review_report(register, arguments.ar, Tillfalletyp(arguments.tillfalle), arguments.namnd)
    data = {
        "anmarkningar": [asdict(remark) for remark in granskat.anmarkningar],
        "tystade": [asdict(one.anmarkning) | {"skal": one.skal} for one in granskat.tystade],
    }
    return Answer(_granskat_text(granskat), data, 1 if granskat.anmarkningar else 0)


def _granskat_text(granskat: Granskat) -> str:
    """A line per remark, the most serious first; the last line counts them."""
    lines = [f"{one.allvar} {one.regel} · {one.rubrik} · {one.text}" for one in granskat.anmarkningar]
    count = len(granskat.anmarkningar)
    total = ("1 anmärkning" if count == 1 else f"{count} anmärkningar") if count else "Inget att anmärka på"
    silenced = len(granskat.tystade)
    hidden = f" {silenced} {'tystad' if silenced == 1 else 'tystade'} visas inte." if silenced else ""
    return "\n".join([*lines, f"{total}.{hidden}"])


def _paket(arguments: Namespace) -> Answer:
    target = Path(arguments.till)
    paket = make_paket(
        open_register(arguments.register),
        target,
        arguments.ar,
        Tillfalletyp(arguments.tillfalle),
        arguments.namnd,
        Layout(arguments.layout) if arguments.layout else None,
        changes=arguments.forandringar,
    )
    text = (
        f"Paketet är skrivet och förseglat: {target} ({paket.filer} filer)\n"
        f"Sigill: {paket.sigill}\n"
        "Skriv upp sigillet, till exempel i protokollet. Kommandot verifiera visar om paketet är detsamma."
    )
    data = {"fil": str(target), "filer": paket.filer, "sigill": paket.sigill, "manifest_sha256": paket.checksum}
    return Answer(text, data)


def _verifiera(arguments: Namespace) -> Answer:
    verdict = verify_paket(Path(arguments.paket))
    lines = [*verdict.faults, f"{len(verdict.faults)} fel. Paketet är inte det som förseglades."]
    if not verdict.faults:
        lines = [f"Paketet är helt: {verdict.what} ({verdict.filer} filer)."]
    if verdict.sigill:
        lines.append(f"Sigill: {verdict.sigill}")
    if not verdict.faults:
        lines.append("Jämför sigillet med det som skrevs upp när paketet gjordes, till exempel i protokollet.")
    data = {
        "fil": arguments.paket,
        "fel": verdict.faults,
        "filer": verdict.filer,
        "sigill": verdict.sigill,
        "manifest_sha256": verdict.checksum,
    }
    return Answer("\n".join(lines), data, 1 if verdict.faults else 0)


def _lista(arguments: Namespace) -> Answer:
    listing = list_records(open_register(arguments.register), Lista(arguments.lista), arguments.ar)
    rows = [dict(zip(listing.columns, row, strict=True)) for row in listing.rows] if arguments.json else []
    text = "" if arguments.json else listing_text(listing)
    return Answer(text, {"lista": arguments.lista, "antal": len(listing.rows), "rader": rows})


def _tackning(arguments: Namespace) -> Answer:
    return Answer(*tackning(arguments))


def _utseende(arguments: Namespace) -> Answer:
    return Answer(*utseende(arguments))


def _kontrollera(arguments: Namespace) -> Answer:
    faults = check(open_register(arguments.register))
    text = "\n".join([*faults, f"{len(faults)} fel."]) if faults else "Registret är helt. Inga fel."
    return Answer(text, {"fel": faults}, 1 if faults else 0)


def _sakerhetskopiera(arguments: Namespace) -> Answer:
    path = register_path(arguments.register)
    target = Path(arguments.till) if arguments.till else backup.backup_path(path, "sakerhetskopia")
    backup.back_up(path, target)
    return Answer(f"Säkerhetskopian är kontrollerad: {target}", {"kopia": str(target)})


def _aterstall(arguments: Namespace) -> Answer:
    before = backup.restore(register_path(arguments.register), Path(arguments.kopia))
    kept = f"\nDet som fanns förut är sparat: {before}" if before else ""
    text = f"Registret är återställt från {arguments.kopia}.{kept}"
    return Answer(text, {"register": arguments.register, "tidigare": before and str(before)})


def _uppgradera(arguments: Namespace) -> Answer:
    path = register_path(arguments.register)
    copy = migrate.upgrade(path)
    text = f"Registret är uppgraderat. Säkerhetskopia: {copy}" if copy else "Registret har redan det senaste formatet."
    data = {"uppgraderat": copy is not None, "kopia": copy and str(copy)}
    if not rebuild(path):
        return Answer(text, data)
    return Answer(f"{text} Sökningen hittade inte allt och är ombyggd.", data | {"sokning_ombyggd": True})


_COMMANDS: dict[str, Callable[[Namespace], Answer]] = {
    "skapa": _skapa,
    "importera": _importera,
    "exportera": _exportera,
    "infoga": _infoga,
    "granska": _granska,
    "paket": _paket,
    "verifiera": _verifiera,
    "sammanstallning": lambda arguments: Answer(*sammanstallning(arguments)),
    "aterkoppling": lambda arguments: Answer(*aterkoppling(arguments)),
    "enhetspaket": lambda arguments: Answer(*enhetspaket(arguments)),
    "lista": _lista,
    "tackning": _tackning,
    "utseende": _utseende,
    "kontrollera": _kontrollera,
    "sakerhetskopiera": _sakerhetskopiera,
    "aterstall": _aterstall,
    "uppgradera": _uppgradera,
}

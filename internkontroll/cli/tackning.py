"""The command tackning: which units have carried out their egenkontroller, and reminders of what is missing."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

from internkontroll.bootstrap import open_register
from internkontroll.cli.tables import aligned
from internkontroll.db.reader import Reader
from internkontroll.db.session import Register
from internkontroll.domain.changes_text import short
from internkontroll.domain.egenkontroll.paminnelse import Paminnelse, all_texts, mailto
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.status import Tillfalletyp
from internkontroll.services.sammanhang import find_sammanhang, list_planer
from internkontroll.services.tackning import Indelning, Lage, Rad, Steg, Tackning, Val, coverage, reminders
from internkontroll.services.tackning.excel import export_coverage
from internkontroll.services.urval import find_namnd, find_plan

_RADER = {"enhet": Indelning.ENHET, "egenkontroll": Indelning.EGENKONTROLL}
_RADER |= {"omrade": Indelning.OMRADE, "metod": Indelning.METOD}
_STEG = {"manad": Steg.MANAD, "kvartal": Steg.KVARTAL, "tertial": Steg.TERTIAL, "halvar": Steg.HALVAR}

_SHORT = {
    Lage.SAKNAS: "saknas",
    Lage.AVVIKELSE: "avvik.",
    Lage.SEN: "sen",
    Lage.UTFORD: "utförd",
    Lage.EJ_RELEVANT: "ej rel.",
    Lage.VANTAR: "väntar",
}
"""Twelve of them fit on a line."""


def tackning(arguments: Namespace) -> tuple[str, dict[str, Any], int]:
    """Run the command; its text, its data and its exit status: 1 where anything is missing. Raises KnownError."""
    register, today = open_register(arguments.register), datetime.now().astimezone().date()
    sammanhang = _sammanhang(register, arguments, today)
    with closing(Reader(register.path)) as reader:
        val = Val(_RADER[arguments.rader], _STEG[arguments.perioder])
        found = coverage(reader, sammanhang, val)
        paminnelser = reminders(reader, sammanhang)
        if arguments.till:
            export_coverage(reader, sammanhang, Path(arguments.till), val)
    lines = [] if arguments.json else [*_lines(found)]
    if arguments.paminnelser and paminnelser:
        lines += ["", all_texts(paminnelser)]
    if arguments.till:
        lines += [f"Exporterat: {arguments.till}"]
    data = _data(sammanhang, found, paminnelser) | {"fil": arguments.till}
    return "\n".join(lines), data, int(bool(found.saknas))


def _sammanhang(register: Register, arguments: Namespace, today: date) -> Sammanhang:
    """The year that is asked for; else this year's plan, or the latest where there is none."""
    with register.read() as connection, closing(Reader(register.path)) as reader:
        namnd_id, _ = find_namnd(connection, arguments.namnd)
        years = [plan.ar for plan in list_planer(reader, namnd_id)]
        latest = today.year if today.year in years else max(years, default=today.year)
        plan_id = find_plan(connection, arguments.ar or latest, arguments.namnd)
        typ = Tillfalletyp(arguments.tillfalle) if arguments.tillfalle else None
        sammanhang = find_sammanhang(reader, plan_id, typ, today)
    assert sammanhang is not None  # noqa: S101 - find_plan has found it
    return sammanhang


def _lines(found: Tackning) -> Iterator[str]:
    head = [found.val.rader, *(name[:3] if found.val.steg is Steg.MANAD else name for name in found.val.steg.names)]
    rows = [
        [short(rad.titel), *(_SHORT[ruta.lage] if ruta.lage else "" for ruta in rad.rutor), rad.andel]
        for rad in found.rader
    ]
    yield from aligned([[*head, "Andel"], *rows])
    yield f"{found.share()}. {found.missing()}."


def _data(sammanhang: Sammanhang, found: Tackning, paminnelser: tuple[Paminnelse, ...]) -> dict[str, Any]:
    return {
        "ar": sammanhang.ar,
        "tillfalle": str(sammanhang.tillfalle),
        "gjorda": found.gjorda,
        "forfallna": found.forfallna,
        "saknas": found.saknas,
        "perioder": list(found.val.steg.names),
        "rader": [_row(rad) for rad in found.rader],
        "paminnelser": [_reminder(one) for one in paminnelser],
    }


def _row(rad: Rad) -> dict[str, Any]:
    rutor = [
        {"lage": ruta.lage, "antal": {str(lage): count for lage, count in ruta.antal.items()}, "saknas": ruta.saknas}
        for ruta in rad.rutor
    ]
    return {"namn": rad.namn, "not": rad.not_, "gjorda": rad.gjorda, "forfallna": rad.forfallna, "perioder": rutor}


def _reminder(one: Paminnelse) -> dict[str, Any]:
    saknade = [
        {"enhet": line.enhet, "egenkontroll": line.egenkontroll, "period": line.period_namn, "senast": line.senast}
        for line in one.saknade
    ]
    url = mailto(one.adress, one.amne, one.text)
    said = {"chef": one.chef, "adress": one.adress, "amne": one.amne, "text": one.text, "mailto": url}
    return said | {"saknade": saknade}

"""The commands of packages for units: enhetspaket makes them, importera reads them back."""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from internkontroll.bootstrap import open_register
from internkontroll.domain.changes import KINDS
from internkontroll.domain.changes_text import SHOWN, short
from internkontroll.domain.enhetspaket.jamfor import Sida
from internkontroll.domain.enhetspaket.rader import change_text, post_text, refused_text
from internkontroll.domain.enhetspaket.regler import SUFFIX
from internkontroll.errors import WrongUsage
from internkontroll.services.enhetspaket import Inlast, import_packages, make_packages


def enhetspaket(arguments: Namespace) -> tuple[str, dict[str, Any]]:
    """Make the packages; the text and the data. Raises KnownError."""
    folder = Path(arguments.mapp)
    today = _today()
    made = make_packages(
        open_register(arguments.register),
        folder,
        arguments.ar or today.year,
        today,
        enheter=arguments.enhet or (),
        namnd=arguments.namnd,
    )
    lines = [
        f"{one.fil.name}: {one.saknas} att lämna in, {_count('atgard', one.atgarder)}, {_count('risk', one.risker)}"
        for one in made
    ]
    count = "1 enhetspaket är skapat" if len(made) == 1 else f"{len(made)} enhetspaket är skapade"
    lines.append(f"{count} i {folder}. Skicka varje fil till sin enhet, och läs in den med importera när den kommer.")
    return "\n".join(lines), {"mapp": str(folder), "paket": [asdict(one) for one in made]}


def has_packages(arguments: Namespace) -> bool:
    """Whether the files are packages of units. Raises WrongUsage where only some are, or where --behall is for none."""
    files = arguments.filer
    packages = [name.lower().endswith(SUFFIX) for name in files]
    if any(packages) and not all(packages):
        raise WrongUsage(f"Läs in enhetspaketen ({SUFFIX}) för sig och utbytesfilerna (.json) för sig.")
    if arguments.behall and not any(packages):
        raise WrongUsage("--behall gäller bara enhetspaket. Ta bort det när du läser in utbytesfiler.")
    return any(packages)


def import_enhetspaket(arguments: Namespace) -> tuple[str, dict[str, Any], int]:
    """Read the packages in; text, data and status: 1 where a trial finds anything. Raises KnownError."""
    val = Sida(arguments.behall) if arguments.behall else None
    paths = [Path(name) for name in arguments.filer]
    found = import_packages(open_register(arguments.register), paths, _today(), val, trial=arguments.prova)
    status = 1 if arguments.prova and found else 0
    return "\n".join(_lines(found, val, trial=arguments.prova)), {"prova": arguments.prova, **asdict(found)}, status


def _lines(found: Inlast, val: Sida | None, *, trial: bool) -> Iterator[str]:
    if trial and found:
        yield "Så här skulle registret ändras. Inget är ändrat ännu."
    elif found.handelse_id is not None:
        yield "Importen är klar."
    else:
        yield "Inget att läsa in."
    yield from _shown([change_text(one) for one in found.andringar])
    chosen = {Sida.MINA: "registrets behålls", Sida.DERAS: "enhetens tas in", None: "välj med --behall"}[val]
    yield from _shown(
        [
            f"Konflikt ({chosen}): {post_text(one)}: "
            f"i registret ”{short(one.mina) or 'tomt'}”, hos enheten ”{short(one.deras) or 'tomt'}”"
            for one in found.konflikter
        ]
    )
    yield from _shown([refused_text(one) for one in found.nekade])
    yield from found.without_news()


def _shown(lines: list[str]) -> Iterator[str]:
    yield from lines[:SHOWN]
    if len(lines) > SHOWN:
        yield f"… och {len(lines) - SHOWN} till. Alla visas med --json."


def _count(tabell: str, count: int) -> str:
    one, several = KINDS[tabell]
    return f"{count} {one if count == 1 else several}"


def _today() -> date:
    return datetime.now().astimezone().date()

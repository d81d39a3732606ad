"""The command infoga: what it did to a document, or would do, in words and as data."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from internkontroll.bootstrap import open_register
from internkontroll.domain.changes_text import SHOWN
from internkontroll.domain.report.risker import Layout
from internkontroll.domain.status import Tillfalletyp
from internkontroll.services.infoga import Urval, insert_section

if TYPE_CHECKING:
    from internkontroll.export.word.infoga import Change, Insertion


def infoga(arguments: Namespace) -> tuple[str, dict[str, Any], int]:
    """Run the command; its text, its data and its exit status. Raises KnownError."""
    urval = Urval(
        arguments.ar,
        Tillfalletyp(arguments.tillfalle),
        arguments.namnd,
        Layout(arguments.layout) if arguments.layout else None,
        arguments.forandringar,
    )
    result = insert_section(
        open_register(arguments.register),
        urval,
        Path(arguments.dokument),
        vid=arguments.vid,
        till=Path(arguments.till) if arguments.till else None,
        trial=arguments.prova,
        overwrite=arguments.skriv_over,
    )
    target = arguments.till or arguments.dokument
    text = "\n".join(_lines(result, target, trial=arguments.prova))
    return text, _data(result, target, trial=arguments.prova), int(arguments.prova and result.changed)


def _data(result: "Insertion", target: str, *, trial: bool) -> dict[str, Any]:
    return {
        "fil": target,
        "prova": trial,
        "andrat": result.changed,
        "fanns": result.updated,
        "plats": result.place,
        "stycken": result.lines,
        "andringar": [asdict(change) for change in result.changes],
        "for_hand": [asdict(edit) for edit in result.edits],
        "noter": list(result.notes),
    }


def _lines(result: "Insertion", target: str, *, trial: bool) -> Iterator[str]:
    if not result.changed:
        yield f"Inget att ändra: avsnittet {result.place} är redan som i registret."
        return
    if result.edits:
        yield (
            "Skrivet för hand i avsnittet, och skulle gå förlorat:" if trial else "Ersatt, fast det var gjort för hand:"
        )
        yield from _shortened([f"  {edit}" for edit in result.edits])
    if result.updated:
        yield from _shortened([_change(change) for change in result.changes])
    yield from result.notes
    yield _outcome(result, target, trial=trial)


def _outcome(result: "Insertion", target: str, *, trial: bool) -> str:
    if trial:
        what = "uppdateras" if result.updated else "infogas"
        return f"Avsnittet skulle {what} {result.place} ({result.lines} stycken). Inget är ändrat ännu."
    what = "uppdaterat" if result.updated else "infogat"
    return f"Avsnittet är {what} {result.place} ({result.lines} stycken): {target}"


def _change(change: "Change") -> str:
    if change.var is None:
        return f"Nytt: ”{change.blev}”"
    if change.blev is None:
        return f"Borttaget: ”{change.var}”"
    if change.var == change.blev:
        return f"Ändrat utseende (bild, formatmall eller format): ”{change.var}”"
    return f"Ändrat: ”{change.var}” → ”{change.blev}”"


def _shortened(lines: Sequence[str]) -> list[str]:
    more = [f"… och {len(lines) - SHOWN} till. Alla visas med --json."] if len(lines) > SHOWN else []
    return [*lines[:SHOWN], *more]

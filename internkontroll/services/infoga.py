"""Use case: the section (or plan) into the municipality's own Word document, and its renewal there next time."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from internkontroll.db.session import Register
from internkontroll.domain.report import build_report
from internkontroll.domain.report.risker import Layout
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.underlag import Underlag
from internkontroll.errors import InputRefused, WrongUsage
from internkontroll.files import open_replacing
from internkontroll.paths import WORD_TEMPLATE
from internkontroll.services.foregaende import load_report
from internkontroll.services.urval import find_plan

if TYPE_CHECKING:
    from internkontroll.export.word.infoga import Insertion

_ENDINGS = (".docx", ".docm")
_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Urval:
    """Which section: of which year, tillfälle and nämnd, in which layout, with or without what has changed."""

    ar: int
    tillfalle: Tillfalletyp
    namnd: str | None = None
    layout: Layout | None = None
    changes: bool = False


def insert_section(
    register: Register,
    urval: Urval,
    dokument: Path,
    *,
    vid: str | None = None,
    till: Path | None = None,
    trial: bool = False,
    overwrite: bool = False,
) -> "Insertion":
    """Put the section into `dokument`, or renew it where it stands; with `till` the result goes to that file.

    `vid` is a bookmark's name or a heading's text; without it a new section comes last. A trial finds out
    what would change and writes nothing. The old file stays until the new one is whole.

    Raises WrongUsage for an unknown ending or plan, EnvironmentFailed where a file can't be read or
    written, and InputRefused for a document or a place that can't hold the section and, unless
    `overwrite` is set, where something would be lost that people have written in the section by hand.
    """
    # Imported when it is needed, for the sake of all other commands' start.
    from internkontroll.export.word import infoga

    target = till or dokument
    if target.suffix.lower() not in _ENDINGS:
        raise WrongUsage(f"{target}: Avsnittet kan bara infogas i Word-dokument. Välj en fil som slutar på .docx.")
    underlag = _load(register, urval)
    name = infoga.section_name(underlag.namnd, plan=urval.tillfalle == Tillfalletyp.PLAN)
    result = infoga.insert_section(build_report(underlag, urval.layout), name, dokument, WORD_TEMPLATE, vid)
    if trial:
        return result
    if result.edits and not overwrite:
        raise InputRefused(_lost(dokument, map(str, result.edits)))
    if result.changed or till:
        infoga.refuse_open_document(target)
        with open_replacing(target) as stream:
            stream.write(result.data)
    return result


def _load(register: Register, urval: Urval) -> Underlag:
    with register.read() as connection:
        plan_id = find_plan(connection, urval.ar, urval.namnd)
        return load_report(connection, plan_id, urval.tillfalle, changes=urval.changes)


def _lost(dokument: Path, edits: Iterable[str]) -> str:
    lines = list(edits)
    more = [f"… och {len(lines) - _SHOWN} till. Alla visas med --prova --json."] if len(lines) > _SHOWN else []
    return "\n".join(
        (
            f"{dokument}: Avsnittet har ändrats för hand i Word. Det här skulle gå förlorat:",
            *(f"  {line}" for line in (*lines[:_SHOWN], *more)),
            "För in det i registret och kör igen, eller kör med --skriv-over om det inte behövs. Inget är ändrat.",
        )
    )

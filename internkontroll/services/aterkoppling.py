"""Use case: a page of feedback for each unit, as PDF or Word, one file each."""

import io
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from internkontroll.db.session import Register
from internkontroll.domain.report.aterkoppling import ROOM, build_feedback
from internkontroll.domain.sammanstallning.enhet import Aterkoppling, aterkopplingar
from internkontroll.domain.utseende import Utseende
from internkontroll.errors import WrongUsage, environment
from internkontroll.files import Stopped, open_replacing
from internkontroll.paths import FONTS, WORD_TEMPLATE
from internkontroll.services.sammanstallning.exportera import Urval, fakta_of
from internkontroll.services.urval import find_plan, namnd_of
from internkontroll.services.utseende import load_utseende

Progress = Callable[[int, int], None]
"""How many are written, of how many."""

_ROOMS = (ROOM, 500, 360, 220, 0)
"""Points that are tried until the page is one: a nämnd's own type and margins may take more than the program's."""

_REFUSED = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_LONGEST = 80


def write_feedback(
    register: Register,
    folder: Path,
    urval: Urval,
    *,
    enhet: str | None = None,
    kind: str = ".pdf",
    progress: Progress | None = None,
) -> tuple[Path, ...]:
    """Write a file for each unit that anything was planned for, or for `enhet` alone; `kind`: .pdf or .docx.

    The folder is made if it isn't there; files of the same names are replaced, each when the new one is whole.
    Raises WrongUsage for a plan or unit that isn't there, EnvironmentFailed where a file can't be written, and
    Stopped, which says how many are written (see `files.stopping`).
    """
    render = _RENDERERS[kind]
    with register.read() as connection:
        plan_id = find_plan(connection, urval.ar, urval.namnd)
        units = _chosen(list(aterkopplingar(fakta_of(connection, plan_id, urval))), enhet, urval.ar)
        utseende = load_utseende(connection, namnd_of(connection, plan_id))
    if folder.is_file():
        raise WrongUsage(f"{folder}: Det är en fil. Ange en mapp, så får varje enhet en egen fil i den.")
    with environment(folder):
        folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    try:
        for unit, name in zip(units, _file_names(units, kind), strict=True):
            with open_replacing(folder / name) as stream:
                render(unit, utseende, stream)
            written.append(folder / name)
            if progress:
                progress(len(written), len(units))
    except (Stopped, KeyboardInterrupt) as error:
        raise Stopped(f"Avbrutet. {len(written)} av {len(units)} återkopplingar är skrivna i {folder}.") from error
    return tuple(written)


def _chosen(units: list[Aterkoppling], enhet: str | None, ar: int) -> list[Aterkoppling]:
    if not units:
        raise WrongUsage(f"Ingen enhet har haft någon egenkontroll att göra {ar}. Det finns inget att återkoppla.")
    if enhet is None:
        return units
    found = [unit for unit in units if unit.enhet.casefold() == enhet.strip().casefold()]
    if not found:
        known = ", ".join(unit.enhet for unit in units)
        raise WrongUsage(f"Ingen enhet med egenkontroller {ar} heter {enhet}. Enheter: {known}.")
    return found


def _file_names(units: Iterable[Aterkoppling], kind: str) -> Iterator[str]:
    """A name of its own for each, without what Windows refuses; those of the same name are numbered."""
    taken = set[str]()
    for unit in units:
        name = " ".join(_REFUSED.sub(" ", unit.enhet).split())[:_LONGEST].rstrip(" .") or "enhet"
        own, number = name, 1
        while own.casefold() in taken:
            number += 1
            own = f"{name} {number}"
        taken.add(own.casefold())
        yield f"aterkoppling-{unit.ar}-{own}{kind}"


def _render_pdf(unit: Aterkoppling, utseende: Utseende, stream: BinaryIO) -> None:
    """The fullest page that is one page."""
    from internkontroll.export.pdf import render_pdf

    page = io.BytesIO()
    for room in _ROOMS:
        page = io.BytesIO()
        if render_pdf(build_feedback(unit, room), page, FONTS, utseende) == 1:
            break
    stream.write(page.getvalue())


def _render_docx(unit: Aterkoppling, utseende: Utseende, stream: BinaryIO) -> None:
    from internkontroll.export.word import render_docx

    render_docx(build_feedback(unit), stream, utseende.ordmall or WORD_TEMPLATE)


_RENDERERS: dict[str, Callable[[Aterkoppling, Utseende, BinaryIO], None]] = {".pdf": _render_pdf, ".docx": _render_docx}
KINDS = tuple(_RENDERERS)
"""Endings that the feedback can be written as."""

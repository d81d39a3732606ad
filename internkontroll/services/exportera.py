"""Use case: the register → the finished section (or plan) as Word, PDF, Excel or utbyte JSON."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from internkontroll.db.session import Register
from internkontroll.domain.report import build_report
from internkontroll.domain.report.risker import Layout
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.underlag import Underlag
from internkontroll.domain.utseende import Utseende
from internkontroll.errors import WrongUsage
from internkontroll.files import open_replacing
from internkontroll.paths import FONTS, WORD_TEMPLATE
from internkontroll.services.foregaende import load_report
from internkontroll.services.urval import find_plan, namnd_of
from internkontroll.services.utseende import load_utseende

Renderer = Callable[[Underlag, Layout | None, Utseende, BinaryIO], None]


def export_report(
    register: Register,
    target: Path,
    ar: int,
    tillfalle: Tillfalletyp,
    namnd: str | None = None,
    layout: Layout | None = None,
    *,
    changes: bool = False,
) -> None:
    """Write `target`; its ending decides the format. The old file stays until the new one is whole.

    With `changes`, Word and PDF say what has changed since the tillfälle or year before.

    Raises WrongUsage for an unknown ending or plan, EnvironmentFailed where the file can't be written.
    """
    renderer = RENDERERS.get(target.suffix.lower())
    if renderer is None:
        known = ", ".join(RENDERERS)
        raise WrongUsage(f"{target}: Filtypen kan inte exporteras. Välj en fil som slutar på {known}.")
    with register.read() as connection:
        plan_id = find_plan(connection, ar, namnd)
        underlag = load_report(connection, plan_id, tillfalle, changes=changes)
        utseende = load_utseende(connection, namnd_of(connection, plan_id))
    with open_replacing(target) as stream:
        renderer(underlag, layout, utseende, stream)


def _render_docx(underlag: Underlag, layout: Layout | None, utseende: Utseende, stream: BinaryIO) -> None:
    # Each renderer is imported when it is needed: reportlab alone costs 100 ms of a start.
    from internkontroll.export.word import render_docx

    render_docx(build_report(underlag, layout), stream, utseende.ordmall or WORD_TEMPLATE)


def _render_pdf(underlag: Underlag, layout: Layout | None, utseende: Utseende, stream: BinaryIO) -> None:
    from internkontroll.export.pdf import render_pdf

    render_pdf(build_report(underlag, layout), stream, FONTS, utseende)


def _render_json(underlag: Underlag, _layout: Layout | None, _utseende: Utseende, stream: BinaryIO) -> None:
    from internkontroll.export.utbyte_json import render_utbyte

    render_utbyte(underlag, stream)


def _render_xlsx(underlag: Underlag, _layout: Layout | None, _utseende: Utseende, stream: BinaryIO) -> None:
    from internkontroll.export.excel import Properties, render_xlsx, section_sheets

    title = f"Intern kontroll, {underlag.namnd} {underlag.ar}, {underlag.tillfalle.label}"
    render_xlsx(section_sheets(underlag), Properties(title, underlag.namnd, underlag.as_of), stream)


RENDERERS: dict[str, Renderer] = {
    ".docx": _render_docx,
    ".pdf": _render_pdf,
    ".xlsx": _render_xlsx,
    ".json": _render_json,
}
"""Ending of the file → what writes it."""

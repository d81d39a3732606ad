"""Use case: a year's egenkontroll → a report for the kvalitetsberättelse as Word, PDF or Excel."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from sqlalchemy import Connection, select

from internkontroll.db.models import tillfalle
from internkontroll.db.session import Register
from internkontroll.domain.report.sammanstallning import build_compilation
from internkontroll.domain.sammanstallning.aret import Sammanstallning, sammanstall
from internkontroll.domain.sammanstallning.fakta import Fakta
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.utseende import Utseende
from internkontroll.errors import WrongUsage
from internkontroll.files import open_replacing
from internkontroll.paths import FONTS, WORD_TEMPLATE
from internkontroll.services.sammanstallning.las import load_fakta
from internkontroll.services.sammanstallning.rader import load_rader
from internkontroll.services.urval import find_plan, namnd_of
from internkontroll.services.utseende import load_utseende

if TYPE_CHECKING:
    from internkontroll.export.excel import Rader


@dataclass(frozen=True, slots=True)
class Urval:
    """Which year, of which nämnd (needed where there are several), and until which day: `per`, else as far as it is."""

    ar: int
    idag: date
    namnd: str | None = None
    per: date | None = None


@dataclass(frozen=True, slots=True)
class _Material:
    aret: Sammanstallning
    utseende: Utseende
    rader: "Rader | None"


def load_compilation(
    connection: Connection, plan_id: int, as_of: date, tillfalle: Tillfalletyp = Tillfalletyp.HELAR
) -> Sammanstallning:
    """The plan's year until the day, as the tillfälle knows it."""
    return sammanstall(load_fakta(connection, plan_id, as_of, tillfalle))


def export_compilation(register: Register, target: Path, urval: Urval) -> Sammanstallning:
    """Write `target`; its ending decides the format. The old file stays until the new one is whole.

    Returns what it tells. Raises WrongUsage for an unknown ending or plan, EnvironmentFailed where the file can't
    be written, InputRefused for a character that the nämnd's font lacks.
    """
    suffix = target.suffix.lower()
    renderer = RENDERERS.get(suffix)
    if renderer is None:
        known = ", ".join(RENDERERS)
        raise WrongUsage(f"{target}: Filtypen kan inte exporteras. Välj en fil som slutar på {known}.")
    with register.read() as connection:
        plan_id = find_plan(connection, urval.ar, urval.namnd)
        fakta = fakta_of(connection, plan_id, urval)
        material = _Material(
            sammanstall(fakta),
            load_utseende(connection, namnd_of(connection, plan_id)),
            load_rader(connection, plan_id, fakta) if suffix == ".xlsx" else None,
        )
    with open_replacing(target) as stream:
        renderer(material, stream)
    return material.aret


def fakta_of(connection: Connection, plan_id: int, urval: Urval) -> Fakta:
    """The plan's year until its helår's day, in a year that goes on until today; what isn't due today isn't missing."""
    query = select(tillfalle.c.period).where(tillfalle.c.plan_id == plan_id, tillfalle.c.typ == Tillfalletyp.HELAR)
    chosen = connection.execute(query).scalar_one_or_none()
    as_of = min(chosen or Tillfalletyp.HELAR.as_of(urval.ar), urval.per or urval.idag)
    return load_fakta(connection, plan_id, as_of, idag=urval.idag)


def _render_docx(material: _Material, stream: BinaryIO) -> None:
    from internkontroll.export.word import render_docx

    render_docx(build_compilation(material.aret), stream, material.utseende.ordmall or WORD_TEMPLATE)


def _render_pdf(material: _Material, stream: BinaryIO) -> None:
    from internkontroll.export.pdf import render_pdf

    render_pdf(build_compilation(material.aret), stream, FONTS, material.utseende)


def _render_xlsx(material: _Material, stream: BinaryIO) -> None:
    from internkontroll.export.excel import Properties, compilation_sheets, render_xlsx

    if material.rader:
        title = build_compilation(material.aret).title
        properties = Properties(title, material.aret.namnd, material.aret.as_of)
        render_xlsx(compilation_sheets(material.aret, material.rader), properties, stream)


RENDERERS: dict[str, Callable[[_Material, BinaryIO], None]] = {
    ".docx": _render_docx,
    ".pdf": _render_pdf,
    ".xlsx": _render_xlsx,
}
"""Ending of the file → what writes it."""

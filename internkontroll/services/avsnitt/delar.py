"""The outline of a section: its parts in their order, with their texts and how far each has come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from internkontroll.db.models import avsnittsdel, avsnittstext, tillfalle
from internkontroll.domain.granska import Anmarkning
from internkontroll.domain.report.build import default_title
from internkontroll.domain.report.disposition import TEXTS, TITLES, disposition_of
from internkontroll.domain.report.forandringar import change_blocks
from internkontroll.domain.report.risker import default_layout
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.underlag import Underlag
from internkontroll.domain.words import Avsnittsdel, Layout, Textdel
from internkontroll.services.foregaende import load_previous, load_report

_TEXT_TITLES = {Textdel.INSYN: "Inledning", Textdel.INSYN_UPPFOLJNING: "Vad uppföljningen visade"}
"""What the texts of a part with several are called."""


@dataclass(frozen=True, slots=True)
class Deltext:
    """A free text of a part; `version` is that of its row, 0 where nothing has been written yet."""

    textdel: Textdel
    titel: str
    text: str
    version: int


@dataclass(frozen=True, slots=True)
class Del:
    """A part of the section. `med`: it is printed; `klar`: somebody has ticked it; `tom`: it has nothing to print.

    `texter` are its free texts, none for the parts that the register writes by itself. `anmarkningar` are
    its open remarks, None where nobody has looked.
    """

    part: Avsnittsdel
    titel: str
    med: bool
    klar: bool
    tom: bool
    texter: tuple[Deltext, ...]
    anmarkningar: tuple[Anmarkning, ...] | None = None


@dataclass(frozen=True, slots=True)
class Avsnitt:
    """The section: what is chosen for the whole of it, and all its parts in order, those left out too.

    `rubrik` and `layout` are None where the usual ones (`vanlig_…`) are used; `period` None is the
    tillfälle's usual day.
    """

    rubrik: str | None
    underrubrik: str | None
    period: date | None
    layout: Layout | None
    vanlig_rubrik: str
    vanlig_layout: Layout
    delar: tuple[Del, ...]


def outline(
    connection: Connection,
    sammanhang: Sammanhang,
    remarks: Mapping[Avsnittsdel | None, Sequence[Anmarkning]] | None = None,
) -> Avsnitt:
    """The section as it stands; `remarks` as `remarks_by_part` finds them, which takes longer."""
    underlag = load_report(connection, sammanhang.plan_id, sammanhang.tillfalle)
    ticked = _rows(connection, sammanhang, avsnittsdel)
    written = _rows(connection, sammanhang, avsnittstext)
    changed = _has_changes(connection, sammanhang, underlag)
    delar = tuple(
        Del(
            part=one.part,
            titel=TITLES[one.part],
            med=one.med,
            klar=bool(one.part in ticked and ticked[one.part].klar),
            tom=not (changed if one.part == Avsnittsdel.FORANDRINGAR else _has_content(underlag, one.part)),
            texter=tuple(_text(part, written.get(part)) for part in TEXTS.get(one.part, ())),
            anmarkningar=None if remarks is None else tuple(remarks.get(one.part, ())),
        )
        for one in disposition_of(underlag)
    )
    return Avsnitt(
        underlag.rubrik,
        underlag.underrubrik,
        underlag.period,
        underlag.layout,
        default_title(underlag),
        default_layout(underlag),
        delar,
    )


def _rows(connection: Connection, sammanhang: Sammanhang, table: Any) -> dict[str, Row[Any]]:
    """The tillfälle's rows of a table that has one per part, by part."""
    query = select(table).join(tillfalle, tillfalle.c.id == table.c.tillfalle_id)
    query = query.where(tillfalle.c.plan_id == sammanhang.plan_id, tillfalle.c.typ == sammanhang.tillfalle)
    return {row._mapping["del"]: row for row in connection.execute(query)}


def _text(part: Textdel, row: Row[Any] | None) -> Deltext:
    titel = _TEXT_TITLES.get(part, "")
    return Deltext(part, titel, row.innehall or "", row.version) if row else Deltext(part, titel, "", 0)


def _has_changes(connection: Connection, sammanhang: Sammanhang, underlag: Underlag) -> bool:
    """Whether there is anything to tell since the tillfälle before, also where it isn't told."""
    if underlag.foregaende is None:
        previous = load_previous(connection, sammanhang.plan_id, sammanhang.tillfalle)
        underlag = replace(underlag, foregaende=previous)
    return bool(change_blocks(underlag))


def _has_content(underlag: Underlag, part: Avsnittsdel) -> bool:
    records: Mapping[Avsnittsdel, Sequence[object]] = {
        Avsnittsdel.RISKER: underlag.risker,
        Avsnittsdel.GRANSKNINGAR: underlag.granskningar,
        Avsnittsdel.KONTROLLER: underlag.systematiska_kontroller,
        Avsnittsdel.EGENKONTROLLER: (*underlag.egenkontroller, *underlag.tidigare),
        Avsnittsdel.SAMMANSTALLNING: underlag.egenkontroller,
        Avsnittsdel.INSYN: underlag.avtal,
    }
    written = (underlag.texter.get(one, "").strip() for one in TEXTS.get(part, ()))
    return bool(records.get(part)) or any(written)

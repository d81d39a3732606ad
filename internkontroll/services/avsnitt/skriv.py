"""Changes of a section: each one transaction, in the händelselogg under its rubrik, and undoable."""

from collections.abc import Sequence
from datetime import date

from internkontroll.db.models import avsnittsdel, avsnittstext
from internkontroll.db.session import Register
from internkontroll.domain.limits import MAX_TEXT
from internkontroll.domain.report.disposition import TITLES, disposition_of
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.underlag import Delval
from internkontroll.domain.words import Avsnittsdel, Layout, Textdel
from internkontroll.errors import Conflict, InputRefused
from internkontroll.services.avsnitt.operation import Section, save
from internkontroll.services.underlag import load_underlag

_TEXTS = {
    Textdel.INLEDNING: "inledningen",
    Textdel.SAMMANFATTNING: "sammanfattningen",
    Textdel.STRUKTUR: "strukturen",
    Textdel.INSYN: "uppföljning och insyn",
    Textdel.INSYN_UPPFOLJNING: "uppföljningen av avtal",
}


def set_text(
    register: Register, sammanhang: Sammanhang, part: Textdel, text: str, version: int | None = None
) -> Sparat:
    """Write a free text; one of blanks takes away what was written.

    `version` is that of the row as it was read, 0 if there was none; None doesn't check it. Raises
    Conflict where somebody else has written meanwhile, InputRefused for a text that is too long.
    """
    if len(text) > MAX_TEXT:
        raise InputRefused(f"Texten har {len(text)} tecken. Korta den till högst {MAX_TEXT}.")

    def write(section: Section) -> None:
        row = section.find(avsnittstext, part)
        if version is not None and version != (row.version if row else 0):
            raise Conflict(
                "Någon annan har ändrat texten sedan du läste den. Kopiera din text, läs in sidan igen och för in "
                "den på nytt. Inget har ändrats."
            )
        said = text if text.strip() else None
        if row and (said or row.innehall):
            section.writer.update(avsnittstext, row._mapping, {"innehall": said})
        elif said:
            section.insert(avsnittstext, part, {"innehall": said})

    return save(register, sammanhang, f"Texten i {_TEXTS[part]}", write)


def set_klar(register: Register, sammanhang: Sammanhang, part: Avsnittsdel, klar: bool) -> Sparat:
    """Tick a part as done, or not."""

    def write(section: Section) -> None:
        row = section.find(avsnittsdel, part)
        if row:
            section.writer.update(avsnittsdel, row._mapping, {"klar": int(klar)})
        elif klar:
            places = {one.part: (place, one) for place, one in enumerate(_current(section))}
            _insert(section, *places[part], klar=True)

    return save(register, sammanhang, f"{TITLES[part]}: {'klar' if klar else 'inte klar'}", write)


def set_disposition(register: Register, sammanhang: Sammanhang, disposition: Sequence[Delval]) -> Sparat:
    """Choose the order of the parts and which are printed; the ticks stay.

    Raises ValueError unless each part is named once.
    """
    if sorted(one.part for one in disposition) != sorted(Avsnittsdel):
        raise ValueError("a disposition names every part once")

    def write(section: Section) -> None:
        if tuple(disposition) == _current(section):
            return
        for place, one in enumerate(disposition):
            row = section.find(avsnittsdel, one.part)
            if row:
                section.writer.update(avsnittsdel, row._mapping, {"ordning": place, "med": int(one.med)})
            else:
                _insert(section, place, one)

    return save(register, sammanhang, "Avsnittets delar", write)


def set_layout(register: Register, sammanhang: Sammanhang, layout: Layout | None) -> Sparat:
    """Choose how risks are laid out; None is the usual way for the kind of report."""
    return save(register, sammanhang, "Avsnittets layout", lambda section: section.set_tillfalle({"layout": layout}))


def set_heading(
    register: Register, sammanhang: Sammanhang, rubrik: str | None, underrubrik: str | None, period: date | None
) -> Sparat:
    """Choose the section's title, the heading of its risks and the day that it describes; None is the usual one.

    Raises InputRefused for a day that is far from the plan's year.
    """
    if period and abs(period.year - sammanhang.ar) > 1:
        raise InputRefused(f"Dagen {period} ligger långt från planens år {sammanhang.ar}. Välj en dag under året.")
    values = {"rubrik": _said(rubrik), "underrubrik": _said(underrubrik), "period": period}
    return save(register, sammanhang, "Avsnittets rubrik och dag", lambda section: section.set_tillfalle(values))


def _said(text: str | None) -> str | None:
    return (text or "").strip() or None


def _current(section: Section) -> tuple[Delval, ...]:
    sammanhang = section.sammanhang
    return disposition_of(load_underlag(section.writer.connection, sammanhang.plan_id, sammanhang.tillfalle))


def _insert(section: Section, place: int, delval: Delval, *, klar: bool = False) -> None:
    values = {"ordning": place, "med": int(delval.med), "klar": int(klar)}
    section.insert(avsnittsdel, delval.part, values)

"""What the page Avsnitt asks of the register: each a function that runs on the register's thread.

The services are imported inside: they need SQLAlchemy, which the first paint doesn't wait for.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from internkontroll.domain.granska import Anmarkning
from internkontroll.domain.report.fields import Field
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.underlag import Delval
from internkontroll.domain.words import Avsnittsdel, Layout, Textdel

if TYPE_CHECKING:
    from internkontroll.db.session import Connection, Register
    from internkontroll.services.avsnitt import Avsnitt, Forhandsvisning, Genomgang

Remarks = Mapping[Avsnittsdel | None, Sequence[Anmarkning]]
Operation = Callable[["Register"], Sparat]


@dataclass(frozen=True, slots=True)
class Section:
    """What the page shows of a section: its parts and texts, what can stand in them, what they can start from."""

    sammanhang: Sammanhang
    avsnitt: "Avsnitt"
    fields: tuple[Field, ...]
    templates: Mapping[Textdel, str]


def load_section(connection: "Connection", sammanhang: Sammanhang) -> Section:
    """The section without its remarks, which take longer."""
    from internkontroll.services.avsnitt import list_fields, outline, start_texts

    return Section(
        sammanhang,
        outline(connection, sammanhang),
        list_fields(connection, sammanhang),
        start_texts(connection, sammanhang),
    )


def load_remarks(connection: "Connection", sammanhang: Sammanhang) -> "Genomgang":
    """The open remarks by part, and the silenced ones."""
    from internkontroll.services.avsnitt import review_section

    return review_section(connection, sammanhang)


def load_pages(connection: "Connection", sammanhang: Sammanhang) -> "Forhandsvisning":
    """What the printed pages are made from."""
    from internkontroll.services.avsnitt import load_preview

    return load_preview(connection, sammanhang)


def find_record(connection: "Connection", remark: Anmarkning) -> int | None:
    """The id of the remark's record."""
    from internkontroll.services import avsnitt

    return avsnitt.find_record(connection, remark)


def text(sammanhang: Sammanhang, part: Textdel, said: str, version: int) -> Operation:
    """Write a text."""

    def operation(register: "Register") -> Sparat:
        from internkontroll.services.avsnitt import set_text

        return set_text(register, sammanhang, part, said, version)

    return operation


def klar(sammanhang: Sammanhang, part: Avsnittsdel, *, is_klar: bool) -> Operation:
    """Tick a part."""

    def operation(register: "Register") -> Sparat:
        from internkontroll.services.avsnitt import set_klar

        return set_klar(register, sammanhang, part, klar=is_klar)

    return operation


def disposition(sammanhang: Sammanhang, wanted: Sequence[Delval]) -> Operation:
    """Choose the order of the parts and which are printed."""

    def operation(register: "Register") -> Sparat:
        from internkontroll.services.avsnitt import set_disposition

        return set_disposition(register, sammanhang, wanted)

    return operation


def layout(sammanhang: Sammanhang, wanted: Layout | None) -> Operation:
    """Choose how risks are laid out."""

    def operation(register: "Register") -> Sparat:
        from internkontroll.services.avsnitt import set_layout

        return set_layout(register, sammanhang, wanted)

    return operation


def heading(sammanhang: Sammanhang, rubrik: str | None, underrubrik: str | None, period: date | None) -> Operation:
    """Choose the section's title and day."""

    def operation(register: "Register") -> Sparat:
        from internkontroll.services.avsnitt import set_heading

        return set_heading(register, sammanhang, rubrik, underrubrik, period)

    return operation


def templates(sammanhang: Sammanhang) -> Operation:
    """Start the empty texts from the nämnd's templates."""

    def operation(register: "Register") -> Sparat:
        from internkontroll.services.avsnitt import fill_from_templates

        return fill_from_templates(register, sammanhang)

    return operation


def silence(sammanhang: Sammanhang, remark: Anmarkning, reason: str) -> Operation:
    """Show a remark no more."""

    def operation(register: "Register") -> Sparat:
        from internkontroll.services.avsnitt import silence_remark

        return silence_remark(register, sammanhang, remark, reason)

    return operation


def unsilence(sammanhang: Sammanhang, remark: Anmarkning) -> Operation:
    """Show it again."""

    def operation(register: "Register") -> Sparat:
        from internkontroll.services.avsnitt import unsilence_remark

        return unsilence_remark(register, sammanhang, remark)

    return operation

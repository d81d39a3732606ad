"""The section as it will be printed, with texts that aren't saved yet."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection

from internkontroll.domain.report import build_report
from internkontroll.domain.report.fields import find_fields, list_fields
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.underlag import Underlag
from internkontroll.domain.utseende import Utseende
from internkontroll.domain.words import Textdel
from internkontroll.paths import FONTS
from internkontroll.services.foregaende import load_report
from internkontroll.services.utseende import load_utseende


@dataclass(frozen=True, slots=True)
class Forhandsvisning:
    """What the pages are made from, read once; making them again while somebody types needs no register."""

    underlag: Underlag
    utseende: Utseende

    def render(self, draft: Mapping[Textdel, str] | None = None) -> bytes:
        """The PDF with the draft's texts in place of the saved ones. A misspelt field is pointed out in the page.

        Raises InputRefused for a character that the font lacks.
        """
        from internkontroll.export.pdf import render_pdf

        texts = {**self.underlag.texter, **(draft or {})}
        values = {field.name: field.value for field in list_fields(self.underlag)}
        shown = {part: _point_out(text, values) for part, text in texts.items()}
        stream = io.BytesIO()
        render_pdf(build_report(replace(self.underlag, texter=shown)), stream, FONTS, self.utseende)
        return stream.getvalue()


def load_preview(connection: Connection, sammanhang: Sammanhang) -> Forhandsvisning:
    """Read what the pages are made from; read it again when the register has changed."""
    underlag = load_report(connection, sammanhang.plan_id, sammanhang.tillfalle)
    return Forhandsvisning(underlag, load_utseende(connection, sammanhang.namnd_id))


def preview(connection: Connection, sammanhang: Sammanhang, draft: Mapping[Textdel, str] | None = None) -> bytes:
    """The PDF of the section as the register has it, with the draft's texts; nothing is saved."""
    return load_preview(connection, sammanhang).render(draft)


def _point_out(text: str, values: Mapping[str, str]) -> str:
    """The text with its misspelt fields as a remark; at the export they are refused."""
    for place in reversed(find_fields(text, values)):
        if place.value is None:
            end = place.start + place.length
            text = f"{text[: place.start]}[Fältet ”{place.name}” finns inte]{text[end:]}"
    return text

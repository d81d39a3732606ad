"""Ny från mall: an egenkontroll with its questions, chosen by what it asks, for the nämnd to make its own."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QTextEdit, QVBoxLayout, QWidget

from internkontroll.domain.falt import find_field
from internkontroll.domain.falt.model import reference
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.sparat import Sparat
from internkontroll.ui.records.enheter_dialog import ALL_UNDER
from internkontroll.ui.session import Session
from internkontroll.ui.widgets.field_row import FieldRow
from internkontroll.ui.widgets.form_dialog import FormDialog, Operation, note, row_values
from internkontroll.ui.widgets.naming import label_for, named
from internkontroll.ui.widgets.row_delegate import RowDelegate

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.db.session import Connection, Register
    from internkontroll.services.egenkontroll import Mall

UNIT = reference("enhet_id", "Enhet", "Den enhet som ska göra egenkontrollen. Fler kan läggas till sedan.")
_SHOWN = ("metod", "frekvens", "manader", "dagar_efter", "ansvarig")
"""Fields of a template that stand above its questions, each as `domain.falt` calls it."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What there is to choose from: templates, and units by id and name."""

    mallar: "tuple[Mall, ...]"
    enheter: Sequence[tuple[int, str]]


class TemplateDialog(FormDialog):
    """The templates to the left, what the chosen one asks to the right; `made` gives the new egenkontroll's id."""

    made = Signal(int)

    def __init__(self, session: Session, sammanhang: Sammanhang, offered: Offered, parent: QWidget) -> None:
        super().__init__(session, "Ny egenkontroll från mall", "Skapa egenkontrollen", parent)
        self._sammanhang, self._mallar = sammanhang, offered.mallar
        self.list = named(QListWidget(), "Mallar")
        self.list.setItemDelegate(RowDelegate(self.list))
        self.list.addItems([mall.namn for mall in offered.mallar])
        self.preview = QTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        # With a cursor, so that it can be read and marked by keyboard.
        self.preview.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.unit, self.all_under = FieldRow(UNIT, offered.enheter), FieldRow(ALL_UNDER)
        self._lay_out()
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)
        self.fit(110, 36)

    def operation(self) -> Operation:
        """Make the egenkontroll as the chosen template has it."""
        nyckel, sammanhang = self._mallar[self.list.currentRow()].nyckel, self._sammanhang
        values = row_values([self.unit, self.all_under])
        enhet, alla_under = values["enhet_id"], bool(values["alla_under"])

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.egenkontroll import Enhetsval, from_template

            enheter = [] if enhet is None else [Enhetsval(int(str(enhet)), alla_under)]
            return from_template(register, sammanhang, nyckel, enheter)

        return operation

    def saved(self, result: Sparat) -> None:
        """Tell which one."""
        self.made.emit(result.nya[0][1])

    def _show(self, row: int) -> None:
        self.preview.setHtml(template_html(self._mallar[row]) if row >= 0 else "")

    def _lay_out(self) -> None:
        left, right, beside = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        left.addWidget(label_for(self.list, "&Mallar"))
        left.addWidget(self.list, 1)
        right.addWidget(label_for(self.preview, "&Innehåll"))
        right.addWidget(self.preview, 1)
        beside.addLayout(left, 2)
        beside.addLayout(right, 3)
        self.list.setMinimumHeight(self.fontMetrics().height() * 12)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addLayout(beside, 1)
        for row in (self.unit, self.all_under):
            self.add_row(row)
        self.body.addWidget(note("Allt går att ändra sedan: fälten, frågorna och vilka enheter som gör den."))


def open_templates(session: Session, parent: QWidget, made: object) -> None:
    """Read the templates and the units, and let the user choose; `made`: a slot for the new egenkontroll's id."""
    sammanhang = session.sammanhang
    if sammanhang is None:
        return

    def query(connection: "Connection") -> Offered:
        from internkontroll.services.egenkontroll import templates
        from internkontroll.services.poster import references

        return Offered(templates(), references(connection, sammanhang, "enhet_id"))

    def found(offered: Offered) -> None:
        dialog = TemplateDialog(session, sammanhang, offered, parent)
        dialog.made.connect(made)
        dialog.open()

    session.load(query, found, key="egenkontroller.mallar")


def template_html(mall: "Mall") -> str:
    """What the template says: why, how, and its questions with the help that goes with them."""
    lines = [f"<h3>{html.escape(mall.namn)}</h3><p>{html.escape(str(mall.varden.get('syfte') or ''))}</p><p>"]
    lines += [f"{title}: {html.escape(text)}<br>" for title, text in _facts(mall)]
    lines.append(f"</p><p><b>{len(mall.kontrollpunkter)} frågor</b></p><ol>")
    for point in mall.kontrollpunkter:
        kind = _words("kontrollpunkt", "svarstyp", point.get("svarstyp"))
        support = f"<br><i>{html.escape(point['hjalp'])}</i>" if point.get("hjalp") else ""
        lines.append(f"<li>{html.escape(point['fraga'])} ({html.escape(kind)}){support}</li>")
    return "".join([*lines, "</ol>"])


def _facts(mall: "Mall") -> list[tuple[str, str]]:
    found = [(name, mall.varden.get(name)) for name in _SHOWN]
    facts = [(_title(name), _words("egenkontroll", name, value)) for name, value in found if value is not None]
    return [*facts, ("Lagrum", mall.lagrum)]


def _title(name: str) -> str:
    falt = find_field("egenkontroll", name)
    return falt.titel if falt else name


def _words(tabell: str, name: str, value: object) -> str:
    """The value as people read it."""
    falt = find_field(tabell, name)
    return dict(falt.ord).get(str(value), str(value)) if falt else str(value)

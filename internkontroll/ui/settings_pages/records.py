"""Processer and mål: a list in the plan's own order, edited in place."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from internkontroll.domain.falt import FALT
from internkontroll.domain.sparat import Sparat
from internkontroll.ui.session import Session
from internkontroll.ui.settings_pages.page import SettingsPage, add_key, row_height, row_of
from internkontroll.ui.widgets.editors import as_text
from internkontroll.ui.widgets.field_row import FieldRow
from internkontroll.ui.widgets.form_dialog import FormDialog, Operation, row_values
from internkontroll.ui.widgets.naming import named

if TYPE_CHECKING:
    from internkontroll.db.session import Connection, Register
    from internkontroll.services.planer import Planpost

_ID = Qt.ItemDataRole.UserRole


class RecordsPage(SettingsPage):
    """A record per row, a field per column; F2 or a double click edits, Del removes.

    Ctrl+Up and Ctrl+Down move, where the records don't go by number.
    """

    tabell: str
    new_word: str
    has_own_order = True

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.falt = FALT[self.tabell]
        self._rows: list[Planpost] = []
        self._chosen: int | None = None
        keys = "F2 ändrar, Ctrl+pil flyttar, Delete tar bort" if self.has_own_order else "F2 ändrar, Delete tar bort"
        self.table = named(QTableWidget(0, len(self.falt)), self.title, keys)
        self.new = self.command(f"&{self.new_word}…", "Lägg till i listan", self._new)
        self.up = self.command("&Upp", "Flytta ett steg upp (Ctrl+Upp)", lambda: self.shift(-1))
        self.down = self.command("N&er", "Flytta ett steg ner (Ctrl+Ner)", lambda: self.shift(1))
        self.remove = self.command("&Ta bort", "Lägg i papperskorgen (Delete)", self._remove)
        self._lay_out()
        self.table.itemChanged.connect(self._edited)
        self.table.currentCellChanged.connect(lambda *_cells: self._enable())

    def refresh(self) -> None:
        """Read the records of the plan."""
        sammanhang, tabell = self.session.sammanhang, self.tabell
        if sammanhang:
            plan_id = sammanhang.plan_id
            self.session.load(lambda connection: _read(connection, tabell, plan_id), self._show, key=f"lista.{tabell}")

    def shift(self, step: int) -> None:
        """Move the chosen record up (-1) or down (1)."""
        place = self.table.currentRow()
        if not 0 <= place < len(self._rows) or not 0 <= place + step < len(self._rows):
            return
        order = [row.id for row in self._rows]
        order[place], order[place + step] = order[place + step], order[place]
        self._chosen = order[place + step]
        tabell = self.tabell

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.redigera import reorder

            return reorder(register, tabell, order)

        self.write(operation)

    def _new(self) -> None:
        NewRecord(self).open()

    def _remove(self) -> None:
        place, tabell = self.table.currentRow(), self.tabell
        if not 0 <= place < len(self._rows):
            return
        post = self._rows[place].id
        self._chosen = self._rows[min(place + 1, len(self._rows) - 1)].id

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.redigera import trash

            return trash(register, tabell, [post])

        self.write(operation)

    def _edited(self, item: QTableWidgetItem) -> None:
        row, falt, tabell = self._rows[item.row()], self.falt[item.column()], self.tabell
        text = item.text()
        self._chosen = row.id

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.redigera import set_values

            return set_values(register, tabell, {row.id: row.version}, {falt.namn: text})

        self.write(operation)

    def _show(self, rows: "Sequence[Planpost]") -> None:
        column = max(0, self.table.currentColumn())
        self._rows = [*rows]
        self.table.blockSignals(True)
        self.table.setRowCount(len(rows))
        for place, row in enumerate(rows):
            for number, falt in enumerate(self.falt):
                item = QTableWidgetItem(as_text(row.varden[falt.namn]))
                item.setData(_ID, row.id)
                item.setToolTip(item.text())
                self.table.setItem(place, number, item)
        self.table.blockSignals(False)
        places = [place for place, row in enumerate(rows) if row.id == self._chosen]
        if rows:
            self.table.setCurrentCell(places[0] if places else 0, column)
        self._enable()

    def _enable(self) -> None:
        place, count = self.table.currentRow(), len(self._rows)
        self.up.setEnabled(0 < place < count)
        self.down.setEnabled(0 <= place < count - 1)
        self.remove.setEnabled(0 <= place < count)

    def _lay_out(self) -> None:
        table = self.table
        table.setHorizontalHeaderLabels([falt.titel for falt in self.falt])
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(row_height(self))
        table.setWordWrap(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        if self.falt[0].namn == "nummer":
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(0, 14 * self.fontMetrics().averageCharWidth())
        if self.has_own_order:
            add_key(table, "Upp", "Ctrl+Up", lambda: self.shift(-1))
            add_key(table, "Ner", "Ctrl+Down", lambda: self.shift(1))
        add_key(table, "Ta bort", "Del", self._remove)
        self.body.addLayout(row_of(self.new, self.up, self.down, self.remove))
        for button in (self.up, self.down):
            button.setVisible(self.has_own_order)
        self.body.addWidget(table, 1)


class NewRecord(FormDialog):
    """The fields of a new record."""

    def __init__(self, page: RecordsPage) -> None:
        super().__init__(page.session, page.new_word, "Lägg till", page)
        self._page = page
        for falt in page.falt:
            self.add_row(FieldRow(falt))
        self.body.addStretch(1)
        self.fit(60, 16)

    def operation(self) -> Operation:
        """Make the record."""
        sammanhang, values, tabell = self.session.sammanhang, row_values(self.rows), self._page.tabell

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.redigera import create

            assert sammanhang is not None  # noqa: S101  the dialog is there only with a plan
            return create(register, tabell, sammanhang, values)

        return operation

    def saved(self, result: Sparat) -> None:
        """Choose it in the list."""
        self._page._chosen = result.nya[0][1]


class ProcessPage(RecordsPage):
    """The process register of the plan."""

    tabell, new_word, title = "process", "Ny process", "Processer"
    has_own_order = False
    explanation = (
        "Processerna i planen, i nummerordning som i ert processregister. En process som används av risker, kontroller "
        "eller egenkontroller kan inte tas bort."
    )
    tables = frozenset({"process"})


class MalPage(RecordsPage):
    """The mål of the plan."""

    tabell, new_word, title = "mal", "Nytt mål", "Mål"
    explanation = "Nämndens mål och det mål hos kommunfullmäktige som vart och ett hör till."
    tables = frozenset({"mal"})


def _read(connection: "Connection", tabell: str, plan_id: int) -> "list[Planpost]":
    from internkontroll.services.planer import list_records

    return list_records(connection, tabell, plan_id)

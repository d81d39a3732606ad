"""Allvarsgrader: the words that all units grade a brist with."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from internkontroll.domain.egenkontroll.allvar import FEWEST, MOST, STANDARDGRADER, Grad
from internkontroll.domain.falt import FALT
from internkontroll.domain.sparat import Sparat
from internkontroll.ui.session import Session
from internkontroll.ui.settings_pages.page import SettingsPage, add_key, row_height, row_of
from internkontroll.ui.widgets.naming import named

if TYPE_CHECKING:
    from internkontroll.db.session import Connection, Register

_NEW = "Ny grad"


class AllvarPage(SettingsPage):
    """A grade per row, the mildest first; F2 or a double click edits."""

    title = "Allvarsgrader"
    explanation = (
        "De ord som alla enheter graderar en brist med i egenkontrollerna, den mildaste först. Det som redan har fått "
        "en grad behåller sin plats på skalan när orden ändras."
    )
    tables = frozenset({"allvarsgrad", "utfall"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._grader: tuple[Grad, ...] = ()
        titles = [falt.titel for falt in FALT["allvarsgrad"]]
        self.table = named(QTableWidget(0, len(titles)), self.title, "F2 ändrar, Delete tar bort den allvarligaste")
        self.table.setHorizontalHeaderLabels(titles)
        self.new = self.command("&Ny grad", "Lägg till en grad som är allvarligare än de andra", self._new)
        self.remove = self.command("&Ta bort den sista", "Ta bort den allvarligaste graden (Delete)", self._remove)
        self.standard = self.command("P&rogrammets grader", "Tre grader med vanliga ord", self._standard)
        self._lay_out()
        self.table.itemChanged.connect(lambda _item: self._save(self._typed()))

    def refresh(self) -> None:
        """Read the nämnd's grades."""
        here = self.session.sammanhang
        if here:
            self.session.load(lambda connection: _read(connection, here.namnd_id), self._show, key="allvarsgrader")

    def _show(self, grader: tuple[Grad, ...]) -> None:
        self._grader = grader
        self.table.blockSignals(True)
        self.table.setRowCount(len(grader))
        self.table.setVerticalHeaderLabels([str(one.grad) for one in grader])
        for row, one in enumerate(grader):
            for column, text in enumerate((one.ord, one.innebord or "")):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(row, column, item)
        self.table.blockSignals(False)
        if grader and self.table.currentRow() < 0:
            self.table.setCurrentCell(0, 0)
        self.new.setEnabled(len(grader) < MOST)
        self.remove.setEnabled(len(grader) > FEWEST)
        self.standard.setEnabled(grader != STANDARDGRADER)

    def _typed(self) -> list[tuple[str, str | None]]:
        cells = [[self.table.item(row, column) for column in (0, 1)] for row in range(self.table.rowCount())]
        return [(word.text() if word else "", (meaning.text() if meaning else "") or None) for word, meaning in cells]

    def _new(self) -> None:
        self._save([*self._typed(), (_NEW, None)])

    def _remove(self) -> None:
        if len(self._grader) > FEWEST:
            self._save(self._typed()[:-1])

    def _standard(self) -> None:
        self._save([(one.ord, one.innebord) for one in STANDARDGRADER])

    def _save(self, grader: Sequence[tuple[str, str | None]]) -> None:
        here = self.session.sammanhang
        if here is None:
            return

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.egenkontroll import set_grades

            return set_grades(register, here.namnd_id, grader)

        self.write(operation, lambda _saved: self.refresh())

    def _lay_out(self) -> None:
        table, header = self.table, self.table.horizontalHeader()
        table.verticalHeader().setDefaultSectionSize(2 * row_height(self))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(0, 24 * self.fontMetrics().averageCharWidth())
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        add_key(table, "Ta bort", "Del", self._remove)
        self.body.addLayout(row_of(self.new, self.remove, self.standard))
        self.body.addWidget(table, 1)


def _read(connection: "Connection", namnd_id: int) -> tuple[Grad, ...]:
    from internkontroll.services.egenkontroll import read_grades

    return read_grades(connection, namnd_id)

"""Organisation: the tree of units on a day, and what happens to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QHeaderView, QLabel, QListWidget, QSplitter, QTreeView, QVBoxLayout, QWidget

from internkontroll.domain.falt import read_value
from internkontroll.domain.falt.model import day
from internkontroll.errors import InputRefused
from internkontroll.ui import theme
from internkontroll.ui.dialogs.unit import ChangeUnit, CloseUnit, NewUnit
from internkontroll.ui.records.uppehall import PauseDialog
from internkontroll.ui.session import Session
from internkontroll.ui.settings_pages.page import SettingsPage, add_key, row_height, row_of
from internkontroll.ui.widgets.field_row import FieldRow
from internkontroll.ui.widgets.naming import label_for, named
from internkontroll.ui.widgets.row_delegate import RowDelegate

if TYPE_CHECKING:
    from internkontroll.db.session import Connection
    from internkontroll.services.organisation import Enhetsnod, Handelse

_NODE = Qt.ItemDataRole.UserRole
_COLUMNS = ("Enhet", "Nivå", "Chef", "Gäller från")
_DAY = day("dag", "Visa som det var den", "Välj en annan dag för att se organisationen som den var då.", "2026-01-01")


@dataclass(frozen=True, slots=True)
class Seen:
    """The tree of the day that is shown, and today's, which new places are chosen from."""

    nodes: "tuple[Enhetsnod, ...]"
    current: "tuple[Enhetsnod, ...]"


class OrganisationPage(SettingsPage):
    """The tree to the left, the history of the chosen unit to the right."""

    title = "Organisation"
    explanation = (
        "Byt namn, flytta, slå ihop och stäng enheter från den dag då det gäller. "
        "Rapporter för tidigare dagar behåller det gamla."
    )
    tables = frozenset({"enhet", "enhet_version"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.tree = named(QTreeView(), "Enheter", "F2 ändrar den valda enheten")
        self.model = QStandardItemModel(0, len(_COLUMNS), self)
        self.history = named(QListWidget(), "Enhetens historik")
        self.day = FieldRow(_DAY)
        self.closed = QCheckBox("Visa st&ängda enheter")
        self.new = self.command("&Ny enhet…", "Lägg till en enhet under den valda", self._new)
        self.change = self.command("Än&dra…", "Byt namn, chef, plats eller nivå (F2)", self._change)
        self.close_unit = self.command("&Stäng eller slå ihop…", "Enheten upphör eller går upp i en annan", self._close)
        self.pause = self.command("&Uppehåll…", "Den valda enheten har inget att rapportera för en tid", self._pause)
        self._seen = Seen((), ())
        self._chosen: int | None = None
        self._lay_out()
        self.day.edited.connect(lambda _name, _value: self.refresh())
        self.closed.toggled.connect(lambda _on: self.refresh())

    def refresh(self) -> None:
        """Read the tree of the day."""
        here = self.session.sammanhang
        if here:
            day = self._day()
            show_closed, today = self.closed.isChecked(), self.session.today

            def query(connection: "Connection") -> Seen:
                from internkontroll.services.organisation import tree

                nodes = tree(connection, here.namnd_id, day, closed=show_closed)
                return Seen(nodes, tree(connection, here.namnd_id, today))

            self.session.load(query, self._show, key="enheter")

    def chosen(self) -> "Enhetsnod | None":
        """The unit that is chosen in the tree."""
        index = self.tree.currentIndex()
        return index.siblingAtColumn(0).data(_NODE) if index.isValid() else None

    def choose(self, post: int) -> None:
        """Choose a unit, now or when the tree is read next."""
        self._chosen = post
        for index in _indexes(self.model):
            node = index.data(_NODE)
            if node.id == post:
                self.tree.setCurrentIndex(index)

    def _day(self) -> date:
        try:
            value = read_value(_DAY, self.day.editor.text())
        except InputRefused:
            value = None  # the field says why
        return value if isinstance(value, date) else self.session.today

    def _show(self, seen: Seen) -> None:
        self._seen = seen
        self.model.removeRows(0, self.model.rowCount())
        self._add(self.model.invisibleRootItem(), seen.nodes)
        self.tree.expandAll()
        first = self.model.index(0, 0)
        if self._chosen is not None:
            self.choose(self._chosen)
        if not self.tree.currentIndex().isValid() and first.isValid():
            self.tree.setCurrentIndex(first)
        self._show_history()

    def _add(self, above: QStandardItem, nodes: "Sequence[Enhetsnod]") -> None:
        for node in nodes:
            heir = f", uppgick i {node.uppgick_i}" if node.uppgick_i else ""
            ended = f" (stängd {node.stangd}{heir})" if node.stangd else ""
            texts = (node.namn + ended, node.niva_ord, node.chef or "", node.fran.isoformat())
            items = [QStandardItem(text) for text in texts]
            for item in items:
                item.setEditable(False)
                item.setToolTip(item.text())
            items[0].setData(node, _NODE)
            items[0].setSizeHint(QSize(0, row_height(self)))
            above.appendRow(items)
            self._add(items[0], node.under)

    def _show_history(self) -> None:
        node = self.chosen()
        self.change.setEnabled(node is not None)
        self.close_unit.setEnabled(node is not None and node.stangd is None)
        self.pause.setEnabled(node is not None)
        self.history.clear()
        if node is None:
            return
        self._chosen = node.id
        self.session.load(lambda connection: _history(connection, node.id), self._fill_history, key="enhet.historik")

    def _fill_history(self, events: "Sequence[Handelse]") -> None:
        self.history.addItems([f"{event.dag}: {event.text}" for event in events])

    def _new(self) -> None:
        node, here = self.chosen(), self.session.sammanhang
        if here:
            above = node.id if node and node.stangd is None else None
            dialog = NewUnit(self.session, here.namnd_id, self._seen.current, above, self)
            dialog.made.connect(self.choose)
            dialog.open()

    def _change(self) -> None:
        node = self.chosen()
        if node:
            ChangeUnit(self.session, node, self._seen.current, self).open()

    def _close(self) -> None:
        node = self.chosen()
        if node:
            CloseUnit(self.session, node, self._seen.current, self).open()

    def _pause(self) -> None:
        node = self.chosen()
        if node:
            PauseDialog(self.session, [(node.id, node.namn)], node.id, self).open()

    def _lay_out(self) -> None:
        self.model.setHorizontalHeaderLabels([*_COLUMNS])
        self.tree.setModel(self.model)
        self.tree.setUniformRowHeights(True)
        self.tree.setAllColumnsShowFocus(True)
        self.tree.selectionModel().currentChanged.connect(lambda *_indexes: self._show_history())
        self.tree.doubleClicked.connect(lambda _index: self._change())
        self.tree.setExpandsOnDoubleClick(False)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(2, 20 * self.fontMetrics().averageCharWidth())
        add_key(self.tree, "Ändra", "F2", self._change)
        theme.make_hittable(self.closed)
        self.day.setMinimumWidth(self.fontMetrics().averageCharWidth() * 34)
        self.history.setWordWrap(True)
        self.history.setItemDelegate(RowDelegate(self.history))
        beside, side = QWidget(), QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        beside.setLayout(side)
        label: QLabel = label_for(self.history, "&Historik för enheten")
        side.addWidget(label)
        side.addWidget(self.history)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.tree)
        splitter.addWidget(beside)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        self.body.addLayout(row_of(self.new, self.change, self.close_unit, self.pause))
        self.body.addWidget(splitter, 1)
        self.body.addLayout(row_of(self.closed, self.day))


def _indexes(model: QStandardItemModel) -> list[QModelIndex]:
    found: list[QModelIndex] = []

    def walk(above: QModelIndex) -> None:
        for row in range(model.rowCount(above)):
            index = model.index(row, 0, above)
            found.append(index)
            walk(index)

    walk(QModelIndex())
    return found


def _history(connection: "Connection", enhet_id: int) -> "tuple[Handelse, ...]":
    from internkontroll.services.organisation import history

    return history(connection, enhet_id)

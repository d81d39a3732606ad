"""The parts of a risk scale as fields: words of an axis, bands with colours, cells with values of their own."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QColorDialog,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from internkontroll.domain.riskskala import Band, Riskcell, Riskskala
from internkontroll.domain.skalkontroll import HOGSTA_VARDE, MEST, MINST
from internkontroll.errors import InputRefused
from internkontroll.ui import theme
from internkontroll.ui.widgets.layouts import clear
from internkontroll.ui.widgets.naming import label_for, named

_NEW_COLOR = "E4E4F0"


class WordColumn(QWidget):
    """The number of steps of an axis and the word of each, the lowest first."""

    changed = Signal()
    resized = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._axis = title.replace("&", "")
        self.steps = QSpinBox()
        self.steps.setRange(MINST, MEST)
        theme.make_hittable(self.steps)
        named(self.steps, f"{self._axis}, antal steg")
        self.steps.valueChanged.connect(lambda _count: self.resized.emit())
        self.fields = [named(QLineEdit(), f"{self._axis}, steg {step}") for step in range(1, MEST + 1)]
        layout = QGridLayout(self)
        layout.addWidget(label_for(self.steps, f"{title}, antal steg"), 0, 0, 1, 2)
        layout.addWidget(self.steps, 0, 2)
        self._labels = []
        for row, field in enumerate(self.fields, 1):
            theme.make_hittable(field)
            field.textChanged.connect(lambda _text: self.changed.emit())
            label = QLabel(str(row))
            self._labels.append(label)
            layout.addWidget(label, row, 0)
            layout.addWidget(field, row, 1, 1, 2)
        layout.setColumnStretch(1, 1)

    def set_frozen(self, frozen: bool) -> None:
        """Only to be read."""
        for field in self.fields:
            field.setReadOnly(frozen)
        _freeze(self.steps, frozen)

    def words(self) -> tuple[str, ...]:
        """The words of the steps that there are."""
        return tuple(field.text().strip() for field in self.fields if not field.isHidden())

    def show_words(self, words: Sequence[str]) -> None:
        """Show the words; nothing is emitted."""
        with QSignalBlocker(self.steps):
            self.steps.setValue(len(words))
        for place, (label, field) in enumerate(zip(self._labels, self.fields, strict=True)):
            with QSignalBlocker(field):
                field.setText(words[place] if place < len(words) else "")
            field.setVisible(place < len(words))
            label.setVisible(place < len(words))


class BandTable(QWidget):
    """A row per band: up to which riskvärde, what it is called, its colour; buttons add and take away."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[tuple[QSpinBox, QLineEdit, QPushButton]] = []
        self._is_frozen = False
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self.add = QPushButton("&Lägg till band")
        theme.make_hittable(self.add)
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self._add)
        below = QHBoxLayout()
        below.addWidget(self.add)
        below.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addLayout(self._grid)
        layout.addLayout(below)
        layout.addStretch(1)

    def bands(self) -> tuple[Band, ...]:
        """What stands in the rows, in rising order as they stand."""
        return tuple(
            Band(till.value(), namn.text().strip(), button.property("farg")) for till, namn, button in self.rows
        )

    def show_bands(self, bands: Sequence[Band]) -> None:
        """Show the bands; nothing is emitted."""
        clear(self._grid)
        self.rows.clear()
        for column, title in enumerate(("Till och med", "Namn", "Färg")):
            self._grid.addWidget(QLabel(title), 0, column)
        for number, band in enumerate(bands, 1):
            self._append(number, band)

    def set_frozen(self, frozen: bool) -> None:
        """Only to be read; what is shown after this too."""
        self._is_frozen = frozen
        self.add.setVisible(not frozen)

    def _append(self, number: int, band: Band) -> None:
        till, namn = named(QSpinBox(), f"Band {number}, till och med"), named(QLineEdit(), f"Band {number}, namn")
        till.setRange(1, HOGSTA_VARDE)
        till.setValue(band.till)
        namn.setText(band.namn)
        color, remove = QPushButton(f"#{band.color}"), named(QPushButton("Ta bort"), f"Ta bort band {number}")
        named(color, f"Band {number}, färg {band.color}", "Välj en ljus färg; värdet skrivs på den")
        _paint(color, band.color)
        _freeze(till, self._is_frozen)
        namn.setReadOnly(self._is_frozen)
        remove.setVisible(not self._is_frozen)
        for button in (color, remove):
            # Enter in a name must not press the button beside it.
            button.setAutoDefault(False)
        till.valueChanged.connect(lambda _value: self.changed.emit())
        namn.textChanged.connect(lambda _text: self.changed.emit())
        color.clicked.connect(lambda: None if self._is_frozen else self._choose_color(color))
        remove.clicked.connect(lambda: self._remove(number - 1))
        for column, widget in enumerate((till, namn, color, remove)):
            theme.make_hittable(widget)
            self._grid.addWidget(widget, number, column)
        self.rows.append((till, namn, color))

    def _add(self) -> None:
        bands = self.bands()
        last = bands[-1].till if bands else 0
        self.show_bands([*bands, Band(min(last + 1, HOGSTA_VARDE), "", _NEW_COLOR)])
        self.rows[-1][1].setFocus()
        self.changed.emit()

    def _remove(self, place: int) -> None:
        bands = self.bands()
        self.show_bands([*bands[:place], *bands[place + 1 :]])
        self.add.setFocus()
        self.changed.emit()

    def _choose_color(self, button: QPushButton) -> None:
        chosen = QColorDialog.getColor(QColor(f"#{button.property('farg')}"), self, "Välj färg på bandet")
        if chosen.isValid():
            _paint(button, chosen.name()[1:].upper())
            self.changed.emit()


class CellTable(QWidget):
    """The riskvärde of each pair of steps; what differs from the product is a cell of its own."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = named(QTableWidget(), "Riskvärde per ruta", "F2 ändrar; tomt ger produkten av stegen")
        self.table.setTabKeyNavigation(False)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.itemChanged.connect(lambda _item: self.changed.emit())
        layout = QVBoxLayout(self)
        note = QLabel("Riskvärdet är sannolikhet × konsekvens där ni inte skriver ett annat. Tomt ger det.")
        note.setWordWrap(True)
        layout.addWidget(note)
        layout.addWidget(self.table)

    def set_frozen(self, frozen: bool) -> None:
        """Only to be read."""
        by = QTableWidget.EditTrigger
        self.table.setEditTriggers(
            by.NoEditTriggers if frozen else by.DoubleClicked | by.EditKeyPressed | by.AnyKeyPressed
        )

    def cells(self) -> tuple[Riskcell, ...]:
        """The cells that aren't the product. Raises InputRefused for what isn't a number."""
        found = []
        for row in range(self.table.rowCount()):
            sannolikhet = self.table.rowCount() - row
            for column in range(self.table.columnCount()):
                item, konsekvens = self.table.item(row, column), column + 1
                text = item.text().strip() if item else ""
                if text and not text.isdecimal():
                    raise InputRefused(f"Rutan {sannolikhet} × {konsekvens}: ”{text[:20]}” är inget helt tal.")
                if text and int(text) != sannolikhet * konsekvens:
                    found.append(Riskcell(sannolikhet, konsekvens, int(text)))
        return tuple(sorted(found, key=lambda cell: (cell.sannolikhet, cell.konsekvens)))

    def show_cells(self, skala: Riskskala) -> None:
        """Show the values of all cells, the likeliest row first."""
        likeliest_first = [*enumerate(skala.sannolikhet, 1)][::-1]
        with QSignalBlocker(self.table):
            self.table.setRowCount(len(skala.sannolikhet))
            self.table.setColumnCount(len(skala.konsekvens))
            self.table.setVerticalHeaderLabels([f"{step} {word}" for step, word in likeliest_first])
            self.table.setHorizontalHeaderLabels([f"{step} {word}" for step, word in enumerate(skala.konsekvens, 1)])
            for row, (sannolikhet, _) in enumerate(likeliest_first):
                for column in range(len(skala.konsekvens)):
                    item = QTableWidgetItem(str(skala.riskvarde(sannolikhet, column + 1)))
                    item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                    self.table.setItem(row, column, item)


def _freeze(number: QSpinBox, frozen: bool) -> None:
    """Only to be read, without arrows."""
    number.setReadOnly(frozen)
    buttons = QSpinBox.ButtonSymbols
    number.setButtonSymbols(buttons.NoButtons if frozen else buttons.UpDownArrows)


def _paint(button: QPushButton, color: str) -> None:
    """Show a colour (RRGGBB) as the button's ground, and keep it there."""
    ground = QColor(f"#{color}")
    button.setProperty("farg", color)
    button.setText(f"#{color}")
    button.setStyleSheet(f"background-color: {ground.name()}; color: {theme.text_on(ground).name()}")

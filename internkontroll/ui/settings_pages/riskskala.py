"""Riskskala: size, words, bands and cells, and which risks a change would move."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QSizePolicy, QTabWidget, QVBoxLayout, QWidget

from internkontroll.domain.riskskala import STANDARDSKALA, Riskskala
from internkontroll.domain.skalkontroll import Skalbyte, resized, whole
from internkontroll.domain.sparat import Sparat
from internkontroll.errors import InputRefused
from internkontroll.ui.session import Session
from internkontroll.ui.settings_pages.page import SettingsPage, row_of
from internkontroll.ui.widgets.columns import Columns
from internkontroll.ui.widgets.form_dialog import note
from internkontroll.ui.widgets.grid import Cell, Grid
from internkontroll.ui.widgets.naming import label_for, named
from internkontroll.ui.widgets.scale_editors import BandTable, CellTable, WordColumn

if TYPE_CHECKING:
    from internkontroll.db.session import Connection, Register
    from internkontroll.services.skalor import Planskala


_LEAST_WORDS, _LEAST_MATRIX = 34, 56
"""Characters that the words of an axis and a matrix need, to stand beside each other."""


class RiskskalaPage(SettingsPage):
    """Nothing is saved before Spara: a scale is changed as a whole, after seeing what it does."""

    title = "Riskskala"
    explanation = (
        "Orden, antalet steg och banden för årets plan. Skalan fryses när planen beslutas; gamla år ändras aldrig."
    )
    tables = frozenset({"riskskala", "bedomning", "risk", "plan"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._plan: Planskala | None = None
        self.sannolikhet, self.konsekvens = WordColumn("&Sannolikhet"), WordColumn("&Konsekvens")
        self.bands, self.cells = BandTable(), CellTable()
        self.before, self.after = Grid("Matris nu", 8.5, 1.6), Grid("Matris med den nya skalan", 8.5, 1.6)
        self.moves = named(QPlainTextEdit(), "Risker som flyttas")
        self.save = self.command("S&para skalan", "Gäller årets plan tills den beslutas", self._save)
        self.reset = self.command("&Återställ", "Visa planens skala som den är sparad", self._show_saved)
        self.standard = self.command("P&rogrammets skala", "4 × 4 med vanliga ord och band", self._standard)
        self._frozen = note()
        self._parts = QTabWidget()
        self._lay_out()
        for words in (self.sannolikhet, self.konsekvens):
            words.resized.connect(self._resize)
            words.changed.connect(self._preview)
        for part in (self.bands, self.cells):
            part.changed.connect(self._preview)

    def refresh(self) -> None:
        """Read the plan's scale and its risks."""
        here = self.session.sammanhang
        if here:
            self.session.load(lambda connection: _load(connection, here.plan_id), self._show, key="skala")

    def scale(self) -> Riskskala:
        """What stands in the fields. Raises InputRefused for a number that isn't one."""
        return Riskskala(self.sannolikhet.words(), self.konsekvens.words(), self.bands.bands(), self.cells.cells())

    def show_scale(self, skala: Riskskala) -> None:
        """Put a scale into the fields."""
        self.sannolikhet.show_words(skala.sannolikhet)
        self.konsekvens.show_words(skala.konsekvens)
        self.bands.show_bands(skala.band)
        self.cells.show_cells(skala)
        self._preview()

    def _show(self, plan: "Planskala") -> None:
        changed = self._plan is not None and self._plan.plan_id == plan.plan_id and self._is_changed()
        self._plan = plan
        self._frozen.setText(plan.fryst)
        self._frozen.setVisible(bool(plan.fryst))
        self.standard.setEnabled(not plan.fryst)
        for part in (self.sannolikhet, self.konsekvens, self.bands, self.cells):
            part.set_frozen(bool(plan.fryst))
        if changed and not plan.fryst:
            self._preview()
        else:
            self.show_scale(plan.skala)

    def _is_changed(self) -> bool:
        try:
            return self._plan is not None and self.scale() != self._plan.skala
        except InputRefused:
            return True

    def _show_saved(self) -> None:
        self.errors.hide()
        if self._plan:
            self.show_scale(self._plan.skala)

    def _standard(self) -> None:
        self.show_scale(whole(STANDARDSKALA))

    def _resize(self) -> None:
        """Another number of steps: words stay, bands follow the new highest value."""
        if self._plan:
            words = self.sannolikhet.words(), self.konsekvens.words()
            base = Riskskala(*words, self._plan.skala.band)
            self.show_scale(resized(base, self.sannolikhet.steps.value(), self.konsekvens.steps.value()))

    def _preview(self) -> None:
        """What the scale in the fields would do; what is wrong with it is said instead."""
        plan = self._plan
        if plan is None:
            return
        try:
            skala = self.scale()
            seen = plan.preview(skala)
        except InputRefused as error:
            self.moves.setPlainText(str(error))
            self.save.setEnabled(False)
            return
        self.save.setEnabled(not plan.fryst and skala != plan.skala)
        self.reset.setEnabled(skala != plan.skala)
        self.moves.setPlainText(seen.as_text())
        _fill(self.before, plan.skala, seen.fore, seen)
        _fill(self.after, skala, seen.efter, seen)

    def _save(self) -> None:
        here = self.session.sammanhang
        if here is None:
            return
        skala = self.scale()

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.skalor import save_skala

            return save_skala(register, here.plan_id, skala)

        self.errors.hide()
        self.session.write(operation, lambda _saved: self.errors.show_info("Skalan är sparad."), self._not_saved)

    def _not_saved(self, error: Exception) -> None:
        """What is typed stays, to be mended."""
        if isinstance(error, InputRefused):
            self.errors.show_error(str(error))
        else:
            self.session.failed.emit(error)

    def _lay_out(self) -> None:
        words = Columns((self.sannolikhet, self.konsekvens), _LEAST_WORDS)
        for part, title in ((words, "&Ord"), (self.bands, "&Band"), (self.cells, "E&gna rutor")):
            self._parts.addTab(part, title)
        self.moves.setReadOnly(True)
        # With a cursor, so that it is seen where the focus is.
        self.moves.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.moves.setTabChangesFocus(True)
        self.moves.setFixedHeight(self.fontMetrics().height() * 6)
        self._parts.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        before = _under("Nu: riskvärde (antal risker)", self.before)
        matrices = Columns((before, _under("Med ändringen", self.after)), _LEAST_MATRIX)
        self.body.addWidget(self._frozen)
        self.body.addWidget(self._parts)
        self.body.addLayout(row_of(self.save, self.reset, self.standard))
        self.body.addWidget(label_for(self.moves, "&Vad ändringen gör med riskerna"))
        self.body.addWidget(self.moves)
        self.body.addWidget(matrices)
        self.body.addStretch(1)


def _under(title: str, grid: Grid) -> QWidget:
    """The matrix with its title above."""
    widget = QWidget()
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(QLabel(title))
    layout.addWidget(grid)
    layout.addStretch(1)
    return widget


def _load(connection: "Connection", plan_id: int) -> "Planskala":
    from internkontroll.services.skalor import load_skala

    return load_skala(connection, plan_id)


def _fill(grid: Grid, skala: Riskskala, rows: Sequence[Sequence[tuple[int, str, int]]], seen: Skalbyte) -> None:
    """Riskvärde on its band's colour, and how many risks are there."""
    names = [*reversed(skala.sannolikhet)]
    cells = [
        [
            Cell(
                f"{value} ({count})" if count else f"{value}",
                QColor(f"#{color}"),
                f"{name}, {skala.konsekvens[column]}: riskvärde {value}, {skala.band_of(value).namn}, {count} risker",
                strong=bool(count),
            )
            for column, (value, color, count) in enumerate(row)
        ]
        for name, row in zip(names, rows, strict=True)
    ]
    heads = names, [f"{step}" for step in range(1, len(skala.konsekvens) + 1)]
    grid.show_cells(*heads, cells, seen.as_text())

"""What the units have answered: a list of utfall, and the chosen one to be filled in."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QMenu, QVBoxLayout, QWidget

from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.sparat import Sparat
from internkontroll.ui import theme
from internkontroll.ui.records.rapportera import RapporteraPanel
from internkontroll.ui.records.read_table import ReadTable
from internkontroll.ui.records.saver import Saver
from internkontroll.ui.records.texts import ToneLabel, button
from internkontroll.ui.target import Target
from internkontroll.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.db.session import Register
    from internkontroll.services.egenkontroll import Nasta
    from internkontroll.services.poster import Post


class UtfallTab(QWidget):
    """Emits `chosen` with the id of the utfall to show."""

    chosen = Signal(int)
    go_to = Signal(object)

    def __init__(self, saver: Saver, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saver = saver
        self._ids: list[int] = []
        self._shown = 0
        self._closed = ""
        self._nothing = ToneLabel("muted", "Ingen enhet har gjort egenkontrollen än.")
        self.table = ReadTable("Utfall", ("Enhet", "Period", "Utförd", "Resultat"), (0,))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.itemSelectionChanged.connect(self._choose)
        self.new = button("Nytt utfall", "ny", description="Välj vilken enhet som har gjort egenkontrollen")
        self.menu = QMenu(self)
        self.new.setMenu(self.menu)
        self.sample = button("Sti&ckprov…", "", description="Dra ett urval att granska, och se vad det säger om alla")
        self.sample.clicked.connect(self._show_samples)
        self.sample.hide()
        self.card = RapporteraPanel(saver.session, in_record=True)
        self.card.go_to.connect(self.go_to)
        self.card.moved_on.connect(self._move_on)
        self.card.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(self))
        commands = FlowLayout()
        for command in (self.sample, self.new):
            commands.addWidget(command)
        for widget in (self._nothing, self.card):
            layout.addWidget(widget)
        layout.addLayout(commands)
        layout.addWidget(self.table)

    def show_utfall(
        self,
        egenkontroll: int,
        utfall: "Sequence[tuple[Post, str]]",
        enheter: Sequence[tuple[int, str]],
        sammanhang: Sammanhang,
        closed: str,
    ) -> None:
        """Every utfall with its unit's name; `enheter`: those that may have a new one."""
        self._ids, self._closed = [post.id for post, _ in utfall], closed
        self.table.blockSignals(True)
        self.table.show_rows(
            [(enhet, str(post.varden["period"]), _when(post), post.varden["resultat"] or "") for post, enhet in utfall]
        )
        self.table.clearSelection()
        if self._shown in self._ids:
            self.table.selectRow(self._ids.index(self._shown))
        self.table.blockSignals(False)
        self.table.setVisible(bool(utfall))
        self._nothing.setVisible(not utfall)
        self.new.setVisible(not closed and bool(enheter))
        self.menu.clear()
        for enhet, namn in enheter:
            action = self.menu.addAction(namn)
            action.triggered.connect(lambda _checked, enhet=enhet: self.make(egenkontroll, enhet, sammanhang))

    def show_chosen(self, utfall: int | None) -> None:
        """The chosen utfall, to be filled in; None: none is."""
        self._shown = utfall or 0
        for widget in (self.card, self.sample):
            widget.setVisible(utfall is not None)
        self.card.show_tillfalle(utfall)

    def make(self, egenkontroll: int, enhet: int, sammanhang: Sammanhang) -> None:
        """A new utfall of the unit for the period that begins today, to be filled in."""

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.redigera import create

            values = {"egenkontroll_id": egenkontroll, "enhet_id": enhet, "period": sammanhang.idag}
            return create(register, "utfall", sammanhang, values)

        self._saver.do(operation, lambda saved: self.chosen.emit(saved.nya[0][1]))

    def _show_samples(self) -> None:
        # Loaded when it is asked for: the record is shown first.
        from internkontroll.ui.records.stickprov import SampleDialog

        row = self._ids.index(self._shown) if self._shown in self._ids else -1
        title = ", ".join(self.table.texts()[row][:2]) if row >= 0 else ""
        SampleDialog(self._saver.session, self._shown, title, self._closed, self.window()).open()

    def _move_on(self, nasta: "Nasta | None") -> None:
        if nasta:
            self.go_to.emit(Target("egenkontroller", "utfall", nasta.utfall_id))

    def _choose(self) -> None:
        rows = self.table.selectionModel().selectedRows()
        if rows and self._ids[rows[0].row()] != self._shown:
            self.chosen.emit(self._ids[rows[0].row()])


def _when(post: "Post") -> str:
    datum, forfaller = post.varden["datum"], post.varden["forfaller"]
    if datum:
        return str(datum)
    return f"Nej, senast {forfaller}" if forfaller else "Nej"

"""What is chosen for the section as a whole: title, day, how risks are laid out."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from internkontroll.domain.falt import FALT, Value
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.words import Layout
from internkontroll.errors import KnownError
from internkontroll.ui import theme
from internkontroll.ui.widgets.choice_box import ChoiceBox
from internkontroll.ui.widgets.editors import LineEditor
from internkontroll.ui.widgets.field_row import FieldRow
from internkontroll.ui.widgets.naming import label_for

if TYPE_CHECKING:
    from internkontroll.services.avsnitt import Avsnitt

LAYOUTS = {Layout.PROCESS: "Efter process", Layout.MAL: "Efter mål"}
_COLUMNS = {Layout.PROCESS: "Mål/process, Risk, Riskåtgärd", Layout.MAL: "En rubrik per mål; Risk, Åtgärd"}
"""The columns of the layouts, which tell them apart at a glance."""


class SectionHead(QWidget):
    """Emits what is chosen when a field is left."""

    layout_chosen = Signal(object)
    """A Layout, or None for the usual one."""
    heading_chosen = Signal(object, object, object)
    """Rubrik, underrubrik, period; None is the usual one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.layout_box = ChoiceBox()
        theme.make_hittable(self.layout_box)
        self.layout_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.layout_box.setMinimumContentsLength(12)
        self.layout_box.chosen.connect(self._choose_layout)
        self.rows = {falt.namn: FieldRow(falt) for falt in FALT["tillfalle"]}
        self._values: dict[str, Value] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(self, 0.5))
        layout.addWidget(label_for(self.layout_box, "&Layout"))
        layout.addWidget(self.layout_box)
        for row in self.rows.values():
            row.edited.connect(self._edit)
            layout.addWidget(row)

    def show_section(self, avsnitt: "Avsnitt", sammanhang: Sammanhang) -> None:
        """Show what is chosen; the usual stands pale where nothing is. What is being typed stays."""
        self._show_layout(avsnitt)
        usual = {"rubrik": avsnitt.vanlig_rubrik, "period": sammanhang.tillfalle.as_of(sammanhang.ar).isoformat()}
        values = {"rubrik": avsnitt.rubrik, "underrubrik": avsnitt.underrubrik, "period": avsnitt.period}
        for name, row in self.rows.items():
            if not row.is_dirty or values[name] != self._values.get(name):
                row.set_value(values[name])
            if name in usual and isinstance(row.editor, LineEditor):
                row.editor.line.setPlaceholderText(usual[name])
        self._values = dict(values)

    def refused(self, error: KnownError) -> None:
        """The register didn't take the day, the only thing here that can be wrong."""
        self.rows["period"].refused(error)

    def _show_layout(self, avsnitt: "Avsnitt") -> None:
        with QSignalBlocker(self.layout_box):
            self.layout_box.clear()
            self.layout_box.addItem(f"Den vanliga ({LAYOUTS[avsnitt.vanlig_layout].lower()})", None)
            for layout, name in LAYOUTS.items():
                self.layout_box.addItem(name, str(layout))
            chosen = str(avsnitt.layout) if avsnitt.layout else None
            self.layout_box.setCurrentIndex(self.layout_box.findData(chosen))
        said = _COLUMNS[avsnitt.layout or avsnitt.vanlig_layout]
        self.layout_box.setToolTip(f"{self.layout_box.currentText()}: {said}")
        self.layout_box.setAccessibleDescription(said)

    def _choose_layout(self) -> None:
        chosen = self.layout_box.currentData()
        self.layout_chosen.emit(Layout(chosen) if chosen else None)

    def _edit(self, name: str, value: Value) -> None:
        values = self._values | {name: value}
        period = values["period"]
        self.heading_chosen.emit(values["rubrik"], values["underrubrik"], period if isinstance(period, date) else None)

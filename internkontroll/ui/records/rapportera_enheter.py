"""The chief's other units that the same report may be handed in for."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from internkontroll.ui import theme
from internkontroll.ui.records.texts import ToneLabel
from internkontroll.ui.widgets.flow_layout import FlowLayout
from internkontroll.ui.widgets.naming import named

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.services.egenkontroll.grannar import Granne

_ONE_BY_ONE = "En avvikelse lämnas in för en enhet i taget, eftersom varje enhet behöver sin egen åtgärd."


class UnitChoice(QWidget):
    """ "Gäller även": a tick for each; nothing where there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grannar: Sequence[Granne] = ()
        self._is_allowed = True
        self.ticks: list[QCheckBox] = []
        self._boxes = QWidget()
        self._flow = FlowLayout(self._boxes)
        self._why = ToneLabel("muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(self, 0.25))
        for widget in (QLabel("Gäller även"), self._boxes, self._why):
            layout.addWidget(widget)
        self.hide()

    def show_units(self, grannar: "Sequence[Granne]") -> None:
        """Offer these; what is ticked stays."""
        if [one.utfall_id for one in grannar] != [one.utfall_id for one in self._grannar]:
            ticked = {name for name, tick in self._by_name().items() if tick.isChecked()}
            for tick in self.ticks:
                self._flow.removeWidget(tick)
                tick.deleteLater()
            self.ticks = [_tick(one.enhet, is_on=one.enhet in ticked) for one in grannar]
            for tick in self.ticks:
                self._flow.addWidget(tick)
        self._grannar = grannar
        self.setVisible(bool(grannar))
        self.allow(self._is_allowed)

    def allow(self, is_allowed: bool) -> None:
        """Whether the report can be handed in for several."""
        self._is_allowed = is_allowed
        self._boxes.setEnabled(is_allowed)
        self._why.say("" if is_allowed else _ONE_BY_ONE)

    def versions(self) -> dict[int, int | None]:
        """The tillfällen of the units that are ticked, with their versions."""
        if not self._is_allowed:
            return {}
        pairs = zip(self._grannar, self.ticks, strict=True)
        return {one.utfall_id: one.version for one, tick in pairs if tick.isChecked()}

    def _by_name(self) -> dict[str, QCheckBox]:
        return {one.enhet: tick for one, tick in zip(self._grannar, self.ticks, strict=True)}


def _tick(name: str, *, is_on: bool) -> QCheckBox:
    tick = named(QCheckBox(name), f"Gäller även {name}")
    tick.setChecked(is_on)
    theme.make_hittable(tick)
    return tick

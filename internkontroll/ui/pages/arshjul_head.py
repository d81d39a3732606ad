"""What stands above the årshjul: whose year it is, and what can be done with it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from internkontroll.ui import theme
from internkontroll.ui.records.texts import ToneLabel, button
from internkontroll.ui.widgets.card import heading
from internkontroll.ui.widgets.choice_box import ChoiceBox
from internkontroll.ui.widgets.flow_layout import FlowLayout
from internkontroll.ui.widgets.naming import label_for

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.services.egenkontroll import Arshjul

_EVERYBODY = "Alla enheter"
_WIDEST = 34
"""Characters of the longest unit that is shown whole."""


class YearHead(QWidget):
    """Emits `changed` when another unit's year is wanted; `enhet` says which."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = heading("Årshjul")
        self._count = ToneLabel("muted")
        self.bara = ChoiceBox()
        self._units: list[int | None] = [None]
        self.bara.addItem(_EVERYBODY)
        self.as_list = button("Visa som &lista", "vy", description="Allt som ska göras under året, dag för dag")
        self.as_list.setCheckable(True)
        self.copy = button("K&opiera", "kopiera", description="Bild och tabell att klistra in i Word eller Excel")
        self.calendar = button("Spara som kale&nder…", "kalender", description="En fil (.ics) för Outlook och andra")
        self.said = ToneLabel("muted")
        self._lay_out()
        self.bara.currentIndexChanged.connect(self.changed)

    @property
    def enhet(self) -> int | None:
        """The unit whose year is shown; None for all of them."""
        return self._units[self.bara.currentIndex()]

    def offer(self, units: Sequence[tuple[int, str]]) -> None:
        """The units that the year can be narrowed to; the chosen one stays if it is still there."""
        chosen, ids = self.enhet, [None, *(unit for unit, _ in units)]
        names = [_EVERYBODY, *(name for _, name in units)]
        if ids == self._units and names == [self.bara.itemText(place) for place in range(self.bara.count())]:
            return
        self.bara.blockSignals(True)
        self.bara.clear()
        self.bara.addItems(names)
        self._units = ids
        self.bara.setCurrentIndex(ids.index(chosen) if chosen in ids else 0)
        self.bara.blockSignals(False)
        if chosen not in ids:
            self.changed.emit()

    def show_year(self, year: "Arshjul") -> None:
        """Say how much there is."""
        done = sum(post.gjorda == post.antal for post in year.poster)
        self._title.setText(f"Årshjul {year.ar}")
        self._count.say(f"{done} av {len(year.poster)} klara")

    def enable(self, has_posts: bool) -> None:
        """Whether there is anything to list, copy and save."""
        for widget in (self.as_list, self.copy, self.calendar):
            widget.setEnabled(has_posts)

    def say(self, text: str) -> None:
        """What has just been done."""
        self.said.say(text)

    def _lay_out(self) -> None:
        self._count.setWordWrap(False)
        self.bara.setMaximumWidth(_WIDEST * self.bara.fontMetrics().averageCharWidth())
        theme.make_hittable(self.bara)
        narrow, commands = QHBoxLayout(), QHBoxLayout()
        narrow.addWidget(label_for(self.bara, "&Gäller"))
        narrow.addWidget(self.bara)
        for one in (self.as_list, self.copy, self.calendar):
            commands.addWidget(one)
        for line in (narrow, commands):
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(theme.space(self, 0.75))
        flow = FlowLayout(last_right=True)
        flow.addWidget(self._title)
        flow.addWidget(self._count)
        flow.addItem(narrow)
        flow.addItem(commands)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(self, 0.5))
        layout.addLayout(flow)
        layout.addWidget(self.said)

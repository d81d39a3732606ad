"""What stands above the coverage map: the share done, what its rows and columns are, and what can be done."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from internkontroll.services.tackning import Indelning, Nyckel, Steg, Tackning, Val
from internkontroll.ui import theme
from internkontroll.ui.records.texts import ToneLabel, button
from internkontroll.ui.widgets.card import heading
from internkontroll.ui.widgets.choice_box import ChoiceBox
from internkontroll.ui.widgets.flow_layout import FlowLayout
from internkontroll.ui.widgets.naming import label_for

_EVERYTHING = "Alla egenkontroller"
_WIDEST = 34
"""Characters of the longest choice that is shown whole."""


class CoverageHead(QWidget):
    """Tells when somebody wants the map in another way."""

    changed = Signal()
    """The map is to be read anew, with `val`."""
    narrowed = Signal()
    """Only rows where something is missing, or all of them, are to be shown; `only_missing` says which."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = heading("Täckning")
        self._share, self._missing = ToneLabel("muted"), ToneLabel("muted")
        self.rader, self.steg, self.bara = ChoiceBox(), ChoiceBox(), ChoiceBox()
        self._keys: list[Nyckel | None] = [None]
        for box, words in ((self.rader, tuple(Indelning)), (self.steg, tuple(Steg)), (self.bara, (_EVERYTHING,))):
            _fill(box, words)
        self.only_missing = QCheckBox("&Bara rader där något saknas")
        self.as_table = button("V&isa som tabell", "vy", description="Siffror för varje rad i stället för kartan")
        self.as_table.setCheckable(True)
        self.copy = button("K&opiera", "kopiera", description="Bild och tabell att klistra in i Word eller Excel")
        self.excel = button("E&xcel…", "excel", "Spara som Excel…", "Kartan, siffrorna och det som saknas")
        self.remind = button("Påmi&nn…", "varning", description="Färdig text till varje chef om det som saknas")
        self.said = ToneLabel("muted")
        self._lay_out()
        for box in (self.rader, self.steg, self.bara):
            box.currentIndexChanged.connect(self.changed)
        self.only_missing.toggled.connect(self.narrowed)

    @property
    def val(self) -> Val:
        """How the map is to be."""
        bara = self._keys[self.bara.currentIndex()]
        return Val(Indelning(self.rader.currentText()), Steg(self.steg.currentText()), bara)

    def choose(self, val: Val) -> None:
        """Ask for this map; tells of it once, if it is another one."""
        if val == self.val:
            return
        self.blockSignals(True)
        self.rader.setCurrentText(val.rader)
        self.steg.setCurrentText(val.steg)
        self.bara.setCurrentIndex(self._keys.index(val.bara) if val.bara in self._keys else 0)
        self.blockSignals(False)
        self.changed.emit()

    def offer(self, choices: Sequence[tuple[Nyckel, str]]) -> None:
        """What the map can be narrowed to; what it is narrowed to stays if it is still there."""
        chosen, keys = self.val.bara, [None, *(key for key, _ in choices)]
        titles = [_EVERYTHING, *(f"{slag}: {titel}" for (slag, _), titel in choices)]
        if keys == self._keys and titles == [self.bara.itemText(place) for place in range(self.bara.count())]:
            return
        self.blockSignals(True)
        self._keys = keys
        self.bara.clear()
        _fill(self.bara, titles)
        self.bara.setCurrentIndex(keys.index(chosen) if chosen in keys else 0)
        self.blockSignals(False)
        if chosen not in keys:
            self.changed.emit()

    def show_tackning(self, tackning: Tackning) -> None:
        """Say how it stands."""
        self._share.say(f"{tackning.share()}.")
        self._missing.say(f"{tackning.missing()}.")
        text = f"Påminn om {tackning.saknas} som saknas…" if tackning.saknas else "Påminn…"
        self.remind.setText(text.replace("Påminn", "Påmi&nn"))
        self.remind.setAccessibleName(text)

    def _lay_out(self) -> None:
        title, choices, commands = FlowLayout(last_right=True), FlowLayout(), FlowLayout()
        title.addWidget(self._title)
        for said in (self._share, self._missing):
            said.setWordWrap(False)
            title.addWidget(said)
        for box, text in ((self.rader, "Ra&der"), (self.steg, "P&erioder"), (self.bara, "&Gäller")):
            choices.addItem(_labelled(box, text))
        theme.make_hittable(self.only_missing)
        for way in (self.only_missing, self.as_table):
            choices.addWidget(way)
        for one in (self.copy, self.excel, self.remind):
            commands.addWidget(one)
        title.addItem(commands)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(self))
        layout.addLayout(title)
        layout.addLayout(choices)
        layout.addWidget(self.said)


def _labelled(box: QComboBox, text: str) -> QHBoxLayout:
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    box.setMaximumWidth(_WIDEST * box.fontMetrics().averageCharWidth())
    theme.make_hittable(box)
    line = QHBoxLayout()
    line.setContentsMargins(0, 0, theme.space(box), 0)
    line.setSpacing(theme.space(box, 0.5))
    line.addWidget(label_for(box, text))
    line.addWidget(box)
    return line


def _fill(box: QComboBox, words: Sequence[str]) -> None:
    for place, word in enumerate(words):
        box.addItem(str(word), place)

"""The beginning and the end of the panel that logs a tillfälle: what there is to know of it, and what can be done."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from internkontroll.domain.egenkontroll.allvar import grade_word
from internkontroll.domain.falt import Falt, Faltslag
from internkontroll.domain.words import Svarstyp
from internkontroll.ui import theme
from internkontroll.ui.records.rapportera_las import Underlag
from internkontroll.ui.records.rapportera_rattelse import CorrectionsList
from internkontroll.ui.records.texts import ToneLabel, button
from internkontroll.ui.widgets.field_row import FieldRow
from internkontroll.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.services.egenkontroll import Tillfallesbild

_ANSWERS, _DONE = "J, D, N och E svarar.", "Ctrl+Enter lämnar in och visar nästa."
_SKAL = Falt(
    "skal",
    "Varför rättas den?",
    "Det som stod förut sparas tillsammans med skälet.",
    "Tre akter räknades två gånger.",
    Faltslag.MULTILINE,
    kravs=True,
)


class RapportHead(QWidget):
    """What it is for; what was said the last time; corrections with their reasons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._closed, self._keys = ToneLabel("muted"), ToneLabel("muted")
        self._purpose, self._before, self._sample = ToneLabel("muted"), ToneLabel("muted"), ToneLabel("text")
        self.corrections = CorrectionsList()
        self.reason = FieldRow(_SKAL)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(self, 0.5))
        first = (self._closed, self._purpose, self._before, self._sample)
        for widget in (*first, self.corrections, self.reason, self._keys):
            layout.addWidget(widget)
        self.reason.hide()

    def show_underlag(self, underlag: Underlag, *, corrects: bool) -> None:
        """Show what there is to know."""
        bild = underlag.bild
        self._closed.say(bild.stangd or "")
        self._purpose.say(bild.syfte or "")
        self._before.say(last_time_text(bild))
        self._sample.say(bild.stickprov_text)
        self.corrections.show_rattelser(underlag.rattelser, bild.grader)
        self.reason.setVisible(corrects)
        self._keys.say("" if bild.stangd or bild.varden["datum"] else keys_text(bild))


class RapportFoot(QWidget):
    """What can be done, and why it wasn't. `comes_first`: it is handed in, and stands above what was said."""

    handed_in = Signal()
    passed = Signal()
    begun = Signal()
    left = Signal()
    home = Signal()

    def __init__(self, *, leads_home: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._leads_home = leads_home
        self.comes_first = False
        self.error = ToneLabel("danger")
        self.submit = button("Lämna in", "status-klart", description="Lämnar in och visar nästa (Ctrl+Enter)")
        self.save = button("Spara rättelsen", "status-klart", description="Ctrl+Enter")
        self.later = button("Hoppa över", description="Utkastet finns kvar; visar nästa att logga")
        self.correct = button("Rätta…", description="Ändra det som är inlämnat, med ett skäl")
        self.cancel = button("Avbryt rättelsen")
        self.hem = button("Till Hem", "hem")
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for one, signal in (
            (self.submit, self.handed_in),
            (self.save, self.handed_in),
            (self.later, self.passed),
            (self.hem, self.home),
            (self.correct, self.begun),
            (self.cancel, self.left),
        ):
            one.clicked.connect(signal)
            flow.addWidget(one)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.error)
        layout.addWidget(buttons)

    @property
    def first(self) -> QPushButton:
        """Where the focus goes when it is handed in."""
        return self.hem if self._leads_home else self.correct

    def show_state(self, *, is_open: bool, is_done: bool, corrects: bool) -> None:
        """Which of the buttons are there."""
        self.comes_first = is_done and not corrects
        for one in (self.submit, self.later):
            one.setVisible(is_open and not is_done)
        self.correct.setVisible(is_open and is_done and not corrects)
        self.hem.setVisible(is_done and not corrects and self._leads_home)
        for one in (self.save, self.cancel):
            one.setVisible(corrects)


def keys_text(bild: "Tillfallesbild") -> str:
    """Which keys there are; those of answers only where a question is answered by one."""
    has_answers = any(one.fraga.svarstyp == Svarstyp.JA_NEJ for one in bild.fragor)
    return f"{_ANSWERS} {_DONE}" if has_answers else _DONE


def last_time_text(bild: "Tillfallesbild") -> str:
    """ "Förra gången, februari: Delvis uppfyllt, 20 granskade, 2 avvikelser. ”Två akter saknade beslut.”"."""
    forra = bild.forra
    if forra is None:
        return ""
    said = [str(forra.resultat or "utan resultat")]
    if forra.antal_granskade is not None:
        said.append(f"{forra.antal_granskade} granskade, {forra.antal_avvikelser or 0} avvikelser")
    if forra.allvar is not None:
        said.append(grade_word(bild.grader, forra.allvar).lower())
    comment = f" ”{forra.kommentar}”" if forra.kommentar else ""
    return f"Förra gången, {forra.period_namn}: {', '.join(said)}.{comment}"

"""The top and the bottom of the panel that logs a tillfälle: what it is, how far it has come, and what can be done."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from internkontroll.domain.egenkontroll.allvar import grade_word
from internkontroll.domain.falt import Falt, Faltslag
from internkontroll.ui import theme
from internkontroll.ui.records.rapportera_las import Underlag
from internkontroll.ui.records.rapportera_rattelse import CorrectionsList
from internkontroll.ui.records.texts import ToneLabel, button
from internkontroll.ui.widgets.card import heading
from internkontroll.ui.widgets.field_row import FieldRow
from internkontroll.ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.services.egenkontroll import Tillfallesbild

KEYS = "J, D, N och E svarar. Ctrl+Enter lämnar in och visar nästa."
_SKAL = Falt(
    "skal",
    "Varför rättas den?",
    "Det som stod förut sparas tillsammans med skälet.",
    "Tre akter räknades två gånger.",
    Faltslag.MULTILINE,
    kravs=True,
)


class RapportHead(QWidget):
    """Which egenkontroll, unit and period; what was said the last time; corrections with their reasons."""

    def __init__(self, *, shows_name: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._where = heading(""), heading("")
        self._name.setVisible(shows_name)
        self._when, self._closed = ToneLabel("muted"), ToneLabel("muted")
        self.message, self._keys = ToneLabel("good"), ToneLabel("muted")
        self._purpose, self._before, self._sample = ToneLabel("muted"), ToneLabel("muted"), ToneLabel("text")
        self.corrections = CorrectionsList()
        self.reason = FieldRow(_SKAL)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(self, 0.5))
        for label in (self._name, self._where):
            label.setWordWrap(True)
        first = (self.message, self._name, self._where, self._when, self._closed, self._purpose)
        for widget in (*first, self._before, self._sample, self.corrections, self.reason, self._keys):
            layout.addWidget(widget)
        self.reason.hide()

    def show_underlag(self, underlag: Underlag, idag: date, *, corrects: bool) -> None:
        """Show what it is and how far it has come."""
        bild = underlag.bild
        self._name.setText(bild.egenkontroll)
        self._where.setText(f"{bild.enhet}, {bild.period_namn}")
        text, is_late = when_text(bild, idag)
        self._when.set_tone("danger" if is_late else "muted")
        self._when.say(text)
        self._closed.say(bild.stangd or "")
        self._purpose.say(bild.syfte or "")
        self._before.say(last_time_text(bild))
        self._sample.say(bild.stickprov_text)
        self.corrections.show_rattelser(underlag.rattelser, bild.grader)
        self.reason.setVisible(corrects)
        self._keys.say("" if bild.stangd or bild.varden["datum"] else KEYS)

    def say(self, text: str) -> None:
        """Tell what has been done; readers hear it too."""
        self.message.say(text)
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))


class RapportFoot(QWidget):
    """What can be done, and why it wasn't."""

    handed_in = Signal()
    passed = Signal()
    begun = Signal()
    left = Signal()
    home = Signal()

    def __init__(self, *, leads_home: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._leads_home = leads_home
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
        for one in (self.submit, self.later):
            one.setVisible(is_open and not is_done)
        self.correct.setVisible(is_open and is_done and not corrects)
        self.hem.setVisible(is_done and not corrects and self._leads_home)
        for one in (self.save, self.cancel):
            one.setVisible(corrects)


def when_text(bild: "Tillfallesbild", idag: date) -> tuple[str, bool]:
    """ "Utkast · senast 2026-04-15, 5 dagar sen", and whether it is late."""
    done = bild.varden["datum"]
    if done is not None:
        return f"Inlämnad, gjord {done} av {bild.varden['utford_av'] or 'okänd'}", False
    if bild.senast is None:
        return str(bild.laget), False
    late = (idag - bild.senast).days
    said = f", {late} {'dag' if late == 1 else 'dagar'} sen" if late > 0 else ""
    return f"{bild.laget} · senast {bild.senast}{said}", late > 0


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

"""How large a risk is, before and after its åtgärder: two steps with reasons, and what they amount to."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from internkontroll.domain.falt import Falt, Faltslag, Value, find_field
from internkontroll.domain.riskskala import Riskskala
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.words import Fas
from internkontroll.ui import theme
from internkontroll.ui.records.field_form import FieldForm, Source
from internkontroll.ui.records.read_table import ReadTable
from internkontroll.ui.records.saver import Saver
from internkontroll.ui.records.texts import ToneLabel
from internkontroll.ui.records.value_chip import ValueChip
from internkontroll.ui.widgets.card import Card, heading
from internkontroll.ui.widgets.columns import Columns
from internkontroll.ui.widgets.editors import ChoiceEditor

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.db.session import Register
    from internkontroll.services.poster import Post

_TITLES = {Fas.FORE: "Före åtgärder", Fas.EFTER: "Efter åtgärder"}
_NAMES = ("sannolikhet", "skal_sannolikhet", "konsekvens", "skal_konsekvens")
_STEPS = ("sannolikhet", "konsekvens")


class BedomningTab(QWidget):
    """Both phases beside each other, and below them every bedömning that has been made."""

    def __init__(self, saver: Saver, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.phases = {fas: PhaseCard(saver, fas) for fas in Fas}
        self._title = heading("Alla bedömningar")
        headers = ("Datum", "Gäller", "Sannolikhet", "Konsekvens", "Riskvärde", "Skäl")
        self.earlier = ReadTable("Alla bedömningar", headers, (5,))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(self))
        layout.addWidget(Columns([*self.phases.values()], 34))
        layout.addWidget(self._title)
        layout.addWidget(self.earlier)
        layout.addStretch(1)

    def show_bedomningar(
        self, risk_id: int, bedomningar: "Sequence[Post]", skala: Riskskala, idag: date, closed: str
    ) -> None:
        """The risk's bedömningar, oldest first; `closed`: why none can be made."""
        for fas, card in self.phases.items():
            card.show_phase(risk_id, latest(bedomningar, fas), skala, idag, closed)
        self.earlier.show_rows([_row(one.varden, skala) for one in reversed(bedomningar)])
        for widget in (self._title, self.earlier):
            widget.setVisible(bool(bedomningar))


class PhaseCard(Card):
    """The bedömning that holds now; a change today is a new one, and the old one stays readable."""

    def __init__(self, saver: Saver, fas: Fas, parent: QWidget | None = None) -> None:
        super().__init__(_TITLES[fas], parent)
        self.setAutoFillBackground(False)  # the fields stand out from the page's ground
        self._fas = fas
        self._skala: Riskskala | None = None
        lines = [[("bedomning", name)] for name in _NAMES]
        self.form = FieldForm(saver, lines, {("bedomning", name): _step_field(name) for name in _STEPS})
        self.chip = ValueChip("Riskvärde")
        self.result = ToneLabel("text")
        line = QHBoxLayout()
        line.addWidget(self.chip)
        line.addWidget(self.result, 1)
        self.body.addWidget(self.form)
        self.body.addLayout(line)
        self.body.addStretch(1)
        for name in _STEPS:
            self._box(name).box.currentIndexChanged.connect(lambda _index: self._show_result())

    def show_phase(self, risk_id: int, post: "Post | None", skala: Riskskala, idag: date, closed: str) -> None:
        """Show the bedömning, or that there is none."""
        if skala != self._skala:
            self._skala = skala
            for name, words in zip(_STEPS, (skala.sannolikhet, skala.konsekvens), strict=True):
                self._box(name).set_choices([(str(step), f"{step} {word}") for step, word in enumerate(words, 1)])
        fas, values = self._fas, dict(post.varden) if post else {}

        def write(register: "Register", _version: int, changed: Mapping[str, Value]) -> Sparat:
            from internkontroll.services.redigera import set_bedomning

            return set_bedomning(register, risk_id, fas, changed, idag)

        frozen = dict.fromkeys(_NAMES, closed) if closed else {}
        self.form.show_sources({"bedomning": Source((f"bedomning {fas}", risk_id), 0, values, write, frozen)})
        self._show_result()

    def _show_result(self) -> None:
        """What the chosen steps amount to, before they are saved."""
        chosen = [self._box(name).text() for name in _STEPS]
        if self._skala is None or not all(chosen):
            self.chip.hide()
            self.result.say("Välj både sannolikhet och konsekvens, så räknas riskvärdet ut.")
            return
        varde = self._skala.riskvarde(int(chosen[0]), int(chosen[1]))
        self.chip.show_value(self._skala, varde)
        self.result.say(f"Riskvärde {varde}: {self._skala.band_of(varde).namn}")

    def _box(self, name: str) -> ChoiceEditor:
        editor = self.form.rows["bedomning", name].editor
        assert isinstance(editor, ChoiceEditor)  # noqa: S101  _step_field makes it one
        return editor


def latest(bedomningar: "Sequence[Post]", fas: Fas) -> "Post | None":
    """The newest bedömning of the phase; they come oldest first."""
    return next((one for one in reversed(bedomningar) if one.varden["fas"] == fas), None)


def value_of(post: "Post | None", skala: Riskskala) -> int | None:
    """The riskvärde of a bedömning; None where a step is missing."""
    if post is None or None in (post.varden["sannolikhet"], post.varden["konsekvens"]):
        return None
    return skala.riskvarde(post.varden["sannolikhet"], post.varden["konsekvens"])


def _step_field(name: str) -> Falt:
    """The step as a choice; its words come with the plan's scale."""
    falt = find_field("bedomning", name)
    assert falt is not None  # noqa: S101
    steps = tuple((str(step), str(step)) for step in range(falt.minst, falt.hogst + 1))
    return replace(falt, slag=Faltslag.WORD, ord=steps)


def _row(varden: Mapping[str, Any], skala: Riskskala) -> tuple[str, ...]:
    steps = varden["sannolikhet"], varden["konsekvens"]
    words = [_word(step, names) for step, names in zip(steps, (skala.sannolikhet, skala.konsekvens), strict=True)]
    varde = str(skala.riskvarde(*steps)) if None not in steps else ""
    reasons = "\n".join(filter(None, (varden["skal_sannolikhet"], varden["skal_konsekvens"])))
    return str(varden["datum"]), _TITLES[Fas(varden["fas"])], *words, varde, reasons


def _word(step: int | None, names: Sequence[str]) -> str:
    return "" if step is None else f"{step} {names[step - 1]}" if step <= len(names) else str(step)

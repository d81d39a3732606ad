"""What the units have answered: a list of utfall, and the chosen one's fields, answers and åtgärder."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QMenu, QVBoxLayout, QWidget

from internkontroll.domain.falt import Falt, Value
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.sparat import Sparat
from internkontroll.ui import theme
from internkontroll.ui.records.atgarder_tab import AtgarderTab
from internkontroll.ui.records.field_form import FieldForm, Source, record_source
from internkontroll.ui.records.loading import Followed
from internkontroll.ui.records.read_table import ReadTable
from internkontroll.ui.records.saver import Saver
from internkontroll.ui.records.texts import ToneLabel, button
from internkontroll.ui.widgets.card import Card

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.db.session import Register
    from internkontroll.services.poster import Post

_WHEN = (("datum", "utford_av", "forfaller"), ("antal_granskade", "antal_avvikelser"))
_RESULT = (("resultat",), ("kommentar",))


@dataclass(frozen=True, slots=True)
class Question:
    """A kontrollpunkt as the chosen utfall answers it: version 0 and no answer where it doesn't yet."""

    kontrollpunkt: int
    falt: Falt
    version: int
    svar: str | None


@dataclass(frozen=True, slots=True)
class Utfallsbild:
    """The chosen utfall."""

    post: "Post"
    enhet: str
    questions: Sequence[Question]
    atgarder: Sequence[Followed]


class UtfallTab(QWidget):
    """Emits `chosen` with the id of the utfall to show."""

    chosen = Signal(int)
    go_to = Signal(object)

    def __init__(self, saver: Saver, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saver = saver
        self._ids: list[int] = []
        self._shown = 0
        self._nothing = ToneLabel("muted", "Ingen enhet har gjort egenkontrollen än.")
        self.table = ReadTable("Utfall", ("Enhet", "Period", "Utförd", "Resultat"), (0,))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.itemSelectionChanged.connect(self._choose)
        self.new = button("Nytt utfall", "ny", description="Välj vilken enhet som har gjort egenkontrollen")
        self.menu = QMenu(self)
        self.new.setMenu(self.menu)
        self.card = UtfallCard(saver)
        self.card.atgarder.go_to.connect(self.go_to)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(self))
        for widget in (self._nothing, self.card, self.new, self.table):
            layout.addWidget(widget)

    def show_utfall(
        self,
        egenkontroll: int,
        utfall: "Sequence[tuple[Post, str]]",
        enheter: Sequence[tuple[int, str]],
        sammanhang: Sammanhang,
        closed: str,
    ) -> None:
        """Every utfall with its unit's name; `enheter`: those that may have a new one."""
        self._ids = [post.id for post, _ in utfall]
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

    def show_chosen(self, bild: Utfallsbild | None, sammanhang: Sammanhang, closed: str) -> None:
        """The chosen utfall whole; None: none is."""
        self._shown = bild.post.id if bild else 0
        self.card.setVisible(bild is not None)
        if bild:
            self.card.show_bild(bild, sammanhang, closed)

    def make(self, egenkontroll: int, enhet: int, sammanhang: Sammanhang) -> None:
        """A new utfall of the unit for the period that begins today, to be filled in."""

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.redigera import create

            values = {"egenkontroll_id": egenkontroll, "enhet_id": enhet, "period": sammanhang.idag}
            return create(register, "utfall", sammanhang, values)

        self._saver.do(operation, lambda saved: self.chosen.emit(saved.nya[0][1]))

    def _choose(self) -> None:
        rows = self.table.selectionModel().selectedRows()
        if rows and self._ids[rows[0].row()] != self._shown:
            self.chosen.emit(self._ids[rows[0].row()])


class UtfallCard(Card):
    """One unit's answer for one period."""

    def __init__(self, saver: Saver, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAutoFillBackground(False)  # the fields stand out from the page's ground
        self._saver = saver
        self._asked: list[tuple[int, Falt]] = []
        self.answers: FieldForm | None = None
        self.when, self.result = (
            FieldForm(saver, [[("utfall", name) for name in line] for line in lines]) for lines in (_WHEN, _RESULT)
        )
        self.atgarder = AtgarderTab(saver, "Blir en avvikelse en åtgärd? Skriv den här.")
        for widget in (self.when, self.result, self.atgarder):
            self.body.addWidget(widget)
        self.hide()

    def show_bild(self, bild: Utfallsbild, sammanhang: Sammanhang, closed: str) -> None:
        """Show the utfall; the answers' fields are made anew when the questions are others."""
        post = bild.post
        self.set_title(f"{bild.enhet}, {post.varden['period']}")
        asked = [(one.kontrollpunkt, one.falt) for one in bild.questions]
        if asked != self._asked:
            self._asked = asked
            self._make_answers(bild.questions)
        frozen = dict.fromkeys((name for line in (*_WHEN, *_RESULT) for name in line), closed) if closed else {}
        source = record_source("utfall", post.id, post.version, post.varden, frozen)
        self.when.show_sources({"utfall": source})
        self.result.show_sources({"utfall": source})
        if self.answers:
            self.answers.show_sources({_name(one): _answer_source(post.id, one, closed) for one in bild.questions})
        self.atgarder.show_atgarder({"utfall_id": post.id}, bild.atgarder, sammanhang, closed)

    def _make_answers(self, questions: Sequence[Question]) -> None:
        if self.answers:
            self.answers.keep_drafts()
            self.body.removeWidget(self.answers)
            self.answers.hide()
            self.answers.deleteLater()
        fields = {(_name(one), "svar"): one.falt for one in questions}
        self.answers = FieldForm(self._saver, [[name] for name in fields], fields) if fields else None
        if self.answers:
            # What was asked comes between when it was done and what it showed.
            self.body.insertWidget(self.body.indexOf(self.result), self.answers)


def _name(question: Question) -> str:
    return f"svar {question.kontrollpunkt}"


def _answer_source(utfall: int, question: Question, closed: str) -> Source:
    def write(register: "Register", version: int, values: Mapping[str, Value]) -> Sparat:
        from internkontroll.services.redigera.answers import set_svar

        return set_svar(register, utfall, question.kontrollpunkt, values["svar"], version=version)

    frozen = {"svar": closed} if closed else {}
    return Source((_name(question), utfall), question.version, {"svar": question.svar}, write, frozen)


def _when(post: "Post") -> str:
    datum, forfaller = post.varden["datum"], post.varden["forfaller"]
    if datum:
        return str(datum)
    return f"Nej, senast {forfaller}" if forfaller else "Nej"

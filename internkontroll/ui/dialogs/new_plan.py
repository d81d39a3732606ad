"""Ny nämnd eller plan: for whom, which year, and what comes along from the plan before."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QFormLayout, QGroupBox, QSpinBox, QVBoxLayout

from internkontroll.domain.changes import count_words
from internkontroll.domain.falt import find_field
from internkontroll.domain.falt.model import Falt
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.words import Arsbeslut
from internkontroll.ui import theme
from internkontroll.ui.host import Host
from internkontroll.ui.widgets.choice_box import ChoiceBox
from internkontroll.ui.widgets.decision_list import DecisionList, Line
from internkontroll.ui.widgets.field_row import FieldRow
from internkontroll.ui.widgets.form_dialog import FormDialog, Operation, note, row_values
from internkontroll.ui.widgets.naming import label_for, named

if TYPE_CHECKING:
    from internkontroll.db.session import Connection, Register
    from internkontroll.services.planer import Forlaga, Oppen

# The services that write need SQLAlchemy, which the first paint must not wait for: they are imported where they run.

FIRST_YEAR, LAST_YEAR = 1990, 2100
_ALONG = ("risk", "kontroll", "egenkontroll", "avtal")


@dataclass(frozen=True, slots=True)
class Known:
    """The nämnder of the register (id, name, kommun), and the plans of each (id, year), the newest first."""

    namnder: list[tuple[int, str, str | None]]
    planer: Mapping[int, list[tuple[int, int]]]


def new_plan(shell: Host) -> None:
    """Ask what plan to make, make it and go there."""

    def query(connection: "Connection") -> Known:
        from internkontroll.services.planer import list_namnder, list_plans

        namnder = list_namnder(connection)
        return Known(namnder, {one: list_plans(connection, one) for one, _, _ in namnder})

    shell.session.load(query, lambda known: NewPlanDialog(shell, known).open())


class NewPlanDialog(FormDialog):
    """The window goes to the plan when it is made (`PlanCommands`)."""

    def __init__(self, shell: Host, known: Known) -> None:
        super().__init__(shell.session, "Ny nämnd eller plan", "Skapa planen", shell.dialog_parent)
        self._known = known
        self._forlaga: Forlaga | None = None
        self.namnd, self.forlaga, self.ar = named(ChoiceBox(), "Nämnd"), named(ChoiceBox(), "Utgå från"), QSpinBox()
        self.along = {tabell: QCheckBox() for tabell in _ALONG}
        self.decisions = DecisionList()
        self._always, self._asked = note(), note()
        self._along_group = QGroupBox("Det här följer med")
        self._decision_group = QGroupBox("Åtgärder som inte är klara")
        self._fill_namnder()
        self._lay_out()
        self.namnd.currentIndexChanged.connect(self._choose_namnd)
        self.forlaga.currentIndexChanged.connect(self._choose_forlaga)
        self._choose_namnd()
        self.fit(84, 40 if known.namnder else 24)

    def operation(self) -> Operation:
        """Make the plan with what stands here."""
        names = row_values([self.namn, self.kommun]) if self._is_new else {}
        namn, kommun = (str(names.get(name) or "") for name in ("namn", "kommun"))
        forvaltning = self.forvaltning.editor.text()
        namnd_id, forlaga, ar = self.namnd.currentData(), self.forlaga.currentData(), self.ar.value()
        along = frozenset(tabell for tabell, check in self.along.items() if check.isChecked())
        choices = self.decisions.choices() if forlaga and self._forlaga and not self._forlaga.avslutad else {}

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.planer import Arsval, NyPlan, new_plan

            val = {post: Arsval(Arsbeslut(word) if word else None, skal) for post, (word, skal) in choices.items()}
            return new_plan(register, NyPlan(ar, namnd_id, namn, kommun, forvaltning, forlaga, along, val))

        return operation

    @property
    def _is_new(self) -> bool:
        return self.namnd.currentData() is None

    # --- what is offered ------------------------------------------------------------------------------------------

    def _fill_namnder(self) -> None:
        for post, namn, kommun in self._known.namnder:
            self.namnd.addItem(f"{namn}, {kommun}" if kommun else namn, post)
        self.namnd.addItem("Ny nämnd…", None)
        here = self.session.sammanhang
        self.namnd.setCurrentIndex(max(0, self.namnd.findData(here.namnd_id)) if here else 0)

    def _choose_namnd(self) -> None:
        for row in (self.namn, self.kommun):
            row.setVisible(self._is_new)
        plans = self._known.planer.get(self.namnd.currentData(), [])
        self.ar.setValue(max((ar for _, ar in plans), default=self.session.today.year - 1) + 1)
        self.forlaga.blockSignals(True)
        self.forlaga.clear()
        for post, ar in plans:
            self.forlaga.addItem(f"{ar} års plan", post)
        self.forlaga.addItem("En tom plan", None)
        self.forlaga.blockSignals(False)
        self.forlaga.setEnabled(bool(plans))
        self._choose_forlaga()

    def _choose_forlaga(self) -> None:
        plan_id = self.forlaga.currentData()
        self._along_group.setVisible(plan_id is not None)
        self._decision_group.hide()
        self._forlaga = None
        if plan_id is not None:
            # Until it is known what there is to decide on, nothing is made.
            self.accept_button.setEnabled(False)
            self.session.load(lambda connection: _read_forlaga(connection, plan_id), self._show_forlaga, key="forlaga")

    def _show_forlaga(self, forlaga: "Forlaga") -> None:
        self._forlaga = forlaga
        self.accept_button.setEnabled(True)
        if not self.forvaltning.is_dirty:
            self.forvaltning.set_value(forlaga.forvaltning)
        counts = {tabell: count_words(tabell, antal) for tabell, antal in forlaga.antal.items()}
        self._always.setText(f"Alltid: {counts['process']}, {counts['mal']} och riskskalan.")
        for tabell, check in self.along.items():
            closed = " som inte är avslutade" if tabell == "risk" else ""
            check.setText(counts[tabell].capitalize() + closed)
            check.setChecked(bool(forlaga.antal[tabell]))
            check.setEnabled(bool(forlaga.antal[tabell]))
        self._decision_group.setVisible(bool(forlaga.atgarder))
        self._decision_group.setTitle(f"Åtgärder från {forlaga.ar} som inte är klara: {len(forlaga.atgarder)}")
        self._asked.setText(
            f"Planen för {forlaga.ar} är avslutad. Åtgärder som skulle föras över följer med."
            if forlaga.avslutad
            else "En åtgärd som förs över följer med till den nya planen. Det som inte är bestämt ligger kvar i "
            f"planen för {forlaga.ar} tills ni bestämmer."
        )
        self.decisions.show_lines(lines_of(forlaga.atgarder), locked=forlaga.avslutad)
        self.order_tabs()

    # --- putting together -----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.namn, self.kommun = FieldRow(_field("namnd", "namn")), FieldRow(_field("namnd", "kommun"))
        self.forvaltning = FieldRow(_field("plan", "forvaltning"))
        self.namn.set_title("Nämndens namn")  # there is a box that is called Nämnd
        self.rows = [self.namn, self.kommun, self.forvaltning]
        named(self.ar, "År", "Det år som planen gäller").setRange(FIRST_YEAR, LAST_YEAR)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for widget, text, row in (
            (self.namnd, "&Nämnd", (self.namn, self.kommun)),
            (self.ar, "&År", (self.forvaltning,)),
            (self.forlaga, "&Utgå från", ()),
        ):
            theme.make_hittable(widget)
            form.addRow(label_for(widget, text), widget)
            for field in row:
                form.addRow(field)
        for widget in (self.namnd, self.forlaga):  # in an empty register there is nothing to choose among
            form.setRowVisible(widget, bool(self._known.namnder))
        along = QVBoxLayout(self._along_group)
        along.addWidget(self._always)
        for check in self.along.values():
            theme.make_hittable(check)
            along.addWidget(check)
        decided = QVBoxLayout(self._decision_group)
        decided.addWidget(self._asked)
        decided.addWidget(self.decisions)
        self.body.addLayout(form)
        self.body.addWidget(self._along_group)
        self.body.addWidget(self._decision_group)
        self.body.addStretch(1)


def lines_of(atgarder: "tuple[Oppen, ...]") -> list[Line]:
    """The service's open åtgärder as the list shows them."""
    return [Line(one.id, one.text, one.agare, one.status or "", one.val.beslut or "", one.val.skal) for one in atgarder]


def _read_forlaga(connection: "Connection", plan_id: int) -> "Forlaga":
    from internkontroll.services.planer import read_forlaga

    return read_forlaga(connection, plan_id)


def _field(tabell: str, namn: str) -> Falt:
    falt = find_field(tabell, namn)
    assert falt is not None  # noqa: S101
    return falt

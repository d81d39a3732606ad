"""The ways of an egenkontroll through the window, for the pictures and for the walk that looks for faults.

Each function brings the window from state to state; `reports` alone leaves what it has written in the register.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple, TypeVar

from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from bilder.window import settle
from internkontroll.domain.words import Svarsord
from internkontroll.ui.pages.egenkontroller import LIST, MAP, WHEEL, EgenkontrollerPage
from internkontroll.ui.records.egenkontroll_panel import EgenkontrollPanel
from internkontroll.ui.records.rapportera import RapporteraPanel
from internkontroll.ui.records.rapportera_form import RapportForm
from internkontroll.ui.records.stickprov import SampleDialog
from internkontroll.ui.records.stickprov_dra import DrawDialog
from internkontroll.ui.shell import Shell
from internkontroll.ui.target import Target
from internkontroll.ui.widgets.field_row import FieldRow

D = TypeVar("D", bound=QDialog)

_UNBEGUN = """
SELECT utfall.id FROM utfall JOIN egenkontroll ON egenkontroll.id = egenkontroll_id
WHERE plan_id = ? AND namn = 'Basala hygienrutiner' AND datum IS NULL ORDER BY period, utfall.id
"""
"""Tillfällen with four questions that nobody has begun."""
_NEIGHBOURS = """
SELECT first.id, second.enhet_id, chef FROM utfall AS first
JOIN utfall AS second ON second.egenkontroll_id = first.egenkontroll_id AND second.period = first.period
JOIN egenkontroll ON egenkontroll.id = first.egenkontroll_id
JOIN enhet_version ON enhet_version.enhet_id = first.enhet_id
WHERE plan_id = ? AND first.id < second.id AND first.datum IS NULL AND second.datum IS NULL
ORDER BY first.period, first.id, enhet_version.fran DESC
"""
"""Two that are open for the same period, and the chief of the first of their units."""
_REFERENCES = "\n".join(f"ÄRENDE-2026-{number:03}" for number in range(1, 41))


class Stop(NamedTuple):
    """Where one is, the window or dialog that is seen there, and what of it is longer than what is seen."""

    name: str
    root: QWidget
    whole: QWidget | None = None


def views(shell: Shell) -> Iterator[Stop]:
    """What the page and its record can show besides the list."""
    page = shell.show_page("egenkontroller")
    assert isinstance(page, EgenkontrollerPage)  # noqa: S101 – that is its name
    settle(shell)
    yield from _year(shell, page)
    yield from _coverage(shell, page)


def dialogs(shell: Shell) -> Iterator[Stop]:
    """What is asked for from the page and from its record."""
    page = shell.show_page("egenkontroller")
    assert isinstance(page, EgenkontrollerPage)  # noqa: S101
    settle(shell)
    page.view.selectRow(0)
    settle(shell)
    page.split.open_side()
    yield from _planning(shell, page)
    yield from _reminders(shell, page)
    yield from _samples(shell, page)
    page.view.clearSelection()
    page.split.close_side()
    settle(shell)


# --- the year and the map -------------------------------------------------------------------------------------------


def _year(shell: Shell, page: EgenkontrollerPage) -> Iterator[Stop]:
    year = page.arshjul
    page.tabs.setCurrentIndex(WHEEL)
    settle(shell)
    yield Stop("egenkontroller-arshjul", shell.window)
    year.grid.itemActivated.emit(year.grid.item(0, 3))
    settle(shell)
    yield Stop("egenkontroller-arshjul-manad", shell.window)
    year.head.as_list.click()
    settle(shell)
    yield Stop("egenkontroller-arshjul-lista", shell.window)
    year.head.as_list.click()
    year.close_list()
    page.tabs.setCurrentIndex(LIST)
    settle(shell)


def _coverage(shell: Shell, page: EgenkontrollerPage) -> Iterator[Stop]:
    coverage = page.tackning
    page.tabs.setCurrentIndex(MAP)
    settle(shell)
    yield Stop("egenkontroller-tackning", shell.window)
    coverage.grid.itemActivated.emit(coverage.grid.item(0, 2))
    settle(shell)
    yield Stop("egenkontroller-tackning-ruta", shell.window)
    coverage.close_side()
    coverage.head.as_table.click()
    settle(shell)
    yield Stop("egenkontroller-tackning-tabell", shell.window)
    coverage.head.as_table.click()
    page.tabs.setCurrentIndex(LIST)
    settle(shell)


# --- logging --------------------------------------------------------------------------------------------------------


def reports(shell: Shell) -> Iterator[Stop]:
    """A tillfälle from not begun to corrected, and one for several units."""
    page = shell.show_page("egenkontroller")
    assert isinstance(page, EgenkontrollerPage)  # noqa: S101 – that is its name
    shell.window.activateWindow()  # else nothing has the focus, which the panel scrolls to
    (utfall,) = _find(shell, _UNBEGUN)
    panel = _report(shell, page, utfall)
    yield Stop("rapport-ny", shell.window, panel)
    begin_report(panel)
    settle(shell)
    yield Stop("rapport-utkast", shell.window, panel)
    panel.submit()
    settle(shell)
    yield Stop("rapport-saknas", shell.window, panel)
    form_of(panel).deviation.lift_button.click()
    settle(shell)
    yield Stop("rapport-lyft", shell.window, panel)
    form_of(panel).lift.left.emit()
    _finish_report(panel)
    settle(shell)
    _hand_in(shell, panel)
    panel = _report(shell, page, utfall)
    yield Stop("rapport-inlamnad", shell.window, panel)
    panel.foot.correct.click()
    settle(shell)
    yield Stop("rapport-rattelse", shell.window, panel)
    write(form_of(panel).rows["kommentar"], "Två av sju observationer gjordes på natten.")
    write(panel.head.reason, "Nattens observationer var inte med.")
    _hand_in(shell, panel)
    panel.head.corrections.more.click()
    settle(shell)
    yield Stop("rapport-rattad", shell.window, panel)
    panel.head.corrections.more.click()
    yield from _several_units(shell, page)
    _panel(page).tabs.setCurrentIndex(0)
    page.view.clearSelection()
    page.split.close_side()
    settle(shell)


def _several_units(shell: Shell, page: EgenkontrollerPage) -> Iterator[Stop]:
    """The units have the same chief from today."""
    from internkontroll.services.organisation import change_unit

    utfall, enhet, chef = _find(shell, _NEIGHBOURS)
    today = shell.session.today
    shell.session.write(lambda register: change_unit(register, enhet, today, {"chef": chef}))
    settle(shell)
    panel = _report(shell, page, utfall)
    form = form_of(panel)
    for name, number in (("antal_granskade", "20"), ("antal_avvikelser", "0")):
        write(form.rows[name], number)
    form.units.ticks[0].setChecked(True)
    settle(shell)
    yield Stop("rapport-flera", shell.window, panel)


def _find(shell: Shell, query: str) -> tuple[Any, ...]:
    """The first of the plan that is shown."""
    here, found = shell.session.sammanhang, list[tuple[Any, ...]]()
    assert here is not None  # noqa: S101 – the example's plan is open
    shell.session.read(lambda reader: reader.rows(query, (here.plan_id,)), found.extend)
    settle(shell)
    return found[0]


def _report(shell: Shell, page: EgenkontrollerPage, utfall: int) -> RapporteraPanel:
    shell.go_to(Target(page.name, "utfall", utfall))
    settle(shell)
    page.split.open_side()
    settle(shell)
    return _panel(page).utfall.card


def _panel(page: EgenkontrollerPage) -> EgenkontrollPanel:
    panel = page.side.record
    assert isinstance(panel, EgenkontrollPanel)  # noqa: S101 – the page's own
    return panel


def form_of(panel: RapporteraPanel) -> RapportForm:
    """What is filled in of the tillfälle that is shown."""
    assert panel.form is not None  # noqa: S101 – a tillfälle is shown
    return panel.form


def begin_report(panel: RapporteraPanel) -> None:
    """A draft with each kind of answer, so that a deviation is to be told of."""
    form = form_of(panel)
    for question, answer in zip(form.questions, Svarsord, strict=False):
        if question.buttons:
            question.buttons.chosen.emit(str(answer))
    panel.commit()


def _finish_report(panel: RapporteraPanel) -> None:
    form = form_of(panel)
    for question in form.questions:
        if question.said[0] != Svarsord.JA:
            write(question.comment, "En vikarie saknade arbetskläder. Rättat på plats.")
    form.deviation.grade.chosen.emit("2")
    (atgard, *_) = form.deviation.forms
    for name, text in (("beskrivning", "Gå igenom klädreglerna"), ("ansvarig", "Birgitta Nordin")):
        write(atgard.rows[name], text)


def _hand_in(shell: Shell, panel: RapporteraPanel) -> None:
    """Raises RuntimeError where the panel refuses it: the pictures would be of something else."""
    panel.submit()
    settle(shell)
    if panel.foot.error.text():
        raise RuntimeError(panel.foot.error.text())


def write(row: FieldRow, text: str) -> None:
    """Write in a field, and leave it."""
    row.editor.set_text(text)
    row.commit()


# --- dialogs --------------------------------------------------------------------------------------------------------


def _planning(shell: Shell, page: EgenkontrollerPage) -> Iterator[Stop]:
    enheter = _panel(page).enheter
    enheter.list.setCurrentRow(0)
    for name, button in (
        ("mall", page.plan.template),
        ("skapa", page.plan.generate),
        ("enhet", enheter.change),
        ("overta", enheter.hand_over),
        ("uppehall", enheter.pause),
    ):
        yield from _asked(shell, f"dialog-egenkontroll-{name}", button)


def _reminders(shell: Shell, page: EgenkontrollerPage) -> Iterator[Stop]:
    page.tabs.setCurrentIndex(MAP)
    settle(shell)
    yield from _asked(shell, "dialog-paminn", page.tackning.head.remind)
    page.tabs.setCurrentIndex(LIST)


def _samples(shell: Shell, page: EgenkontrollerPage) -> Iterator[Stop]:
    panel = _panel(page)
    panel.tabs.setCurrentIndex(2)
    panel.utfall.table.selectRow(0)
    settle(shell)
    panel.utfall.sample.click()
    dialog = _shown(shell, SampleDialog)
    yield Stop("dialog-stickprov-inget", dialog)
    dialog.draw.click()
    drawing = _shown(shell, DrawDialog)
    yield Stop("dialog-stickprov-dra", drawing)
    write(drawing.what, "Utredningar som avslutades i mars")
    drawing.references.setPlainText(_REFERENCES + "\nÄRENDE-2026-001")
    write(drawing.count, "8")
    drawing.accept()
    settle(shell)
    yield Stop("dialog-stickprov-fel", drawing)
    drawing.references.setPlainText(_REFERENCES)
    drawing.accept()
    settle(shell)
    yield Stop("dialog-stickprov", dialog)
    dialog.reject()
    panel.tabs.setCurrentIndex(0)
    shell.session.undo()
    settle(shell)


def _asked(shell: Shell, name: str, button: QPushButton) -> Iterator[Stop]:
    button.click()
    dialog = _shown(shell, QDialog)
    yield Stop(name, dialog)
    dialog.reject()
    settle(shell)


def _shown(shell: Shell, kind: type[D]) -> D:
    settle(shell)
    return next(one for one in shell.window.findChildren(kind) if one.isVisible())

"""The way through every page, record, tab, popup and dialog of the window."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QPushButton, QTabWidget, QToolButton, QWidget

from bilder.egenkontroll import Stop, reports, views
from bilder.egenkontroll import dialogs as egenkontroll_dialogs
from bilder.enheter import units
from bilder.window import settle
from internkontroll.ui.dialogs.help import CommandPalette, Shortcuts, show_about
from internkontroll.ui.dialogs.preview import confirm
from internkontroll.ui.pages.avsnitt import AvsnittPage
from internkontroll.ui.pages.egenkontroller import EgenkontrollerPage
from internkontroll.ui.pages.list_page import ListPage
from internkontroll.ui.settings_pages import SECTIONS
from internkontroll.ui.settings_pages.dialog import SettingsDialog
from internkontroll.ui.settings_pages.lagrum import LagrumPage
from internkontroll.ui.settings_pages.organisation import OrganisationPage
from internkontroll.ui.settings_pages.page import SettingsPage
from internkontroll.ui.settings_pages.records import RecordsPage
from internkontroll.ui.shell import START_PAGE, Shell
from internkontroll.ui.widgets.chip import Chip
from internkontroll.ui.widgets.choice_popup import ChoicePopup
from internkontroll.ui.widgets.editors import DateEditor
from internkontroll.ui.widgets.name_popup import NamePopup
from internkontroll.ui.widgets.nav import PAGES

W = TypeVar("W", bound=QWidget)
Visit = Callable[[str, QWidget], None]
"""Where one is, and the window or dialog that is seen there."""


def walk_pages(shell: Shell, visit: Visit) -> None:
    """The pages with their records."""
    for name in (*(entry.name for entry in PAGES), START_PAGE):
        page = shell.show_page(name)
        settle(shell)
        visit(name, shell.window)
        if isinstance(page, ListPage):
            _walk_list(shell, page, visit)
        if isinstance(page, EgenkontrollerPage):
            _walk_stops(views(shell), visit)
        if isinstance(page, AvsnittPage):
            _walk_section(shell, page, visit)
    shell.show_page(PAGES[0].name)
    settle(shell)


def walk_dialogs(shell: Shell, visit: Visit) -> None:
    """All dialogs of the program's own."""
    window, actions = shell.window, shell.actions
    for name, dialog in (("kommandon", CommandPalette(window)), ("kortkommandon", Shortcuts(window))):
        dialog.open()
        _look_and_close(shell, name, dialog, visit)
    text = "Risk: 2 nya, 1 ändrad."
    for name, ask in (
        ("om", lambda: show_about(window)),
        ("importera", lambda: confirm(window, "Importera", "Det här skulle ändras:", text, "&Importera")),
    ):
        QTimer.singleShot(0, lambda name=name: _look_and_close(shell, name, _modal(), visit))
        ask()
    for name, action in (
        ("ny plan", actions.new_plan),
        ("besluta", actions.decide),
        ("årsskifte", actions.end_year),
        ("uppdatera i dokument", actions.insert),
    ):
        _open(shell, name, action, visit)
    _walk_stops(egenkontroll_dialogs(shell), visit)
    _walk_stops(units(shell, window.size()), visit)
    shell.show_page(PAGES[0].name)
    shell.errors.show_error("Registret går inte att läsa. Kontrollera att du når mappen.")
    settle(shell)
    visit("felraden", window)
    shell.errors.hide()
    _walk_settings(shell, visit)


def _walk_list(shell: Shell, page: ListPage, visit: Visit) -> None:
    if not page.model.rowCount():
        return
    page.view.selectRow(0)
    settle(shell)
    page.split.open_side()
    QApplication.processEvents()
    visit(f"{page.name}, post", shell.window)
    for tabs in page.side.record.findChildren(QTabWidget):
        for number in range(1, tabs.count()):
            tabs.setCurrentIndex(number)
            settle(shell)
            visit(f"{page.name}, fliken {tabs.tabText(number)}", shell.window)
        tabs.setCurrentIndex(0)
    if page.bulk:
        page.view.selectAll()
        settle(shell)
        page.split.open_side()
        visit(f"{page.name}, flera", shell.window)
    page.view.selectRow(0)
    settle(shell)
    page.split.close_side()
    _walk_popups(shell, page, visit)


def walk_reports(shell: Shell, visit: Visit) -> None:
    """The panel that logs a tillfälle, as it is filled in, handed in and corrected; once in a window."""
    _walk_stops(reports(shell), visit)


def _walk_stops(stops: Iterator[Stop], visit: Visit) -> None:
    for stop in stops:
        visit(stop.name, stop.root)


def _walk_popups(shell: Shell, page: ListPage, visit: Visit) -> None:
    page.head.chips.findChildren(Chip)[0].click()
    settle(shell)
    for popup in _seen(shell, ChoicePopup):
        visit(f"{page.name}, val", popup)
        popup.close()
    page.views.ask_for_name()
    for named in _seen(shell, NamePopup):
        visit(f"{page.name}, vyns namn", named)
        named.close()
    dates = [one for one in page.side.record.findChildren(DateEditor) if one.isVisible()]
    for editor in dates[:1]:
        (menu,) = editor.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)
        menu.popup(editor.mapToGlobal(editor.rect().bottomLeft()))
        QApplication.processEvents()
        visit(f"{page.name}, kalender", menu)
        menu.close()
    QApplication.processEvents()


def _walk_section(shell: Shell, page: AvsnittPage, visit: Visit) -> None:
    for row in range(1, page.outline.count()):
        page.outline.setCurrentRow(row)
        settle(shell)
        visit(f"avsnitt, {page.outline.item(row).text()}", shell.window)
    page.outline.setCurrentRow(0)
    silence = next(one for one in page.remarks.findChildren(QToolButton) if one.text().startswith("Tysta"))
    silence.click()
    settle(shell)
    visit("avsnitt, tysta", shell.window)


def _walk_settings(shell: Shell, visit: Visit) -> None:
    shell.actions.settings.trigger()
    (dialog,) = _seen(shell, SettingsDialog)
    dialog.resize(shell.window.size() * 0.95)  # the screen of the tests is smaller than the window
    for row, section in enumerate(SECTIONS):
        dialog.sections.setCurrentRow(row)
        settle(shell)
        visit(f"inställningar, {section.title}", dialog)
        for number, button in enumerate(_dialog_buttons(dialog.page(row))):
            button.click()
            settle(shell)
            for form in _seen(shell, QDialog):
                if form is not dialog:
                    visit(f"inställningar, {section.title}, dialog {number + 1}", form)
                    form.reject()
            settle(shell)
    dialog.reject()
    settle(shell)


def _dialog_buttons(page: SettingsPage) -> list[QPushButton]:
    """What opens a dialog there, other than Qt's own."""
    if isinstance(page, OrganisationPage):
        page.tree.setCurrentIndex(page.model.index(0, 0, page.model.index(0, 0)))
        return [page.new, page.change, page.close_unit, page.pause]
    if isinstance(page, LagrumPage):
        return [page.new, page.change, page.renew]
    return [page.new] if isinstance(page, RecordsPage) else []


def menus(shell: Shell) -> list[QMenu]:
    """The menus of the window, and those of the buttons that are seen."""
    bar = [menu for menu in shell.window.menus]
    below = [one for menu in bar for one in menu.findChildren(QMenu)]
    return [*bar, *below]


def _open(shell: Shell, name: str, action: QAction, visit: Visit) -> None:
    action.trigger()
    settle(shell)
    for dialog in _seen(shell, QDialog):
        _look_and_close(shell, name, dialog, visit)


def _look_and_close(shell: Shell, name: str, dialog: QDialog, visit: Visit) -> None:
    settle(shell)
    visit(name, dialog)
    dialog.reject()
    settle(shell)


def _modal() -> QDialog:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QDialog)
    return dialog


def _seen(shell: Shell, kind: type[W]) -> list[W]:
    return [one for one in shell.window.findChildren(kind) if one.isVisible()]

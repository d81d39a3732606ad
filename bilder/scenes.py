"""What there are pictures of: every page, records, tabs, and dialogs as their commands open them."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog

from bilder.egenkontroll import dialogs as egenkontroll_dialogs
from bilder.egenkontroll import reports, views
from bilder.enheter import units
from bilder.window import PATIENCE_SECONDS, picture, settle
from internkontroll.services.planer import NyPlan, new_plan
from internkontroll.ui.pages.list_page import ListPage
from internkontroll.ui.records.tabbed_panel import TabbedPanel
from internkontroll.ui.settings_pages import SECTIONS
from internkontroll.ui.settings_pages.dialog import SettingsDialog
from internkontroll.ui.shell import START_PAGE, Shell
from internkontroll.ui.widgets.nav import PAGES

Save = Callable[[str], Path]
"""A picture's name → its file."""

_LOOK_MILLISECONDS = 20


def pages(shell: Shell, save: Save) -> Iterator[Path]:
    """Each page as it is when one comes to it, and the start page."""
    for entry in PAGES:
        shell.show_page(entry.name)
        settle(shell)
        yield picture(shell.window, save(entry.name))
    shell.show_page(START_PAGE)
    settle(shell)
    yield picture(shell.window, save(START_PAGE))


def records(shell: Shell, save: Save) -> Iterator[Path]:
    """The first record of each list, and all that there is of a risk."""
    for entry in PAGES:
        page = shell.show_page(entry.name)
        settle(shell)
        if isinstance(page, ListPage) and page.model.fetched:
            page.view.selectRow(0)
            page.split.open_side()
            settle(shell)
            yield picture(shell.window, save(f"{entry.name}-post"))
            if entry.name == "risker":
                yield from _tabs(shell, page, save)
            page.view.clearSelection()
            page.split.close_side()


def _tabs(shell: Shell, page: ListPage, save: Save) -> Iterator[Path]:
    panel = page.side.record
    if isinstance(panel, TabbedPanel):
        for place in range(1, panel.tabs.count()):
            panel.tabs.setCurrentIndex(place)
            settle(shell)
            yield picture(shell.window, save(f"risker-post-flik{place + 1}"))
        panel.tabs.setCurrentIndex(0)


def egenkontroll(shell: Shell, save: Save) -> Iterator[Path]:
    """An egenkontroll from its plan to a unit's package that comes back; what is long as a whole, too."""
    for walk in (views, reports, egenkontroll_dialogs, units):
        for stop in walk(shell):
            yield picture(stop.root, save(stop.name))
            if stop.whole:
                yield picture(stop.whole, save(f"{stop.name}-hel"))


def dialogs(shell: Shell, save: Save) -> Iterator[Path]:
    """The dialogs over an ordinary page."""
    shell.show_page("risker")
    settle(shell)
    actions = shell.actions
    for name, action in (
        ("ny-plan", actions.new_plan),
        ("arsskifte", actions.end_year),
        ("infoga", actions.insert),
        ("kommandon", actions.palette),
        ("kortkommandon", actions.shortcuts),
        ("om", actions.about),
    ):
        yield from _dialog(shell, action, partial(_whole, save(f"dialog-{name}")))
    yield from _dialog(shell, actions.settings, lambda dialog: _sections(shell, dialog, save))
    _make_plan(shell)  # one that isn't decided yet
    yield from _dialog(shell, actions.decide, partial(_whole, save("dialog-besluta")))


def _whole(path: Path, dialog: QDialog) -> list[Path]:
    return [picture(dialog, path)]


def _make_plan(shell: Shell) -> None:
    here = shell.session.sammanhang
    if here:
        shell.session.write(lambda register: new_plan(register, NyPlan(here.ar + 1, here.namnd_id)))
        settle(shell)


def _sections(shell: Shell, dialog: QDialog, save: Save) -> list[Path]:
    if not isinstance(dialog, SettingsDialog):
        raise TypeError(f"{dialog.windowTitle()} came instead of the settings")
    made = []
    for row, section in enumerate(SECTIONS):
        dialog.sections.setCurrentRow(row)
        settle(shell)
        name = section.title.split()[-1].lower().replace("å", "a").replace("ö", "o")
        made.append(picture(dialog, save(f"installningar-{name}")))
    return made


def _dialog(shell: Shell, action: QAction, take: Callable[[QDialog], list[Path]]) -> list[Path]:
    """Trigger the action, take the pictures of the dialog that it opens, and close that; the action may wait for it."""
    made: list[Path] = []
    look = QTimer(interval=_LOOK_MILLISECONDS)

    def see() -> None:
        shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
        if shown and shell.session.thread_of_register.is_idle:
            look.stop()
            settle(shell)
            made.extend(take(shown[0]))
            shown[0].reject()

    look.timeout.connect(see)
    look.start()
    action.trigger()
    until = time.monotonic() + PATIENCE_SECONDS
    while not made and time.monotonic() < until:
        QApplication.processEvents()
    if not made:
        raise TimeoutError(f"no dialog came of {action.text()}")
    return made

"""What chiefs see of their unit's package, and what the office sees when it comes back."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication

from bilder.egenkontroll import Stop, begin_report
from bilder.window import rest, settle
from internkontroll.domain.enhetspaket.rader import Konfliktrad, Nekadrad, Rad
from internkontroll.services.enhetspaket import Inlast, make_packages
from internkontroll.ui.dialogs.enhetspaket import ImportPackagesDialog
from internkontroll.ui.min_enhet import MinEnhetWindow
from internkontroll.ui.shell import Shell

UNIT = "Gruppbostaden Tallbacken"
"""A unit with something of each kind: a tillfälle to log, åtgärder and risks."""
_KIND = "utfall", "Basala hygienrutiner, juli"
_CONFLICTS = [
    Konfliktrad("1", UNIT, *_KIND, "Analys och kommentar", "Ingen brist fanns.", "En vikarie saknade arbetskläder."),
    Konfliktrad("2", UNIT, "atgard", "Öva brandlarm med nattpersonalen", "Slutdatum", "2026-09-30", ""),
]
_CHANGES = [
    Rad(UNIT, *_KIND, "Utförd", "", "2026-08-07"),
    Rad(UNIT, *_KIND, "Resultat", "", "Delvis uppfyllt"),
    Rad(UNIT, "atgard", "Gå igenom klädreglerna", "", "", "Gå igenom klädreglerna"),
    Rad(UNIT, "risk", "Risk att läkemedel förväxlas när vikarier delar ut dem", "", "", "Ny"),
]
_REFUSED = [Nekadrad(UNIT, "plan", "2026", "Diarienummer", "Det ändras bara i registret.")]


def units(shell: Shell, size: QSize | None = None) -> Iterator[Stop]:
    """The small window with each kind of record, and the preview of a package that comes back.

    `size`: of the window; else as large as it makes itself.
    """
    with tempfile.TemporaryDirectory() as folder:
        window = _open(shell, Path(folder))
        if size:
            window.resize(size)
        for kind, name in (("utfall", "min-enhet"), ("atgard", "min-enhet-atgard"), ("risk", "min-enhet-risk")):
            _choose(window, kind)
            yield Stop(name, window)
        window.propose.click()
        _settle(window)
        yield Stop("min-enhet-foresla", window)
        _choose(window, "utfall")
        begin_report(window.rapport)
        _settle(window)
        yield Stop("min-enhet-utkast", window, window.rapport)
        window.close()
        QApplication.processEvents()
    yield from _preview(shell)


def _preview(shell: Shell) -> Iterator[Stop]:
    for name, conflicts in (("dialog-las-in", _CONFLICTS), ("dialog-las-in-en", [])):
        refused = _REFUSED if conflicts else []
        found = Inlast([UNIT], andringar=_CHANGES, konflikter=conflicts, nekade=refused)
        dialog = ImportPackagesDialog(shell.session, [], found, shell.dialog_parent)
        dialog.open()
        settle(shell)
        yield Stop(name, dialog)
        dialog.reject()
        settle(shell)


def _open(shell: Shell, folder: Path) -> MinEnhetWindow:
    here = shell.session.sammanhang
    assert here is not None  # noqa: S101 – the example's plan is open
    ar, today = here.ar, shell.session.today
    shell.session.run(lambda register: make_packages(register, folder, ar, today, enheter=(UNIT,)), lambda _made: None)
    settle(shell)
    window = shell.enhetspaket.open_unit(next(folder.iterdir()))
    _settle(window)
    return window


def _choose(window: MinEnhetWindow, tabell: str) -> None:
    """Its first record of that table."""
    items = (window.list.item(number) for number in range(window.list.count()))
    posts = (item.data(Qt.ItemDataRole.UserRole) for item in items)
    window.choose(*next(post for post in posts if post and post[0] == tabell))
    _settle(window)


def _settle(window: MinEnhetWindow) -> None:
    rest(lambda: window.session.thread_of_register.is_idle)

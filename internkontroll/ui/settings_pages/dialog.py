"""Inställningar för nämnden: sections on the left, each changes the register at once and can be undone."""

from importlib import import_module

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
)

from internkontroll.domain.sparat import Sparat
from internkontroll.ui import theme
from internkontroll.ui.host import Host
from internkontroll.ui.settings_pages import SECTIONS, Section
from internkontroll.ui.settings_pages.page import SettingsPage, row_height
from internkontroll.ui.widgets.layouts import scrolled
from internkontroll.ui.widgets.naming import named
from internkontroll.ui.widgets.tab_order import tab_through

_GEOMETRY = "installningar/geometri"
_SECTION = "installningar/avsnitt"


class SettingsDialog(QDialog):
    """Stays open beside the window; what it shows follows the nämnd and plan that are chosen there."""

    def __init__(self, shell: Host) -> None:
        super().__init__(shell.dialog_parent)
        self.setWindowTitle("Inställningar för nämnden")
        self._shell = shell
        self._session = shell.session
        self._pages: dict[int, SettingsPage] = {}
        self._areas: dict[int, QScrollArea] = {}
        self._stale: set[int] = set()
        self.sections = named(QListWidget(), "Avsnitt i inställningarna")
        self.stack = QStackedWidget()
        self._lay_out()
        self._add_undo()
        self.sections.currentRowChanged.connect(self.show_section)
        self._session.changed.connect(self._changed)
        self._session.context_changed.connect(self._context_changed)

    def come_forward(self) -> None:
        """Show the dialog, at the section where it was left."""
        first = not self.isVisible()
        self.show()
        self.raise_()
        self.activateWindow()
        if first:
            row = self._shell.settings.value(_SECTION, 0)
            self._stale = set(self._pages)
            self.sections.setCurrentRow(row if 0 <= row < len(SECTIONS) else 0)
            self.show_section(self.sections.currentRow())
            self.sections.setFocus()

    def page(self, row: int) -> SettingsPage:
        """The section's page; made the first time."""
        if row not in self._pages:
            self._pages[row] = page = _make(SECTIONS[row], self)
            self._stale.add(row)
            area = scrolled(page, sideways=True)
            self.stack.addWidget(area)
            self._areas[row] = area
            tab_through((self.sections, self.stack, self._buttons))
        return self._pages[row]

    def show_section(self, row: int) -> None:
        """Bring a section forward and read what is out of date in it."""
        page = self.page(row)
        self.stack.setCurrentWidget(self._areas[row])
        if row in self._stale and self._session.sammanhang:
            self._stale.discard(row)
            page.refresh()

    def done(self, result: int) -> None:
        """Save what is being written, and keep what is remembered."""
        self._commit()
        self._shell.settings.set(_GEOMETRY, self.saveGeometry())
        self._shell.settings.set(_SECTION, self.sections.currentRow())
        super().done(result)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Another window comes forward: what is being written here is saved first."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self._commit()

    def _commit(self) -> None:
        for page in self._pages.values():
            page.commit()

    def _changed(self, saved: Sparat) -> None:
        self._stale |= {row for row, page in self._pages.items() if page.tables & saved.tabeller}
        if self.isVisible():
            self.show_section(self.sections.currentRow())

    def _context_changed(self) -> None:
        self._stale = set(self._pages)
        if self._session.sammanhang is None:
            self.reject()
        elif self.isVisible():
            self.show_section(self.sections.currentRow())

    def _lay_out(self) -> None:
        metrics = self.fontMetrics()
        for section in SECTIONS:
            QListWidgetItem(section.title, self.sections).setSizeHint(QSize(0, row_height(self)))
        widest = max(metrics.horizontalAdvance(section.title) for section in SECTIONS)
        self.sections.setFixedWidth(widest + 4 * metrics.averageCharWidth() + metrics.height())
        self._buttons = buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        theme.make_hittable(buttons.button(QDialogButtonBox.StandardButton.Close))
        buttons.rejected.connect(self.reject)
        sides = QHBoxLayout()
        sides.addWidget(self.sections)
        sides.addWidget(self.stack, 1)
        layout = QVBoxLayout(self)
        layout.addLayout(sides, 1)
        layout.addWidget(buttons)
        room = self.screen().availableSize()
        self.resize(
            min(round(metrics.averageCharWidth() * 165), room.width() - 40),
            min(metrics.height() * 50, room.height() - 60),
        )
        self.restoreGeometry(self._shell.settings.state(_GEOMETRY))

    def _add_undo(self) -> None:
        for keys, do in (
            (QKeySequence.StandardKey.Undo, self._session.undo),
            (QKeySequence.StandardKey.Redo, self._session.redo),
        ):
            action = QAction(self)
            action.setShortcuts(keys)
            action.triggered.connect(do)
            self.addAction(action)


def _make(section: Section, dialog: SettingsDialog) -> SettingsPage:
    module = import_module(f"internkontroll.ui.settings_pages.{section.module}")
    page = getattr(module, section.page)(dialog._session)
    assert isinstance(page, SettingsPage)  # noqa: S101
    return page

"""All commands: as a list to search, as a table of shortcuts; and what program this is."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QMessageBox,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from internkontroll import __version__
from internkontroll.ui.widgets.naming import named
from internkontroll.ui.widgets.row_delegate import RowDelegate

_ACTION = Qt.ItemDataRole.UserRole


def all_commands(window: QMainWindow) -> list[tuple[str, QAction]]:
    """Menu and command, as people read them, in the order of the menus; those of the present page too."""
    found: list[tuple[str, QAction]] = []

    def walk(actions: Sequence[QAction], menu: str) -> None:
        for action in actions:
            below = action.menu()
            if below is not None:
                walk(below.actions(), _plain(action.text()))  # type: ignore[attr-defined]
            elif not action.isSeparator() and action.text():
                found.append((menu, action))

    walk(window.menuBar().actions(), "")
    return found


class CommandPalette(QDialog):
    """Type a part of a command, Enter does it."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.setWindowTitle("Kommandon")
        self.search = named(QLineEdit(), "Sök kommando")
        self.search.setPlaceholderText("Sök kommando …")
        self.list = named(QListWidget(), "Kommandon")
        self.list.setItemDelegate(RowDelegate(self.list))
        for menu, action in all_commands(window):
            if action.isEnabled():
                keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                item = QListWidgetItem(f"{menu}: {_plain(action.text())}{f'   ({keys})' if keys else ''}", self.list)
                item.setData(_ACTION, action)
        layout = QVBoxLayout(self)
        layout.addWidget(self.search)
        layout.addWidget(self.list)
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._run)
        self.list.itemActivated.connect(self._run)
        self.resize(self.fontMetrics().averageCharWidth() * 70, self.fontMetrics().height() * 22)
        self.list.setCurrentRow(0)

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(not all(word in item.text().casefold() for word in words))
        shown = [row for row in range(self.list.count()) if not self.list.item(row).isHidden()]
        self.list.setCurrentRow(shown[0] if shown else -1)

    def _run(self) -> None:
        if self.list.currentRow() >= 0:
            self.accept()
            self.list.currentItem().data(_ACTION).trigger()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Up and Down move in the list while the search has the focus."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.list.setFocus()
            self.list.keyPressEvent(event)
        else:
            super().keyPressEvent(event)


def show_command_palette(window: QMainWindow) -> None:
    """Search among all commands and do one."""
    CommandPalette(window).exec()


class Shortcuts(QDialog):
    """Every command with its keys."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.setWindowTitle("Kortkommandon")
        rows = [(menu, action) for menu, action in all_commands(window) if not action.shortcut().isEmpty()]
        table = named(QTableWidget(len(rows), 3), "Kortkommandon")
        table.setHorizontalHeaderLabels(["Meny", "Kommando", "Tangenter"])
        table.verticalHeader().hide()
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        for row, (menu, action) in enumerate(rows):
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            for column, text in enumerate((menu, _plain(action.text()), keys)):
                table.setItem(row, column, QTableWidgetItem(text))
        table.resizeColumnsToContents()
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        layout = QVBoxLayout(self)
        layout.addWidget(table)
        layout.addWidget(_close_button(self))
        self.resize(self.fontMetrics().averageCharWidth() * 76, self.fontMetrics().height() * 30)


def show_shortcuts(window: QMainWindow) -> None:
    """The table of all keys."""
    Shortcuts(window).exec()


def show_about(window: QWidget) -> None:
    """Version, licence and what the program is built with."""
    QMessageBox.about(
        window,
        "Om Internkontroll",
        f"<h3>Internkontroll {__version__}</h3>"
        "<p>Nämndens interna kontroll på ett ställe.</p>"
        "<p>Fri programvara under EUPL 1.2. Fönstret är byggt med Qt (LGPL 3).</p>",
    )


def _close_button(dialog: QDialog) -> QDialogButtonBox:
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)  # it would look as if it had the focus
    buttons.rejected.connect(dialog.reject)
    return buttons


def _plain(text: str) -> str:
    return text.replace("&", "").removesuffix("…")

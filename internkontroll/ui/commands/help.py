"""The menu Hjälp. What it opens is imported when it is asked for: the first list doesn't wait for it."""

from PySide6.QtWidgets import QApplication, QMainWindow

from internkontroll.ui.actions import Actions


class HelpCommands:
    """Help with the field that is written in, all commands, their shortcuts, and what program this is."""

    def __init__(self, window: QMainWindow, actions: Actions) -> None:
        self._window = window
        actions.help_field.triggered.connect(_show_help_of_focus)
        actions.palette.triggered.connect(self._show_palette)
        actions.shortcuts.triggered.connect(self._show_shortcuts)
        actions.about.triggered.connect(self._show_about)

    def _show_palette(self) -> None:
        from internkontroll.ui.dialogs.help import show_command_palette

        show_command_palette(self._window)

    def _show_shortcuts(self) -> None:
        from internkontroll.ui.dialogs.help import show_shortcuts

        show_shortcuts(self._window)

    def _show_about(self) -> None:
        from internkontroll.ui.dialogs.help import show_about

        show_about(self._window)


def _show_help_of_focus() -> None:
    from internkontroll.ui.widgets.field_row import row_of

    row = row_of(QApplication.focusWidget())
    if row:
        row.show_help()

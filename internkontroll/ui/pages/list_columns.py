"""Columns of a list, their widths, and the views that are saved of it."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QWidget

from internkontroll.services.sidor import Kolumn, Urval
from internkontroll.ui.models.urval_text import urval_as_dict, urval_from_dict
from internkontroll.ui.pages.list_memory import ListMemory
from internkontroll.ui.settings import Settings
from internkontroll.ui.widgets.column_chooser import ColumnMenu
from internkontroll.ui.widgets.list_view import ListView
from internkontroll.ui.widgets.saved_views import SavedViews


class ListColumns(QObject):
    """Shows the columns that somebody has chosen in `view`, and remembers them."""

    urval_chosen = Signal(object)
    """A saved view is wanted: its Urval. Its columns are shown already."""
    sort_chosen = Signal(object, bool)

    def __init__(
        self,
        view: ListView,
        kolumner: Sequence[Kolumn],
        memory: ListMemory,
        urval: Callable[[], Urval],
        parent: QWidget,
    ) -> None:
        """`urval` gives what the list shows now."""
        super().__init__(parent)
        self._view = view
        self._kolumner = kolumner
        self._memory = memory
        self._urval = urval
        self.menu = ColumnMenu(kolumner, parent)
        self.menu.aboutToShow.connect(self._show_state)
        self.menu.columns_chosen.connect(self.choose)
        self.menu.sort_chosen.connect(self.sort_chosen)
        view.header.sort_chosen.connect(self.sort_chosen)
        view.header.width_chosen.connect(memory.keep_width)
        view.header.customContextMenuRequested.connect(self._show_menu)
        self.show_columns(memory.columns(kolumner))

    def saved_views(self, settings: Settings, key: str, anchor: QWidget) -> SavedViews:
        """The menu of the views that are kept under `key`."""
        views = SavedViews(settings, key, self._present, anchor)
        views.chosen.connect(self._show_view)
        return views

    def show_columns(self, keys: Sequence[str]) -> None:
        """Show these columns, but not the one that the heads of groups say already."""
        self._chosen = list(keys)
        group = self._urval().gruppera
        shown = [key for key in keys if key != group] or keys
        if shown == [kolumn.key for kolumn in self._view.records.columns]:
            return
        self._view.records.set_columns(self._kolumner, shown)
        self._view.header.lay_out(self._memory.widths())
        urval = self._urval()
        self._view.header.show_sorting(urval.sortera, descending=urval.fallande)

    def follow(self) -> None:
        """Another choice is shown, perhaps in other groups."""
        self.show_columns(self._chosen)

    def choose(self, keys: Sequence[str]) -> None:
        """Somebody wants to see these."""
        self._memory.keep_columns(keys)
        self.show_columns(keys)
        self._show_state()

    def _show_state(self) -> None:
        urval = self._urval()
        self.menu.show_state(self._chosen, (urval.sortera, urval.fallande))

    def _show_menu(self, place: QPoint) -> None:
        self.menu.popup(self._view.header.viewport().mapToGlobal(place))

    def _present(self) -> dict[str, Any]:
        return urval_as_dict(self._urval()) | {"kolumner": self._chosen}

    def _show_view(self, kept: dict[str, Any]) -> None:
        known = [kolumn.key for kolumn in self._kolumner]
        columns = kept.get("kolumner")
        keys = [key for key in columns if key in known] if isinstance(columns, list) else []
        self.choose(keys or self._memory.columns(self._kolumner))
        self.urval_chosen.emit(urval_from_dict(kept))

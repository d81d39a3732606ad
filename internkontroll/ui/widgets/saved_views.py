"""The menu Vyer: filters, sorting, groups and columns of a list, kept under a name."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from internkontroll.ui.models.urval_text import read_json
from internkontroll.ui.settings import Settings
from internkontroll.ui.widgets.name_popup import NamePopup

View = dict[str, Any]


class SavedViews(QMenu):
    """Kept in the settings under `key`; `present` gives what the list shows now."""

    chosen = Signal(dict)
    """The view that somebody wants to see."""

    def __init__(self, settings: Settings, key: str, present: Callable[[], View], anchor: QWidget) -> None:
        super().__init__("Vyer", anchor)
        self._settings = settings
        self._key = key
        self._present = present
        self._anchor = anchor
        self.aboutToShow.connect(self.fill)

    def views(self) -> dict[str, View]:
        """Name → view, in the order in which they were saved."""
        kept = read_json(self._settings.value(self._key, ""))
        return (
            {str(name): view for name, view in kept.items() if isinstance(view, dict)} if isinstance(kept, dict) else {}
        )

    def fill(self) -> None:
        """The views there are, and what can be done with them."""
        self.clear()
        names = list(self.views())
        for name in names:
            self.addAction(_plain(name), partial(self.choose, name))
        if not names:
            self.addAction("Inga sparade vyer").setEnabled(False)
        self.addSeparator()
        self.addAction("Spara det som visas som vy …", self.ask_for_name)
        for title, act in (("Byt namn", self.ask_for_new_name), ("Ta bort", self.remove)):
            menu = self.addMenu(title)
            menu.setEnabled(bool(names))
            for name in names:
                menu.addAction(_plain(name), partial(act, name))

    def choose(self, name: str) -> None:
        """Show the view."""
        self.chosen.emit(self.views()[name])

    def save(self, name: str) -> None:
        """Keep what the list shows; a view of the same name is replaced."""
        self._keep(self.views() | {name: self._present()})

    def rename(self, name: str, new: str) -> None:
        """Another name in the same place; a view that had that name goes."""
        views = {key: view for key, view in self.views().items() if key == name or key != new}
        self._keep({new if key == name else key: view for key, view in views.items()})

    def remove(self, name: str) -> None:
        """Forget the view; the records in it are what they were."""
        self._keep({key: view for key, view in self.views().items() if key != name})

    def ask_for_name(self) -> None:
        """Let somebody name the view to save."""
        self._ask("Vyns namn", "", "Spara", self.save)

    def ask_for_new_name(self, name: str) -> None:
        """Let somebody name a view anew."""
        self._ask("Nytt namn", name, "Byt namn", partial(self.rename, name))

    def _ask(self, label: str, name: str, button: str, take: Callable[[str], None]) -> None:
        popup = NamePopup(label, name, button, self._anchor)
        popup.named.connect(take)
        popup.show_below(self._anchor)

    def _keep(self, views: dict[str, View]) -> None:
        self._settings.set(self._key, json.dumps(views, ensure_ascii=False))


def _plain(name: str) -> str:
    """A name whose & is an &."""
    return name.replace("&", "&&")

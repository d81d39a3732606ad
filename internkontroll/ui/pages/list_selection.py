"""Which records of a list are selected, also when all are and most of them haven't been fetched."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from internkontroll.services.sidor import Rad
from internkontroll.ui.models.list_feed import ListFeed
from internkontroll.ui.models.list_model import ALL
from internkontroll.ui.widgets.list_view import ListView

Versions = Mapping[int, int]
"""Id → the version as it was read, 0 where it isn't known."""


class ListSelection(QObject):
    """`tabell` is the table of all records of the list; empty where there are several."""

    changed = Signal()

    def __init__(self, view: ListView, feed: ListFeed, tabell: str, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._feed = feed
        self._tabell = tabell
        self._everything: list[int] | None = None
        self._is_selecting_all = False
        view.chosen.connect(self._chosen)
        view.records.rowsInserted.connect(self._added)

    def records(self) -> list[Rad]:
        """Those that have been fetched."""
        return self._view.selected_records()

    @property
    def is_everything(self) -> bool:
        """Whether records that haven't been fetched are selected too."""
        return self._everything is not None

    def by_table(self) -> dict[str, Versions]:
        """Table → the records of it that are selected."""
        found: dict[str, dict[int, int]] = {}
        for rad in self.records():
            found.setdefault(rad.tabell, {})[rad.id] = rad.version
        if self._everything is not None:
            known = found.get(self._tabell, {})
            return {self._tabell: {post: known.get(post, 0) for post in self._everything}}
        return dict(found)

    def select_all(self) -> None:
        """All that the list shows, also what hasn't been scrolled to."""
        self._select_fetched()
        if self._view.records.canFetchMore(self._view.rootIndex()):
            if self._tabell:
                self._feed.fetch_ids(self._take)
            else:
                self._is_selecting_all = True
                self._view.records.fetch(ALL)

    def _take(self, posts: list[int]) -> None:
        self._everything = posts
        self.changed.emit()

    def _added(self) -> None:
        if self._is_selecting_all or self.is_everything:
            self._select_fetched()
            self._is_selecting_all = False

    def _select_fetched(self) -> None:
        everything, self._everything = self._everything, None
        self._view.selectAll()
        if everything is not None:
            self._take(everything)

    def _chosen(self) -> None:
        if not self._view.is_returning or self._view.records.is_new:
            # Another selection than all: what is still on its way isn't selected as it comes.
            self._everything, self._is_selecting_all = None, False
        self.changed.emit()

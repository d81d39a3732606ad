"""What can be done with the selected records of a list, by menu and keyboard."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from internkontroll.domain.sparat import Sparat
from internkontroll.services.sidor import Rad
from internkontroll.ui.models.cell_text import cell_text
from internkontroll.ui.models.list_feed import ListFeed
from internkontroll.ui.pages.list_selection import ListSelection
from internkontroll.ui.session import Session
from internkontroll.ui.widgets.clipboard import copy_table
from internkontroll.ui.widgets.list_actions import on_view
from internkontroll.ui.widgets.list_view import ListView

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.db.session import Register

Write = Callable[["Register"], Sparat]


class ListCommands(QObject):
    """Each write is one operation for each table that the records are of."""

    gone = Signal()
    """The selected records are on their way out of the list: the next one is to be selected."""
    made = Signal(str, int)
    """A record has been made: table and id."""

    def __init__(
        self, session: Session, view: ListView, feed: ListFeed, selection: ListSelection, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._view = view
        self._feed = feed
        self._selection = selection
        keys = QKeySequence.StandardKey
        self.copy = on_view(view, "&Kopiera som tabell", keys.Copy, self.copy_table, "kopiera")
        self.select_all = on_view(view, "Markera &alla", keys.SelectAll, selection.select_all)
        parent.addActions([self.copy, self.select_all])
        self._needing = [self.copy]
        self._single: list[QAction] = []
        selection.changed.connect(self._follow)
        self._follow()

    def add_duplicate(self, duplicate: Callable[[], None]) -> None:
        """Records of this list can be duplicated, one at a time: a copy is there to be changed."""
        self._single.append(self._add("&Duplicera", "Ctrl+D", duplicate, "ny"))
        self._follow()

    def add_moves(self, moves: Mapping[str, str]) -> None:
        """Records can be dragged to another group; `moves`: the column of the groups → the record's own."""
        self._view.take_moves()
        self._view.moved.connect(lambda target: self._move(target, moves.get(self._feed.urval.gruppera or "")))

    def _move(self, target: Rad, column: str | None) -> None:
        if column:
            for tabell, versions in self._selection.by_table().items():
                self._session.write(_move_to(tabell, versions, target.id, column))

    def add_trash(self) -> None:
        """Records of this list can be thrown away."""
        self._add("Flytta till &papperskorgen", "Del", self.trash, "papperskorg")

    def add_restore(self) -> None:
        """Records of this list can be taken back."""
        self._add("&Återställ", "Ctrl+Return", self.restore, "angra")

    def copy_table(self) -> None:
        """The selected records with the columns that are seen, onto the clipboard."""
        if self._selection.is_everything:
            self._feed.fetch_all(self._put)
        else:
            self._put(self._selection.records())

    def duplicate(self, reason: str | None = None) -> None:
        """Make a copy of the selected record and show it; a decided plan takes one with a reason only."""
        for rad in self._selection.records()[:1]:
            self._session.write(_duplicate(rad.tabell, rad.id, reason), self._tell_made)

    def trash(self) -> None:
        """Put the selected records in the papperskorg."""
        for tabell, posts in self._selection.by_table().items():
            self._session.write(_trash(tabell, list(posts)), lambda _saved: self.gone.emit())

    def restore(self) -> None:
        """Take the selected records out of the papperskorg, whatever they are, in one operation."""
        chosen = {tabell: list(posts) for tabell, posts in self._selection.by_table().items()}
        if chosen:
            self._session.write(_restore(chosen), lambda _saved: self.gone.emit())

    def _put(self, rader: Sequence[Rad]) -> None:
        records, kolumner = self._view.records, self._view.records.columns
        rows = [
            [cell_text(kolumn.slag, records.value(rad, place)) for place, kolumn in enumerate(kolumner)]
            for rad in rader
        ]
        if rows:
            copy_table([kolumn.titel for kolumn in kolumner], rows)

    def _tell_made(self, saved: Sparat) -> None:
        if saved.nya:
            self.made.emit(*saved.nya[0])

    def _add(self, text: str, keys: str, act: Callable[[], None], icon_name: str) -> QAction:
        action = on_view(self._view, text, keys, act, icon_name)
        parent = self.parent()
        if isinstance(parent, QWidget):
            parent.addAction(action)
        self._needing.append(action)
        self._follow()
        return action

    def _follow(self) -> None:
        has_some = self._view.selectionModel().hasSelection()
        for action in self._needing:
            action.setEnabled(has_some)
        has_one = has_some and len(self._selection.records()) == 1
        for action in self._single:
            action.setEnabled(has_one)


def _trash(tabell: str, posts: list[int]) -> Write:
    def operation(register: "Register") -> Sparat:
        from internkontroll.services.redigera import trash

        return trash(register, tabell, posts)

    return operation


def _restore(chosen: Mapping[str, list[int]]) -> Write:
    def operation(register: "Register") -> Sparat:
        from internkontroll.services.redigera import restore_all

        return restore_all(register, chosen)

    return operation


def _move_to(tabell: str, versions: Mapping[int, int], target: int, column: str) -> Write:
    def operation(register: "Register") -> Sparat:
        from internkontroll.services.poster import load_post
        from internkontroll.services.redigera import set_values

        with register.read() as connection:
            value = load_post(connection, tabell, target).varden[column]
        return set_values(register, tabell, versions, {column: value})

    return operation


def _duplicate(tabell: str, post: int, reason: str | None) -> Write:
    def operation(register: "Register") -> Sparat:
        from internkontroll.services.redigera import duplicate

        return duplicate(register, tabell, post, skal=reason)

    return operation

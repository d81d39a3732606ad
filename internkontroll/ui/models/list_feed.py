"""Brings a page's records from the register to its model: asks, and drops answers that came too late."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from internkontroll.services.sidor import Rad, Sida, Urval, all_ids, count, fetch
from internkontroll.ui.models.list_model import ALL, SCREENFUL, ListModel
from internkontroll.ui.session import Session


class ListFeed(QObject):
    """`urval` is what the list shows, or will show when the answer comes."""

    showing = Signal()
    """The answer is here; its records come into the model now."""
    shown = Signal()
    """The records are in the model."""
    counted = Signal(int, int)
    """How many records the list shows in all, and how many there would be without filters."""

    def __init__(self, session: Session, sida: Sida, model: ListModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.urval = Urval()
        self._session = session
        self._sida = sida
        self._model = model
        self._question = 0
        # With no time to wait it goes off when all that is due has been painted.
        self._counting = QTimer(self, interval=0, singleShot=True)
        self._counting.timeout.connect(self._count)
        model.more_wanted.connect(self._fetch_more)

    def ask(self, urval: Urval) -> None:
        """Show another choice, from its top."""
        self.urval = urval
        self._fetch(SCREENFUL, is_new=True)

    def ask_again(self, reach: int) -> None:
        """Show the same choice as it is now, at least as many records as somebody has gone through."""
        self._fetch(max(SCREENFUL, reach), is_new=False)

    def _fetch(self, limit: int, *, is_new: bool) -> None:
        sammanhang, urval, sida = self._session.sammanhang, self.urval, self._sida
        self._question += 1
        if sammanhang is None:
            self._model.show_records((), complete=True)
            return

        def show(rader: list[Rad]) -> None:
            self.showing.emit()
            self._model.show_records(rader, complete=len(rader) < limit, is_new=is_new)
            self.shown.emit()
            self._counting.start()

        self._session.read(lambda reader: fetch(reader, sida, sammanhang, urval, 0, limit), show, key=f"lista {sida}")

    def _count(self) -> None:
        """Asked for when the list has been painted: it takes longer than a page of it."""
        sammanhang, urval, sida = self._session.sammanhang, self.urval, self._sida
        if sammanhang:
            self._session.read(
                lambda reader: count(reader, sida, sammanhang, urval),
                lambda counts: self.counted.emit(*counts),
                key=f"antal {sida}",
            )

    def _fetch_more(self, offset: int, limit: int) -> None:
        question = self._question

        def add(rader: Sequence[Rad]) -> None:
            if question == self._question:
                self._model.add_records(rader, complete=len(rader) < limit)

        self._read_page(offset, limit, add)

    def fetch_all(self, done: Callable[[Sequence[Rad]], None]) -> None:
        """All records of the choice, also those that aren't in the model."""
        self._read_page(0, ALL, done)

    def fetch_ids(self, done: Callable[[list[int]], None]) -> None:
        """The ids of all records of the choice."""
        sammanhang, urval, sida = self._session.sammanhang, self.urval, self._sida
        if sammanhang:
            self._session.read(lambda reader: all_ids(reader, sida, sammanhang, urval), done, key=f"alla {sida}")

    def _read_page(self, offset: int, limit: int, done: Callable[[Sequence[Rad]], None]) -> None:
        sammanhang, urval, sida = self._session.sammanhang, self.urval, self._sida
        if sammanhang:
            self._session.read(lambda reader: fetch(reader, sida, sammanhang, urval, offset, limit), done)

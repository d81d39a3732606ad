"""What a list is asked for: put together from search, filters, sorting and groups, and remembered."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer

from internkontroll.services.sidor import Sida, Urval, choices
from internkontroll.ui.models.list_feed import ListFeed
from internkontroll.ui.pages.list_memory import ListMemory
from internkontroll.ui.session import Session
from internkontroll.ui.widgets.choice_popup import Choice, ChoicePopup
from internkontroll.ui.widgets.list_head import ListHead
from internkontroll.ui.widgets.list_view import ListView

KEEP_MILLISECONDS = 1_000
"""What is shown so long is remembered."""

MINE, WHO = "mina", "ansvarig"
"""The filters for what is the user's, and the one among whose values she finds herself."""
WHO_TITLE = "Vem är du?"


class ListQuestion(QObject):
    """Leads from what stands above the list to what the list shows."""

    def __init__(
        self, session: Session, sida: Sida, feed: ListFeed, head: ListHead, view: ListView, memory: ListMemory
    ) -> None:
        super().__init__(view)
        self._session = session
        self._sida = sida
        self._feed = feed
        self._head = head
        self._view = view
        self._memory = memory
        self._labels: dict[str, str] = {}
        # To write the settings takes longer than to show a list: not at every keystroke.
        self._keeping = QTimer(self, interval=KEEP_MILLISECONDS, singleShot=True)
        self._keeping.timeout.connect(self.keep)
        self._kept_for: Path | None = None
        self.who: ChoicePopup | None = None
        head.searched.connect(lambda text: self.change(sok=text))
        head.chips.changed.connect(self._filter)
        head.chips.choices_wanted.connect(self._read_choices)
        head.group_chosen.connect(lambda key: self.change(gruppera=key))
        head.cleared.connect(self.clear)

    @property
    def urval(self) -> Urval:
        """What the list shows, or will show when the answer comes."""
        return self._feed.urval

    @property
    def is_narrowed(self) -> bool:
        """Whether records may be hidden by filters or by what is searched for."""
        return bool(self.urval.filter or self.urval.sok)

    def ask(self, urval: Urval) -> None:
        """Show this choice of the records."""
        self._head.show_urval(urval, self._labels)
        self._view.header.show_sorting(urval.sortera, descending=urval.fallande)
        self._feed.ask(urval)
        self._kept_for = self._session.path
        self._keeping.start()

    def keep(self) -> None:
        """Remember what the list shows for the next time, if that hasn't been done."""
        self._keeping.stop()
        if self._kept_for:
            self._memory.keep_urval(self.urval, self._kept_for)
            self._kept_for = None

    def ask_as_last_time(self) -> None:
        """Show what this register's list showed last."""
        self.keep()
        self.ask(self._memory.urval(self._session.path))

    def change(self, **parts: Any) -> None:
        """Another choice in these respects."""
        self.ask(replace(self.urval, **parts))

    def clear(self) -> None:
        """Show all records."""
        self.change(filter={}, sok="")

    def ask_who(self) -> None:
        """Let the user say which of those who are ansvariga she is; from then on "Mina" shows what is theirs."""
        self._read_choices(WHO, self._show_who)

    def _filter(self, chosen: dict[str, tuple[str, ...]]) -> None:
        # "Mina" is the one filter that is on or off and yet has a value: whose they are.
        names = self._memory.mine()
        if MINE in chosen and not names:
            self.ask_who()
        else:
            self.change(filter=chosen | ({MINE: names} if MINE in chosen else {}))

    def _show_who(self, found: list[Choice]) -> None:
        anchor, named = self._head.chips.chips[MINE], [choice for choice in found if choice[0]]
        elsewhere = [name for name in self._memory.mine() if name not in {value for value, _, _ in named}]
        self.who = ChoicePopup(WHO_TITLE, named, self._memory.mine(), self._head, says=WHO_TITLE)
        self.who.changed.connect(lambda names: self._be((*elsewhere, *names)))
        self.who.show_below(anchor)

    def _be(self, names: tuple[str, ...]) -> None:
        self._memory.keep_mine(names)
        others = {key: values for key, values in self.urval.filter.items() if key != MINE}
        self.change(filter=others | ({MINE: names} if names else {}))

    def _read_choices(self, key: str, show: Callable[[list[Choice]], None] | None = None) -> None:
        sammanhang, sida = self._session.sammanhang, self._sida
        if sammanhang is not None:
            self._session.read(
                lambda reader: choices(reader, sida, sammanhang, key),
                show or (lambda found: self._show_choices(key, found)),
                key=f"val {sida}",
            )

    def _show_choices(self, key: str, found: list[Choice]) -> None:
        self._labels.update({value: label for value, label, _ in found})
        self._head.chips.show_choices(key, found)

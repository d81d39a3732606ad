"""The åtgärder of a risk, granskning or utfall, one card each, and the way to a new one."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.sparat import Sparat
from internkontroll.ui import theme
from internkontroll.ui.records.atgard_card import AtgardCard
from internkontroll.ui.records.loading import Followed
from internkontroll.ui.records.saver import Saver
from internkontroll.ui.records.texts import ToneLabel, button

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.db.session import Register

NEW_TEXT = "Ny åtgärd"
"""What a new åtgärd says until somebody writes over it."""


class AtgarderTab(QWidget):
    """`nothing`: what is said when there are none."""

    go_to = Signal(object)
    making = Signal()
    """A new one is on its way: what holds this is to be brought forward."""

    def __init__(self, saver: Saver, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saver = saver
        self._owner: Mapping[str, int] = {}
        self._sammanhang: Sammanhang | None = None
        self._wanted: int | None = None
        self.cards: dict[int, AtgardCard] = {}
        self._nothing = ToneLabel("muted", nothing)
        self.new = button("Ny åtgärd", "ny", description="Skriv en ny åtgärd (Ctrl+Skift+N)")
        self.new.clicked.connect(self.make)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(theme.space(self))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._nothing)
        layout.addLayout(self._cards)
        layout.addWidget(self.new)

    def add_shortcut(self, panel: QWidget) -> None:
        """Ctrl+Shift+N anywhere in the panel."""
        action = QAction("Ny &åtgärd", panel)
        action.setShortcut(QKeySequence("Ctrl+Shift+N"))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(self.make)
        panel.addAction(action)

    def show_atgarder(
        self, owner: Mapping[str, int], atgarder: Sequence[Followed], sammanhang: Sammanhang, closed: str
    ) -> None:
        """`owner`: the columns of a new åtgärd that say whose it is; `closed`: why none can be made."""
        if owner != self._owner or self._sammanhang is None or sammanhang.tillfalle != self._sammanhang.tillfalle:
            self._drop(list(self.cards))
        self._owner, self._sammanhang = owner, sammanhang
        self._drop([post for post in self.cards if post not in [one.post.id for one in atgarder]])
        for place, one in enumerate(atgarder):
            card = self.cards.get(one.post.id) or self._make_card(one.post.id, sammanhang)
            if self._cards.indexOf(card) != place:
                self._cards.insertWidget(place, card)
            card.show_atgard(one, sammanhang)
        self._nothing.setVisible(not atgarder)
        self.new.setVisible(not closed)
        if self._wanted in self.cards:
            self.cards[self._wanted].focus_text()
            self._wanted = None

    def make(self) -> None:
        """Make an åtgärd and go to its text."""
        owner, sammanhang = self._owner, self._sammanhang
        if sammanhang is None or not owner or self.new.isHidden():
            return

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.redigera import create

            return create(register, "atgard", sammanhang, {**owner, "beskrivning": NEW_TEXT})

        self._saver.do(operation, self._made)

    def _made(self, saved: Sparat) -> None:
        self._wanted = saved.nya[0][1]
        self.making.emit()

    def _make_card(self, post: int, _sammanhang: Sammanhang) -> AtgardCard:
        card = self.cards[post] = AtgardCard(self._saver, _sammanhang.tillfalle, self)
        card.go_to.connect(self.go_to)
        return card

    def _drop(self, posts: Sequence[int]) -> None:
        for post in posts:
            card = self.cards.pop(post)
            card.form.keep_drafts()
            self._cards.removeWidget(card)
            card.hide()
            card.deleteLater()

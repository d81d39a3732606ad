"""Records that hang below another one as cards in order: add, change in place, move, throw away."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from internkontroll.domain.changes import KINDS
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.sparat import Sparat
from internkontroll.ui import theme
from internkontroll.ui.records.field_form import FieldForm, Source, record_source
from internkontroll.ui.records.saver import Saver
from internkontroll.ui.records.texts import ToneLabel, button
from internkontroll.ui.widgets.card import Framed

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.db.session import Register
    from internkontroll.services.poster import Post

Lines = Sequence[Sequence[str]]

Sources = Callable[["Post", Mapping[str, str]], Source]
"""Record and what is frozen in it → how its form shows and saves it."""


class PostCard(Framed):
    """One record; `layout_` takes what the list wants to have below its fields."""

    moved = Signal(int, int)
    """The record is to be moved by so many places."""
    trashed = Signal(int)

    def __init__(
        self, saver: Saver, tabell: str, lines: Lines, sources: Sources, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.tabell = tabell
        self.post = 0
        self.identity = ""
        self._sources = sources
        self.form = FieldForm(saver, [[(tabell, name) for name in line] for line in lines])
        self.up, self.down = button("", "upp"), button("", "ned")
        self.remove = button("Ta bort", "papperskorg")
        self._tools = QWidget()
        self.layout_ = QVBoxLayout(self)
        self.layout_.addWidget(self.form)
        self._lay_out_tools()

    def show_post(self, post: "Post", place: int, count: int, closed: str) -> None:
        """Show the record, which is number `place` (from 0) of `count`."""
        self.post, self.identity = post.id, identity_of(post)
        one = KINDS[self.tabell][0]
        names = ((self.up, f"Flytta {one} {place + 1} uppåt"), (self.down, f"Flytta {one} {place + 1} nedåt"))
        for tool, name in (*names, (self.remove, f"Flytta {one} {place + 1} till papperskorgen")):
            tool.setAccessibleName(name)
            tool.setToolTip(name)
        self.up.setEnabled(place > 0)
        self.down.setEnabled(place < count - 1)
        self._tools.setVisible(not closed)
        self.setAccessibleName(f"{one.capitalize()} {place + 1} av {count}: {post.titel}")
        frozen = {row.falt.namn: closed for row in self.form.rows.values()} if closed else {}
        self.form.show_sources({self.tabell: self._sources(post, frozen)})

    def focus_text(self) -> None:
        """Put the focus in the first field, to be written over."""
        row = next(iter(self.form.rows.values()))
        row.editor.focus.setFocus(Qt.FocusReason.OtherFocusReason)
        row.editor.select_all()

    def _lay_out_tools(self) -> None:
        tools = QHBoxLayout(self._tools)
        tools.setContentsMargins(0, 0, 0, 0)
        for tool in (self.up, self.down, self.remove):
            tool.setFlat(True)
            tool.setMinimumWidth(theme.MIN_TARGET)
            tools.addWidget(tool)
        tools.addStretch(1)
        self.up.clicked.connect(lambda: self.moved.emit(self.post, -1))
        self.down.clicked.connect(lambda: self.moved.emit(self.post, 1))
        self.remove.clicked.connect(lambda: self.trashed.emit(self.post))
        self.layout_.addWidget(self._tools)


class PostCards(QWidget):
    """`new`: the button's words and what a new record says; `nothing`: what is said when there are none."""

    def __init__(
        self,
        saver: Saver,
        tabell: str,
        lines: Lines,
        new: tuple[str, Mapping[str, Any]],
        nothing: str,
        decorate: Callable[[PostCard], None] | None = None,
        sources: Sources | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`decorate`: puts something more into a card that has just been made; `sources`: saves in its own way."""
        super().__init__(parent)
        self._saver = saver
        self._tabell = tabell
        self._lines = lines
        self._values = new[1]
        self._decorate = decorate
        self._sources = sources or _own_source
        self._owner: Mapping[str, int] = {}
        self._sammanhang: Sammanhang | None = None
        self._wanted: int | None = None
        self.cards: dict[int, PostCard] = {}
        self._order: list[int] = []
        self._nothing = ToneLabel("muted", nothing)
        self.new = button(new[0], "ny")
        self.new.clicked.connect(self.make)
        self._place = QVBoxLayout()
        self._place.setSpacing(theme.space(self))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._nothing)
        layout.addLayout(self._place)
        layout.addWidget(self.new)

    def show_posts(
        self, owner: Mapping[str, int], posts: "Sequence[Post]", sammanhang: Sammanhang, closed: str
    ) -> None:
        """The records below `owner` (column → id) in order; `closed`: why they can't be changed."""
        self._owner, self._sammanhang = owner, sammanhang
        order = [post.id for post in posts]
        self._follow(posts)
        for gone in [post for post in self.cards if post not in order]:
            self._drop(gone)
        for place, post in enumerate(posts):
            card = self.cards.get(post.id) or self._make_card(post.id)
            if self._place.indexOf(card) != place:
                self._place.insertWidget(place, card)
            card.show_post(post, place, len(posts), closed)
        self._order = order
        self._nothing.setVisible(not posts)
        self.new.setVisible(not closed)
        if self._wanted in self.cards:
            self.cards[self._wanted].focus_text()
            self._wanted = None

    def make(self) -> None:
        """Make a record, last, and go to its first field."""
        tabell, owner, values, sammanhang = self._tabell, self._owner, self._values, self._sammanhang
        if sammanhang is None or not owner:
            return

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.redigera import create

            return create(register, tabell, sammanhang, {**owner, **values})

        self._saver.do(operation, self._made)

    def _follow(self, posts: "Sequence[Post]") -> None:
        """A record that another one has taken the place of hands over its card."""
        now = {identity_of(post): post.id for post in posts}
        self.cards = {now.get(card.identity, post): card for post, card in self.cards.items()}

    def _made(self, saved: Sparat) -> None:
        self._wanted = saved.nya[0][1]

    def _move(self, post: int, by: int) -> None:
        tabell, order = self._tabell, list(self._order)
        place = order.index(post)
        order.insert(min(max(0, place + by), len(order) - 1), order.pop(place))

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.redigera import reorder

            return reorder(register, tabell, order)

        self._saver.do(operation)

    def _trash(self, post: int) -> None:
        tabell = self._tabell

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.redigera import trash

            return trash(register, tabell, [post])

        self._saver.do(operation)

    def _make_card(self, post: int) -> PostCard:
        card = self.cards[post] = PostCard(self._saver, self._tabell, self._lines, self._sources, self)
        card.moved.connect(self._move)
        card.trashed.connect(self._trash)
        if self._decorate:
            self._decorate(card)
        return card

    def _drop(self, post: int) -> None:
        card = self.cards.pop(post)
        card.form.keep_drafts()
        self._place.removeWidget(card)
        card.hide()
        card.deleteLater()


def identity_of(post: "Post") -> str:
    """What stays when a record is put in the place of this one."""
    return str(post.varden.get("identitet") or post.uuid)


def _own_source(post: "Post", frozen: Mapping[str, str]) -> Source:
    return record_source(post.tabell, post.id, post.version, post.varden, frozen)

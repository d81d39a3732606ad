"""A record of any kind that lies in the papperskorg: to read, and to take back."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from internkontroll.domain.changes import KINDS
from internkontroll.domain.falt import FALT, Faltslag, shown_value
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.sparat import Sparat
from internkontroll.ui import theme
from internkontroll.ui.records.loading import Choices, load_choices
from internkontroll.ui.records.read_table import ReadTable
from internkontroll.ui.records.record_panel import Query, RecordPanel
from internkontroll.ui.records.texts import ToneLabel, button
from internkontroll.ui.records.words import local_time
from internkontroll.ui.session import Session
from internkontroll.ui.widgets.card import heading
from internkontroll.ui.widgets.layouts import scrolled

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.db.session import Register
    from internkontroll.services.poster import Post
    from internkontroll.services.records import Source


class BorttagenPanel(RecordPanel):
    """Nothing can be changed before it is taken back."""

    tables = frozenset(FALT)
    nothing = ("Papperskorgen", "Välj en post i listan för att se vad den säger och återställa den.")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.title = heading("")
        self.title.setWordWrap(True)
        self.when = ToneLabel("muted")
        self.restore = button("Återställ", "angra", description="Ta tillbaka posten ur papperskorgen")
        self.restore.clicked.connect(self._restore)
        self.fields = ReadTable("Posten", ("Fält", "Innehåll"), (1,))
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.fields)
        inside.addStretch(1)
        layout = QVBoxLayout(self.content)
        layout.setSpacing(theme.space(self))
        for widget in (self.title, self.when, self.restore):
            layout.addWidget(widget)
        layout.addWidget(scrolled(body), 1)

    def query(self, tabell: str, post: int, sammanhang: Sammanhang) -> Query:
        """The record and the names of what it refers to."""

        def load(source: "Source") -> "tuple[Post, Choices]":
            from internkontroll.services.poster import load_post

            found = load_post(source, tabell, post)
            return found, load_choices(source, found, sammanhang)

        return load

    def show_loaded(self, loaded: "tuple[Post, Choices]") -> None:
        """All of it that says something."""
        post, choices = loaded
        self.title.setText(f"{KINDS[post.tabell][0].capitalize()}: {post.titel}")
        borttagen = post.varden.get("borttagen")
        self.when.say(f"I papperskorgen sedan {local_time(borttagen)}" if borttagen else "Återställd")
        self.restore.setEnabled(post.borttagen)
        rows = []
        for falt in FALT[post.tabell]:
            value = post.varden.get(falt.namn)
            is_reference = falt.slag is Faltslag.REFERENCE and value is not None
            text = dict(choices[falt.namn]).get(int(value or 0), "") if is_reference else shown_value(falt, value)
            if text:
                rows.append((falt.titel, text))
        self.fields.show_rows(rows)

    def first_field(self) -> QWidget:
        """The button: there is nothing to write."""
        return self.restore

    def _restore(self) -> None:
        if self.shown is None:
            return
        tabell, post = self.shown

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.redigera import restore

            return restore(register, tabell, [post])

        self.saver.do(operation)

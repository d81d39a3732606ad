"""What has become of a record: every change, and the status and comment of every tillfälle side by side."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from internkontroll.ui import theme
from internkontroll.ui.records.read_table import ReadTable
from internkontroll.ui.records.texts import ToneLabel
from internkontroll.ui.records.words import local_time, short_tillfalle
from internkontroll.ui.session import Session
from internkontroll.ui.widgets.card import heading

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.db.reader import Reader
    from internkontroll.services.historik import Andring, Tillfallesrad


class TillfallenTable(ReadTable):
    """A row for each tillfälle, over all years; the newest first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Alla tillfällen", ("Tillfälle", "Status", "Kommentar"), (2,), parent)

    def show_tillfallen(self, rader: "Sequence[Tillfallesrad]") -> None:
        """Show these; given oldest first."""
        self.show_rows(
            [
                (
                    f"{short_tillfalle(rad.tillfalle).capitalize()} {rad.ar}",
                    " ".join(str(part) for part in (rad.status or "–", rad.klart_datum or "") if part),
                    rad.kommentar or "",
                )
                for rad in reversed(rader)
            ]
        )
        self.setVisible(bool(rader))


class HistorikTab(QWidget):
    """Reads the log when it is looked at, and not before."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._post: tuple[str, int] | None = None
        self._is_read = False
        self._title = heading("Alla tillfällen")
        self.tillfallen = TillfallenTable()
        self._nothing = ToneLabel("muted")
        self.changes = ReadTable("Ändringar", ("När", "Vem", "Fält", "Var", "Blev"), (2, 3, 4), wrapped=(0, 1))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(self))
        for widget in (self._title, self.tillfallen, heading("Ändringar"), self._nothing, self.changes):
            layout.addWidget(widget)
        layout.addStretch(1)
        self._title.hide()
        self.tillfallen.hide()

    def show_post(self, tabell: str, post: int, tillfallen: "Sequence[Tillfallesrad]" = ()) -> None:
        """The record to tell of; `tillfallen`: oldest first."""
        self._post, self._is_read = (tabell, post), False
        self._title.setVisible(bool(tillfallen))
        self.tillfallen.show_tillfallen(tillfallen)
        if self.isVisible():
            self._read()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Now it is looked at."""
        super().showEvent(event)
        if not self._is_read:
            self._read()

    def _read(self) -> None:
        if self._post is None:
            return
        post, self._is_read = self._post, True

        def load(reader: "Reader") -> "list[Andring]":
            from internkontroll.services.historik import load_history

            return load_history(reader, *post)

        self._session.read(load, self._show, key=f"historik {id(self)}")

    def _show(self, changes: "list[Andring]") -> None:
        self.changes.show_rows([change_row(one) for one in changes])
        self.changes.setVisible(bool(changes))
        self._nothing.say("" if changes else "Posten kom med när registret skapades och har inte ändrats sedan dess.")


def change_row(one: "Andring") -> tuple[str, str, str, str, str]:
    """When, who, field with the record it is of where that is another one, was, is."""
    field = f"{one.falt} ({one.post_titel})" if one.post_titel else one.falt
    who = f"{one.anvandare}: {one.skal}" if one.skal else one.anvandare
    return local_time(one.tid), who, field, one.var, one.blev

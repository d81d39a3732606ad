"""The search over everything: finds while you type, Down and Enter go there."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from internkontroll.ui.icons import icon
from internkontroll.ui.models.hit_model import HitModel
from internkontroll.ui.session import Session
from internkontroll.ui.widgets.hit_delegate import HitDelegate
from internkontroll.ui.widgets.naming import named

if TYPE_CHECKING:
    from internkontroll.db.reader import Reader
    from internkontroll.services.sok import Traff


class SearchField(QLineEdit):
    """Emits `chosen` with the Traff that the user takes."""

    chosen = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._hits = HitModel(self)
        named(self, "Sök överallt", "Sök risk, åtgärd, egenkontroll, granskning eller enhet")
        self.setPlaceholderText("Sök risk, åtgärd, enhet … (Ctrl+K)")
        self.setClearButtonEnabled(True)
        self.setAcceptDrops(False)  # a file that is let go here is for the window
        width = self.fontMetrics().averageCharWidth()
        self.setMinimumWidth(width * 14)
        self.setMaximumWidth(width * 60)
        self.addAction(icon("sok"), QLineEdit.ActionPosition.LeadingPosition)
        self._completer = QCompleter(self._hits, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(14)
        self._completer.setWidget(self)
        self._popup = named(QListView(), "Träffar")
        self._popup.setUniformItemSizes(True)
        self._popup.setAlternatingRowColors(True)  # each hit has two lines: what it is, and where
        self._completer.setPopup(self._popup)
        self._popup.setItemDelegate(HitDelegate(self._popup))  # which the line above has turned off
        self._popup.clicked.connect(self._take)
        self._completer.activated.connect(lambda _text: self._take(self._popup.currentIndex()))
        self.textEdited.connect(self._search)
        self.returnPressed.connect(self._take_first)

    def begin(self) -> None:
        """To the field, as its shortcut does; what is typed takes the place of what stood there."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Escape closes the hits, and where none are shown it clears the text."""
        if event.key() == Qt.Key.Key_Escape and self._popup.isVisible():
            self._popup.hide()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _search(self, text: str) -> None:
        if not text.strip():
            self._popup.hide()
            return
        sammanhang = self._session.sammanhang

        def query(reader: "Reader") -> "list[Traff]":
            # Imported here: the first paint doesn't wait for what only a search needs.
            from internkontroll.services.sok import search

            return search(reader, text, sammanhang)

        self._session.read(query, self._show, key="sok")

    def _show(self, hits: "Sequence[Traff]") -> None:
        self._hits.show_hits(hits)
        if self.hasFocus() and self.text().strip():
            # Where the window leaves the field little room, the hits still get what the field may have.
            wide = max(self.width(), self.maximumWidth())
            self._completer.complete(QRect(self.width() - wide, 0, wide, self.height()))

    def _take(self, index: QModelIndex) -> None:
        hit = self._hits.hit(index.row())
        if hit:
            self.clear()
            self.chosen.emit(hit)

    def _take_first(self) -> None:
        if self.text() and self._hits.rowCount():
            self._popup.hide()
            self._take(self._hits.index(0, 0))

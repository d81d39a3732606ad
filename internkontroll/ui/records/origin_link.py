"""Where a record comes from, as a link to it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from internkontroll.domain.changes import KINDS
from internkontroll.ui import theme
from internkontroll.ui.icons import icon
from internkontroll.ui.records.words import PAGES
from internkontroll.ui.target import Target

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.services.poster import Post


class OriginLink(QPushButton):
    """Its text is cut where there isn't room; the whole of it is its name and tooltip."""

    go_to = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._target: Target | None = None
        self.setFlat(True)
        self.setStyleSheet("text-align: left")
        theme.make_hittable(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.go_to.emit(self._target))
        self.hide()

    def show_origin(self, post: "Post | None") -> None:
        """The record that it leads to; None: nothing."""
        self.setVisible(post is not None)
        if post is not None:
            page = PAGES[post.tabell]
            self._target = Target(page, post.tabell, post.id)
            self._text = f"{KINDS[post.tabell][0].capitalize()}: {post.titel}"
            self.setIcon(icon(page))
            self.setAccessibleName(f"Gå till {self._text}")
            self.setToolTip(self._text)
            self._cut()

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """It can be cut."""
        return QSize(theme.MIN_TARGET, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """As much of the text as there is room for."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = self.width() - self.iconSize().width() - theme.space(self, 3)
        mode = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._text, mode, max(room, 0)).replace("&", "&&"))

"""Paragraphs in a field that is as high as they are."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QFocusEvent, QKeyEvent, QKeySequence, QPainter, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from internkontroll.ui import theme

LEAST_LINES, MOST_LINES = 2, 16


class GrowingText(QPlainTextEdit):
    """Paragraphs; as high as they need within bounds. Tab goes on to the next field."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.least_lines = LEAST_LINES
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())

    def sizeHint(self) -> QSize:  # noqa: N802
        """High enough for the text, from `least_lines` to sixteen lines."""
        lines = min(max(self.least_lines, self._count_lines()), MOST_LINES)
        frame = 2 * round(self.document().documentMargin() + self.frameWidth()) + 2
        return QSize(super().sizeHint().width(), lines * self.fontMetrics().lineSpacing() + frame)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Another width: other lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        # Without its own bar the width doesn't depend on the height, which would swing to and fro.
        policy = Qt.ScrollBarPolicy
        is_long = self._count_lines() > MOST_LINES
        self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if is_long else policy.ScrollBarAlwaysOff)
        self.updateGeometry()

    def _count_lines(self) -> int:
        """Lines as they are wrapped; a block that hasn't been laid out yet is by being asked for its height."""
        layout, block, lines = self.document().documentLayout(), self.document().begin(), 0
        while block.isValid() and lines <= MOST_LINES:
            layout.blockBoundingRect(block)
            lines += max(1, block.layout().lineCount())
            block = block.next()
        return lines

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Never lower than what it shows."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z is the window's where there is nothing to undo in the field itself."""
        if is_undo_for_window(event, self.document().isUndoAvailable(), self.document().isRedoAvailable()):
            event.ignore()
            return False
        done = super().event(event)
        if event.type() == QEvent.Type.Paint and self.hasFocus() and not self.isReadOnly():
            frame_focus(self)
        return done

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Words can be let go of here; files are somebody else's."""
        if not leave_files(event):
            super().dragEnterEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """The edge says so."""
        super().focusInEvent(event)
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scroll the page where there is nothing to scroll here."""
        if self.verticalScrollBar().maximum() and self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Tell that the user is done, unless only a menu has come up."""
        super().focusOutEvent(event)
        self.update()
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()


def frame_focus(field: QPlainTextEdit) -> None:
    """The edge of the field in the colour of the focus, as a field of one line has it; Fusion shows the cursor only."""
    painter = QPainter(field)
    painter.setPen(theme.colors().accent)
    painter.drawRect(field.rect().adjusted(0, 0, -1, -1))
    painter.end()


def leave_files(event: QDragEnterEvent) -> bool:
    """Whether files are dragged: they are left to what the field stands in, or their addresses would become its text.

    A page of the web is not a file: its address is a text.
    """
    files = any(url.isLocalFile() for url in event.mimeData().urls())
    if files:
        event.ignore()
    return files


def is_undo_for_window(event: QEvent, can_undo: bool, can_redo: bool) -> bool:
    """Whether the keys mean undo or redo, and the field has nothing to undo or redo."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    keys = QKeySequence.StandardKey
    return (event.matches(keys.Undo) and not can_undo) or (event.matches(keys.Redo) and not can_redo)

"""Printed pages below each other: white paper, as wide as there is room, drawn only where they are seen."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from internkontroll.ui import theme

ZOOM_STEP = 1.2
ZOOM_BOUNDS = (0.5, 4.0)
KEPT = 3
"""So many pages beside those that are seen keep their pictures."""

_ZOOM_IN = (QKeySequence("Ctrl++"), QKeySequence("Ctrl+="))
_ZOOM_OUT = QKeySequence("Ctrl+-")
_FIT = QKeySequence("Ctrl+0")


class PageView(QWidget):
    """One page. While a new picture of it is made the old one stays."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.wanted: tuple[int, int] | None = None
        self._image = QImage()

    @property
    def is_drawn(self) -> bool:
        """Whether it has a picture."""
        return not self._image.isNull()

    def set_picture(self, image: QImage, text: str) -> None:
        """Show the picture; the text is for those who don't see it."""
        self._image = image
        self.setAccessibleDescription(text)
        self.update()

    def forget(self) -> None:
        """Let go of the picture."""
        self._image = QImage()
        self.wanted = None

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """White in dark mode too: it is paper."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if self.is_drawn:
            painter.drawImage(self.rect(), self._image)
        painter.setPen(theme.colors().border)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class PageColumn(QScrollArea):
    """Scrolls by keys, zooms by Ctrl with plus, minus and 0, and asks for the pictures of the pages that are seen."""

    wanted = Signal(int, int)
    """A picture is needed: number of the page from 0, width in the screen's own pixels."""
    moved = Signal()
    """Another page is the present one, or it says something else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Avsnittets sidor")
        self.pages: list[PageView] = []
        self._sizes: tuple[QSizeF, ...] = ()
        self._zoom = 1.0
        self._edition = 0
        self._paper = QWidget()
        self.setWidget(self._paper)
        self._paper.setAutoFillBackground(False)  # which the line above turns on, over the frame of the focus
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setBackgroundRole(QPalette.ColorRole.Window)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # its coming must not change the width
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._look())

    # --- what is shown --------------------------------------------------------------------------------------------

    def show_pages(self, sizes: Sequence[QSizeF]) -> None:
        """Pages of these sizes, anew; where the reader is in them stays."""
        self._edition += 1
        self._sizes = tuple(sizes)
        while len(self.pages) > len(sizes):
            page = self.pages.pop()
            page.hide()
            page.deleteLater()
        while len(self.pages) < len(sizes):
            self.pages.append(PageView(self._paper))
        for number, page in enumerate(self.pages, 1):
            page.setAccessibleName(f"Sida {number} av {len(sizes)}")
            page.show()
        self._arrange()

    def show_picture(self, number: int, image: QImage, text: str) -> None:
        """The picture that was asked for, if its page still is there."""
        if number < len(self.pages) and not image.isNull():
            self.pages[number].set_picture(image, text)
            if number == self.current:
                self._name()

    @property
    def current(self) -> int:
        """The page (from 0) in the middle of what is seen; -1 without pages."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        above = sum(page.y() <= middle for page in self.pages)
        return max(above - 1, 0) if self.pages else -1

    def go_to_page(self, number: int, share: float = 0.0) -> None:
        """Put a page (from 0), or what is that share of its height down, at the top."""
        if 0 <= number < len(self.pages):
            page = self.pages[number]
            self.verticalScrollBar().setValue(page.y() + round(share * page.height()) - self._gap)

    # --- zoom -----------------------------------------------------------------------------------------------------

    def zoom(self, factor: float) -> None:
        """Larger or smaller by the factor; 0 is the width that there is."""
        low, high = ZOOM_BOUNDS
        self._zoom = min(max(self._zoom * factor, low), high) if factor else 1.0
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """The zoom's keys are the pages' own while the focus is here: Ctrl+0 else leads to another page."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _zoom_of(event) is not None
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Zoom; Home and End; the rest is Qt's."""
        factor = _zoom_of(event)
        if factor is not None:
            self.zoom(factor)
        elif event.key() == Qt.Key.Key_Home:
            self.go_to_page(0)
        elif event.key() == Qt.Key.Key_End:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """With Ctrl it zooms."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(ZOOM_STEP if event.angleDelta().y() > 0 else 1 / ZOOM_STEP)
        else:
            super().wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """The ground beside the pages, framed while the keys go here."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(theme.colors().accent, 3))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -2, -2))
            painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """The frame comes."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """The frame goes."""
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """As wide as there is room."""
        super().resizeEvent(event)
        self._arrange()

    # --- within ---------------------------------------------------------------------------------------------------

    @property
    def _gap(self) -> int:
        return theme.space(self)

    def _arrange(self) -> None:
        """Put the pages in their places; what stood at the top stays there."""
        if not self.pages:
            return
        gap, bar = self._gap, self.verticalScrollBar()
        share = bar.value() / max(1, self._paper.height())
        room = max(1, self.viewport().width() - 2 * gap)
        width = round(room * self._zoom)
        left, top = max(gap, (self.viewport().width() - width) // 2), gap
        for page, size in zip(self.pages, self._sizes, strict=True):
            height = round(width * size.height() / size.width())
            page.setGeometry(left, top, width, height)
            top += height + gap
        old = self._paper.height()
        self._paper.resize(width + 2 * left, top)
        if top != old:
            bar.setValue(round(share * top))
        self._look()

    def _look(self) -> None:
        """Ask for what is seen and isn't drawn as it should be; let go of what is far away."""
        seen = QRect(0, self.verticalScrollBar().value(), self._paper.width(), self.viewport().height())
        numbers = [number for number, page in enumerate(self.pages) if page.geometry().intersects(seen)]
        for number, page in enumerate(self.pages):
            if numbers and not numbers[0] - KEPT <= number <= numbers[-1] + KEPT:
                page.forget()
        for number in numbers:
            page = self.pages[number]
            wish = (self._edition, round(page.width() * self.devicePixelRatioF()))
            if page.wanted != wish:
                page.wanted = wish
                self.wanted.emit(number, wish[1])
        self._name()

    def _name(self) -> None:
        if not self.pages:
            return
        page = self.pages[self.current]
        if self.accessibleName() != page.accessibleName():
            self.setAccessibleName(page.accessibleName())
        self.setAccessibleDescription(page.accessibleDescription())
        self.moved.emit()


def _zoom_of(event: QKeyEvent) -> float | None:
    """What the keys do to the zoom: a factor, 0 for the width that there is; None for other keys."""
    keys = QKeySequence(event.keyCombination())
    if keys in _ZOOM_IN:
        return ZOOM_STEP
    return {_ZOOM_OUT.toString(): 1 / ZOOM_STEP, _FIT.toString(): 0.0}.get(keys.toString())

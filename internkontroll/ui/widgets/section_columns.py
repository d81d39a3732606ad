"""The columns of the section: outline, texts, printed pages; one or the other where there isn't room for all."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from internkontroll.ui import theme

_WIDTHS = (26, 46, 52)
"""Characters: outline, texts, pages."""
_NARROW = 118
"""With fewer characters the pages take the place of outline and texts when they are asked for."""


class SectionColumns(QSplitter):
    """`show_pages` says whether the pages are seen; on a narrow window they aren't until somebody asks."""

    def __init__(self, columns: Sequence[QWidget], show_pages: QAction, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = columns
        self._show_pages = show_pages
        self._is_narrow = False
        self.wants_pages = True
        """Whether the pages are to be seen where there is room for all."""
        for place, (column, width) in enumerate(zip(columns, _WIDTHS, strict=True)):
            self.addWidget(column)
            self.setStretchFactor(place, width)
            self.setCollapsible(place, False)
        self.setSizes([self.fontMetrics().averageCharWidth() * width for width in _WIDTHS])
        show_pages.toggled.connect(self._toggle)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Outline and texts: where there isn't room for the pages they are folded away."""
        *others, _ = [column.minimumSizeHint() for column in self._columns]
        width = sum(size.width() for size in others) + 2 * self.handleWidth()
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Another width: room for all, or not."""
        super().resizeEvent(event)
        is_narrow = self.width() < _NARROW * self.fontMetrics().averageCharWidth()
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._show_pages.setChecked(self.wants_pages and not is_narrow)
            self._arrange()

    def _toggle(self, shown: bool) -> None:
        if not self._is_narrow:
            self.wants_pages = shown
        self._arrange()

    def _arrange(self) -> None:
        shown = self._show_pages.isChecked()
        *others, pages = self._columns
        pages.setVisible(shown)
        for column in others:
            column.setVisible(not (shown and self._is_narrow))


class Column(QScrollArea):
    """Widgets below each other, never narrower than they need; where they are higher than the page, they scroll."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, theme.space(content, 0.5), 0)
        layout.setSpacing(theme.space(content))
        for widget in widgets:
            layout.addWidget(widget)
        layout.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(content)
        self._content = content

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """As wide as what stands in it, and the bar beside it."""
        width = self._content.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        return QSize(width, super().minimumSizeHint().height())

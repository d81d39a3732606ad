"""What layouts share that go on below when there is no more room beside."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class WrappingLayout(QLayout):
    """Holds the items; a kind of it says where they stand (`place`) and how far apart (`gap`)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def place(self, rect: QRect, *, move: bool) -> int:
        """Go through the items, and move them if so wanted; the answer is how high all of it is."""
        raise NotImplementedError

    def gap(self) -> int:
        """Between two items, beside and below each other."""
        raise NotImplementedError

    def shown(self) -> list[QLayoutItem]:
        """The items that aren't hidden."""
        return [item for item in self.items if not item.isEmpty()]

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        """Last of all."""
        if isinstance(item, QLayout):
            self.addChildLayout(item)  # so that it knows whose letters its gaps go by
        self.items.append(item)

    def count(self) -> int:
        """How many items there are."""
        return len(self.items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """The item in that place; None behind the last."""
        return self.items[index] if 0 <= index < len(self.items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        """Remove the item in that place."""
        return self.items.pop(index) if 0 <= index < len(self.items) else None

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """The height of all of it."""
        return self.place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        """Put the items in their places."""
        super().setGeometry(rect)
        self.place(rect, move=True)

    def sizeHint(self) -> QSize:  # noqa: N802
        """All beside each other."""
        sizes = [item.sizeHint() for item in self.shown()]
        width = sum(size.width() for size in sizes) + self.gap() * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:  # noqa: N802
        """Room for the largest: it is the width that decides how many stand beside each other."""
        size = QSize(0, 0)
        for item in self.shown():
            size = size.expandedTo(item.minimumSize())
        return size

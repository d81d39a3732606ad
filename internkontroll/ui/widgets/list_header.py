"""The head of a list: titles, the arrow of the sorting, and widths that are remembered."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QWidget

from internkontroll.domain.status import Status
from internkontroll.services.sidor import Kolumn, Slag
from internkontroll.ui import theme
from internkontroll.ui.models.list_model import ListModel

_LEAST_SHARE = 0.6
"""How much of its usual width a column of texts keeps before the list scrolls sideways: they go on two lines."""
_LONG_WORD = "Kommunrevisionen"
"""What a column of texts always has room for: words so long aren't broken."""
_LONG = 14
"""Texts in columns of at least so many characters can be broken."""
_WHOLE = {
    Slag.DATE: ("0000-00-00",),
    Slag.DATETIME: ("0000-00-00 00:00",),
    Slag.STATUS: tuple(f"MMM{status}" for status in Status),
}
"""What must not be broken, whatever the font: the widest of these has room. "MMM" is the room for the icon."""


class ListHeader(QHeaderView):
    """A click sorts: rising, falling, and the list's own order again."""

    sort_chosen = Signal(object, bool)
    """A column's key and whether the highest comes first; None for the list's own order."""
    width_chosen = Signal(str, int)
    """A column's key and the width in characters that somebody has given it."""

    def __init__(self, records: ListModel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._records = records
        self._widths: Mapping[str, int] = {}
        self._laying_out = False
        self.setAccessibleName("Kolumner")
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.sectionClicked.connect(self._sort_by)
        self.sectionResized.connect(self._resized)

    def lay_out(self, widths: Mapping[str, int]) -> None:
        """Give the columns their widths in characters; those that nobody has set have their usual one."""
        self._widths = widths
        self._laying_out = True
        for column, kolumn in enumerate(self._records.columns):
            self.resizeSection(column, self._width(kolumn))
        self._laying_out = False
        self.fit()

    def fit(self) -> None:
        """Texts take the room that is left, or give some up; columns that somebody has given a width keep it."""
        columns = self._records.columns
        if self.count() != len(columns):
            return
        usual = {place: self._pixels(kolumn.bredd) for place, kolumn in enumerate(columns) if self._can_give(kolumn)}
        if not usual:
            return
        room = self.viewport().width() - sum(self.sectionSize(n) for n in range(self.count()) if n not in usual)
        share = min(1.0, max(_LEAST_SHARE, room / sum(usual.values())))
        word = self.fontMetrics().horizontalAdvance(_LONG_WORD) + 2 * theme.space(self)
        widths = {place: max(int(width * share), min(width, word)) for place, width in usual.items()}
        widest = max(usual, key=lambda place: usual[place])
        widths[widest] += max(0, room - sum(widths.values()))
        self._laying_out = True
        for place, width in widths.items():
            self.resizeSection(place, width)
        self._laying_out = False

    def _can_give(self, kolumn: Kolumn) -> bool:
        return kolumn.slag is Slag.TEXT and kolumn.bredd >= _LONG and kolumn.key not in self._widths

    def show_sorting(self, key: str | None, *, descending: bool) -> None:
        """The arrow beside the column's title."""
        keys = [kolumn.key for kolumn in self._records.columns]
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.setSortIndicator(keys.index(key) if key in keys else -1, order)
        self._records.set_sorting(key, descending=descending)

    def _sort_by(self, column: int) -> None:
        kolumn = self._records.columns[column]
        key, descending = self._records.sorting
        if not kolumn.sorterbar:
            self.show_sorting(key, descending=descending)
        elif kolumn.key != key:
            self.sort_chosen.emit(kolumn.key, False)
        else:
            self.sort_chosen.emit(None if descending else key, not descending)

    def _resized(self, column: int, _old: int, new: int) -> None:
        if not self._laying_out and column < len(self._records.columns):
            characters = round((new - 3 * theme.space(self) // 2) / self.fontMetrics().averageCharWidth())
            self.width_chosen.emit(self._records.columns[column].key, max(1, characters))

    def _width(self, kolumn: Kolumn) -> int:
        """As somebody has set it, else as usual, with room for the title and its arrow."""
        if kolumn.key in self._widths:
            return self._pixels(self._widths[kolumn.key])
        title = self.fontMetrics().horizontalAdvance(kolumn.titel) + 2 * theme.space(self)
        whole = (self.fontMetrics().horizontalAdvance(text) for text in _WHOLE.get(kolumn.slag, ()))
        return max(title, max(whole, default=0) + 2 * theme.space(self), self._pixels(kolumn.bredd))

    def _pixels(self, characters: int) -> int:
        return characters * self.fontMetrics().averageCharWidth() + 3 * theme.space(self) // 2

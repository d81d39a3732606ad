"""What the search over everything has found, a row for each."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from internkontroll.services.sidor import Slag
from internkontroll.ui.models.cell_text import tooltip

if TYPE_CHECKING:
    from internkontroll.services.sok import Traff

_NOTHING = "Inget hittades. Pröva en del av ett ord."
_NOWHERE = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class HitModel(QAbstractListModel):
    """Texts of two lines, what it is and where; one line that can't be chosen where nothing was found."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: Sequence[Traff] | None = None

    def show_hits(self, hits: "Sequence[Traff]") -> None:
        """These hits instead of the present ones; where they are the same, nothing has to be painted."""
        if hits != self._hits:
            self.beginResetModel()
            self._hits = hits
            self.endResetModel()

    def hit(self, row: int) -> "Traff | None":
        """What stands on a row."""
        return self._hits[row] if self._hits and 0 <= row < len(self._hits) else None

    # --- what Qt asks ---------------------------------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        """The hits, or the line that says that there are none; nothing before the first search."""
        return 0 if parent.isValid() or self._hits is None else max(1, len(self._hits))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The lines, the same for a screen reader, and the whole heading as tooltip."""
        hit = self.hit(index.row())
        if hit is None:
            return _NOTHING if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{hit.titel}\n{hit.under}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{hit.titel}. {hit.under}"
        return tooltip(Slag.TEXT, hit.titel) if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Hits can be chosen."""
        return super().flags(index) if self.hit(index.row()) else Qt.ItemFlag.NoItemFlags

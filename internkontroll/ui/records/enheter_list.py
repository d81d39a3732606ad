"""The units that are to answer an egenkontroll: add one, take one away."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from internkontroll.domain.falt import Falt, Faltslag
from internkontroll.domain.sparat import Sparat
from internkontroll.ui import theme
from internkontroll.ui.records.saver import Saver
from internkontroll.ui.records.texts import button
from internkontroll.ui.widgets.card import Card
from internkontroll.ui.widgets.editors import ChoiceEditor, make_editor
from internkontroll.ui.widgets.naming import label_for, named
from internkontroll.ui.widgets.row_delegate import RowDelegate

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.db.session import Register

_ID = Qt.ItemDataRole.UserRole
_FIELD = Falt("enhet_id", "Lägg till en enhet", "Den enhet som också ska göra egenkontrollen.", "", Faltslag.REFERENCE)


class Enhetslank(NamedTuple):
    """A unit that does the egenkontroll. `text`: the unit with its time; `slut`: it has left already."""

    enhet: int
    text: str
    slut: bool


class EnheterList(Card):
    """What a unit has answered stays when the unit goes."""

    def __init__(self, saver: Saver, parent: QWidget | None = None) -> None:
        super().__init__("Enheter", parent)
        self.setAutoFillBackground(False)  # the fields stand out from the page's ground
        self._saver = saver
        self._egenkontroll = 0
        self.list = named(QListWidget(), "Enheter som gör egenkontrollen")
        self.list.setItemDelegate(RowDelegate(self.list))
        self.list.itemSelectionChanged.connect(self._enable)
        editor = make_editor(_FIELD)
        assert isinstance(editor, ChoiceEditor)  # noqa: S101  the field is a reference
        self.choice = editor
        self.add = button("Lägg till", "ny", "Lägg till enheten")
        self.remove = button("Ta bort", "papperskorg", "Ta bort enheten ur egenkontrollen")
        self._tools = QWidget()
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.choice.box.currentIndexChanged.connect(self._enable)
        self._lay_out()

    def show_enheter(
        self, egenkontroll: int, chosen: Sequence[Enhetslank], offered: Sequence[tuple[int, str]], closed: str
    ) -> None:
        """`offered`: the nämnd's units, of which one that has left can come again; `closed`: why nothing changes."""
        self._egenkontroll = egenkontroll
        self.set_title(f"Enheter: {len(chosen)}")
        self.list.clear()
        for lank in chosen:
            QListWidgetItem(lank.text, self.list).setData(_ID, lank.enhet)
        rows = min(max(len(chosen), 2), 8)
        self.list.setFixedHeight(max(theme.MIN_TARGET, self.list.sizeHintForRow(0)) * rows + theme.space(self))
        taken = {lank.enhet for lank in chosen if not lank.slut}
        if self.choice.text() and int(self.choice.text()) in taken:
            self.choice.set_text("")
        self.choice.set_choices([(str(enhet), namn) for enhet, namn in offered if enhet not in taken])
        self._tools.setVisible(not closed)
        self._enable()

    def _add(self) -> None:
        egenkontroll, chosen = self._egenkontroll, self.choice.text()
        if not chosen:
            return

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.redigera.answers import add_enhet

            return add_enhet(register, egenkontroll, int(chosen))

        self._saver.do(operation)

    def _remove(self) -> None:
        egenkontroll, item = self._egenkontroll, self.list.currentItem()
        if item is None:
            return
        enhet = int(item.data(_ID))

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.redigera.answers import remove_enhet

            return remove_enhet(register, egenkontroll, enhet)

        self._saver.do(operation)

    def _enable(self) -> None:
        self.remove.setEnabled(bool(self.list.selectedItems()))
        self.add.setEnabled(bool(self.choice.text()))

    def _lay_out(self) -> None:
        tools = QVBoxLayout(self._tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.addWidget(self.remove)
        tools.addWidget(label_for(self.choice.focus, _FIELD.titel))
        line = QHBoxLayout()
        line.addWidget(self.choice, 1)
        line.addWidget(self.add)
        tools.addLayout(line)
        self.body.addWidget(self.list)
        self.body.addWidget(self._tools)

"""The units that are to answer an egenkontroll: add one, change its part, hand it over, pause it, take it away."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from internkontroll.domain.egenkontroll.perioder import Period
from internkontroll.domain.falt import Falt, Faltslag
from internkontroll.domain.sparat import Sparat
from internkontroll.ui import theme
from internkontroll.ui.records.enheter_dialog import Enhetslank, TakeOver, UnitPart
from internkontroll.ui.records.saver import Saver
from internkontroll.ui.records.texts import button
from internkontroll.ui.records.uppehall import PauseDialog
from internkontroll.ui.widgets.card import Card
from internkontroll.ui.widgets.editors import ChoiceEditor, make_editor
from internkontroll.ui.widgets.flow_layout import FlowLayout
from internkontroll.ui.widgets.naming import label_for, named
from internkontroll.ui.widgets.row_delegate import RowDelegate

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.db.session import Connection, Register

_ID = Qt.ItemDataRole.UserRole
_FIELD = Falt("enhet_id", "Lägg till en enhet", "Den enhet som också ska göra egenkontrollen.", "", Faltslag.REFERENCE)


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
        self.all_under = named(QCheckBox("Alla enheter under den"), "Alla enheter under den")
        self.change = button("Ändra…", "", "Ändra enhetens del i egenkontrollen", "Med alla under, från och till dag")
        self.hand_over = button("Lämna över…", "", "Lämna över till en annan enhet", "En annan enhet tar över en dag")
        self.pause = button("Uppehåll…", "", "Enhetens uppehåll", "Enheten har inget att rapportera för en tid")
        self.remove = button("Ta bort", "papperskorg", "Ta bort enheten ur egenkontrollen")
        self._parts: Sequence[Enhetslank] = ()
        self._offered: Sequence[tuple[int, str]] = ()
        self._tools = QWidget()
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.change.clicked.connect(self._change)
        self.hand_over.clicked.connect(self._hand_over)
        self.pause.clicked.connect(self._pause)
        self.list.itemDoubleClicked.connect(lambda _item: self._change())
        self.choice.box.currentIndexChanged.connect(self._enable)
        self._lay_out()

    def show_enheter(
        self, egenkontroll: int, chosen: Sequence[Enhetslank], offered: Sequence[tuple[int, str]], closed: str
    ) -> None:
        """`offered`: the nämnd's units, of which one that has left can come again; `closed`: why nothing changes."""
        at = self.list.currentRow() if egenkontroll == self._egenkontroll else -1
        self._egenkontroll, self._parts, self._offered = egenkontroll, chosen, offered
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
        self.list.setCurrentRow(at)
        self._tools.setVisible(not closed)
        self._enable()

    def _add(self) -> None:
        egenkontroll, chosen, alla_under = self._egenkontroll, self.choice.text(), self.all_under.isChecked()
        if not chosen:
            return

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.redigera.answers import add_enhet

            return add_enhet(register, egenkontroll, int(chosen), alla_under=alla_under)

        self.all_under.setChecked(False)
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

    def _change(self) -> None:
        part = self._part()
        if part and self._tools.isVisible():
            UnitPart(self._saver.session, self._egenkontroll, part, self._name(part), self.window()).open()

    def _hand_over(self) -> None:
        part, egenkontroll, sammanhang = self._part(), self._egenkontroll, self._saver.session.sammanhang
        if part is None or sammanhang is None:
            return
        last = part.till or date(sammanhang.ar, 12, 31)
        # All that is left of its time: who has a pause today, or begins in the spring, can hand over too.
        rest = Period(min(sammanhang.idag, last), last)

        def query(connection: "Connection") -> dict[int, int]:
            from internkontroll.services.egenkontroll import doers

            return doers(connection, egenkontroll, rest)

        self._saver.session.load(query, lambda doing: self._ask_who(egenkontroll, part, doing), key="lamna over")

    def _ask_who(self, egenkontroll: int, part: Enhetslank, doing: Mapping[int, int]) -> None:
        """`doing`: as `services.egenkontroll.doers` gives it; who does the egenkontroll already can't take over."""
        taken = {one.enhet for one in self._parts} | set(doing)
        others = [(enhet, namn) for enhet, namn in self._offered if enhet not in taken]
        members = [(enhet, namn) for enhet, namn in self._offered if doing.get(enhet) == part.enhet and part.alla_under]
        first = part.enhet, part.text if part.alla_under else self._name(part)
        TakeOver(self._saver.session, egenkontroll, first, members, others, self.window()).open()

    def _pause(self) -> None:
        part = self._part()
        unit = part.enhet if part and not part.alla_under else None
        PauseDialog(self._saver.session, self._offered, unit, self.window()).open()

    def _part(self) -> Enhetslank | None:
        row = self.list.currentRow()
        return self._parts[row] if self.list.selectedItems() and 0 <= row < len(self._parts) else None

    def _name(self, part: Enhetslank) -> str:
        return dict(self._offered).get(part.enhet, part.text).strip()

    def _enable(self) -> None:
        for command in (self.change, self.hand_over, self.remove):
            command.setEnabled(bool(self.list.selectedItems()))
        self.add.setEnabled(bool(self.choice.text()))

    def _lay_out(self) -> None:
        tools = QVBoxLayout(self._tools)
        tools.setContentsMargins(0, 0, 0, 0)
        commands = FlowLayout()
        for one in (self.change, self.hand_over, self.pause, self.remove):
            commands.addWidget(one)
        tools.addLayout(commands)
        tools.addWidget(label_for(self.choice.focus, _FIELD.titel))
        line = QHBoxLayout()
        line.addWidget(self.choice, 1)
        line.addWidget(self.add)
        tools.addLayout(line)
        theme.make_hittable(self.all_under)
        tools.addWidget(self.all_under)
        self.body.addWidget(self.list)
        self.body.addWidget(self._tools)

"""Texter: what the section's free texts start from, per tillfälle and part."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QHeaderView,
    QMenu,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from internkontroll.domain.falt import find_field
from internkontroll.domain.report.fields import DESCRIPTIONS
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.status import Tillfalletyp
from internkontroll.domain.words import Textdel
from internkontroll.errors import KnownError
from internkontroll.ui import theme
from internkontroll.ui.session import Session
from internkontroll.ui.settings_pages.page import SettingsPage, row_height, row_of
from internkontroll.ui.widgets.growing_text import GrowingText
from internkontroll.ui.widgets.naming import label_for, named

if TYPE_CHECKING:
    from internkontroll.db.session import Connection, Register
    from internkontroll.services.textmallar import Mallar

_KEY = Qt.ItemDataRole.UserRole
_FALT = find_field("avsnittstext", "del")
_TITLES = dict(_FALT.ord) if _FALT else {}
Key = tuple[Tillfalletyp, Textdel]


class TexterPage(SettingsPage):
    """A list of all texts, those with a template marked; the text of the chosen one, saved when it is left."""

    title = "Texter"
    explanation = (
        "Textmallar som avsnittets texter börjar från. Det som redan är skrivet i ett avsnitt ändras inte. "
        "Skriv en anvisning inom hakparentes, så påminner granskningen om att den ska ersättas."
    )
    tables = frozenset({"textmall"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._mallar: Mallar = {}
        self._namnd_id: int | None = None
        self._key: Key | None = None
        self.list = named(QTreeWidget(), "Texter per tillfälle och del")
        self._items: dict[Key, QTreeWidgetItem] = {}
        self.text = named(GrowingText(), "Textmall")
        self.insert = named(QPushButton("Infoga &fält"), "Infoga fält", "Fält fylls med planens uppgifter i rapporten")
        self._fill_list()
        self._lay_out()
        self.list.currentItemChanged.connect(lambda new, _old: self._choose(new))
        self.text.left.connect(self.commit)

    def refresh(self) -> None:
        """Read the nämnd's templates."""
        here = self.session.sammanhang
        if here:
            if here.namnd_id != self._namnd_id:
                self.commit()
            self.session.load(
                lambda connection: _load(connection, here.namnd_id),
                lambda mallar: self._show(here.namnd_id, mallar),
                key="textmallar",
            )

    def commit(self) -> None:
        """Save the text that is being written, if it has changed."""
        namnd_id, key, text = self._namnd_id, self._key, self.text.toPlainText()
        if namnd_id is None or key is None or not self._is_changed():
            return

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.textmallar import set_mall

            return set_mall(register, namnd_id, *key, text)

        self.write(operation)

    def refused(self, error: Exception) -> None:
        """Say what is wrong; the text stays as it was written."""
        if isinstance(error, KnownError):
            self.errors.show_error(str(error))
        else:
            super().refused(error)

    def choose(self, typ: Tillfalletyp, part: Textdel) -> None:
        """Show a text."""
        self.list.setCurrentItem(self._items[typ, part])

    def _is_changed(self) -> bool:
        saved = self._mallar.get(self._key, "") if self._key else ""
        return self.text.toPlainText().strip() != saved.strip()

    def _show(self, namnd_id: int, mallar: "Mallar") -> None:
        """Show which texts have a template; what is being written stays, unless it belongs to another nämnd."""
        kept = namnd_id == self._namnd_id and self._is_changed()
        self._namnd_id, self._mallar = namnd_id, mallar
        for key, item in self._items.items():
            item.setText(1, "✓ Ja" if key in mallar else "Nej")
        if self.list.currentItem() is None:
            self.choose(Tillfalletyp.PLAN, Textdel.INLEDNING)
        elif not kept:
            self._fill(self.list.currentItem())

    def _choose(self, item: QTreeWidgetItem | None) -> None:
        self.commit()
        self._fill(item)

    def _fill(self, item: QTreeWidgetItem | None) -> None:
        self._key = item.data(0, _KEY) if item else None
        self.text.setEnabled(self._key is not None)
        self.insert.setEnabled(self._key is not None)
        self.text.setPlainText(self._mallar.get(self._key, "") if self._key else "")

    def _put(self, name: str) -> None:
        self.text.insertPlainText(f"{{{name}}}")
        self.text.setFocus()

    def _fill_list(self) -> None:
        self.list.setHeaderLabels(["Text", "Mall"])
        self.list.setUniformRowHeights(True)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for typ in Tillfalletyp:
            above = QTreeWidgetItem(self.list, [typ.label])
            above.setFlags(Qt.ItemFlag.ItemIsEnabled)
            above.setSizeHint(0, QSize(0, row_height(self)))
            for part in Textdel:
                item = QTreeWidgetItem(above, [_TITLES[part]])
                item.setData(0, _KEY, (typ, part))
                item.setToolTip(0, f"{typ.label}: {_TITLES[part]}")
                item.setSizeHint(0, QSize(0, row_height(self)))
                self._items[typ, part] = item
        self.list.expandAll()

    def _lay_out(self) -> None:
        menu = QMenu(self.insert)
        for name, text in DESCRIPTIONS.items():
            menu.addAction(f"{{{name}}} – {text}").triggered.connect(lambda _checked, name=name: self._put(name))
        self.insert.setMenu(menu)
        theme.make_hittable(self.insert)
        self.insert.setAutoDefault(False)
        side, column = QWidget(), QVBoxLayout()
        side.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label_for(self.text, "&Text"))
        column.addWidget(self.text)
        column.addLayout(row_of(self.insert))
        column.addStretch(1)
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.list)
        splitter.addWidget(side)
        splitter.setSizes([2, 3])
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 3)
        self.body.addWidget(splitter, 1)


def _load(connection: "Connection", namnd_id: int) -> "Mallar":
    from internkontroll.services.textmallar import list_mallar

    return list_mallar(connection, namnd_id)

"""Lagrum: what egenkontroller refer to, with the days of each wording and whether somebody has checked it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from internkontroll.domain.falt import FALT
from internkontroll.domain.falt.model import day, line
from internkontroll.domain.sparat import Sparat
from internkontroll.errors import InputRefused
from internkontroll.ui import theme
from internkontroll.ui.session import Session
from internkontroll.ui.settings_pages.page import SettingsPage, add_key, row_height, row_of
from internkontroll.ui.widgets.editors import as_text
from internkontroll.ui.widgets.field_row import FieldRow
from internkontroll.ui.widgets.form_dialog import FormDialog, Operation, row_values
from internkontroll.ui.widgets.naming import named

if TYPE_CHECKING:
    from internkontroll.db.session import Register
    from internkontroll.services.lagrum import Lagrum

_COLUMNS = ("beteckning", "rubrik", "galler_fran", "galler_till", "kontrollerad")
_NEW_WORDING = (
    day("galler_fran", "Ny lydelse från", "Första dagen för den nya lydelsen.", "2027-01-01", kravs=True),
    line("kalla", "Källa", "Var den nya lydelsen går att läsa.", "HSLF-FS 2026:12"),
)


class LagrumPage(SettingsPage):
    """A row per wording."""

    title = "Lagrum"
    explanation = (
        "Bestämmelser som egenkontroller hänvisar till. De gäller alla nämnder i registret. Uppgifterna är inte "
        "kontrollerade från början: jämför dem med källan och markera det."
    )
    tables = frozenset({"lagrum", "egenkontroll"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._rows: Sequence[Lagrum] = ()
        self._chosen: int | None = None
        self.table = named(QTableWidget(0, len(_COLUMNS)), self.title, "F2 ändrar, Delete tar bort")
        self.new = self.command("&Nytt lagrum…", "Lägg till en bestämmelse", lambda: LagrumForm(self, None).open())
        self.change = self.command(
            "Än&dra…", "Ändra uppgifterna, eller markera dem som kontrollerade (F2)", self._change
        )
        self.renew = self.command("N&y lydelse…", "Den gamla upphör dagen före den nya", self._renew)
        self.remove = self.command("&Ta bort", "Lägg i papperskorgen (Delete)", self._remove)
        self._lay_out()
        self.table.itemDoubleClicked.connect(lambda _item: self._change())

    def refresh(self) -> None:
        """Read all law references."""
        today = self.session.today

        def query(connection: object) -> "tuple[Lagrum, ...]":
            from internkontroll.services.lagrum import list_lagrum

            return list_lagrum(connection, today)  # type: ignore[arg-type]

        self.session.load(query, self._show, key="lagrum")

    def chosen(self) -> "Lagrum | None":
        """The wording that is chosen."""
        row = self.table.currentRow()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def choose(self, post: int) -> None:
        """Choose a wording when the list is read next."""
        self._chosen = post

    def _show(self, rows: "Sequence[Lagrum]") -> None:
        one = self.chosen()
        wanted = self._chosen or (one.id if one else None)
        self._chosen, self._rows = None, rows
        self.table.setRowCount(len(rows))
        for place, row in enumerate(rows):
            for column, name in enumerate(_COLUMNS):
                text = as_text(row.varden[name]) if name != "kontrollerad" else "✓ Ja" if row.varden[name] else "–  Nej"
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                if not row.galler:
                    item.setForeground(theme.colors().muted)
                self.table.setItem(place, column, item)
        places = [place for place, row in enumerate(rows) if row.id == wanted]
        if rows:
            self.table.setCurrentCell(places[0] if places else 0, 0)
        for button in (self.change, self.renew, self.remove):
            button.setEnabled(bool(rows))

    def _change(self) -> None:
        if one := self.chosen():
            LagrumForm(self, one).open()

    def _renew(self) -> None:
        if one := self.chosen():
            NewWording(self, one).open()

    def _remove(self) -> None:
        one = self.chosen()
        if one is None:
            return
        post = one.id

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.lagrum import remove_lagrum

            return remove_lagrum(register, post)

        self.write(operation)

    def _lay_out(self) -> None:
        titles = {falt.namn: falt.titel for falt in FALT["lagrum"]}
        table = self.table
        table.setHorizontalHeaderLabels([titles[name] for name in _COLUMNS])
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(row_height(self))
        table.setWordWrap(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        header = table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for wide in (0, 1):
            header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
        add_key(table, "Ändra", "F2", self._change)
        add_key(table, "Ta bort", "Del", self._remove)
        self.body.addLayout(row_of(self.new, self.change, self.renew, self.remove))
        self.body.addWidget(table, 1)


class LagrumForm(FormDialog):
    """All fields of a wording, new or to be changed."""

    def __init__(self, page: LagrumPage, one: "Lagrum | None") -> None:
        title = f"Ändra {one.varden['beteckning']}" if one else "Nytt lagrum"
        super().__init__(page.session, title, "Spara" if one else "Lägg till", page)
        self._page, self._one = page, one
        for falt in FALT["lagrum"]:
            self.add_row(FieldRow(falt)).set_value(one.varden[falt.namn] if one else None)
        self.body.addStretch(1)
        self.fit(66, 32)

    def operation(self) -> Operation:
        """Save the fields."""
        values, one = row_values(self.rows), self._one

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.lagrum import add_lagrum
            from internkontroll.services.redigera import set_values

            return (
                set_values(register, "lagrum", {one.id: one.version}, values) if one else add_lagrum(register, values)
            )

        return operation

    def saved(self, result: Sparat) -> None:
        """Choose a new one in the list."""
        if result.nya:
            self._page.choose(result.nya[0][1])


class NewWording(FormDialog):
    """A provision has been given another wording."""

    def __init__(self, page: LagrumPage, one: "Lagrum") -> None:
        super().__init__(page.session, f"Ny lydelse av {one.varden['beteckning']}", "Lägg till", page)
        self._page, self._one = page, one
        for falt in _NEW_WORDING:
            self.add_row(FieldRow(falt))
        self.body.addStretch(1)
        self.fit(60, 16)

    def operation(self) -> Operation:
        """End the old wording and add the new one."""
        values, post = row_values(self.rows), self._one.id
        fran, kalla = values["galler_fran"], str(values["kalla"] or "")
        if fran is None or isinstance(fran, str | int):
            raise InputRefused("Skriv dagen då den nya lydelsen börjar gälla.")

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.lagrum import renew_lagrum

            return renew_lagrum(register, post, fran, kalla)

        return operation

    def saved(self, result: Sparat) -> None:
        """Choose it in the list."""
        self._page.choose(result.nya[0][1])

"""What stands above a list: its title and numbers, search, filters, and buttons."""

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QActionGroup, QFont, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from internkontroll.domain.andel import number_text
from internkontroll.services.sidor import Filter, Kolumn, Urval
from internkontroll.ui import theme
from internkontroll.ui.icons import icon
from internkontroll.ui.widgets.filter_chips import FilterChips
from internkontroll.ui.widgets.flow_layout import FlowLayout
from internkontroll.ui.widgets.naming import named
from internkontroll.ui.widgets.push_button import PushButton


class ListHead(QWidget):
    """Shows an Urval, and tells when somebody wants another one."""

    searched = Signal(str)
    group_chosen = Signal(object)
    """Key of a column, None for no groups."""
    cleared = Signal()
    """Away with all filters and with what is searched for."""

    def __init__(
        self,
        title: str,
        kolumner: Sequence[Kolumn],
        filters: Sequence[Filter],
        quiet: Collection[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._sok = ""
        self._title = QLabel(title)
        self.count = named(QLabel(), "Antal")
        self.clear = named(PushButton("Rensa"), "Rensa filtren", "Visa allt igen")
        self.search = named(QLineEdit(), f"Sök i {title.lower()}", "Visar dem som innehåller alla orden (Ctrl+F)")
        self.chips = FilterChips(filters, quiet)
        self.group = named(QPushButton(), "Gruppera")
        self.views = named(QPushButton(icon("vy"), "Vyer"), "Vyer", "Sparade filter, sortering och kolumner")
        self.columns = named(QToolButton(), "Kolumner", "Välj kolumner och sortering")
        self.new = QPushButton(icon("ny"), "")
        self._group_menu = QMenu("Gruppera", self.group)
        self._fill_group_menu([kolumn for kolumn in kolumner if kolumn.grupperbar])
        self._set_up()
        self._lay_out()

    def show_urval(self, urval: Urval, labels: dict[str, str]) -> None:
        """What the list shows; `labels`: what people read for the value of a filter, where it is known."""
        self._sok = urval.sok
        if urval.sok != self.search.text():
            self.search.setText(urval.sok)
        self.chips.show_chosen(urval.filter, labels)
        self.clear.setVisible(bool(urval.filter or urval.sok))
        for action in self._group_menu.actions():
            action.setChecked(action.data() == urval.gruppera)
            if action.isChecked():
                self.group.setText(f"Gruppera: {action.text()}" if urval.gruppera else "Gruppera")

    def show_count(self, shown: int, of: int) -> None:
        """How many the list shows, of how many."""
        some = "" if shown == of else f"{number_text(shown)} av "
        self.count.setText(f"Visar {some or 'alla '}{number_text(of)}" if of else "")

    def _search(self, text: str) -> None:
        """Tell of what somebody typed or took away with the cross, not of what the list has said itself."""
        if text != self._sok:
            self._sok = text
            self.searched.emit(text)

    def focus_search(self) -> None:
        """To the field, with its text marked."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _fill_group_menu(self, kolumner: Sequence[Kolumn]) -> None:
        group = QActionGroup(self._group_menu)
        for key, title in ((None, "Inga grupper"), *((kolumn.key, kolumn.titel) for kolumn in kolumner)):
            action = self._group_menu.addAction(title, partial(self.group_chosen.emit, key))
            action.setCheckable(True)
            action.setData(key)
            group.addAction(action)
        self.group.setMenu(self._group_menu)
        if not kolumner:
            # Never shown from here: it has no parent yet, and would be a window of its own for a moment.
            self.group.hide()

    def _set_up(self) -> None:
        font = QFont(self._title.font())
        font.setPointSizeF(font.pointSizeF() * 1.3)
        font.setBold(True)
        self._title.setFont(font)
        self.clear.setFlat(True)
        self.columns.setIcon(icon("kolumner"))
        self.columns.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.search.setPlaceholderText("Sök i listan (Ctrl+F)")
        self.search.addAction(icon("sok"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setClearButtonEnabled(True)
        self.search.setAcceptDrops(False)  # a file that is let go here is for the window
        self.search.setMinimumWidth(26 * self.fontMetrics().averageCharWidth())
        for widget in (self.clear, self.search, self.group, self.views, self.columns, self.new):
            widget.setMinimumHeight(max(theme.MIN_TARGET, self.fontMetrics().height() + theme.space(self)))
        self.columns.setMinimumWidth(self.columns.minimumHeight())
        self._follow_palette()
        self.search.textChanged.connect(self._search)
        self.clear.clicked.connect(self.cleared)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the system's palette."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._follow_palette()

    def _follow_palette(self) -> None:
        colors, roles = theme.colors(), QPalette.ColorRole
        for widget, role, color in (
            (self.count, roles.WindowText, colors.muted),
            (self.clear, roles.ButtonText, colors.accent),
        ):
            palette = QPalette()
            palette.setColor(role, color)
            widget.setPalette(palette)

    def _lay_out(self) -> None:
        title, buttons = QHBoxLayout(), QHBoxLayout()
        title.addWidget(self._title)
        title.addWidget(self.count)
        title.addWidget(self.clear)
        for button in (self.group, self.views, self.columns, self.new):
            buttons.addWidget(button)
        top = FlowLayout(last_right=True)
        for line in (title, buttons):
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(theme.space(self, 0.75))
            top.addItem(line)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(self))
        layout.addLayout(top)
        layout.addWidget(self.search)
        layout.addWidget(self.chips)

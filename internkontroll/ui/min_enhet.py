"""Min enhet: the small window of a package, where a chief reports, comments, proposes a risk and attaches files."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QPainter, QPalette
from PySide6.QtWidgets import (
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from internkontroll.domain.sparat import Sparat
from internkontroll.ui import theme
from internkontroll.ui.errors import BugReporter, ErrorBar, show_failure
from internkontroll.ui.records.atgard_panel import AtgardPanel
from internkontroll.ui.records.rapportera import RapporteraPanel
from internkontroll.ui.records.record_panel import DOTS
from internkontroll.ui.records.risk_panel import RiskPanel
from internkontroll.ui.session import Session
from internkontroll.ui.target import Target
from internkontroll.ui.widgets.hit_delegate import HitDelegate
from internkontroll.ui.widgets.layouts import scrolled
from internkontroll.ui.widgets.naming import named

if TYPE_CHECKING:
    from datetime import date

    from internkontroll.db.reader import Reader
    from internkontroll.db.session import Register
    from internkontroll.domain.sammanhang import Sammanhang
    from internkontroll.services.enhetspaket.min_enhet import MinEnhet

_KINDS = {"utfall": "Egenkontroller", "atgard": "Åtgärder", "risk": "Risker"}
_POST = Qt.ItemDataRole.UserRole
_COLUMNS, _LINES = 150, 46
_WHAT_TO_DO = "Allt sparas efter hand, och Ctrl+Z ångrar. När du är klar: stäng fönstret och skicka tillbaka filen."


class MinEnhetWindow(QMainWindow):
    """A list of what the unit has to do, and beside it the panel of what is chosen."""

    closed = Signal()

    def __init__(self, path: Path, user: str, today: "date") -> None:
        super().__init__()
        self.path = path
        self.session = Session(user, today, self)
        self.errors = ErrorBar()
        self.bugs = BugReporter(self)
        self.title = QLabel()
        self.list = named(QListWidget(), "Det som enheten har att göra")
        self.rapport = RapporteraPanel(self.session)
        self.atgard, self.risk = AtgardPanel(self.session), RiskPanel(self.session)
        self.side = QStackedWidget()
        self.propose = QPushButton("&Föreslå en risk")
        self._unit: int | None = None
        self._wanted: tuple[str, int] | None = None
        self._is_new = False
        self._lay_out()
        self._connect()
        self.session.open(path)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Save what is being written, and leave the file, so that it can be sent."""
        self._commit()
        self.session.close()
        super().closeEvent(event)
        self.closed.emit()

    # --- what is there ------------------------------------------------------------------------------------------

    def _opened(self) -> None:
        today = self.session.today

        def query(reader: "Reader") -> "Sammanhang | None":
            from internkontroll.services.sammanhang import default_sammanhang

            return default_sammanhang(reader, today)

        self.session.read(query, self.session.choose)

    def refresh(self, saved: Sparat | None = None) -> None:
        """Read the list anew, and in the panel what depends on what was written."""
        sammanhang = self.session.sammanhang
        if sammanhang is None:
            return
        chosen = sammanhang

        def query(reader: "Reader") -> "MinEnhet":
            from internkontroll.services.enhetspaket.min_enhet import load_unit

            return load_unit(reader, chosen)

        self.session.read(query, self._show, key="min enhet")
        if saved:
            for panel in (self.rapport, self.atgard, self.risk):
                panel.refresh(saved.tabeller)

    def _show(self, unit: "MinEnhet") -> None:
        chosen, self._wanted = self._wanted or self._chosen(), None
        self._unit = unit.enhet_id
        self.setWindowTitle(f"{unit.enhet} – {self.path.name}")
        self.title.setText(f"{unit.enhet}, {unit.namnd} {unit.ar}")
        blocked = self.list.blockSignals(True)
        self.list.clear()
        kind = ""
        for one in unit.rader:
            if one.tabell != kind:
                kind = one.tabell
                self._add_heading(_KINDS[kind])
            item = QListWidgetItem(f"{one.namn}\n{one.lage}", self.list)
            item.setToolTip(item.text())
            item.setData(_POST, (one.tabell, one.post))
        self.list.blockSignals(blocked)
        self.choose(*(chosen or next(((one.tabell, one.post) for one in unit.rader), ("", 0))))

    def _add_heading(self, text: str) -> None:
        item = QListWidgetItem(text, self.list)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = self.list.font()
        font.setBold(True)
        item.setFont(font)
        item.setSizeHint(QSize(0, 2 * self.list.fontMetrics().height()))
        item.setForeground(self.list.palette().text())  # else as pale as what can't be used

    # --- choosing -----------------------------------------------------------------------------------------------

    def choose(self, tabell: str, post: int) -> None:
        """Bring a record forward, in the list and beside it."""
        for number in range(self.list.count()):
            item = self.list.item(number)
            if item.data(_POST) == (tabell, post):
                self.list.setCurrentItem(item)
                if number == 1:
                    self.list.scrollToTop()  # its heading is seen too
                self._show_chosen()

    def _chosen(self) -> tuple[str, int] | None:
        found: tuple[str, int] | None = self.list.currentIndex().data(_POST)
        return found

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        tabell, post = chosen
        if tabell == "utfall":
            self.rapport.show_tillfalle(post)
        else:
            panel = self.atgard if tabell == "atgard" else self.risk
            panel.show_record(tabell, post)
            if self._is_new:
                self._is_new = False
                panel.focus_new()
        self.side.setCurrentIndex(list(_KINDS).index(tabell))

    def _go_to(self, target: Target) -> None:
        if target.tabell in _KINDS and target.post is not None:
            self.choose(target.tabell, target.post)
        else:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _moved_on(self, next_: object) -> None:
        """To the next tillfälle, once the one that is handed in has moved down the list."""
        post = getattr(next_, "utfall_id", None)
        if post is not None:
            self.choose("utfall", post)
            self.rapport.focus_first(post)

    def _propose(self) -> None:
        sammanhang = self.session.sammanhang
        if sammanhang is None:
            return
        place, unit = sammanhang, self._unit

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.redigera import create

            values = {"beskrivning": f"Risk att {DOTS}", "niva": "enhet", "enhet_id": unit}
            # Its number is the register's to give.
            values |= {"tillagd_skal": "Föreslagen av enheten.", "beteckning": None}
            return create(register, "risk", place, values)

        def made(saved: Sparat) -> None:
            self._wanted, self._is_new = saved.nya[0], True

        self.session.write(operation, made)

    def _undo(self) -> None:
        self._commit()
        self.session.submit(lambda: None, lambda _none: self.session.undo())

    def _commit(self) -> None:
        for panel in (self.rapport, self.atgard, self.risk):
            panel.commit()

    # --- putting together ---------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        area = named(scrolled(self.rapport), "Egenkontrollen")
        air = theme.space(self)
        self.rapport.setContentsMargins(air, air, air, air)  # as the other panels have
        for panel in (area, self.atgard, self.risk):
            self.side.addWidget(panel)
        self.rapport.foot.hem.setText("Till &listan")  # there is no Hem here
        theme.make_hittable(self.propose)
        font = self.title.font()
        font.setBold(True)
        self.title.setFont(font)
        self.title.setWordWrap(True)
        self.list.setItemDelegate(_Rows(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left, right = QWidget(), QWidget()
        for place, widgets in (
            (left, (self.title, self.list, self.propose, self._what_to_do())),
            (right, (self.errors, self.side)),
        ):
            layout = QVBoxLayout(place)
            for widget in widgets:
                layout.addWidget(widget)
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        split.setChildrenCollapsible(False)
        self.setCentralWidget(split)
        self._fit()
        split.setSizes([self.width() // 3, self.width() * 2 // 3])

    def _fit(self) -> None:
        """As large as what is in it asks for, within the screen."""
        room, metrics = self.screen().availableSize(), self.fontMetrics()
        wanted = QSize(metrics.averageCharWidth() * _COLUMNS, metrics.height() * _LINES)
        self.resize(wanted.boundedTo(room - QSize(40, 60)))  # its frame and title need room too

    def _what_to_do(self) -> QLabel:
        label = QLabel(_WHAT_TO_DO)
        label.setWordWrap(True)
        return label

    def _connect(self) -> None:
        session = self.session
        session.opened.connect(self._opened)
        session.context_changed.connect(self.refresh)
        session.changed.connect(self.refresh)
        session.failed.connect(lambda error: show_failure(error, self.errors, self.bugs))
        self.list.currentItemChanged.connect(lambda *_items: self._show_chosen())
        self.propose.clicked.connect(self._propose)
        self.rapport.moved_on.connect(self._moved_on)
        for panel in (self.rapport, self.atgard, self.risk):
            panel.go_to.connect(self._go_to)
        undo = QAction("Ångra", self)
        undo.setShortcuts(QKeySequence.keyBindings(QKeySequence.StandardKey.Undo))
        undo.triggered.connect(self._undo)
        self.addAction(undo)


class _Rows(HitDelegate):
    """A record's name above how it stands with it; the headings as their items have them."""

    def paint(self, painter: QPainter, option: Any, index: QModelIndex | QPersistentModelIndex) -> None:
        """Draw a row, with a frame around it where the keys are the list's."""
        if not index.flags() & Qt.ItemFlag.ItemIsEnabled:
            QStyledItemDelegate.paint(self, painter, option, index)
            return
        super().paint(painter, option, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(option.palette.color(QPalette.ColorRole.HighlightedText))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))

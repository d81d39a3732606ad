"""The section as it will be printed, beside the texts that are being written."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from internkontroll.domain.words import Textdel
from internkontroll.errors import KnownError
from internkontroll.ui import theme
from internkontroll.ui.db_thread import DbThread
from internkontroll.ui.widgets.naming import named
from internkontroll.ui.widgets.page_column import ZOOM_STEP, PageColumn
from internkontroll.ui.widgets.pdf_pages import Bookmark, Contents, PdfPages
from internkontroll.ui.widgets.tinted import Tinted

DEBOUNCE = 250
"""Milliseconds after the last keystroke."""

Draft = Mapping[Textdel, str]
Render = Callable[[Draft], bytes]
"""Unsaved texts → the PDF. Called on the preview's own thread, away from the register."""


class PagePreview(QWidget):
    """The pages with their number and zoom above. Only the newest draft is rendered."""

    failed = Signal(Exception)
    """A bug in the rendering; what a person can mend is said above the pages."""
    rendered = Signal()
    """The newest draft is what the pages show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column = PageColumn()
        self._render: Render | None = None
        self._draft: Draft = {}
        self._bookmarks: tuple[Bookmark, ...] = ()
        self._pdf = PdfPages()
        self._thread = DbThread(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE)
        self._timer.timeout.connect(self._start)
        self._place, self._fault = QLabel("Sätter sidorna …"), Tinted("danger")
        self._lay_out()
        self.column.wanted.connect(self._draw)
        self.column.moved.connect(lambda: self._place.setText(self.column.accessibleName()))
        end = partial(_end, self._thread, self._pdf)
        self.destroyed.connect(end)
        application = QCoreApplication.instance()
        if application:
            application.aboutToQuit.connect(end)

    def show_section(self, render: Render, draft: Draft) -> None:
        """The register has changed, or another section is shown: render it at once."""
        self._render, self._draft = render, dict(draft)
        self._start()

    def set_draft(self, draft: Draft) -> None:
        """Somebody types: render when the fingers rest."""
        self._draft = dict(draft)
        self._timer.start()

    @property
    def is_idle(self) -> bool:
        """Whether the pages show what there is."""
        return not self._timer.isActive() and self._thread.is_idle

    def _start(self) -> None:
        self._timer.stop()
        render, draft, pdf = self._render, self._draft, self._pdf
        if render and self.isVisible():
            self._thread.submit(lambda: pdf.open(render(draft)), self._show, self._say_fault, key="pdf")

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """What was changed while the pages were folded away is rendered now."""
        super().showEvent(event)
        self._start()

    def go_to_heading(self, beginnings: tuple[str, ...]) -> None:
        """Put the first heading that begins so at the top; stay where there is none."""
        found = (one for one in self._bookmarks if one.title.startswith(beginnings))
        place = next(found, None) if beginnings else None
        if place:
            self.column.go_to_page(place.page, place.share)

    def _show(self, contents: Contents | None) -> None:
        self._fault.hide()
        if contents:
            self._bookmarks = contents.bookmarks
            self.column.show_pages(contents.sizes)
        self.rendered.emit()

    def _draw(self, number: int, width: int) -> None:
        show = partial(self._show_picture, number)
        self._thread.submit(lambda: self._pdf.draw(number, width), show, self._say_fault, key=f"sida {number}")

    def _show_picture(self, number: int, drawn: tuple[QImage, str]) -> None:
        self.column.show_picture(number, *drawn)

    def _say_fault(self, error: Exception) -> None:
        """Say why the pages aren't renewed; they stay as they were."""
        if isinstance(error, KnownError):
            self._fault.setText(str(error))
            self._fault.show()
        else:
            self.failed.emit(error)

    def _lay_out(self) -> None:
        self._fault.setWordWrap(True)
        self._fault.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._fault.hide()
        head = QHBoxLayout()
        head.addWidget(self._place, 1)
        for text, name, tip, factor in (
            ("−", "Mindre", "Ctrl+−", 1 / ZOOM_STEP),
            ("Sidbredd", "Sidans bredd", "Ctrl+0", 0.0),
            ("+", "Större", "Ctrl++", ZOOM_STEP),
        ):
            button = named(QToolButton(), name)
            button.setText(text)
            button.setToolTip(f"{name} ({tip} när sidan har fokus)")
            button.setAutoRaise(True)
            theme.make_hittable(button)
            button.clicked.connect(lambda _checked, factor=factor: self.column.zoom(factor))
            head.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        layout.addWidget(self._fault)
        layout.addWidget(self.column, 1)
        self.setAccessibleName("Så här skrivs avsnittet ut")


def _end(thread: DbThread, pdf: PdfPages) -> None:
    """The preview goes: nothing may use the PDF any more when it is closed."""
    thread.close()
    pdf.close()

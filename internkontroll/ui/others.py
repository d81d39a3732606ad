"""Asks now and then who else has the register open, and tells the bottom of the window."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer

from internkontroll.services.narvaro import RENEW_SECONDS, Narvaro
from internkontroll.ui.session import Session

_FIRST_SECONDS = 3
"""Seconds after the register is opened: its lists are read first."""


class Others(QObject):
    """The files are read and written on the register's thread: a share can be slow."""

    def __init__(self, session: Session, show: Callable[[Sequence[str]], None], parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._show = show
        self._here: Narvaro | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.ask)
        session.opened.connect(self._opened)

    def ask(self) -> None:
        """Say that this window is here, and show who else is."""
        here = self._here
        if here:
            self._timer.start(RENEW_SECONDS * 1000)
            self._session.submit(here.others, lambda names: self._answer(here, names), key="andra")

    def leave(self) -> None:
        """The register is left: nobody is to see this window in it any more."""
        self._timer.stop()
        here, self._here = self._here, None
        if here:
            self._session.submit(here.leave, lambda _none: None)

    def _opened(self) -> None:
        self.leave()
        self._show(())
        path = self._session.path
        if path:
            self._here = Narvaro(path, self._session.user)
            self._timer.start(_FIRST_SECONDS * 1000)

    def _answer(self, here: Narvaro, names: Sequence[str]) -> None:
        if here is self._here:
            self._show(["dig själv" if name == self._session.user else name for name in names])

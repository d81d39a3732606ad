"""What commands, dialogs and pages may use of the window that they serve."""

from typing import Protocol

from PySide6.QtWidgets import QWidget

from internkontroll.ui.actions import Actions
from internkontroll.ui.context import Context
from internkontroll.ui.errors import ErrorBar
from internkontroll.ui.pages.page import Page
from internkontroll.ui.session import Session
from internkontroll.ui.settings import Settings


class Host(Protocol):
    """The window's shell, as those see it that it starts."""

    @property
    def session(self) -> Session:
        """The open register."""

    @property
    def settings(self) -> Settings:
        """What is remembered between starts."""

    @property
    def actions(self) -> Actions:
        """All commands."""

    @property
    def context(self) -> Context:
        """Nämnd, year and tillfälle."""

    @property
    def errors(self) -> ErrorBar:
        """Where to say what failed or was done."""

    @property
    def dialog_parent(self) -> QWidget:
        """What dialogs stand in front of."""

    def show_backup(self) -> None:
        """Say when the register was last copied."""

    def show_page(self, name: str) -> Page:
        """Bring a page forward."""

"""Makes pages; a page's module is loaded when it is first shown."""

from importlib import import_module

from PySide6.QtWidgets import QWidget

from internkontroll.ui.pages.page import Page
from internkontroll.ui.session import Session
from internkontroll.ui.settings import Settings


def make_page(name: str, session: Session, settings: Settings, parent: QWidget) -> Page:
    """The page of that name: class `…Page` of the module `ui/pages/<name>.py`."""
    module = import_module(f"internkontroll.ui.pages.{name}")
    page = getattr(module, f"{name.capitalize()}Page")(session, settings, parent)
    assert isinstance(page, Page)  # noqa: S101
    return page

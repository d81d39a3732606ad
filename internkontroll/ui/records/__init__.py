"""The panels that show one record, one module for each kind; `make_panel` gives a page the one for its records."""

from importlib import import_module

from PySide6.QtWidgets import QWidget

from internkontroll.ui.records.record_panel import RecordPanel
from internkontroll.ui.session import Session


def make_panel(record: str, session: Session, parent: QWidget | None = None) -> RecordPanel:
    """The panel for a page's records: class `…Panel` of the module `ui/records/<record>_panel.py`.

    `record`: the table's name, or "borttagen" for records of every kind in the papperskorg.
    """
    module = import_module(f"{__name__}.{record}_panel")
    panel = getattr(module, f"{record.capitalize()}Panel")(session, parent)
    assert isinstance(panel, RecordPanel)  # noqa: S101
    return panel

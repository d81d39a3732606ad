"""What Qt's layouts lack."""

from PySide6.QtWidgets import QLayout


def clear(layout: QLayout) -> None:
    """Take away the widgets of a layout for good."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()

"""The remarks that are silenced, folded away below those that are open: why, and a way back."""

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QPushButton, QVBoxLayout, QWidget

from internkontroll.ui import theme
from internkontroll.ui.widgets.layouts import clear
from internkontroll.ui.widgets.naming import named
from internkontroll.ui.widgets.wrapped_text import WrappedText

if TYPE_CHECKING:
    # It needs SQLAlchemy, which the first paint doesn't wait for.
    from internkontroll.services.granska import Tystad


class SilencedList(QWidget):
    """Not there while nothing is silenced."""

    wanted_back = Signal(object)
    """The Anmarkning that is to be shown again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._silenced: Sequence[Tystad] = ()
        self.fold = QPushButton()
        self.fold.setCheckable(True)
        theme.make_hittable(self.fold)
        self._body = QWidget()
        self._lines = QGridLayout(self._body)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setHorizontalSpacing(theme.space(self))
        self._lines.setVerticalSpacing(theme.space(self, 0.75))
        self._lines.setColumnStretch(0, 1)
        self._body.hide()
        self.fold.toggled.connect(self._body.setVisible)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._body)
        self.hide()

    def show_silenced(self, silenced: "Sequence[Tystad]") -> None:
        """Show these instead; the focus stays in the list."""
        if silenced == self._silenced:
            return
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self._body.isAncestorOf(focus)
        self._silenced = silenced
        self.fold.setText(f"Tystade ({len(silenced)})")
        self.fold.setAccessibleDescription("Visa eller dölj de anmärkningar som är tystade, med skälen")
        clear(self._lines)
        for row, one in enumerate(silenced):
            self._add(row, one)
        self.setVisible(bool(silenced))
        if had_focus:
            self.fold.setFocus()

    def _add(self, row: int, one: "Tystad") -> None:
        remark = one.anmarkning
        text = WrappedText(f"{escape(remark.text)}<br><b>Skäl:</b> {escape(one.skal)}")
        back = named(QPushButton("Visa igen"), f"Visa igen: {remark.rubrik}")
        theme.make_hittable(back)
        back.clicked.connect(lambda: self.wanted_back.emit(remark))
        self._lines.addWidget(text, row, 0)
        self._lines.addWidget(back, row, 1, Qt.AlignmentFlag.AlignTop)

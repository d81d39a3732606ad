"""The top of a panel: number, riskvärde, since when; and what holds for the whole record."""

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from internkontroll.domain.riskskala import Riskskala
from internkontroll.ui import theme
from internkontroll.ui.records.texts import ToneLabel
from internkontroll.ui.records.value_chip import ValueChip


class RecordHead(QWidget):
    """One line, and below it why some fields can only be read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = QLabel()
        self.chip = ValueChip("Riskvärde")
        self._change = ToneLabel("muted")
        self._since = ToneLabel("muted")
        for label in (self._change, self._since):
            label.setWordWrap(False)
        self._notice = ToneLabel("info")
        self.line = QHBoxLayout()
        self.line.setSpacing(theme.space(self))
        for widget in (self._number, self.chip, self._change):
            self.line.addWidget(widget)
        self.line.addStretch(1)
        self.line.addWidget(self._since)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self.line)
        layout.addWidget(self._notice)

    def say(self, number: str | None, since: int | None, ar: int) -> None:
        """What the record is called and the first year that has it."""
        self._number.setText(number or "")
        self._number.setVisible(bool(number))
        self._since.say(f"I registret sedan {since}" if since and since < ar else "")

    def show_value(self, skala: Riskskala, before: int | None, after: int | None) -> None:
        """The riskvärde after åtgärder, else before them, and what it was before if that is another one."""
        self.chip.show_value(skala, before if after is None else after)
        if before is None or after is None or before == after:
            self._change.say("")
            return
        self._change.say(f"{'↓' if after < before else '↑'} från {before}")
        self._change.setAccessibleName(f"{'Sänkt' if after < before else 'Höjt'} från {before} före åtgärder")

    def notice(self, reasons: Iterable[str]) -> None:
        """Why fields can only be read, each reason once."""
        self._notice.say("\n".join(dict.fromkeys(reasons)))

    @property
    def texts(self) -> list[str]:
        """What the head says."""
        labels = (self._number, self._change, self._since, self._notice)
        return [label.text() for label in labels if label.text()]

"""A text whose fields, such as {antal risker}, are seen as such: marked, with what they say now."""

from collections.abc import Mapping
from difflib import get_close_matches

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFocusEvent, QHelpEvent, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QToolTip, QWidget

from internkontroll.domain.report.fields import FieldPlace, find_fields
from internkontroll.ui import theme
from internkontroll.ui.widgets.growing_text import GrowingText

_LEAST_LINES = 7


class FieldText(GrowingText):
    """The editor. A field that doesn't exist is underlined; what is the matter with it, `faults` says."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: Mapping[str, str] = {}
        self._highlighter = _Highlighter(self.document())

    def set_values(self, values: Mapping[str, str]) -> None:
        """The fields that there are (name → value)."""
        if values != self._values:
            self._values = values
            self._highlighter.set_values(values)

    def places(self) -> tuple[FieldPlace, ...]:
        """Where fields stand in the text."""
        return find_fields(self.toPlainText(), self._values)

    def shown_values(self) -> str:
        """What the text's fields say now, each once: "antal risker = 14 · datum = 2026-04-30"."""
        said = dict.fromkeys(f"{place.name} = {place.value}" for place in self.places() if place.value is not None)
        return " · ".join(said)

    def faults(self) -> str:
        """What is wrong with fields that don't exist, and what may have been meant; empty when nothing is."""
        wrong = dict.fromkeys(place.name for place in self.places() if place.value is None)
        return " ".join(fault(name, self._values) for name in wrong)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Room to write in from the start."""
        least = _LEAST_LINES * self.fontMetrics().lineSpacing()
        return super().sizeHint().expandedTo(QSize(0, least))

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        """The value of the field below the pointer, as its tooltip."""
        if isinstance(event, QHelpEvent):
            at = self.cursorForPosition(event.pos()).position()
            found = (place for place in self.places() if place.start <= at <= place.start + place.length)
            place = next(found, None)
            QToolTip.showText(event.globalPos(), _tip(place, self._values) if place else "", self)
            return True
        return super().viewportEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Done also when another window takes over: what is exported from a dialog has this text too."""
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.ActiveWindowFocusReason:
            self.left.emit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Another palette: the marks follow."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._highlighter.rehighlight()


class _Highlighter(QSyntaxHighlighter):
    """Fields as chips, misspelt ones with a wave below."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._values: Mapping[str, str] = {}

    def set_values(self, values: Mapping[str, str]) -> None:
        self._values = values
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:  # noqa: N802
        for place in find_fields(text, self._values):
            form = _known() if place.value is not None else _unknown()
            self.setFormat(place.start, place.length, form)


def fault(name: str, values: Mapping[str, str]) -> str:
    """That there is no field of that name, and which may have been meant."""
    near = get_close_matches(name, [*values], 1, 0.6)
    advice = f"Menade du {{{near[0]}}}?" if near else "Välj ett under Infoga fält."
    return f"Fältet {{{name}}} finns inte. {advice}"


def _tip(place: FieldPlace, values: Mapping[str, str]) -> str:
    return fault(place.name, values) if place.value is None else f"{place.name}: {place.value}"


def _known() -> QTextCharFormat:
    colors, form = theme.colors(), QTextCharFormat()
    form.setBackground(colors.selected)
    form.setForeground(theme.readable(colors.accent, colors.selected))
    return form


def _unknown() -> QTextCharFormat:
    form = QTextCharFormat()
    form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    form.setUnderlineColor(theme.colors().danger)
    form.setForeground(theme.colors().danger)
    return form

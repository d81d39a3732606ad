"""What a tillfälle said before it was corrected, and why it was."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from internkontroll.domain.egenkontroll.allvar import Grad, grade_word
from internkontroll.domain.falt import field_title
from internkontroll.ui import theme
from internkontroll.ui.records.texts import ToneLabel, button
from internkontroll.ui.records.words import local_time

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.services.egenkontroll import Rattelse


class CorrectionsList(QWidget):
    """Who corrected it and why; what stood there comes when it is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._why, self._before = ToneLabel("muted"), ToneLabel("text")
        self._before.hide()
        self.more = button("Visa det som stod förut")
        self.more.setFlat(True)
        self.more.setCheckable(True)
        self.more.toggled.connect(self._turn)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(self, 0.5))
        for widget in (self._why, self.more, self._before):
            layout.addWidget(widget)

    def show_rattelser(self, rattelser: "Sequence[Rattelse]", grader: Sequence[Grad]) -> None:
        """The first version first."""
        self.setVisible(bool(rattelser))
        said = [f"Rättad {local_time(one.tid)} av {one.anvandare}: {one.skal}" for one in rattelser]
        self._why.say("\n".join(said))
        self._before.setText("\n\n".join(version_text(one, place, grader) for place, one in enumerate(rattelser)))

    def _turn(self, shows: bool) -> None:
        self._before.setVisible(shows)
        self.more.setText("Dölj det som stod förut" if shows else "Visa det som stod förut")
        self.more.setAccessibleName(self.more.text())


def version_text(rattelse: "Rattelse", place: int, grader: Sequence[Grad]) -> str:
    """What stood there, a line for each value and answer."""
    title = "Första versionen:" if place == 0 else f"Version {place + 1}:"
    return "\n".join([title, *_lines(rattelse, grader)])


def _lines(rattelse: "Rattelse", grader: Sequence[Grad]) -> Iterator[str]:
    for question, answer, comment in rattelse.svar:
        yield f"{question} {answer}" + (f" ({comment})" if comment else "")
    for name, value in rattelse.varden.items():
        yield f"{field_title('utfall', name)}: {grade_word(grader, value) if name == 'allvar' else value}"

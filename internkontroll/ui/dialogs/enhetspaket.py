"""What packages of units bring, before it is taken in: each change, and each conflict to decide."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from internkontroll.domain.enhetspaket.jamfor import Sida
from internkontroll.domain.enhetspaket.rader import Konfliktrad, change_text, post_text
from internkontroll.domain.enhetspaket.regler import FALT
from internkontroll.domain.sparat import Sparat
from internkontroll.errors import InputRefused
from internkontroll.ui import theme
from internkontroll.ui.session import Session
from internkontroll.ui.widgets.form_dialog import FormDialog, Operation, note

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from collections.abc import Sequence
    from pathlib import Path

    from internkontroll.db.session import Register
    from internkontroll.services.enhetspaket import Inlast

MOST = 500
"""Changes that are written out."""

_LEAST_LINES, _MOST_LINES, _LINES_OF_CONFLICT = 14, 36, 8
"""How high the dialog is, in lines of text."""


class ImportPackagesDialog(FormDialog):
    """`found`: what a trial of the files found."""

    def __init__(self, session: Session, files: "Sequence[Path]", found: "Inlast", parent: QWidget) -> None:
        super().__init__(session, "Läs in enhetspaket", "&Läs in", parent)
        self._files = files
        self.choices = [_Choice(one) for one in found.konflikter]
        self._say_what(found)
        self._add_conflicts()
        for title, lines in (
            ("Det här ändras", [change_text(one) for one in found.andringar]),
            ("Det här tas inte in", [f"{post_text(one)}. {one.skal}" for one in found.nekade]),
        ):
            if lines:
                self.body.addWidget(_wrapped(title, is_heading=True))
                more = [f"… och {len(lines) - MOST} till."] if len(lines) > MOST else []
                self.body.addWidget(_wrapped("\n".join([*lines[:MOST], *more])))
        self.body.addStretch()
        self.accept_button.setVisible(bool(found))
        if not found:
            self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText("Stäng")
        lines_of_all = len(found.andringar) + len(found.nekade) + _LINES_OF_CONFLICT * len(self.choices)
        self.fit(90, min(_LEAST_LINES + lines_of_all, _MOST_LINES))

    def operation(self) -> Operation:
        """Take the packages in, in one step. Raises InputRefused while a conflict isn't decided."""
        undecided = [one for one in self.choices if one.side is None]
        if undecided:
            undecided[0].mina.setFocus()
            raise InputRefused(f"Välj vad som ska gälla för {undecided[0].about()}.")
        files, today = self._files, self.session.today
        chosen = {one.id: one.side for one in self.choices if one.side}

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.enhetspaket import import_packages

            found = import_packages(register, files, today, chosen)
            rubrik = f"Enhetspaket från {', '.join(dict.fromkeys(found.enheter))}"
            return Sparat(found.handelse_id, rubrik, frozenset(FALT) | {"kontrollpunkt", "egenkontroll", "kontroll"})

        return operation

    def _say_what(self, found: "Inlast") -> None:
        said = found.without_news()
        if not found:
            said.append("Det finns inget att läsa in.")
        elif found.konflikter:
            said.append("Både registret och enheten har ändrat samma sak. Välj vad som ska gälla.")
        else:
            said.append("Inget är ändrat ännu. Allt ångras i ett steg.")
        self.body.addWidget(note(" ".join(said)))

    def _add_conflicts(self) -> None:
        if len(self.choices) > 1:
            row = QHBoxLayout()
            for text, side in (("Behåll &registrets i alla", Sida.MINA), ("Ta &enhetens i alla", Sida.DERAS)):
                button = QPushButton(text)
                button.setAutoDefault(False)
                theme.make_hittable(button)
                button.clicked.connect(lambda _checked, side=side: self.choose_all(side))
                row.addWidget(button)
            row.addStretch()
            self.body.addLayout(row)
        for choice in self.choices:
            self.body.addWidget(choice)

    def choose_all(self, side: Sida) -> None:
        """Decide every conflict the same way."""
        for choice in self.choices:
            choice.choose(side)


class _Choice(QGroupBox):
    """A conflict: what the register says, and what the unit says; neither is chosen from the start."""

    def __init__(self, one: Konfliktrad) -> None:
        super().__init__()
        self.id, self._title = one.id, post_text(one)
        self.setAccessibleName(self._title)
        self.mina, self.deras = QRadioButton("Registret"), QRadioButton("Enheten")
        layout = QVBoxLayout(self)
        layout.setSpacing(0)
        layout.addWidget(_wrapped(self._title, is_heading=True))
        layout.addSpacing(theme.space(self, 0.5))
        for button, text in ((self.mina, one.mina), (self.deras, one.deras)):
            theme.make_hittable(button)
            button.setAccessibleDescription(text or "tomt")
            layout.addWidget(button)
            layout.addWidget(_beneath(button, text))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """A line around it. Fusion's own can't be seen in dark."""
        painter = QPainter(self)
        painter.setPen(theme.colors().border)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def about(self) -> str:
        """Unit, record and field."""
        return self._title

    @property
    def side(self) -> Sida | None:
        """What is chosen."""
        return Sida.MINA if self.mina.isChecked() else Sida.DERAS if self.deras.isChecked() else None

    def choose(self, side: Sida) -> None:
        """Choose for the user."""
        (self.mina if side is Sida.MINA else self.deras).setChecked(True)


def _beneath(button: QRadioButton, text: str) -> QLabel:
    """What the choice stands for, below its words."""
    label = _wrapped(text) if text else note("tomt")
    style = button.style()
    beside = style.pixelMetric(QStyle.PixelMetric.PM_ExclusiveIndicatorWidth, None, button)
    beside += style.pixelMetric(QStyle.PixelMetric.PM_RadioButtonLabelSpacing, None, button)
    label.setContentsMargins(beside, 0, 0, theme.space(button, 0.5))
    return label


def _wrapped(text: str, *, is_heading: bool = False) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if is_heading:
        font = label.font()
        font.setBold(True)
        label.setFont(font)
    return label

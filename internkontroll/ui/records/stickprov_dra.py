"""Dra ett urval: references pasted in, how many of them, and a draw that can be made again."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from internkontroll.domain.egenkontroll.urval import check_references
from internkontroll.domain.falt.model import line, number
from internkontroll.domain.granska.personnummer import has_personnummer
from internkontroll.domain.sparat import Sparat
from internkontroll.errors import InputRefused
from internkontroll.ui.records.texts import ToneLabel
from internkontroll.ui.session import Session
from internkontroll.ui.widgets.columns import Columns
from internkontroll.ui.widgets.field_row import FieldRow
from internkontroll.ui.widgets.form_dialog import FormDialog, Operation, note, row_values
from internkontroll.ui.widgets.naming import label_for

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.db.session import Register

_WHAT = line(
    "omfattning",
    "Namn på urvalet",
    "Vad urvalet görs bland, det som referenserna är.",
    "Utredningar som avslutades i mars",
    kravs=True,
)
_COUNT = number("antal", "Antal att dra", "Hur många referenser som ska dras.", "20", 1, 100_000)
_SHARE = number("andel", "eller andel i procent", "Avrundas uppåt, så att minst en dras.", "10", 1, 100)
_SEED = line(
    "fro", "Frö", "Tomt ger ett slumpat frö. Skriv ett för att dra om ett urval som någon annan har dragit.", ""
)


class DrawDialog(FormDialog):
    """The references go no further than the register; personnummer are refused."""

    def __init__(self, session: Session, utfall: int, parent: QWidget) -> None:
        super().__init__(session, "Dra ett urval", "Dra urvalet", parent)
        self._utfall = utfall
        self.what = self.add_row(FieldRow(_WHAT))
        self.references = QPlainTextEdit()
        self.references.setTabChangesFocus(True)
        self.references.setMinimumHeight(self.fontMetrics().height() * 8)
        self.wrong = ToneLabel("danger")
        self.number = QLabel()
        self.body.addWidget(
            note("Klistra in en referens per rad, till exempel löpnummer. Skriv aldrig namn eller personnummer.")
        )
        self.body.addWidget(label_for(self.references, "&Referenser"))
        self.body.addWidget(self.references, 1)
        self.body.addWidget(self.wrong)
        self.body.addWidget(self.number)
        self.count, self.share = FieldRow(_COUNT), FieldRow(_SHARE)
        self.rows += (self.count, self.share)
        self.body.addWidget(Columns([self.count, self.share]))
        self.seed = self.add_row(FieldRow(_SEED))
        self.references.textChanged.connect(self._tell_number)
        self._tell_number()
        self.fit(66, 36)

    def operation(self) -> Operation:
        """Draw, and keep the draw."""
        lines, today, values = self._checked(), self.session.today, row_values(self.rows)
        antal, andel = (None if values[name] is None else int(str(values[name])) for name in ("antal", "andel"))
        if (antal is None) == (andel is None):
            self.count.show_error("Skriv antingen hur många eller hur stor andel som ska dras.")
            self.count.editor.setFocus()
            raise InputRefused("Skriv ett antal eller en andel.")
        what, fro, utfall = str(values["omfattning"]), str(values["fro"] or ""), self._utfall

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.egenkontroll import draw_sample

            return draw_sample(register, utfall, what, lines, today, antal=antal, andel=andel, fro=fro)

        return operation

    def _checked(self) -> list[str]:
        """The references; what is wrong with them is said below them, with its line."""
        self.wrong.say("")
        if has_personnummer(self.what.editor.text(), self.session.today):
            self.what.show_error("Texten ser ut att ha ett personnummer. Skriv vad urvalet görs bland utan det.")
            self.what.editor.setFocus()
            raise InputRefused("Ta bort personnumret.")
        try:
            return check_references(self.references.toPlainText().splitlines(), self.session.today)
        except InputRefused as error:
            self.wrong.say(str(error))
            self.references.setAccessibleDescription(str(error))
            self.references.setFocus()
            raise InputRefused("Rätta referenserna.") from error

    def _tell_number(self) -> None:
        count = sum(bool(one.strip()) for one in self.references.toPlainText().splitlines())
        self.number.setText(f"{count} {'referens' if count == 1 else 'referenser'}")

"""Beside a list when several records are selected: fields to set for all of them at once."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from internkontroll.domain.andel import number_text
from internkontroll.domain.falt import Faltslag, Value, find_field
from internkontroll.domain.sparat import Sparat
from internkontroll.errors import KnownError
from internkontroll.ui import theme
from internkontroll.ui.session import Session
from internkontroll.ui.widgets.field_row import FieldRow
from internkontroll.ui.widgets.layouts import scrolled
from internkontroll.ui.widgets.tinted import Tinted

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.db.session import Connection, Register

FOLLOW_UP = "uppfoljning"
"""The fields of an åtgärd or kontroll that belong to the tillfälle."""


class BulkPanel(QWidget):
    """Each field that is filled in is one operation, which is undone as one."""

    def __init__(
        self, session: Session, tabell: str, fields: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        """`fields`: (table, column) in order; the table is the list's own or `FOLLOW_UP`."""
        super().__init__(parent)
        self._session = session
        self._tabell = tabell
        self._fields = [(table, falt) for table, name in fields if (falt := find_field(table, name))]
        self._versions: Mapping[int, int] = {}
        self._said_of: int | None = None
        self.rows: dict[str, FieldRow] = {}
        self.setAccessibleName("Ändra flera")
        self._title, self._text, self._done = QLabel(), QLabel(), Tinted("good")
        self._body = QWidget()
        self._place = QVBoxLayout(self._body)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.setSpacing(theme.space(self))
        self._set_up()
        session.changed.connect(self._end_done)

    def show_records(self, count: int, versions: Mapping[int, int]) -> None:
        """The records to change: id → version as it was read, 0 where it isn't known."""
        is_other = self._versions.keys() != versions.keys()
        if is_other:
            # What is being chosen is for those that were selected, and the fields are made anew.
            self.commit()
        self._versions = dict(versions)
        self._title.setText(f"{number_text(count)} valda")
        if is_other:
            self._done.clear()
            self._read_choices()

    def commit(self) -> bool:
        """Save what is being written; whether all of it could be taken."""
        return all([row.commit() for row in self.rows.values()])

    def _set_up(self) -> None:
        font = self._title.font()
        font.setPointSizeF(font.pointSizeF() * 1.3)
        font.setBold(True)
        self._title.setFont(font)
        can_change = bool(self._fields)
        self._text.setText(
            "Det du fyller i här ändras för alla valda." if can_change else "Högerklicka för det som går att göra."
        )
        self._text.setWordWrap(True)
        self._done.setWordWrap(True)
        self._place.addStretch(1)
        layout = QVBoxLayout(self)
        for widget in (self._title, self._text, self._done):
            layout.addWidget(widget)
        layout.addWidget(scrolled(self._body, sideways=True), 1)

    # --- fields ---------------------------------------------------------------------------------------------------

    def _read_choices(self) -> None:
        """What references can mean may have changed since last time."""
        names = [falt.namn for _, falt in self._fields if falt.slag is Faltslag.REFERENCE]
        sammanhang = self._session.sammanhang
        if not names or sammanhang is None:
            self._make_rows({})
            return

        def read(connection: "Connection") -> dict[str, list[tuple[int, str]]]:
            from internkontroll.services.poster import references

            return {name: references(connection, sammanhang, name) for name in names}

        self._session.load(read, self._make_rows, key="val för flera")

    def _make_rows(self, choices: Mapping[str, Sequence[tuple[int, str]]]) -> None:
        for row in self.rows.values():
            self._place.removeWidget(row)
            row.hide()  # so that Tab doesn't go there any more
            row.deleteLater()
        self.rows = {}
        for place, (table, falt) in enumerate(self._fields):
            row = FieldRow(falt, choices.get(falt.namn, ()))
            row.set_value(None)
            row.edited.connect(lambda name, value, table=table: self._save(table, name, value))
            self._place.insertWidget(place, row)
            self.rows[falt.namn] = row

    # --- writing --------------------------------------------------------------------------------------------------

    def _save(self, table: str, name: str, value: Value) -> None:
        self._session.write(
            self._operation(table, {name: value}),
            lambda saved: self._say_done(name, saved),
            lambda error: self._say_failed(name, error),
        )

    def _operation(self, table: str, values: Mapping[str, Value]) -> "Callable[[Register], Sparat]":
        tabell, versions, sammanhang = self._tabell, self._versions, self._session.sammanhang
        if sammanhang is None:
            raise ValueError("there is nothing to choose records from")

        def set_all(register: "Register") -> Sparat:
            from internkontroll.services.redigera import set_uppfoljning, set_values

            if table == FOLLOW_UP:
                return set_uppfoljning(register, tabell, list(versions), sammanhang, values)
            return set_values(register, tabell, versions, values)

        return set_all

    def _say_done(self, name: str, saved: Sparat) -> None:
        changed = saved.handelse_id is not None
        text = f"Sparat: {saved.rubrik}. Ctrl+Z ångrar." if changed else "Alla valda hade redan det värdet."
        self._done.setText(text)
        self._said_of = saved.handelse_id
        if not self.rows[name].is_dirty:  # the next choice may have begun
            self.rows[name].set_value(None)
        # The write has given the records new versions; until the list brings them nothing is compared with.
        self._versions = dict.fromkeys(self._versions, 0)

    def _end_done(self, saved: Sparat) -> None:
        """Something else has been written, such as the undo: what was said isn't what Ctrl+Z takes back any more."""
        if saved.handelse_id != self._said_of:
            self._done.clear()

    def _say_failed(self, name: str, error: Exception) -> None:
        if isinstance(error, KnownError):
            self.rows[name].refused(error)
        else:
            self._session.failed.emit(error)

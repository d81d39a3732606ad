"""Fields of one record, or of a record and its uppföljning, saved one by one as they are left."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from internkontroll.domain.falt import Falt, Value, find_field
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.status import Status
from internkontroll.errors import KnownError
from internkontroll.ui import theme
from internkontroll.ui.icons import status_icon
from internkontroll.ui.records.saver import Key, Saver
from internkontroll.ui.widgets.columns import Columns
from internkontroll.ui.widgets.editors import ChoiceEditor, Choices
from internkontroll.ui.widgets.field_row import FieldRow

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.db.session import Register

Write = Callable[["Register", int, Mapping[str, Value]], Sparat]
"""Writes values of a record that was read at that version."""

Name = tuple[str, str]
"""A source, which is mostly a table, and one of its columns."""


@dataclass(frozen=True, slots=True)
class Source:
    """A record as a form shows it. `frozen`: column → why it can't be changed."""

    key: Key
    version: int
    values: Mapping[str, Any]
    write: Write
    frozen: Mapping[str, str] = field(default_factory=dict)


class FieldForm(QWidget):
    """`lines`: the fields in reading order; those of a line stand beside each other where there is room."""

    def __init__(
        self,
        saver: Saver,
        lines: Sequence[Sequence[Name]],
        fields: Mapping[Name, Falt] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`fields`: those that aren't as `domain.falt` has them."""
        super().__init__(parent)
        self._saver = saver
        self._sources: dict[str, Source] = {}
        self.rows: dict[Name, FieldRow] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.space(self))
        for line in lines:
            rows = [self._make_row(name, (fields or {}).get(name)) for name in line]
            self._layout.addWidget(rows[0] if len(rows) == 1 else Columns(rows))

    def add_before(self, name: Name, widget: QWidget) -> None:
        """Put something that isn't a field above one that has a line of its own."""
        self._layout.insertWidget(self._layout.indexOf(self.rows[name]), widget)

    def show_sources(self, sources: Mapping[str, Source], choices: Mapping[str, Choices] | None = None) -> None:
        """Show the records: other ones than before, or the same ones read again."""
        for name, source in sources.items():
            is_same = name in self._sources and self._sources[name].key == source.key
            if not is_same:
                self._keep_drafts(name)
            self._sources[name] = source
            self._saver.know(source.key, source.version)
            for (of, column), row in self.rows.items():
                if of == name:
                    if choices and column in choices:
                        row.set_choices(choices[column])
                    self._show(row, source, is_same=is_same)

    def commit(self) -> bool:
        """Save what isn't yet; whether all of it could be taken."""
        return all([row.commit() for row in self.rows.values()])

    def keep_drafts(self) -> None:
        """The form goes: what couldn't be saved waits until its record is shown again."""
        for name in self._sources:
            self._keep_drafts(name)
        # What fails from now on has no field left to stand beside.
        self._sources = {}

    def _make_row(self, name: Name, falt: Falt | None) -> FieldRow:
        falt = falt or find_field(*name)
        if falt is None:
            raise KeyError(f"{name} isn't a field that people edit")
        row = self.rows[name] = FieldRow(falt)
        if name == ("uppfoljning", "status") and isinstance(row.editor, ChoiceEditor):
            row.editor.set_choices(falt.ord, [status_icon(status) for status in Status])
        row.edited.connect(partial(self._save, name[0], row))
        row.unsaved.connect(partial(self._keep_draft, name[0], row))
        return row

    def _show(self, row: FieldRow, source: Source, *, is_same: bool) -> None:
        column = row.falt.namn
        value = source.values.get(column)
        row.set_frozen(source.frozen.get(column, ""))
        if is_same:
            row.refresh_value(value)
            return
        row.set_value(value)
        draft = self._saver.draft(source.key, column)
        if draft is not None and not row.is_frozen:
            row.propose(draft)

    def _keep_drafts(self, name: str) -> None:
        """What couldn't be saved waits until its record is shown again."""
        old = self._sources.get(name)
        for (of, _), row in self.rows.items():
            if old and of == name and row.is_dirty:
                row.commit()

    def _keep_draft(self, name: str, row: FieldRow, text: str | None) -> None:
        if name in self._sources:
            self._saver.keep_draft(self._sources[name].key, row.falt.namn, text)

    def _save(self, name: str, row: FieldRow, column: str, value: Value) -> None:
        source, typed = self._sources[name], row.editor.text()

        def failed(error: Exception) -> None:
            shown = self._sources.get(name)
            is_here = isValid(row) and shown is not None and shown.key == source.key
            if not is_here or not isinstance(error, KnownError):
                self._saver.session.failed.emit(error)
            else:
                row.refused(error)

        def operation(register: "Register", version: int) -> Sparat:
            return source.write(register, version, {column: value})

        self._saver.write(source.key, self._saver.keeping(source.key, column, typed, operation), failed)


def record_source(
    tabell: str, post: int, version: int, values: Mapping[str, Any], frozen: Mapping[str, str] | None = None
) -> Source:
    """The fields of a record itself."""

    def write(register: "Register", known: int, changed: Mapping[str, Value]) -> Sparat:
        from internkontroll.services.redigera import set_values

        return set_values(register, tabell, {post: known}, changed)

    return Source((tabell, post), version, values, write, frozen or {})


def renamed(tabell: str, namn: str, titel: str) -> dict[Name, Falt]:
    """The field under another title."""
    falt = find_field(tabell, namn)
    if falt is None:
        raise KeyError(f"{tabell}.{namn} isn't a field that people edit")
    return {(tabell, namn): replace(falt, titel=titel)}

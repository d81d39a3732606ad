"""One logged operation on the section of a tillfälle, whose row comes with the first thing that is written."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Row, Table, select

from internkontroll.db.models import tillfalle
from internkontroll.db.session import Register
from internkontroll.db.writer import Writer
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.words import Avsnittsdel, Textdel
from internkontroll.services.planlage import read_plan
from internkontroll.services.redigera.posts import refuse_closed


class Section:
    """The section's rows, read and written inside the operation."""

    def __init__(self, writer: Writer, sammanhang: Sammanhang) -> None:
        self.writer = writer
        self.sammanhang = sammanhang
        self.nya: list[tuple[str, int]] = []

    def find(self, table: Table, part: Avsnittsdel | Textdel) -> Row[Any] | None:
        """The row of a table that has one per part."""
        query = select(table).join(tillfalle, tillfalle.c.id == table.c.tillfalle_id)
        query = query.where(self._own, table.c["del"] == part)
        return self.writer.connection.execute(query).one_or_none()

    def insert(self, table: Table, part: Avsnittsdel | Textdel, values: Mapping[str, Any]) -> None:
        """A new row for the part."""
        row = {"tillfalle_id": self._tillfalle_id(), "del": part, **values}
        self.nya.append((table.name, self.writer.insert(table, row)))

    def set_tillfalle(self, values: Mapping[str, Any]) -> None:
        """What is chosen for the section as a whole; nothing where it is as it was."""
        row = self._tillfalle()
        if row:
            self.writer.update(tillfalle, row._mapping, values)
        elif any(value is not None for value in values.values()):
            self._new_tillfalle(values)

    @property
    def _own(self) -> Any:
        return (tillfalle.c.plan_id == self.sammanhang.plan_id) & (tillfalle.c.typ == self.sammanhang.tillfalle)

    def _tillfalle(self) -> Row[Any] | None:
        return self.writer.connection.execute(select(tillfalle).where(self._own)).one_or_none()

    def _tillfalle_id(self) -> int:
        made = next((post for table, post in self.nya if table == tillfalle.name), None)
        row = self._tillfalle() if made is None else None
        return int(row.id) if row else made or self._new_tillfalle({})

    def _new_tillfalle(self, values: Mapping[str, Any]) -> int:
        own = {"plan_id": self.sammanhang.plan_id, "typ": self.sammanhang.tillfalle}
        post = self.writer.insert(tillfalle, {**own, **values})
        self.nya.append((tillfalle.name, post))
        return post


def save(register: Register, sammanhang: Sammanhang, rubrik: str, write: Callable[[Section], None]) -> Sparat:
    """Run `write` as one transaction, which the händelselogg and the undo menu call `rubrik`.

    Raises InputRefused where the plan is closed.
    """
    with register.write(rubrik) as writer:
        refuse_closed(tillfalle.name, [read_plan(writer.connection, sammanhang.plan_id)])
        section = Section(writer, sammanhang)
        write(section)
    return Sparat(writer.event_id, rubrik, writer.tables, tuple(section.nya))

"""The two ways to the register that is open: a quick one for lists and the whole one for records and writes."""

from pathlib import Path
from typing import TYPE_CHECKING

from internkontroll.db.reader import Reader

if TYPE_CHECKING:
    from internkontroll.db.session import Register


class OpenRegister:
    """The register at `path`, used by `user`. Made and used on the register's thread only.

    Raises as `check_register` when made.
    """

    def __init__(self, path: Path, user: str) -> None:
        self.path = path
        self.reader = Reader(path)
        self._user = user
        (self.uuid,) = self.reader.one("SELECT uuid FROM register") or ("",)
        self._register: Register | None = None

    @property
    def register(self) -> "Register":
        """The way to write; the first time it loads SQLAlchemy, which the first paint doesn't wait for."""
        if self._register is None:
            from internkontroll.db.session import Register

            self._register = Register(self.path, self._user, keep=True)
        return self._register

    def close(self) -> None:
        """Leave the file."""
        self.reader.close()
        if self._register:
            self._register.close()

"""The one place where a register is opened for the services; the window, the command line and tests use it."""

import getpass
import os
from pathlib import Path
from typing import TYPE_CHECKING

from internkontroll.errors import InputRefused

if TYPE_CHECKING:
    from internkontroll.db.session import Register


def open_register(place: str) -> "Register":
    """The register at `place`, used by the person who is logged in.

    Raises as `check_register`.
    """
    # Imported here: the window asks who the user is before SQLAlchemy is loaded.
    from internkontroll.db.session import Register

    return Register(register_path(place), user_name())


def register_path(place: str) -> Path:
    """The file that `place` names. Raises InputRefused for a database URL, which this version can't open."""
    if "://" in place:
        raise InputRefused(f"{place}: Den här versionen öppnar bara registerfiler. Ange en fil som slutar på .ikreg.")
    return Path(place)


def user_name() -> str:
    """The account's name, as the händelselogg will show it."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"uid {os.getuid()}" if hasattr(os, "getuid") else "okänd"

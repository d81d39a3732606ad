"""Use case: a new register, empty or with the example nämnd; whole from the moment that it has its name."""

import json
from pathlib import Path
from typing import Any

from internkontroll.db.migrate import create, refuse_existing
from internkontroll.db.session import Register
from internkontroll.files import replacing
from internkontroll.paths import EXAMPLE, LAGRUM
from internkontroll.services.exempel import write_example, write_lagrum


def create_register(path: Path, user: str, *, example: bool = False) -> None:
    """Make the register with the law references that everybody starts from.

    Raises InputRefused where something is there already, EnvironmentFailed where it can't be written.
    """
    refuse_existing(path)
    with replacing(path) as new:
        create(new)
        with Register(new, user).write("Nytt register") as writer:
            lagrum = write_lagrum(writer, _read(LAGRUM))
            if example:
                write_example(writer, _read(EXAMPLE), lagrum)


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))

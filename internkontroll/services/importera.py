"""Use case: files into the register, all of them or none."""

from collections.abc import Sequence
from pathlib import Path

from internkontroll.db.session import Register
from internkontroll.domain.changes import Changes
from internkontroll.domain.enhetspaket.regler import SUFFIX
from internkontroll.errors import InputRefused, environment
from internkontroll.importing.utbyte_json import read_utbyte
from internkontroll.services.merge import merge_underlag

_KNOWN = f"Välj en utbytesfil som slutar på .json, eller enhetspaket som slutar på {SUFFIX}."


def import_files(register: Register, paths: Sequence[Path], *, trial: bool = False) -> Changes:
    """Merge the files, in order, as one operation; a trial finds out what would change and changes nothing.

    Raises InputRefused naming the file that can't be taken; then nothing of any file is saved.
    """
    for path in paths:
        with environment(path):
            if path.suffix.lower() != ".json" and not path.is_dir():
                raise InputRefused(f"{path}: Filtypen kan inte importeras. {_KNOWN}")
    names = ", ".join(path.name for path in paths)
    changes = Changes()
    with register.write(f"Import av {names}", trial=trial) as writer:
        for path in paths:
            underlag = read_utbyte(path)
            try:
                merge_underlag(writer, underlag, changes)
            except InputRefused as error:
                raise InputRefused(f"{path}: {error}") from error
    changes.handelse_id = None if trial else writer.event_id
    return changes

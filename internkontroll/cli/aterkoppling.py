"""The command aterkoppling: a page for each unit, with what has been written so far told to a terminal."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from internkontroll.bootstrap import open_register
from internkontroll.cli.sammanstallning import read_choice
from internkontroll.services.aterkoppling import write_feedback


def aterkoppling(arguments: Namespace) -> tuple[str, dict[str, Any]]:
    """Run the command; its text and its data. Raises KnownError."""
    folder = Path(arguments.mapp)
    files = write_feedback(
        open_register(arguments.register),
        folder,
        read_choice(arguments),
        enhet=arguments.enhet,
        kind=f".{arguments.format}",
        progress=_tell if sys.stderr.isatty() else None,
    )
    count = "1 återkoppling är skriven" if len(files) == 1 else f"{len(files)} återkopplingar är skrivna"
    return f"{count} i {folder}.", {"mapp": str(folder), "filer": [path.name for path in files]}


def _tell(done: int, total: int) -> None:
    print(f"\r{done} av {total}", end="\n" if done == total else "", file=sys.stderr, flush=True)

"""``python -m internkontroll`` and the command `internkontroll`: the window, or one of the commands."""

import sys
from pathlib import Path

_OPENED = (".ikreg", ".ikenhet")


def main() -> int:
    """Nothing, or a register or a unit's package alone, opens the window; all else is a command."""
    arguments = sys.argv[1:]
    if not arguments or (len(arguments) == 1 and Path(arguments[0]).suffix.lower() in _OPENED):
        # Imported here: no command needs Qt, and the window needs no parser of commands.
        from internkontroll.app import main as open_window

        return open_window(arguments)
    from internkontroll.cli import main as run_command

    return run_command(arguments)


if __name__ == "__main__":
    raise SystemExit(main())

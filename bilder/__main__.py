"""``python -m bilder MAPP [UTSEENDE]``: a PNG of every page and dialog, in every look or in one."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from bilder.window import LOOKS, Look, application, example_window, picture, settle
from internkontroll.ui.widgets.nav import PAGES


def main(arguments: list[str]) -> int:
    """Render into the folder; each look in a process of its own, since Qt takes its scale once."""
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    if len(arguments) > 1:
        render(next(look for look in LOOKS if look.name == arguments[1]), folder)
        return 0
    for look in LOOKS:
        environment = os.environ | {"QT_SCALE_FACTOR": str(look.scale)}
        command = [sys.executable, "-m", "bilder", str(folder), look.name]
        done = subprocess.run(command, env=environment)  # noqa: S603 – ourselves
        if done.returncode:
            return done.returncode
    print(f"Bilderna ligger i {folder}")
    return 0


def render(look: Look, folder: Path) -> None:
    """Every page and dialog in one look."""
    app = application(look)
    with tempfile.TemporaryDirectory() as place, example_window(look, Path(place)) as shell:
        for entry in PAGES:
            shell.show_page(entry.name)
            settle(shell)
            picture(shell.window, folder / f"{entry.name}-{look.name}.png")
    app.processEvents()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

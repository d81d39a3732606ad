"""``python3 dev.py bilder MAPP``: a PNG of every page and dialog, in every look.

``--utseende NAMN`` gives one look, ``--sidor`` the pages alone. ``--referens`` writes the reference pictures
of the tests anew instead; look at them before they are committed.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import chdir
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from bilder.compare import REFERENCES, shrink
from bilder.scenes import dialogs, egenkontroll, pages, records
from bilder.window import LOOKS, Look, application, example_window

REFERENCE_LOOK = LOOKS[0].name


def main(arguments: Sequence[str]) -> int:
    """Draw into the folder; each look in a process of its own, since Qt takes its scale once."""
    options = _parse(arguments)
    if options.referens:
        return _renew()
    folder: Path = options.mapp
    folder.mkdir(parents=True, exist_ok=True)
    if options.utseende:
        render(next(look for look in LOOKS if look.name == options.utseende), folder, only_pages=options.sidor)
        return 0
    for look in LOOKS:
        status = _in_own_process(folder, look, only_pages=options.sidor)
        if status:
            return status
    print(f"Bilderna ligger i {folder}")
    return 0


def render(look: Look, folder: Path, *, only_pages: bool) -> list[Path]:
    """Every page and dialog in one look."""
    application(look)
    there = folder.absolute()

    def save(name: str) -> Path:
        return there / f"{name}-{look.name}.png"

    # The register is named without its folder, whose name is another one each time.
    with tempfile.TemporaryDirectory() as place, chdir(place), example_window(look, Path()) as shell:
        scenes = (pages,) if only_pages else (pages, records, egenkontroll, dialogs)
        return [path for scene in scenes for path in scene(shell, save)]


def _in_own_process(folder: Path, look: Look, *, only_pages: bool) -> int:
    command = [sys.executable, "-m", "bilder", str(folder), "--utseende", look.name]
    with tempfile.TemporaryDirectory() as place:
        platform = f"offscreen:configfile={_write_screen(Path(place), look)}"
        environment = os.environ | {"QT_SCALE_FACTOR": str(look.scale), "QT_QPA_PLATFORM": platform}
        return subprocess.run([*command, *["--sidor"] * only_pages], env=environment).returncode  # noqa: S603 – ourselves


def _write_screen(folder: Path, look: Look) -> Path:
    """A screen as large as the window: dialogs are as large as they are to people, where Qt's own is 800 × 800."""
    screen = {
        **{"name": "bild", "x": 0, "y": 0, "logicalDpi": 96, "dpr": 1},
        **{"width": round(look.size.width() * look.scale), "height": round(look.size.height() * look.scale)},
    }
    path = folder / "skarm.json"
    path.write_text(
        json.dumps({"synchronousWindowSystemEvents": False, "windowFrameMargins": True, "screens": [screen]})
    )
    return path


def _renew() -> int:
    with tempfile.TemporaryDirectory() as place:
        status = _in_own_process(Path(place), LOOKS[0], only_pages=True)
        for picture in sorted(Path(place).glob("*.png")):
            print(shrink(picture, REFERENCES / picture.name.replace(f"-{REFERENCE_LOOK}", "")))
    return status


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="dev.py bilder", description="Bilder av fönstrets alla sidor och dialoger.")
    parser.add_argument("mapp", nargs="?", type=Path, metavar="MAPP", help="mappen som bilderna läggs i")
    parser.add_argument("--utseende", choices=[look.name for look in LOOKS], help="bara ett av utseendena")
    parser.add_argument("--sidor", action="store_true", help="bara sidorna")
    parser.add_argument("--referens", action="store_true", help="skriv om de bilder som proven jämför med")
    options = parser.parse_args(arguments)
    if options.mapp is None and not options.referens:
        parser.error("säg vilken mapp bilderna ska ligga i")
    return options


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

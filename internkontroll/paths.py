"""Where the program's own files lie."""

from pathlib import Path

RESOURCES = Path(__file__).parent.parent / "resources"
FONTS = RESOURCES / "fonts"
WORD_TEMPLATE = RESOURCES / "mall.docx"
EXAMPLE = RESOURCES / "exempel.json"
LAGRUM = RESOURCES / "lagrum.json"
ICONS = RESOURCES / "icons"

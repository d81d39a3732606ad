"""How wide the letters of somebody's document are: what columns need so that long words stay whole."""

import re

from internkontroll.export.word.infoga.host import Host

_CALIBRI_SIZE = 20  # half points of the letters that columns are measured with
# Widths of header cells' bold words, which are cut first, where Calibri's is 1; the rest may be as wide as Georgia.
_SCALES = {
    1.0: ("calibri", "carlito", "times", "garamond", "gill", "corbel", "candara", "arial narrow", "aptos narrow"),
    1.1: ("aptos", "cambria", "constantia"),
    1.15: ("arial", "helvetica", "liberation", "segoe", "tahoma"),
    1.36: ("verdana", "dejavu"),
    1.44: ("courier", "consolas", "lucida console"),
}
_OTHER_SCALE = 1.22
_WITHOUT_FONT = "Times New Roman"  # what Word takes where nothing is said


def letter_scale(host: Host, font: str, size: int) -> float:
    """How wide letters are, those of 10 point Calibri being 1; `font` and `size` as `StyleMap.cell_font` gives them."""
    name = (_theme_font(host, font[1:]) if font.startswith("+") else font) or _WITHOUT_FONT
    named = (scale for scale, starts in _SCALES.items() if name.lower().startswith(starts))
    scale = next(named, _OTHER_SCALE)
    return scale * size / _CALIBRI_SIZE


def _theme_font(host: Host, which: str) -> str:
    """The theme's "major" or "minor" font."""
    pattern = rf"<a:{which}Font\s*>\s*<a:latin\s[^>]*typeface\s*=\s*[\"']([^\"']*)"
    found = re.search(pattern.encode(), host.data_of("theme") or b"")
    return found[1].decode(errors="replace") if found else ""

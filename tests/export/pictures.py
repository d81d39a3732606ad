"""Pictures and fonts for tests of the look."""

from io import BytesIO
from pathlib import Path

import reportlab
from PIL import Image

VERA = Path(reportlab.__file__).parent / "fonts"
"""Has the letters of Swedish and not those of Sami."""

RED = "D01020"


def picture(kind: str = "PNG", size: tuple[int, int] = (300, 100), mode: str = "RGB") -> bytes:
    """A red rectangle; where it may be transparent, its right half is."""
    drawn = Image.new("RGBA", size, f"#{RED}")
    if mode == "RGBA":
        drawn.paste((0, 0, 0, 0), (size[0] // 2, 0, *size))
    stream = BytesIO()
    drawn.convert(mode).save(stream, kind)
    return stream.getvalue()

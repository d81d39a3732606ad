"""The nämnd's logo at the top of the first page."""

from dataclasses import dataclass
from io import BytesIO

from internkontroll.errors import InputRefused
from internkontroll.export.pdf import look
from internkontroll.export.pdf.pdffile import PdfFile

_MOST_PIXELS = 50_000_000
_DOTS = 400 / 72
"""Pixels per point: what is finer isn't seen in print and would only make the file larger."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture as rows of RGB on white, and the size in points that it is drawn with."""

    pixels: bytes
    columns: int
    rows: int
    width: float
    height: float

    def write(self, file: PdfFile) -> int:
        """Put the picture in the file; the number of its object."""
        entries = (
            f"/Type/XObject/Subtype/Image/Width {self.columns}/Height {self.rows}/ColorSpace/DeviceRGB"
            "/BitsPerComponent 8"
        )
        return file.add_stream(self.pixels, entries)


def read_logo(data: bytes, source: str = "Nämndens logotyp") -> Logo:
    """Read a PNG or JPEG; what is transparent in it becomes white. `source` is what messages call it.

    Raises InputRefused if it is neither, is damaged or has more than 50 million pixels.
    """
    from PIL import Image

    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as picture:
            columns, rows = picture.size
            if columns * rows > _MOST_PIXELS:
                raise InputRefused(f"{source}: Bilden har {columns} × {rows} bildpunkter. Välj en mindre bild.")
            drawn = picture.convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise InputRefused(f"{source}: Filen är ingen hel bild i formatet PNG eller JPEG. Välj en annan.") from error
    scale = min(look.LOGO_WIDTH / columns, look.LOGO_HEIGHT / rows)
    width, height = columns * scale, rows * scale
    drawn.thumbnail((width * _DOTS, height * _DOTS))
    white = Image.new("RGBA", drawn.size, "white")
    pixels = Image.alpha_composite(white, drawn).convert("RGB")
    return Logo(pixels.tobytes(), *pixels.size, width, height)

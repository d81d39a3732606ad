"""Drawn matrices as pictures in a Word document: PNG parts that the document points to."""

from collections.abc import Mapping
from io import BytesIO
from typing import NamedTuple

from internkontroll.domain.document import Document, Matrix
from internkontroll.export.matris import INK, draw_matrix
from internkontroll.export.word.markup import escape_attribute
from internkontroll.export.word.parts import OFFICE_RELATION, relate
from internkontroll.paths import FONTS

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"

_TWIP, _PIXEL, _EMU = 1 / 20, 1 / 3, 1 / 12_700
"""In points: what Word measures text with, what the picture is drawn with (216 to the inch), what places it."""

FIRST_ID = 900_001
"""Of the drawings: far from those that a document may have."""


class Picture(NamedTuple):
    """A PNG file and how large it is shown, in EMU."""

    data: bytes
    width: int
    height: int


def add_pictures(
    members: Mapping[str, bytes], document: Document, text_width: int
) -> tuple[dict[str, bytes], dict[Matrix, str]]:
    """The package's members with a picture for each matrix, and what the document holds in each one's place.

    `text_width` is twips.
    """
    matrices = dict.fromkeys(block for block in document.blocks if isinstance(block, Matrix))
    added, drawings = dict(members), dict[Matrix, str]()
    for number, matrix in enumerate(matrices, 1):
        name, relation = f"media/internkontroll{number}.png", f"rIdInternkontroll{number}"
        picture = draw_picture(matrix, text_width)
        drawings[matrix] = drawing(matrix, picture, FIRST_ID + number, relation)
        added[f"word/{name}"] = picture.data
        relate(added, relation, "image", name, "image/png")
    return added, drawings


def draw_picture(matrix: Matrix, text_width: int) -> Picture:
    """The picture of a matrix over a text area that wide, in twips. The same matrix gives the same bytes."""
    width = text_width * _TWIP
    data, height = _draw_png(matrix, width)
    return Picture(data, round(width / _EMU), round(height / _EMU))


def drawing(matrix: Matrix, picture: Picture, number: int, relation: str) -> str:
    """The picture in the line of a paragraph; `number` is its own in the document, `relation` points to the file."""
    title, description = escape_attribute(matrix.title), escape_attribute(matrix.description)
    size = f'cx="{picture.width}" cy="{picture.height}"'
    return (
        f'<w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr id="{number}" name="{title}" descr="{description}"/>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{_DRAWING}/main" noChangeAspect="1"/>'
        f'</wp:cNvGraphicFramePr><a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="{number}" name="{title}"'
        f' descr="{description}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip xmlns:r="{OFFICE_RELATION}" r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing>"
    )


def _draw_png(matrix: Matrix, width: float) -> tuple[bytes, float]:
    """The picture, and its height in points."""
    # Deferred: only a plan has a matrix.
    from PIL import Image, ImageDraw, ImageFont

    def font(size: float, *, bold: bool) -> ImageFont.FreeTypeFont:
        path = FONTS / ("Carlito-Bold.ttf" if bold else "Carlito-Regular.ttf")
        return ImageFont.truetype(path, size / _PIXEL, layout_engine=ImageFont.Layout.BASIC)

    drawing = draw_matrix(matrix, width, lambda text, size, bold: font(size, bold=bold).getlength(text) * _PIXEL)
    picture = Image.new("RGB", (round(drawing.width / _PIXEL), round(drawing.height / _PIXEL)), "white")
    pen = ImageDraw.Draw(picture)
    for box in drawing.boxes:
        corners = (box.left, box.top, box.left + box.width, box.top + box.height)
        pen.rectangle([round(corner / _PIXEL) for corner in corners], f"#{box.color}")
    for words in drawing.words:
        place = words.left / _PIXEL, words.baseline / _PIXEL
        pen.text(place, words.text, f"#{INK}", font(words.size, bold=words.bold), anchor="ls")
    stream = BytesIO()
    picture.save(stream, "PNG", optimize=True)
    return stream.getvalue(), drawing.height

"""A drawn matrix as PDF operators."""

from internkontroll.domain.document import Matrix
from internkontroll.export.matris import INK, draw_matrix
from internkontroll.export.pdf import look
from internkontroll.export.pdf.canvas import shown
from internkontroll.export.pdf.characters import printable
from internkontroll.export.pdf.fonts import Fonts


def draw(matrix: Matrix, width: float, fonts: Fonts) -> tuple[float, str]:
    """The height of the drawing in points, and its operators with the origin at its lower left corner."""
    drawing = draw_matrix(matrix, width, lambda text, size, bold: fonts.face(bold=bold).width(printable(text), size))
    operators = [
        f"{look.operands(box.color)} rg {box.left:.2f} {drawing.height - box.top - box.height:.2f} "
        f"{box.width:.2f} {box.height:.2f} re f"
        for box in drawing.boxes
    ]
    operators.append(f"BT {look.operands(INK)} rg")
    for words in drawing.words:
        place = f"{words.left:.2f} {drawing.height - words.baseline:.2f}"
        font = fonts.face(bold=words.bold).resource
        # The space keeps readers from running the words together.
        operators.append(f"/{font} {words.size} Tf 1 0 0 1 {place} Tm {shown(printable(words.text) + ' ')}")
    return drawing.height, "\n".join([*operators, "ET"])

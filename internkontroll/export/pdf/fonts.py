"""The two faces of the document: their measures, the characters they have, and how they are embedded."""

import hashlib
import struct
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from internkontroll.domain.utseende import Utseende
from internkontroll.errors import InputRefused, environment
from internkontroll.export.pdf.pdffile import PdfFile

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFontFace

_CACHED_WORDS = 50_000
_OWN = "Nämndens typsnitt"
_USAGE, _RESTRICTED, _NO_SUBSET, _BITMAPS_ONLY = 0x000E, 0x0002, 0x0100, 0x0200


class _Advances(dict[str, int]):
    """Advance of a word in thousandths of the type size, remembered for the words that come often."""

    def __init__(self, glyphs: dict[str, int]) -> None:
        super().__init__()
        self._glyphs = glyphs

    def __missing__(self, word: str) -> int:
        advance = sum(map(self._glyphs.__getitem__, word))
        if len(self) < _CACHED_WORDS:
            self[word] = advance
        return advance


class Font:
    """A TrueType font. Its codes in the PDF are the characters' code points, which keeps encoding a one-liner."""

    def __init__(self, data: bytes, source: str, resource: str) -> None:
        self.resource = resource
        self._face = _read(data, source)
        self.name: str = self._face.name.decode("ascii", "replace")
        self._glyphs = {
            chr(code): round(self._face.charWidths[code]) for code in filter(_drawable, self._face.charToGlyph)
        }
        self.characters = frozenset(self._glyphs)
        self.advances = _Advances(self._glyphs)
        """Advance of a word, or of anything without line breaks, in thousandths of the type size."""

    def width(self, text: str, size: float) -> float:
        """Width of a line in points."""
        return self.advances[text] * size / 1000

    def write(self, file: PdfFile, characters: Iterable[str]) -> int:
        """Embed the font with these characters only; the number of the font object."""
        used = sorted(characters)
        name = f"{_subset_tag(used)}+{self.name}"
        to_unicode = file.add_stream(_to_unicode(used))
        return file.add(
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
            f"/DescendantFonts[{self._descendant(file, name, used)} 0 R]/ToUnicode {to_unicode} 0 R>>"
        )

    def _descendant(self, file: PdfFile, name: str, used: list[str]) -> int:
        widths = "".join(f"{ord(char)}[{self._glyphs[char]}]" for char in used)
        glyph_map = file.add_stream(self._glyph_map(used))
        return file.add(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            f"/Supplement 0>>/FontDescriptor {self._descriptor(file, name, used)} 0 R/DW 0/W[{widths}]"
            f"/CIDToGIDMap {glyph_map} 0 R>>"
        )

    def _descriptor(self, file: PdfFile, name: str, used: list[str]) -> int:
        face = self._face
        program = face.makeSubset([ord(char) for char in used])
        embedded = file.add_stream(program, f"/Length1 {len(program)}")
        box = " ".join(f"{edge:.0f}" for edge in face.bbox)
        return file.add(
            f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{box}]/ItalicAngle {face.italicAngle:.0f}"
            f"/Ascent {face.ascent:.0f}/Descent {face.descent:.0f}/CapHeight {face.capHeight:.0f}"
            f"/StemV {face.stemV:.0f}/FontFile2 {embedded} 0 R>>"
        )

    def _glyph_map(self, used: list[str]) -> bytes:
        """Code point → glyph of the subset, whose glyphs come in the order of the characters, each once."""
        originals = [self._face.charToGlyph[ord(char)] for char in used]
        numbers = {glyph: number for number, glyph in enumerate(dict.fromkeys([0, *originals]))}
        table = bytearray(2 * ord(used[-1]) + 2)
        for char, original in zip(used, originals, strict=True):
            at = 2 * ord(char)
            table[at : at + 2] = numbers[original].to_bytes(2, "big")
        return bytes(table)


@dataclass(frozen=True, slots=True)
class Fonts:
    """The faces that the document is set in."""

    regular: Font
    bold: Font

    def face(self, *, bold: bool) -> Font:
        """The face for a text."""
        return self.bold if bold else self.regular

    def __iter__(self) -> Iterator[Font]:
        """Both faces."""
        return iter((self.regular, self.bold))


def load_fonts(folder: Path, utseende: Utseende) -> Fonts:
    """The nämnd's own fonts, else `*-Regular.ttf` and `*-Bold.ttf` of the folder.

    Raises InputRefused if a file is missing or is not a TrueType font that may be embedded.
    """
    if utseende.typsnitt and utseende.typsnitt_fet:
        return Fonts(Font(utseende.typsnitt, _OWN, "F1"), Font(utseende.typsnitt_fet, _OWN, "F2"))
    return Fonts(_find(folder, "Regular", "F1"), _find(folder, "Bold", "F2"))


def check_font(data: bytes, source: str, needed: Iterable[str]) -> frozenset[str]:
    """The characters of a font that is fit to be chosen; `source` is what messages call it.

    Raises InputRefused if it can't be embedded or lacks one of the needed characters.
    """
    font = Font(data, source, "F1")
    missing = sorted(set(needed) - font.characters)
    if missing:
        raise InputRefused(f"{source}: Typsnittet saknar tecknen {' '.join(missing)}. Välj ett annat.")
    with _refusing(source):
        font.write(PdfFile(BytesIO()), needed)
        allowed = _may_be_embedded(data)
    if not allowed:
        raise InputRefused(f"{source}: Typsnittets licens tillåter inte att det bäddas in i dokument. Välj ett annat.")
    return font.characters


def _find(folder: Path, face: str, resource: str) -> Font:
    found = sorted(folder.glob(f"*-{face}.ttf"))
    if not found:
        raise InputRefused(f"{folder}: här finns inget typsnitt vars namn slutar på -{face}.ttf. Välj en annan mapp.")
    with environment(found[0]):
        data = found[0].read_bytes()
    return Font(data, str(found[0]), resource)


def _read(data: bytes, source: str) -> "TTFontFace":
    # Deferred: reportlab takes a tenth of a second that only an export should cost.
    from reportlab.pdfbase.ttfonts import TTFontFace

    with _refusing(source):
        return TTFontFace(BytesIO(data))


def _may_be_embedded(data: bytes) -> bool:
    """Whether the font says (OS/2 table, fsType) that a subset of its outlines may be put in a document.

    reportlab 5.1 reads this and draws the opposite conclusion.
    """
    tables = (data[at : at + 16] for at in range(12, 12 + 16 * int.from_bytes(data[4:6], "big"), 16))
    start = next((int.from_bytes(entry[8:12], "big") for entry in tables if entry.startswith(b"OS/2")), None)
    if start is None:
        return True
    fs_type = int.from_bytes(data[start + 8 : start + 10], "big")
    return fs_type & _USAGE != _RESTRICTED and not fs_type & (_NO_SUBSET | _BITMAPS_ONLY)


@contextmanager
def _refusing(source: str) -> Iterator[None]:
    """Damaged bytes fail anyhow inside reportlab."""
    from reportlab.pdfbase.ttfonts import TTFError

    try:
        yield
    except (TTFError, struct.error, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        message = f"{source}: filen är inget TrueType-typsnitt som går att bädda in. Välj ett annat."
        raise InputRefused(message) from error


def _drawable(code: int) -> bool:
    """Whether a code point is a character of two bytes, and none of the controls that some fonts map to nothing."""
    return code < 0xFFFE and unicodedata.category(chr(code)) not in ("Cc", "Cs")


def _subset_tag(used: list[str]) -> str:
    """Six capitals that differ between subsets, as PDF wants them."""
    digest = hashlib.sha256("".join(used).encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _to_unicode(used: list[str]) -> bytes:
    """The character map by which readers get the text back: every code is its own character."""
    blocks = []
    for at in range(0, len(used), 100):  # more in one block is an error
        block = used[at : at + 100]
        pairs = "\n".join(f"<{ord(char):04X}> <{ord(char):04X}>" for char in block)
        blocks.append(f"{len(block)} beginbfchar\n{pairs}\nendbfchar")
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n" + "\n".join(blocks) + "\nendcmap\n"
        "CMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")

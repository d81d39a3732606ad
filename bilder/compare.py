"""Reference pictures: small and grey, compared so that letters may be drawn a little otherwise but nothing be moved."""

from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

REFERENCES = Path(__file__).parents[1] / "tests" / "ui" / "referens"

TOLERANCE = 10
"""Of 255 steps of grey: as much may a place of some 24 × 24 pixels differ. Letters that aren't smoothed differ by 7,
a button that is gone by 21, a layout that has moved by a line by 51 (`tests/ui/test_bilder.py`)."""

_SHARE = 2
_STEP = 8
_CELL = 4


def shrink(picture: Path, target: Path) -> Path:
    """Save a picture as a reference: half as wide and high, in 32 steps of grey."""
    small = _small(picture)
    target.parent.mkdir(parents=True, exist_ok=True)
    small.quantize(256 // _STEP).save(target, optimize=True)
    return target


def difference(picture: Path, reference: Path) -> int:
    """How much a picture differs from a reference in the place where it does so most, from 0 to 255."""
    with Image.open(reference) as image:
        wanted = image.convert("L")
    found = _small(picture)
    if found.size != wanted.size:
        return 255
    coarse = ImageChops.difference(found.reduce(_CELL), wanted.reduce(_CELL)).filter(ImageFilter.BoxBlur(1))
    return max(value for _count, value in coarse.getcolors() or [] if isinstance(value, int))


def _small(picture: Path) -> Image.Image:
    with Image.open(picture) as image:
        return image.convert("L").reduce(_SHARE).point([value // _STEP * _STEP for value in range(256)])

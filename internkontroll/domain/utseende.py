"""What a nämnd may choose of how its documents look."""

import re
from dataclasses import dataclass

from internkontroll.errors import InputRefused

STANDARDFARG = "16324F"
MARGINALER = range(10, 41)
"""Margins in millimetres that may be chosen."""

LAGSTA_KONTRAST = 4.5
"""What WCAG 2.1 asks of text (1.4.3)."""

_TINT = 0.12


@dataclass(frozen=True, slots=True)
class Utseende:
    """Fonts (TTF; both or none), logo (PNG or JPEG), its alternative text, margin, heading colour, Word template.

    Files are bytes; what is None or has its default looks as the program has it.
    """

    typsnitt: bytes | None = None
    typsnitt_fet: bytes | None = None
    logotyp: bytes | None = None
    logotyp_alt: str = ""
    marginal_mm: int = 25
    farg: str = STANDARDFARG
    ordmall: bytes | None = None


def mix(color: str, share: float) -> str:
    """So much of a colour (RRGGBB) in white."""
    return "".join(f"{round(255 - (255 - value) * share):02X}" for value in bytes.fromhex(color))


def tint(color: str) -> str:
    """The ground of a header row in this colour."""
    return mix(color, _TINT)


def contrast(one: str, other: str) -> float:
    """Contrast of two colours by WCAG 2.1: 1 (the same) to 21 (black on white)."""
    low, high = sorted(map(_luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def read_farg(text: str) -> str:
    """A colour as RRGGBB in capitals.

    Raises InputRefused if it isn't one, or is too light to read on white and on its own tint.
    """
    farg = text.strip().removeprefix("#").upper()
    if not re.fullmatch("[0-9A-F]{6}", farg):
        raise InputRefused(f"”{text}” är ingen färg. Skriv sex siffror och bokstäver A–F, till exempel {STANDARDFARG}.")
    worst = contrast(farg, tint(farg))
    if worst < LAGSTA_KONTRAST:
        said = f"{worst:.1f}".replace(".", ",")
        raise InputRefused(
            f"Färgen {farg} är för ljus för rubriker: kontrasten mot rubrikradens ljusa botten är {said}:1 och måste "
            "vara minst 4,5:1. Välj en mörkare färg."
        )
    return farg


def _luminance(color: str) -> float:
    """Relative luminance of a colour, 0 to 1."""
    red, green, blue = (_linear(value / 255) for value in bytes.fromhex(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

"""The risk scale of a plan: words, bands and what a pair of estimates is worth."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Band:
    """Riskvärden up to and including `till`, the word for what to do, and a light colour (RRGGBB)."""

    till: int
    namn: str
    color: str


@dataclass(frozen=True, slots=True)
class Riskcell:
    """A riskvärde that the nämnd has set for one pair of steps (from 1) in place of the product."""

    sannolikhet: int
    konsekvens: int
    varde: int


_BANDS = (("Acceptera", "D7ECDD"), ("Bevaka", "FFF0C2"), ("Reducera", "FBD3A8"), ("Åtgärda genast", "F4B8B0"))
_SIXTEENTHS = (3, 8, 12, 16)


def default_bands(highest: int) -> tuple[Band, ...]:
    """The bands of a scale whose largest product is `highest`: 1–3, 4–8, 9–12 and 16 on 4 x 4."""
    return tuple(
        Band(highest * share // 16, namn, color) for share, (namn, color) in zip(_SIXTEENTHS, _BANDS, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Riskskala:
    """Words, lowest first (3–6 on each axis), bands in rising order, and cells with values of their own."""

    sannolikhet: tuple[str, ...]
    konsekvens: tuple[str, ...]
    band: tuple[Band, ...] = ()
    celler: tuple[Riskcell, ...] = ()

    def riskvarde(self, sannolikhet: int, konsekvens: int) -> int:
        """The cell's own value, else the product. Steps count from 1."""
        own = (cell.varde for cell in self.celler if (cell.sannolikhet, cell.konsekvens) == (sannolikhet, konsekvens))
        return next(own, sannolikhet * konsekvens)

    def band_of(self, varde: int) -> Band:
        """The first band that reaches `varde`; the last one for anything above."""
        bands = self.band or default_bands(len(self.sannolikhet) * len(self.konsekvens))
        return next((band for band in bands if varde <= band.till), bands[-1])


STANDARDSKALA = Riskskala(
    ("Osannolik", "Mindre sannolik", "Möjlig", "Sannolik"),
    ("Försumbar", "Lindrig", "Kännbar", "Allvarlig"),
)
"""The scale of a plan that has none of its own. Fixed for ever: old plans mean this one."""

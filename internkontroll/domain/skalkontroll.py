"""What a nämnd's own risk scale must be like, and what a change of it does to the risks that are judged by it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from internkontroll.domain.riskskala import Riskcell, Riskskala, default_bands
from internkontroll.domain.utseende import LAGSTA_KONTRAST, contrast
from internkontroll.errors import InputRefused

MINST, MEST = 3, 6
"""Steps of an axis."""

HOGSTA_VARDE = 100
_BLACK = "111111"
_HEX = frozenset("0123456789ABCDEF")

Steg = tuple[int, int]
"""Sannolikhet and konsekvens, from 1."""


@dataclass(frozen=True, slots=True)
class Riskpost:
    """A risk as the preview needs it: what it is called, and its latest steps (None where it isn't judged)."""

    namn: str
    sannolikhet: int | None
    konsekvens: int | None


@dataclass(frozen=True, slots=True)
class Skalbyte:
    """What a new scale would do: the risks that move, that fall outside it, and all cells before and after.

    `fore`, `efter`: rows, the likeliest first, of (riskvärde, colour, risks).
    """

    flyttar: tuple[str, ...]
    utanfor: tuple[str, ...]
    oforandrade: int
    fore: tuple[tuple[tuple[int, str, int], ...], ...]
    efter: tuple[tuple[tuple[int, str, int], ...], ...]

    def as_text(self) -> str:
        """The same in words."""
        if not self.flyttar and not self.utanfor:
            return "Ingen risk byter riskvärde eller band."
        return "\n".join([*self.utanfor, *self.flyttar, f"{self.oforandrade} risker ändras inte."])


def whole(skala: Riskskala) -> Riskskala:
    """The scale with the bands that it means where it says none."""
    bands = skala.band or default_bands(len(skala.sannolikhet) * len(skala.konsekvens))
    return Riskskala(skala.sannolikhet, skala.konsekvens, bands, skala.celler)


def resized(skala: Riskskala, sannolikhet: int, konsekvens: int) -> Riskskala:
    """The scale with so many steps: words are kept or to be written, bands as on a new scale, cells where they fit."""
    words = [
        tuple(axis[:count]) + tuple(f"Steg {step}" for step in range(len(axis) + 1, count + 1))
        for axis, count in ((skala.sannolikhet, sannolikhet), (skala.konsekvens, konsekvens))
    ]
    cells = tuple(one for one in skala.celler if one.sannolikhet <= sannolikhet and one.konsekvens <= konsekvens)
    return Riskskala(words[0], words[1], default_bands(sannolikhet * konsekvens), cells)


def check_skala(skala: Riskskala) -> Riskskala:
    """The scale, fit to be saved; cells that say the product are left out. Raises InputRefused, saying what to do."""
    for title, words in (("Sannolikhet", skala.sannolikhet), ("Konsekvens", skala.konsekvens)):
        _check_words(title, words)
    _check_bands(skala)
    own = tuple(_check_cell(one) for one in skala.celler if one.varde != one.sannolikhet * one.konsekvens)
    return Riskskala(skala.sannolikhet, skala.konsekvens, skala.band, own)


def compare(before: Riskskala, after: Riskskala, risks: Sequence[Riskpost]) -> Skalbyte:
    """What the change from one scale to the other does to the risks."""
    outside = [_outside(one, after) for one in risks if falls_outside(one, after)]
    inside = [one for one in risks if one.sannolikhet and one.konsekvens and not falls_outside(one, after)]
    moves = [f"{one.namn}: {text}" for one in inside if (text := _move(before, after, one))]
    counts = Counter((one.sannolikhet or 0, one.konsekvens or 0) for one in risks)
    rows = tuple(_rows(before, counts)), tuple(_rows(after, counts))
    return Skalbyte(tuple(moves), tuple(outside), len(inside) - len(moves), *rows)


def falls_outside(risk: Riskpost, skala: Riskskala) -> bool:
    """Whether one of the risk's steps isn't on the scale."""
    return (risk.sannolikhet or 0) > len(skala.sannolikhet) or (risk.konsekvens or 0) > len(skala.konsekvens)


def _check_words(title: str, words: Sequence[str]) -> None:
    if not MINST <= len(words) <= MEST:
        raise InputRefused(f"{title} har {len(words)} steg. Välj {MINST} till {MEST}.")
    for step, word in enumerate(words, 1):
        if not word.strip():
            raise InputRefused(f"{title}: steg {step} saknar ord. Skriv vad steget heter.")
    folded = [word.strip().casefold() for word in words]
    twice = next((word for word in words if folded.count(word.strip().casefold()) > 1), None)
    if twice:
        raise InputRefused(f"{title}: två steg heter {twice}. Ge dem olika namn.")


def _check_bands(skala: Riskskala) -> None:
    bands = skala.band
    if not bands:
        raise InputRefused("Skalan har inga band. Lägg till minst ett.")
    for one in bands:
        if not one.namn.strip():
            raise InputRefused(f"Bandet till och med {one.till} saknar namn. Skriv vad nämnden gör med riskerna där.")
        if len(one.color) != 6 or not set(one.color) <= _HEX or contrast(one.color, _BLACK) < LAGSTA_KONTRAST:
            raise InputRefused(f"Bandet {one.namn} har en för mörk färg: siffran syns inte på den. Välj en ljusare.")
    for low, high in pairwise(bands):
        if high.till <= low.till:
            raise InputRefused(
                f"Bandet {high.namn} går till {high.till} men bandet före går till {low.till}. Låt talen stiga."
            )
    if len({one.namn.strip().casefold() for one in bands}) < len(bands):
        raise InputRefused("Två band har samma namn. Ge dem olika namn.")
    highest = max(skala.riskvarde(*steps) for steps in _steps(skala))
    if bands[-1].till < highest:
        raise InputRefused(
            f"Det högsta bandet, {bands[-1].namn}, går till {bands[-1].till}, men riskvärdet kan bli {highest}. "
            f"Låt det gå till {highest}."
        )


def _check_cell(cell: Riskcell) -> Riskcell:
    if not 1 <= cell.varde <= HOGSTA_VARDE:
        raise InputRefused(
            f"Rutan {cell.sannolikhet} × {cell.konsekvens} har värdet {cell.varde}. Skriv ett tal från 1 till "
            f"{HOGSTA_VARDE}."
        )
    return cell


def _move(before: Riskskala, after: Riskskala, risk: Riskpost) -> str | None:
    """From which riskvärde and band to which; None where the risk stays."""
    steps = risk.sannolikhet or 0, risk.konsekvens or 0
    values = before.riskvarde(*steps), after.riskvarde(*steps)
    bands = before.band_of(values[0]).namn, after.band_of(values[1]).namn
    if values[0] == values[1] and bands[0] == bands[1]:
        return None
    return f"från {values[0]} {bands[0]} till {values[1]} {bands[1]}."


def _outside(risk: Riskpost, after: Riskskala) -> str:
    size = f"{len(after.sannolikhet)} × {len(after.konsekvens)}"
    return f"{risk.namn}: bedömd {risk.sannolikhet or '–'} × {risk.konsekvens or '–'}, som inte finns på skalan {size}."


def _rows(skala: Riskskala, counts: Mapping[Steg, int]) -> Iterator[tuple[tuple[int, str, int], ...]]:
    for sannolikhet in range(len(skala.sannolikhet), 0, -1):
        steps = [(sannolikhet, konsekvens) for konsekvens in range(1, len(skala.konsekvens) + 1)]
        values = [(skala.riskvarde(*step), counts.get(step, 0)) for step in steps]
        yield tuple((value, skala.band_of(value).color, count) for value, count in values)


def _steps(skala: Riskskala) -> Iterator[Steg]:
    return product(range(1, len(skala.sannolikhet) + 1), range(1, len(skala.konsekvens) + 1))

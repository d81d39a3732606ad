"""The risk matrix: how many risks stand where, before and after their åtgärder."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, product

from internkontroll.db.reader import Reader
from internkontroll.domain.riskskala import STANDARDSKALA, Riskskala
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.services.hem.ord import plural, table_text
from internkontroll.services.riskskala import read_skala
from internkontroll.services.sidor.lage import read_lage
from internkontroll.services.sidor.uttryck import latest_bedomning

Steg = tuple[int, int]
"""Sannolikhet and konsekvens, from 1."""


@dataclass(frozen=True, slots=True)
class Ruta:
    """A cell: its steps, riskvärde and band with colour (RRGGBB), and how many risks are in it.

    `fore` and `efter`: before and after åtgärder; a risk that nobody has judged after them stays where it
    was. `risker` are the ids of those that are here before.
    """

    sannolikhet: int
    konsekvens: int
    varde: int
    band: str
    farg: str
    fore: int
    efter: int
    risker: tuple[int, ...]

    @property
    def nyckel(self) -> str:
        """The value of the filter "ruta" of the page Risker: "3x4"."""
        return f"{self.sannolikhet}x{self.konsekvens}"


@dataclass(frozen=True, slots=True)
class Matris:
    """The cells by rows, the likeliest row first; the words of both axes, the lowest step first.

    `flyttar`: from → to → how many risks move with their åtgärder. `utan` are the ids of the risks that
    aren't judged on both axes; `bedomda_efter` counts those that are judged after åtgärder.
    """

    sannolikhet: tuple[str, ...]
    konsekvens: tuple[str, ...]
    rutor: tuple[Ruta, ...]
    flyttar: tuple[tuple[Steg, Steg, int], ...]
    utan: tuple[int, ...]
    bedomda_efter: int

    @property
    def antal(self) -> int:
        """All risks, judged or not."""
        return sum(ruta.fore for ruta in self.rutor) + len(self.utan)

    def titel(self) -> str:
        """ "Riskmatris, 14 risker"."""
        return f"Riskmatris, {plural(self.antal, 'risk', 'risker')}"

    def moves(self) -> tuple[str, ...]:
        """From which riskvärde to which, the highest first: "12 → 8", "9 → 6 (2 risker)"."""
        values = {(ruta.sannolikhet, ruta.konsekvens): ruta.varde for ruta in self.rutor}
        counted = Counter[tuple[int, int]]()
        for fran, till, antal in self.flyttar:
            counted[values[fran], values[till]] += antal
        ordered = sorted(counted.items(), reverse=True)
        return tuple(f"{a} → {b}" + (f" ({antal} risker)" if antal > 1 else "") for (a, b), antal in ordered)

    def rows(self, *, efter: bool = False) -> list[list[str]]:
        """As a table with headers: a row per sannolikhet, a column per konsekvens."""
        head = ["Sannolikhet / konsekvens", *(f"{step} {word}" for step, word in enumerate(self.konsekvens, 1))]
        return [head, *(self._row(step, list(row), efter) for step, row in groupby(self.rutor, _sannolikhet))]

    def _row(self, step: int, row: list[Ruta], efter: bool) -> list[str]:
        cells = (f"{ruta.efter if efter else ruta.fore} (värde {ruta.varde})" for ruta in row)
        return [f"{step} {self.sannolikhet[step - 1]}", *cells]

    def sentences(self) -> tuple[str, ...]:
        """The same in words, the highest riskvärde first; what is empty isn't told."""
        filled = sorted((ruta for ruta in self.rutor if ruta.fore), key=lambda ruta: -ruta.varde)
        lines = [self._in_words(ruta) for ruta in filled]
        lines += [self._move_in_words(*move) for move in self.flyttar]
        if self.utan:
            said = plural(len(self.utan), "risk är inte bedömd", "risker är inte bedömda")
            lines.append(f"{said} på båda axlarna.")
        return tuple(lines) or ("Planen har inga risker.",)

    def as_text(self) -> str:
        """Title, sentences and table, for readers and the clipboard."""
        tables = [table_text("Före åtgärder", self.rows())]
        if self.flyttar:
            tables.append(table_text("Efter åtgärder", self.rows(efter=True)))
        return "\n\n".join(["\n".join([self.titel(), *self.sentences()]), *tables])

    def _in_words(self, ruta: Ruta) -> str:
        words = self._words((ruta.sannolikhet, ruta.konsekvens))
        return f"{plural(ruta.fore, 'risk', 'risker')} med {words}: riskvärde {ruta.varde}, {ruta.band}."

    def _move_in_words(self, fran: Steg, till: Steg, antal: int) -> str:
        what = plural(antal, "risk", "risker")
        return f"Med åtgärder går {what} från {self._words(fran)} till {self._words(till)}."

    def _words(self, steg: Steg) -> str:
        sannolikhet, konsekvens = steg
        words = self.sannolikhet[sannolikhet - 1], self.konsekvens[konsekvens - 1]
        return f"sannolikhet {words[0].lower()} och konsekvens {words[1].lower()}"


_RISKS = f"""
SELECT post.id, {latest_bedomning("fore")}, {latest_bedomning("efter")}
FROM risk AS post
WHERE post.plan_id = :plan AND post.borttagen IS NULL AND (post.tillagd IS NULL OR post.tillagd <= :until)
ORDER BY post.ordning, post.id
"""  # noqa: S608 – constants only


def matrix(reader: Reader, sammanhang: Sammanhang) -> Matris:
    """The plan's risks as the tillfälle knows them: those that its report counts, also what has been closed."""
    with reader.moment():
        skala = _load_skala(reader, sammanhang.plan_id)
        rows = reader.rows(_RISKS, read_lage(reader, sammanhang).parametrar)
    return _count(skala, rows)


def _load_skala(reader: Reader, plan_id: int) -> Riskskala:
    names = ("sannolikhet", "konsekvens", "band", "celler")
    row = reader.one(f"SELECT {', '.join(names)} FROM riskskala WHERE plan_id = ?", (plan_id,))  # noqa: S608
    return read_skala(dict(zip(names, row, strict=True))) if row else STANDARDSKALA


def _count(skala: Riskskala, rows: list[tuple[int, int | None, int | None]]) -> Matris:
    """`rows`: risk, and sannolikhet * 10 + konsekvens before and after åtgärder."""
    here: dict[Steg, list[int]] = defaultdict(list)
    moves, utan, judged = Counter[tuple[Steg, Steg]](), [], 0
    for risk_id, fore, efter in rows:
        if fore is None:
            utan.append(risk_id)
            continue
        here[divmod(fore, 10)].append(risk_id)
        judged += efter is not None
        moves[divmod(fore, 10), divmod(efter or fore, 10)] += 1
    after = Counter[Steg]()
    for (_, till), antal in moves.items():
        after[till] += antal
    rutor = tuple(_ruta(skala, steg, here[steg], after[steg]) for steg in _steps(skala))
    flyttar = tuple((fran, till, antal) for (fran, till), antal in sorted(moves.items()) if fran != till)
    return Matris(skala.sannolikhet, skala.konsekvens, rutor, flyttar, tuple(utan), judged)


def _steps(skala: Riskskala) -> Iterator[Steg]:
    return product(range(len(skala.sannolikhet), 0, -1), range(1, len(skala.konsekvens) + 1))


def _ruta(skala: Riskskala, steg: Steg, risker: list[int], efter: int) -> Ruta:
    varde = skala.riskvarde(*steg)
    band = skala.band_of(varde)
    return Ruta(*steg, varde, band.namn, band.color, len(risker), efter, tuple(risker))


def _sannolikhet(ruta: Ruta) -> int:
    return ruta.sannolikhet

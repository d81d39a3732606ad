"""Reads the pages. An order, or what a filter lets through, is found once and remembered until somebody writes.

So a keystroke costs no more than finding its words and reading the rows to show, also among 100,000 records.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from sys import maxsize
from typing import Any

from internkontroll.db.ordindex import SPACE
from internkontroll.db.reader import Reader, Row
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.sorting import sort_key
from internkontroll.services.sidor.atgarder import ATGARDER
from internkontroll.services.sidor.avtal import AVTAL
from internkontroll.services.sidor.egenkontroller import EGENKONTROLLER
from internkontroll.services.sidor.granskningar import GRANSKNINGAR
from internkontroll.services.sidor.handelser import HANDELSER
from internkontroll.services.sidor.kalla import Kalla, Uppgift, Villkor
from internkontroll.services.sidor.kontroller import KONTROLLER
from internkontroll.services.sidor.lage import Lage, read_lage
from internkontroll.services.sidor.modell import Filter, Kolumn, Rad, Sida, Urval
from internkontroll.services.sidor.ord import shorter, split_words
from internkontroll.services.sidor.papperskorg import PAPPERSKORG
from internkontroll.services.sidor.risker import RISKER
from internkontroll.services.sidor.traffar import MANY, find

KALLOR: Mapping[Sida, Kalla] = {
    Sida.RISKER: RISKER,
    Sida.ATGARDER: ATGARDER,
    Sida.EGENKONTROLLER: EGENKONTROLLER,
    Sida.KONTROLLER: KONTROLLER,
    Sida.GRANSKNINGAR: GRANSKNINGAR,
    Sida.AVTAL: AVTAL,
    Sida.HANDELSER: HANDELSER,
    Sida.PAPPERSKORG: PAPPERSKORG,
}

Order = list[int]
"""Numbers of records in order."""

_LETTERS_BACK = 8
"""So many letters ago somebody may have typed what is remembered: a fast typist isn't answered at every letter."""


def columns(sida: Sida) -> tuple[Kolumn, ...]:
    """All columns of the page; every row has a value for each, in this order."""
    return tuple(uppgift.kolumn for uppgift in KALLOR[sida].uppgifter)


def filters(sida: Sida) -> tuple[Filter, ...]:
    """The page's chips."""
    return tuple(villkor.filter for villkor in KALLOR[sida].villkor)


def fetch(
    reader: Reader, sida: Sida, sammanhang: Sammanhang, urval: Urval, offset: int = 0, limit: int = 200
) -> list[Rad]:
    """The rows from `offset` on, at most `limit`. What the page doesn't know of the Urval is passed over."""
    with reader.moment():
        lista = _Lista(reader, KALLOR[sida], read_lage(reader, sammanhang), urval)
        return lista.rows(list(islice(lista.select(offset + limit), offset, offset + limit)))


def count(reader: Reader, sida: Sida, sammanhang: Sammanhang, urval: Urval) -> tuple[int, int]:
    """How many records the Urval lets through, and how many the page has."""
    with reader.moment():
        lista = _Lista(reader, KALLOR[sida], read_lage(reader, sammanhang), urval)
        return len(lista.select_all()), len(lista.order())


def choices(reader: Reader, sida: Sida, sammanhang: Sammanhang, filter_key: str) -> list[tuple[str, str, int]]:
    """What can be chosen in a filter: value, its words and how many have it. Nothing where it is only on or off."""
    with reader.moment():
        lista = _Lista(reader, KALLOR[sida], read_lage(reader, sammanhang), Urval())
        return lista.choices(filter_key)


def all_ids(reader: Reader, sida: Sida, sammanhang: Sammanhang, urval: Urval) -> list[int]:
    """The ids of all records that the Urval lets through, in order.

    Raises ValueError for the papperskorg, where records of several tables have the same ids: fetch its rows.
    """
    if sida is Sida.PAPPERSKORG:
        raise ValueError("ids don't tell the records of the papperskorg apart")
    with reader.moment():
        lista = _Lista(reader, KALLOR[sida], read_lage(reader, sammanhang), urval)
        return [key % SPACE for key in lista.select_all()]


class _Lista:
    """One page with one Urval, within one moment of the register."""

    def __init__(self, reader: Reader, kalla: Kalla, lage: Lage, urval: Urval) -> None:
        self._reader = reader
        self._kalla = kalla
        self._lage = lage
        self._urval = urval
        known = {uppgift.kolumn.key: uppgift for uppgift in kalla.uppgifter}
        self._sort = known.get(urval.sortera or "")
        self._group = known.get(urval.gruppera or "")
        self._all = f"FROM {kalla.post} {kalla.joins} WHERE {kalla.where}"

    # --- which records --------------------------------------------------------------------------------------------

    def select(self, wanted: int) -> Iterable[int]:
        """The numbers of the records in order; at least the first `wanted`."""
        words = split_words(self._urval.sok)
        if not words:
            return self._filtered()
        if wanted > MANY:
            return self.select_all()
        found = self._found(words)
        return self._find(words, wanted) if found is None else found

    def select_all(self) -> Order:
        """The numbers of all records in order."""
        words = split_words(self._urval.sok)
        if not words:
            return self._filtered()
        return self._reader.remember(self._found_key(words), lambda: list(self._find(words, maxsize)))

    def _find(self, words: Sequence[str], wanted: int) -> Iterable[int]:
        """Sought among those that were found some letters ago, where they are known: somebody is typing on."""
        known = (self._found(before) for before in islice(shorter(words), _LETTERS_BACK))
        candidates = next((found for found in known if found is not None), None)
        if candidates is None:
            candidates = self._filtered()
        return find(self._reader, self._kalla, self._lage, words, candidates, wanted)

    def _found(self, words: Sequence[str]) -> Order | None:
        """The numbers of all records with the words, where somebody has asked for all of them."""
        found: Order | None = self._reader.remembered(self._found_key(words))
        return found

    def _found_key(self, words: Sequence[str]) -> tuple[object, ...]:
        return self._key("alla", words, self._filters())

    def order(self) -> Order:
        """All records of the page in the Urval's order."""
        return self._reader.remember(self._key("ordning"), self._read_order)

    def _key(self, *what: object) -> tuple[object, ...]:
        urval = self._urval
        return self._kalla.tabell, self._lage.key, urval.sortera, urval.fallande, urval.gruppera, *what

    def _read_order(self) -> Order:
        used = [uppgift for uppgift in (self._sort, self._group) if uppgift]
        names = ", ".join([self._kalla.nyckel, *(uppgift.sql for uppgift in used)])
        rows = self._ask(f"SELECT {names} {self._all} ORDER BY {self._kalla.ordning}")
        if self._sort:
            rows = self._sorted(rows, 1, self._sort, self._urval.fallande)
        if self._group:
            rows = self._sorted(rows, len(used), self._group, False)
        return [row[0] for row in rows]

    def _sorted(self, rows: list[Row], place: int, uppgift: Uppgift, falling: bool) -> list[Row]:
        """By the value in that place, what is empty last; rows with the same value stay in their order."""
        orders = {value: uppgift.order(value, self._lage) for value in {row[place] for row in rows}}
        full = [row for row in rows if not orders[row[place]][0]]
        full.sort(key=lambda row: orders[row[place]][1], reverse=falling)
        return full + [row for row in rows if orders[row[place]][0]]

    def _filtered(self) -> Order:
        used = self._filters()
        return self._reader.remember(self._key("urval", used), lambda: self._apply(used)) if used else self.order()

    def _filters(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The filters that choose something, with their values."""
        chosen = self._urval.filter
        known = [one for one in self._kalla.villkor if one.filter.key in chosen]
        return tuple(
            (one.filter.key, chosen[one.filter.key]) for one in known if one.word is None or chosen[one.filter.key]
        )

    def _apply(self, used: tuple[tuple[str, tuple[str, ...]], ...]) -> Order:
        known = {villkor.filter.key: villkor for villkor in self._kalla.villkor}
        first, *rest = sorted((self._let_through(known[key], values) for key, values in used), key=len)
        through = first.intersection(*rest)
        return [key for key in self.order() if key in through]

    def _let_through(self, villkor: Villkor, values: tuple[str, ...]) -> set[int]:
        if villkor.word is None:
            query = f"SELECT {self._kalla.nyckel} {self._all} AND ({villkor.sql})"
            return {key for (key,) in self._ask(query)}
        wanted = values if villkor.filter.flera else tuple(value.strip().lower() for value in values)
        parts = self._parts(villkor)
        return {key for raw, keys in parts.items() if self._word(villkor, raw) in wanted for key in keys}

    def _parts(self, villkor: Villkor) -> dict[Any, list[int]]:
        """Value in the register → the records that have it."""

        def read() -> dict[Any, list[int]]:
            parts: dict[Any, list[int]] = {}
            kalla = self._kalla
            what = f"SELECT DISTINCT {villkor.sql}" if villkor.joins else f"SELECT {villkor.sql}"
            query = f"{what}, {kalla.nyckel} FROM {kalla.post} {kalla.joins} {villkor.joins} WHERE {kalla.where}"
            for raw, key in self._ask(query):
                parts.setdefault(raw, []).append(key)
            return parts

        return self._reader.remember((self._kalla.tabell, self._lage.key, "delar", villkor.filter.key), read)

    def _word(self, villkor: Villkor, raw: Any) -> str:
        word = villkor.word(raw, self._lage) if villkor.word else None
        return "" if word is None else str(word)

    def choices(self, filter_key: str) -> list[tuple[str, str, int]]:
        villkor = next((one for one in self._kalla.villkor if one.filter.key == filter_key), None)
        if villkor is None or not villkor.filter.flera:
            return []
        found: dict[str, tuple[Any, int]] = {}
        for raw, keys in self._parts(villkor).items():
            word, order = self._word(villkor, raw), self._order_of_choice(villkor, raw)
            before = found.get(word, (order, 0))
            found[word] = min(before[0], order), before[1] + len(keys)
        ordered = sorted(found.items(), key=lambda item: item[1][0])
        return [(word, word or villkor.utan, number) for word, (_, number) in ordered]

    def _order_of_choice(self, villkor: Villkor, raw: Any) -> tuple[bool, Any]:
        if raw is None:
            return True, 0
        if villkor.order:
            return False, villkor.order(raw, self._lage)
        return False, raw if isinstance(raw, int) else sort_key(self._word(villkor, raw))

    # --- what they say --------------------------------------------------------------------------------------------

    def rows(self, keys: list[int]) -> list[Rad]:
        """The records with their values, in the order of `keys`."""
        kalla = self._kalla
        names = ", ".join([kalla.nyckel, kalla.tabell, kalla.version, *(one.sql for one in kalla.uppgifter)])
        query = f"""
            SELECT {names} FROM json_each(:valda) AS vald CROSS JOIN {kalla.post} ON {kalla.nyckel} = vald.value
            {kalla.joins} ORDER BY vald.key"""  # noqa: S608 - see kalla
        return list(self._shown(self._ask(query, valda=str(keys))))

    def _shown(self, rows: list[Row]) -> Iterator[Rad]:
        reads = [uppgift.read for uppgift in self._kalla.uppgifter]
        place = self._kalla.uppgifter.index(self._group) if self._group else None
        for key, tabell, version, *values in rows:
            shown = tuple([read(value, self._lage) for read, value in zip(reads, values, strict=True)])
            yield Rad(key % SPACE, tabell, version, None if place is None else self._heading(shown[place]), shown)

    def _heading(self, value: Any) -> str:
        if value is None and self._group:
            return f"Utan {self._group.kolumn.titel.lower()}"
        return str(value)

    def _ask(self, query: str, **more: object) -> list[Row]:
        return self._reader.rows(query, {**self._lage.parametrar, **more})

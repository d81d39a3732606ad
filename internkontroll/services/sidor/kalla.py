"""How a page is described: where its records are, what each column and each filter is made of.

SQL is written with `post` for the record's row and the parameters of `Lage`. It has nothing from the outside in it:
what people type and choose goes in as parameters.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from internkontroll.domain.sorting import sort_key
from internkontroll.domain.status import Status
from internkontroll.domain.words import Frekvens
from internkontroll.services.sidor.lage import Lage
from internkontroll.services.sidor.modell import Filter, Kolumn, Slag

Read = Callable[[Any, Lage], Any]
"""What the register holds → what the list shows, never None for None unless the column says so."""

STATUSES = tuple(Status)

SORTED_LETTERS = 80
"""Texts are sorted by so many of their first characters; nobody sees more of them in a list."""


def as_it_is(value: Any, _lage: Lage) -> Any:
    """The value of the register."""
    return value


def riskvarde(value: int | None, lage: Lage) -> tuple[int, str, str] | None:
    """Sannolikhet * 10 + konsekvens as riskvärde, band and its colour."""
    if value is None:
        return None
    number, band = lage.riskvarden[value]
    return number, band.namn, band.color


def status_of(place: int | None, _lage: Lage) -> Status | None:
    """The place of a status among all, from 0, as the word."""
    return None if place is None else STATUSES[place]


def status_word(place: int | None, lage: Lage) -> str | None:
    """The same as a plain text, which a filter's value is."""
    status = status_of(place, lage)
    return status and str(status)


def frekvens(value: str | None, _lage: Lage) -> str | None:
    """ "Varje kvartal"."""
    return value and Frekvens(value).label


def tick(value: Any, _lage: Lage) -> bool:
    """A truth of SQL."""
    return bool(value)


_READ: dict[Slag, Read] = {Slag.RISKVARDE: riskvarde, Slag.TICK: tick}


def _order(slag: Slag, shown: Any) -> Any:
    """What a shown value is sorted by."""
    if slag is Slag.TEXT:
        return sort_key(shown[:SORTED_LETTERS])
    if slag is Slag.RISKVARDE:
        return shown[0]
    return STATUSES.index(shown) if slag is Slag.STATUS else shown


@dataclass(frozen=True, slots=True)
class Uppgift:
    """A column with its SQL; `read` makes what is shown of what the register holds."""

    kolumn: Kolumn
    sql: str
    read: Read

    def order(self, value: Any, lage: Lage) -> tuple[bool, Any]:
        """What a value of the register is sorted by; what is empty comes last."""
        shown = self.read(value, lage)
        return (True, 0) if shown is None else (False, _order(self.kolumn.slag, shown))


def uppgift(kolumn: Kolumn, sql: str, read: Read | None = None) -> Uppgift:
    """A column that is read as its kind is, unless said otherwise."""
    return Uppgift(kolumn, sql, read or _READ.get(kolumn.slag, as_it_is))


@dataclass(frozen=True, slots=True)
class Villkor:
    """A filter with its SQL: a condition where it is on or off, else what `word` makes the choosable value of.

    A value that the register lacks is chosen as "" and called `utan`. `order` is what the choices are sorted
    by where it isn't their words or numbers. `joins` bring what the page's own don't, and may give a record
    several values: it is then found by each.
    """

    filter: Filter
    sql: str
    word: Read | None = None
    utan: str = ""
    order: Read | None = None
    joins: str = ""


def av_eller_pa(key: str, titel: str, sql: str) -> Villkor:
    """A chip that is on or off."""
    return Villkor(Filter(key, titel, flera=False), sql)


def val(key: str, titel: str, sql: str, utan: str, word: Read = as_it_is, order: Read | None = None) -> Villkor:
    """A chip with a choice of values."""
    return Villkor(Filter(key, titel, flera=True), sql, word, utan, order)


def flera(key: str, titel: str, sql: str, utan: str, joins: str) -> Villkor:
    """A chip with a choice of values of which a record can have several."""
    return Villkor(Filter(key, titel, flera=True), sql, as_it_is, utan, joins=joins)


def mina(sql: str) -> Villkor:
    """What is for the one whose name is the filter's only value; letters' case aside."""
    return Villkor(Filter("mina", "Mina", flera=False), sql, lambda value, _: value and value.strip().lower())


@dataclass(frozen=True, slots=True)
class Kalla:
    """A page.

    `post`: the table (or subquery) AS post, `joins` what columns need beside it, `where` which rows the page
    has, `ordning` its own order. `nyckel` is a number that tells its records apart; `tabell`: SQL of the
    record's table. `ord` is its table in the index of words; without one, the SQL in `text` is searched.
    """

    post: str
    where: str
    ordning: str
    uppgifter: tuple[Uppgift, ...]
    villkor: tuple[Villkor, ...] = ()
    joins: str = ""
    nyckel: str = "post.id"
    tabell: str = "''"
    version: str = "post.version"
    ord: str | None = None
    text: str = "''"

    def uppgift(self, key: str) -> Uppgift:
        """The column of that key."""
        return next(one for one in self.uppgifter if one.kolumn.key == key)

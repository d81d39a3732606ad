"""Which records of a list have the words that were typed.

A short list is read through. A long one is read from the top as long as a page of it comes together soon, which it does
with a word that many have; else the index of words tells which records have it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from internkontroll.db.ordindex import SPACE, first_number
from internkontroll.db.reader import Reader
from internkontroll.services.sidor.kalla import Kalla
from internkontroll.services.sidor.lage import Lage
from internkontroll.services.sidor.ord import beginnings, finds, match

SHORT = 500
"""So many records are read through faster than the index answers, be it all of a list or its top."""

QUICK = 4_000
"""So many records are read quicker than the index answers for several words."""

MANY = 2_000
"""Who wants more of a list than this has scrolled far down: then all that are found are worth knowing."""

_CHUNK = 100


def find(
    reader: Reader, kalla: Kalla, lage: Lage, words: Sequence[str], candidates: Sequence[int], wanted: int
) -> Iterable[int]:
    """The numbers of those candidates (in order) that have all the words; at least `wanted`."""
    search = _Search(reader, kalla, lage, words)
    if len(candidates) <= SHORT or kalla.ord is None:
        return search.read_through(candidates)
    if wanted > MANY:
        return search.ask_index(candidates)
    found: list[int] = []
    for read in range(_CHUNK, SHORT + 1, _CHUNK):
        found += search.read_through(candidates[read - _CHUNK : read])
        if len(found) >= wanted:
            return found
        if wanted * read > SHORT * len(found):
            break
    return search.ask_index(candidates)


class _Search:
    """The words, sought in a page's records."""

    def __init__(self, reader: Reader, kalla: Kalla, lage: Lage, words: Sequence[str]) -> None:
        self._reader = reader
        self._kalla = kalla
        self._lage = lage
        self._words = words
        self._finds: Callable[[str], bool] = finds(words)

    def read_through(self, candidates: Iterable[int]) -> Iterator[int]:
        """Read the texts from the top, no more of them than are asked for."""
        rest = iter(candidates)
        while chunk := list(islice(rest, _CHUNK)):
            yield from (key for key, text in self._texts(chunk) if self._finds(text))

    def _texts(self, keys: list[int]) -> list[tuple[int, str]]:
        """Number and text of each, in order."""
        kalla = self._kalla
        if kalla.ord:
            # What the index is made of: as it lies there, not by way of the index.
            text, tables = "c0 || ' ' || c1 || ' ' || c2", "sok_content AS post ON post.id = vald.value + :forsta"
        else:
            text, tables = kalla.text, f"{kalla.post} ON {kalla.nyckel} = vald.value"
        query = f"SELECT vald.value, {text} FROM json_each(:valda) AS vald CROSS JOIN {tables} ORDER BY vald.key"  # noqa: S608 - see kalla
        first = first_number(kalla.ord) if kalla.ord else 0
        rows = self._reader.rows(query, {**self._lage.parametrar, "valda": str(keys), "forsta": first})
        return [(key, text) for key, text in rows]

    def ask_index(self, candidates: Sequence[int]) -> Iterable[int]:
        """All that have the words, by the index.

        Where several words, or words that begin as they do, meet in few records these are read, from the top:
        the index takes long for a long and common word, however few records have the other one as well.
        """
        quick = beginnings(self._words)
        if len(quick) > 1 and quick != list(self._words):
            keys = self._ask(match(quick), QUICK)
            if len(keys) < QUICK:
                return self.read_through(_in_order(keys, candidates))
        return _in_order(self._ask(match(self._words), -1), candidates)

    def _ask(self, question: str, most: int) -> list[int]:
        first = first_number(self._kalla.ord or "")
        query = "SELECT rowid FROM sok WHERE sok MATCH ? AND rowid BETWEEN ? AND ? LIMIT ?"
        return [number - first for (number,) in self._reader.rows(query, (question, first, first + SPACE - 1, most))]


def _in_order(keys: Iterable[int], candidates: Sequence[int]) -> Iterator[int]:
    """Those of the candidates that are among the keys. No sorting: who wants a page doesn't go through all of them."""
    found = set(keys)
    return (key for key in candidates if key in found)

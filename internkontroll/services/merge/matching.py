"""Which record of the register is meant by which record of a file, and in what order they stand."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import RowMapping

Incoming = TypeVar("Incoming")
Key = tuple[Callable[[RowMapping], Hashable], Callable[[Any], Hashable]]


class Match(NamedTuple):
    """An incoming record, its place among its siblings, and the register's row for it, if it has one."""

    incoming: Any
    row: RowMapping | None
    ordning: int


def match_rows(
    existing: Sequence[RowMapping], incoming: Sequence[Incoming], *keys: Key
) -> tuple[list[Match], list[RowMapping]]:
    """Pair the two by the first key that fits, then the next; also returns the rows that nobody meant.

    Equal keys pair in order; a key of None fits nothing. A file that names every row decides the
    order; otherwise rows keep their place and new ones come last.
    """
    found: dict[int, RowMapping] = {}
    left = list(existing)
    for key_of_row, key_of_incoming in keys:
        left = _pair(left, incoming, found, key_of_row, key_of_incoming)
        if not left:
            break
    last = max((row["ordning"] for row in existing), default=-1)
    matches = []
    for index, one in enumerate(incoming):
        row = found.get(index)
        if not left:
            place = index
        elif row is not None:
            place = row["ordning"]
        else:
            place = last = last + 1
        matches.append(Match(one, row, place))
    return matches, left


def _pair(
    rows: list[RowMapping],
    incoming: Sequence[Any],
    found: dict[int, RowMapping],
    key_of_row: Callable[[RowMapping], Hashable],
    key_of_incoming: Callable[[Any], Hashable],
) -> list[RowMapping]:
    """Add to `found` (index of incoming → row); returns the rows still left."""
    waiting: dict[Hashable, deque[RowMapping]] = defaultdict(deque)
    for row in rows:
        if (key := key_of_row(row)) is not None:
            waiting[key].append(row)
    taken = set()
    for index, one in enumerate(incoming):
        if index not in found and (queue := waiting.get(key_of_incoming(one))):
            found[index] = queue.popleft()
            taken.add(found[index]["id"])
    return [row for row in rows if row["id"] not in taken]


def by(column: str, attribute: str | None = None) -> Key:
    """The key "this column equals that attribute" (of the same name unless said)."""
    name = attribute or column
    return (lambda row: row[column]), (lambda incoming: getattr(incoming, name))

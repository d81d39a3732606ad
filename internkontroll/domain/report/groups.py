"""Which heading or first cell a risk or a kontroll goes under."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from internkontroll.domain.sorting import sort_key
from internkontroll.domain.underlag import Kontroll, Risk, Underlag

Item = TypeVar("Item")
Owned = TypeVar("Owned", Risk, Kontroll)


def process_names(underlag: Underlag) -> dict[str, str]:
    """Number → "2.3 HR/Personal", in the natural order of the numbers."""
    processer = sorted(underlag.processer, key=lambda process: sort_key(process.nummer))
    return {process.nummer: f"{process.nummer} {process.namn}" for process in processer}


def group_by_mal(underlag: Underlag, items: Iterable[Owned], rest: str) -> dict[str, list[Owned]]:
    """Mål → its items; then by process those that have no mål, and under `rest` those that have neither.

    Groups are in the order of the mål and of the processes, never empty; items keep their order.
    """
    names: dict[str, str] = process_names(underlag)
    order = [*(mal.namn for mal in underlag.mal), *names.values(), rest]
    groups: dict[str, list[Owned]] = {name: [] for name in order}
    for item in items:
        groups[item.mal or (names[item.process] if item.process else rest)].append(item)
    return {name: group for name, group in groups.items() if group}


def group_by(items: Iterable[Item], name: Callable[[Item], str]) -> dict[str, list[Item]]:
    """The items by name, names and items in the order of their first coming."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(name(item), []).append(item)
    return groups

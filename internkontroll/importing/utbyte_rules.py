"""What no schema can say of an utbyte file: references that lead somewhere, names that are unique."""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from typing import TypeVar

from internkontroll.domain.underlag import Egenkontroll, Underlag
from internkontroll.importing.schema import describe_place, shown

Key = TypeVar("Key", bound=Hashable)


def broken_rules(underlag: Underlag) -> list[str]:
    """Each broken rule as place, fault and remedy, in Swedish. References to units are the register's to check."""
    return [
        *_duplicates(underlag),
        *_lost_references(underlag),
        *_steps_outside_scale(underlag),
        *(fault for index, control in enumerate(underlag.egenkontroller) for fault in _utfall_faults(control, index)),
    ]


def _duplicates(underlag: Underlag) -> Iterator[str]:
    keys: list[tuple[str, str, list[str | None]]] = [
        ("processer", "nummer", [process.nummer for process in underlag.processer]),
        ("mal", "namn", [mal.namn for mal in underlag.mal]),
        ("enheter", "namn", [enhet.namn for enhet in underlag.enheter]),
        ("risker", "id", [risk.id for risk in underlag.risker]),
        ("egenkontroller", "id", [control.id for control in underlag.egenkontroller]),
    ]
    for name, field, values in keys:
        for index, value in _repeated(values):
            place = describe_place((name, index, field))
            yield f"{place}: {shown(value)} används redan av en annan post. Ge varje post ett eget värde."


def _repeated(values: Sequence[Key | None]) -> Iterator[tuple[int, Key]]:
    seen: set[Key] = set()
    for index, value in enumerate(values):
        if value is not None and value in seen:
            yield index, value
        elif value is not None:
            seen.add(value)


def _lost_references(underlag: Underlag) -> Iterator[str]:
    processes = {process.nummer for process in underlag.processer}
    goals = {mal.namn for mal in underlag.mal}
    references = [
        *(("risker", i, risk.process, risk.mal) for i, risk in enumerate(underlag.risker)),
        *(("systematiska_kontroller", i, k.process, k.mal) for i, k in enumerate(underlag.systematiska_kontroller)),
        *(("egenkontroller", i, control.process, None) for i, control in enumerate(underlag.egenkontroller)),
    ]
    for name, index, process, mal in references:
        if process and process not in processes:
            yield _lost(name, index, "process", process, "”processer”")
        if mal and mal not in goals:
            yield _lost(name, index, "mal", mal, "”mal”")


def _lost(name: str, index: int, field: str, value: str, where: str) -> str:
    return (
        f"{describe_place((name, index, field))}: {shown(value)} finns inte i filens {where}. "
        "Lägg till posten där eller rätta hänvisningen."
    )


def _steps_outside_scale(underlag: Underlag) -> Iterator[str]:
    """Of the file's own scale; without one the plan's holds, which the register knows."""
    skala = underlag.skala
    if skala is None:
        return
    for index, risk in enumerate(underlag.risker):
        for field, step, words in (
            ("sannolikhet", risk.sannolikhet, skala.sannolikhet),
            ("konsekvens", risk.konsekvens, skala.konsekvens),
        ):
            if step is not None and step > len(words):
                place = describe_place(("risker", index, field))
                yield f"{place}: {step} finns inte på skalan, som går från 1 till {len(words)}. Rätta talet."


def _utfall_faults(control: Egenkontroll, index: int) -> Iterator[str]:
    for enhet, count in Counter(control.enheter).items():
        if count > 1:
            place = describe_place(("egenkontroller", index, "enheter"))
            yield f"{place}: {shown(enhet)} står {count} gånger. Ta bort upprepningen."
    for number, _ in _repeated([(utfall.enhet, utfall.period) for utfall in control.utfall]):
        place = describe_place(("egenkontroller", index, "utfall", number))
        yield f"{place}: Enheten har redan ett utfall för perioden. Slå ihop dem."
    for number, utfall in enumerate(control.utfall):
        place = describe_place(("egenkontroller", index, "utfall", number))
        if utfall.enhet not in control.enheter:
            yield f"{place}: Enheten {shown(utfall.enhet)} ingår inte i egenkontrollen. Lägg till den under ”enheter”."
        if len(utfall.svar) > len(control.kontrollpunkter):
            yield (
                f"{place}: Det finns {len(utfall.svar)} svar men {len(control.kontrollpunkter)} kontrollpunkter. "
                "Ta bort svar eller lägg till kontrollpunkter."
            )

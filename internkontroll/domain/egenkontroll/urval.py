"""A sample that an auditor can draw again: seeded, the same on every machine and in every version of Python."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import date
from math import ceil, floor, sqrt

from internkontroll.domain.granska.personnummer import has_personnummer
from internkontroll.errors import InputRefused

ALGORITM = "sha256-fisher-yates-1"
"""The draw below by its name; another way of drawing gets another name."""

BESKRIVNING = (
    "Referenserna numreras 0, 1, 2 … i den ordning som de står. Slumptal nummer i (0, 1, 2 …) är de första åtta "
    "byten, som heltal med den mest betydande först, av SHA-256 av texten ”frö:i” i UTF-8. Dragning k (0, 1, 2 …) "
    "bland de n − k kvarvarande tar nästa slumptal som är mindre än den största multipeln av n − k som ryms i 2^64, "
    "och resten r vid division med n − k. Referensen på plats k byter plats med den på plats k + r och är dragen."
)
"""The algorithm in words, for whoever checks it with tools of their own."""

MOST = 100_000
"""References in a population."""

_GAP = r"[\s./:_+–‐‑-]{0,3}"
_SPELT = re.compile(
    rf"(?<!\d)(?=(?:(?P<century>1[89]|20){_GAP})?(?P<year>\d\d){_GAP}(?P<month>\d\d)(?P<inside>{_GAP})(?P<day>\d\d)"
    rf"(?P<before>{_GAP})(?:(?P<last>\d{{4}})|[xX*#?]{{4}})(?!\d))",
    re.ASCII,
)
"""What has the parts of a personnummer, however they are put together; the last four may be hidden.

A lookahead, so that one is found also where the digits before it could be the beginning of another.
"""

_Z95 = 1.959963984540054
"""The normal distribution's 97.5 percentile: what lies outside ± it is 5 %."""


def draw(population: Sequence[str], antal: int, fro: str) -> list[str]:
    """`antal` of the references in the order drawn, each at most once: Fisher–Yates as `BESKRIVNING` says it."""
    rest, numbers = list(population), _random_numbers(fro)
    for place in range(antal):
        chosen = place + _below(len(rest) - place, numbers)
        rest[place], rest[chosen] = rest[chosen], rest[place]
    return rest[:antal]


def size_of_share(population: int, andel: int) -> int:
    """How many `andel` percent are, rounded up: a share of anything is at least one."""
    return -(-population * andel // 100)


def check_references(lines: Sequence[str], today: date) -> list[str]:
    """The references without blanks around them and empty lines.

    Raises InputRefused for none, too many, the same twice, and anything that can be a personnummer: a
    reference points at a case, never at a person.
    """
    references = [line.strip() for line in lines if line.strip()]
    if not 1 <= len(references) <= MOST:
        raise InputRefused(f"Skriv en referens per rad, minst en och högst {MOST}. Nu är det {len(references)}.")
    seen: set[str] = set()
    for number, reference in enumerate(references, 1):
        if _may_be_a_person(reference, today):
            raise InputRefused(
                f"Rad {number} ser ut som ett personnummer. Använd löpnummer eller en annan referens som inte pekar "
                "ut en person."
            )
        if reference in seen:
            raise InputRefused(f"Rad {number}: ”{reference[:40]}” står redan tidigare. Ta bort den ena.")
        seen.add(reference)
    return references


def wilson(avvikelser: int, granskade: int) -> tuple[float, float]:
    """The share with deviations in the whole population, lowest and highest, with 95 % certainty.

    E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927): it
    holds for small samples and shares near 0 too. Raises ValueError where nothing was looked at.
    """
    if not 0 <= avvikelser <= granskade or not granskade:
        raise ValueError(f"{avvikelser} of {granskade}")
    share, z2 = avvikelser / granskade, _Z95**2
    middle = (share + z2 / (2 * granskade)) / (1 + z2 / granskade)
    half = _Z95 * sqrt(share * (1 - share) / granskade + z2 / (4 * granskade**2)) / (1 + z2 / granskade)
    return (max(0.0, middle - half) if avvikelser else 0.0, min(1.0, middle + half) if avvikelser < granskade else 1.0)


def interval_text(avvikelser: int, granskade: int, population: int | None = None, vad: str = "akter") -> str:
    """The share that fell short in the sample, and what it says of them all; `vad`: what was looked at, in the plural.

    Bounds are rounded outwards, so that they never promise more than the interval does.
    """
    if not granskade:
        return "Inget är granskat ännu."
    share = f"{_percent(avvikelser, granskade)} %"
    if population is not None and granskade >= population:
        return f"Alla {granskade} {vad} är granskade. {avvikelser} av dem har brister, {share}."
    found = f"{avvikelser} av {granskade} granskade {vad} har brister, {share}."
    low, high = wilson(avvikelser, granskade)
    lowest, highest = floor(100 * low), ceil(100 * high)
    if lowest == 0 and highest == 100:
        return f"{found} Det är för få för att säga något om alla."
    if lowest == 0:
        bounds = f"högst {highest} %"
    else:
        bounds = f"minst {lowest} %" if highest == 100 else f"mellan {lowest} och {highest} %"
    return f"{found} Bland alla {vad} är det {bounds}, med 95 % säkerhet."


def _percent(part: int, whole: int) -> str:
    """With a decimal where a whole number would say none or all, and isn't true."""
    share = 100 * part / whole
    return f"{share:.1f}".replace(".", ",") if round(share) in (0, 100) and 0 < part < whole else f"{share:.0f}"


def _may_be_a_person(reference: str, today: date) -> bool:
    """Stricter than in other texts, and a number that begins as a phone number is none here."""
    return any(_is_a_person(found, today) for found in _SPELT.finditer(reference))


def _is_a_person(found: re.Match[str], today: date) -> bool:
    if not found["century"] and found["inside"] and not found["before"]:
        return False  # a year and a number of six digits: 2012-101234
    day = "".join(found[name] or "" for name in ("century", "year", "month", "day"))
    # Where the last four are hidden it is enough to be a day: one of the ten has the right check digit.
    endings = [found["last"]] if found["last"] else [f"000{number}" for number in range(10)]
    return any(has_personnummer(f"{day}-{ending}", today) for ending in endings)


def _random_numbers(fro: str) -> Iterator[int]:
    counter = 0
    while True:
        yield int.from_bytes(hashlib.sha256(f"{fro}:{counter}".encode()).digest()[:8], "big")
        counter += 1


def _below(limit: int, numbers: Iterator[int]) -> int:
    """A number from 0 to limit - 1, all as likely: those in the last, incomplete lap are passed over."""
    whole = (1 << 64) // limit * limit
    return next(number for number in numbers if number < whole) % limit

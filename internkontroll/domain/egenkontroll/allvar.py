"""How serious a brist is, in words that all units of a nämnd share."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from internkontroll.errors import InputRefused

FEWEST, MOST = 2, 5
"""Grades that a scale may have."""


class Grad(NamedTuple):
    """A grade: its place on the scale (1 is the mildest), its word, and what makes a brist that serious."""

    grad: int
    ord: str
    innebord: str | None = None


STANDARDGRADER = (
    Grad(1, "Mindre", "Enstaka miss som inte har drabbat någon och som rättas i det dagliga arbetet."),
    Grad(
        2,
        "Betydande",
        "Rutinen följs inte eller räcker inte, så att bristen lär komma tillbaka om inget görs. Någon kan drabbas.",
    ),
    Grad(
        3,
        "Allvarlig",
        "Någon har drabbats, eller så är risken överhängande. Åtgärden kan inte vänta; pröva också om händelsen ska "
        "anmälas.",
    ),
)
"""The scale of a nämnd that has none of its own; words and meanings of this program's."""


def grade_word(grader: Iterable[Grad], grad: int | None) -> str:
    """The grade as people read it; its number where the scale has no word for it, empty for None."""
    if grad is None:
        return ""
    return next((one.ord for one in grader if one.grad == grad), str(grad))


def check_grades(ord_och_innebord: Sequence[tuple[str, str | None]]) -> tuple[Grad, ...]:
    """The grades, the mildest first, numbered from 1.

    Raises InputRefused for too few or too many, one without a word, and two with the same word.
    """
    if not FEWEST <= len(ord_och_innebord) <= MOST:
        raise InputRefused(f"Skalan kan ha {FEWEST} till {MOST} grader. Nu är det {len(ord_och_innebord)}.")
    grader = tuple(
        Grad(place, " ".join(word.split()), (meaning or "").strip() or None)
        for place, (word, meaning) in enumerate(ord_och_innebord, 1)
    )
    seen: set[str] = set()
    for one in grader:
        if not one.ord:
            raise InputRefused(f"Grad {one.grad} saknar ord. Skriv till exempel: {STANDARDGRADER[0].ord}.")
        if one.ord.casefold() in seen:
            raise InputRefused(f"Två grader heter ”{one.ord}”. Ge dem olika ord.")
        seen.add(one.ord.casefold())
    return grader

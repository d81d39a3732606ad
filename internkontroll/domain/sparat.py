"""What a write did, as the window needs to know it: what to say, what to undo and which views to read again."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sparat:
    """The answer of every function that writes for the window.

    `handelse_id`: its row in the händelselogg, for undo; None when nothing changed. `rubrik`: what the
    undo menu calls it. `nya`: (tabell, id) of the records that it made, in the order they were asked for.
    """

    handelse_id: int | None
    rubrik: str
    tabeller: frozenset[str]
    nya: tuple[tuple[str, int], ...] = ()

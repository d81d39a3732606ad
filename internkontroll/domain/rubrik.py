"""What an operation is called in the händelselogg and in the undo menu."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from internkontroll.domain.changes import KINDS, count_words
from internkontroll.domain.falt import field_title, find_field, shown_value

LONGEST = 80
"""Characters of a rubrik: what a menu has room for."""

_UNDO, _REDO, _TRASH = "Ångra", "Gör om", "Till papperskorgen"
_DONE = {_UNDO: "Ångrade", _REDO: "Gjorde om", _TRASH: "I papperskorgen"}
"""What an operation is called before the colon → what is said when it has been done."""

_LONGEST_NAME = 40
_MOST_TITLES = 3

_THE = {
    "avsnittsdel": "delen av avsnittet",
    "avsnittstext": "texten",
    "avtal": "avtalet",
    "enhetspaket": "enhetspaketet",
    "enhet_version": "enheten",
    "kontroll": "kontrollen",
    "lagrum": "lagrummet",
    "mal": "målet",
    "process": "processen",
    "stickprov": "stickprovet",
    "svar": "svaret",
    "tillfalle": "tillfället",
    "tystad": "den tystade anmärkningen",
    "uppehall": "uppehållet",
    "utfall": "utfallet",
    "utseende": "utseendet",
}
"""Table → "the …", for the words that don't just end in -en or -n."""

_NAMED_BY = (
    "kontroll",
    "avtal",
    "rekommendation",
    "fraga",
    "beskrivning",
    "namn",
    "filnamn",
    "ar",
    "period",
    "svar",
    "ord",
    "skal",
)
"""Columns that people know a record by, the first that it has."""


def post_name(tabell: str, varden: Mapping[str, Any]) -> str:
    """The record as a list calls it: "R-03 Risk att …", "2.10 Ekonomi", "Protokoll.pdf"."""
    text = next((str(varden[name]) for name in _NAMED_BY if varden.get(name) is not None), "")
    number = varden.get("nummer") or varden.get("beteckning")
    if tabell == "lagrum":
        text = str(varden["rubrik"])
    if tabell == "bilaga":
        text = str(varden["filnamn"])
    if tabell == "bedomning":
        text = f"{shown_value(find_field(tabell, 'fas'), varden['fas'])} {varden['datum']}"
    return " ".join(part for part in (number, " ".join(text.split())) if part) or f"{KINDS[tabell][0]} utan namn"


def the_post(tabell: str, varden: Mapping[str, Any]) -> str:
    """The record inside a sentence: "risken R-03", "åtgärden ”Uppdatera rutinen”"."""
    number = varden.get("nummer") or varden.get("beteckning")
    name = number or f"”{shorten(post_name(tabell, varden), _LONGEST_NAME)}”"
    return f"{_the(tabell)} {name}"


def about(tabell: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """The one record, or how many: "risken R-03", "3 risker"."""
    return the_post(tabell, rows[0]) if len(rows) == 1 else count_words(tabell, len(rows))


def change_rubrik(tabell: str, rows: Sequence[Mapping[str, Any]], names: Iterable[str], table: str = "") -> str:
    """ "Status på 3 åtgärder"; `names`: columns, of `table` where they aren't those of the records' own."""
    titles = [field_title(table or tabell, name) for name in names]
    return shorten(f"{_enumerate(titles)} på {about(tabell, rows)}")


def new_rubrik(tabell: str) -> str:
    """ "Ny risk", "Nytt avtal"."""
    return f"{'Nytt' if _the(tabell).endswith('t') else 'Ny'} {KINDS[tabell][0]}"


def undo_rubrik(rubrik: str, *, again: bool) -> str:
    """The name of taking back what was called `rubrik`, or of doing it again."""
    return shorten(f"{_REDO if again else _UNDO}: {rubrik}")


def trash_rubrik(tabell: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """ "Till papperskorgen: 3 åtgärder"."""
    return shorten(f"{_TRASH}: {about(tabell, rows)}")


def done_words(rubrik: str) -> str:
    """The operation as what has just been done: "I papperskorgen: 3 åtgärder · Ctrl+Z ångrar"."""
    kind, _, what = rubrik.partition(": ")
    done = f"{_DONE[kind]}: {what}" if kind in _DONE else f"Senast: {rubrik}"
    return done if kind == _UNDO else f"{done} · Ctrl+Z ångrar"


def is_done_by_command(rubrik: str) -> bool:
    """Whether the operation is an undo, a redo or a throwing away, which no field tells of."""
    return rubrik.partition(": ")[0] in _DONE


def shorten(text: str, most: int = LONGEST) -> str:
    """At most `most` characters on one line, the last one … where something is left out."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def _the(tabell: str) -> str:
    return _THE.get(tabell) or _definite(KINDS[tabell][0])


def _definite(word: str) -> str:
    return word + ("n" if word.endswith(("a", "e")) else "en")


def _enumerate(titles: Sequence[str]) -> str:
    """ "Status", "Status och kommentar", "5 fält"."""
    if len(titles) > _MOST_TITLES:
        return f"{len(titles)} fält"
    words = [titles[0], *(title[:1].lower() + title[1:] for title in titles[1:])]
    return " och ".join(filter(None, [", ".join(words[:-1]), words[-1]]))

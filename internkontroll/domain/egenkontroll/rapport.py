"""What a unit reports of a tillfälle: what it amounts to, and what it still lacks before it can be handed in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from internkontroll.domain.words import Resultat, Svarsord, Svarstyp

FAILED = (Svarsord.NEJ, Svarsord.DELVIS)
"""Answers that are deviations: a question is put so that Ja is what one wishes for."""

_MEND = "Välj ett annat resultat eller rätta det som är fel"
_NUMBERS_SAY_NOTHING = (
    "Frågorna besvaras med tal, som programmet inte kan bedöma. Skriv hur många som granskades och hur många "
    "avvikelser det var (0 om ingen), eller skriv i kommentaren vad resultatet bygger på."
)

_MET, _PARTLY, _FAILED = 2, 1, 0
_WORTH: dict[str, int] = {Svarsord.JA: _MET, Svarsord.DELVIS: _PARTLY, Svarsord.NEJ: _FAILED}


class Besked(NamedTuple):
    """A question with its answer as the register holds it, and the reason or the deviation in words."""

    kontrollpunkt_id: int
    svarstyp: Svarstyp
    svar: str | None = None
    kommentar: str | None = None


@dataclass(frozen=True, slots=True)
class Rapport:
    """A tillfälle as it is filled in. `atgarder`: how many it has led to; `resultat`: what the person has chosen."""

    besked: tuple[Besked, ...] = ()
    antal_granskade: int | None = None
    antal_avvikelser: int | None = None
    resultat: Resultat | None = None
    kommentar: str | None = None
    allvar: int | None = None
    atgarder: int = 0

    @property
    def samlat(self) -> Resultat | None:
        """What the person has chosen, else what the answers amount to."""
        return self.resultat or suggested(self.besked, self.antal_granskade, self.antal_avvikelser)


class Saknas(NamedTuple):
    """What must be said before the tillfälle is handed in: the column, the question where it is one's, the text."""

    falt: str
    kontrollpunkt_id: int | None
    text: str


def is_failed(svar: str | None) -> bool:
    """Whether the answer to a yes-or-no question is a deviation."""
    return svar in FAILED


def suggested(besked: Iterable[Besked], granskade: int | None, avvikelser: int | None) -> Resultat | None:
    """What answers and numbers amount to; None while there is nothing to judge by.

    Met where all that is relevant is, not met where nothing of it is, else in part. Questions that aren't
    answered, or not in words, don't count; not relevant is the whole only where every yes-or-no question is.
    """
    asked = [one for one in besked if _is_words(one)]
    worth = [_WORTH[one.svar] for one in asked if one.svar in _WORTH]
    if granskade:
        wrong = avvikelser or 0
        worth.append(_MET if not wrong else _FAILED if wrong >= granskade else _PARTLY)
    if not worth:
        return Resultat.EJ_RELEVANT if asked and all(_is_irrelevant(one) for one in asked) else None
    if min(worth) == _MET:
        return Resultat.UPPFYLLT
    return Resultat.EJ_UPPFYLLT if max(worth) == _FAILED else Resultat.DELVIS


def is_deviation(rapport: Rapport) -> bool:
    """Whether anything in it fell short: an answer, the numbers, or the result that was chosen."""
    if rapport.resultat == Resultat.EJ_RELEVANT:
        return False
    return bool(_shortfall(rapport)) or rapport.resultat in (Resultat.DELVIS, Resultat.EJ_UPPFYLLT)


def wrong_day(datum: date, idag: date, ar: int) -> str:
    """Why an egenkontroll in the plan of a year can't have been done that day; empty where it can."""
    if datum > idag:
        return f"Egenkontrollen kan inte vara gjord {datum}, som inte har varit."
    if datum.year < ar:
        return f"Egenkontrollen hör till {ar} och kan inte vara gjord {datum}. Rätta dagen."
    return ""


def missing(rapport: Rapport) -> tuple[Saknas, ...]:
    """What keeps the tillfälle from being handed in, in the order of the panel; empty when it can be.

    "Ej relevant" needs its reason, of a question and of the whole. A deviation needs its grade, and an åtgärd or
    a comment that says why none is needed: a record shows result, analysis and åtgärd (SOSFS 2011:9). A result that
    the answers speak against, or that nothing speaks for, needs its reason too.
    """
    if rapport.resultat == Resultat.EJ_RELEVANT:
        return (*_in_choice(rapport), *_without_reason(rapport))
    if rapport.samlat == Resultat.EJ_RELEVANT:
        return (*_unanswered(rapport.besked), *_without_reason(rapport))
    return (*_in_questions(rapport.besked), *_in_numbers(rapport), *_in_whole(rapport))


def _without_reason(rapport: Rapport) -> Iterator[Saknas]:
    asked = [one for one in rapport.besked if _is_words(one)]
    said_of_each = bool(asked) and all(_is_irrelevant(one) and one.kommentar for one in asked)
    if not rapport.kommentar and not said_of_each:
        text = "Skriv i kommentaren varför egenkontrollen inte är relevant för enheten den här gången."
        yield Saknas("kommentar", None, text)


def _unanswered(besked: Iterable[Besked]) -> Iterator[Saknas]:
    for one in besked:
        if one.svar is None and one.svarstyp != Svarstyp.TEXT:
            yield Saknas("svar", one.kontrollpunkt_id, "Svara på frågan.")


def _in_questions(besked: Iterable[Besked]) -> Iterator[Saknas]:
    for one in besked:
        yield from _unanswered([one])
        if _is_irrelevant(one) and not one.kommentar:
            yield Saknas("kommentar", one.kontrollpunkt_id, "Skriv varför frågan inte är relevant.")


def _in_numbers(rapport: Rapport) -> Iterator[Saknas]:
    if rapport.antal_avvikelser is not None and rapport.antal_granskade is None:
        yield Saknas("antal_granskade", None, "Skriv hur många som granskades.")
    elif (rapport.antal_avvikelser or 0) > (rapport.antal_granskade or 0):
        yield Saknas("antal_avvikelser", None, "Avvikelserna kan inte vara fler än de granskade. Rätta något av talen.")
    elif rapport.samlat == Resultat.UPPFYLLT and not rapport.kommentar and _is_told_in_numbers_only(rapport):
        falt = "antal_avvikelser" if rapport.antal_granskade else "antal_granskade"
        yield Saknas(falt, None, _NUMBERS_SAY_NOTHING)


def _in_whole(rapport: Rapport) -> Iterator[Saknas]:
    if rapport.samlat is None and not any(_is_words(one) and one.svar is None for one in rapport.besked):
        yield Saknas("resultat", None, "Välj resultat.")
    yield from _in_choice(rapport)
    if is_deviation(rapport):
        if rapport.allvar is None:
            yield Saknas("allvar", None, "Välj hur allvarlig bristen är.")
        if not rapport.atgarder and not rapport.kommentar:
            text = "Skriv en åtgärd, eller skriv i kommentaren varför ingen åtgärd behövs."
            yield Saknas("atgard", None, text)


def _in_choice(rapport: Rapport) -> Iterator[Saknas]:
    """What the result that is chosen, or follows, contradicts."""
    if rapport.resultat == Resultat.EJ_RELEVANT and _shortfall(rapport):
        yield Saknas("resultat", None, f"Du har valt Ej relevant, men {_shortfall(rapport)}. {_MEND}.")
    elif rapport.samlat == Resultat.UPPFYLLT and not rapport.kommentar:
        share = next((one.svar for one in rapport.besked if _is_part(one)), None)
        said = _shortfall(rapport) or (f"en andel är {share} %" if share else "")
        if said:
            text = (
                f"Resultatet är Uppfyllt, men {said}. {_MEND}, eller skriv i kommentaren varför det ändå är uppfyllt."
            )
            yield Saknas("resultat", None, text)


def _shortfall(rapport: Rapport) -> str:
    """What falls short whatever result is chosen, as half a sentence; empty where nothing does."""
    if rapport.antal_avvikelser:
        return f"antalet avvikelser är {rapport.antal_avvikelser}"
    failed = next((one.svar for one in rapport.besked if _is_words(one) and is_failed(one.svar)), None)
    return f"en fråga har svaret {failed}" if failed else ""


def _is_told_in_numbers_only(rapport: Rapport) -> bool:
    """Whether questions are answered in numbers, and nothing that can be judged is said beside them."""
    told = any(one.svar and one.svarstyp in (Svarstyp.ANTAL, Svarstyp.ANDEL) for one in rapport.besked)
    counted = rapport.antal_granskade and rapport.antal_avvikelser is not None
    return told and not counted and not any(one.svar in _WORTH for one in rapport.besked if _is_words(one))


def _is_words(one: Besked) -> bool:
    return one.svarstyp == Svarstyp.JA_NEJ


def _is_irrelevant(one: Besked) -> bool:
    return _is_words(one) and one.svar == Svarsord.EJ_RELEVANT


def _is_part(one: Besked) -> bool:
    """A share that is neither none nor all: whether one wishes for many or for few, that is not all one wishes for."""
    return one.svarstyp == Svarstyp.ANDEL and (one.svar or "") not in ("", "0", "100")

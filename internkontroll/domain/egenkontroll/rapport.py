"""What a unit reports of a tillfälle: what it amounts to, and what it still lacks before it can be handed in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from internkontroll.domain.words import Resultat, Svarsord, Svarstyp

FAILED = (Svarsord.NEJ, Svarsord.DELVIS)
"""Answers that are deviations: a question is put so that Ja is what one wishes for."""

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
    answered, or not in words, don't count.
    """
    words = [one.svar for one in besked if one.svarstyp == Svarstyp.JA_NEJ and one.svar]
    worth = [_WORTH[word] for word in words if word in _WORTH]
    if granskade:
        wrong = avvikelser or 0
        worth.append(_MET if not wrong else _FAILED if wrong >= granskade else _PARTLY)
    if not worth:
        return Resultat.EJ_RELEVANT if words else None
    if min(worth) == _MET:
        return Resultat.UPPFYLLT
    return Resultat.EJ_UPPFYLLT if max(worth) == _FAILED else Resultat.DELVIS


def is_deviation(rapport: Rapport) -> bool:
    """Whether anything in it fell short: an answer, the numbers, or the result that was chosen."""
    if rapport.resultat == Resultat.EJ_RELEVANT:
        return False
    failed = any(one.svarstyp == Svarstyp.JA_NEJ and is_failed(one.svar) for one in rapport.besked)
    return failed or bool(rapport.antal_avvikelser) or rapport.resultat in (Resultat.DELVIS, Resultat.EJ_UPPFYLLT)


def missing(rapport: Rapport) -> tuple[Saknas, ...]:
    """What keeps the tillfälle from being handed in, in the order of the panel; empty when it can be.

    "Ej relevant" needs its reason, of a question and of the whole. A deviation needs its grade, and an åtgärd or
    a comment that says why none is needed: a record shows result, analysis and åtgärd (SOSFS 2011:9).
    """
    if rapport.samlat == Resultat.EJ_RELEVANT:
        return tuple(_without_reason(rapport))
    return (*_in_questions(rapport.besked), *_in_numbers(rapport), *_in_whole(rapport))


def _without_reason(rapport: Rapport) -> Iterator[Saknas]:
    asked = [one for one in rapport.besked if one.svarstyp == Svarstyp.JA_NEJ]
    said_of_each = bool(asked) and all(one.svar == Svarsord.EJ_RELEVANT and one.kommentar for one in asked)
    if not rapport.kommentar and not said_of_each:
        text = "Skriv i kommentaren varför egenkontrollen inte är relevant för enheten den här gången."
        yield Saknas("kommentar", None, text)


def _in_questions(besked: Iterable[Besked]) -> Iterator[Saknas]:
    for one in besked:
        if one.svar is None and one.svarstyp != Svarstyp.TEXT:
            yield Saknas("svar", one.kontrollpunkt_id, "Svara på frågan.")
        elif one.svar == Svarsord.EJ_RELEVANT and one.svarstyp == Svarstyp.JA_NEJ and not one.kommentar:
            yield Saknas("kommentar", one.kontrollpunkt_id, "Skriv varför frågan inte är relevant.")


def _in_numbers(rapport: Rapport) -> Iterator[Saknas]:
    if rapport.antal_avvikelser is not None and rapport.antal_granskade is None:
        yield Saknas("antal_granskade", None, "Skriv hur många som granskades.")
    elif (rapport.antal_avvikelser or 0) > (rapport.antal_granskade or 0):
        yield Saknas("antal_avvikelser", None, "Avvikelserna kan inte vara fler än de granskade. Rätta något av talen.")


def _in_whole(rapport: Rapport) -> Iterator[Saknas]:
    if rapport.samlat is None:
        yield Saknas("resultat", None, "Välj resultat.")
    if is_deviation(rapport):
        if rapport.allvar is None:
            yield Saknas("allvar", None, "Välj hur allvarlig bristen är.")
        if not rapport.atgarder and not rapport.kommentar:
            text = "Skriv en åtgärd, eller skriv i kommentaren varför ingen åtgärd behövs."
            yield Saknas("atgard", None, text)

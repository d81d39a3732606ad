"""The year in plain sentences, as the kvalitetsberättelse begins."""

from collections.abc import Iterable, Iterator
from datetime import date

from internkontroll.domain.andel import number_text
from internkontroll.domain.rubrik import shorten
from internkontroll.domain.sammanstallning.antal import Antal, change_text, share_of
from internkontroll.domain.sammanstallning.aret import ATTA_METODER, Sammanstallning
from internkontroll.domain.words import MANADER, Effekt

_QUOTED = 120


def day_text(day: date) -> str:
    """ "31 december 2026"."""
    return f"{day.day} {MANADER[day.month - 1]} {day.year}"


def sentences(aret: Sammanstallning) -> tuple[str, ...]:
    """What was done, what it showed, how, what comes back in several units, and what was done about it."""
    if not aret.totalt.planerade:
        what = "skulle ha varit klar" if aret.totalt.kommande else "var planerad"
        return (f"Ingen egenkontroll {what} till och med den {day_text(aret.as_of)}.",)
    return tuple(
        said for part in (_done, _showed, _serious, _methods, _patterns, _effects) if (said := " ".join(part(aret)))
    )


def _done(aret: Sammanstallning) -> Iterator[str]:
    until = f"Under {aret.ar}" if aret.as_of == date(aret.ar, 12, 31) else f"Till och med den {day_text(aret.as_of)}"
    done = share_of(aret.totalt.gjorda, aret.totalt.planerade, "planerade tillfällen")
    yield f"{until} gjordes egenkontroll vid {done}."
    if change := _change(aret, "gjorda", "planerade"):
        yield f"Det är {change}."
    new = sum(rad.fore is None for rad in aret.kontroller)
    if aret.fore and new:
        yield f"Jämför med försiktighet: {new} av {len(aret.kontroller)} egenkontroller fanns inte {aret.ar - 1}."
    if len(aret.enheter) > 1:
        whole = sum(not rad.antal.saknas for rad in aret.enheter)
        yield f"{share_of(whole, len(aret.enheter), 'enheter')} har gjort allt som var planerat."
    if aret.totalt.ej_relevanta:
        yield f"Vid {number_text(aret.totalt.ej_relevanta)} av de gjorda var svaret Ej relevant."


def _showed(aret: Sammanstallning) -> Iterator[str]:
    totalt = aret.totalt
    if not totalt.bedomda:
        return
    yield f"En avvikelse fanns vid {share_of(totalt.avvikande, totalt.bedomda, 'bedömda tillfällen')}."
    if change := _change(aret, "avvikande", "bedomda"):
        yield f"Det är {change}."
    if totalt.granskade:
        yield f"En brist fanns i {share_of(totalt.brister, totalt.granskade, 'granskade akter och ärenden')}."


def _serious(aret: Sammanstallning) -> Iterator[str]:
    said = allvar_text(aret.totalt, aret.allvarsord)
    if said:
        yield f"Avvikelserna efter hur allvarliga de är: {said}."


def allvar_text(antal: Antal, ord_: Iterable[tuple[int, str]]) -> str:
    """ "1 allvarlig, 2 betydande, 4 utan grad", the most serious first; empty where none is graded."""
    words = dict(ord_)
    graded = sum(antal.allvar)
    if not graded:
        return ""
    said = [
        f"{count} {_inside(words.get(grad, f'grad {grad}'))}"
        for grad, count in reversed(list(enumerate(antal.allvar, 1)))
        if count
    ]
    rest = antal.avvikande - graded
    return ", ".join([*said, *([f"{rest} utan grad"] if rest > 0 else [])])


def _methods(aret: Sammanstallning) -> Iterator[str]:
    unused, planned = aret.oanvanda_metoder, aret.kommande_metoder
    used = len(ATTA_METODER) - len(unused) - len(planned)
    yield f"{used} av de {len(ATTA_METODER)} metoder som de allmänna råden nämner användes."
    if planned:
        yield f"Planerade men inte använda än: {', '.join(map(_inside, planned))}."
    if unused and used:
        yield f"Inte använda: {', '.join(map(_inside, unused))}."


def _patterns(aret: Sammanstallning) -> Iterator[str]:
    count = len(aret.monster)
    if not count:
        return
    first = aret.monster[0]
    yield f"{'En kontrollpunkt' if count == 1 else f'{count} kontrollpunkter'} brast i flera enheter."
    yield f"I flest enheter, {len(first.enheter)}, brast ”{shorten(first.fraga, _QUOTED)}” ({first.kontroll})."
    again = sum(bool(one.fore) for one in aret.monster)
    if again:
        yield f"{'Den' if count == 1 else f'{again} av dem'} brast också {aret.ar - 1}."


def _effects(aret: Sammanstallning) -> Iterator[str]:
    count, done = sum(rad.antal for rad in aret.atgarder), sum(rad.klara for rad in aret.atgarder)
    if not count:
        if aret.totalt.avvikande:
            yield "Ingen åtgärd är beslutad med anledning av avvikelserna."
        return
    yield f"Avvikelserna ledde till {'en åtgärd' if count == 1 else f'{count} åtgärder'}. {done} av {count} är klara."
    known = {effekt: sum(rad.effekter[effekt] for rad in aret.atgarder) for effekt in Effekt}
    if any(known.values()):
        yield (
            f"Effekten är bedömd för {sum(known.values())}: {known[Effekt.JA]} hjälpte, "
            f"{known[Effekt.DELVIS]} hjälpte delvis och {known[Effekt.NEJ]} hjälpte inte."
        )
    else:
        yield "Ingen har ännu bedömt om åtgärderna hjälpte."


def _change(aret: Sammanstallning, part: str, whole: str) -> str:
    if aret.fore is None:
        return ""
    now, before = ((getattr(one, part), getattr(one, whole)) for one in (aret.totalt, aret.fore))
    return change_text(now, before, aret.ar - 1)


def _inside(name: str) -> str:
    """A name inside a sentence: Målgruppsundersökning → målgruppsundersökning, but IVO stays."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]

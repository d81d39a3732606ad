"""Use case: packages from units into the register, all of them or none, as one operation that can be undone."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.exc import IntegrityError

from internkontroll.db.models import enhetspaket
from internkontroll.db.session import Register
from internkontroll.db.writer import Writer, now
from internkontroll.domain.enhetspaket.forslag import UNWRITTEN, is_unwritten, without_unwritten
from internkontroll.domain.enhetspaket.jamfor import Fryst, Jamforelse, Konflikt, Poster, Sida, Varden, compare
from internkontroll.domain.enhetspaket.rader import Konfliktrad, Nekadrad, Rad, nothing_new
from internkontroll.domain.falt.frozen import Planlage, closed_text, frozen_because, is_decided, is_decided_estimate
from internkontroll.domain.limits import MAX_TEXT
from internkontroll.domain.rubrik import shorten
from internkontroll.domain.words import Planstatus
from internkontroll.errors import InputRefused
from internkontroll.services.egenkontroll import read_grades
from internkontroll.services.enhetspaket.las import KNOWN, Paket, known_events, open_package
from internkontroll.services.enhetspaket.mina import Mina
from internkontroll.services.enhetspaket.poster import records_of
from internkontroll.services.enhetspaket.tillampa import Tillampning
from internkontroll.services.enhetspaket.visa import Visning
from internkontroll.services.planlage import read_plan
from internkontroll.services.records import records
from internkontroll.services.urval import namnd_of

Val = Sida | Mapping[str, Sida] | None
"""How conflicts end: all on one side, or each by its id; None and what isn't named are not decided."""


@dataclass(slots=True)
class Inlast:
    """What the packages bring, or would bring. `handelse_id`: for undo; None where nothing was changed.

    `gamla`: units whose package has nothing that the register hasn't had before; `ororda`: those of them
    that haven't written anything in it.
    """

    enheter: list[str] = field(default_factory=list)
    gamla: list[str] = field(default_factory=list)
    ororda: list[str] = field(default_factory=list)
    andringar: list[Rad] = field(default_factory=list)
    konflikter: list[Konfliktrad] = field(default_factory=list)
    nekade: list[Nekadrad] = field(default_factory=list)
    handelse_id: int | None = None

    def __bool__(self) -> bool:
        return bool(self.andringar or self.konflikter)

    def without_news(self) -> list[str]:
        """Why packages bring nothing, a line each."""
        return [nothing_new(enhet, is_untouched=enhet in self.ororda) for enhet in self.gamla]


def import_packages(
    register: Register, paths: Sequence[Path], idag: date, val: Val = None, *, trial: bool = False
) -> Inlast:
    """Take in what the units have written; a trial finds out what would change and changes nothing.

    Raises InputRefused for a package that isn't whole or isn't of this register, for a closed year, and, where it
    isn't a trial, for a conflict that isn't decided; then nothing of any file is saved.
    """
    inlast = Inlast()
    with ExitStack() as stack:
        opened = [stack.enter_context(open_package(path)) for path in paths]
        with _operation(register, opened, trial) as writer:
            for paket in opened:
                _Inlasning(writer, paket, idag, inlast).run(val, trial=trial)
    inlast.handelse_id = None if trial else writer.event_id
    return inlast


@contextmanager
def _operation(register: Register, opened: Sequence[Paket], trial: bool) -> Iterator[Writer]:
    units = list(dict.fromkeys(paket.enhet for paket in opened))
    whose = units[0] if len(units) == 1 else f"{len(units)} enheter"
    skal = ", ".join(dict.fromkeys(paket.fil.name for paket in opened))
    try:
        with register.write(shorten(f"Enhetspaket från {whose}"), skal, trial=trial) as writer:
            yield writer
    except IntegrityError as error:
        files = ", ".join(str(paket.fil) for paket in opened)
        raise InputRefused(
            f"{files}: Det som enheten har skrivit går inte ihop med det som registret har nu. Inget är inläst. "
            "Läs in ett paket i taget, eller välj att behålla registrets uppgifter där de skiljer sig åt."
        ) from error


class _Inlasning:
    """One package on its way in."""

    def __init__(self, writer: Writer, paket: Paket, idag: date, inlast: Inlast) -> None:
        self._writer = writer
        self._paket = paket
        self._idag = idag
        self._inlast = inlast
        self._noted = self._find_noted()
        self._lage = read_plan(writer.connection, self._noted["plan_id"])

    def run(self, val: Val, *, trial: bool) -> None:
        if self._lage.status == Planstatus.AVSLUTAD:
            raise InputRefused(f"{self._paket.fil}: {closed_text(self._lage)} Inget är inläst.")
        known, count = known_events(self._paket, self._noted), len(self._paket.huvuden)
        self._inlast.enheter.append(self._paket.enhet)
        if known == count:
            self._inlast.gamla.append(self._paket.enhet)
            if count == 1:
                self._inlast.ororda.append(self._paket.enhet)
            return
        self._writer.flush()  # what the package before this one has brought is the register's now
        mina = Mina(self._writer.connection)
        sent, before, after = (self._paket.state(events) for events in (1, known, count))
        other = mina.other_uuids(sent, after)
        known_rows, all_rows = records_of(before, other), records_of(after, other)
        register = mina.read(all_rows, known_rows)
        bas, deras = without_unwritten(known_rows, all_rows, register)
        found = compare(bas, deras, register, _frozen(self._lage, register))
        steps = [*found.steg, *self._decide(found.konflikter, val, trial=trial)]
        grader = read_grades(self._writer.connection, namnd_of(self._writer.connection, self._noted["plan_id"]))
        self._tell(found, Visning(self._paket.enhet, grader, bas, deras, register))
        if not trial:
            self._refuse_undecided(found.konflikter, val)
        tillagd = None if self._lage.status == Planstatus.UTKAST else self._idag
        enhet_id = self._noted["enhet_id"]
        Tillampning(self._writer, self._paket, mina, bas, enhet_id, tillagd).apply(steps)
        self._note_received()

    def _find_noted(self) -> dict[str, Any]:
        rows = records(self._writer.connection, "enhetspaket", "WHERE uuid = ?", (self._paket.uuid,))
        if not rows:
            raise InputRefused(
                f"{self._paket.fil}: Paketet hör inte till det här registret. Öppna det register som paketet gjordes "
                "ur. Är det återställt från en äldre säkerhetskopia känner det inte igen paketet; skicka då ett nytt. "
                "Inget är inläst."
            )
        return rows[0]

    def _decide(self, conflicts: Sequence[Konflikt], val: Val, *, trial: bool) -> Iterator[Any]:
        for one in conflicts:
            if _chosen(val, one) is Sida.DERAS:
                yield from one.steg

    def _refuse_undecided(self, conflicts: Sequence[Konflikt], val: Val) -> None:
        if any(_chosen(val, one) is None for one in conflicts):
            first = next(row for row in self._inlast.konflikter if row.enhet == self._paket.enhet)
            count = "1 uppgift är ändrad" if len(conflicts) == 1 else f"{len(conflicts)} uppgifter är ändrade"
            what = f"”{shorten(first.post, 60)}”{', ' + first.falt if first.falt else ''}"
            raise InputRefused(
                f"{self._paket.fil}: {count} både i registret och hos {self._paket.enhet}. Den första är {what}: "
                f"{shorten(first.mina, 60) or 'tomt'} i registret, {shorten(first.deras, 60) or 'tomt'} hos enheten. "
                "Prova först, och välj sedan vilka som ska behållas. Inget är inläst."
            )

    def _tell(self, found: Jamforelse, visning: Visning) -> None:
        self._inlast.andringar += map(visning.change, found.steg)
        self._inlast.konflikter += map(visning.conflict, found.konflikter)
        self._inlast.nekade += map(visning.refused, found.nekade)

    def _note_received(self) -> None:
        received = (self._noted["mottaget_huvud"] or "").split()
        heads = dict.fromkeys((*received, *(head[:KNOWN] for head in self._paket.huvuden[1:])))
        most = MAX_TEXT // (KNOWN + 1)
        values = {"mottaget": now(), "mottaget_huvud": " ".join(list(heads)[-most:])}
        self._writer.update(enhetspaket, self._noted, values)


def _chosen(val: Val, one: Konflikt) -> Sida | None:
    return val.get(one.id) if isinstance(val, Mapping) else val


def _frozen(lage: Planlage, mina: Poster) -> Fryst:
    """What the nämnd has decided, also since the package was sent, stays as it was; what says nothing isn't new."""

    def frozen(tabell: str, falt: str | None, post: Varden | None, deras: Varden) -> str | None:
        if falt is None:
            if is_unwritten(tabell, deras):
                return UNWRITTEN
            decided = tabell == "bedomning" and deras.get("risk_id") in mina.get("risk", {})
            row = _days(deras) if decided and is_decided_estimate(lage, _days(deras)) else None
        else:
            row = None if post is None else _days(post)
        if row is None:
            return None
        if tabell == "risk" and falt == "borttagen" and is_decided(lage, row):
            falt = "beskrivning"  # taken away, it would say something else than was decided
        return frozen_because(lage, tabell, row, falt or "datum")

    return frozen


def _days(post: Varden) -> dict[str, Any]:
    """The record with the days that the rules of what is decided look at."""
    day = post.get("datum")
    return {**post, "tillagd": post.get("tillagd"), "datum": day and date.fromisoformat(day)}

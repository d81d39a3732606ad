"""What the panel that logs a tillfälle reads, and what its user says, on the way to the register and back.

All but the dataclasses runs on the register's thread; SQLAlchemy is imported there, after the first paint.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from internkontroll.domain.egenkontroll.effekt import effect_day
from internkontroll.domain.falt import Falt, Value
from internkontroll.domain.sammanhang import Sammanhang

if TYPE_CHECKING:
    from internkontroll.db.session import Connection, Register
    from internkontroll.domain.sparat import Sparat
    from internkontroll.services.egenkontroll import Nasta, Rattelse, Tillfallesbild, Uppgifter
    from internkontroll.services.egenkontroll.grannar import Granne
    from internkontroll.services.poster import Post


@dataclass(frozen=True, slots=True)
class Underlag:
    """A tillfälle with all that its panel shows. `beslutad`: whether a new risk of its plan needs a reason."""

    bild: "Tillfallesbild"
    falt: Mapping[int, Falt]
    grannar: "Sequence[Granne]"
    rattelser: "Sequence[Rattelse]"
    bilagor: "Sequence[Post]"
    beslutad: bool


@dataclass(frozen=True, slots=True)
class Atgard:
    """An åtgärd as it stands in the panel. `dagar`: when to ask about its effect; None: as before, 0: not at all."""

    beskrivning: str = ""
    ansvarig: str | None = None
    slutdatum: date | None = None
    dagar: int | None = None

    def effect_day(self, idag: date, before: date | None) -> date | None:
        """The day to ask; `before`: as it was."""
        if self.dagar is None:
            return before
        return effect_day(idag, self.slutdatum, self.dagar) if self.dagar else None


@dataclass(frozen=True, slots=True)
class Said:
    """What the user says that the register doesn't hold: answers and comments, columns, åtgärder by their form."""

    svar: Mapping[int, tuple[Value, str | None]] = field(default_factory=dict)
    varden: Mapping[str, Any] = field(default_factory=dict)
    atgarder: Mapping[int, Atgard] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.svar or self.varden or self.atgarder)


class Kept:
    """The tillfälle as the register holds it after our latest write or read; touched on the register's thread only.

    So one write after the other knows the versions, however fast they come. `ids`: form → åtgärd.
    """

    def __init__(self, bild: "Tillfallesbild", idag: date) -> None:
        self.bild = bild
        self.ids: dict[int, int] = {}
        self._idag = idag

    def uppgifter(self, said: Said, *, check: bool = True) -> "Uppgifter":
        """What is said, as the services take it; `check`: that nobody else has answered meanwhile."""
        from internkontroll.services.egenkontroll import Atgardsrad, Svar, Uppgifter

        known = {one.fraga.kontrollpunkt_id: one.fraga.version for one in self.bild.fragor}
        before = {one.id: one.effekt_fraga for one in self.bild.atgarder}
        rader = []
        for form, one in said.atgarder.items():
            post = self.ids.get(form)
            asked = before.get(post)
            day = one.effect_day(self._idag, asked if isinstance(asked, date) else None)
            rader.append(Atgardsrad(one.beskrivning, one.ansvarig, one.slutdatum, day, post))
        answers = {
            point: Svar(text, comment, known.get(point) if check else None)
            for point, (text, comment) in said.svar.items()
        }
        return Uppgifter(answers, said.varden, tuple(rader))

    def written(self, register: "Register", said: Said, saved: "Sparat") -> "Sparat":
        """Take note of what the write has made of the tillfälle."""
        from internkontroll.services.egenkontroll import load_tillfalle

        new = [form for form, one in said.atgarder.items() if form not in self.ids and one.beskrivning.strip()]
        made = [post for tabell, post in saved.nya if tabell == "atgard"]
        self.ids |= dict(zip(new, made, strict=False))
        with register.read() as connection:
            self.bild = load_tillfalle(connection, self.bild.id)
        return saved


def load_underlag(connection: "Connection", utfall_id: int, sammanhang: Sammanhang) -> Underlag:
    """The tillfälle. Raises InputRefused where it is gone for good."""
    from internkontroll.domain.words import Planstatus
    from internkontroll.services.egenkontroll import corrections, load_tillfalle
    from internkontroll.services.egenkontroll.grannar import neighbours
    from internkontroll.services.planlage import read_plan
    from internkontroll.services.poster import children
    from internkontroll.services.redigera.answers import answer_field

    bild = load_tillfalle(connection, utfall_id)
    asked = [one.fraga for one in bild.fragor]
    return Underlag(
        bild,
        {one.kontrollpunkt_id: answer_field(one.fraga, one.hjalp, one.svarstyp) for one in asked},
        () if bild.varden["datum"] else neighbours(connection, utfall_id, bild.enhet_id, sammanhang.idag),
        corrections(connection, utfall_id),
        children(connection, "utfall", utfall_id).get("bilaga", ()),
        read_plan(connection, sammanhang.plan_id).status != Planstatus.UTKAST,
    )


def load_next(
    connection: "Connection", enhet_id: int, passed: frozenset[int], sammanhang: Sammanhang
) -> "Nasta | None":
    """What the unit's chief has to log next: first the unit's own, then her other units'; not what she has passed."""
    from internkontroll.services.egenkontroll import next_due
    from internkontroll.services.egenkontroll.grannar import chiefs_units

    units = chiefs_units(connection, enhet_id, sammanhang.idag)
    due = next_due(connection, sammanhang.plan_id, sammanhang.idag, units, limit=50 + len(passed))
    left = [one for one in due if one.utfall_id not in passed]
    return next((one for one in left if one.enhet_id == enhet_id), left[0] if left else None)

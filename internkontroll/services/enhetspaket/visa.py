"""What a package brings, in words that people decide by."""

from collections.abc import Sequence
from typing import Any

from internkontroll.domain.changes import KINDS
from internkontroll.domain.egenkontroll.allvar import Grad, grade_word
from internkontroll.domain.enhetspaket.jamfor import Konflikt, Nekat, Poster, Steg, Varden, is_moved
from internkontroll.domain.enhetspaket.rader import Konfliktrad, Nekadrad, Rad
from internkontroll.domain.falt import field_title, find_field, shown_value
from internkontroll.domain.rubrik import post_name

_GONE = "finns inte längre"
_TRASHED = "ligger i papperskorgen"
_MOVED = "har flyttats till en annan enhet"


class Visning:
    """Names records and values by what the package and the register say of them; `grader`: the nämnd's words."""

    def __init__(self, enhet: str, grader: Sequence[Grad], bas: Poster, deras: Poster, mina: Poster) -> None:
        self._enhet = enhet
        self._grader = grader
        self._states = (mina, deras, bas)

    def change(self, step: Steg) -> Rad:
        """A step."""
        if step.falt is None:
            row = step.blev or step.var
            var, blev = ("", self._whole(step.tabell, row)) if step.blev else (self._whole(step.tabell, row), "")
            return Rad(self._enhet, step.tabell, self._name(step.tabell, row), "", var, blev)
        var, blev = (self._value(step.tabell, step.falt, value) for value in (step.var, step.blev))
        return Rad(self._enhet, step.tabell, self._named(step), _title(step.tabell, step.falt), var, blev)

    def conflict(self, one: Konflikt) -> Konfliktrad:
        """A conflict; where the record is gone on one side, what was done to it on the other."""
        if one.falt is not None:
            falt = _title(one.tabell, one.falt)
            mina, deras = (self._value(one.tabell, one.falt, value) for value in (one.mina, one.deras))
        else:
            falt = ""
            mina, deras = self._fate(one), self._done(one)
        return Konfliktrad(one.id, self._enhet, one.tabell, self._named(one), falt, mina, deras)

    def refused(self, one: Nekat) -> Nekadrad:
        """What isn't taken in."""
        falt = _title(one.tabell, one.falt) if one.falt else ""
        return Nekadrad(self._enhet, one.tabell, self._name(one.tabell, one.varden), falt, one.skal)

    def _fate(self, one: Konflikt) -> str:
        if one.mina is None:
            return _GONE
        if one.mina.get("borttagen"):
            return _TRASHED
        bas = self._states[-1].get(one.tabell, {}).get(one.nyckel, {})
        return _MOVED if is_moved(one.tabell, bas, one.mina) else f"ändrad: {self._whole(one.tabell, one.mina)}"

    def _done(self, one: Konflikt) -> str:
        if one.deras is None or one.deras.get("borttagen"):
            return "borttagen"
        return f"ändrad: {', '.join(dict.fromkeys(self._brief(step) for step in one.steg if not _puts_back(step)))}"

    def _brief(self, step: Steg) -> str:
        if step.falt is None:
            return f"{'ny' if step.blev else 'borttagen'} {KINDS[step.tabell][0]}"
        return f"{_title(step.tabell, step.falt)}: {self._value(step.tabell, step.falt, step.blev) or 'tomt'}"

    def _named(self, one: Steg | Konflikt) -> str:
        return self._name(one.tabell, self._find(one.tabell, one.nyckel))

    def _name(self, tabell: str, row: Varden) -> str:
        """The record; what has no name of its own is called after what it is about."""
        if tabell == "utfall":
            control = self._find("egenkontroll", row.get("egenkontroll_id", ""))
            return f"{post_name('egenkontroll', control)}, {row.get('period', '')}"
        if tabell in ("svar", "rattelse", "stickprov"):
            about = self._name("utfall", self._find("utfall", row.get("utfall_id", "")))
            asked = self._find("kontrollpunkt", row.get("kontrollpunkt_id", ""))
            return f"{post_name('kontrollpunkt', asked)} ({about})" if asked else about
        if tabell == "uppfoljning":
            return post_name("atgard", self._find("atgard", row.get("atgard_id", "")))
        if tabell == "tillfalle":
            return str(row.get("typ", ""))
        if tabell in ("bedomning", "risk_mal"):
            return post_name("risk", self._find("risk", row.get("risk_id", "")))
        if tabell == "risk" and row.get("uuid") not in self._states[0].get("risk", {}):
            row = {**row, "beteckning": None}  # the register will not give it the unit's number
        return post_name(tabell, row)

    def _whole(self, tabell: str, row: Varden) -> str:
        """What a record says, in a few words."""
        if tabell == "svar":
            return " – ".join(filter(None, (row.get("svar"), row.get("kommentar"))))
        if tabell == "uppfoljning":
            return " – ".join(filter(None, (row.get("status"), row.get("kommentar"))))
        if tabell == "bedomning":
            return f"{row.get('datum')}: {row.get('sannolikhet', '–')} × {row.get('konsekvens', '–')}"
        if tabell == "risk_mal":
            return post_name("mal", self._find("mal", row.get("mal_id", "")))
        if tabell == "rattelse":
            return str(row.get("skal", ""))
        return self._name(tabell, row)

    def _value(self, tabell: str, falt: str, value: Any) -> str:
        if falt in ("process_id", "mal_id") and value is not None:
            return post_name(falt.removesuffix("_id"), self._find(falt.removesuffix("_id"), value))
        if falt == "allvar":
            return grade_word(self._grader, value)
        return shown_value(find_field(tabell, falt), value)

    def _find(self, tabell: str, nyckel: str) -> Varden:
        return next((found for state in self._states if (found := state.get(tabell, {}).get(nyckel))), {})


def _title(tabell: str, falt: str) -> str:
    return field_title(tabell, falt)


def _puts_back(step: Steg) -> bool:
    return step.falt == "borttagen" and step.blev is None

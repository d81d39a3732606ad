"""Risks that a unit has begun to propose: one that says nothing yet isn't the register's."""

from collections.abc import Iterable

from internkontroll.domain.enhetspaket.jamfor import Poster, Varden, is_alive
from internkontroll.domain.enhetspaket.regler import AGARE, FALT

UNWRITTEN = "Risken är föreslagen men inte beskriven. Be enheten skriva vad den gäller och skicka filen igen."
"""Why such a risk isn't taken in."""

_BEGINNING, _NOTHING = "Risk att", " .…"


def is_unwritten(tabell: str, post: Varden) -> bool:
    """Whether it is a risk that still says what it said when it was made."""
    text = " ".join(str(post.get("beskrivning", "")).split())
    return tabell == "risk" and not text.removeprefix(_BEGINNING).strip(_NOTHING)


def without_unwritten(bas: Poster, deras: Poster, mina: Poster) -> tuple[Poster, Poster]:
    """The package's two states without what the register has never taken in.

    `bas`: so that a risk comes as new the day that it is written. `deras`: what has been thrown away again is
    nothing to tell of.
    """
    new = [nyckel for nyckel in {**bas.get("risk", {}), **deras.get("risk", {})} if nyckel not in mina.get("risk", {})]
    before = [nyckel for nyckel in new if (row := bas.get("risk", {}).get(nyckel)) and is_unwritten("risk", row)]
    now = [nyckel for nyckel in new if (row := deras.get("risk", {}).get(nyckel)) and is_unwritten("risk", row)]
    return _without(bas, before), _without(deras, (one for one in now if not is_alive(deras["risk"][one])))


def _without(poster: Poster, risker: Iterable[str]) -> Poster:
    """All but the risks and what lies below them; `FALT` has owners before what they own."""
    gone = {("risk", nyckel) for nyckel in risker}
    if not gone:
        return poster
    for tabell in FALT:
        for nyckel, row in poster.get(tabell, {}).items():
            if any((owner, row.get(column)) in gone for column, owner in AGARE.get(tabell, {}).items()):
                gone.add((tabell, nyckel))
    return {
        tabell: {nyckel: row for nyckel, row in rows.items() if (tabell, nyckel) not in gone}
        for tabell, rows in poster.items()
    }

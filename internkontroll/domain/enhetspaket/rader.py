"""What a package brings, as people read it before they take it in."""

from dataclasses import dataclass

from internkontroll.domain.changes import KINDS
from internkontroll.domain.changes_text import short

_HEAD, _TAIL = 80, 50
"""Characters of a name that are shown of its beginning and of its end."""


@dataclass(frozen=True, slots=True)
class Rad:
    """A change: unit, table, what the record is called, field ("" for the whole record), what was and what comes."""

    enhet: str
    tabell: str
    post: str
    falt: str
    var: str
    blev: str


@dataclass(frozen=True, slots=True)
class Konfliktrad:
    """A conflict: `id` to decide it by, then as a change; `mina`: what the register says, `deras`: the unit."""

    id: str
    enhet: str
    tabell: str
    post: str
    falt: str
    mina: str
    deras: str


@dataclass(frozen=True, slots=True)
class Nekadrad:
    """A change that isn't taken in, and why."""

    enhet: str
    tabell: str
    post: str
    falt: str
    skal: str


def change_text(one: Rad) -> str:
    """The change on a line."""
    where = post_text(one)
    if one.falt:
        return f"Ändrat: {where}: {short(one.var) or 'tomt'} → {short(one.blev) or 'tomt'}"
    said = short(one.blev or one.var)
    return f"{'Nytt' if one.blev else 'Borttaget'}: {where}{f': {said}' if said != short(one.post) else ''}"


def refused_text(one: Nekadrad) -> str:
    """What isn't taken in on a line, and why."""
    return f"Tas inte in: {post_text(one)}. {one.skal}"


def nothing_new(enhet: str, *, is_untouched: bool) -> str:
    """Why a package brings nothing: nobody has written in it, or the register has had all of it."""
    if is_untouched:
        return f"Inget från {enhet}: chefen har inte skrivit något i paketet."
    return f"Inget nytt från {enhet}: paketet är redan inläst."


def post_text(one: Rad | Konfliktrad | Nekadrad) -> str:
    """Unit, kind, record and field."""
    title = f", {one.falt[:1].lower()}{one.falt[1:]}" if one.falt else ""
    return f"{one.enhet}, {KINDS[one.tabell][0]} ”{_both_ends(one.post)}”{title}"


def _both_ends(text: str) -> str:
    """A name on one line: questions often begin alike, and end with what they were asked in."""
    line = " ".join(text.split())
    return line if len(line) <= _HEAD + _TAIL else f"{line[:_HEAD]}…{line[-_TAIL:]}"

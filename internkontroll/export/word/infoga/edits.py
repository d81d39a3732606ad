"""What people did to the section in Word, and what of it the new section would undo."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from internkontroll.export.word.infoga.host import Host
from internkontroll.export.word.infoga.lines import OBJECT, PAGE_BREAK, Line, Tracked
from internkontroll.export.word.infoga.section import OldSection, digest_of


@dataclass(frozen=True, slots=True)
class Change:
    """A paragraph that changes: what it says now and what it would say; None where it comes or goes."""

    var: str | None
    blev: str | None


@dataclass(frozen=True, slots=True)
class Edit:
    """Something that people did in the section by hand and that would be lost: what, and its text."""

    vad: str
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A section's lines and their digests."""

    lines: Sequence[Line]
    digests: Sequence[str]


def changes(old: Text, new: Text) -> list[Change]:
    """What differs between two texts, in order."""
    found: list[Change] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old.digests, new.digests).get_opcodes():
        if kind != "equal":
            was, becomes = old.lines[i1:i2], new.lines[j1:j2]
            for at in range(max(len(was), len(becomes))):
                found.append(Change(*(readable(one[at].text) if at < len(one) else None for one in (was, becomes))))
    return found


def edits(host: Host, old: OldSection, stamps: Sequence[str] | None, now: Text, new: Text) -> list[Edit]:
    """What would be lost if the new text took the place of the old section."""
    return [*_edited_lines(old, stamps, now, new), *_comments(host, old), *map(_tracked, old.stretch.tracked)]


def _edited_lines(old: OldSection, stamps: Sequence[str] | None, now: Text, new: Text) -> Iterator[Edit]:
    """Lines that aren't as they were inserted. `stamps` are the lines' digests then, None if nobody knows."""
    if stamps is not None and old.digest is not None and old.digest != digest_of(stamps):
        stamps = None  # the section comes from another document
    if old.digest == digest_of(now.digests) or (stamps is not None and list(stamps) == list(now.digests)):
        return
    here, coming = Counter(now.digests), Counter(new.digests)
    if stamps is None:
        yield from _described("Kan vara skrivet för hand", _those(now, here - coming), new)
        return
    inserted = Counter(stamps)
    # What the register says too isn't lost.
    yield from _described("Skrivet för hand", _those(now, here - (inserted | coming)), new)
    back = _those(new, (inserted - here) & (coming - here))
    yield from (Edit("Borttaget för hand, kommer tillbaka", readable(line.text)) for line in back)
    if here == inserted:
        yield from (Edit("Flyttat för hand", readable(line.text)) for line in _moved(stamps, now))


def _described(what: str, lines: Iterable[Line], new: Text) -> Iterator[Edit]:
    texts = {line.text for line in new.lines}
    for line in lines:
        yield Edit("Formaterat för hand" if line.text in texts else what, readable(line.text))


def _those(text: Text, wanted: Counter[str]) -> Iterator[Line]:
    """The lines of a text with these digests; of several equal ones the last."""
    left = wanted.copy()
    found = []
    for line, digest in zip(reversed(text.lines), reversed(text.digests), strict=True):
        if left[digest] > 0:
            left[digest] -= 1
            found.append(line)
    return reversed(found)


def _moved(stamps: Sequence[str], now: Text) -> Iterator[Line]:
    for kind, _, _, start, end in SequenceMatcher(None, stamps, now.digests).get_opcodes():
        if kind in ("insert", "replace"):
            yield from now.lines[start:end]


def _comments(host: Host, old: OldSection) -> Iterator[Edit]:
    part = host.part("comments") if old.stretch.comments else None
    for comment in part.children() if part else ():
        if comment.attributes.get("w:id") in old.stretch.comments:
            text = "".join(event.name for event in comment.events if event.kind == "text")
            yield Edit(f"Kommentar av {comment.attributes.get('w:author') or 'okänd'}", readable(text))


def _tracked(change: Tracked) -> Edit:
    return Edit(f"Spårad ändring av {change.author or 'okänd'}, {change.what}", readable(change.text))


def readable(text: str) -> str:
    """A line for people: pictures and page breaks in words, on one line."""
    return " ".join(text.replace(OBJECT, "[bild eller not]").replace(PAGE_BREAK, "[sidbrytning]").split())

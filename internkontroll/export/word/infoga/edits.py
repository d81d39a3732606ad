"""What people did to the section in Word, and what of it the new section would undo."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from internkontroll.export.word.infoga.host import Host
from internkontroll.export.word.infoga.lines import OBJECT, PAGE_BREAK, PICTURE, Line, Tracked
from internkontroll.export.word.infoga.section import OldSection, digest_of

_NOTES = {"footnotes": "Fotnot", "endnotes": "Slutkommentar"}


@dataclass(frozen=True, slots=True)
class Change:
    """A paragraph that changes: what it says now and what it would say; None where it comes or goes."""

    var: str | None
    blev: str | None


@dataclass(frozen=True, slots=True)
class Edit:
    """Something that people did in the section by hand and that would be lost: what, and its text.

    `var` is what stood there before, where that is known and something else.
    """

    vad: str
    text: str
    var: str | None = None

    def __str__(self) -> str:
        was = f"”{self.var}” → " if self.var else ""
        return f"{self.vad}: {was}”{self.text}”"


@dataclass(frozen=True, slots=True)
class Text:
    """A section's lines and their digests."""

    lines: Sequence[Line]
    digests: Sequence[str]


def changes(old: Text, new: Text) -> Iterator[Change]:
    """What differs between two texts, in order. A line that says the same but looks otherwise is its own change."""
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old.digests, new.digests).get_opcodes():
        if kind == "equal":
            continue
        if i2 - i1 == j2 - j1:
            for was, becomes in zip(range(i1, i2), range(j1, j2), strict=True):
                if old.digests[was] != new.digests[becomes]:
                    yield Change(readable(old.lines[was].text), readable(new.lines[becomes].text))
            continue
        gone, here = Counter(old.digests[i1:i2]), Counter(new.digests[j1:j2])
        for line in _those(Text(old.lines[i1:i2], old.digests[i1:i2]), gone - here):
            yield Change(readable(line.text), None)
        for line in _those(Text(new.lines[j1:j2], new.digests[j1:j2]), here - gone):
            yield Change(None, readable(line.text))


def edits(host: Host, old: OldSection, stamps: Sequence[str] | None, now: Text, new: Text) -> list[Edit]:
    """What would be lost if the new text took the place of the old section."""
    return [*_edited_lines(old, stamps, now, new), *_notes(host, old), *map(_tracked, old.stretch.tracked)]


def _edited_lines(old: OldSection, stamps: Sequence[str] | None, now: Text, new: Text) -> Iterator[Edit]:
    """Lines that aren't as they were inserted. `stamps` are the lines' digests then, None if nobody knows."""
    if stamps is not None and old.digest is not None and old.digest != digest_of(stamps):
        stamps = None  # the section comes from another document
    if old.digest == digest_of(now.digests) or (stamps is not None and list(stamps) == list(now.digests)):
        return
    if stamps is None:
        unknown = _those(now, Counter(now.digests) - Counter(new.digests))
        yield from (Edit("Kan vara skrivet för hand", readable(line.text)) for line in unknown)
        return
    yield from _Ledger(stamps, now, new).edits()


class _Ledger:
    """Which lines people have written, and which they have removed that the new section would bring back.

    What the register says too isn't lost, and what it doesn't say any more doesn't come back.
    """

    def __init__(self, stamps: Sequence[str], now: Text, new: Text) -> None:
        self._stamps, self._now, self._new = stamps, now, new
        inserted, here, coming = Counter(stamps), Counter(now.digests), Counter(new.digests)
        self._lost = here - (inserted | coming)
        self._back = (inserted - here) & (coming - here)
        self._only_moved = inserted == here
        self._texts = {digest: readable(line.text) for line, digest in zip(new.lines, new.digests, strict=True)}

    def edits(self) -> Iterator[Edit]:
        """All of them in the order of the text; what was removed comes last."""
        if self._only_moved:
            yield from (Edit("Flyttat för hand", readable(line.text)) for line in self._moved())
            return
        originals = dict(self._pairs())
        for at, (line, digest) in enumerate(zip(self._now.lines, self._now.digests, strict=True)):
            if self._lost[digest] > 0:
                self._lost[digest] -= 1
                yield self._written(readable(line.text), originals.get(at))
        for line in _those(self._new, self._back):
            yield Edit("Borttaget för hand, kommer tillbaka", readable(line.text))

    def _moved(self) -> Iterator[Line]:
        for kind, _, _, start, end in SequenceMatcher(None, self._stamps, self._now.digests).get_opcodes():
            if kind in ("insert", "replace"):
                yield from self._now.lines[start:end]

    def _pairs(self) -> Iterator[tuple[int, str]]:
        """Lines and the digests of those that stood in their places."""
        for kind, i1, i2, j1, j2 in SequenceMatcher(None, self._stamps, self._now.digests).get_opcodes():
            if kind == "replace" and i2 - i1 == j2 - j1:
                yield from zip(range(j1, j2), self._stamps[i1:i2], strict=True)

    def _written(self, text: str, stamp: str | None) -> Edit:
        """What stood there is known where the new section says it still."""
        if stamp is None or self._back[stamp] <= 0:
            return Edit("Skrivet för hand", text)
        self._back[stamp] -= 1
        original = self._texts[stamp]
        return Edit("Utseendet ändrat för hand", text) if original == text else Edit("Ändrat för hand", text, original)


def _those(text: Text, wanted: Counter[str]) -> Iterator[Line]:
    """The lines of a text with these digests; of several equal ones the last."""
    left = wanted.copy()
    found = []
    for line, digest in zip(reversed(text.lines), reversed(text.digests), strict=True):
        if left[digest] > 0:
            left[digest] -= 1
            found.append(line)
    return reversed(found)


def _notes(host: Host, old: OldSection) -> Iterator[Edit]:
    """Comments, footnotes and endnotes."""
    for kind, ids in old.stretch.notes.items():
        part = host.part(kind)
        for note in part.children() if part else ():
            if note.attributes.get("w:id") in ids:
                text = "".join(event.name for event in note.events if event.kind == "text")
                author = note.attributes.get("w:author") or "okänd"
                yield Edit(_NOTES.get(kind, f"Kommentar av {author}"), readable(text))


def _tracked(change: Tracked) -> Edit:
    return Edit(f"Spårad ändring av {change.author or 'okänd'}, {change.what}", readable(change.text))


def readable(text: str) -> str:
    """A line for people: pictures and page breaks in words, on one line."""
    words = {PICTURE: "[bild] ", OBJECT: "[bild eller not]", PAGE_BREAK: "[sidbrytning]"}
    for sign, word in words.items():
        text = text.replace(sign, word)
    return " ".join(text.split())

"""The section that an earlier run put into the document: where it is, what it says, what it was when it was made.

It stands in a content control whose tag is the section's name and a digest of its lines, around a
bookmark of that name. Word keeps both; LibreOffice keeps the bookmark only. A part of the package
(`Stamps`) holds a digest of each line as it was inserted, so that what people changed is known.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from internkontroll.errors import InputRefused
from internkontroll.export.word.infoga.body import Control, Mark
from internkontroll.export.word.infoga.host import Host
from internkontroll.export.word.infoga.lines import Stretch, read_stretch
from internkontroll.export.word.infoga.outline import SECTION_TAG
from internkontroll.export.word.infoga.place import ends_before_text, has_run

_NAME_LENGTH = 40  # of a bookmark, says Word
_TITLE_LENGTH = 64  # of a content control's title and tag


@dataclass(frozen=True, slots=True)
class SectionName:
    """What a section is known by, and what Word shows of its content control."""

    bookmark: str
    title: str


def section_name(namnd: str, *, plan: bool) -> SectionName:
    """The name of a nämnd's section (or plan); a document may hold those of several nämnder."""
    kind = f"{SECTION_TAG}plan" if plan else SECTION_TAG
    word = re.sub(r"\W+", "_", namnd).strip("_")
    name = f"{kind}_{word}"
    if len(name) > _NAME_LENGTH:
        name = f"{name[: _NAME_LENGTH - 7]}_{_digest(word)[:6]}"
    return SectionName(name, f"{kind}: {namnd}"[:_TITLE_LENGTH])


def digest_of(digests: Sequence[str]) -> str:
    """One digest of a section's lines."""
    return _digest(" ".join(digests))[:16]


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class OldSection:
    """The section as it stands in the host, from `start` to `end`.

    `digest` is what the tag says of the lines that were inserted, if there is a tag.
    """

    start: int
    end: int
    next_block: int
    stretch: Stretch
    digest: str | None
    control: Control | None


def find_section(host: Host, name: SectionName) -> OldSection | None:
    """The section of this name, by its content control or else by its bookmark; None if it isn't there.

    Raises InputRefused where it stands twice or can't be told from the text around it.
    """
    body, wanted = host.body, name.bookmark.casefold()
    if any(_name_of(tag) == wanted for tag in body.nested_tags):
        raise InputRefused(
            f"{host.path}: Avsnittet ”{name.title}” ligger i en tabell eller textruta. "
            "Flytta ut det i texten och kör igen."
        )
    controls = [control for control in body.controls if _name_of(control.tag) == wanted]
    marks = [mark for mark in body.starts if mark.name.casefold() == wanted]
    if len(controls) > 1:
        raise InputRefused(
            f"{host.path}: Avsnittet ”{name.title}” står {len(controls)} gånger i dokumentet. "
            "Ta bort alla utom ett och kör igen."
        )
    if controls:
        return _in_control(host, name, controls[0], marks)
    return _at_bookmark(host, name, marks) if marks else None


def _name_of(tag: str) -> str:
    return tag.partition(":")[0].casefold()


def _in_control(host: Host, name: SectionName, control: Control, marks: Sequence[Mark]) -> OldSection:
    body = host.body
    for mark in marks:
        ends = [end.at for end in body.ends if end.id == mark.id]
        if mark.at > control.end or (ends and max(ends) < control.start):
            raise InputRefused(_stray(host, name))
    after = next((at for at, block in enumerate(body.blocks) if block.start >= control.end), len(body.blocks))
    stretch = read_stretch(body.data[control.start : control.end], body.declared, host.picture_sums())
    return OldSection(control.start, control.end, after, stretch, control.tag.partition(":")[2], control)


def _at_bookmark(host: Host, name: SectionName, marks: Sequence[Mark]) -> OldSection:
    """The section by its bookmark alone.

    LibreOffice writes the start of a bookmark that ends in a table once more, in that table. Of the
    content control it leaves nothing, or one without a tag around what stands before the first table.
    """
    body, first = host.body, marks[0]
    ends = [one for one in body.ends if one.id in {mark.id for mark in marks} and one.at > first.at]
    if first.where or not ends or not has_run(body.data, first.after, ends[-1].at):
        raise InputRefused(_stray(host, name))
    end = ends[-1]
    begins_there = any(mark.block == end.block > first.block and not mark.between for mark in marks)
    last = end.block - (end.between or (ends_before_text(body, end) and not begins_there))
    if last < first.block:
        raise InputRefused(_stray(host, name))
    start, stop = _with_controls(host, name, first.block, last)
    if first.between:
        start = min(start, first.at)
    if end.between:
        stop = max(stop, end.after)
    stretch = read_stretch(body.data[start:stop], body.declared, host.picture_sums())
    return OldSection(start, stop, last + 1, stretch, None, None)


def _with_controls(host: Host, name: SectionName, first: int, last: int) -> tuple[int, int]:
    """Where the blocks from first to last start and end, with the content controls that hold nothing else."""
    blocks = host.body.blocks
    start, stop = blocks[first].start, blocks[last].end
    numbers = {block.control for block in blocks[first : last + 1]}
    for number in numbers:
        members = [at for at, block in enumerate(blocks) if block.control == number]
        if number is not None and first <= members[0] and members[-1] <= last:
            control = host.body.controls[number]
            start, stop = min(start, control.start), max(stop, control.end)
        elif number is not None and len(numbers) > 1:
            raise InputRefused(_stray(host, name))
    return start, stop


def _stray(host: Host, name: SectionName) -> str:
    return (
        f"{host.path}: Bokmärket ”{name.bookmark}” står inte längre kring sitt avsnitt. "
        "Ta bort bokmärket i Word (Infoga, Bokmärke), och resten av avsnittet om något är kvar, och kör igen."
    )

"""A report model as a section inside somebody else's document: everything outside it is kept byte for byte."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from internkontroll.domain.document import Block, Document, Heading, Matrix, Table
from internkontroll.errors import InputRefused
from internkontroll.export.word.blocks import BlockWriter
from internkontroll.export.word.infoga.control import Kept, keep_bookmarks, refuse_crossing, with_bookmarks, wrap
from internkontroll.export.word.infoga.edits import Change, Edit, Text, changes, edits
from internkontroll.export.word.infoga.gains import Gains
from internkontroll.export.word.infoga.host import Host, open_host
from internkontroll.export.word.infoga.leftovers import drop_leftovers
from internkontroll.export.word.infoga.letters import letter_scale
from internkontroll.export.word.infoga.lines import read_own
from internkontroll.export.word.infoga.lists import ListSheet
from internkontroll.export.word.infoga.outline import Outline, same_words
from internkontroll.export.word.infoga.part import parse, read_part
from internkontroll.export.word.infoga.pictures import Pictures
from internkontroll.export.word.infoga.place import Place, find_place
from internkontroll.export.word.infoga.section import OldSection, SectionName, digest_of, find_section
from internkontroll.export.word.infoga.sheet import EMPTY_STYLES, StyleSheet
from internkontroll.export.word.infoga.stamps import find_stamps, stamp
from internkontroll.export.word.infoga.styles import StyleMap
from internkontroll.export.word.markup import empty_paragraph
from internkontroll.export.word.numbering import Numbering
from internkontroll.export.word.template import NUMBERING, STYLES, read_template
from internkontroll.export.word.xml_reader import UnreadablePartError

_NARROW = 5_670  # twips, 10 cm: less than what the four columns of a plan need


@dataclass(frozen=True, slots=True)
class Insertion:
    """What a document becomes with the section in it.

    `data` is the whole file, equal to the old one where nothing changes. `place` tells in words where
    the section stands; `updated` says that it stood there already. `changes` are its paragraphs that
    change, `edits` what people did in it by hand that would be lost. `notes` are for people.
    """

    data: bytes
    changed: bool
    updated: bool
    place: str
    lines: int
    changes: tuple[Change, ...] = ()
    edits: tuple[Edit, ...] = ()
    notes: tuple[str, ...] = ()


def insert_section(
    document: Document, name: SectionName, path: Path, template: Path, wanted_place: str | None = None
) -> Insertion:
    """The file at `path` with the section in it: where it stood before, else at the wanted place.

    `template` gives the styles that the file lacks. Nothing is written. Raises InputRefused for a file
    or a place that can't hold the section, EnvironmentFailed if the file can't be read.
    """
    host = open_host(path)
    try:
        return _Job(host, document, name, template).run(wanted_place)
    except UnreadablePartError as error:
        raise InputRefused(
            f"{path}: Dokumentet har en del som inte kan läsas. Öppna det i Word, spara en kopia som .docx "
            "och använd kopian."
        ) from error


@dataclass(frozen=True, slots=True)
class _New(Text):
    """The new section: its lines and digests, its blocks not yet in their content control, and its pictures."""

    xml: bytes
    pictures: Pictures


class _Job:
    """One section and one host."""

    def __init__(self, host: Host, document: Document, name: SectionName, template: Path) -> None:
        self._host, self._document, self._name = host, document, name
        self._sheet = StyleSheet(host.data_of("styles") or EMPTY_STYLES)
        self._outline = Outline(host.body, self._sheet.levels, self._sheet.default.id if self._sheet.default else "")
        self._old = find_section(host, name)
        if self._old:
            refuse_crossing(host, self._old)
        self._stamps = find_stamps(host, name)
        members = read_template(template).members
        sources = StyleSheet(members[STYLES]), ListSheet(read_part(members[NUMBERING]))
        self._styles = StyleMap(self._sheet, ListSheet(host.part("numbering")), sources, self._uses())
        self._numbering = Numbering(self._styles.list_formats)

    def run(self, wanted_place: str | None) -> Insertion:
        """The host with the section in it."""
        old = self._old
        place = self._old_place(old) if old else find_place(self._host, self._outline, wanted_place)
        pictures = self._pictures(place)
        xml = self._write(place, pictures)
        lines = read_own(xml, pictures.sums)
        new = _New(lines, [line.digest(self._styles.names) for line in lines], xml, pictures)
        return self._renewed(old, place, new) if old else self._inserted(place, new)

    def _uses(self) -> Counter[str]:
        """How many bytes of the host's own text stand in each paragraph style."""
        uses = Counter[str]()
        start, end = (self._old.start, self._old.end) if self._old else (0, 0)
        for block in self._host.body.blocks:
            if block.kind == "p" and not start <= block.start < end:
                uses[block.style] += block.end - block.start
        return uses

    def _old_place(self, old: OldSection) -> Place:
        """Where the section stands. Its title keeps the level that it has there, unless levels would be skipped."""
        heading = self._outline.before(old.start)
        first = old.stretch.lines[0].style if old.stretch.lines else ""
        below = heading.level + 1 if heading else 1
        level = min(self._sheet.levels.get(first, below), below)
        where = f"under rubriken ”{heading.text}”" if heading else "först i dokumentet"
        return Place(old.start, old.end, old.next_block, heading, level, where)

    def _pictures(self, place: Place) -> Pictures:
        matrices = (block for block in self._document.blocks if isinstance(block, Matrix))
        return Pictures(self._host, matrices, self._host.body.text_width(place.start), self._old)

    def _write(self, place: Place, pictures: Pictures) -> bytes:
        """The section's blocks, not yet in their content control."""
        blocks, offset = self._fitted(place)
        body, styles = self._host.body, self._styles.styles
        width, scale = body.text_width(place.start), letter_scale(self._host, *self._styles.cell_font())
        writer = BlockWriter(styles, self._numbering, width, offset, pictures.drawings, scale)
        pieces = list(writer.write(blocks))
        following = body.blocks[place.next_block : place.next_block + 1]
        if isinstance(blocks[-1], Table) and following and following[0].kind == "tbl":
            pieces.append(empty_paragraph(styles.body))  # else Word would make one table of both
        return "".join(pieces).encode()

    def _fitted(self, place: Place) -> tuple[Sequence[Block], int]:
        """The blocks and what their heading levels grow by. A title that stands over them already isn't repeated."""
        blocks = self._document.blocks
        title = blocks[0]
        if not isinstance(title, Heading):
            return blocks, place.level - 1
        if place.heading and len(blocks) > 1 and same_words(place.heading.text, title.text):
            return blocks[1:], place.heading.level - title.level
        return blocks, place.level - title.level

    def _inserted(self, place: Place, new: _New) -> Insertion:
        data, notes = self._spliced(place, new, Kept({}))
        return Insertion(data, True, False, place.described, len(new.lines), notes=notes)

    def _renewed(self, old: OldSection, place: Place, new: _New) -> Insertion:
        now = Text(old.stretch.lines, old.stretch.digests(self._styles.names))
        if list(now.digests) == list(new.digests):
            return Insertion(self._host.data, False, True, place.described, len(new.lines))
        kept = keep_bookmarks(self._host, old, self._name, new.lines)
        stamps = self._stamps.digests if self._stamps else None
        lost = (Edit("Bokmärke som försvinner", bookmark) for bookmark in kept.lost)
        by_hand = (*edits(self._host, old, stamps, now, new), *lost)
        data, notes = self._spliced(place, new, kept)
        return Insertion(data, True, True, place.described, len(new.lines), tuple(changes(now, new)), by_hand, notes)

    def _spliced(self, place: Place, new: _New, kept: Kept) -> tuple[bytes, tuple[str, ...]]:
        """The whole file, and what people should know of it."""
        host, gains = self._host, Gains(self._host)
        added = self._styles.added(new.xml)
        if styles := self._styles.gained(added):
            gains.change_or_add("styles", styles)
        if lists := self._styles.new_lists.gained(set(added), self._numbering.xml()):
            gains.change_or_add("numbering", lists)
        stamp(gains, self._name, new.digests, self._stamps)
        if self._old:
            drop_leftovers(gains, host, self._old, new.xml)
        new.pictures.add_to(gains)
        content = kept.before + with_bookmarks(new.xml, new.lines, kept) + kept.after
        section = wrap(host, self._name, digest_of(new.digests), content, self._old)
        parse(expat.ParserCreate(), section)  # the last look: what isn't whole mustn't take the old file's place
        data = host.body.data
        whole = (data[: place.start], place.before, section, place.after, data[place.end :])
        gains.change(host.name, b"".join(whole))
        return host.package.with_members(gains.members, gains.removed), self._notes(
            place, [self._styles.titles[one] for one in added]
        )

    def _notes(self, place: Place, added: Sequence[str]) -> tuple[str, ...]:
        notes = list(place.notes)
        if self._host.body.text_width(place.start) < _NARROW:
            notes.append("Texten är smal på platsen, så tabellerna blir trånga. Välj helst en plats utan spalter.")
        if self._host.body.has_contents:
            notes.append("Uppdatera innehållsförteckningen i Word: klicka i den och tryck F9.")
        if self._host.setting("trackRevisions") is not None:
            notes.append("Dokumentet spårar ändringar, men avsnittet läggs in utan spårning.")
        if added:
            notes.append(f"Formatmallar som läggs till i dokumentet: {', '.join(added)}.")
        return tuple(notes)

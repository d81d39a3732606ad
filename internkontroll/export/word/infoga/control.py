"""The content control with its bookmark that a section stands in, and what of an old one must be kept."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from internkontroll.errors import InputRefused
from internkontroll.export.word.infoga.body import Body
from internkontroll.export.word.infoga.host import Host
from internkontroll.export.word.infoga.lines import Line, RangeMark
from internkontroll.export.word.infoga.section import OldSection, SectionName
from internkontroll.export.word.markup import escape_attribute

# Bookmarks that Word makes for itself and makes anew when it needs them.
_WORDS_OWN = ("_Toc", "_GoBack", "_Hlk")
_PROPERTIES_END, _PARAGRAPH_END = b"</w:pPr>", b"</w:p>"


def refuse_crossing(host: Host, old: OldSection) -> None:
    """Refuse a section that something of the host begins or ends in: replacing it would break that."""
    stretch = old.stretch
    if stretch.breaks_section:
        reason = "innehåller en avsnittsbrytning. Flytta brytningen"
    elif stretch.open_fields or stretch.lowest_fields < 0:
        reason = "innehåller ena änden av ett fält. Flytta fältet"
    elif any(one.kind != "bookmark" for one in _alone(stretch.marks)):
        reason = "innehåller ena änden av en kommentar eller spårad flytt. Ta bort den eller flytta den"
    else:
        return
    raise InputRefused(f"{host.path}: Avsnittet i dokumentet {reason} utanför avsnittet i Word och kör igen.")


@dataclass(frozen=True, slots=True)
class Kept:
    """Bookmarks of an old section that the new one keeps, and the names of those that it has no place for.

    `at_lines` are the starts and ends by the index of the line that they go around; `before` and
    `after` are one side of bookmarks whose other side stands outside the section.
    """

    at_lines: Mapping[int, tuple[bytes, bytes]]
    before: bytes = b""
    after: bytes = b""
    lost: tuple[str, ...] = ()


def keep_bookmarks(host: Host, old: OldSection, name: SectionName, new: Sequence[Line]) -> Kept:
    """The bookmarks that Word's table of contents and people's cross-references point to.

    Those of a line stay with the line that says the same, those of the title with the title; those of
    several lines go around the section.
    """
    own = own_bookmark_ids(host.body, name)
    marks = [one for one in old.stretch.marks if one.kind == "bookmark" and one.id not in own]
    alone = _alone(marks)
    outer = [one for one in alone if one.id in _ids_outside(host.body, old)]
    before, after = (b"".join(_tag(host, old, one) for one in outer if one.side == side) for side in ("Start", "End"))
    ends = {one.id: one for one in marks if one.side == "End"}
    homes = _Homes(old.stretch.lines, new)
    at_lines: dict[int, tuple[bytes, bytes]] = {}
    kept, lost = set[str](), list[str]()
    for start in (one for one in marks if one.side == "Start" and one not in alone and one.name not in kept):
        opening, closing = _tag(host, old, start), _tag(host, old, ends[start.id])
        lines = homes.touched(start, ends[start.id])
        home = homes.of(lines[0]) if len(lines) == 1 else None
        if len(lines) > 1:
            before, after = before + opening, closing + after
        elif home is not None:
            inner = at_lines.get(home, (b"", b""))
            at_lines[home] = inner[0] + opening, closing + inner[1]
        (kept.add if len(lines) > 1 or home is not None else lost.append)(start.name)
    gone = (one for one in dict.fromkeys(lost) if one not in kept and not one.startswith(_WORDS_OWN))
    return Kept(at_lines, before, after, tuple(gone))


class _Homes:
    """Which line of the new section a line of the old one has become."""

    def __init__(self, old: Sequence[Line], new: Sequence[Line]) -> None:
        self._old = old
        self._texts = _occurrences(old)
        self._places = {key: at for at, key in enumerate(_occurrences(new))}

    def touched(self, start: RangeMark, end: RangeMark) -> list[int]:
        """The lines of the old section that a bookmark touches."""
        return [at for at, line in enumerate(self._old) if start.start < line.end and end.start > line.start]

    def of(self, line: int) -> int | None:
        """The new line that says the same (or is the title too); None if there is none."""
        return self._places.get(self._texts[line], 0 if line == 0 else None)


def with_bookmarks(xml: bytes, lines: Sequence[Line], kept: Kept) -> bytes:
    """The section's blocks with the bookmarks that their lines keep."""
    pieces: list[bytes] = []
    last = 0
    for index, (before, after) in sorted(kept.at_lines.items()):
        line = lines[index]
        inner = xml.index(_PROPERTIES_END, line.start) + len(_PROPERTIES_END)
        outer = line.end - len(_PARAGRAPH_END)
        pieces += xml[last:inner], before, xml[inner:outer], after
        last = outer
    return b"".join((*pieces, xml[last:]))


def wrap(host: Host, name: SectionName, digest: str, xml: bytes, old: OldSection | None) -> bytes:
    """The section's blocks in their content control and bookmark.

    A side of the bookmark that Word has moved out of the old control stays there, and isn't made again.
    """
    body = host.body
    start, end = (old.start, old.end) if old else (0, 0)
    ids = own_bookmark_ids(body, name) if old else set()
    outer_starts = [mark for mark in body.starts if mark.id in ids and not start <= mark.at < end]
    outer_ends = [mark for mark in body.ends if mark.id in ids and not start <= mark.at < end]
    outer = next((mark.id for mark in (*outer_ends, *outer_starts)), None)
    number = outer or min(
        ids, default=str(1 + max((int(mark.id) for mark in body.starts if mark.id.isdecimal()), default=0))
    )
    bookmark = escape_attribute(name.bookmark)
    opening = (
        f'<w:sdt><w:sdtPr><w:alias w:val="{escape_attribute(name.title)}"/><w:tag w:val="{bookmark}:{digest}"/>'
        f'<w:id w:val="{_control_id(body, name, old)}"/></w:sdtPr><w:sdtContent>'
    )
    mark_start = "" if outer_starts else f'<w:bookmarkStart w:id="{number}" w:name="{bookmark}"/>'
    mark_end = "" if outer_ends else f'<w:bookmarkEnd w:id="{number}"/>'
    closing = f"{mark_end}</w:sdtContent></w:sdt>"
    return f"{opening}{mark_start}".encode() + xml + closing.encode()


def own_bookmark_ids(body: Body, name: SectionName) -> set[str]:
    """The ids of the section's own bookmark; LibreOffice may have written it twice."""
    return {mark.id for mark in body.starts if mark.name.casefold() == name.bookmark.casefold()}


def _ids_outside(body: Body, old: OldSection) -> set[str]:
    return {mark.id for mark in (*body.starts, *body.ends) if not old.start <= mark.at < old.end}


def _control_id(body: Body, name: SectionName, old: OldSection | None) -> str:
    if old and old.control and old.control.id:
        return old.control.id
    first = int(sha256(name.bookmark.encode()).hexdigest()[:7], 16) + 1
    return next(str(one) for one in range(first, first + len(body.control_ids) + 1) if str(one) not in body.control_ids)


def _alone(marks: Sequence[RangeMark]) -> list[RangeMark]:
    """The marks whose other side isn't among them."""
    sides = Counter((one.kind, one.id, one.side) for one in marks)
    return [one for one in marks if not sides[one.kind, one.id, "End" if one.side == "Start" else "Start"]]


def _occurrences(lines: Sequence[Line]) -> list[tuple[str, int]]:
    """Each line's text, and how many lines before it say the same."""
    seen = Counter[str]()
    found = []
    for line in lines:
        found.append((line.text, seen[line.text]))
        seen[line.text] += 1
    return found


def _tag(host: Host, old: OldSection, mark: RangeMark) -> bytes:
    return host.body.data[old.start + mark.start : old.start + mark.end]

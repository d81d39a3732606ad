"""The template: a .docx whose marker paragraph is replaced by the report; everything else of it is kept."""

import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zlib import error as ZlibError  # noqa: N812 - it is a class

from internkontroll.errors import InputRefused, environment
from internkontroll.export.word.numbering import ListFormats
from internkontroll.export.word.styles import Styles, WantedStyle, map_styles
from internkontroll.export.word.xml_reader import Event, UnreadablePartError, end_of, read_events

MARKER = "{innehåll}"
DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"
NUMBERING = "word/numbering.xml"
CORE = "docProps/core.xml"
_NEEDED = ("[Content_Types].xml", DOCUMENT, STYLES, NUMBERING, CORE)
_RESAVE = "Öppna mallen i Word, spara den som .docx och försök igen."
_REMEDY = "Rätta mallen eller använd programmets egen mall."


@dataclass(frozen=True, slots=True)
class Template:
    """A template, read and checked.

    `members` are its zip members in order; `before` and `after` are what of the document part
    stands around the marker paragraph, `numbering` what of the numbering part stands around the
    place for further lists. `text_width` is the width between the margins in twips.
    """

    members: dict[str, bytes]
    before: bytes
    after: bytes
    numbering: tuple[bytes, bytes]
    styles: Styles
    lists: ListFormats
    text_width: int


@dataclass(frozen=True, slots=True)
class _Style:
    """A style as the template defines it; `list_id` is that of the numbering it carries, if any."""

    style_id: str
    list_id: str | None


def read_template(path: Path) -> Template:
    """Read the template and see that it has all that a report needs.

    Raises EnvironmentFailed if the file can't be read, InputRefused if it can't serve as a template.
    """
    with environment(path):
        data = path.read_bytes()
    source = str(path)
    members = read_members(data, source)
    defined = _defined_styles(_events(source, STYLES, members[STYLES]))
    styles = map_styles(lambda wanted: _style(source, defined, wanted).style_id)
    lists = _lists(source, defined, _events(source, NUMBERING, members[NUMBERING]), styles)
    return make_template(members, source, styles, lists)


def make_template(members: dict[str, bytes], source: str, styles: Styles, lists: ListFormats) -> Template:
    """The template of these members; `source` is what messages call it. Raises InputRefused."""
    events = {name: _events(source, name, members[name]) for name in (DOCUMENT, NUMBERING)}
    start, end = _marker(source, members[DOCUMENT], events[DOCUMENT])
    numbering_end = _end_of_lists(source, members[NUMBERING], events[NUMBERING])
    return Template(
        members=members,
        before=members[DOCUMENT][:start],
        after=members[DOCUMENT][end:],
        numbering=(members[NUMBERING][:numbering_end], members[NUMBERING][numbering_end:]),
        styles=styles,
        lists=lists,
        text_width=_text_width(source, events[DOCUMENT]),
    )


def read_members(data: bytes, source: str, needed: Sequence[str] = _NEEDED) -> dict[str, bytes]:
    """The parts of a Word file. Raises InputRefused if it isn't one or lacks a needed part."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
    except (zipfile.BadZipFile, ZlibError, NotImplementedError, RuntimeError, EOFError) as error:
        message = f"{source}: Mallen är inte ett helt Word-dokument. Välj en mall i formatet .docx."
        raise InputRefused(message) from error
    for name in needed:
        if name not in members:
            raise InputRefused(f"{source}: Mallen saknar delen {name}. {_RESAVE}")
    return members


def _events(source: str, name: str, data: bytes) -> list[Event]:
    try:
        return read_events(data)
    except UnreadablePartError as error:
        raise InputRefused(f"{source}: Mallens del {name} kan inte läsas. {_RESAVE}") from error


def _marker(source: str, data: bytes, events: Iterable[Event]) -> tuple[int, int]:
    """Where the paragraph whose text is the marker starts and ends; Word may have cut it into several runs."""
    start, text = 0, ""
    for event in events:
        if (event.kind, event.name) == ("start", "w:p"):
            start, text = event.at, ""
        elif event.kind == "text":
            text += event.name
        elif event.name == "w:p" and event.kind == "end" and text.strip() == MARKER:
            return start, end_of(data, event)
    raise InputRefused(f"{source}: Mallen saknar ett eget stycke med texten {MARKER}, där rapporten ska stå. {_REMEDY}")


def _defined_styles(events: Iterable[Event]) -> dict[tuple[str, str], _Style]:
    """Styles by type and name in lower case, since programs differ in the case of "heading 1"."""
    found: dict[tuple[str, str], _Style] = {}
    kind = style_id = name = ""
    list_id: str | None = None
    for event in events:
        value = event.attributes.get("w:val", "")
        if (event.kind, event.name) == ("start", "w:style"):
            kind, style_id, list_id = event.attributes.get("w:type", ""), event.attributes.get("w:styleId", ""), None
        elif (event.kind, event.name) == ("start", "w:name"):
            name = value.lower()
        elif (event.kind, event.name) == ("start", "w:numId"):
            list_id = value
        elif (event.kind, event.name) == ("end", "w:style"):
            found[kind, name] = _Style(style_id, list_id)
    return found


def _style(source: str, defined: dict[tuple[str, str], _Style], wanted: WantedStyle) -> _Style:
    try:
        return defined[wanted.kind, wanted.name.lower()]
    except KeyError:
        also = "" if wanted.name == wanted.shown else f" (i filen: {wanted.name})"
        raise InputRefused(f"{source}: Mallen saknar formatmallen {wanted.shown}{also}. {_REMEDY}") from None


def _lists(source: str, defined: dict[tuple[str, str], _Style], events: Iterable[Event], styles: Styles) -> ListFormats:
    abstract_ids, instance = dict[str, str](), ""
    for event in events:
        if (event.kind, event.name) == ("start", "w:num"):
            instance = event.attributes["w:numId"]
        elif (event.kind, event.name) == ("start", "w:abstractNumId"):
            abstract_ids[instance] = event.attributes["w:val"]
    if not abstract_ids:
        raise _no_lists(source)
    list_ids = {style.style_id: style.list_id for style in defined.values()}

    def abstract_id(style_id: str) -> str:
        try:
            return abstract_ids[list_ids[style_id] or ""]
        except KeyError:
            message = f"{source}: Mallens formatmall med id {style_id} har ingen numrering. {_REMEDY}"
            raise InputRefused(message) from None

    first_free = max(map(int, abstract_ids)) + 1
    return ListFormats(abstract_id(styles.number), abstract_id(styles.cell_number), first_free)


def _end_of_lists(source: str, data: bytes, events: Iterable[Event]) -> int:
    ends = [event for event in events if (event.kind, event.name) == ("end", "w:num")]
    if not ends:
        raise _no_lists(source)
    return end_of(data, ends[-1])


def _no_lists(source: str) -> InputRefused:
    return InputRefused(f"{source}: Mallen har inga listor. {_REMEDY}")


def _text_width(source: str, events: Iterable[Event]) -> int:
    """Width between the margins of the last section, in twips."""
    page: dict[str, str] = {}
    for event in events:
        if event.kind == "start" and event.name in ("w:pgSz", "w:pgMar"):
            page |= event.attributes
    try:
        width = int(page["w:w"]) - int(page["w:left"]) - int(page["w:right"])
    except (KeyError, ValueError):
        width = 0
    if width <= 0:
        raise InputRefused(f"{source}: Mallen anger inte sidans storlek och marginaler. {_REMEDY}")
    return width

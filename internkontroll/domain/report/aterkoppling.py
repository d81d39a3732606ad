"""What a unit gets back, on one page: what asks for most is told first, and what has no room is summed up."""

from collections.abc import Iterator, Sequence

from internkontroll.domain.document import Block, Column, Document, Heading, ListBlock, Paragraph, Table
from internkontroll.domain.report.texts import one_line
from internkontroll.domain.rubrik import shorten
from internkontroll.domain.sammanstallning.antal import Antal, change_text, share_of, share_text
from internkontroll.domain.sammanstallning.aret import add_up
from internkontroll.domain.sammanstallning.enhet import Aterkoppling, Enhetsbrist, Enhetskontroll
from internkontroll.domain.sammanstallning.fakta import Atgard
from internkontroll.domain.sammanstallning.meningar import day_text

ROOM = 675
"""Points of height that the page has, with something to spare: A4 with margins of 25 mm has 686."""

_LISTED = ((24, 12), (18, 9), (12, 6), (8, 5), (6, 4), (4, 3), (3, 2))
"""How many kontrollpunkter and åtgärder are told, most first; fewer where the table needs the room."""

_NAME, _LINE = 60, 130
"""Characters that a name and an item of a list have at most."""

_TITLE_CHARS, _BODY_CHARS, _CELL_CHARS = 38, 80, (30, 16, 16, 16)
"""Characters that a line holds at least: of the title, of the text, of the table's columns."""

_MOST_PERIODS = 4

_SHARES = (0.37, 0.21, 0.21, 0.21)


def build_feedback(unit: Aterkoppling, room: int = ROOM) -> Document:
    """The unit's page. `room`: the height that it may take, in points; less where margins or type are larger."""
    title = f"Återkoppling {unit.ar}: {shorten(unit.enhet, _NAME)}"
    head: list[Block] = [Heading(1, title), *map(Paragraph, _sentences(unit))]
    tails = [[*_failures(unit.brister, fragor), *_measures(unit.atgarder, atgarder)] for fragor, atgarder in _LISTED]
    tried = ((tail, _rows_that_fit(unit.kontroller, room - _height([*head, *tail]))) for tail in tails)
    last = tails[-1], _rows_that_fit(unit.kontroller, room - _height([*head, *tails[-1]]))
    tail, rows = next((one for one in tried if one[1] == len(unit.kontroller)), last)
    name = f"{title}, {one_line(unit.namnd)}"
    return Document(name, unit.namnd, unit.as_of, (*head, *_table(unit, rows), *tail))


def _sentences(unit: Aterkoppling) -> Iterator[str]:
    """How it went, beside the year before and all units."""
    until = f"Till och med den {day_text(unit.as_of)} har ni gjort"
    done = share_of(unit.antal.gjorda, unit.antal.planerade, "planerade egenkontroller")
    yield " ".join([f"{until} {done}.", *_beside(unit, "gjorda", "planerade")])
    if unit.antal.bedomda:
        deviating = share_of(unit.antal.avvikande, unit.antal.bedomda, "bedömda")
        yield " ".join([f"En avvikelse fanns i {deviating}.", *_beside(unit, "avvikande", "bedomda")])


def _beside(unit: Aterkoppling, part: str, whole: str) -> Iterator[str]:
    now, all_units = ((getattr(one, part), getattr(one, whole)) for one in (unit.antal, unit.alla))
    if unit.fore and (change := change_text(now, (getattr(unit.fore, part), getattr(unit.fore, whole)), unit.ar - 1)):
        yield f"Det är {change}."
    if all_units[1] and all_units != now:
        yield f"I alla enheter tillsammans: {share_text(*all_units)}."


def _table(unit: Aterkoppling, rows: int) -> list[Block]:
    """The egenkontroller that have room, and the others in one row."""
    titles = ("Egenkontroll", "Gjorda", "Med avvikelse", "Alla enheter med avvikelse")
    columns = tuple(Column(title, share) for title, share in zip(titles, _SHARES, strict=True))
    shown = [_texts(one) for one in unit.kontroller[:rows]]
    if rest := unit.kontroller[rows:]:
        summed, everywhere = add_up(one.antal for one in rest), add_up(one.alla for one in rest)
        what = "En till" if len(rest) == 1 else f"{'Övriga' if shown else 'Alla'} {len(rest)} tillsammans"
        shown.append(_numbers(what, summed, everywhere))
    if not shown:
        return []
    cells = [tuple((Paragraph(text),) for text in texts) for texts in shown]
    table = Table("Era egenkontroller", "En rad per egenkontroll.", columns, cells, row_headers=True)
    return [Heading(2, "Era egenkontroller"), table]


def _texts(one: Enhetskontroll) -> tuple[str, ...]:
    return _numbers(_name(one), one.antal, one.alla)


def _name(one: Enhetskontroll) -> str:
    """The egenkontroll with the periods that are missing below it."""
    name = shorten(one.namn, _NAME)
    return f"{name}\nSaknas: {_periods(one.saknas)}" if one.saknas else name


def _periods(names: Sequence[str]) -> str:
    """ "mars, kvartal 2, juli, augusti och 3 till"."""
    rest = f" och {len(names) - _MOST_PERIODS} till" if len(names) > _MOST_PERIODS else ""
    return ", ".join(names[:_MOST_PERIODS]) + rest


def _numbers(name: str, own: Antal, everywhere: Antal) -> tuple[str, ...]:
    return name, own.gjorda_text(), own.avvikande_text(), everywhere.avvikande_text()


def _failures(brister: Sequence[Enhetsbrist], most: int) -> list[Block]:
    if not brister:
        return []
    items = [_failure(one) for one in brister[:most]]
    return [Heading(2, "Det som brast"), ListBlock((*items, *_rest(len(brister) - most, "kontrollpunkter")))]


def _failure(one: Enhetsbrist) -> str:
    answers = " och ".join(f"{count} {word}" for count, word in ((one.nej, "Nej"), (one.delvis, "Delvis")) if count)
    others = f"; brast även i {one.andra} {'annan enhet' if one.andra == 1 else 'andra enheter'}" if one.andra else ""
    said = f" ({answers}{others})"
    return shorten(one.fraga, _LINE - len(said)) + said


def _measures(atgarder: Sequence[Atgard], most: int) -> list[Block]:
    if not atgarder:
        return []
    items = [_measure(one) for one in atgarder[:most]]
    return [Heading(2, "Era åtgärder"), ListBlock((*items, *_rest(len(atgarder) - most, "åtgärder")))]


def _measure(one: Atgard) -> str:
    status = one.status or "Utan status"
    effect = f"; hjälpte den? {one.effekt}" if one.effekt else ""
    said = f" ({status}{effect})"
    return shorten(one.beskrivning, _LINE - len(said)) + said


def _rest(count: int, what: str) -> list[str]:
    return [f"Och {count} till; alla {what} finns i registret."] if count > 0 else []


# --- what has room: measures of the PDF's own look, somewhat on the large side ----------------------------------------

_HEADING, _ITEM, _TABLE_HEAD, _CELL_LINE, _CELL_SPACE = 39, 3, 93, 13, 11


def _rows_that_fit(kontroller: Sequence[Enhetskontroll], room: float) -> int:
    """How many rows there is room for, below the table's heading; one of them is for the rest where not all are."""
    heights = [_row_height(_texts(one)) for one in kontroller]
    if _TABLE_HEAD + sum(heights) <= room:
        return len(heights)
    left, count = room - _TABLE_HEAD - (_CELL_SPACE + 2 * _CELL_LINE), 0
    while left >= heights[count]:
        left, count = left - heights[count], count + 1
    return count


def _row_height(texts: Sequence[str]) -> float:
    lines = (
        sum(_lines(line, characters) for line in text.split("\n"))
        for text, characters in zip(texts, _CELL_CHARS, strict=True)
    )
    return _CELL_SPACE + _CELL_LINE * max(lines)


def _height(blocks: Sequence[Block]) -> float:
    return sum(map(_block_height, blocks))


def _block_height(block: Block) -> float:
    if isinstance(block, Heading):
        return 25 * _lines(block.text, _TITLE_CHARS) + 5 if block.level == 1 else _HEADING
    if isinstance(block, ListBlock):
        return 4 + sum(15 * _lines(item, _BODY_CHARS - 4) + _ITEM for item in block.items)
    return 7 + 15 * _lines(block.text, _BODY_CHARS) if isinstance(block, Paragraph) else 0


def _lines(text: str, characters: int) -> int:
    return max(1, -(-len(text) // characters))

"""Free text as people type it → paragraphs and lists of the report model."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

from internkontroll.domain.document import ListBlock, Paragraph

TEXT, BULLET, NUMBER = "text", "bullet", "number"
_BULLET = re.compile(r"(?:[-–•*▪]\s+)+(?=\S)")
_NUMBER = re.compile(r"(\d{1,2})[.)]\s+(?=\S)")
_MARKS = frozenset("-–•*▪0123456789")
_GAP = re.compile("\n\n+")
_BLANKS = re.compile("[ \t\u00a0]{2,}")


def to_blocks(text: str | None) -> tuple[Paragraph | ListBlock, ...]:
    """Paragraphs are separated by an empty line; lines that begin with a bullet or 1., 2., 3. … are a list.

    Empty lines between the items don't part a list. Several blanks are one: they were meant as layout, which a reader
    doesn't hear and a column's width undoes.
    """
    if not text or not (typed := text.replace("\r\n", "\n").replace("\r", "\n").strip()):
        return ()
    if "  " in typed or "\t" in typed or "\u00a0" in typed:  # a regular expression takes eight times as long
        typed = _BLANKS.sub(" ", typed)
    if "\n" not in typed and typed[0] not in _MARKS:  # nearly every text, and there are thousands
        return (Paragraph(typed),)
    lines = list(map(str.strip, typed.split("\n")))
    plain = "\n".join(lines)
    if not any(line[:1] in _MARKS for line in lines):
        return tuple(map(Paragraph, _GAP.split(plain)))
    blocks: list[Paragraph | ListBlock] = []
    for run in _whole_lists(_runs(plain)):
        if run.kind == TEXT and not run.begins and blocks and isinstance(last := blocks[-1], Paragraph):
            blocks[-1] = Paragraph("\n".join([last.text, *run.lines]))
        else:
            blocks.append(_block(run))
    return tuple(blocks)


def one_line(text: str | None) -> str:
    """A heading's text: without line breaks or double blanks; empty where nothing is written."""
    return " ".join((text or "").split())


@dataclass(frozen=True, slots=True)
class _Run:
    """Lines of one kind that stand together; `begins` says that an empty line is before them, or nothing."""

    kind: str
    lines: list[str]
    begins: bool


def _runs(plain: str) -> Iterator[_Run]:
    for part in _GAP.split(plain):
        begins = True
        for kind, lines in groupby(part.split("\n"), key=_kind):
            yield _Run(kind, list(lines), begins)
            begins = False


def _whole_lists(runs: Iterable[_Run]) -> Iterator[_Run]:
    """The runs, those of one list joined; numbers that count nothing are text."""
    for kind, group in groupby(runs, key=attrgetter("kind")):
        together = list(group)
        lines = [line for run in together for line in run.lines]
        if kind == BULLET or (kind == NUMBER and _counts_from_one(lines)):
            yield _Run(kind, lines, begins=True)
        else:
            yield from (run if _counts_from_one(run.lines) else replace(run, kind=TEXT) for run in together)


def _block(run: _Run) -> Paragraph | ListBlock:
    if run.kind == TEXT:
        return Paragraph("\n".join(run.lines))
    marker = _BULLET if run.kind == BULLET else _NUMBER
    return ListBlock(tuple(marker.sub("", line, count=1) for line in run.lines), ordered=run.kind == NUMBER)


def _kind(line: str) -> str:
    if _BULLET.match(line):
        return BULLET
    return NUMBER if _NUMBER.match(line) else TEXT


def _counts_from_one(lines: list[str]) -> bool:
    """Whether the lines are numbered 1, 2, 3 …, more than one: "5. maj" at a line's start is no list."""
    numbers = [int(found[1]) for line in lines if (found := _NUMBER.match(line))]
    return len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))

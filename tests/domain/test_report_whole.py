"""Whatever a nämnd has written: all of it stands in the report, once, in a form that every renderer can draw."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, pairwise
from random import Random
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from internkontroll.domain.document import Divider, Heading, Table
from internkontroll.domain.report import build_report
from internkontroll.domain.report.risker import Layout, default_layout
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.domain.underlag import (
    Atgard,
    Avtal,
    Beslut,
    Egenkontroll,
    Granskning,
    Kontroll,
    Mal,
    Process,
    Risk,
    Underlag,
)
from internkontroll.domain.words import Egenkontrollmetod, Frekvens, Textdel
from tests.domain.reports import body_texts, tables_in

Made = TypeVar("Made")

DAY = date(2026, 5, 4)
WORD = re.compile(r"ord\d+x")
FORMS = ("{}", "{} och mer", "{}\n\nEtt stycke till.", "Inledning:\n- {}\n- punkt", "1. {}\n2. två", " {}\r\nrad två ")


class Scribe:
    """Writes a nämnd's records by chance, every text with a word of its own in it."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._written = 0

    def word(self) -> str:
        self._written += 1
        return f"ord{self._written}x"

    def text(self) -> str:
        return self._random.choice(FORMS).format(self.word())

    def said(self) -> str | None:
        return self._random.choice([None, "", " \n", self.text()])

    def maybe(self, *choices: Made) -> Made | None:
        return self._random.choice([None, *choices])

    def some(self, make: Callable[[], Made]) -> tuple[Made, ...]:
        return tuple(make() for _ in range(self._random.randint(0, 3)))

    def step(self) -> int | None:
        return self.maybe(1, 2, 3, 4)

    def atgard(self) -> Atgard:
        return Atgard(
            self.text(),
            status=self.maybe(*Status),
            kommentar=self.said(),
            ansvarig=self.maybe(self.word()),
            slutdatum=self.maybe(DAY),
        )

    def atgarder(self) -> tuple[Atgard, ...]:
        return self.some(self.atgard)

    def risk(self, numbers: Sequence[str], goals: Sequence[str]) -> Risk:
        return Risk(
            self.text(),
            self.atgarder(),
            process=self.maybe(*numbers),
            mal=self.maybe(*goals),
            bakgrund=self.said(),
            effekter=self.said(),
            forutsattningar=self.said(),
            paverkar_aven=self.said(),
            riskagare=self.maybe(self.word()),
            sannolikhet=self.step(),
            konsekvens=self.step(),
            efter=self.maybe((1, 4)),
        )

    def granskning(self) -> Granskning:
        return Granskning(
            self.text(),
            self.atgarder(),
            granskare=self.maybe(self.word()),
            diarienummer=self.maybe(self.word()),
            datum=self.maybe(DAY),
            svar=self.maybe(self.word()),
        )

    def kontroll(self, numbers: Sequence[str], goals: Sequence[str]) -> Kontroll:
        return Kontroll(
            self.text(),
            mal=self.maybe(*goals),
            process=self.maybe(*numbers),
            beskrivning=self.said(),
            metod=self.said(),
            frekvens=self.maybe(*Frekvens),
            ansvarig=self.maybe(self.word()),
            status=self.maybe(*Status),
            kommentar=self.said(),
        )

    def egenkontroll(self) -> Egenkontroll:
        return Egenkontroll(
            self.text(),
            (self.word(), self.word()),
            metod=self.maybe(*Egenkontrollmetod),
            frekvens=self.maybe(*Frekvens),
            ansvarig=self.maybe(self.word()),
        )

    def avtal(self) -> Avtal:
        names = ("omrade", "typ", "ansvar", "tidplan", "intervall", "mottagare")
        return Avtal(self.text(), **{name: self.said() for name in names})

    def underlag(self, tillfalle: Tillfalletyp) -> Underlag:
        processer = self.some(lambda: Process(f"2.{self._random.randint(1, 999)} {self.word()}", self.word()))
        mal = self.some(lambda: Mal(self.word()))
        numbers, goals = [process.nummer for process in processer], [one.namn for one in mal]
        return Underlag(
            "Kulturnämnden",
            2026,
            tillfalle,
            rubrik=self.said(),
            underrubrik=self.said(),
            beslut=Beslut(self.maybe(DAY), None, self.maybe(self.word())),
            texter={part: text for part in Textdel if (text := self.said()) is not None},
            processer=processer,
            mal=mal,
            risker=self.some(lambda: self.risk(numbers, goals)),
            granskningar=self.some(self.granskning),
            systematiska_kontroller=self.some(lambda: self.kontroll(numbers, goals)),
            avtal=self.some(self.avtal),
            egenkontroller=self.some(self.egenkontroll),
        )


underlag_of_any_kind = st.tuples(st.randoms(use_true_random=False), st.sampled_from(Tillfalletyp)).map(
    lambda drawn: Scribe(drawn[0]).underlag(drawn[1])
)
layouts = st.sampled_from([None, *Layout])
ENOUGH = settings(max_examples=50)


def texts_that_must_stand(underlag: Underlag) -> Iterator[str | None]:
    """Every text of the records that this kind of report shows; the names of processer and mål aside."""
    planned = underlag.tillfalle == Tillfalletyp.PLAN
    yield underlag.rubrik
    yield from underlag.texter.values()
    for risk in underlag.risker:
        yield from (risk.beskrivning, risk.bakgrund, risk.effekter, risk.forutsattningar, risk.paverkar_aven)
        yield from atgard_texts(risk.atgarder, planned)
    for review in underlag.granskningar:
        yield from (review.namn, review.granskare, review.diarienummer, review.svar)
        yield from atgard_texts(review.atgarder, planned)
    for kontroll in underlag.systematiska_kontroller:
        yield from (kontroll.kontroll, kontroll.beskrivning, kontroll.kommentar)
    for avtal in underlag.avtal:
        yield from (avtal.omrade, avtal.avtal, avtal.typ, avtal.ansvar, avtal.tidplan, avtal.intervall, avtal.mottagare)
    if underlag.risker:
        yield underlag.underrubrik
    if planned:
        yield from texts_of_the_plan(underlag)


def texts_of_the_plan(underlag: Underlag) -> Iterator[str | None]:
    yield underlag.beslut.diarienummer
    yield from (risk.riskagare for risk in underlag.risker)
    for kontroll in underlag.systematiska_kontroller:
        yield from (kontroll.metod, kontroll.ansvarig)
    for egenkontroll in underlag.egenkontroller:
        yield from (egenkontroll.namn, egenkontroll.ansvarig, *egenkontroll.enheter)


def atgard_texts(atgarder: Iterable[Atgard], planned: bool) -> Iterator[str | None]:
    for atgard in atgarder:
        yield from (atgard.beskrivning, atgard.kommentar, atgard.ansvarig if planned else None)


def words(texts: Iterable[str | None]) -> Counter[str]:
    return Counter(chain.from_iterable(WORD.findall(text) for text in texts if text))


@ENOUGH
@given(underlag_of_any_kind, layouts)
def test_every_text_stands_in_the_report_exactly_once(underlag: Underlag, layout: Layout | None) -> None:
    found, wanted = words(body_texts(build_report(underlag, layout))), words(texts_that_must_stand(underlag))
    names = words([*(process.nummer + process.namn for process in underlag.processer), *(m.namn for m in underlag.mal)])
    assert {word: count for word, count in found.items() if word not in names} == wanted


@ENOUGH
@given(underlag_of_any_kind, layouts)
def test_the_process_and_the_mal_of_every_risk_are_named(underlag: Underlag, layout: Layout | None) -> None:
    printed = "\n".join(body_texts(build_report(underlag, layout)))
    names = {process.nummer: f"{process.nummer} {process.namn}" for process in underlag.processer}
    for risk in underlag.risker:
        assert (names[risk.process] if risk.process else "") in printed
        assert (risk.mal or "") in printed


@ENOUGH
@given(underlag_of_any_kind, layouts)
def test_every_risk_has_one_row_with_its_own_atgarder(underlag: Underlag, layout: Layout | None) -> None:
    default = "Riskreducerande åtgärder" if (layout or default_layout(underlag)) == Layout.MAL else None
    part = " ".join((underlag.underrubrik or "").split()) or default or "Åtgärder för att minska identifierade risker"
    rows = [row for table in tables_in(build_report(underlag, layout), part).values() for row in table.rows]
    wanted = Counter(tuple(words([r.beskrivning, *atgard_texts(r.atgarder, False)])) for r in underlag.risker)
    found = [words(str(part) for cell in row for part in cell) for row in rows]
    assert len(rows) == len(underlag.risker)
    assert [one for one in wanted if not any(set(one) <= set(row) for row in found)] == []


@ENOUGH
@given(underlag_of_any_kind, layouts)
def test_headings_begin_at_1_and_never_jump_a_level(underlag: Underlag, layout: Layout | None) -> None:
    levels = [block.level for block in build_report(underlag, layout).blocks if isinstance(block, Heading)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@ENOUGH
@given(underlag_of_any_kind, layouts)
def test_no_text_is_empty_and_no_heading_is_left_without_content(underlag: Underlag, layout: Layout | None) -> None:
    document = build_report(underlag, layout)
    assert [text for text in body_texts(document) if not text or text != text.strip()] == []
    for before, after in pairwise(document.blocks[1:]):
        if isinstance(before, Heading) and isinstance(after, Heading):
            assert after.level > before.level
    assert len(document.blocks) == 1 or not isinstance(document.blocks[-1], Heading)


@ENOUGH
@given(underlag_of_any_kind, layouts)
def test_tables_are_whole(underlag: Underlag, layout: Layout | None) -> None:
    blocks = build_report(underlag, layout).blocks
    assert not any(isinstance(one, Table) and isinstance(other, Table) for one, other in pairwise(blocks))
    for table in (block for block in blocks if isinstance(block, Table)):
        assert sum(column.share for column in table.columns) == pytest.approx(1)
        assert min(column.share for column in table.columns) >= 0.1
        assert {len(row) for row in table.rows} == {len(table.columns)}
        assert table.title.strip() and table.description.strip()


@ENOUGH
@given(underlag_of_any_kind, layouts)
def test_a_line_between_atgarder_is_between_them(underlag: Underlag, layout: Layout | None) -> None:
    tables = [block for block in build_report(underlag, layout).blocks if isinstance(block, Table)]
    for cell in (cell for table in tables for row in table.rows for cell in row if Divider() in cell):
        assert Divider() not in (cell[0], cell[-1])
        assert not any(one == other == Divider() for one, other in pairwise(cell))

"""Hem's pictures, as numbers and as text, checked against the reports of the same plan."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import and_

from internkontroll.db.models import (
    atgard,
    bedomning,
    riskskala,
)
from internkontroll.db.session import Register
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.services.hem import (
    Matris,
    Staplar,
    matrix,
    status_bars,
)
from internkontroll.services.sidor import Sida, Urval, all_ids
from tests.services.sammanhangen import NOVEMBER, at, change, every_atgard, new_plan, reading, underlag_of

PLAN, APRIL, AUGUSTI, HELAR = Tillfalletyp
ALL = [(ar, typ) for ar in (2025, 2026) for typ in Tillfalletyp]


def matrix_of(register: Register, sammanhang: Sammanhang) -> Matris:
    with reading(register) as reader:
        return matrix(reader, sammanhang)


@pytest.mark.parametrize(("ar", "typ"), ALL)
def test_the_matrix_counts_the_risks_of_the_report(example_file: Path, ar: int, typ: Tillfalletyp) -> None:
    register = Register(example_file, "prov")
    sammanhang = at(register, typ, ar, NOVEMBER)
    found = matrix_of(register, sammanhang)
    risker = underlag_of(register, sammanhang).risker
    judged = [one for one in risker if one.sannolikhet and one.konsekvens]
    before = Counter((one.sannolikhet, one.konsekvens) for one in judged)
    after = Counter(one.efter or (one.sannolikhet, one.konsekvens) for one in judged)
    assert {(r.sannolikhet, r.konsekvens): r.fore for r in found.rutor if r.fore} == before
    assert {(r.sannolikhet, r.konsekvens): r.efter for r in found.rutor if r.efter} == after
    assert (found.antal, len(found.utan)) == (len(risker), len(risker) - len(judged))
    assert all(len(ruta.risker) == ruta.fore for ruta in found.rutor)


def test_a_cell_leads_to_as_many_risks_as_it_shows(example: Register) -> None:
    sammanhang = at(example, HELAR, today=NOVEMBER)
    with reading(example) as reader:
        for ruta in matrix(reader, sammanhang).rutor:
            chosen = Urval(filter={"ruta": (ruta.nyckel,)})
            assert set(all_ids(reader, Sida.RISKER, sammanhang, chosen)) == set(ruta.risker)


def test_a_cell_has_its_value_band_and_colour_and_the_likeliest_row_is_first(example: Register) -> None:
    found = matrix_of(example, at(example, APRIL))
    assert len(found.rutor) == 16
    first, last = found.rutor[3], found.rutor[12]
    assert (first.sannolikhet, first.konsekvens, first.varde, first.band, first.farg) == (
        4,
        4,
        16,
        "Åtgärda genast",
        "F4B8B0",
    )
    assert (last.sannolikhet, last.konsekvens, last.band) == (1, 1, "Acceptera")


def test_the_matrix_has_the_plans_own_scale(example: Register) -> None:
    plan_id = new_plan(example, 2027)
    with example.write("Skala") as writer:
        words = '["Sällan","Ibland","Ofta"]'
        band = '[{"till":4,"namn":"Låg","color":"FFFFFF"},{"till":9,"namn":"Hög","color":"FFF0C2"}]'
        cells = '[{"sannolikhet":3,"konsekvens":1,"varde":9}]'
        scale = {"plan_id": plan_id, "sannolikhet": words, "konsekvens": words, "band": band, "celler": cells}
        writer.insert(riskskala, scale)
    found = matrix_of(example, at(example, PLAN, 2027))
    assert [(ruta.varde, ruta.band) for ruta in found.rutor[:3]] == [(9, "Hög"), (6, "Hög"), (9, "Hög")]
    assert found.sentences() == ("Planen har inga risker.",)


def test_moves_are_told_in_words_and_drawn_from_cell_to_cell(example: Register) -> None:
    found = matrix_of(example, at(example, HELAR, today=NOVEMBER))
    assert ((4, 4), (2, 4), 1) in found.flyttar
    assert (
        "Med åtgärder går 1 risk från sannolikhet sannolik och konsekvens allvarlig till sannolikhet mindre sannolik "
        "och konsekvens allvarlig."
    ) in found.sentences()
    assert all(fran != till for fran, till, _ in found.flyttar)
    assert sum(antal for _, _, antal in found.flyttar) <= found.bedomda_efter


def test_a_risk_that_isnt_judged_is_told(example: Register) -> None:
    sammanhang = at(example, APRIL)
    some = matrix_of(example, sammanhang).rutor[3].risker[0]
    change(example, bedomning, bedomning.c.risk_id == some, borttagen="2026-05-01T08:00:00+00:00")
    found = matrix_of(example, sammanhang)
    assert found.utan == (some,)
    assert found.sentences()[-1] == "1 risk är inte bedömd på båda axlarna."


# --- bars -------------------------------------------------------------------------------------------------------------


def bars_of(register: Register, sammanhang: Sammanhang) -> Staplar:
    with reading(register) as reader:
        return status_bars(reader, sammanhang)


@pytest.mark.parametrize(("ar", "typ"), ALL)
def test_the_bars_count_every_atgard_once(example_file: Path, ar: int, typ: Tillfalletyp) -> None:
    register = Register(example_file, "prov")
    sammanhang = at(register, typ, ar)
    found = bars_of(register, sammanhang)
    with register.read() as connection:
        query = "SELECT count(*) FROM atgard WHERE plan_id = ? AND borttagen IS NULL"
        assert found.alla.summa == connection.exec_driver_sql(query, (sammanhang.plan_id,)).scalar_one()
    known = Counter(one.status for one in every_atgard(underlag_of(register, sammanhang)))
    assert {status: found.alla.antal[status] for status in Status} == {status: known[status] for status in Status}
    assert sum(bar.summa for bar in found.per_process) == found.alla.summa


def test_the_bars_stand_in_natural_order_and_say_what_they_are(example: Register) -> None:
    found = bars_of(example, at(example, HELAR))
    names = [bar.namn for bar in found.per_process]
    assert names[0].startswith("2.1 ")
    assert names.index("2.9 Utredning och beslut") < names.index("2.10 Insatser och uppföljning")
    assert names[-2:] == ["Granskningar", "Utan process"]
    assert "2.3 Personal och kompetens: 2 åtgärder. Ej klart i år 1, Utan status 1." in found.as_text()


def test_the_bars_are_a_table_too(example: Register) -> None:
    rows = bars_of(example, at(example, APRIL)).rows()
    assert rows[0] == ["Process", *Status, "Utan status", "Alla"]
    assert rows[-1][0] == "Alla åtgärder"
    assert {len(row) for row in rows} == {8}


def test_what_lies_in_the_papperskorg_has_no_bar(example: Register) -> None:
    sammanhang = at(example, APRIL)
    before = bars_of(example, sammanhang).alla.summa
    where = and_(atgard.c.plan_id == sammanhang.plan_id, atgard.c.granskning_id.is_not(None))
    change(example, atgard, where, borttagen="2026-05-01T08:00:00+00:00")
    after = bars_of(example, sammanhang)
    assert after.alla.summa < before
    assert "Granskningar" not in [bar.namn for bar in after.per_process]


def test_an_empty_plan_has_a_bar_of_nothing(example: Register) -> None:
    new_plan(example, 2027)
    found = bars_of(example, at(example, APRIL, 2027))
    assert (found.alla.summa, found.per_process) == (0, ())
    assert found.alla.as_text() == "Alla åtgärder: 0 åtgärder."


# --- all of them -----------------------------------------------------------------------------------------------------


def test_everything_has_a_text_for_those_who_dont_see_it(example: Register) -> None:
    sammanhang = at(example, APRIL)
    for text, title in (
        (matrix_of(example, sammanhang).as_text(), "Före åtgärder\nSannolikhet / konsekvens\t1 Försumbar"),
        (bars_of(example, sammanhang).as_text(), "Åtgärder per status\nProcess\tKlart"),
    ):
        assert title in text
        sentences, _, table = text.partition(title)
        assert sentences.strip().endswith(".")
        assert len({line.count("\t") for line in table.splitlines()[1:] if line}) == 1


def test_hem_is_read_without_sqlalchemy(example_file: Path) -> None:
    """The window's first paint comes before SQLAlchemy is loaded."""
    program = (
        "import sys, json\n"
        "from datetime import date\n"
        "from pathlib import Path\n"
        "from internkontroll.db.reader import Reader\n"
        "from internkontroll.domain.sammanhang import Sammanhang\n"
        "from internkontroll.domain.status import Tillfalletyp\n"
        "from internkontroll.services.hem import matrix, status_bars, todo\n"
        "from internkontroll.services.tackning import coverage, reminders\n"
        f"reader = Reader(Path({str(example_file)!r}))\n"
        "here = Sammanhang(1, 2, 2026, Tillfalletyp.APRIL, None, date(2026, 5, 4))\n"
        "for part in (coverage, reminders, matrix, status_bars, todo): part(reader, here)\n"
        "print(json.dumps(sorted({'sqlalchemy', 'alembic', 'reportlab'} & set(sys.modules))))\n"
    )
    command = [sys.executable, "-X", "utf8", "-c", program]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == []

"""Which underlag a report is compared with."""

import pytest

from internkontroll.db.session import Register
from internkontroll.domain.status import Tillfalletyp
from internkontroll.services.foregaende import load_previous, load_report
from internkontroll.services.importera import import_files
from internkontroll.services.urval import find_plan
from tests.utbyte_files import full, write


def previous(register: Register, ar: int, typ: Tillfalletyp) -> tuple[int, str] | None:
    with register.read() as connection:
        underlag = load_previous(connection, find_plan(connection, ar), typ)
    return (underlag.ar, str(underlag.tillfalle)) if underlag else None


@pytest.mark.parametrize(
    ("ar", "typ", "expected"),
    [
        (2025, Tillfalletyp.APRIL, None),
        (2025, Tillfalletyp.HELAR, (2025, "augusti")),
        (2026, Tillfalletyp.PLAN, (2025, "helar")),
        (2026, Tillfalletyp.APRIL, (2025, "helar")),
        (2026, Tillfalletyp.AUGUSTI, (2026, "april")),
    ],
)
def test_a_report_is_compared_with_the_last_one_before_it(
    example: Register, ar: int, typ: Tillfalletyp, expected: tuple[int, str] | None
) -> None:
    assert previous(example, ar, typ) == expected


def test_a_tillfalle_that_nobody_reported_is_passed_over(register: Register) -> None:
    import_files(register, [write(register.path.with_name("april.json"), full())])
    assert previous(register, 2024, Tillfalletyp.HELAR) == (2024, "april")


def test_only_a_report_that_tells_changes_knows_the_one_before(example: Register) -> None:
    with example.read() as connection:
        plan_id = find_plan(connection, 2026)
        assert load_report(connection, plan_id, Tillfalletyp.AUGUSTI).foregaende is None
        told = load_report(connection, plan_id, Tillfalletyp.AUGUSTI, changes=True)
    assert told.foregaende is not None
    assert told.foregaende.tillfalle == Tillfalletyp.APRIL

"""What the tests of several use cases start from."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from internkontroll.db.session import Register
from tests.services.egenkontroll_plan import ALMEN, BJORKEN, CEDERN, Namnd
from tests.services.egenkontroll_rapporter import FRAGOR
from tests.services.enhetspaketen import Enhet, Verksamhet
from tests.services.sidor_planer import Plan


@pytest.fixture
def plan(register: Register) -> Iterator[Plan]:
    """A plan without anything in it."""
    plan = Plan(register)
    yield plan
    plan.reader.close()


@pytest.fixture
def namnd(register: Register) -> Namnd:
    """A nämnd with units and a plan, but no egenkontroll."""
    return Namnd(register)


@pytest.fixture
def control(namnd: Namnd) -> int:
    """An egenkontroll with questions, every quarter in three units."""
    return namnd.generated(ALMEN, BJORKEN, CEDERN, fragor=FRAGOR)


@pytest.fixture
def verksamhet(register: Register, tmp_path: Path) -> Verksamhet:
    """A nämnd whose units have no access to its register."""
    return Verksamhet(register, tmp_path / "paket")


@pytest.fixture
def almen(verksamhet: Verksamhet) -> Enhet:
    """The package of one of them, as it was sent."""
    return verksamhet.send("Almen")[0]

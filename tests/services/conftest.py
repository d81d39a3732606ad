"""What tests of the window's lists share."""

from collections.abc import Iterator

import pytest

from internkontroll.db.session import Register
from tests.services.sidor_planer import Plan


@pytest.fixture
def plan(register: Register) -> Iterator[Plan]:
    """A plan without anything in it."""
    plan = Plan(register)
    yield plan
    plan.reader.close()

"""The list of rules, and that the manual tells of each of them what it is."""

import re
from pathlib import Path

from internkontroll.domain.granska import REGLER

MANUAL = Path(__file__).parents[2] / "docs" / "granska.md"


def test_there_are_at_least_twenty_rules_with_names_of_their_own() -> None:
    ids = [regel.id for regel in REGLER]
    assert len(set(ids)) == len(ids) >= 20
    assert [name for name in ids if not re.fullmatch(r"[a-z]+(-[a-z]+)*", name)] == []


def test_the_manual_tells_each_rules_severity_and_how_long_it_can_be_silenced() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \| (\w+) \| (\w+) \| ", MANUAL.read_text(encoding="utf-8"), re.MULTILINE)
    rules = {(regel.id, regel.allvar.value, "tillfället" if regel.per_tillfalle else "planen") for regel in REGLER}
    assert set(rows) == rules
    assert len(rows) == len(rules)


def test_every_rule_is_tested_by_its_name() -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_granska_*.py"))
    assert [regel.id for regel in REGLER if f'"{regel.id}"' not in tests] == []

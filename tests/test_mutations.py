"""The seeded defects: that the list doesn't rot, and that the hunt tells the caught from those that survive."""

import ast
from collections import Counter
from pathlib import Path

import pytest

from mutations.__main__ import DEFECTS, ROOT, main
from mutations.defect import Defect

PRODUCT = "def double(number):\n    return 2 * number\n\n\ndef half(number):\n    return number / 2\n"
TESTS = "from product import double\n\n\ndef test_double():\n    assert double(3) == 6\n"


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: f"{Path(defect.file).stem}: {defect.why}")
def test_a_defect_is_up_to_date(defect: Defect) -> None:
    """What it replaces stands in its file once, what comes of it is Python, and the tests that should see it exist."""
    assert defect.old != defect.new
    ast.parse(defect.seeded(ROOT))
    assert defect.tests
    assert [test for test in defect.tests if not (ROOT / test).is_file()] == []


def test_defects_are_in_the_product_and_differ() -> None:
    assert all(defect.file.startswith("internkontroll/") for defect in DEFECTS)
    assert [
        defect for defect, count in Counter((one.file, one.new, one.old) for one in DEFECTS).items() if count > 1
    ] == []
    assert Counter(one.file.split("/")[1] for one in DEFECTS).keys() >= {"db", "domain", "export", "services"}
    assert len(DEFECTS) >= 24


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A tree with a function that is tested and one that isn't."""
    (tmp_path / "product.py").write_text(PRODUCT, encoding="utf-8")
    (tmp_path / "test_product.py").write_text(TESTS, encoding="utf-8")
    (tmp_path / "pytest.toml").write_text('[pytest]\naddopts = ["-p", "no:pytest-qt"]\n', encoding="utf-8")
    return tmp_path


def defect(old: str, new: str, why: str = "doubles are wrong") -> Defect:
    return Defect("product.py", old, new, ("test_product.py",), why)


SEEN = defect("2 * number", "3 * number")
UNSEEN = defect("number / 2", "number / 3", "halves are wrong")
SYNTAX = defect("def double", "def def double", "nothing runs")


def test_the_hunt_tells_what_the_tests_caught(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([], project, [UNSEEN, SEEN, SYNTAX]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "3 defects; first the tests without any",
        "SURVIVED  product.py: halves are wrong",
        "caught    product.py: doubles are wrong",
        "NOT RUN   product.py: nothing runs",
        "1 of 3 defects caught",
    ]
    assert (project / "product.py").read_text(encoding="utf-8") == PRODUCT


def test_words_choose_among_the_defects(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doubles"], project, [UNSEEN, SEEN]) == 0
    assert "1 of 1 defects caught" in capsys.readouterr().out
    with pytest.raises(SystemExit, match="2"):
        main(["thirds"], project, [UNSEEN, SEEN])


@pytest.mark.parametrize("old", ["return 4", "number"])
def test_a_defect_that_the_code_has_left_behind_ends_the_hunt(
    project: Path, old: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([], project, [SEEN, defect(old, "")]) == 1
    shown = capsys.readouterr()
    assert shown.err.startswith(f"product.py: found {PRODUCT.count(old)} times: {old!r}")
    assert shown.out == ""


def test_tests_that_fail_without_a_defect_end_the_hunt(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "test_product.py").write_text(TESTS.replace("6", "7"), encoding="utf-8")
    assert main([], project, [SEEN]) == 1
    shown = capsys.readouterr()
    assert shown.err.startswith("The tests fail without a defect:\n")
    assert "assert 6 == 7" in shown.err
    assert "caught" not in shown.out

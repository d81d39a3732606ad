"""The real sections, where they lie beside the checkout: the slip in one of them, and no false alarm on either."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from internkontroll.domain.granska import Anmarkning, Sak, review
from internkontroll.domain.granska.claims import find_claims
from internkontroll.domain.status import Status
from internkontroll.domain.underlag import Underlag
from internkontroll.domain.words import Textdel
from internkontroll.importing.utbyte_json import read_utbyte
from tests.utbyte_files import SHARED

CASES = SHARED / "verkliga-fall"
TODAY = date(2026, 11, 21)
LAW = date(2025, 7, 1)


def case(name: str) -> Underlag:
    path = CASES / name
    if not path.exists():
        pytest.skip("the real cases aren't here")
    return read_utbyte(path)


def case_2019() -> Underlag:
    return case("socialnamnden-2019-verksamhetsberattelse.json")


def case_2023() -> Underlag:
    return case("socialnamnden-2023-delarsrapport-april.json")


def remarks(underlag: Underlag) -> list[Anmarkning]:
    return review(Sak(underlag, TODAY, oegentligheter_fran=LAW))


def rules(underlag: Underlag) -> list[str]:
    return [remark.regel for remark in remarks(underlag)]


def with_summary(underlag: Underlag, change: Callable[[str], str]) -> Underlag:
    text = change(underlag.texter[Textdel.SAMMANFATTNING])
    return replace(underlag, texter=underlag.texter | {Textdel.SAMMANFATTNING: text})


def test_the_summary_of_2019_says_three_where_the_register_has_four() -> None:
    (remark,) = (remark for remark in remarks(case_2019()) if remark.regel == "antal-stammer-inte")
    assert remark.rubrik == "Sammanfattning"
    assert "Tre av åtgärderna" in remark.text
    assert "registret har 4 åtgärder" in remark.text


def test_the_fourth_atgard_of_2019_is_shown_to_have_lapsed() -> None:
    (remark,) = (remark for remark in remarks(case_2019()) if remark.regel == "ej-langre-aktuell")
    assert "Ej aktuell" in remark.text
    assert remark.rubrik == "2019-1"


def test_nothing_else_of_2019_is_objected_to_but_the_decision_that_nobody_has_told() -> None:
    assert rules(case_2019()) == ["antal-stammer-inte", "plan-utan-beslut", "ej-langre-aktuell"]


def test_2023_has_no_slip_only_a_decision_that_nobody_has_told() -> None:
    assert rules(case_2023()) == ["plan-utan-beslut"]


def test_2019_is_right_when_either_the_text_or_the_status_is_mended() -> None:
    told = with_summary(case_2019(), lambda text: text.replace("Tre av åtgärderna", "Fyra av åtgärderna"))
    assert "antal-stammer-inte" not in rules(told)
    lapsed = lapse(case_2019())
    assert rules(lapsed) == ["plan-utan-beslut"]


def lapse(underlag: Underlag) -> Underlag:
    """With the status that the comment of one åtgärd speaks of."""
    first, *others = underlag.risker
    atgarder = tuple(
        replace(one, status=Status.EJ_AKTUELL) if (one.kommentar or "").startswith("Ej aktuell") else one
        for one in first.atgarder
    )
    assert atgarder != first.atgarder
    return replace(underlag, risker=(replace(first, atgarder=atgarder), *others))


@pytest.mark.parametrize("width", [40, 75, 120])
def test_the_slip_is_found_in_a_text_with_line_breaks_too(width: int) -> None:
    def broken(text: str) -> str:
        return re.sub(rf"(.{{1,{width}}})(?: |$)", r"\1\r\n", text)

    assert rules(with_summary(case_2019(), broken)).count("antal-stammer-inte") == 1


@pytest.mark.parametrize("change", [str.upper, str.lower])
def test_the_slip_is_found_in_capital_and_small_letters(change: Callable[[str], str]) -> None:
    assert "antal-stammer-inte" in rules(with_summary(case_2019(), change))


def test_the_number_of_risks_is_checked_as_well() -> None:
    wrong = with_summary(case_2019(), lambda text: text.replace("fyra risker", "fem risker"))
    assert rules(wrong).count("antal-stammer-inte") == 2


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, tuple | list):
        for part in value:
            yield from texts(part)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from texts(getattr(value, name))


def test_no_other_number_in_any_text_is_taken_for_a_claim() -> None:
    """Comments and descriptions are full of numbers: years, ages, laws, references, units."""
    found = [(claim.amne.value, claim.tal) for text in texts(case_2019()) for claim in find_claims(text, 2019)]
    assert found == [("risk", 4), ("åtgärd", 3)]
    assert [claim for text in texts(case_2023()) for claim in find_claims(text, 2023)] == []

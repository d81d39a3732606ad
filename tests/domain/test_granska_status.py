"""Remarks on statuses, comments and days: each rule hits what it names and leaves the rest alone."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from internkontroll.domain.granska import Allvar, review
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.domain.underlag import Atgard, Granskning, Ref
from internkontroll.domain.words import Frekvens
from tests.domain.granska_saker import (
    APRIL,
    AUGUSTI,
    EGENKONTROLL,
    GOOD,
    GRANSKNING,
    HELAR,
    KONTROLL,
    PLAN,
    REPORTS,
    UTFALL,
    good,
    only,
    rules,
    since,
    with_atgard,
    with_risk,
)

FORECASTS = (Status.BLIR_KLART, Status.TROLIGEN_KLART)


@pytest.mark.parametrize("typ", Tillfalletyp)
def test_nobody_objects_to_a_good_report(typ: Tillfalletyp) -> None:
    assert rules(good(typ)) == []


@pytest.mark.parametrize("typ", REPORTS)
def test_an_atgard_without_status_is_named_with_what_to_do(typ: Tillfalletyp) -> None:
    remark = only(with_atgard(typ, status=None, kommentar="Vi väntar."))
    assert (remark.regel, remark.allvar, remark.tabell, remark.post) == ("status-saknas", Allvar.FEL, "atgard", "a2")
    assert "”Märk alla böcker med chip” (K-1)" in remark.text
    assert "Välj status" in remark.text
    assert remark.rubrik == "K-1"


def test_a_plan_asks_for_no_status() -> None:
    assert rules(with_atgard(PLAN, status=None, kommentar=None)) == []


def test_an_atgard_that_begins_after_the_reports_day_needs_no_status_yet() -> None:
    later = {"status": None, "kommentar": None, "startdatum": date(2026, 5, 1)}
    assert rules(with_atgard(APRIL, **later)) == []
    assert rules(with_atgard(APRIL, **later | {"startdatum": date(2026, 4, 30)})) == ["status-saknas"]
    assert rules(with_atgard(AUGUSTI, **later)) == ["status-saknas"]


def test_an_atgard_of_a_granskning_that_came_later_needs_no_status_yet() -> None:
    new = Granskning("Tillsyn", (Atgard("Gör en lista", ref=Ref("a9", "ia9")),), datum=date(2026, 5, 27))
    assert rules(good(APRIL, granskningar=(GRANSKNING, new))) == []
    assert rules(good(AUGUSTI, granskningar=(GRANSKNING, new))) == ["status-saknas"]


@pytest.mark.parametrize(("done", "found"), [(date(2026, 4, 2), ["avvikelse-status-saknas"]), (date(2026, 5, 2), [])])
def test_the_atgard_of_a_deviation_needs_a_status_once_it_was_known(done: date, found: list[str]) -> None:
    utfall = replace(UTFALL, datum=done, atgarder=(Atgard("Flytta lådan", ref=Ref("a4", "ia4")),))
    assert rules(good(egenkontroller=(replace(EGENKONTROLL, utfall=(utfall,)),))) == found


@pytest.mark.parametrize("status", [Status.TROLIGEN_KLART, Status.EJ_KLART])
@pytest.mark.parametrize("typ", [APRIL, AUGUSTI])
def test_an_uncertain_status_needs_a_comment(typ: Tillfalletyp, status: Status) -> None:
    assert rules(with_atgard(typ, status=status, kommentar=" ")) == ["kommentar-saknas"]


@pytest.mark.parametrize("status", [Status.KLART, Status.BLIR_KLART])
def test_a_delarsrapport_tells_deviations_only(status: Status) -> None:
    changes = {"status": status, "kommentar": None, "slutdatum": date(2026, 4, 30)}
    assert rules(with_atgard(APRIL, **changes)) == []


def test_the_verksamhetsberattelse_asks_for_words_on_every_atgard() -> None:
    assert rules(with_atgard(HELAR, status=Status.KLART, kommentar=None)) == ["kommentar-saknas"]


def test_an_atgard_that_lapsed_needs_a_reason() -> None:
    for typ in REPORTS:
        remark = only(with_atgard(typ, status=Status.EJ_AKTUELL, kommentar=None))
        assert (remark.regel, remark.allvar) == ("ej-aktuell-utan-skal", Allvar.FEL)
    assert rules(with_atgard(status=Status.EJ_AKTUELL, kommentar="Biblioteket flyttar.")) == []


@pytest.mark.parametrize(
    "kommentar",
    [
        "Ej aktuellt då leverantören har lagts ned.",
        "Leverantören är borta. Inte längre aktuell.",
        "Arbetet är\ninte längre aktuellt eftersom vi flyttar.",
        "Åtgärden utgår.",
        "ÅTGÄRDEN HAR UTGÅTT.",
        "Vi har bytt system och åtgärden är inaktuell.",
    ],
)
@pytest.mark.parametrize("status", [*FORECASTS, Status.EJ_KLART])
def test_a_comment_that_says_lapsed_contradicts_a_status_that_says_remains(status: Status, kommentar: str) -> None:
    remark = only(with_atgard(status=status, kommentar=kommentar))
    assert remark.regel == "ej-langre-aktuell"
    assert f"status {status}" in remark.text


@pytest.mark.parametrize(
    "kommentar",
    [
        "Det är inte aktuellt att stänga biblioteket.",
        "Ej aktuellt ännu, vi börjar i maj.",
        "Frågan är aktuell igen.",
        "Åtgärden är aktuell och utgår från planen.",
    ],
)
def test_other_words_about_what_is_aktuellt_are_left_alone(kommentar: str) -> None:
    assert rules(with_atgard(kommentar=kommentar)) == []


def test_a_lapsed_atgard_may_say_so() -> None:
    assert rules(with_atgard(status=Status.EJ_AKTUELL, kommentar="Ej aktuellt då vi flyttar.")) == []


@pytest.mark.parametrize("status", FORECASTS)
def test_when_the_year_is_over_a_forecast_of_it_is_too_late(status: Status) -> None:
    sak = with_atgard(HELAR, status=status)
    assert "prognos-efter-arsslut" in rules(sak)
    assert rules(replace(sak, today=date(2026, 12, 31))) == []
    assert "prognos-efter-arsslut" not in rules(with_atgard(AUGUSTI, status=status))


# --- compared with the last time --------------------------------------------------------------------------------------


def changed(previous: dict[str, Any], **now: Any) -> list[str]:
    return rules(since(with_atgard(AUGUSTI, **now), with_atgard(APRIL, **previous)))


def test_another_status_asks_for_another_comment() -> None:
    was = {"status": Status.BLIR_KLART, "kommentar": "Vi väntar  på\nanbud."}
    assert changed(was, status=Status.EJ_KLART, kommentar="Vi väntar på anbud.") == ["kommentar-oforandrad"]
    assert changed(was, status=Status.EJ_KLART, kommentar="Inga anbud kom.") == []
    assert changed(was, status=Status.BLIR_KLART, kommentar="Vi väntar på anbud.") == []
    assert changed({"status": None, "kommentar": "Vi väntar."}, kommentar="Vi väntar.") == []


def test_the_remark_on_an_old_comment_says_from_what_to_what() -> None:
    before = with_atgard(APRIL, status=Status.BLIR_KLART)
    assert "från Blir klart i år till Ej klart i år" in only(since(with_atgard(AUGUSTI), before)).text


def test_another_atgard_with_the_same_comment_is_another_matter() -> None:
    was = {"status": Status.BLIR_KLART, "ref": Ref("b2", "ib2")}
    assert changed(was) == []


@pytest.mark.parametrize("was", [Status.KLART, Status.EJ_AKTUELL])
def test_what_was_done_or_lapsed_cant_be_open_again_without_a_remark(was: Status) -> None:
    before = {"status": was, "kommentar": "Så var det."}
    assert changed(before) == ["inte-langre-klart"]
    assert changed(before, status=was, klart_datum=date(2026, 3, 1)) == []


def test_what_was_done_last_year_may_begin_anew() -> None:
    last_year = with_atgard(HELAR, status=Status.KLART, kommentar="Klart förra året.")
    previous = replace(last_year.underlag, ar=2025)
    assert rules(replace(with_atgard(APRIL), previous=previous)) == []


# --- days -------------------------------------------------------------------------------------------------------------


def test_done_after_the_reports_day_is_not_done_by_then() -> None:
    remark = only(with_atgard(APRIL, status=Status.KLART, klart_datum=date(2026, 5, 2)))
    assert (remark.regel, remark.allvar) == ("klart-i-framtiden", Allvar.FEL)
    assert "2026-05-02" in remark.text
    assert rules(with_atgard(APRIL, status=Status.KLART, klart_datum=date(2026, 4, 30))) == []


def test_done_on_a_day_that_hasnt_been() -> None:
    sak = with_atgard(HELAR, status=Status.KLART, klart_datum=date(2026, 12, 20))
    assert rules(sak) == []
    assert rules(replace(sak, today=date(2026, 12, 1))) == ["klart-i-framtiden"]


def test_done_before_its_slutdatum_should_say_when() -> None:
    remark = only(with_atgard(APRIL, status=Status.KLART, slutdatum=date(2026, 12, 31)))
    assert (remark.regel, remark.allvar) == ("klart-fore-slutdatum", Allvar.RAD)
    assert rules(with_atgard(APRIL, status=Status.KLART, slutdatum=date(2026, 4, 30))) == []


@pytest.mark.parametrize("status", [*FORECASTS, Status.EJ_KLART])
def test_past_its_slutdatum_and_not_done(status: Status) -> None:
    remark = only(with_atgard(APRIL, status=status, slutdatum=date(2026, 4, 20)))
    assert remark.regel == "slutdatum-passerat"
    assert "10 dagar försenad" in remark.text
    assert rules(with_atgard(APRIL, status=status, slutdatum=date(2026, 4, 30))) == []


@pytest.mark.parametrize("status", [Status.KLART, Status.EJ_AKTUELL])
def test_what_is_done_or_lapsed_isnt_late(status: Status) -> None:
    assert rules(with_atgard(AUGUSTI, status=status, slutdatum=date(2026, 4, 20))) == []


def test_an_atgard_without_status_is_late_by_the_status_that_it_had() -> None:
    now = with_atgard(AUGUSTI, status=None, slutdatum=date(2026, 5, 1))
    assert rules(now) == ["status-saknas", "slutdatum-passerat"]
    assert rules(since(now, with_atgard(APRIL, status=Status.KLART))) == ["status-saknas"]


def test_a_draft_isnt_late_on_days_to_come() -> None:
    sak = with_atgard(HELAR, slutdatum=date(2026, 12, 1))
    assert rules(replace(sak, today=date(2026, 11, 21))) == []


def test_an_atgard_cant_end_before_it_begins() -> None:
    dates = {"startdatum": date(2026, 9, 2), "slutdatum": date(2026, 9, 1)}
    assert rules(with_atgard(APRIL, **dates)) == ["start-efter-slut"]
    assert rules(with_atgard(APRIL, **dates | {"startdatum": date(2026, 9, 1)})) == []


@pytest.mark.parametrize("slutdatum", [date(2025, 12, 31), date(2027, 1, 1)])
def test_a_slutdatum_outside_the_year_deserves_advice(slutdatum: date) -> None:
    sak = with_atgard(PLAN, slutdatum=slutdatum, startdatum=None)
    assert (only(sak).regel, only(sak).allvar) == ("slutdatum-utanfor-aret", Allvar.RAD)
    lapsed = with_atgard(PLAN, slutdatum=slutdatum, startdatum=None, status=Status.EJ_AKTUELL)
    assert rules(lapsed) == []


# --- kontroller -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("frekvens", "due"),
    [
        (Frekvens.MANAD, {APRIL, AUGUSTI, HELAR}),
        (Frekvens.TERTIAL, {APRIL, AUGUSTI, HELAR}),
        (Frekvens.HALVAR, {AUGUSTI, HELAR}),
        (Frekvens.AR, {HELAR}),
        (None, {HELAR}),
    ],
)
def test_a_kontroll_is_asked_for_when_it_must_have_been_done(frekvens: Frekvens | None, due: set[Tillfalletyp]) -> None:
    silent = replace(KONTROLL, frekvens=frekvens, kommentar=None)
    found = {typ for typ in REPORTS if rules(good(typ, systematiska_kontroller=(silent,)))}
    assert found == due


@pytest.mark.parametrize("said", [{"status": Status.KLART}, {"kommentar": "Inga fel."}])
def test_a_kontroll_needs_a_status_or_a_comment(said: dict[str, Any]) -> None:
    silent = replace(KONTROLL, kommentar=None)
    assert rules(good(HELAR, systematiska_kontroller=(silent,))) == ["kontroll-utan-uppfoljning"]
    assert rules(good(HELAR, systematiska_kontroller=(replace(silent, **said),))) == []


def test_the_most_serious_remarks_come_first() -> None:
    sak = with_risk(AUGUSTI, mal=None, process=None, atgarder=())
    silent = (replace(GRANSKNING, atgarder=()),)
    beslut = replace(GOOD.beslut, datum=None)
    sak = replace(sak, underlag=replace(sak.underlag, beslut=beslut, granskningar=silent))
    order = list(Allvar)
    places = [order.index(remark.allvar) for remark in review(sak)]
    assert places == sorted(places)
    assert set(places) == {0, 1, 2}

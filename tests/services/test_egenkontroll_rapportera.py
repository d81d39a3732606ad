"""A unit's report on a tillfälle: the draft, handing in for one and for many, correcting, what the panel shows."""

from datetime import date, timedelta

import pytest

from internkontroll.db import models
from internkontroll.db.session import Register
from internkontroll.domain.words import Resultat
from internkontroll.errors import Conflict, InputRefused
from internkontroll.services.egenkontroll import (
    Atgardsrad,
    Laget,
    Svar,
    Uppgifter,
    change_question,
    correct,
    corrections,
    save_draft,
    submit,
)
from internkontroll.services.historik import load_history
from internkontroll.services.kontrollera import check
from internkontroll.services.redigera import trash
from tests.services.edits import assert_comes_and_goes, events, row, state
from tests.services.egenkontroll_plan import ALMEN, BJORKEN, CEDERN, TODAY, Namnd
from tests.services.egenkontroll_rapporter import (
    COUNT,
    PARTS,
    PLANS,
    YES,
    answers,
    box,
    failing,
    shown,
    tillfalle,
)

# --- the draft -------------------------------------------------------------------------------------------------------


def test_a_draft_keeps_what_is_said_so_far_and_asks_for_nothing(namnd: Namnd, control: int) -> None:
    before, utfall = state(namnd.register), tillfalle(namnd, control)
    assert shown(namnd, utfall).laget is Laget.EJ_PABORJAT
    sparat = save_draft(namnd.register, utfall, Uppgifter({PLANS: Svar("Nej")}, {"antal_avvikelser": "9"}))
    assert sparat.rubrik == "Utkast: Aktgranskning, Almen, kvartal 1"
    bild = shown(namnd, utfall)
    assert (bild.laget, bild.varden["antal_avvikelser"], bild.varden["datum"]) == (Laget.UTKAST, 9, None)
    assert answers(namnd, utfall) == {PLANS: ("Nej", None)}
    assert_comes_and_goes(namnd.register, before, sparat)


def test_the_next_save_changes_only_what_it_names(namnd: Namnd, control: int) -> None:
    utfall = tillfalle(namnd, control)
    save_draft(
        namnd.register, utfall, Uppgifter({PLANS: Svar("Nej", "Två saknas"), COUNT: Svar(4)}, {"kommentar": "Å"})
    )
    save_draft(namnd.register, utfall, Uppgifter({PLANS: Svar("Delvis", "Två saknas"), COUNT: Svar(None)}))
    assert answers(namnd, utfall) == {PLANS: ("Delvis", "Två saknas")}
    assert row(namnd.register, "utfall", utfall)["kommentar"] == "Å"


def test_saving_the_same_again_leaves_no_trace(namnd: Namnd, control: int) -> None:
    utfall, said = tillfalle(namnd, control), Uppgifter({PLANS: Svar("Ja")}, {"kommentar": "Bra"})
    save_draft(namnd.register, utfall, said)
    count = events(namnd.register)
    assert save_draft(namnd.register, utfall, said).handelse_id is None
    assert events(namnd.register) == count


def test_an_atgard_of_a_draft_comes_changes_and_goes(namnd: Namnd, control: int) -> None:
    utfall = tillfalle(namnd, control)
    ((_, first), (_, second)) = save_draft(
        namnd.register,
        utfall,
        Uppgifter(atgarder=(Atgardsrad("Skriva planer"), Atgardsrad("  "), Atgardsrad("Utbilda"))),
    ).nya
    assert [row(namnd.register, "atgard", one)["ordning"] for one in (first, second)] == [0, 1]
    changed = Atgardsrad("Skriva alla planer", "Chefen", "2026-05-31", date(2026, 9, 1), first)
    assert save_draft(namnd.register, utfall, Uppgifter(atgarder=(changed, Atgardsrad("", id=second)))).nya == ()
    kept = shown(namnd, utfall).atgarder
    assert kept == (Atgardsrad("Skriva alla planer", "Chefen", date(2026, 5, 31), date(2026, 9, 1), first),)
    assert row(namnd.register, "atgard", second)["borttagen"]
    with pytest.raises(InputRefused, match="En av åtgärderna finns inte längre"):
        save_draft(namnd.register, utfall, Uppgifter(atgarder=(Atgardsrad("Igen", id=second),)))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (Uppgifter({PLANS: Svar("Kanske")}), "Kanske”? går inte att välja"),
        (Uppgifter({COUNT: Svar("många")}), "Skriv ett helt tal"),
        (Uppgifter(varden={"allvar": 6}), "helt tal från 1 till 5"),
        (Uppgifter({PLANS: Svar("Ja", "å" * 100_001)}), "får ha högst 100"),
        (Uppgifter({99: Svar("Ja")}), "ställs inte längre"),
    ],
)
def test_a_draft_refuses_what_no_field_can_hold(namnd: Namnd, control: int, said: Uppgifter, told: str) -> None:
    before = state(namnd.register)
    with pytest.raises(InputRefused, match=told):
        save_draft(namnd.register, tillfalle(namnd, control), said)
    assert state(namnd.register) == before


def test_10_000_letters_and_å_ä_ö_are_kept_as_they_are(namnd: Namnd, control: int) -> None:
    utfall, long = tillfalle(namnd, control), "Åtgärda överträdelser é. " * 400 + "slut"
    save_draft(namnd.register, utfall, Uppgifter({PLANS: Svar("Nej", long)}, {"kommentar": long}))
    assert answers(namnd, utfall)[PLANS] == ("Nej", long)


def test_another_persons_answer_is_not_written_over(namnd: Namnd, control: int) -> None:
    utfall = tillfalle(namnd, control)
    save_draft(Register(namnd.register.path, "Åsa"), utfall, Uppgifter({PLANS: Svar("Nej")}, {"kommentar": "Mitt"}))
    with pytest.raises(Conflict, match="Åsa ändrade svaret"):
        save_draft(namnd.register, utfall, Uppgifter({PLANS: Svar("Ja", version=0)}))
    with pytest.raises(Conflict, match="Åsa ändrade utfallet"):
        save_draft(namnd.register, utfall, Uppgifter(varden={"kommentar": "Ditt"}), version=1)
    save_draft(namnd.register, utfall, Uppgifter({PLANS: Svar("Ja", version=box(namnd, utfall).fraga.version)}))
    with pytest.raises(Conflict, match="ändrade svaret"):
        save_draft(namnd.register, utfall, Uppgifter({PLANS: Svar("Ja", version=1)}))


def test_a_draft_is_kept_when_the_year_is_generated_anew(namnd: Namnd, control: int) -> None:
    utfall = tillfalle(namnd, control)
    save_draft(namnd.register, utfall, Uppgifter(varden={"allvar": 3}))
    trash(namnd.register, "egenkontroll", [namnd.plan(ALMEN)])
    namnd.generated(ALMEN)
    assert row(namnd.register, "utfall", utfall)["allvar"] == 3


# --- handing in ------------------------------------------------------------------------------------------------------


def test_handing_in_says_when_by_whom_and_what_it_amounts_to(namnd: Namnd, control: int) -> None:
    before, utfall = state(namnd.register), tillfalle(namnd, control)
    sparat = submit(namnd.register, {utfall: 1}, Uppgifter(YES), TODAY)
    assert sparat.rubrik == "Inlämnat: Aktgranskning, Almen, kvartal 1"
    saved = row(namnd.register, "utfall", utfall)
    assert (saved["datum"], saved["utford_av"], saved["resultat"]) == (TODAY, namnd.register.user, Resultat.UPPFYLLT)
    assert shown(namnd, utfall).laget is Laget.INLAMNAT
    assert_comes_and_goes(namnd.register, before, sparat)


def test_a_deviation_its_grade_and_its_atgard_come_in_one_event(namnd: Namnd, control: int) -> None:
    before, utfall = state(namnd.register), tillfalle(namnd, control)
    sparat = submit(namnd.register, {utfall: None}, failing(utford_av="Ulla", datum="2026-04-02"), TODAY)
    saved = row(namnd.register, "utfall", utfall)
    assert (saved["datum"], saved["utford_av"], saved["allvar"]) == (date(2026, 4, 2), "Ulla", 2)
    assert saved["resultat"] == Resultat.DELVIS
    ((_, post),) = sparat.nya
    atgard = row(namnd.register, "atgard", post)
    assert (atgard["utfall_id"], atgard["plan_id"], atgard["slutdatum"]) == (utfall, 1, date(2026, 6, 30))
    assert_comes_and_goes(namnd.register, before, sparat)


def test_handing_in_a_draft_adds_to_it(namnd: Namnd, control: int) -> None:
    utfall = tillfalle(namnd, control)
    save_draft(namnd.register, utfall, Uppgifter(YES, {"allvar": 2, "utford_av": "Bo"}, failing().atgarder))
    submit(namnd.register, {utfall: 2}, Uppgifter({PARTS: Svar("Delvis")}), TODAY)
    saved = row(namnd.register, "utfall", utfall)
    assert (saved["resultat"], saved["utford_av"], saved["allvar"]) == (Resultat.DELVIS, "Bo", 2)
    assert answers(namnd, utfall)[COUNT] == ("12", None)


def test_a_grade_of_what_did_not_fall_short_is_left_out(namnd: Namnd, control: int) -> None:
    utfall = tillfalle(namnd, control)
    submit(namnd.register, {utfall: None}, Uppgifter(YES, {"allvar": 2}), TODAY)
    assert row(namnd.register, "utfall", utfall)["allvar"] is None


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (Uppgifter(), "”Finns en plan\\?”: Svara på frågan."),
        (Uppgifter(YES | {PLANS: Svar("Ej relevant")}), "Skriv varför frågan inte är relevant"),
        (Uppgifter(varden={"resultat": "Ej relevant"}), "varför egenkontrollen inte är relevant"),
        (Uppgifter(failing().svar, {}, failing().atgarder), "Välj hur allvarlig bristen är"),
        (Uppgifter(failing().svar, {"allvar": 1}), "Skriv en åtgärd, eller skriv i kommentaren varför"),
        (Uppgifter(YES, {"antal_avvikelser": 1}), "Skriv hur många som granskades"),
        (Uppgifter(YES, {"antal_granskade": 1, "antal_avvikelser": 2}), "kan inte vara fler än de granskade"),
        (Uppgifter(YES, {"datum": TODAY + timedelta(days=1)}), "som inte har varit"),
        (Uppgifter(YES, {"datum": date(1990, 1, 1)}), "hör till 2026 och kan inte vara gjord 1990-01-01"),
        (
            Uppgifter(YES, {"antal_granskade": 9, "antal_avvikelser": 3, "resultat": "Uppfyllt"}),
            "Resultatet är Uppfyllt",
        ),
        (Uppgifter({PLANS: Svar("Ej relevant", "Inga"), COUNT: Svar(0)}), "Är den enskilde delaktig.*Svara på frågan"),
        (failing(allvar=4), "ingen grad 4. Välj 1–3"),
    ],
)
def test_nothing_is_handed_in_while_something_is_missing(
    namnd: Namnd, control: int, said: Uppgifter, told: str
) -> None:
    before = state(namnd.register)
    with pytest.raises(InputRefused, match=told):
        submit(namnd.register, {tillfalle(namnd, control): None}, said, TODAY)
    assert state(namnd.register) == before


def test_an_atgard_that_is_taken_away_in_the_same_go_is_none(namnd: Namnd, control: int) -> None:
    utfall = tillfalle(namnd, control)
    ((_, only),) = save_draft(namnd.register, utfall, failing()).nya
    with pytest.raises(InputRefused, match="Skriv en åtgärd"):
        submit(namnd.register, {utfall: None}, Uppgifter(atgarder=(Atgardsrad("", id=only),)), TODAY)
    both = Atgardsrad("", id=only), Atgardsrad("Utbilda")
    ((_, other),) = submit(namnd.register, {utfall: None}, Uppgifter(atgarder=both), TODAY).nya
    assert [one.id for one in shown(namnd, utfall).atgarder] == [other]


@pytest.mark.parametrize(
    "said",
    [
        Uppgifter(varden={"resultat": "Ej relevant", "kommentar": "Ingen bor här just nu."}),
        Uppgifter({PLANS: Svar("Ej relevant", "Inga planer än"), PARTS: Svar("Ej relevant", "Samma"), COUNT: Svar(0)}),
        Uppgifter(failing().svar, {"allvar": 1, "kommentar": "Rättades samma dag, ingen åtgärd behövs."}),
    ],
    ids=["not for this unit", "not these questions", "mended at once"],
)
def test_a_reason_is_enough(namnd: Namnd, control: int, said: Uppgifter) -> None:
    utfall = tillfalle(namnd, control)
    submit(namnd.register, {utfall: None}, said, TODAY)
    assert row(namnd.register, "utfall", utfall)["datum"] == TODAY


def test_an_egenkontroll_without_questions_needs_a_result(namnd: Namnd) -> None:
    utfall = tillfalle(namnd, namnd.generated(ALMEN))
    with pytest.raises(InputRefused, match="Välj resultat"):
        submit(namnd.register, {utfall: None}, Uppgifter(), TODAY)
    submit(namnd.register, {utfall: None}, Uppgifter(varden={"antal_granskade": 20, "antal_avvikelser": 0}), TODAY)
    assert row(namnd.register, "utfall", utfall)["resultat"] == Resultat.UPPFYLLT


def test_a_chief_of_many_hands_in_for_all_in_one_event(namnd: Namnd, control: int) -> None:
    before = state(namnd.register)
    units = {tillfalle(namnd, control, enhet): None for enhet in (ALMEN, BJORKEN, CEDERN)}
    sparat = submit(namnd.register, units, failing(), TODAY)
    assert sparat.rubrik == "Inlämnat: Aktgranskning, 3 enheter, kvartal 1"
    assert [row(namnd.register, "atgard", post)["utfall_id"] for _, post in sparat.nya] == list(units)
    assert all(answers(namnd, utfall) == answers(namnd, min(units)) for utfall in units)
    assert_comes_and_goes(namnd.register, before, sparat)


def test_what_one_of_many_lacks_keeps_all_from_being_handed_in(namnd: Namnd, control: int) -> None:
    first, second = (tillfalle(namnd, control, enhet) for enhet in (ALMEN, BJORKEN))
    save_draft(namnd.register, second, Uppgifter({PLANS: Svar("Ej relevant")}))
    before = state(namnd.register)
    rest = {point: said for point, said in YES.items() if point != PLANS}
    save_draft(namnd.register, first, Uppgifter({PLANS: Svar("Ja")}))
    with pytest.raises(InputRefused, match="Björken: ”Finns en plan"):
        submit(namnd.register, {first: None, second: None}, Uppgifter(rest), TODAY)
    assert len(state(namnd.register)["svar"]) == len(before["svar"]) + 1
    assert row(namnd.register, "utfall", first)["datum"] is None


def test_only_one_egenkontroll_at_a_time_and_only_once(namnd: Namnd, control: int) -> None:
    other, utfall = tillfalle(namnd, namnd.generated(ALMEN)), tillfalle(namnd, control)
    with pytest.raises(InputRefused, match="Bara en egenkontroll i taget"):
        submit(namnd.register, {utfall: None, other: None}, Uppgifter(YES), TODAY)
    submit(namnd.register, {utfall: None}, Uppgifter(YES), TODAY)
    with pytest.raises(InputRefused, match="redan inlämnad"):
        submit(namnd.register, {utfall: None}, Uppgifter(YES), TODAY)
    with pytest.raises(InputRefused, match="redan inlämnad"):
        save_draft(namnd.register, utfall, Uppgifter(YES))


def test_nothing_that_is_handed_in_is_changed_as_if_it_were_a_draft(namnd: Namnd, control: int) -> None:
    utfall = tillfalle(namnd, control)
    submit(namnd.register, {utfall: None}, failing(), TODAY)
    before = state(namnd.register)
    for said in (Uppgifter(varden={"kommentar": "Nytt"}), Uppgifter(atgarder=(Atgardsrad("En till"),))):
        with pytest.raises(InputRefused, match="redan inlämnad"):
            save_draft(namnd.register, utfall, said)
    assert state(namnd.register) == before


def test_a_reworded_question_is_answered_anew(namnd: Namnd, control: int) -> None:
    utfall = tillfalle(namnd, control)
    save_draft(namnd.register, utfall, Uppgifter({PLANS: Svar("Nej", "Två saknas")}))
    ((_, new),) = change_question(namnd.register, PLANS, 0, {"fraga": "Har alla en plan?"}).nya
    assert [one.fraga.tidigare for one in shown(namnd, utfall).fragor] == [False, False, False, True]
    rest = {point: said for point, said in YES.items() if point != PLANS}
    submit(namnd.register, {utfall: None}, Uppgifter({new: Svar("Ja")} | rest), TODAY)
    assert set(answers(namnd, utfall)) == {new, PARTS, COUNT}
    assert row(namnd.register, "utfall", utfall)["resultat"] == Resultat.UPPFYLLT


def test_nothing_is_reported_in_a_closed_plan(namnd: Namnd, control: int) -> None:
    utfall = tillfalle(namnd, control)
    with namnd.register.write("Stängd") as writer:
        before = row(namnd.register, "plan", 1)
        writer.update(models.plan, before, {"status": "avslutad", "beslut_datum": date(2025, 12, 1)})
    with pytest.raises(InputRefused, match="är avslutad och ändras inte"):
        save_draft(namnd.register, utfall, Uppgifter(YES))
    with pytest.raises(InputRefused, match="är avslutad och ändras inte"):
        submit(namnd.register, {utfall: None}, Uppgifter(YES), TODAY)
    with pytest.raises(InputRefused, match="är avslutad och ändras inte"):
        correct(namnd.register, utfall, None, Uppgifter(YES), "Fel", TODAY)
    assert "är avslutad" in (shown(namnd, utfall).stangd or "")


# --- correcting ------------------------------------------------------------------------------------------------------


def test_a_correction_keeps_the_first_version_and_says_why(namnd: Namnd, control: int) -> None:
    utfall = tillfalle(namnd, control)
    submit(namnd.register, {utfall: None}, failing(), TODAY)
    before = state(namnd.register)
    said = Uppgifter({PLANS: Svar("Ja")}, {"kommentar": "Planerna fanns, på fel plats."})
    sparat = correct(namnd.register, utfall, None, said, " Fel akt ", TODAY)
    assert sparat.rubrik == "Rättat: Aktgranskning, Almen, kvartal 1"
    saved = row(namnd.register, "utfall", utfall)
    assert (saved["datum"], saved["resultat"]) == (TODAY, Resultat.DELVIS)
    correct(namnd.register, utfall, None, Uppgifter(varden={"resultat": "Uppfyllt"}), "Glömde resultatet", TODAY)
    with namnd.register.read() as connection:
        first, second = corrections(connection, utfall)
        history = load_history(connection, "utfall", utfall)
    assert (first.skal, first.anvandare) == ("Fel akt", namnd.register.user)
    assert first.varden == {
        "utford_av": namnd.register.user,
        "resultat": "Delvis uppfyllt",
        "allvar": 2,
        "datum": str(TODAY),
    }
    assert first.svar[0] == ("Finns en plan?", "Nej", "Två personer saknar plan.")
    assert (second.skal, second.svar[0]) == ("Glömde resultatet", ("Finns en plan?", "Ja", None))
    assert "Rättelse tillkom" in [one.falt for one in history]
    assert row(namnd.register, "utfall", utfall)["allvar"] is None
    assert check(namnd.register) == []
    assert len(state(namnd.register)["rattelse"]) == len(before["rattelse"]) + 2


def test_a_correction_of_an_answer_alone_keeps_what_was_answered(namnd: Namnd, control: int) -> None:
    utfall = tillfalle(namnd, control)
    submit(namnd.register, {utfall: None}, failing(), TODAY)
    correct(namnd.register, utfall, None, Uppgifter({PLANS: Svar("Delvis")}), "Bara en saknades", TODAY)
    with namnd.register.read() as connection:
        (kept,) = corrections(connection, utfall)
    assert (kept.skal, kept.svar[0][1]) == ("Bara en saknades", "Nej")
    assert answers(namnd, utfall)[PLANS] == ("Delvis", None)


def test_a_correction_comes_and_goes(namnd: Namnd, control: int) -> None:
    utfall = tillfalle(namnd, control)
    submit(namnd.register, {utfall: None}, failing(), TODAY)
    before = state(namnd.register)
    sparat = correct(namnd.register, utfall, None, Uppgifter({PLANS: Svar("Delvis")}), "Bara en saknades", TODAY)
    assert_comes_and_goes(namnd.register, before, sparat)


@pytest.mark.parametrize(
    ("said", "skal", "told"),
    [
        (Uppgifter({PLANS: Svar("Ja")}), "  ", "Skriv varför egenkontrollen rättas"),
        (Uppgifter({PLANS: Svar(None)}), "Fel", "Svara på frågan"),
        (Uppgifter(varden={"datum": None}), "Fel", "Skriv dagen"),
        (Uppgifter(varden={"allvar": None}), "Fel", "Välj hur allvarlig"),
    ],
)
def test_a_correction_is_refused(namnd: Namnd, control: int, said: Uppgifter, skal: str, told: str) -> None:
    utfall = tillfalle(namnd, control)
    submit(namnd.register, {utfall: None}, failing(), TODAY)
    before = state(namnd.register)
    with pytest.raises(InputRefused, match=told):
        correct(namnd.register, utfall, None, said, skal, TODAY)
    assert state(namnd.register) == before


def test_only_what_is_handed_in_is_corrected_and_the_same_again_leaves_no_trace(namnd: Namnd, control: int) -> None:
    utfall = tillfalle(namnd, control)
    with pytest.raises(InputRefused, match="är inte inlämnad"):
        correct(namnd.register, utfall, None, Uppgifter(YES), "Fel", TODAY)
    submit(namnd.register, {utfall: None}, Uppgifter(YES), TODAY)
    assert correct(namnd.register, utfall, None, Uppgifter(YES), "Fel", TODAY).handelse_id is None


def test_what_came_from_a_file_without_grade_can_be_corrected_without_one(namnd: Namnd, control: int) -> None:
    utfall = namnd.do(control, ALMEN, 3, resultat="Ej uppfyllt")
    correct(namnd.register, utfall, None, Uppgifter(varden={"utford_av": "Åke"}), "Fel namn", TODAY)
    assert row(namnd.register, "utfall", utfall)["utford_av"] == "Åke"

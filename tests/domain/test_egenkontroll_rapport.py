"""What a report amounts to, what it lacks, and the words for how serious a brist is."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from internkontroll.domain.egenkontroll.allvar import MOST, STANDARDGRADER, check_grades, grade_word
from internkontroll.domain.egenkontroll.arbetsdagar import is_working_day
from internkontroll.domain.egenkontroll.effekt import days_after, effect_day
from internkontroll.domain.egenkontroll.rapport import Besked, Rapport, is_deviation, missing, suggested, wrong_day
from internkontroll.domain.words import Resultat, Svarsord, Svarstyp
from internkontroll.errors import InputRefused

JA, NEJ, DELVIS, EJ = Svarsord.JA, Svarsord.NEJ, Svarsord.DELVIS, Svarsord.EJ_RELEVANT
BETTER = [Resultat.EJ_UPPFYLLT, Resultat.DELVIS, Resultat.UPPFYLLT]

words = st.lists(st.sampled_from(Svarsord), max_size=8)
relevant = st.lists(st.sampled_from([JA, NEJ, DELVIS]), min_size=1, max_size=8)
reasons = st.sampled_from([None, "Skäl"])
answers = st.builds(
    Besked, st.integers(1, 9), st.just(Svarstyp.JA_NEJ), st.one_of(st.none(), st.sampled_from(Svarsord)), reasons
)
others = st.builds(Besked, st.integers(10, 19), st.sampled_from([Svarstyp.ANTAL, Svarstyp.TEXT]), st.just("7"), reasons)
reports = st.builds(
    Rapport,
    st.lists(st.one_of(answers, others), max_size=5, unique_by=lambda one: one.kontrollpunkt_id).map(tuple),
    st.one_of(st.none(), st.integers(0, 20)),
    st.one_of(st.none(), st.integers(0, 20)),
    st.one_of(st.none(), st.sampled_from(Resultat)),
    reasons,
    st.one_of(st.none(), st.integers(1, 3)),
    st.integers(0, 2),
)


def besked(*svar: str | None, kommentar: str | None = None) -> tuple[Besked, ...]:
    return tuple(Besked(number, Svarstyp.JA_NEJ, one, kommentar) for number, one in enumerate(svar))


def gaps(rapport: Rapport) -> list[str]:
    return [one.falt for one in missing(rapport)]


@pytest.mark.parametrize(
    ("svar", "granskade", "avvikelser", "expected"),
    [
        ([JA, JA], None, None, Resultat.UPPFYLLT),
        ([JA, EJ], None, None, Resultat.UPPFYLLT),
        ([JA, DELVIS], None, None, Resultat.DELVIS),
        ([JA, NEJ], None, None, Resultat.DELVIS),
        ([DELVIS], None, None, Resultat.DELVIS),
        ([NEJ, NEJ, EJ], None, None, Resultat.EJ_UPPFYLLT),
        ([EJ, EJ], None, None, Resultat.EJ_RELEVANT),
        ([EJ, None], None, None, None),
        ([], None, None, None),
        ([], 20, 0, Resultat.UPPFYLLT),
        ([], 20, None, Resultat.UPPFYLLT),
        ([], 20, 2, Resultat.DELVIS),
        ([], 20, 20, Resultat.EJ_UPPFYLLT),
        ([], 0, None, None),
        ([JA], 20, 2, Resultat.DELVIS),
        ([NEJ], 20, 0, Resultat.DELVIS),
        ([EJ], 20, 0, Resultat.UPPFYLLT),
    ],
)
def test_what_the_answers_amount_to(
    svar: list[str | None], granskade: int | None, avvikelser: int | None, expected: Resultat | None
) -> None:
    assert suggested(besked(*svar), granskade, avvikelser) == expected


def test_what_is_answered_in_numbers_and_texts_is_not_judged() -> None:
    said = (Besked(1, Svarstyp.ANTAL, "0"), Besked(2, Svarstyp.TEXT, "Nej"), Besked(3, Svarstyp.ANDEL, "100"))
    assert suggested(said, None, None) is None
    assert not is_deviation(Rapport(said))


@given(words)
def test_the_order_of_the_questions_says_nothing(svar: list[Svarsord]) -> None:
    assert suggested(besked(*sorted(svar)), None, None) == suggested(besked(*svar), None, None)


@given(relevant, st.integers(0, 7))
def test_a_question_that_is_not_relevant_changes_nothing(svar: list[Svarsord], place: int) -> None:
    assert suggested(besked(*svar[:place], EJ, *svar[place:]), None, None) == suggested(besked(*svar), None, None)


@given(relevant, st.integers(0, 7))
def test_a_worse_answer_never_makes_a_better_result(svar: list[Svarsord], place: int) -> None:
    place %= len(svar)
    before = suggested(besked(*svar), None, None)
    worse = {JA: DELVIS, DELVIS: NEJ, NEJ: NEJ}[svar[place]]
    after = suggested(besked(*svar[:place], worse, *svar[place + 1 :]), None, None)
    assert before is not None
    assert after is not None
    assert BETTER.index(after) <= BETTER.index(before)


@given(reports)
def test_what_falls_short_is_never_handed_in_without_a_grade_and_a_word(rapport: Rapport) -> None:
    if not missing(rapport) and is_deviation(rapport):
        assert rapport.allvar
        assert rapport.atgarder or rapport.kommentar


@given(reports)
def test_not_relevant_is_never_handed_in_without_a_reason(rapport: Rapport) -> None:
    if not missing(rapport):
        irrelevant = [one for one in rapport.besked if (one.svarstyp, one.svar) == (Svarstyp.JA_NEJ, EJ)]
        assert rapport.kommentar or all(one.kommentar for one in irrelevant)
        assert rapport.samlat != Resultat.EJ_RELEVANT or rapport.kommentar or irrelevant


@given(reports)
def test_what_lacks_nothing_has_a_result_and_every_gap_can_be_found_in_the_panel(rapport: Rapport) -> None:
    found = missing(rapport)
    assert found or rapport.samlat
    assert len(set(found)) == len(found)
    points = {one.kontrollpunkt_id for one in rapport.besked}
    assert {one.kontrollpunkt_id for one in found} <= points | {None}
    assert all(one.text.endswith(".") for one in found)


@pytest.mark.parametrize(
    ("rapport", "expected"),
    [
        (Rapport(besked(JA, JA)), []),
        (Rapport((Besked(1, Svarstyp.JA_NEJ), Besked(2, Svarstyp.TEXT))), ["svar"]),
        (Rapport((Besked(2, Svarstyp.TEXT, "Bra"),)), ["resultat"]),
        (Rapport((Besked(1, Svarstyp.ANDEL),), resultat=Resultat.UPPFYLLT), ["svar"]),
        (Rapport(besked(JA, EJ)), ["kommentar"]),
        (Rapport(besked(JA, EJ), kommentar="Allt var bra."), ["kommentar"]),
        (Rapport(besked(EJ, EJ)), ["kommentar"]),
        (Rapport(besked(EJ, None, None)), ["kommentar", "svar", "svar"]),
        (Rapport(besked(EJ, None), kommentar="Tomt"), ["kommentar", "svar"]),
        (Rapport((*besked(EJ, kommentar="Tomt"), Besked(9, Svarstyp.ANTAL)), kommentar="Tomt"), ["svar"]),
        (Rapport((*besked(EJ, kommentar="Tomt"), Besked(9, Svarstyp.ANTAL, "0"))), []),
        (Rapport((*besked(EJ, kommentar="Tomt"), Besked(9, Svarstyp.TEXT))), []),
        (Rapport(besked(EJ, EJ, kommentar="Tomt")), []),
        (Rapport(besked(JA), resultat=Resultat.EJ_RELEVANT), ["kommentar"]),
        (Rapport(resultat=Resultat.EJ_RELEVANT, kommentar="Tomt"), []),
        (Rapport(besked(JA, NEJ)), ["allvar", "atgard"]),
        (Rapport(besked(JA, NEJ), allvar=1, atgarder=1), []),
        (Rapport(besked(JA, DELVIS), allvar=1, kommentar="Rättat på plats."), []),
        (Rapport(antal_granskade=20, antal_avvikelser=2, atgarder=1), ["allvar"]),
        (Rapport(antal_granskade=2, antal_avvikelser=3, allvar=1, atgarder=1), ["antal_avvikelser"]),
        (Rapport(antal_avvikelser=0, resultat=Resultat.UPPFYLLT), ["antal_granskade"]),
        (Rapport(besked(JA), resultat=Resultat.DELVIS), ["allvar", "atgard"]),
    ],
)
def test_what_is_missing(rapport: Rapport, expected: list[str]) -> None:
    assert gaps(rapport) == expected


NUMBERS = (Besked(1, Svarstyp.ANTAL, "12"), Besked(2, Svarstyp.ANTAL, "3"))
MET, SHARE = Resultat.UPPFYLLT, Besked(3, Svarstyp.ANDEL, "85")


@pytest.mark.parametrize(
    ("rapport", "expected", "told"),
    [
        # Numbers aren't judged: something that is has to be said beside them.
        (Rapport(NUMBERS, resultat=MET), ["antal_granskade"], "inte kan bedöma"),
        (Rapport(NUMBERS, antal_granskade=12), ["antal_avvikelser"], "0 om ingen"),
        (Rapport(NUMBERS, antal_granskade=12, antal_avvikelser=0), [], ""),
        (Rapport(NUMBERS, resultat=MET, kommentar="De tre var systemets egna."), [], ""),
        (Rapport((*besked(JA), NUMBERS[0])), [], ""),
        (Rapport((*besked(EJ, kommentar="Tomt"), NUMBERS[1]), resultat=MET), ["antal_granskade"], "inte kan bedöma"),
        # What speaks against the result.
        (
            Rapport(antal_granskade=12, antal_avvikelser=3, resultat=MET, allvar=1, atgarder=1),
            ["resultat"],
            "Resultatet är Uppfyllt, men antalet avvikelser är 3.",
        ),
        (Rapport(besked(JA, DELVIS), resultat=MET, allvar=1, atgarder=1), ["resultat"], "har svaret Delvis"),
        (Rapport(besked(JA, DELVIS), resultat=MET, allvar=1, kommentar="Räcker."), [], ""),
        (Rapport((*besked(JA), SHARE)), ["resultat"], "en andel är 85 %"),
        (Rapport((*besked(JA), SHARE), kommentar="Två är nya."), [], ""),
        (Rapport((*besked(JA), SHARE._replace(svar="100"))), [], ""),
        (Rapport((*besked(JA), SHARE._replace(svar="0"))), [], ""),
        (Rapport(besked(NEJ), resultat=Resultat.EJ_RELEVANT, kommentar="Nej"), ["resultat"], "valt Ej relevant, men"),
    ],
)
def test_a_result_says_what_it_stands_on(rapport: Rapport, expected: list[str], told: str) -> None:
    assert gaps(rapport) == expected
    assert told in " ".join(one.text for one in missing(rapport))


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2026, 4, 20), ""),
        (date(2026, 1, 1), ""),
        (date(2025, 12, 31), "hör till 2026 och kan inte vara gjord 2025-12-31"),
        (date(2026, 4, 21), "2026-04-21, som inte har varit"),
    ],
)
def test_it_is_done_in_its_year_and_not_in_the_future(day: date, told: str) -> None:
    said = wrong_day(day, date(2026, 4, 20), 2026)
    assert told in said
    assert bool(said) == bool(told)


# --- grades and days -------------------------------------------------------------------------------------------------


def test_the_standard_grades_are_a_scale_of_their_own() -> None:
    assert check_grades([(one.ord, one.innebord) for one in STANDARDGRADER]) == STANDARDGRADER
    assert [one.ord for one in STANDARDGRADER] == ["Mindre", "Betydande", "Allvarlig"]


@pytest.mark.parametrize(("grad", "word"), [(None, ""), (2, "Betydande"), (5, "5")])
def test_a_grade_is_told_by_its_word(grad: int | None, word: str) -> None:
    assert grade_word(STANDARDGRADER, grad) == word


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([("Liten", None)], "2 till 5 grader. Nu är det 1"),
        ([(str(number), None) for number in range(MOST + 1)], "Nu är det 6"),
        ([("Liten", None), (" ", "x")], "Grad 2 saknar ord"),
        ([("Stor ", None), ("stor", None)], "Två grader heter ”stor”"),
    ],
)
def test_a_scale_that_cannot_be_used_is_refused(words: list[tuple[str, str | None]], told: str) -> None:
    with pytest.raises(InputRefused, match=told):
        check_grades(words)


@given(
    st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.integers(1, 400)
)
def test_effect_is_asked_about_on_a_working_day_after_the_atgard(idag: date, slut: date, dagar: int) -> None:
    day = effect_day(idag, slut, dagar)
    assert is_working_day(day)
    assert dagar <= (day - max(idag, slut)).days <= dagar + 6
    assert effect_day(idag, None, dagar) == effect_day(idag, idag, dagar)


def test_days_after_a_slutdatum_are_known_only_where_the_day_comes_after_it() -> None:
    slut = date(2026, 11, 20)
    assert days_after(slut, date(2026, 11, 23)) == 3
    assert [days_after(slut, day) for day in (None, slut, date(2026, 11, 1))] == [None] * 3
    assert days_after(None, slut) is None

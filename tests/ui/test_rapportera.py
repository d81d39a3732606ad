"""The panel that logs a tillfälle: nothing is lost, nothing is said twice, and what is missing is said where it is."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from internkontroll.db.models import enhet_version
from internkontroll.db.session import Register
from internkontroll.domain.words import Svarsord
from internkontroll.services.egenkontroll import Frageruta, Svar, Uppgifter, load_tillfalle, save_draft, set_grades
from internkontroll.services.kontrollera import check
from internkontroll.ui.session import Session
from tests.services.edits import events, find
from tests.ui.rapportera import (
    FIVE,
    HYGIEN,
    HYGIEN_SOLHOJDEN,
    LAKEMEDEL,
    LOGG,
    D,
    E,
    J,
    Logging,
    N,
    field,
    fill,
    first_atgard,
    texts,
    undo_reports,
)

# --- the draft ------------------------------------------------------------------------------------------------------


def test_a_key_answers_and_goes_on_and_the_draft_is_saved(qtbot: QtBot, logging: Logging) -> None:
    questions = [one["fraga"] for one in find(logging.register, "kontrollpunkt", egenkontroll_id=7)]
    assert logging.focus == questions[0]
    logging.key(J)
    assert logging.focus == questions[1]
    logging.key(D)
    assert logging.focus == questions[2]
    qtbot.waitUntil(lambda: len(logging.answers()) == 2, timeout=5_000)
    assert logging.answers() == [("Ja", None), ("Delvis", None)]
    assert logging.row()["datum"] is None
    logging.wait()
    logging.session.undo()
    logging.wait()
    assert logging.answers() == []
    assert logging.panel.form is not None
    assert [one.said[0] for one in logging.panel.form.questions] == [None] * 4


def test_arrows_choose_and_delete_takes_the_answer_back(logging: Logging) -> None:
    logging.key(Qt.Key.Key_Right, Qt.Key.Key_Right)
    logging.panel.commit()
    logging.wait()
    assert logging.answers() == [("Delvis", None)]
    logging.key(Qt.Key.Key_Delete)
    logging.panel.commit()
    logging.wait()
    assert logging.answers() == []


def test_a_letter_in_a_text_is_a_letter(logging: Logging) -> None:
    logging.key(N)
    field(logging, "Vad är det som brister?").editor.focus.setFocus()
    logging.write("Jan den e")
    logging.key(Qt.Key.Key_Tab)
    assert logging.answers() == [("Nej", "Jan den e")]


def test_what_is_left_unsaved_is_saved_when_the_panel_goes(logging: Logging) -> None:
    logging.key(J)
    field(logging, "Analys och kommentar").editor.focus.setFocus()
    logging.write("Halvfärdig")
    logging.panel.show_tillfalle(FIVE[1])
    logging.wait()
    assert (logging.row()["kommentar"], logging.answers()) == ("Halvfärdig", [("Ja", None)])
    logging.key(Qt.Key.Key_Tab)
    logging.panel.show_tillfalle(HYGIEN)
    logging.wait()
    assert field(logging, "Analys och kommentar").editor.text() == "Halvfärdig"


def test_the_day_that_is_chosen_stays_while_the_draft_is_saved(logging: Logging) -> None:
    logging.key(J, J, J, J)
    fill(logging, "Utförd", "2026-04-02")
    fill(logging, "Analys och kommentar", "Gjord på skärtorsdagen.")
    logging.panel.reload()
    logging.wait()
    assert field(logging, "Utförd").editor.text() == "2026-04-02"
    logging.hand_in()
    assert logging.row()["datum"] == date(2026, 4, 2)


def test_hiding_the_panel_saves_an_answer_at_once(logging: Logging) -> None:
    logging.key(J)
    logging.panel.hide()
    logging.wait()
    assert logging.answers() == [("Ja", None)]


def test_ten_thousand_characters_and_swedish_letters_come_back(logging: Logging) -> None:
    text = "Åäö é – ”citat” " * 625
    fill(logging, "Analys och kommentar", text.strip())
    assert logging.row()["kommentar"] == text.strip()


def test_an_atgard_is_one_however_often_it_is_saved(logging: Logging) -> None:
    logging.key(N, J, J, J)
    assert logging.focus == "Hur allvarlig är bristen?"
    logging.key(Qt.Key.Key_3)
    assert logging.focus == "Åtgärd"
    fill(logging, "Åtgärd", "Öva")
    fill(logging, "Ansvarig", "Samordnaren")
    fill(logging, "Slutdatum", "2026-05-31")
    fill(logging, "Fråga om effekt efter (dagar)", "30")
    (atgard,) = find(logging.register, "atgard", utfall_id=HYGIEN, borttagen=None)
    assert (atgard["beskrivning"], atgard["ansvarig"]) == ("Öva", "Samordnaren")
    assert (atgard["slutdatum"], atgard["effekt_fraga"]) == (date(2026, 5, 31), date(2026, 6, 30))
    first_atgard(logging).remove.click()
    logging.wait()
    assert find(logging.register, "atgard", utfall_id=HYGIEN, borttagen=None) == []
    assert [one.atgard.beskrivning for one in [first_atgard(logging)]] == [""]


# --- handing in -----------------------------------------------------------------------------------------------------


def test_what_is_missing_is_said_beside_it_and_the_first_takes_the_focus(logging: Logging) -> None:
    logging.key(J, N, E)
    assert logging.focus == "Varför är frågan inte relevant?"
    logging.hand_in()
    assert logging.row()["datum"] is None
    assert field(logging, "Varför är frågan inte relevant?").error == "Skriv varför frågan inte är relevant."
    assert logging.focus == "Varför är frågan inte relevant?"
    assert logging.panel.form is not None
    assert "Svara på frågan." in logging.panel.form.questions[3].focus.accessibleDescription()
    assert logging.panel.form.deviation.error.text() == "Välj hur allvarlig bristen är."
    assert first_atgard(logging).rows["beskrivning"].error.startswith("Skriv en åtgärd")


def test_handed_in_is_said_and_what_comes_next_is_told(logging: Logging) -> None:
    logging.key(J, J, J, J)
    before = events(logging.register)
    logging.hand_in()
    saved = logging.row()
    assert (saved["datum"], saved["utford_av"], saved["resultat"]) == (logging.session.today, "prov", "Uppfyllt")
    assert events(logging.register) == before + 1
    assert [one.utfall_id for one in logging.next] == [LAKEMEDEL]
    assert logging.panel.top.message.text().startswith("Inlämnat: Basala hygienrutiner")
    logging.hand_in()
    assert events(logging.register) == before + 1
    assert check(logging.register) == []
    logging.panel.show_tillfalle(LAKEMEDEL)
    logging.wait()
    assert logging.panel.top.message.text().startswith("Inlämnat: Basala hygienrutiner")


def test_what_is_undone_is_not_said_to_be_handed_in(logging: Logging) -> None:
    logging.key(J, J, J, J)
    logging.hand_in()
    assert logging.panel.top.message.text().endswith("Ctrl+Z ångrar.")
    logging.session.undo()
    logging.wait()
    assert logging.row()["datum"] is None
    assert logging.panel.top.message.text() == ""


def test_after_the_last_one_the_panel_says_so(qtbot: QtBot, session: Session, register_file: Path) -> None:
    undo_reports(register_file, [HYGIEN])
    logging = Logging(qtbot, session, HYGIEN)
    logging.key(J, J, J, J)
    logging.hand_in()
    assert logging.next == [None]
    assert "Inget mer att logga för Gruppbostaden Tallbacken just nu." in logging.panel.top.message.text()
    assert logging.focus == "Rätta…"
    logging.panel.show_tillfalle(HYGIEN_SOLHOJDEN)
    logging.wait()
    assert logging.panel.top.message.text() == ""  # of the one before


def test_after_the_last_question_comes_what_is_not_counted(logging: Logging) -> None:
    logging.key(J, J, J, J)
    assert logging.focus == "Antal granskade"
    fill(logging, "Antal granskade", "8")
    assert logging.panel.form is not None
    logging.panel.form.questions[3].focus.setFocus()
    logging.key(J)
    assert logging.focus == "Antal avvikelser"
    fill(logging, "Antal avvikelser", "0")
    logging.panel.form.questions[3].focus.setFocus()
    logging.key(J)
    assert logging.focus == "Analys och kommentar"


def test_two_numbers_are_enough_where_that_is_asked(qtbot: QtBot, session: Session) -> None:
    logging = Logging(qtbot, session, LOGG)
    assert logging.focus == "Hur många medarbetares loggar ingick?"
    logging.write("tio")
    logging.key(Qt.Key.Key_Tab)
    assert "helt tal" in field(logging, "Hur många medarbetares loggar ingick?").error
    fill(logging, "Hur många medarbetares loggar ingick?", "20")
    fill(logging, "Hur många av slagningarna gällde skyddade uppgifter?", "0")
    fill(logging, "Antal granskade", "20")
    fill(logging, "Antal avvikelser", "21")
    logging.hand_in()
    assert "fler än de granskade" in field(logging, "Antal avvikelser").error
    fill(logging, "Antal avvikelser", "")
    logging.hand_in()
    assert "inte kan bedöma" in field(logging, "Antal avvikelser").error
    fill(logging, "Antal avvikelser", "0")
    logging.hand_in()
    assert (logging.row()["resultat"], logging.row()["antal_granskade"]) == ("Uppfyllt", 20)


def test_numbers_alone_say_nothing_of_the_result(qtbot: QtBot, session: Session) -> None:
    logging = Logging(qtbot, session, LOGG)
    logging.write("12")
    logging.key(Qt.Key.Key_Tab)
    fill(logging, "Hur många av slagningarna gällde skyddade uppgifter?", "3")
    fill(logging, "Resultat", "Uppfyllt")
    logging.hand_in()
    assert (logging.row()["datum"], logging.focus) == (None, "Antal granskade")
    assert "inte kan bedöma" in field(logging, "Antal granskade").error
    fill(logging, "Antal granskade", "12")
    fill(logging, "Antal avvikelser", "3")
    assert field(logging, "Antal granskade").error == ""
    logging.hand_in()
    assert "Resultatet är Uppfyllt, men antalet avvikelser är 3." in field(logging, "Resultat").error
    assert logging.panel.form is not None
    assert logging.panel.form.deviation.error.text() == "Välj hur allvarlig bristen är."
    fill(logging, "Resultat", "")
    logging.panel.form.deviation.grade.setFocus()
    logging.key(Qt.Key.Key_1)
    fill(logging, "Åtgärd", "Fråga medarbetarna")
    logging.hand_in()
    assert (logging.row()["resultat"], logging.row()["antal_avvikelser"]) == ("Delvis uppfyllt", 3)


def test_a_result_that_is_stepped_to_is_asked_for_no_longer(qtbot: QtBot, session: Session) -> None:
    logging = Logging(qtbot, session, LOGG)
    for title in ("Hur många medarbetares loggar ingick?", "Hur många av slagningarna gällde skyddade uppgifter?"):
        fill(logging, title, "0")
    logging.hand_in()
    result = field(logging, "Resultat")
    assert (logging.focus, result.error) == ("Resultat", "Välj resultat.")
    logging.key(Qt.Key.Key_Down)
    assert (result.editor.text() != "", result.error) == (True, "")
    fill(logging, "Resultat", "")
    logging.hand_in()
    fill(logging, "Antal granskade", "8")
    assert result.error == ""  # the numbers say it


def test_one_question_that_is_not_relevant_is_not_all_of_it(logging: Logging) -> None:
    logging.key(E)
    logging.hand_in()
    assert logging.row()["datum"] is None
    assert logging.focus == "Varför är frågan inte relevant?"
    assert field(logging, "Varför är frågan inte relevant?").error == "Skriv varför frågan inte är relevant."
    assert texts(logging).count("Svara på frågan.") == 3
    assert field(logging, "Analys och kommentar").error == ""


def test_a_day_before_the_years_beginning_is_said_beside_it(logging: Logging) -> None:
    logging.key(J, J, J, J)
    fill(logging, "Utförd", "1990-01-01")
    logging.hand_in()
    assert (logging.row()["datum"], logging.focus) == (None, "Utförd")
    assert field(logging, "Utförd").error.startswith("Egenkontrollen hör till 2026 och kan inte vara gjord 1990-01-01")


def test_an_atgard_without_its_text_is_not_lost_in_silence(logging: Logging) -> None:
    logging.key(N, J, J, J, Qt.Key.Key_1)
    fill(logging, "Analys och kommentar", "Rättat på plats.")
    fill(logging, "Ansvarig", "Samordnaren")
    logging.hand_in()
    assert first_atgard(logging).rows["beskrivning"].error.startswith("Skriv vad som ska göras.")
    assert logging.row()["datum"] is None


def test_the_chief_hands_in_for_her_other_unit_too(qtbot: QtBot, session: Session, register_file: Path) -> None:
    other = HYGIEN_SOLHOJDEN
    undo_reports(register_file, [HYGIEN, other])
    register = Register(register_file, "prov")
    with register.write("Samma chef") as writer:
        (before,) = find(register, "enhet_version", enhet_id=13)
        writer.update(enhet_version, before, {"chef": "Birgitta Nordin"})
    logging = Logging(qtbot, session, HYGIEN)
    assert logging.panel.form is not None
    (tick,) = logging.panel.form.units.ticks
    assert tick.accessibleName() == "Gäller även Gruppbostaden Solhöjden"
    logging.key(J, J, J, N)
    assert not tick.isEnabled()
    assert logging.panel.form is not None
    logging.panel.form.questions[3].focus.setFocus()
    logging.key(J)
    assert tick.isEnabled()
    tick.click()
    fill(logging, "Analys och kommentar", "Lika bra i båda.")
    logging.hand_in()
    done = [one for one in find(register, "utfall", egenkontroll_id=7) if one["id"] in (HYGIEN, other)]
    assert [one["kommentar"] for one in done] == ["Lika bra i båda."] * 2
    assert [one["datum"] for one in done] == [session.today] * 2
    assert len(find(register, "svar", utfall_id=other)) == 4
    assert check(register) == []


# --- others, and before ---------------------------------------------------------------------------------------------


def test_two_who_write_the_same_comment_both_keep_theirs(logging: Logging) -> None:
    row = field(logging, "Analys och kommentar")
    row.editor.focus.setFocus()
    row.editor.set_text("Mitt")
    save_draft(Register(logging.register.path, "Berit"), HYGIEN, Uppgifter(varden={"kommentar": "Berits"}))
    row.commit()
    logging.wait()
    assert logging.row()["kommentar"] == "Berits"
    assert row.editor.text() == "Mitt"
    assert "Berits" in row.error
    row._keep_mine()
    logging.wait()
    assert logging.row()["kommentar"] == "Mitt"


def test_what_another_has_answered_meanwhile_is_told_and_not_overwritten(logging: Logging) -> None:
    other = Register(logging.register.path, "Berit")
    assert logging.panel.form is not None
    question = logging.panel.form.questions[0]
    save_draft(other, HYGIEN, Uppgifter({question.point: Svar("Nej")}))
    logging.key(J)
    logging.panel.commit()
    logging.wait()
    assert logging.answers() == [("Nej", None)]
    assert "Någon annan har svarat Nej" in question.focus.accessibleDescription()


def test_the_same_question_failing_again_is_said_in_words(logging: Logging) -> None:
    assert logging.panel.form is not None
    question = logging.panel.form.questions[2]
    assert any("Förra gången:" in text for text in texts(logging))
    question.focus.setFocus()
    again = [
        bool(one.brister and one.forra and one.forra[0] in (Svarsord.NEJ, Svarsord.DELVIS)) for one in rutor(logging)
    ]
    for place, falls in enumerate(again):
        logging.panel.form.questions[place].focus.setFocus()
        logging.key(N)
        said = " ".join(texts(logging))
        assert ("i rad" in said or "även förra gången" in said) == any(again[: place + 1]), falls


def rutor(logging: Logging) -> list[Frageruta]:
    with logging.register.read() as connection:
        return list(load_tillfalle(connection, logging.post).fragor)


def test_the_words_of_the_namnd_grade_the_brist(qtbot: QtBot, session: Session, register_file: Path) -> None:
    undo_reports(register_file, [HYGIEN])
    words = [("Liten", None), ("Stor", "Märks av den enskilde."), ("Störst", None)]
    set_grades(Register(register_file, "prov"), 1, words)
    logging = Logging(qtbot, session, HYGIEN)
    logging.key(N, J, J, J)
    logging.key(Qt.Key.Key_2)
    assert "Märks av den enskilde." in texts(logging)
    assert logging.panel.form is not None
    assert logging.panel.form.deviation.allvar == 2

"""Answers follow their kontrollpunkter: the file lists words only, the register knows more kinds and gaps."""

from typing import Any

import pytest

from internkontroll.db import models
from internkontroll.db.session import Register
from internkontroll.domain.changes import Changes
from internkontroll.errors import InputRefused
from internkontroll.services.importera import import_files
from internkontroll.services.kontrollera import check
from tests.importing.registers import Refillable
from tests.utbyte_files import Raw, export, full, write


@pytest.fixture(scope="module")
def refillable(tmp_path_factory: pytest.TempPathFactory) -> Refillable:
    return Refillable(tmp_path_factory.mktemp("answers"))


@pytest.fixture
def register(refillable: Refillable) -> Register:
    """Of two kontrollpunkter the first is answered with Nej, the second with Ja."""
    return refillable.filled(full())


def edit(register: Register, table: str, **values: Any) -> None:
    """Change the first row of the table, as the window will."""
    with register.write("Ändring") as writer:
        row = writer.connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY id").mappings().first()
        assert row is not None
        writer.update(models.metadata.tables[table], row, values)


def forget_first_answer(register: Register) -> None:
    with register.write("Ändring") as writer:
        row = writer.connection.exec_driver_sql("SELECT * FROM svar ORDER BY id").mappings().first()
        assert row is not None
        writer.delete(models.svar, [dict(row)])


def answers(register: Register) -> list[str]:
    """What the register holds, in the order of the kontrollpunkter."""
    with register.read() as connection:
        return list(connection.exec_driver_sql("SELECT svar FROM svar ORDER BY kontrollpunkt_id").scalars())


def imported(register: Register, data: Raw) -> Changes:
    return import_files(register, [write(register.path.with_name("fil.json"), data)])


def with_answers(register: Register, *svar: str) -> Raw:
    """What the register exports, with these answers."""
    data = export(register)
    data["egenkontroller"][0]["utfall"][0]["svar"] = list(svar)
    return data


def test_a_number_is_no_answer_in_words_and_stays(register: Register) -> None:
    edit(register, "kontrollpunkt", svarstyp="antal")
    edit(register, "svar", svar="17")
    assert export(register)["egenkontroller"][0]["utfall"][0]["svar"] == ["Ja"]
    assert not imported(register, export(register))
    imported(register, with_answers(register, "Delvis"))
    assert answers(register) == ["17", "Delvis"]
    assert check(register) == []


def test_an_answer_after_an_unanswered_question_is_not_taken_for_its_answer(register: Register) -> None:
    forget_first_answer(register)
    assert "svar" not in export(register)["egenkontroller"][0]["utfall"][0]
    assert not imported(register, export(register))
    imported(register, with_answers(register, "Delvis"))
    assert sorted(answers(register)) == ["Delvis", "Ja"]
    assert export(register)["egenkontroller"][0]["utfall"][0]["svar"] == ["Delvis", "Ja"]


def test_the_answer_to_a_deleted_question_is_not_exported(register: Register) -> None:
    edit(register, "kontrollpunkt", borttagen="2024-03-01T12:00:00+00:00")
    control = export(register)["egenkontroller"][0]
    assert control["kontrollpunkter"] == ["Är släckarna kontrollerade?"]
    assert control["utfall"][0]["svar"] == ["Ja"]
    assert not imported(register, export(register))


def test_more_words_than_questions_that_ask_for_one_are_refused(register: Register) -> None:
    edit(register, "kontrollpunkt", svarstyp="antal")
    message = (
        "egenkontrollen ”Brandskydd, Barnavdelningen, 2024-01-31”: Det finns 2 svar men 1 kontrollpunkter som besvaras "
        "med ett ord. Ta bort svar eller lägg till kontrollpunkter."
    )
    with pytest.raises(InputRefused, match=message):
        imported(register, with_answers(register, "Ja", "Nej"))
    assert answers(register) == ["Nej", "Ja"]


def with_questions(register: Register, *fragor: str) -> Raw:
    """What the register exports, with these questions; answers to the first two."""
    data = with_answers(register, "Nej", "Ja")
    data["egenkontroller"][0]["kontrollpunkter"] = list(fragor)
    return data


def points(register: Register) -> list[tuple[str, bool, str]]:
    """Question, whether it is asked no longer, and its answers; in order."""
    query = """SELECT fraga, kontrollpunkt.borttagen IS NOT NULL AS tidigare, coalesce(group_concat(svar), '') AS svar
        FROM kontrollpunkt LEFT JOIN svar ON svar.kontrollpunkt_id = kontrollpunkt.id
        GROUP BY kontrollpunkt.id ORDER BY kontrollpunkt.ordning, kontrollpunkt.id"""
    with register.read() as connection:
        return [(one.fraga, bool(one.tidigare), one.svar) for one in connection.exec_driver_sql(query)]


def test_a_question_in_new_words_leaves_its_answers_under_the_old_ones(register: Register) -> None:
    data = with_questions(register, "Är vägarna ut fria?", "Är släckarna kontrollerade?")
    changes = imported(register, data)
    assert [(one.tabell, one.falt, one.var, one.blev) for one in changes.changed] == [
        ("kontrollpunkt", "fraga", "Är utgångarna fria?", "Är vägarna ut fria?")
    ]
    renewed = [
        ("Är utgångarna fria?", True, "Nej"),
        ("Är vägarna ut fria?", False, ""),
        ("Är släckarna kontrollerade?", False, "Ja"),
    ]
    assert points(register) == renewed
    assert not imported(register, data)
    assert points(register) == renewed
    data["egenkontroller"][0]["utfall"][0]["svar"] = ["Delvis", "Ja"]
    imported(register, data)
    assert points(register)[0] == ("Är utgångarna fria?", True, "Delvis")
    assert check(register) == []


def test_a_new_utfall_answers_the_new_words(register: Register) -> None:
    data = with_questions(register, "Är vägarna ut fria?", "Är släckarna kontrollerade?")
    data["egenkontroller"][0]["utfall"].append({"enhet": "Barnavdelningen", "period": "2024-03-31", "svar": ["Delvis"]})
    imported(register, data)
    assert points(register)[:2] == [("Är utgångarna fria?", True, "Nej"), ("Är vägarna ut fria?", False, "Delvis")]


def test_questions_are_known_by_their_words_before_their_place(register: Register) -> None:
    data = with_questions(register, "Är larmet provat?", "Är utgångarna fria?", "Är släckarna kontrollerade?")
    data["egenkontroller"][0]["utfall"][0]["svar"] = ["Ja", "Nej", "Ja"]
    changes = imported(register, data)
    assert dict(changes.new) == {"kontrollpunkt": 1, "svar": 1}
    assert points(register) == [
        ("Är larmet provat?", False, "Ja"),
        ("Är utgångarna fria?", False, "Nej"),
        ("Är släckarna kontrollerade?", False, "Ja"),
    ]
    assert export(register) == data


def test_a_kept_order_leaves_gaps_alone(register: Register) -> None:
    edit(register, "kontrollpunkt", ordning=1)
    with register.write("Ändring") as writer:
        rows = writer.connection.exec_driver_sql("SELECT * FROM kontrollpunkt ORDER BY id").mappings().all()
        writer.update(models.kontrollpunkt, rows[1], {"ordning": 7})
    data = with_questions(register, "Är utgångarna fria?", "Är släckarna kontrollerade?", "Är larmet provat?")
    changes = imported(register, data)
    assert not changes.changed
    assert [one[0] for one in points(register)][-1] == "Är larmet provat?"
    assert not imported(register, data)

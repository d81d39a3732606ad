"""The database's own rules on egenkontroll."""

import sqlite3
from collections.abc import Iterator

import pytest

from internkontroll.db.session import Register
from tests.db.registers import raw

NEW = "lower(hex(randomblob(18)))"
"""A uuid, as far as the database looks."""

VIOLATIONS = {
    "months that aren't numbers": ("UPDATE egenkontroll SET manader = 'mars'", "ck_egenkontroll_manader"),
    "egenkontroll that ends before it begins": (
        "UPDATE egenkontroll SET fran = '2026-05-02', till = '2026-05-01'",
        "ck_egenkontroll_tid",
    ),
    "unit that leaves before it joins": (
        "UPDATE egenkontroll_enhet SET fran = '2026-05-02', till = '2026-05-01'",
        "ck_egenkontroll_enhet_tid",
    ),
    "unit that takes over from itself": (
        "UPDATE egenkontroll_enhet SET efter_id = enhet_id",
        "ck_egenkontroll_enhet_efter_annan",
    ),
    "pause that ends before it begins": (
        f"INSERT INTO uppehall (uuid, enhet_id, fran, till, skal) VALUES ({NEW}, 1, '2026-05-02', '2026-05-01', 'x')",
        "ck_uppehall_tid",
    ),
    "pause without a reason": (
        f"INSERT INTO uppehall (uuid, enhet_id, fran, skal) VALUES ({NEW}, 1, '2026-05-02', ' ')",
        "ck_uppehall_skal",
    ),
    "sample of something else than a list": (
        "INSERT INTO stickprov (uuid, utfall_id, omfattning, population, algoritm, fro, dragna) "
        f"VALUES ({NEW}, 1, 'Akter', '{{}}', 'a', 'b', '[]')",
        "ck_stickprov_population",
    ),
    "grade that no scale has": ("UPDATE utfall SET allvar = 6", "ck_utfall_allvar"),
    "grade in a word": ("UPDATE utfall SET allvar = 'Stor'", "ck_utfall_allvar"),
    "effect in a word of one's own": ("UPDATE atgard SET effekt = 'Kanske'", "ck_atgard_effekt"),
    "effect asked for on a day that there isn't": (
        "UPDATE atgard SET effekt_fraga = '2026-02-30'",
        "ck_atgard_effekt_fraga",
    ),
    "risk from a tillfälle that there isn't": ("UPDATE risk SET utfall_id = 999999", "FOREIGN KEY"),
    "correction without a reason": (
        f"INSERT INTO rattelse (uuid, utfall_id, skal, fore) VALUES ({NEW}, 1, ' ', '{{}}')",
        "ck_rattelse_skal",
    ),
    "correction of something else than values": (
        f"INSERT INTO rattelse (uuid, utfall_id, skal, fore) VALUES ({NEW}, 1, 'Fel', '[]')",
        "ck_rattelse_fore",
    ),
    "grade without a word": (
        f"INSERT INTO allvarsgrad (uuid, namnd_id, grad, ord) VALUES ({NEW}, 1, 1, '')",
        "ck_allvarsgrad_ord",
    ),
    "two words for one grade": (
        f"INSERT INTO allvarsgrad (uuid, namnd_id, grad, ord) VALUES ({NEW}, 1, 1, 'Liten'), ({NEW}, 1, 1, 'Stor')",
        "allvarsgrad.namnd_id, allvarsgrad.grad",
    ),
    "package without a head": (
        f"INSERT INTO enhetspaket (uuid, plan_id, enhet_id, skapad, huvud) VALUES ({NEW}, 1, 1, '2026-01-01', '')",
        "ck_enhetspaket_huvud",
    ),
    "two wordings of one question at a time": (
        "UPDATE kontrollpunkt SET identitet = printf('%036d', 0), egenkontroll_id = (SELECT min(id) FROM egenkontroll)",
        "uq_kontrollpunkt_identitet|UNIQUE constraint failed: kontrollpunkt.egenkontroll_id, kontrollpunkt.identitet",
    ),
}


@pytest.fixture
def db(example: Register) -> Iterator[sqlite3.Connection]:
    with raw(example.path) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection


@pytest.mark.parametrize(("statement", "rule"), VIOLATIONS.values(), ids=VIOLATIONS)
def test_the_database_refuses(db: sqlite3.Connection, statement: str, rule: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=rule):
        db.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE egenkontroll SET manader = '3, 9', fran = '2026-05-01', till = '2026-05-01'",
        "UPDATE egenkontroll SET till = '2026-05-01', fran = NULL",
        "UPDATE egenkontroll_enhet SET fran = '2026-05-01', efter_id = (SELECT max(id) FROM enhet) WHERE id = 1",
        f"INSERT INTO uppehall (uuid, enhet_id, fran, skal) VALUES ({NEW}, 1, '2026-05-02', 'Renovering')",
        "UPDATE kontrollpunkt SET identitet = printf('%036d', 0), borttagen = iif(id = 1, NULL, '2026-05-01T12:00:00')",
    ],
)
def test_the_database_takes(db: sqlite3.Connection, statement: str) -> None:
    assert db.execute(statement).rowcount > 0

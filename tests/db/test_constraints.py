"""What the database refuses by itself, whoever writes to it."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from internkontroll.db.models import metadata
from internkontroll.db.session import Register

NEW = "lower(hex(randomblob(18)))"
"""A uuid, as far as the database looks."""

THREE = """'["a","b","c"]'"""


def insert_scale(plan: int, sannolikhet: str = THREE, konsekvens: str = THREE, band: str = "'[]'") -> str:
    columns = "uuid, plan_id, sannolikhet, konsekvens, band, celler"
    return f"INSERT INTO riskskala ({columns}) VALUES ({NEW}, {plan}, {sannolikhet}, {konsekvens}, {band}, '[]')"


PREPARATIONS = (
    "INSERT INTO innehall VALUES (printf('%064d', 0), 3, 'abc')",
    "INSERT INTO bilaga (uuid, filnamn, sha256, risk_id) "
    f"SELECT {NEW}, 'bild.png', printf('%064d', 0), min(id) FROM risk",
    f"INSERT INTO plan (id, uuid, namnd_id, ar, status) VALUES (76, {NEW}, 1, 2027, 'utkast')",
    f"INSERT INTO plan (id, uuid, namnd_id, ar, status) VALUES (77, {NEW}, 1, 2028, 'utkast')",
    "UPDATE plan SET status = 'utkast' WHERE id = 2",
    insert_scale(2),
    insert_scale(77),
    "UPDATE plan SET status = 'beslutad' WHERE id = 2",
)
"""Plan 1 is closed and has no scale of its own, 2 is decided with one, 76 a draft without, 77 a draft with one."""


@pytest.fixture(scope="module")
def opened(example_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    copy = Path(shutil.copy(example_file, tmp_path_factory.mktemp("regler") / "exempel.ikreg"))
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA recursive_triggers = ON")
        for statement in PREPARATIONS:
            connection.execute(statement)
        yield connection


@pytest.fixture
def db(opened: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """The example register with a bilaga and more plans; what a test does to it is undone."""
    opened.execute("BEGIN")
    yield opened
    opened.execute("ROLLBACK")


OTHER_PLAN = "(SELECT min(o.id) FROM {0} AS o WHERE o.plan_id <> {1}.plan_id)"

VIOLATIONS = {
    "status that isn't a word of the house": (
        "UPDATE uppfoljning SET status = 'Nästan klart'",
        "ck_uppfoljning_status",
    ),
    "status in other letters": ("UPDATE uppfoljning SET status = 'klart'", "ck_uppfoljning_status"),
    "tillfälle that isn't one": ("UPDATE tillfalle SET typ = 'maj'", "ck_tillfalle_typ"),
    "plan in an unknown state": ("UPDATE plan SET status = 'klar'", "ck_plan_status"),
    "frequency that isn't a word of the house": (
        "UPDATE egenkontroll SET frekvens = 'ibland'",
        "ck_egenkontroll_frekvens",
    ),
    "method that isn't a word of the house": ("UPDATE egenkontroll SET metod = 'känsla'", "ck_egenkontroll_metod"),
    "åtgärd with two owners": (
        "UPDATE atgard SET utfall_id = (SELECT min(id) FROM utfall) WHERE risk_id IS NOT NULL",
        "ck_atgard_agare",
    ),
    "åtgärd without owner": ("UPDATE atgard SET risk_id = NULL", "ck_atgard_agare"),
    "åtgärd of a risk with a recommendation": (
        "UPDATE atgard SET rekommendation_id = 1 WHERE risk_id IS NOT NULL",
        "ck_atgard_rekommendation",
    ),
    "åtgärd with another granskning's recommendation": (
        "UPDATE atgard SET rekommendation_id = (SELECT min(r.id) FROM rekommendation AS r "
        "WHERE r.granskning_id <> atgard.granskning_id) WHERE granskning_id IS NOT NULL",
        "FOREIGN KEY",
    ),
    "åtgärd closed at year end without a reason": (
        "UPDATE atgard SET arsbeslut = 'avslutas', arsbeslut_skal = NULL",
        "ck_atgard_arsbeslut_har_skal",
    ),
    "uppföljning of nothing": ("UPDATE uppfoljning SET atgard_id = NULL", "ck_uppfoljning_agare"),
    "uppföljning of two things": (
        "UPDATE uppfoljning SET kontroll_id = (SELECT min(id) FROM kontroll) WHERE atgard_id IS NOT NULL",
        "ck_uppfoljning_agare",
    ),
    "two uppföljningar of one åtgärd at one tillfälle": (
        "INSERT INTO uppfoljning (uuid, plan_id, tillfalle_id, atgard_id) "
        f"SELECT {NEW}, plan_id, tillfalle_id, atgard_id FROM uppfoljning WHERE atgard_id IS NOT NULL LIMIT 1",
        "uppfoljning.atgard_id, uppfoljning.tillfalle_id",
    ),
    "uppföljning at another plan's tillfälle": (
        f"UPDATE uppfoljning SET tillfalle_id = {OTHER_PLAN.format('tillfalle', 'uppfoljning')} WHERE id = 1",
        "FOREIGN KEY",
    ),
    "risk in another plan's process": (
        f"UPDATE risk SET process_id = {OTHER_PLAN.format('process', 'risk')}",
        "FOREIGN KEY",
    ),
    "risk against another plan's mål": (f"UPDATE risk SET mal_id = {OTHER_PLAN.format('mal', 'risk')}", "FOREIGN KEY"),
    "risk that affects another plan's mål": (
        f"UPDATE risk_mal SET mal_id = {OTHER_PLAN.format('mal', 'risk_mal')} WHERE id = 1",
        "FOREIGN KEY",
    ),
    "åtgärd of another plan's risk": (
        f"UPDATE atgard SET risk_id = {OTHER_PLAN.format('risk', 'atgard')} WHERE risk_id IS NOT NULL",
        "FOREIGN KEY",
    ),
    "kontroll of another plan's risk": (
        f"UPDATE kontroll SET risk_id = {OTHER_PLAN.format('risk', 'kontroll')}",
        "FOREIGN KEY",
    ),
    "egenkontroll of another plan's process": (
        f"UPDATE egenkontroll SET process_id = {OTHER_PLAN.format('process', 'egenkontroll')}",
        "FOREIGN KEY",
    ),
    "answer to another egenkontroll's question": (
        "UPDATE svar SET kontrollpunkt_id = (SELECT min(k.id) FROM kontrollpunkt AS k "
        "WHERE k.egenkontroll_id <> svar.egenkontroll_id) WHERE id = 1",
        "FOREIGN KEY",
    ),
    "risk in a unit that doesn't exist": ("UPDATE risk SET enhet_id = 9999", "FOREIGN KEY"),
    "deleted risk whose åtgärder stay": ("DELETE FROM risk WHERE id IN (SELECT risk_id FROM atgard)", "FOREIGN KEY"),
    "deleted plan whose content stays": ("DELETE FROM plan WHERE ar = 2025", "FOREIGN KEY"),
    "two risks of a plan with one beteckning": (
        "UPDATE risk SET beteckning = 'R1'",
        "risk.plan_id, risk.beteckning",
    ),
    "two processer of a plan with one number": ("UPDATE process SET nummer = '1'", "process.plan_id, process.nummer"),
    "two mål of a plan with one name": ("UPDATE mal SET namn = 'Trygghet'", "mal.plan_id, mal.namn"),
    "two egenkontroller of a plan with one beteckning": (
        "UPDATE egenkontroll SET beteckning = 'E1'",
        "egenkontroll.plan_id, egenkontroll.beteckning",
    ),
    "one risk twice in a plan": (
        "UPDATE risk SET identitet = (SELECT identitet FROM risk WHERE plan_id = 2 LIMIT 1) WHERE plan_id = 2",
        "risk.plan_id, risk.identitet",
    ),
    "two outcomes of a unit and period": (
        "INSERT INTO utfall (uuid, egenkontroll_id, enhet_id, ordning, period) "
        f"SELECT {NEW}, egenkontroll_id, enhet_id, 1, period FROM utfall LIMIT 1",
        "utfall.egenkontroll_id, utfall.enhet_id, utfall.period",
    ),
    "two plans for one year": ("UPDATE plan SET ar = 2026", "plan.namnd_id, plan.ar"),
    "two nämnder of one name": (
        f"INSERT INTO namnd (uuid, namn, kommun) SELECT {NEW}, namn, kommun FROM namnd",
        "namnd.namn, namnd.kommun",
    ),
    "two nämnder of one name without kommun": (
        f"INSERT INTO namnd (uuid, namn) SELECT {NEW}, 'Ensam' UNION ALL SELECT {NEW}, 'Ensam'",
        "namnd.namn",
    ),
    "one uuid on two risks": ("UPDATE risk SET uuid = (SELECT min(uuid) FROM risk)", "risk.uuid"),
    "uuid that is too short": ("UPDATE risk SET uuid = 'abc'", "ck_risk_uuid"),
    "decided plan without a date": (
        "UPDATE plan SET beslut_datum = NULL WHERE ar = 2026",
        "ck_plan_beslutad_har_datum",
    ),
    "plan of a year before living memory": ("UPDATE plan SET ar = 1899", "ck_plan_ar"),
    "added risk without a reason": (
        "UPDATE risk SET tillagd = '2026-05-01', tillagd_skal = NULL",
        "ck_risk_tillagd_har_skal",
    ),
    "ended risk without a reason": (
        "UPDATE risk SET avslutad = '2026-05-01', avslutad_skal = NULL",
        "ck_risk_avslutad_har_skal",
    ),
    "yes or no that is neither": ("UPDATE risk SET oegentlighet = 2", "ck_risk_oegentlighet"),
    "bedömning of nothing": ("UPDATE bedomning SET sannolikhet = NULL, konsekvens = NULL", "ck_bedomning_nagot"),
    "step above every scale": ("UPDATE bedomning SET sannolikhet = 7", "ck_bedomning_sannolikhet"),
    "step below every scale": ("UPDATE bedomning SET konsekvens = 0", "ck_bedomning_konsekvens"),
    "half a step": ("UPDATE bedomning SET konsekvens = 2.5", "ck_bedomning_konsekvens"),
    "step in letters": ("UPDATE bedomning SET konsekvens = 'tre'", "ck_bedomning_konsekvens"),
    "scale with two steps": (insert_scale(76, sannolikhet="'[1,2]'"), "ck_riskskala_sannolikhet"),
    "scale with seven steps": (insert_scale(76, konsekvens="'[1,2,3,4,5,6,7]'"), "ck_riskskala_konsekvens"),
    "scale whose bands are no list": (insert_scale(76, band="'{}'"), "ck_riskskala_band"),
    "unit that went into another and is still open": (
        "UPDATE enhet SET uppgick_i_id = 1, stangd = NULL WHERE id = 3",
        "ck_enhet_uppgick_stangd",
    ),
    "unit that went into itself": (
        "UPDATE enhet SET uppgick_i_id = id, stangd = '2026-01-01'",
        "ck_enhet_uppgick_i_annan",
    ),
    "unit above itself": ("UPDATE enhet_version SET overordnad_id = enhet_id", "ck_enhet_version_overordnad_annan"),
    "law that ends before it begins": (
        "UPDATE lagrum SET galler_fran = '2025-07-01', galler_till = '2025-06-30'",
        "ck_lagrum_galler",
    ),
    "reminder more than a year after": ("UPDATE egenkontroll SET dagar_efter = 367", "ck_egenkontroll_dagar_efter"),
    "fewer than no reviewed cases": ("UPDATE utfall SET antal_granskade = -1", "ck_utfall_antal_granskade"),
    "fewer than no deviations": ("UPDATE utfall SET antal_avvikelser = -1", "ck_utfall_antal_avvikelser"),
    "bilaga of a size that isn't its own": ("UPDATE innehall SET storlek = 4", "ck_innehall_storlek"),
    "bilaga above 25 MB": (
        "INSERT INTO innehall VALUES (printf('%064d', 9), 25*1024*1024 + 1, zeroblob(25*1024*1024 + 1))",
        "ck_innehall_storlek",
    ),
    "bilaga with half a checksum": ("UPDATE innehall SET sha256 = 'abc'", "ck_innehall_sha256"),
    "bilaga of two things": (
        "UPDATE bilaga SET atgard_id = (SELECT min(id) FROM atgard)",
        "ck_bilaga_agare",
    ),
    "bilaga whose content is gone": ("DELETE FROM innehall", "FOREIGN KEY"),
    "row of the log that says nothing": (
        "INSERT INTO handelserad (handelse_id, tabell, post) VALUES (1, 'risk', 1)",
        "ck_handelserad_nagot",
    ),
    "logo without words for those who can't see it": (
        f"INSERT INTO utseende (uuid, namnd_id, logotyp) VALUES ({NEW}, 1, printf('%064d', 0))",
        "ck_utseende_logotyp_har_alt",
    ),
    "one font of two": (
        f"INSERT INTO utseende (uuid, namnd_id, typsnitt) VALUES ({NEW}, 1, printf('%064d', 0))",
        "ck_utseende_bada_typsnitten",
    ),
    "colour in words": (f"INSERT INTO utseende (uuid, namnd_id, farg) VALUES ({NEW}, 1, 'röd')", "ck_utseende_farg"),
    "margin that leaves no page": (
        f"INSERT INTO utseende (uuid, namnd_id, marginal_mm) VALUES ({NEW}, 1, 41)",
        "ck_utseende_marginal_mm",
    ),
    "remark silenced without a reason": (
        f"INSERT INTO tystad (uuid, plan_id, regel, post, skal) VALUES ({NEW}, 1, 'R1', {NEW}, ' ')",
        "ck_tystad_skal",
    ),
    "second register in the file": ("INSERT INTO register VALUES (2, 'x', 'y')", "ck_register_ensam"),
}


@pytest.mark.parametrize(("statement", "rule"), VIOLATIONS.values(), ids=VIOLATIONS)
def test_the_database_refuses(db: sqlite3.Connection, statement: str, rule: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=rule):
        db.execute(statement)


ALLOWED = {
    "one beteckning again when the first one is in the papperskorg": (
        "UPDATE risk SET beteckning = 'R1', borttagen = iif(id = 1, NULL, '2026-05-01T12:00:00') WHERE plan_id = 1"
    ),
    "one process number again when the first one is in the papperskorg": (
        "UPDATE process SET nummer = '1', borttagen = iif(id = 1, NULL, '2026-05-01T12:00:00') WHERE plan_id = 1"
    ),
    "one beteckning in two years": (
        "UPDATE risk SET beteckning = 'R1' WHERE id IN (SELECT min(id) FROM risk GROUP BY plan_id)"
    ),
    "risks without beteckning": "UPDATE risk SET beteckning = NULL",
    "bilaga of exactly 25 MB": (
        "INSERT INTO innehall VALUES (printf('%064d', 9), 25*1024*1024, zeroblob(25*1024*1024))"
    ),
    "leap day": "UPDATE plan SET beslut_datum = '2024-02-29'",
    "scale with three and six steps": insert_scale(76, konsekvens="'[1,2,3,4,5,6]'"),
    "only one half of a bedömning": "UPDATE bedomning SET sannolikhet = NULL, konsekvens = 6",
}


@pytest.mark.parametrize("statement", ALLOWED.values(), ids=ALLOWED)
def test_the_database_takes(db: sqlite3.Connection, statement: str) -> None:
    assert db.execute(statement).rowcount > 0


# --- the same rule for every column of a kind -----------------------------------------------------------------------

TECHNICAL = {"uuid", "identitet", "borttagen", "sortnyckel", "sha256", "skapat", "regel", "post"}
"""Texts that no person writes."""

LOGGED = sorted(table.name for table in metadata.sorted_tables if not table.name.startswith("handelse"))


def columns(db: sqlite3.Connection, kind: str, *, required: bool | None = None) -> list[tuple[str, str]]:
    """(table, column) of every column of that type whose table has a row."""
    return [
        (table, name)
        for table in LOGGED
        for _, name, type_, notnull, *_ in db.execute(f'PRAGMA table_info("{table}")')
        if type_ == kind and name not in TECHNICAL and required in (None, bool(notnull))
        if table != "riskskala" and db.execute(f'SELECT 1 FROM "{table}"').fetchone()
    ]


def takes(db: sqlite3.Connection, table: str, column: str, value: object) -> bool:
    """Whether one row can get the value; False only where a CHECK says no."""
    try:
        db.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE id = (SELECT min(id) FROM "{table}")', (value,))
    except sqlite3.IntegrityError as error:
        assert f"CHECK constraint failed: ck_{table}_" in str(error)
        return False
    return True


@pytest.mark.parametrize(
    "value", ["2026-02-30", "2026-13-01", "2026-2-3", "20260203", "2026-02-03 10:00", "i går", "", 5]
)
def test_no_date_column_takes_what_is_not_a_day(db: sqlite3.Connection, value: object) -> None:
    days = columns(db, "DATE")
    assert len(days) >= 17
    assert [day for day in days if takes(db, *day, value)] == []


def test_no_text_is_longer_than_100_000_characters(db: sqlite3.Connection) -> None:
    texts = columns(db, "TEXT")
    assert len(texts) >= 70
    assert [text for text in texts if takes(db, *text, "å" * 100_001)] == []


def test_every_free_text_holds_100_000_characters(db: sqlite3.Connection) -> None:
    words = {
        ("atgard", "arsbeslut"),
        ("atgard", "effekt"),
        ("bedomning", "fas"),
        ("egenkontroll", "metod"),
        ("kontrollpunkt", "svarstyp"),
        ("plan", "status"),
        *((table, "niva") for table in ("enhet", "risk")),
        ("tillfalle", "layout"),
        ("tillfalle", "typ"),
        ("uppfoljning", "status"),
        ("utfall", "resultat"),
    }
    refusing = {text for text in columns(db, "TEXT") if not takes(db, *text, "å" * 100_000)}
    assert refusing == words | {text for text in refusing if text[1] in ("del", "frekvens", "manader", "tillfalle")}


@pytest.mark.parametrize("blank", ["", " ", "\t\r\n", "\u00a0"])
def test_no_obligatory_text_is_blank(db: sqlite3.Connection, blank: str) -> None:
    texts = columns(db, "TEXT", required=True)
    assert ("risk", "beskrivning") in texts
    assert [text for text in texts if takes(db, *text, blank)] == []


# --- triggers -------------------------------------------------------------------------------------------------------

FROZEN = {
    "changed": "UPDATE riskskala SET sannolikhet = konsekvens WHERE plan_id = 2",
    "moved from a draft": "UPDATE riskskala SET plan_id = 1 WHERE plan_id = 77",
    "moved to a draft": "UPDATE riskskala SET plan_id = 76 WHERE plan_id = 2",
    "taken away": "DELETE FROM riskskala WHERE plan_id = 2",
    "added": insert_scale(1),
    "replaced by a draft's": (
        "UPDATE OR REPLACE riskskala SET uuid = (SELECT uuid FROM riskskala WHERE plan_id = 2) WHERE plan_id = 77"
    ),
}


@pytest.mark.parametrize("statement", FROZEN.values(), ids=FROZEN)
def test_the_scale_of_a_decided_plan_is_frozen(db: sqlite3.Connection, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="riskskalan är fryst"):
        db.execute(statement)


def test_the_scale_of_a_draft_can_be_changed(db: sqlite3.Connection) -> None:
    db.execute("UPDATE riskskala SET konsekvens = '[1,2,3,4]' WHERE plan_id = 77")
    db.execute("UPDATE riskskala SET plan_id = 76 WHERE plan_id = 77")
    assert db.execute("DELETE FROM riskskala WHERE plan_id = 76").rowcount == 1


def insert_risk(plan: int, columns: str = "", values: str = "") -> str:
    names = f"uuid, plan_id, identitet, ordning, niva, beskrivning{columns}"
    return f"INSERT INTO risk ({names}) VALUES ({NEW}, {plan}, {NEW}, 99, 'namnd', 'Ny risk'{values})"


@pytest.mark.parametrize("plan", [1, 2])
def test_a_risk_added_after_the_decision_needs_date_and_reason(db: sqlite3.Connection, plan: int) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="en ny risk behöver datum och skäl"):
        db.execute(insert_risk(plan))
    assert db.execute(insert_risk(plan, ", tillagd, tillagd_skal", ", '2026-05-01', 'Ny lag'")).rowcount == 1


def test_a_draft_takes_risks_without_a_reason(db: sqlite3.Connection) -> None:
    assert db.execute(insert_risk(76)).rowcount == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE handelse SET anvandare = 'någon annan'",
        "DELETE FROM handelse WHERE id = (SELECT max(id) FROM handelse)",
        "REPLACE INTO handelse SELECT id, uuid, tid, 'någon annan', rubrik, skal, angrar_id FROM handelse",
        "UPDATE handelserad SET blev = 'null'",
        "DELETE FROM handelserad WHERE id = (SELECT max(id) FROM handelserad)",
        "REPLACE INTO handelserad SELECT id, handelse_id, tabell, post, falt, var, 'null' FROM handelserad",
    ],
)
def test_the_log_can_only_grow(db: sqlite3.Connection, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="händelseloggen kan bara växa"):
        db.execute(statement)


def test_the_example_breaks_no_rule(example: Register) -> None:
    with example.read() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").all() == [("ok",)]
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []

"""A register with as many risks as nobody has, all in one plan: `benchmarks.data` imported once, then copied by SQL."""

from contextlib import closing
from pathlib import Path

from benchmarks.data import filled_register
from internkontroll.db.ordindex import INDEXED
from internkontroll.db.register_file import connect

IMPORTED = 5_000

_COPIED = ("risk", "bedomning", "atgard", "uppfoljning")
_OWN = {
    # A uuid's last eight digits tell the copies apart; each register has only one plan.
    "uuid": "substr(uuid, 1, 28) || printf('%08x', id + :step)",
    "identitet": "substr(uuid, 1, 28) || printf('%08x', id + :step)",
    "beteckning": "printf('R-%05d', id + :step)",
    "beskrivning": "replace(beskrivning, 'Risk ' || id || ':', 'Risk ' || (id + :step) || ':')",
}


def large_register(folder: Path, risks: int) -> Path:
    """A register in the folder with `risks` risks, three åtgärder for each, all of them in the index."""
    path = filled_register(folder, min(risks, IMPORTED))
    with closing(connect(path)) as connection:
        connection.execute("BEGIN")
        for table in _COPIED:
            names = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table})")]
            (highest,) = connection.execute(f"SELECT max(id) FROM {table}").fetchone()
            for copy in range(1, risks // IMPORTED):
                steps = {"step": copy * highest, "risks": copy * IMPORTED, "atgarder": copy * IMPORTED * 3}
                values = ", ".join(_value(name) for name in names)
                query = f"INSERT INTO {table} SELECT {values} FROM {table} WHERE id <= {highest}"
                connection.execute(query, steps)
        connection.execute("DELETE FROM sok")
        for indexed in INDEXED:
            connection.execute(f"INSERT INTO sok (rowid, rubrik, text, namn, plan) {indexed.select('1')}")
        connection.execute("COMMIT")
    return path


def _value(name: str) -> str:
    own = {"id": "id + :step", "risk_id": "risk_id + :risks", "atgard_id": "atgard_id + :atgarder", **_OWN}
    return own.get(name, name)

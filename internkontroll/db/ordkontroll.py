"""Does the index of words agree with the tables? And the index made anew, which is no change of the register.

Plain sqlite3: nothing of this is an operation on the register's records.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from internkontroll.db.ordindex import INDEXED, table_of
from internkontroll.db.register_file import connect, database_errors

_WANTED = " UNION ALL ".join(indexed.select("1") for indexed in INDEXED)
_KEPT = "SELECT id, c0, c1, c2, c3 FROM sok_content"
# Every row has a word that begins so: what isn't found by it isn't found by its other words either.
_FOUND = """SELECT rowid FROM sok WHERE sok MATCH '"\ue000" *'"""

_LAGGING = f"""
    WITH wanted AS ({_WANTED}), kept AS ({_KEPT})
    SELECT * FROM (SELECT * FROM wanted EXCEPT SELECT * FROM kept)
    UNION ALL SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM wanted)
    UNION ALL SELECT *, '', '', '', '' FROM (SELECT id FROM kept EXCEPT {_FOUND})
"""  # noqa: S608 - constants only


def lagging(path: Path) -> list[tuple[str, int]]:
    """The records (table, id) that aren't in the index as they stand, or not any more; reads only.

    Raises InputRefused where the file is damaged, EnvironmentFailed where the disk fails.
    """
    with database_errors(path), closing(connect(path)) as connection:
        return _lagging(connection)


def rebuild(path: Path) -> bool:
    """Make the index anew if it lags; whether it did. Raises as `lagging`."""
    with database_errors(path), closing(connect(path)) as connection:
        if not _lagging(connection):  # asked without a lock: mostly there is nothing to do
            return False
        connection.execute("BEGIN IMMEDIATE")
        # Only an index that agrees with what it keeps can take its rows away.
        connection.execute("INSERT INTO sok (sok) VALUES ('rebuild')")
        connection.execute("DELETE FROM sok")
        connection.execute(f"INSERT INTO sok (rowid, rubrik, text, namn, plan) {_WANTED}")
        connection.execute("COMMIT")
        return True


def _lagging(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    numbers = {int(row[0]) for row in connection.execute(_LAGGING)}
    return [table_of(number) for number in sorted(numbers)]

"""Defects of the register: undo, conflicts, backups, crashes, and imports that are saved by halves."""

from mutations.defect import Defect

_WRITER = "internkontroll/db/writer.py"
_BACKUP = "internkontroll/db/backup.py"
_SESSION = "internkontroll/db/session.py"
_UNDO = "internkontroll/services/angra.py"
_WRITES = ("tests/db/test_writer.py",)
_BACKUPS = ("tests/db/test_backup.py",)
_UNDONE = ("tests/services/test_undo.py",)
_CHECKED = ("tests/services/test_kontrollera.py",)
_FILES = ("tests/test_files.py",)

DEFECTS = (
    Defect(
        _WRITER,
        'which["version"] = before["version"]',
        "pass",
        _WRITES,
        "of two people who change the same record the first loses the change",
    ),
    Defect(
        _WRITER,
        'self._note(table, before["id"], name, _json(was), _json(value))',
        'self._note(table, before["id"], name, _json(value), _json(value))',
        (*_WRITES, *_UNDONE),
        "the log doesn't know what was changed, and nothing can be undone",
    ),
    Defect(
        _WRITER,
        'self._note(table, row["id"], var=',
        'self._waiting and self._note(table, row["id"], var=',
        (*_WRITES, *_UNDONE),
        "a deletion leaves no trace in the log",
    ),
    Defect(
        _SESSION,
        '"ROLLBACK" if trial or not writer.changed else "COMMIT"',
        '"ROLLBACK" if not writer.changed else "COMMIT"',
        ("tests/services/test_import_changes.py", "tests/services/test_import_whole.py"),
        "a trial import is saved",
    ),
    Defect(
        _SESSION,
        "            except BaseException:\n                roll_back(connection)\n",
        '            except BaseException:\n                connection.exec_driver_sql("COMMIT")\n',
        (*_WRITES, "tests/services/test_import_whole.py"),
        "an operation that broke off is saved by half",
    ),
    Defect(
        "internkontroll/services/importera.py",
        "                merge_underlag(writer, underlag, changes)\n",
        "                merge_underlag(writer, underlag, changes)\n                writer.flush()\n"
        '                writer.connection.exec_driver_sql("COMMIT")\n'
        '                writer.connection.exec_driver_sql("BEGIN IMMEDIATE")\n',
        ("tests/services/test_import_whole.py",),
        "of several files those before the bad one are saved",
    ),
    Defect(
        _UNDO,
        "if current is None or (current | values)[row.falt] != _decode(table, row.falt, row.blev):",
        "if current is None:",
        _UNDONE,
        "undo overwrites what somebody has changed since",
    ),
    Defect(
        _UNDO,
        "if any(_said(plain.get(row.post, {})) != _said(_whole(table, row.blev)) for row in rows):",
        "if any(row.post not in plain for row in rows):",
        _UNDONE,
        "undo takes away a record that somebody has written more in",
    ),
    Defect(
        _UNDO,
        ".order_by(handelserad.c.id.desc())",
        ".order_by(handelserad.c.id)",
        _UNDONE,
        "undo takes back in the wrong order",
    ),
    Defect(
        _BACKUP,
        "    if verify(new, source) != expected:\n",
        "    if not expected:\n",
        _BACKUPS,
        "a backup isn't looked at before anybody relies on it",
    ),
    Defect(
        _BACKUP,
        'for leftover in ("-journal", "-wal", "-shm"):',
        'for leftover in ("-wal", "-shm"):',
        (*_BACKUPS, "tests/db/test_crash.py"),
        "an old journal is rolled back into the restored register",
    ),
    Defect(
        _BACKUP,
        "            _wait_for_writers(path)\n",
        "",
        ("tests/db/test_locks.py",),
        "a register is replaced while somebody writes to it",
    ),
    Defect(
        _BACKUP,
        "            before = _keep(path)\n",
        "            before = path\n",
        _BACKUPS,
        "restoring throws away what was there",
    ),
    Defect(
        "internkontroll/db/migrate.py",
        'copy = back_up(path, backup_path(path, "fore-uppgradering"))\n        _migrate(path, migrations)',
        '_migrate(path, migrations)\n        copy = back_up(path, backup_path(path, "fore-uppgradering"))',
        ("tests/db/test_upgrade.py",),
        "the backup before an upgrade is made after it",
    ),
    Defect(
        "internkontroll/files.py",
        "            _flush_to_disk(path)\n",
        "",
        _FILES,
        "a power cut leaves an empty file where the old one was",
    ),
    Defect(
        "internkontroll/files.py",
        "            path.replace(target)\n",
        "            target.write_bytes(path.read_bytes())\n",
        _FILES,
        "what breaks off while a file is written destroys the old one",
    ),
    Defect(
        "internkontroll/services/kontrollera.py",
        "if hashlib.sha256(data).hexdigest() != sha256:",
        "if not data:",
        _CHECKED,
        "a bilaga whose bytes were changed passes as whole",
    ),
    Defect(
        "internkontroll/services/kontrollera.py",
        "            if known.get(name) != value:\n",
        "            if value is not None and known.get(name) != value:\n",
        _CHECKED,
        "a text that was taken away past the log isn't missed",
    ),
    Defect(
        "internkontroll/services/kontrollera.py",
        "if wanted.get(key) != found.get(key):",
        "if key not in found:",
        _CHECKED,
        "a trigger that was made harmless passes as whole",
    ),
    Defect(
        "internkontroll/files.py",
        "if path.stat().st_mtime < oldest:",
        "if path.exists():",
        _FILES,
        "what another process is writing right now is taken away",
    ),
)

"""The benchmark of keystrokes at a tiny size: that its floor reads the rows that the product shows."""

from contextlib import closing
from pathlib import Path

import pytest

from benchmarks import sidor, sidor_data
from internkontroll.db.reader import Reader
from internkontroll.db.register_file import connect
from internkontroll.db.session import Register
from internkontroll.services.kontrollera import check
from internkontroll.services.sammanhang import default_sammanhang
from internkontroll.services.sidor import Sida, Urval, count


def test_both_sides_answer(tmp_path: Path) -> None:
    made = sidor.benchmark(tmp_path, 7)
    assert made.product() > 0
    assert made.floor() > 0
    reader = Reader(tmp_path / "register.ikreg")
    where = default_sammanhang(reader, sidor.TODAY)
    assert where is not None
    found = [sidor.answer(reader, where, question) for question in sidor.QUESTIONS]
    assert {len(rows) for rows in found} >= {0, 7}
    ids = [[rad.id for rad in rows] for rows in found]
    assert sidor.read_all(reader, where, ids) == sum(map(len, ids))


def test_copies_are_risks_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sidor_data, "IMPORTED", 5)
    path = sidor_data.large_register(tmp_path, 15)
    reader = Reader(path)
    where = default_sammanhang(reader, sidor.TODAY)
    assert where is not None
    assert count(reader, Sida.RISKER, where, Urval(sok="risk")) == (15, 15)
    assert count(reader, Sida.RISKER, where, Urval(sok="R-00013")) == (1, 15)
    assert count(reader, Sida.ATGARDER, where, Urval()) == (45, 45)
    with closing(connect(path)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert not [fault for fault in check(Register(path, "prov")) if "Händelseloggen" not in fault]

"""The papperskorg: records of all tables in one list, and back to where they were."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from internkontroll.db.session import Register
from internkontroll.services.redigera import create, trash
from internkontroll.ui.pages.papperskorg import PapperskorgPage
from internkontroll.ui.session import Session
from internkontroll.ui.settings import Settings
from tests.services.edits import events, find
from tests.ui.test_list_page import Window

Key = Qt.Key


def test_markera_alla_in_the_papperskorg_takes_back_what_is_marked_and_no_other_with_the_same_number(
    qtbot: QtBot, session: Session, settings: Settings
) -> None:
    sammanhang = session.sammanhang
    assert sammanhang is not None
    assert session.path is not None
    register = Register(session.path, "prov")
    # Numbers that both tables have.
    posts: set[int] = set()
    made: dict[str, set[int]] = {"avtal": set(), "granskning": set()}
    while not posts:
        made["avtal"].add(create(register, "avtal", sammanhang, {"avtal": "Avtal"}).nya[0][1])
        made["granskning"].add(create(register, "granskning", sammanhang, {"namn": "IVO"}).nya[0][1])
        posts = made["avtal"] & made["granskning"]
        assert len(made["avtal"]) < 50
    for tabell in made:
        trash(register, tabell, sorted(posts))
    # More than a list fetches at once, so that Markera alla has something to wait for.
    many = [create(register, "kontroll", sammanhang, {"kontroll": f"Kontroll {n}"}).nya[0][1] for n in range(260)]
    trash(register, "kontroll", many)
    bin_ = Window(qtbot, session, PapperskorgPage(session, settings))
    events_before = events(register)
    bin_.page.head.search.setText("Kontroll 25")
    bin_.wait()
    bin_.key(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    marked = {(rad.tabell, rad.id) for rad in bin_.page.view.selected_records()}
    bin_.key(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    back = {("kontroll", int(row["id"])) for row in find(register, "kontroll", borttagen=None) if row["id"] in many}
    assert back == marked
    assert len(marked) == 11  # 25, 250–259
    assert all(row["borttagen"] for row in find(register, "avtal") if row["id"] in posts)
    assert events(register) == events_before + 1
    bin_.page.head.search.setText("")
    bin_.wait()
    bin_.key(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    bin_.key(Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert bin_.ids == []
    session.undo()
    bin_.wait()
    assert len([row for row in find(register, "kontroll") if row["borttagen"]]) == 249
    assert all(row["borttagen"] for row in find(register, "avtal") if row["id"] in posts)

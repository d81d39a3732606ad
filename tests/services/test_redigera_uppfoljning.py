"""Status and comment at a tillfälle: one or many, with the reason that Ej aktuell needs."""

import pytest

from internkontroll.db.models import atgard
from internkontroll.db.session import Register
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.status import Tillfalletyp
from internkontroll.errors import Conflict, InputRefused
from internkontroll.services.angra import undo
from internkontroll.services.redigera import create, set_uppfoljning
from tests.services.edits import assert_comes_and_goes, events, find, place, state, with_draft


@pytest.fixture
def sammanhang(example: Register) -> Sammanhang:
    """A draft, for whose tillfällen nobody has written anything."""
    return with_draft(example)


@pytest.fixture
def posts(example: Register, sammanhang: Sammanhang) -> list[int]:
    """Three new åtgärder of a new risk."""
    risk = create(example, "risk", sammanhang, {"beskrivning": "Risk att nycklar försvinner"}).nya[0][1]
    texts = ("Uppdatera rutinen", "Köpa nyckelskåp", "Öva")
    return [create(example, "atgard", sammanhang, {"risk_id": risk, "beskrivning": t}).nya[0][1] for t in texts]


def said(register: Register, post: int) -> list[tuple[object, ...]]:
    rows = find(register, "uppfoljning", atgard_id=post)
    return [(one["status"], one["kommentar"], str(one["klart_datum"])) for one in rows]


def test_the_first_status_makes_the_tillfalle_and_is_one_step(
    example: Register, sammanhang: Sammanhang, posts: list[int]
) -> None:
    before = state(example)
    assert sammanhang.tillfalle_id is None
    sparat = set_uppfoljning(example, "atgard", posts, sammanhang, {"status": "Blir klart i år"})
    assert sparat.rubrik == "Status på 3 åtgärder"
    assert sparat.tabeller == {"tillfalle", "uppfoljning"}
    assert [said(example, post) for post in posts] == [[("Blir klart i år", None, "None")]] * 3
    (occasion,) = find(example, "tillfalle", plan_id=sammanhang.plan_id)
    assert occasion["typ"] == "april"
    assert_comes_and_goes(example, before, sparat)


def test_a_comment_joins_the_status(example: Register, sammanhang: Sammanhang, posts: list[int]) -> None:
    set_uppfoljning(example, "atgard", posts[:1], sammanhang, {"status": "Klart", "klart_datum": "12 juni 2026"})
    before = state(example)
    sparat = set_uppfoljning(example, "atgard", posts[:1], sammanhang, {"kommentar": "Gjort på våren."})
    assert sparat.rubrik == "Kommentar på åtgärden ”Uppdatera rutinen”"
    assert said(example, posts[0]) == [("Klart", "Gjort på våren.", "2026-06-12")]
    assert_comes_and_goes(example, before, sparat)


def test_the_status_of_april_is_still_there_in_august(
    example: Register, sammanhang: Sammanhang, posts: list[int]
) -> None:
    august = Sammanhang(sammanhang.namnd_id, sammanhang.plan_id, 2027, Tillfalletyp.AUGUSTI, None, sammanhang.idag)
    set_uppfoljning(example, "atgard", posts[:1], sammanhang, {"status": "Ej klart i år"})
    set_uppfoljning(example, "atgard", posts[:1], august, {"status": "Klart"})
    assert [one[0] for one in said(example, posts[0])] == ["Ej klart i år", "Klart"]


def test_only_those_that_change_are_counted(example: Register, sammanhang: Sammanhang, posts: list[int]) -> None:
    set_uppfoljning(example, "atgard", posts[:1], sammanhang, {"status": "Klart"})
    sparat = set_uppfoljning(example, "atgard", posts, sammanhang, {"status": "Klart", "kommentar": ""})
    assert sparat.rubrik == "Status på 2 åtgärder"


def test_what_says_nothing_new_leaves_no_trace(example: Register, sammanhang: Sammanhang, posts: list[int]) -> None:
    count, before = events(example), state(example)
    sparat = set_uppfoljning(example, "atgard", posts, sammanhang, {"status": None, "kommentar": "  "})
    assert (sparat.handelse_id, events(example), state(example)) == (None, count, before)


def test_ej_aktuell_needs_a_reason(example: Register, sammanhang: Sammanhang, posts: list[int]) -> None:
    set_uppfoljning(example, "atgard", posts[:1], sammanhang, {"kommentar": "Lokalen är såld."})
    before = state(example)
    with pytest.raises(InputRefused, match=r"varför åtgärden inte är aktuell.*Det saknas för 2 åtgärder\."):
        set_uppfoljning(example, "atgard", posts, sammanhang, {"status": "Ej aktuell"})
    assert state(example) == before
    set_uppfoljning(example, "atgard", posts[:1], sammanhang, {"status": "Ej aktuell"})
    with pytest.raises(InputRefused, match=r"Skriv först i kommentaren"):
        set_uppfoljning(example, "atgard", posts[:1], sammanhang, {"kommentar": ""})
    assert said(example, posts[0]) == [("Ej aktuell", "Lokalen är såld.", "None")]


def test_status_and_reason_may_come_together(example: Register, sammanhang: Sammanhang, posts: list[int]) -> None:
    values = {"status": "Ej aktuell", "kommentar": "Lokalen är såld."}
    sparat = set_uppfoljning(example, "atgard", posts, sammanhang, values)
    assert sparat.rubrik == "Status och kommentar på 3 åtgärder"


def test_a_kontroll_may_have_a_comment_and_no_status(example: Register) -> None:
    sammanhang = place(example, typ=Tillfalletyp.HELAR)
    post = create(example, "kontroll", sammanhang, {"kontroll": "Att nycklar är kvitterade"}).nya[0][1]
    before = state(example)
    sparat = set_uppfoljning(example, "kontroll", [post], sammanhang, {"kommentar": "Görs i maj."})
    assert sparat.rubrik == "Kommentar på kontrollen ”Att nycklar är kvitterade”"
    assert_comes_and_goes(example, before, sparat)


def test_somebody_elses_status_is_not_overwritten(example: Register, sammanhang: Sammanhang, posts: list[int]) -> None:
    other = Register(example.path, "Björn")
    set_uppfoljning(other, "atgard", posts[:1], sammanhang, {"status": "Klart"})
    before = state(example)
    with pytest.raises(Conflict, match=r"Björn ändrade uppföljningen.*efter att du läste"):
        set_uppfoljning(example, "atgard", posts, sammanhang, {"status": "Ej klart i år"}, versions={posts[0]: 0})
    assert state(example) == before
    set_uppfoljning(example, "atgard", posts, sammanhang, {"status": "Blir klart i år"}, versions={posts[0]: 1})
    assert said(example, posts[0])[0][0] == "Blir klart i år"


def test_a_status_that_was_undone_meanwhile_is_a_conflict(
    example: Register, sammanhang: Sammanhang, posts: list[int]
) -> None:
    first = set_uppfoljning(example, "atgard", posts[:1], sammanhang, {"status": "Klart"})
    undo(Register(example.path, "Björn"), first.handelse_id or 0)
    with pytest.raises(Conflict, match=r"Någon har ångrat det som stod här"):
        set_uppfoljning(example, "atgard", posts[:1], sammanhang, {"kommentar": "Ja"}, versions={posts[0]: 1})


def test_the_plan_itself_has_no_statuses(example: Register, posts: list[int]) -> None:
    with pytest.raises(InputRefused, match=r"Välj April, Augusti eller Helår"):
        set_uppfoljning(example, "atgard", posts, place(example, 2027, Tillfalletyp.PLAN), {"status": "Klart"})


def test_another_years_atgard_is_refused(example: Register, posts: list[int]) -> None:
    with pytest.raises(InputRefused, match=r"hör till ett annat år"):
        set_uppfoljning(example, "atgard", posts, place(example), {"status": "Klart"})


def test_a_closed_year_keeps_its_statuses(example: Register) -> None:
    sammanhang = place(example, 2025)
    (post, *_) = find(example, "atgard", plan_id=sammanhang.plan_id)
    with pytest.raises(InputRefused, match=r"Planen för 2025 är avslutad och ändras inte. Sätt planens läge"):
        set_uppfoljning(example, "atgard", [post["id"]], sammanhang, {"kommentar": "Efteråt"})


def test_hundreds_of_atgarder_get_a_status_in_one_step(example: Register, sammanhang: Sammanhang) -> None:
    risk = create(example, "risk", sammanhang, {"beskrivning": "Risk att nycklar försvinner"}).nya[0][1]
    with example.write("Många åtgärder") as writer:
        values = {"plan_id": sammanhang.plan_id, "risk_id": risk, "beskrivning": "Räkna nycklar"}
        many = [writer.insert(atgard, values | {"ordning": number}) for number in range(1_200)]
    before = state(example)
    sparat = set_uppfoljning(example, "atgard", many, sammanhang, {"status": "Klart"})
    again = set_uppfoljning(example, "atgard", many, sammanhang, {"status": "Ej klart i år"})
    assert (sparat.rubrik, again.rubrik) == ("Status på 1200 åtgärder", "Status på 1200 åtgärder")
    for one in (again, sparat):
        undo(example, one.handelse_id or 0)
    assert state(example) == before

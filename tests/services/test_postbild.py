"""What a record panel shows beside the record itself."""

from dataclasses import replace

import pytest

from internkontroll.db.session import Register
from internkontroll.domain.riskskala import STANDARDSKALA
from internkontroll.domain.status import Tillfalletyp
from internkontroll.errors import InputRefused
from internkontroll.services.angra import undo
from internkontroll.services.historik import load_event_changes
from internkontroll.services.postbild import load_handelse, load_lage, load_owner, load_since, load_skala
from internkontroll.services.poster import load_post
from internkontroll.services.redigera import create, set_uppfoljning, set_values
from tests.services.edits import find, place, with_draft


def test_the_lage_knows_what_was_said_the_time_before(example: Register) -> None:
    april = place(example)
    (atgard, *_) = find(example, "atgard", plan_id=april.plan_id)
    set_uppfoljning(example, "atgard", [atgard["id"]], april, {"status": "Blir klart i år", "kommentar": "April."})
    augusti = replace(april, tillfalle=Tillfalletyp.AUGUSTI, tillfalle_id=None)
    with example.read() as connection:
        now, later = (load_lage(connection, "atgard", atgard["id"], one) for one in (april, augusti))
    assert now.varden["kommentar"] == "April."
    assert now.version > 0
    assert later.forra is not None
    assert (later.forra.tillfalle, later.forra.kommentar) == (Tillfalletyp.APRIL, "April.")
    assert now.forra is None or now.forra.ar == 2025


def test_a_record_that_nothing_is_said_of_has_version_0(example: Register) -> None:
    draft = with_draft(example)
    kontroll = create(example, "kontroll", draft, {"kontroll": "Nycklar"}).nya[0][1]
    with example.read() as connection:
        lage = load_lage(connection, "kontroll", kontroll, draft)
        assert load_skala(connection, draft.plan_id) == STANDARDSKALA
    assert (lage.version, set(lage.varden.values()), lage.forra, lage.alla) == (0, {None}, None, ())


def test_since_is_the_first_year_with_the_same_identity(example: Register) -> None:
    rows = find(example, "risk", plan_id=place(example).plan_id)
    years = {}
    with example.read() as connection:
        for row in rows:
            years[row["beteckning"]] = load_since(connection, load_post(connection, "risk", row["id"]))
        bilaga_free = load_since(connection, load_post(connection, "enhet", find(example, "enhet")[0]["id"]))
    assert years["R-03"] == 2025
    assert years["R-17"] == 2026
    assert bilaga_free is None


def test_an_atgard_comes_from_its_risk_its_granskning_or_its_egenkontroll(example: Register) -> None:
    found = set()
    with example.read() as connection:
        for row in find(example, "atgard"):
            owner = load_owner(connection, load_post(connection, "atgard", row["id"]))
            assert owner is not None
            assert owner.id == (row["risk_id"] or row["granskning_id"] or owner.id)
            found.add(owner.tabell)
        free = find(example, "kontroll", risk_id=None)[0]["id"]
        assert load_owner(connection, load_post(connection, "kontroll", free)) is None
    assert found >= {"risk", "granskning"}


def test_a_handelse_tells_every_field_and_where_it_was_cut(example: Register) -> None:
    atgarder = [row["id"] for row in find(example, "atgard", plan_id=place(example).plan_id)][:3]
    saved = set_values(example, "atgard", dict.fromkeys(atgarder, 0), {"ansvarig": "Vaktmästaren"}, skal="Ny chef")
    assert saved.handelse_id is not None
    with example.read() as connection:
        whole = load_handelse(connection, saved.handelse_id)
        cut = load_handelse(connection, saved.handelse_id, limit=2)
        with pytest.raises(InputRefused):
            load_handelse(connection, 4711)
    assert (whole.rubrik, whole.skal, whole.fler) == ("Ansvarig på 3 åtgärder", "Ny chef", False)
    assert [(one.falt, one.blev) for one in whole.andringar] == [("Ansvarig", "Vaktmästaren")] * 3
    assert len({one.post_titel for one in whole.andringar}) == 3
    assert (len(cut.andringar), cut.fler) == (2, True)


def test_what_is_gone_for_good_is_named_by_the_log(example: Register) -> None:
    april = place(example)
    made = create(example, "avtal", april, {"avtal": "Snöröjning"})
    changed = set_values(example, "avtal", {made.nya[0][1]: 0}, {"typ": "Ramavtal"})
    for event in (changed, made):
        undo(example, event.handelse_id or 0)
    with example.read() as connection:
        (came,) = load_event_changes(connection, made.handelse_id or 0)
        (typ,) = load_event_changes(connection, changed.handelse_id or 0)
    assert (came.post_titel, came.falt, came.blev) == ("Snöröjning", "Avtal tillkom", "Snöröjning")
    assert (typ.post_titel, typ.blev) == ("Avtal", "Ramavtal")

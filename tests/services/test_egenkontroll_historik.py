"""What hangs on a tillfälle of an egenkontroll is told with it: a sample drawn for it, a unit that joins."""

from internkontroll.db.session import Register
from internkontroll.services.egenkontroll import draw_sample
from internkontroll.services.historik import load_history
from internkontroll.services.poster import children
from internkontroll.services.redigera import restore, trash
from internkontroll.services.redigera.answers import add_enhet
from tests.services.edits import TODAY, find, place


def test_a_sample_is_told_in_the_history_and_stays_with_its_tillfalle(example: Register) -> None:
    controls = {one["id"] for one in find(example, "egenkontroll", plan_id=place(example).plan_id)}
    utfall = next(one for one in find(example, "utfall") if one["egenkontroll_id"] in controls)
    draw_sample(example, utfall["id"], "Avslutade utredningar", ["7", "8", "9"], TODAY, antal=2, fro="frö")
    trash(example, "utfall", [utfall["id"]])
    restore(example, "utfall", [utfall["id"]])
    with example.read() as connection:
        (sample,) = children(connection, "utfall", utfall["id"])["stickprov"]
        told = load_history(connection, "utfall", utfall["id"])
    assert sample.varden["omfattning"] == "Avslutade utredningar"
    assert "Stickprov tillkom" in [one.falt for one in told]


def test_a_unit_that_joins_is_told_by_name(example: Register) -> None:
    control = find(example, "egenkontroll", plan_id=place(example).plan_id)[0]["id"]
    there = {one["enhet_id"] for one in find(example, "egenkontroll_enhet", egenkontroll_id=control)}
    name = next(one for one in find(example, "enhet_version") if one["enhet_id"] not in there)
    add_enhet(example, control, name["enhet_id"])
    with example.read() as connection:
        told = load_history(connection, "egenkontroll", control)[0]
    assert told.post_titel in {one["namn"] for one in find(example, "enhet_version", enhet_id=name["enhet_id"])}

"""The mål that a risk affects besides its own: chosen, told in the log and in the report."""

import pytest

from internkontroll.db.session import Register
from internkontroll.errors import Conflict, InputRefused
from internkontroll.services.historik import load_history
from internkontroll.services.redigera import create, set_values, trash
from internkontroll.services.redigera.affects import set_risk_mal
from internkontroll.services.underlag import load_underlag
from tests.services.edits import assert_comes_and_goes, find, place, state, with_draft


class Draft:
    """A draft plan with three mål and a risk under the first."""

    def __init__(self, register: Register) -> None:
        self.register, self.here = register, with_draft(register)
        self.mal = [self.make("mal", namn=namn) for namn in ("Äldre", "Unga", "Ekonomi i balans")]
        self.risk = self.make("risk", beskrivning="Risk att nycklar försvinner", mal_id=self.mal[0])

    def make(self, tabell: str, **values: object) -> int:
        return create(self.register, tabell, self.here, values).nya[0][1]

    def affected(self) -> list[int]:
        return [one["mal_id"] for one in find(self.register, "risk_mal", risk_id=self.risk)]

    def printed(self) -> str | None:
        with self.register.read() as connection:
            (risk,) = load_underlag(connection, self.here.plan_id, self.here.tillfalle).risker
        return risk.affects_also()


@pytest.fixture
def draft(example: Register) -> Draft:
    return Draft(example)


def test_several_mal_are_one_event(draft: Draft) -> None:
    before = state(draft.register)
    saved = set_risk_mal(draft.register, draft.risk, draft.mal[1:], ())
    assert saved.rubrik == "Mål som risken R-18 påverkar"
    assert draft.affected() == draft.mal[1:]
    assert_comes_and_goes(draft.register, before, saved)
    assert set_risk_mal(draft.register, draft.risk, (), ()).handelse_id is None


def test_the_report_names_them_unless_somebody_has_written_better(draft: Draft) -> None:
    assert draft.printed() is None
    set_risk_mal(draft.register, draft.risk, draft.mal[2:], ())
    assert draft.printed() == "Risken påverkar även målet Ekonomi i balans."
    set_risk_mal(draft.register, draft.risk, draft.mal, draft.mal[2:])
    assert draft.printed() == "Risken påverkar även målen Äldre, Unga och Ekonomi i balans."
    trash(draft.register, "mal", [draft.mal[1]])
    assert draft.printed() == "Risken påverkar även målen Äldre och Ekonomi i balans."
    set_values(draft.register, "risk", {draft.risk: 0}, {"paverkar_aven": "Mest ekonomin."})
    assert draft.printed() == "Mest ekonomin."


def test_the_history_names_the_mal(draft: Draft) -> None:
    set_risk_mal(draft.register, draft.risk, [draft.mal[1]], ())
    with draft.register.read() as connection:
        told = load_history(connection, "risk", draft.risk)[0]
    assert (told.post_titel, told.falt, told.blev) == ("Unga", "Mål som en risk påverkar tillkom", "Unga")


def test_what_cannot_be_chosen(draft: Draft) -> None:
    old = place(draft.register)
    (decided,) = find(draft.register, "risk", plan_id=old.plan_id, beteckning="R-02")
    foreign = find(draft.register, "mal", plan_id=old.plan_id)[0]["id"]
    trash(draft.register, "mal", [draft.mal[2]])
    before = state(draft.register)
    with pytest.raises(InputRefused, match="Planen för 2026 är beslutad"):
        set_risk_mal(draft.register, decided["id"], [foreign], ())
    for wrong in (foreign, draft.mal[2], 4711):
        with pytest.raises(InputRefused, match="finns inte i planen"):
            set_risk_mal(draft.register, draft.risk, [wrong], ())
    with pytest.raises(Conflict, match="Någon annan har valt mål för risken R-18"):
        set_risk_mal(draft.register, draft.risk, [draft.mal[1]], [draft.mal[2]])
    assert state(draft.register) == before

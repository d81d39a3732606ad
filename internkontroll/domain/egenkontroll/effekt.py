"""When to ask whether an åtgärd has helped, and until when."""

from datetime import date, timedelta

from internkontroll.domain.egenkontroll.arbetsdagar import next_working_day

USUAL_DAYS = 90
"""Days that an åtgärd usually needs to show what it is worth; suggested, never assumed."""


def effect_day(idag: date, slutdatum: date | None, dagar: int) -> date:
    """The working day `dagar` days after the åtgärd is to be done, or after today where that has been."""
    return next_working_day(max(idag, slutdatum or idag) + timedelta(days=dagar))


def days_after(slutdatum: date | None, fraga: date | None) -> int | None:
    """The days after `slutdatum` that `fraga` is, so that it can follow another slutdatum; None where it isn't after.

    What was said may be some days less: `effect_day` goes on to a working day.
    """
    days = (fraga - slutdatum).days if slutdatum and fraga else 0
    return days if days > 0 else None


def is_unanswered(fraga: date | None, effekt: str | None, datum: date | None) -> bool:
    """Whether an åtgärd has a day to ask, `fraga`, that no answer (`effekt`, given on `datum`) has come up to.

    An answer from before that day stands until somebody wants to see once more whether the åtgärd has helped.
    """
    return fraga is not None and (not effekt or (datum is not None and datum < fraga))

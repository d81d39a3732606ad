"""When to ask whether an åtgärd has helped."""

from datetime import date, timedelta

from internkontroll.domain.egenkontroll.arbetsdagar import next_working_day

USUAL_DAYS = 90
"""Days that an åtgärd usually needs to show what it is worth; suggested, never assumed."""


def effect_day(idag: date, slutdatum: date | None, dagar: int) -> date:
    """The working day `dagar` days after the åtgärd is to be done, or after today where that has been."""
    return next_working_day(max(idag, slutdatum or idag) + timedelta(days=dagar))

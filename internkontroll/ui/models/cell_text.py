"""What a value of a list says: on screen, to a screen reader and as a tooltip."""

import html
from datetime import datetime
from typing import Any

from internkontroll.domain.andel import number_text
from internkontroll.services.sidor import Kolumn, Slag

NO_STATUS = "Saknas"
_NOTHING = "–"


def cell_text(slag: Slag, value: Any) -> str:
    """The value as it stands in the list; empty for None."""
    if slag is Slag.TICK:
        return "✓" if value else _NOTHING
    if slag is Slag.STATUS:
        return str(value) if value else NO_STATUS
    if value is None:
        return ""
    if slag is Slag.RISKVARDE:
        return str(value[0])
    if slag is Slag.NUMBER:
        return number_text(value)
    return _local_time(value) if slag is Slag.DATETIME else str(value)


def spoken_text(kolumn: Kolumn, value: Any) -> str:
    """The column and what the value means there: "Riskvärde 12, reducera", "April nej", "Slutdatum tomt"."""
    if kolumn.slag is Slag.TICK:
        meaning = "ja" if value else "nej"
    elif kolumn.slag is Slag.RISKVARDE and value is not None:
        meaning = f"{value[0]}, {value[1].lower()}"
    else:
        meaning = cell_text(kolumn.slag, value) or "tomt"
    return f"{kolumn.titel} {meaning}"


def tooltip(slag: Slag, value: Any) -> str:
    """The whole text, which the row may have cut, in lines of a readable length; the word of a riskvärde's band."""
    if value is None or slag not in (Slag.TEXT, Slag.RISKVARDE):
        return ""
    text = str(value) if slag is Slag.TEXT else f"{value[0]}: {value[1]}"
    return f"<p style='white-space:pre-wrap'>{html.escape(text)}</p>" if text else ""


def _local_time(value: str) -> str:
    """The register keeps UTC; people read the clock on the wall."""
    moment = datetime.fromisoformat(value)
    local = moment.astimezone() if moment.tzinfo else moment
    return local.strftime("%Y-%m-%d %H:%M")

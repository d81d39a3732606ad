"""A choice of a list as a text for the settings, and back."""

import json
from typing import Any

from internkontroll.services.sidor import Urval


def urval_as_dict(urval: Urval) -> dict[str, Any]:
    """What is worth keeping of it: all but what was searched for."""
    return {
        "filter": {key: list(values) for key, values in urval.filter.items()},
        "sortera": urval.sortera,
        "fallande": urval.fallande,
        "gruppera": urval.gruppera,
    }


def urval_from_dict(kept: object) -> Urval:
    """The choice; what is damaged or unknown in it is left out."""
    if not isinstance(kept, dict):
        return Urval()
    found = kept.get("filter")
    filters = found.items() if isinstance(found, dict) else ()
    return Urval(
        filter={str(key): tuple(map(str, values)) for key, values in filters if isinstance(values, list)},
        sortera=_text(kept.get("sortera")),
        fallande=kept.get("fallande") is True,
        gruppera=_text(kept.get("gruppera")),
    )


def read_json(text: str) -> Any:
    """What the text holds; None where it is damaged."""
    try:
        return json.loads(text)
    except ValueError:
        return None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None

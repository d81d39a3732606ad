"""What the pages of the window list, read before SQLAlchemy is loaded: columns, filters, rows and numbers.

A page is described by a `Kalla` (in modules named after the pages) and read by `lista`.
"""

from internkontroll.services.sidor.lista import all_ids, choices, columns, count, fetch, filters
from internkontroll.services.sidor.modell import Filter, Kolumn, Rad, Sida, Slag, Urval

__all__ = [
    "Filter",
    "Kolumn",
    "Rad",
    "Sida",
    "Slag",
    "Urval",
    "all_ids",
    "choices",
    "columns",
    "count",
    "fetch",
    "filters",
]

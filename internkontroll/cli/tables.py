"""Answers as text for people: aligned lists."""

from collections.abc import Sequence

from internkontroll.domain.changes_text import short
from internkontroll.services.listor import Listing


def listing_text(listing: Listing) -> str:
    """A line per row, columns aligned; the last line counts them."""
    lines = aligned([[short(value) for value in row] for row in (listing.columns, *listing.rows)])
    return "\n".join([*lines, "1 rad." if len(listing.rows) == 1 else f"{len(listing.rows)} rader."])


def aligned(cells: Sequence[Sequence[str]]) -> list[str]:
    """A line per row, columns under each other."""
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    layout = "  ".join(f"{{:{width}}}" for width in widths).format
    return [layout(*row).rstrip() for row in cells]

"""Shares and counts in figures, the same wherever they are told."""


def percent(part: int, whole: int) -> int:
    """The share of each hundred, half up; some is never none, and nearly all is never all.

    Raises ValueError where the part isn't one.
    """
    if not 0 <= part <= whole or not whole:
        raise ValueError(f"{part} of {whole}")
    near = (200 * part + whole) // (2 * whole)
    return near if part in (0, whole) else min(max(near, 1), 99)


def number_text(value: float) -> str:
    """A number with a space that doesn't break between thousands, and a decimal comma."""
    return f"{value:,}".replace(",", "\N{NO-BREAK SPACE}").replace(".", ",")

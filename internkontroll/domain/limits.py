"""The bounds of what the register takes; the database and the importers hold the same ones."""

MAX_TEXT = 100_000
"""Characters in one text: some forty printed pages, more than any field needs."""

MAX_RISKER = 50_000
"""Risks in one file: far above a nämnd's hundreds, low enough to refuse a runaway export."""

MAX_BILAGA = 25 * 1024 * 1024
"""Bytes in one bilaga."""

"""What a seeded defect is, and how a tree gets it."""

from dataclasses import dataclass
from pathlib import Path


class Stale(Exception):
    """The code has moved on: what a defect was to replace isn't there, or is there several times."""


@dataclass(frozen=True, slots=True)
class Defect:
    """In `file`, `old` (which stands there once) becomes `new`; one of `tests` must notice. `why` says who suffers."""

    file: str
    old: str
    new: str
    tests: tuple[str, ...]
    why: str

    def seeded(self, root: Path) -> str:
        """The text of the file with the defect. Raises Stale."""
        text = (root / self.file).read_text(encoding="utf-8")
        if (count := text.count(self.old)) != 1:
            raise Stale(f"{self.file}: found {count} times: {self.old!r}")
        return text.replace(self.old, self.new)

"""The two kinds of failure: what the user or the machine can mend, and our own mistakes.

A `KnownError` has a Swedish text that names the place and says what to do; the command line and
the window show it as it is. Every other exception is a bug.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class KnownError(Exception):
    """Something that is not a bug; the text is Swedish and complete."""

    exit_status: int


class WrongUsage(KnownError):
    """The command was asked for something that it can't mean, such as a nämnd that doesn't exist."""

    exit_status = 2


class InputRefused(KnownError):
    """The input can't be taken: the text says file, place, what is wrong and what to do."""

    exit_status = 3


class EnvironmentFailed(KnownError):
    """The machine failed: full disk, locked, no access. Nothing was changed."""

    exit_status = 4


class Conflict(EnvironmentFailed):
    """Somebody else has changed the record since it was read; nothing of this operation was saved."""


_REMEDIES = {
    errno.ENOSPC: "Disken är full. Frigör utrymme och försök igen.",
    errno.EDQUOT: "Utrymmet på filytan är slut. Frigör utrymme och försök igen.",
    errno.EFBIG: "Filen blir större än vad disken tillåter. Välj en annan plats och försök igen.",
    errno.EACCES: "Du saknar behörighet. Välj en annan plats eller be IT om behörighet.",
    errno.EPERM: "Du saknar behörighet. Välj en annan plats eller be IT om behörighet.",
    errno.EROFS: "Platsen är skrivskyddad. Välj en annan plats.",
    errno.ENOENT: "Filen eller mappen finns inte. Kontrollera sökvägen.",
    errno.ENOTDIR: "En del av sökvägen är inte en mapp. Kontrollera sökvägen.",
    errno.EISDIR: "Det är en mapp. Ange en fil.",
    errno.ENAMETOOLONG: "Namnet är för långt. Välj ett kortare namn.",
}


@contextmanager
def environment(path: Path) -> Iterator[None]:
    """Turn every OSError about `path` inside the block into an `EnvironmentFailed` that says what to do."""
    try:
        yield
    except OSError as error:
        remedy = _REMEDIES.get(error.errno or 0, f"{error.strerror or error}. Kontrollera platsen och försök igen.")
        raise EnvironmentFailed(f"{path}: {remedy}") from error

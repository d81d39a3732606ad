"""The two kinds of failure: what the user or the machine can mend, and our own mistakes.

A `KnownError` has a Swedish text that names the place and says what to do; the command line and
the window show it as it is. Every other exception is a bug.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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

_OPEN_ELSEWHERE = "Filen är öppen i ett annat program eller hos någon annan. Stäng den och försök igen."

_TOO_LONG = 206

_REMEDIES_OF_WINDOWS = {
    32: _OPEN_ELSEWHERE,  # sharing violation
    33: _OPEN_ELSEWHERE,  # lock violation
    112: _REMEDIES[errno.ENOSPC],
    123: 'Namnet är för långt eller har något av tecknen \\ / : * ? " < > |. Välj ett annat namn.',
    _TOO_LONG: "Sökvägen är för lång för Windows. Välj ett kortare namn eller en mapp närmare enhetens rot.",
}
"""By WinError, where the errno that Python makes of it tells less: EACCES, EINVAL or ENOENT."""

_LONGEST_PATH = 245
"""Windows takes 259 characters, unless IT has allowed more, and says "not found" of a longer path; a name
that is written to for the time being (`files.replacing`) may need 14 of them."""


@contextmanager
def environment(path: Path) -> Iterator[None]:
    """Turn every OSError about `path` inside the block into an `EnvironmentFailed` that says what to do."""
    try:
        yield
    except OSError as error:
        raise EnvironmentFailed(f"{path}: {_remedy(error, path)}") from error


def open_elsewhere(path: Path) -> EnvironmentFailed:
    """What to raise where Windows refuses because somebody has the file open."""
    return EnvironmentFailed(f"{path}: {_OPEN_ELSEWHERE}")


def winerror(error: OSError) -> int:
    """The number that Windows gave; 0 on other systems."""
    return int(getattr(error, "winerror", None) or 0)


def _remedy(error: OSError, path: Path) -> str:
    number = winerror(error)
    if number in (2, 3) and len(str(path.absolute())) > _LONGEST_PATH:
        number = _TOO_LONG
    if error.errno == errno.EACCES and _is_folder(path):
        return _REMEDIES[errno.EISDIR]  # Windows says "access denied" of a folder that is opened as a file
    unknown = f"{error.strerror or error}. Kontrollera platsen och försök igen."
    return _REMEDIES_OF_WINDOWS.get(number) or _REMEDIES.get(error.errno or 0, unknown)


def _is_folder(path: Path) -> bool:
    with suppress(OSError):
        return path.is_dir()
    return False

"""The command utseende: what a nämnd's documents look like, or are to look like."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from internkontroll.bootstrap import open_register
from internkontroll.db.session import Register
from internkontroll.domain.utseende import Utseende
from internkontroll.errors import WrongUsage
from internkontroll.services.utseende import Val, reset_utseende, save_utseende, show_utseende

_FILES = ("typsnitt", "typsnitt_fet", "logotyp", "ordmall")
_PLAIN = ("logotyp_alt", "marginal", "farg")


def utseende(arguments: Namespace) -> tuple[str, dict[str, Any]]:
    """Run the command; its text and its data. Raises KnownError."""
    register = open_register(arguments.register)
    notes = _change(register, arguments)
    namn, chosen = show_utseende(register, arguments.namnd)
    data = {
        "namnd": namn,
        **{name: getattr(chosen, name) is not None for name in _FILES},
        "logotyp_alt": chosen.logotyp_alt,
        "marginal_mm": chosen.marginal_mm,
        "farg": chosen.farg,
        "noter": list(notes),
    }
    return "\n".join([f"Utseende för {namn}:", *_lines(chosen), *notes]), data


def _change(register: Register, arguments: Namespace) -> tuple[str, ...]:
    chosen = [name for name in (*_FILES, *_PLAIN) if getattr(arguments, name) is not None]
    if arguments.aterstall:
        if chosen:
            raise WrongUsage("--aterstall går inte att förena med ett nytt val. Återställ först och välj sedan.")
        reset_utseende(register, arguments.namnd)
    if not chosen:
        return ()
    files = {name: Path(getattr(arguments, name)) for name in chosen if name in _FILES}
    val = Val(**files, logotyp_alt=arguments.logotyp_alt, marginal_mm=arguments.marginal, farg=arguments.farg)
    return save_utseende(register, arguments.namnd, val)


def _lines(chosen: Utseende) -> Iterator[str]:
    yield f"  typsnitt: {'eget' if chosen.typsnitt else 'programmets (Carlito)'}"
    yield f"  logotyp: {f'egen, ”{chosen.logotyp_alt}”' if chosen.logotyp else 'ingen'}"
    yield f"  marginaler: {chosen.marginal_mm} mm"
    yield f"  färg: {chosen.farg}"
    yield f"  Word-mall: {'egen' if chosen.ordmall else 'programmets'}"

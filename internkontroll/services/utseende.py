"""Use case: choose how a nämnd's documents look, and read what has been chosen."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, select

from internkontroll.db import models
from internkontroll.db.session import Register
from internkontroll.domain.limits import MAX_BILAGA
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.utseende import MARGINALER, Utseende, read_farg
from internkontroll.errors import InputRefused, WrongUsage, environment
from internkontroll.services.innehall import keep_content
from internkontroll.services.urval import find_namnd

MAX_LOGOTYP = 5 * 1024 * 1024
"""Bytes of a logo: more is a photograph that was never made for print at 40 mm."""

_NEEDED = "".join(map(chr, range(0x20, 0x7F))) + "ÅÄÖÉåäöé§–”’•…"
"""What every report is written with."""

_SAMI = "ÁČĐŊŠŦŽáčđŋšŧž"
_FILES = ("typsnitt", "typsnitt_fet", "logotyp", "ordmall")
_STANDARD = Utseende()


@dataclass(frozen=True, slots=True)
class Val:
    """What is chosen now; what is None stays as it was. The fonts come together, and a logo with its text."""

    typsnitt: Path | None = None
    typsnitt_fet: Path | None = None
    logotyp: Path | None = None
    logotyp_alt: str | None = None
    marginal_mm: int | None = None
    farg: str | None = None
    ordmall: Path | None = None


def load_utseende(connection: Connection, namnd_id: int) -> Utseende:
    """The look that the nämnd has chosen, else the program's own."""
    row = _find(connection, namnd_id)
    if row is None:
        return _STANDARD
    innehall = models.innehall
    wanted = [row._mapping[name] for name in _FILES]
    query = select(innehall.c.sha256, innehall.c.data).where(innehall.c.sha256.in_(filter(None, wanted)))
    data = {found.sha256: found.data for found in connection.execute(query)}
    return Utseende(
        **{name: data.get(sha256) for name, sha256 in zip(_FILES, wanted, strict=True)},
        logotyp_alt=row.logotyp_alt or "",
        marginal_mm=row.marginal_mm or _STANDARD.marginal_mm,
        farg=row.farg or _STANDARD.farg,
    )


def show_utseende(register: Register, namnd: str | None = None) -> tuple[str, Utseende]:
    """The nämnd's name and look. Raises WrongUsage for an unknown nämnd."""
    with register.read() as connection:
        namnd_id, namn = find_namnd(connection, namnd)
        return namn, load_utseende(connection, namnd_id)


def save_utseende(register: Register, namnd: str | None, val: Val) -> tuple[str, ...]:
    """Choose a look as one operation that can be undone; returns what people should know of it.

    Raises WrongUsage for an unknown nämnd or half a choice, InputRefused for what can't be used,
    EnvironmentFailed for a file that can't be read; then nothing is changed.
    """
    with register.read() as connection:
        namnd_id, _ = find_namnd(connection, namnd)
    return choose_utseende(register, namnd_id, val)[1]


def choose_utseende(register: Register, namnd_id: int, val: Val) -> tuple[Sparat, tuple[str, ...]]:
    """The same for the window, which knows the nämnd by its id; what was done, and what people should know of it."""
    files = _read_files(val)
    notes = tuple(_check_fonts(val, files))
    values = _plain_values(val)
    with register.write("Välj dokumentens utseende") as writer:
        row = _find(writer.connection, namnd_id)
        if val.logotyp_alt is not None and not val.logotyp and (row is None or row.logotyp is None):
            raise WrongUsage("Det finns ingen logotyp att beskriva. Välj en med --logotyp.")
        values |= {name: keep_content(writer, data) for name, data in files.items()}
        if row:
            writer.update(models.utseende, row._mapping, values)
        elif values:
            writer.insert(models.utseende, {"namnd_id": namnd_id} | values)
    return Sparat(writer.event_id, writer.rubrik, writer.tables), notes


def reset_utseende(register: Register, namnd: str | None = None) -> None:
    """Go back to the program's own look, as one operation that can be undone. Raises WrongUsage."""
    with register.read() as connection:
        namnd_id, _ = find_namnd(connection, namnd)
    clear_utseende(register, namnd_id)


def clear_utseende(register: Register, namnd_id: int) -> Sparat:
    """The same for the window."""
    with register.write("Återställ dokumentens utseende") as writer:
        row = _find(writer.connection, namnd_id)
        if row:
            writer.delete(models.utseende, [row._mapping])
    return Sparat(writer.event_id, writer.rubrik, writer.tables)


def _find(connection: Connection, namnd_id: int) -> Row[Any] | None:
    query = select(models.utseende).where(models.utseende.c.namnd_id == namnd_id)
    return connection.execute(query).one_or_none()


def _read_files(val: Val) -> dict[str, bytes]:
    """The chosen files, seen to be what they should be."""
    if (val.typsnitt is None) != (val.typsnitt_fet is None):
        raise WrongUsage("Välj både --typsnitt och --typsnitt-fet: rubriker och etiketter är feta.")
    if val.logotyp and not (val.logotyp_alt or "").strip():
        raise WrongUsage("Beskriv logotypen med --logotyp-alt för den som inte ser den, till exempel kommunens namn.")
    files = {}
    for name in _FILES:
        path = getattr(val, name)
        if path is not None:
            files[name] = _read(path, MAX_LOGOTYP if name == "logotyp" else MAX_BILAGA)
    if val.logotyp:
        from internkontroll.export.pdf.logo import read_logo

        read_logo(files["logotyp"], str(val.logotyp))
    if val.ordmall:
        from internkontroll.export.word.mall import adopt_template

        adopt_template(files["ordmall"], str(val.ordmall))
    return files


def _read(path: Path, most: int) -> bytes:
    with environment(path):
        if path.stat().st_size > most:
            raise InputRefused(f"{path}: Filen är större än {most // 1024 // 1024} MB. Välj en mindre.")
        return path.read_bytes()


def _check_fonts(val: Val, files: dict[str, bytes]) -> Iterable[str]:
    """What the chosen fonts lack that only some reports need; raises InputRefused for what all need."""
    if not val.typsnitt:
        return
    from internkontroll.export.pdf.fonts import check_font

    for name in ("typsnitt", "typsnitt_fet"):
        path = getattr(val, name)
        missing = [letter for letter in _SAMI if letter not in check_font(files[name], str(path), _NEEDED)]
        if missing:
            yield f"{path.name} saknar samiska bokstäver: {' '.join(missing)}. Texter med dem kan inte bli PDF."


def _plain_values(val: Val) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if val.logotyp_alt is not None:
        values["logotyp_alt"] = val.logotyp_alt.strip()
        if not values["logotyp_alt"]:
            raise WrongUsage("Beskrivningen av logotypen är tom. Skriv till exempel kommunens namn.")
    if val.marginal_mm is not None:
        if val.marginal_mm not in MARGINALER:
            least, most = MARGINALER[0], MARGINALER[-1]
            raise InputRefused(f"Marginalen {val.marginal_mm} mm går inte att välja. Välj {least}–{most} mm.")
        values["marginal_mm"] = val.marginal_mm
    if val.farg is not None:
        values["farg"] = read_farg(val.farg)
    return values

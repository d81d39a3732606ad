"""Use case: is a sealed package whole? Needs no register and no net.

Three looks: the manifest against its checksum, every file against the manifest, and then every byte of
the zip that isn't a file's against the only way in which a package is laid out. Nothing is unpacked to disk.
"""

import errno
import hashlib
import json
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from internkontroll.domain.status import Tillfalletyp
from internkontroll.errors import InputRefused, environment
from internkontroll.export.paket import (
    FORMAT,
    MANIFEST,
    SEAL,
    VERSION,
    Member,
    directory,
    local_header,
    seal_file,
    short_seal,
)

MAX_MANIFEST = 50_000_000
"""Bytes of a manifest: room for 100,000 files."""

_CHUNK = 1 << 20
_HEADER = 30  # bytes of a local header before the name; its last four are the lengths of what follows
_UNREADABLE = (zipfile.BadZipFile, NotImplementedError, OverflowError, ValueError, struct.error)
"""What Python's zip reader raises for files that aren't what they say."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found: `faults` in Swedish, each naming its file; none when the package is whole.

    `checksum` is the SHA-256 of the manifest as it is now, None where there is none; `what` says what
    the package is of, as the manifest has it.
    """

    faults: tuple[str, ...]
    filer: int
    what: str = ""
    checksum: str | None = None

    @property
    def sigill(self) -> str | None:
        """What stands in the minutes if this is the package that was sealed."""
        return self.checksum and short_seal(self.checksum)


def verify_paket(path: Path) -> Verdict:
    """Check the package at `path`. Raises as `verify_stream`, and EnvironmentFailed where it can't be read."""
    with environment(path), path.open("rb") as stream:
        return verify_stream(stream, str(path))


def verify_stream(stream: BinaryIO, place: str) -> Verdict:
    """Check a package that is open for reading; `place` is what messages call it.

    Raises InputRefused for what isn't a package, is of a newer version, or has compressed, encrypted or
    overlapping files or names that point out of the folder: no package has, and they may be there to do harm.
    """
    archive = _open(stream, place)
    infos = archive.infolist()
    _refuse_dangerous(infos, stream, place)
    names = [info.orig_filename for info in infos]
    if not {MANIFEST, SEAL} & {*names}:
        raise InputRefused(f"{place}: {_FOREIGN}")
    if MANIFEST not in names:
        return Verdict((f"{MANIFEST} saknas: det går inte att säga om resten är helt.",), len(infos))
    raw = _content(stream, archive.getinfo(MANIFEST))
    checksum = hashlib.sha256(raw).hexdigest()
    faults = [*_seal_faults(stream, archive, checksum)]
    manifest = _parse(raw)
    if manifest is None:
        if SEAL not in names:
            raise InputRefused(f"{place}: {_FOREIGN}")
        return Verdict((*faults, f"{MANIFEST} går inte att läsa."), len(infos), checksum=checksum)
    if manifest["version"] > VERSION and not faults:
        raise InputRefused(f"{place}: Paketet är gjort av en nyare version av programmet. Uppdatera Internkontroll.")
    found = {info.orig_filename: _measure(stream, info) for info in infos}
    faults += [*_name_faults(manifest, names), *_file_faults(manifest, found)]
    if not faults:
        faults += _layout_faults([*(file["namn"] for file in manifest["filer"]), MANIFEST, SEAL], found, stream)
    return Verdict(tuple(faults), len(infos), _what(manifest), checksum)


_FOREIGN = "Filen är inte ett paket från Internkontroll. Ange den zip-fil som kommandot paket har skrivit."
_BROKEN = "Filen är ingen hel zip-fil: den är avhuggen, skadad eller något annat. Hämta den igen från arkivet."


def _open(stream: BinaryIO, place: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except OSError as error:
        if error.errno != errno.EINVAL:  # to before the file's start, where a damaged number points
            raise
        raise InputRefused(f"{place}: {_BROKEN}") from error
    except _UNREADABLE as error:
        raise InputRefused(f"{place}: {_BROKEN}") from error


def _refuse_dangerous(infos: Sequence[zipfile.ZipInfo], stream: BinaryIO, place: str) -> None:
    size = stream.seek(0, 2)
    for info in infos:
        name = info.orig_filename
        if _points_out(name):
            raise InputRefused(f"{place}: Namnet {_printable(name)} är farligt att packa upp. Paketet läses inte.")
        if info.compress_type != zipfile.ZIP_STORED or info.flag_bits & 1:
            raise InputRefused(
                f"{place}: {_printable(name)} är komprimerad eller krypterad, vilket inget i ett paket är. "
                "Någon har packat om paketet eller ändrat det. Be om originalfilen."
            )
    if sum(info.file_size for info in infos) > size:
        raise InputRefused(f"{place}: Filerna i paketet är tillsammans större än paketet. Be om originalfilen.")


def _points_out(name: str) -> bool:
    """Whether the name could be unpacked to somewhere else than below the folder, or hide what it is."""
    parts = name.split("/")
    return not name.isprintable() or "\\" in name or ":" in name or bool({"", ".", ".."} & {*parts})


def _seal_faults(stream: BinaryIO, archive: zipfile.ZipFile, checksum: str) -> Iterator[str]:
    if SEAL not in archive.namelist():
        yield f"{SEAL} saknas."
    elif _content(stream, archive.getinfo(SEAL)) != seal_file(checksum):
        yield f"{MANIFEST} eller {SEAL} är ändrad: manifestets kontrollsumma är inte den som står i {SEAL}."


def _content(stream: BinaryIO, info: zipfile.ZipInfo) -> bytes:
    """A small member; the start of one that is too large to be whole."""
    return b"".join(islice(_chunks(stream, info), MAX_MANIFEST // _CHUNK))


def _chunks(stream: BinaryIO, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The bytes that the zip has for a member; fewer than it says where they aren't there.

    Read past Python's zip reader, which gives up on a changed member without telling what is left of it.
    """
    stream.seek(max(0, info.header_offset))
    lengths = stream.read(_HEADER)[-4:]
    stream.seek(sum(struct.unpack("<2H", lengths.ljust(4, b"\0"))), 1)
    left = info.file_size
    while chunk := stream.read(min(left, _CHUNK)):
        yield chunk
        left -= len(chunk)


def _parse(raw: bytes) -> dict[str, Any] | None:
    """The manifest, None where it isn't one."""
    try:
        manifest = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    shape = {"format": str, "version": int, "filer": list}
    if not _has(manifest, shape) or manifest["format"] != FORMAT:
        return None
    listed = {"namn": str, "storlek": int, "sha256": str}
    return manifest if all(_has(file, listed) for file in manifest["filer"]) else None


def _has(value: Any, shape: Mapping[str, type]) -> bool:
    return isinstance(value, dict) and all(isinstance(value.get(name), kind) for name, kind in shape.items())


@dataclass(frozen=True, slots=True)
class _Found:
    """A member as it is in the zip."""

    member: Member
    sha256: str


def _measure(stream: BinaryIO, info: zipfile.ZipInfo) -> _Found:
    size, crc, digest = 0, 0, hashlib.sha256()
    for chunk in _chunks(stream, info):
        size, crc = size + len(chunk), zlib.crc32(chunk, crc)
        digest.update(chunk)
    return _Found(Member(info.orig_filename, size, crc), digest.hexdigest())


def _name_faults(manifest: Mapping[str, Any], names: Sequence[str]) -> Iterator[str]:
    expected = Counter([*(file["namn"] for file in manifest["filer"]), MANIFEST, SEAL])
    found = Counter(names)
    for name in expected:
        if name not in found:
            yield f"{_printable(name)} saknas."
    for name, count in found.items():
        if name not in expected:
            yield f"{_printable(name)} hör inte till paketet: den står inte i manifestet."
        elif count > 1 or expected[name] > 1:
            yield f"{_printable(name)} finns flera gånger."


def _file_faults(manifest: Mapping[str, Any], found: Mapping[str, _Found]) -> Iterator[str]:
    for file in manifest["filer"]:
        now = found.get(file["namn"])
        if now and (now.sha256 != file["sha256"] or now.member.size != file["storlek"]):
            yield f"{_printable(now.member.name)} är ändrad: innehållet är inte det som förseglades."


def _layout_faults(order: Sequence[str], found: Mapping[str, _Found], stream: BinaryIO) -> Iterator[str]:
    """Whether all bytes between and after the files are those of a package."""
    members = [found[name].member for name in order]
    position = 0
    for member in members:
        header = local_header(member)
        if _read(stream, position, len(header)) != header:
            yield f"Zip-filen är ändrad före {_printable(member.name)} (byte {position}). {_CONTENT_WHOLE}"
            return
        position += len(header) + member.size
    # One byte more than there should be, so that something after the end is seen.
    end = directory(members)
    if _read(stream, position, len(end) + 1) != end:
        yield f"Zip-filen är ändrad efter sista filen (från byte {position}). {_CONTENT_WHOLE}"


_CONTENT_WHOLE = "Filernas innehåll är helt, men zip-filen är inte den som förseglades."


def _read(stream: BinaryIO, position: int, size: int) -> bytes:
    stream.seek(position)
    return stream.read(size)


def _what(manifest: Mapping[str, Any]) -> str:
    """For example "Socialnämnden 2026, Delårsrapport per april"."""
    occasion = str(manifest.get("tillfalle"))
    label = Tillfalletyp(occasion).label if occasion in list(Tillfalletyp) else occasion
    return _printable(f"{manifest.get('namnd')} {manifest.get('ar')}, {label}")


_CONTROL = re.compile(r"[^\S ]|[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def _printable(text: str) -> str:
    """The text without what could play tricks with a terminal."""
    return _CONTROL.sub("?", text)[:200]

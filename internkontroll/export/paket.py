"""The sealed package as a file: its zip, its manifest, its seal and its read-me.

The zip is laid out in one way only, uncompressed, without times and comments: from names, sizes and
checksums every byte that isn't a member's own follows. A verifier can therefore find any changed byte,
in fifty years and with another zip library too.
"""

import hashlib
import json
import re
import struct
import unicodedata
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

FORMAT, VERSION = "internkontroll-paket", 1
MANIFEST, SEAL, README = "manifest.json", "manifest.sha256", "LÄS MIG.txt"

_LOCAL, _CENTRAL, _END = "<4s5H3I2H", "<4s6H3I5H2I", "<4s4H2IH"
_END64, _LOCATOR64 = "<4sQ2H2I4Q", "<4sIQI"
_VERSION, _VERSION64, _UNIX = 20, 45, 3 << 8
_RIGHTS = 0o100644 << 16  # of a file on Unix, where unzip else gives none and misreads names in UTF-8
_KIND = (0x0800, 0, 0, 0x0021)  # names in UTF-8, stored, midnight, 1 January 1980
_NO_ROOM, _NO_ROOM_SHORT = 0xFFFF_FFFF, 0xFFFF  # says: see the record of 64 bits


@dataclass(frozen=True, slots=True)
class File:
    """Something to pack: its name in the package, what the manifest says of it beside sums, and its bytes."""

    name: str
    facts: Mapping[str, Any]
    data: bytes


@dataclass(frozen=True, slots=True)
class Member:
    """What the layout of the zip needs to know of a file in it."""

    name: str
    size: int
    crc: int


@dataclass(frozen=True, slots=True)
class Paket:
    """A package that has been written: how many files are in it, and the SHA-256 of its manifest."""

    filer: int
    checksum: str

    @property
    def sigill(self) -> str:
        """The part of the checksum that is written into the minutes."""
        return short_seal(self.checksum)


def write_paket(stream: BinaryIO, head: Mapping[str, Any], files: Iterable[File]) -> Paket:
    """Write the files, the manifest (`head` and a list of the files) and its checksum.

    The files are taken one at a time, so that they may be made as they are needed.
    """
    members: list[Member] = []

    def add(name: str, data: bytes) -> str:
        member = Member(name, len(data), zlib.crc32(data))
        members.append(member)
        stream.write(local_header(member))
        stream.write(data)
        return hashlib.sha256(data).hexdigest()

    listed = [
        {"namn": file.name, "storlek": len(file.data), "sha256": add(file.name, file.data), **file.facts}
        for file in files
    ]
    manifest = {"format": FORMAT, "version": VERSION, **head, "filer": listed}
    checksum = add(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1).encode() + b"\n")
    add(SEAL, seal_file(checksum))
    stream.write(directory(members))
    return Paket(len(members), checksum)


def seal_file(checksum: str) -> bytes:
    """The content of manifest.sha256, as ``sha256sum --check`` reads it."""
    return f"{checksum}  {MANIFEST}\n".encode()


def short_seal(checksum: str) -> str:
    """What is written into the minutes: 128 bits, so that not even who makes a package can make another to match."""
    return "-".join(checksum[start : start + 4] for start in range(0, 32, 4))


def local_header(member: Member) -> bytes:
    """The bytes before the content of a member."""
    name, sizes = member.name.encode(), (member.crc, member.size, member.size)
    return struct.pack(_LOCAL, b"PK\x03\x04", _VERSION, *_KIND, *sizes, len(name), 0) + name


def directory(members: Sequence[Member]) -> bytes:
    """The bytes after the last member: the zip's central directory and its end."""
    position, entries = 0, []
    for member in members:
        entries.append(_entry(member, position))
        position += len(local_header(member)) + member.size
    central = b"".join(entries)
    count, size = len(members), len(central)
    short = min(count, _NO_ROOM_SHORT)
    end = struct.pack(_END, b"PK\x05\x06", 0, 0, short, short, size, min(position, _NO_ROOM), 0)
    if count < _NO_ROOM_SHORT and position < _NO_ROOM:
        return central + end
    versions = (_UNIX | _VERSION64, _VERSION64)
    end64 = struct.pack(_END64, b"PK\x06\x06", 44, *versions, 0, 0, count, count, size, position)
    return central + end64 + struct.pack(_LOCATOR64, b"PK\x06\x07", 0, position + size, 1) + end


def _entry(member: Member, position: int) -> bytes:
    name, sizes, far = member.name.encode(), (member.crc, member.size, member.size), position >= _NO_ROOM
    extra = struct.pack("<2HQ", 1, 8, position) if far else b""
    versions, lengths = (_UNIX | _VERSION, _VERSION64 if far else _VERSION), (len(name), len(extra), 0)
    rest = (0, 0, _RIGHTS, min(position, _NO_ROOM))
    return struct.pack(_CENTRAL, b"PK\x01\x02", *versions, *_KIND, *sizes, *lengths, *rest) + name + extra


_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*]+')
_LONGEST_STEM, _LONGEST_SUFFIX = 80, 12


def bilaga_name(number: int, filnamn: str) -> str:
    """A name that any system can unpack: "bilagor/007-Protokoll mars.pdf". The number makes it unique."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", filnamn))[-1]
    seen = "".join(letter for letter in " ".join(last.split()) if unicodedata.category(letter)[0] != "C")
    stem, dot, suffix = _NOT_IN_NAMES.sub("-", seen).rpartition(".")
    if not dot or len(suffix) > _LONGEST_SUFFIX:
        stem, dot, suffix = f"{stem}{dot}{suffix}", "", ""
    return f"bilagor/{number:03}-{stem[:_LONGEST_STEM].strip(' .') or 'bilaga'}{dot}{suffix}".rstrip(" .")


def readme(what: str, files: Iterable[tuple[str, str]]) -> bytes:
    """The read-me, with the name and the meaning of each file; Windows' line ends and UTF-8 with byte order mark."""
    text = _README.format(what=what, files="\n".join(_entries(files)))
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def _entries(files: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, meaning in (*files, (MANIFEST, _MANIFEST_MEANING), (SEAL, "kontrollsumman för manifest.json")):
        yield f"  {name}\n      {meaning}"


_MANIFEST_MEANING = "förteckning över filerna med storlek och kontrollsumma, planens beslut och händelseloggens läge"

_README = """\
ARKIVPAKET FRÅN INTERNKONTROLL

{what}

Paketet är förseglat: ändras, saknas eller tillkommer en enda byte går det att se. Spara zip-filen som den är. Packa
inte om den och ändra inget i den.


INNEHÅLL

{files}


SÅ KONTROLLERAR DU PAKETET

Med programmet Internkontroll, utan register och utan nät:

  internkontroll verifiera PAKETETS-FIL.zip

Programmet säger om paketet är helt, eller vilken fil som är ändrad, saknas eller inte hör dit, och visar paketets
sigill. Jämför sigillet med det som skrevs upp när paketet gjordes, till exempel i protokollet. Är de lika är det samma
paket. Utan den jämförelsen syns inte om någon har gjort ett helt nytt paket.

Utan programmet:

1. Packa upp zip-filen och räkna ut kontrollsumman (SHA-256) för manifest.json.
   I Windows, i PowerShell:  Get-FileHash -Algorithm SHA256 manifest.json
   I Linux:  sha256sum --check manifest.sha256
2. Summan ska vara den som står i manifest.sha256. Dess 32 första tecken är paketets sigill.
3. Räkna ut summan för varje fil på samma sätt. Den ska vara den som står vid filens namn i manifest.json.
4. Inga andra filer än de som står i manifest.json, och manifest.json och manifest.sha256 själva, ska finnas.
"""

"""The package as a zip: any zip program can read it, and there is only one way to lay it out."""

import hashlib
import io
import json
import shutil
import struct
import subprocess
import zipfile
from pathlib import Path

import pytest

from internkontroll.export.paket import (
    MANIFEST,
    README,
    SEAL,
    File,
    Member,
    bilaga_name,
    directory,
    local_header,
    readme,
    short_seal,
    write_paket,
)

FILES = (
    File(README, {"innehall": "vad det är"}, "Läs mig först".encode()),
    File("avsnitt.pdf", {}, b"%PDF"),
    File("bilagor/001-tom.txt", {}, b""),
)


def packed(*files: File) -> bytes:
    stream = io.BytesIO()
    write_paket(stream, {"namnd": "Nämnden", "ar": 2026}, files or FILES)
    return stream.getvalue()


def test_any_zip_reader_finds_the_files_whole() -> None:
    with zipfile.ZipFile(io.BytesIO(packed())) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [README, "avsnitt.pdf", "bilagor/001-tom.txt", MANIFEST, SEAL]
        assert archive.read(README).decode() == "Läs mig först"
        assert archive.read("bilagor/001-tom.txt") == b""


def test_unzip_makes_files_that_can_be_read_and_named_in_swedish(tmp_path: Path) -> None:
    unzip = shutil.which("unzip")
    if unzip is None:
        pytest.skip("unzip isn't installed")
    (tmp_path / "p.zip").write_bytes(packed())
    subprocess.run([unzip, "-q", "p.zip"], cwd=tmp_path, env={"LC_ALL": "C.UTF-8"}, check=True)
    assert (tmp_path / README).read_bytes() == FILES[0].data
    assert (tmp_path / "avsnitt.pdf").stat().st_mode & 0o777 == 0o644


def test_nothing_is_compressed_so_that_no_other_zip_library_makes_other_bytes() -> None:
    with zipfile.ZipFile(io.BytesIO(packed(File("a", {}, b"a" * 10_000)))) as archive:
        assert {one.compress_type for one in archive.infolist()} == {zipfile.ZIP_STORED}


def test_the_manifest_lists_every_file_with_size_and_sum() -> None:
    with zipfile.ZipFile(io.BytesIO(packed())) as archive:
        manifest = json.loads(archive.read(MANIFEST))
        members = {name: archive.read(name) for name in archive.namelist()}
    assert (manifest["format"], manifest["version"], manifest["namnd"]) == ("internkontroll-paket", 1, "Nämnden")
    assert manifest["filer"][0]["innehall"] == "vad det är"
    assert [(one["namn"], one["storlek"], one["sha256"]) for one in manifest["filer"]] == [
        (file.name, len(file.data), hashlib.sha256(members[file.name]).hexdigest()) for file in FILES
    ]


def test_the_sum_of_the_manifest_is_as_sha256sum_reads_it_and_its_start_is_the_seal() -> None:
    stream = io.BytesIO()
    paket = write_paket(stream, {}, FILES)
    with zipfile.ZipFile(stream) as archive:
        checksum = hashlib.sha256(archive.read(MANIFEST)).hexdigest()
        assert archive.read(SEAL).decode() == f"{checksum}  {MANIFEST}\n"
    assert (paket.filer, paket.checksum) == (5, checksum)
    assert paket.sigill.replace("-", "") == checksum[:32]
    assert short_seal("0123456789abcdef" * 4) == "0123-4567-89ab-cdef-0123-4567-89ab-cdef"


def test_the_same_files_give_the_same_bytes_and_another_file_another_seal() -> None:
    assert packed() == packed()
    seals = {write_paket(io.BytesIO(), {}, [File("a", {}, data)]).sigill for data in (b"1", b"2")}
    assert len(seals) == 2


class Sparse(io.RawIOBase):
    """A file with long stretches of zeros that take no room."""

    def __init__(self) -> None:
        self._pieces: dict[int, bytes] = {}
        self._size = self._at = 0

    def put(self, data: bytes, skip: int = 0) -> None:
        self._pieces[self._size] = data
        self._size += len(data) + skip

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        self._at = offset + (0, self._at, self._size)[whence]
        return self._at

    def read(self, size: int = -1) -> bytes:
        end = self._size if size < 0 else min(self._size, self._at + size)
        found = bytearray(end - self._at)
        for start, piece in self._pieces.items():
            low, high = max(start, self._at), min(start + len(piece), end)
            if low < high:
                found[low - self._at : high - self._at] = piece[low - start : high - start]
        self._at = end
        return bytes(found)


def test_a_package_of_more_than_four_gigabytes_can_be_read() -> None:
    members = [Member("stor-1", 3 << 30, 0), Member("stor-2", 3 << 30, 0), Member("sist.txt", 4, 0x4F2C0C1A)]
    stream = Sparse()
    for member in members[:2]:
        stream.put(local_header(member), skip=member.size)
    stream.put(local_header(members[2]) + b"slut")
    stream.put(directory(members))
    with zipfile.ZipFile(stream) as archive:
        assert archive.namelist() == ["stor-1", "stor-2", "sist.txt"]
        far = archive.getinfo("sist.txt")
        assert far.header_offset > 6 << 30
    stream.seek(far.header_offset + len(local_header(members[2])))
    assert stream.read(4) == b"slut"


def test_a_package_of_more_than_65535_files_can_be_read() -> None:
    members = [Member(f"{number}", 0, 0) for number in range(65_536)]
    data = b"".join(map(local_header, members)) + directory(members)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert len(archive.namelist()) == 65_536
    # Other readers go by the records at the end: no room for the number here, look there instead.
    assert struct.unpack("<2H", data[-14:-10]) == (0xFFFF, 0xFFFF)
    signature, place = struct.unpack("<4s4xQ4x", data[-42:-22])
    assert (signature, data[place : place + 4]) == (b"PK\x06\x07", b"PK\x06\x06")


@pytest.mark.parametrize(
    ("filnamn", "name"),
    [
        ("Protokoll mars.pdf", "bilagor/007-Protokoll mars.pdf"),
        ("../../etc/passwd", "bilagor/007-passwd"),
        ("C:\\Users\\Åsa\\kvitto.xlsx", "bilagor/007-kvitto.xlsx"),
        ("CON.txt", "bilagor/007-CON.txt"),
        ("..", "bilagor/007-bilaga"),
        ("vad?*:<>|.pdf", "bilagor/007-vad-.pdf"),
        ("fil\x00\x1b[31m\n.pdf", "bilagor/007-fil[31m.pdf"),
        ("fdp.\u202ecod.exe", "bilagor/007-fdp.cod.exe"),
        ("A\u030a.pdf", "bilagor/007-Å.pdf"),
        ("slut. . ", "bilagor/007-slut"),
        (f"{'x' * 200}.docx", f"bilagor/007-{'x' * 80}.docx"),
        ("utan ändelse", "bilagor/007-utan ändelse"),
        (f"a.{'x' * 30}", f"bilagor/007-a.{'x' * 30}"),
    ],
)
def test_a_bilaga_has_a_name_that_is_safe_to_unpack_anywhere(filnamn: str, name: str) -> None:
    assert bilaga_name(7, filnamn) == name


def test_the_readme_opens_in_notepad_and_says_what_every_file_is_and_how_to_check() -> None:
    data = readme("Nämnden\nApril 2026", [("avsnitt.pdf", "rapporten som PDF")])
    text = data.decode("utf-8-sig")
    assert data.startswith(b"\xef\xbb\xbf")
    assert text.count("\n") == text.count("\r\n") > 20
    for wanted in (
        "Nämnden",
        "avsnitt.pdf",
        "rapporten som PDF",
        MANIFEST,
        SEAL,
        "verifiera",
        "Get-FileHash",
        "sigill",
    ):
        assert wanted in text

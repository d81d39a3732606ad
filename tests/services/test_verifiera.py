"""A sealed package that somebody has changed is never called whole, and one that is there to do harm isn't read."""

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from internkontroll.errors import EnvironmentFailed, InputRefused
from internkontroll.export.paket import (
    MANIFEST,
    README,
    SEAL,
    File,
    Member,
    directory,
    local_header,
    seal_file,
    write_paket,
)
from internkontroll.services.verifiera import Verdict, verify_paket, verify_stream

HEAD = {"namnd": "Nämnden", "ar": 2026, "tillfalle": "april"}
FILES = (
    File(README, {}, "Läs".encode()),
    File("avsnitt.json", {}, b"{}"),
    File("bilagor/001-x.pdf", {}, b"%PDF"),
)


def packed() -> bytes:
    stream = io.BytesIO()
    write_paket(stream, HEAD, FILES)
    return stream.getvalue()


def verify(data: bytes) -> Verdict:
    return verify_stream(io.BytesIO(data), "p.zip")


def is_found(data: bytes) -> bool:
    """Whether the package is said to be anything but whole."""
    try:
        return bool(verify(data).faults)
    except InputRefused:
        return True


def members_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def laid_out(members: dict[str, bytes]) -> bytes:
    """A zip that looks as a package does, whatever is in it."""
    known = [(Member(name, len(data), zlib.crc32(data)), data) for name, data in members.items()]
    return b"".join(local_header(one) + data for one, data in known) + directory([one for one, _ in known])


# --- whole ----------------------------------------------------------------------------------------------------------


def test_a_whole_package_is_whole_and_says_what_it_is_and_its_seal(tmp_path: Path) -> None:
    path = tmp_path / "p.zip"
    with path.open("wb") as stream:
        made = write_paket(stream, HEAD, FILES)
    verdict = verify_paket(path)
    assert verdict.faults == ()
    assert (verdict.filer, verdict.sigill, verdict.checksum) == (5, made.sigill, made.checksum)
    assert verdict.what == "Nämnden 2026, Delårsrapport per april"


def test_a_package_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFailed, match="finns inte"):
        verify_paket(tmp_path / "p.zip")


# --- changed --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("bit", range(8))
def test_every_changed_bit_is_found(bit: int) -> None:
    whole = packed()
    for place in range(len(whole)):
        data = bytearray(whole)
        data[place] ^= 1 << bit
        assert is_found(bytes(data)), place


def test_every_cut_is_found() -> None:
    whole = packed()
    assert all(is_found(whole[:end]) for end in range(len(whole)))


@pytest.mark.parametrize("more", [b"\0", b"PK", packed()])
def test_something_before_or_after_is_found(more: bytes) -> None:
    assert is_found(packed() + more)
    assert is_found(more + packed())


def test_a_comment_in_the_zip_is_found() -> None:
    data = packed()[:-2] + b"\x03\x00hej"
    assert "ändrad efter sista filen" in verify(data).faults[0]


def test_the_changed_file_is_named_and_no_other() -> None:
    members = members_of(packed())
    members["avsnitt.json"] = b"[]"
    assert verify(laid_out(members)).faults == ("avsnitt.json är ändrad: innehållet är inte det som förseglades.",)


def test_a_missing_file_is_named() -> None:
    members = members_of(packed())
    del members["bilagor/001-x.pdf"]
    assert verify(laid_out(members)).faults == ("bilagor/001-x.pdf saknas.",)


def test_a_file_too_many_is_named() -> None:
    members = {**members_of(packed()), "bilagor/002-y.pdf": b"%PDF"}
    assert verify(laid_out(members)).faults == ("bilagor/002-y.pdf hör inte till paketet: den står inte i manifestet.",)


def test_a_file_that_is_there_twice_is_named() -> None:
    known = [Member(name, len(data), zlib.crc32(data)) for name, data in members_of(packed()).items()]
    contents = [*members_of(packed()).values()]
    twice = [(known[1], contents[1]), *zip(known, contents, strict=True)]
    data = b"".join(local_header(one) + content for one, content in twice) + directory([one for one, _ in twice])
    assert "avsnitt.json finns flera gånger." in verify(data).faults


def test_files_in_another_order_are_not_the_zip_that_was_sealed() -> None:
    members = members_of(packed())
    data = laid_out({name: members[name] for name in reversed(members)})
    assert "Filernas innehåll är helt, men zip-filen är inte den som förseglades." in verify(data).faults[0]


def test_a_package_that_was_packed_anew_uncompressed_is_not_the_zip_that_was_sealed() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in members_of(packed()).items():
            archive.writestr(name, data)
    assert "Filernas innehåll är helt" in verify(stream.getvalue()).faults[0]


def test_a_changed_manifest_is_found_by_its_sum_and_the_files_are_looked_at_all_the_same() -> None:
    members = members_of(packed())
    members[MANIFEST] = members[MANIFEST].replace(b"2026", b"2025")
    members["avsnitt.json"] = b"[]"
    faults = verify(laid_out(members)).faults
    assert faults[0].startswith("manifest.json eller manifest.sha256 är ändrad")
    assert faults[1].startswith("avsnitt.json är ändrad")


def test_a_forged_package_with_a_forged_sum_has_another_seal() -> None:
    members = members_of(packed())
    members[MANIFEST] = members[MANIFEST].replace(b"2026", b"2025")
    stream = io.BytesIO()
    forged = write_paket(stream, {**HEAD, "ar": 2025}, FILES)
    verdict = verify(stream.getvalue())
    assert verdict.faults == ()
    assert verdict.sigill == forged.sigill != verify(packed()).sigill


def test_a_size_that_is_not_the_one_in_the_manifest_is_found() -> None:
    members = members_of(packed())
    members[MANIFEST] = members[MANIFEST].replace(b'"storlek": 2,', b'"storlek": 3,')
    members[SEAL] = seal_file(hashlib.sha256(members[MANIFEST]).hexdigest())
    assert verify(laid_out(members)).faults == ("avsnitt.json är ändrad: innehållet är inte det som förseglades.",)


@pytest.mark.parametrize(
    ("gone", "fault"),
    [(MANIFEST, "manifest.json saknas"), (SEAL, "manifest.sha256 saknas.")],
)
def test_a_missing_seal_is_named(gone: str, fault: str) -> None:
    members = members_of(packed())
    del members[gone]
    assert verify(laid_out(members)).faults[0].startswith(fault)


@pytest.mark.parametrize("manifest", [b"", b"\xff", b"[]", b'{"format": "annat"}', b"[" * 100_000])
def test_a_manifest_that_is_none_is_said_to_be_unreadable(manifest: bytes) -> None:
    members = {**members_of(packed()), MANIFEST: manifest}
    assert "manifest.json går inte att läsa." in verify(laid_out(members)).faults


@pytest.mark.parametrize("filer", ["x", [1], [{"namn": 1}], [{"namn": "a", "storlek": "1", "sha256": ""}]])
def test_a_manifest_of_another_shape_is_said_to_be_unreadable(filer: object) -> None:
    manifest = json.dumps({"format": "internkontroll-paket", "version": 1, "filer": filer}).encode()
    members = {**members_of(packed()), MANIFEST: manifest}
    assert "manifest.json går inte att läsa." in verify(laid_out(members)).faults


# --- refused --------------------------------------------------------------------------------------------------------


def zipped(add: Callable[[zipfile.ZipFile], None]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        add(archive)
    return stream.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK",
        b"%PDF-1.7",
        b"SQLite format 3\x00" * 100,
        zipped(lambda archive: None),
        zipped(lambda archive: archive.writestr("hej.txt", "hej")),
        zipped(lambda archive: archive.writestr(MANIFEST, '{"name": "tillägg"}')),
    ],
)
def test_what_is_no_package_is_refused(data: bytes) -> None:
    with pytest.raises(InputRefused, match=r"^p\.zip: Filen är (ingen hel zip-fil|inte ett paket)"):
        verify(data)


@pytest.mark.parametrize(
    "name",
    ["../ut.txt", "/etc/passwd", "a/../../b", "C:/x.txt", "a\\..\\b", "a//b", "mapp/", "a\x1b[2Jb", "a\u202eb", "."],
)
def test_a_name_that_points_out_or_hides_what_it_is_is_refused(name: str) -> None:
    with pytest.raises(InputRefused, match="farligt att packa upp") as refused:
        verify(laid_out({**members_of(packed()), name: b""}))
    assert "\x1b" not in str(refused.value)
    assert "\u202e" not in str(refused.value)


def test_a_zip_bomb_is_refused_without_being_blown_up() -> None:
    def bomb(archive: zipfile.ZipFile) -> None:
        for name, data in members_of(packed()).items():
            archive.writestr(name, data)
        archive.writestr("bomb", b"\0" * 20_000_000, zipfile.ZIP_DEFLATED)

    data = zipped(bomb)
    assert len(data) < 100_000
    with pytest.raises(InputRefused, match="bomb är komprimerad"):
        verify(data)


def test_an_encrypted_file_is_refused() -> None:
    data = packed()
    entry = data.index(b"PK\x01\x02")
    with pytest.raises(InputRefused, match="komprimerad eller krypterad"):
        verify(data[: entry + 8] + b"\x01" + data[entry + 9 :])


def test_files_that_lie_over_each_other_are_refused() -> None:
    large = Member("a", 1000, 0)
    data = local_header(large) + b"x" * 1000
    entries = directory([large])
    # Two entries of the directory for the same thousand bytes.
    central, end = entries[:-22], bytearray(entries[-22:])
    end[8:12] = b"\x02\x00\x02\x00"
    end[12:16] = (2 * len(central)).to_bytes(4, "little")
    with pytest.raises(InputRefused, match="tillsammans större än paketet"):
        verify(data + central + central.replace(b"a", b"b") + bytes(end))


def test_a_package_of_a_newer_version_asks_for_a_newer_program() -> None:
    members = members_of(packed())
    members[MANIFEST] = members[MANIFEST].replace(b'"version": 1', b'"version": 2')
    members[SEAL] = seal_file(hashlib.sha256(members[MANIFEST]).hexdigest())
    with pytest.raises(InputRefused, match="nyare version"):
        verify(laid_out(members))


def test_what_the_manifest_says_cannot_play_with_the_terminal() -> None:
    stream = io.BytesIO()
    write_paket(stream, {**HEAD, "namnd": "Ond\x1b[2J\u202enämnd\n" + "x" * 1000}, FILES)
    what = verify(stream.getvalue()).what
    assert what.isprintable()
    assert len(what) <= 200

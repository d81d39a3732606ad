"""The archive around the document: members that don't change are copied as they are packed."""

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from internkontroll.export.word.infoga.lines import read_own, read_stretch
from internkontroll.export.word.infoga.package import DamagedPackageError, Package
from tests.export.hosts import full_of_everything, long_one, members, swedish_word
from tests.export.infoga_files import main, put, section_texts, span
from tests.export.word_files import W

PICTURE = random.Random(1).randbytes(20_000)  # noqa: S311 - a picture that can't be compressed


def archive() -> bytes:
    """An archive with members packed in several ways and a clock."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("ett.xml", "<ett/>")
        stored = zipfile.ZipInfo("word/media/bild.png", (2026, 5, 4, 9, 30, 12))
        stored.external_attr, stored.create_system = 0o644 << 16, 3
        target.writestr(stored, PICTURE)
        target.writestr("å ä ö.xml", "<å/>" * 500, compresslevel=1)
        target.writestr("sist.xml", b"")
    return stream.getvalue()


def streamed() -> bytes:
    """An archive whose headers don't know the sizes, as programs write that can't go back."""

    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

        def seek(self, *_: object) -> int:
            raise OSError

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("ett.xml", "<ett/>")
        target.writestr("word/media/bild.png", PICTURE)
    return pipe.getvalue()


def infos(data: bytes) -> dict[str, zipfile.ZipInfo]:
    with zipfile.ZipFile(io.BytesIO(data)) as one:
        return {info.filename: info for info in one.infolist()}


def packed(data: bytes, name: str) -> bytes:
    """A member's bytes as they stand in the archive."""
    info = infos(data)[name]
    start = info.header_offset + 30 + len(name.encode()) + int.from_bytes(data[info.header_offset + 28 :][:2], "little")
    return data[start : start + info.compress_size]


def test_members_that_dont_change_keep_their_packed_bytes_and_clock() -> None:
    before = archive()
    after = Package(before).with_members({"ett.xml": b"<tv\xc3\xa5/>"})
    for name in ("word/media/bild.png", "å ä ö.xml", "sist.xml"):
        assert packed(after, name) == packed(before, name)
        for what in ("date_time", "compress_type", "CRC", "file_size", "external_attr", "create_system"):
            assert getattr(infos(after)[name], what) == getattr(infos(before)[name], what)


@pytest.mark.parametrize("before", [archive(), streamed(), swedish_word()], ids=["clock", "streamed", "python-docx"])
def test_the_result_is_a_whole_archive(before: bytes) -> None:
    after = Package(before).with_members({"ny.xml": b"<ny/>" * 99, "å.xml": b"<a/>"})
    with zipfile.ZipFile(io.BytesIO(after)) as result:
        assert result.testzip() is None
    assert members(after) == members(before) | {"ny.xml": b"<ny/>" * 99, "å.xml": b"<a/>"}
    assert list(members(after))[-2:] == ["ny.xml", "å.xml"]
    # Where headers tell the sizes, nothing may say that they come after the bytes.
    assert not any(info.flag_bits & 8 for info in infos(after).values())


def test_the_same_change_gives_the_same_bytes() -> None:
    one, other = (Package(archive()).with_members({"ny.xml": b"<ny/>"}) for _ in range(2))
    assert one == other
    assert infos(one)["ny.xml"].date_time == (1980, 1, 1, 0, 0, 0)


def test_a_changed_member_keeps_its_clock_and_rights() -> None:
    before = archive()
    after = Package(before).with_members({"word/media/bild.png": b"x"})
    for what in ("date_time", "external_attr", "create_system"):
        assert getattr(infos(after)["word/media/bild.png"], what) == getattr(infos(before)["word/media/bild.png"], what)


def test_a_damaged_picture_is_noticed() -> None:
    data = bytearray(archive())
    data[data.index(PICTURE[:50]) + 10] ^= 1
    with pytest.raises(DamagedPackageError):
        Package(bytes(data))


def test_an_encrypted_member_is_noticed() -> None:
    data = bytearray(archive())
    for signature, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(signature) + offset] |= 1
    with pytest.raises(DamagedPackageError):
        Package(bytes(data))


@pytest.mark.parametrize("host", [full_of_everything, long_one])
def test_the_lines_of_our_own_blocks_are_those_that_are_read_again(host: Callable[[], bytes], tmp_path: Path) -> None:
    data = put(host(), tmp_path).data
    xml = main(data)[slice(*span(data))]
    inner = xml[xml.index(b"<w:p>") : xml.rindex(b"<w:bookmarkEnd")]
    assert read_own(inner) == read_stretch(inner, {"w": W}).lines
    assert len(read_own(inner)) == len([text for text in section_texts(data) if text]) + 1  # the picture

"""The drawn matrices of a section: files that the document points to, found again when it has the same ones already."""

import re
from collections.abc import Iterable
from hashlib import sha256
from itertools import chain, count
from posixpath import dirname, join
from zlib import crc32

from internkontroll.domain.document import Matrix
from internkontroll.export.word.infoga.gains import Gains
from internkontroll.export.word.infoga.host import Host
from internkontroll.export.word.infoga.section import OldSection
from internkontroll.export.word.infoga.splice import tags
from internkontroll.export.word.pictures import FIRST_ID, draw_picture, drawing

_PICTURE_ID = re.compile(rb"(?:docPr|cNvPr)\s[^>]*?\bid\s*=\s*[\"'](\d+)")
_DIGITS = 12  # of the digest in a file's name


class Pictures:
    """What the section's matrices are drawn as: `drawings` stand in the text, `sums` are those of their files.

    A file is known by what it holds: its name says it, and where the document has the same picture
    already, by whatever name Word has given it, the section points to that one.
    """

    def __init__(self, host: Host, matrices: Iterable[Matrix], text_width: int, old: OldSection | None) -> None:
        self._host = host
        self._new: dict[str, bytes] = {}
        self.drawings: dict[Matrix, str] = {}
        self.sums: dict[str, int] = {}
        for matrix in dict.fromkeys(matrices):
            picture = draw_picture(matrix, text_width)
            relation = self._relation(picture.data)
            self.sums[relation] = crc32(picture.data)
            number = _free_number(host.body.data, old, len(self.drawings))
            self.drawings[matrix] = drawing(matrix, picture, number, relation)

    def add_to(self, gains: Gains) -> None:
        """Add the files that the package lacks, and what points to them."""
        folder = join(dirname(gains.document), "media")
        for relation, data in self._new.items():
            stem = join(folder, f"internkontroll-{_digest(data)}")
            names = chain((f"{stem}.png",), (f"{stem}-{n}.png" for n in count(2)))
            name = next(one for one in names if not gains.has(one) or self._host.package.holds(one, data))
            if not gains.has(name):
                gains.add(name, data, "image/png")
            gains.relate(gains.document, "image", name, relation)

    def _relation(self, data: bytes) -> str:
        """The id of the relationship to a picture of this content."""
        for one in self._host.pictures():
            if self._host.package.holds(one.target, data):
                return one.id
        stem, taken = f"rIdInternkontroll{_digest(data)}", {one.id for one in self._host.relations}
        relation = next(one for one in chain((stem,), (f"{stem}n{n}" for n in count(2))) if one not in taken)
        self._new[relation] = data
        return relation


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()[:_DIGITS]


def _free_number(data: bytes, old: OldSection | None, skipped: int) -> int:
    """A number that no other drawing outside the old section has; so many free ones are left for others."""
    start, end = (old.start, old.end) if old else (0, 0)
    found = chain(tags(data, b"docPr", _PICTURE_ID), tags(data, b"cNvPr", _PICTURE_ID))
    taken = {int(one[1]) for one in found if not start <= one.start() < end}
    free = (number for number in count(FIRST_ID) if number not in taken)
    return next(number for at, number in enumerate(free) if at == skipped)

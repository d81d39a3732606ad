"""The objects of a PDF file, written to a stream as they come; nothing of what they mean."""

import hashlib
import struct
import zlib
from typing import BinaryIO

_HEADER = b"%PDF-1.7\n%\xe5\xe4\xf6\xc5\n"
_OBJECTS_PER_STREAM = 200
_IN_FILE, _IN_OBJECT_STREAM = 1, 2
_ENTRY = struct.Struct(">BQH")  # kind, offset or number of the object stream, index in it


def text_string(text: str) -> str:
    """A PDF text string that holds any character."""
    return f"<FEFF{text.encode('utf-16-be').hex()}>"


class PdfFile:
    """Writes numbered objects. Objects without a stream are packed in object streams, which halves the file.

    The same objects in the same order give the same bytes: there is no clock in it, and the file's
    identity is a digest of its content.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._position = 0
        self._digest = hashlib.sha256()
        self._entries = bytearray(_ENTRY.pack(0, 0, 0xFFFF))
        self._waiting: list[tuple[int, bytes]] = []
        self._write(_HEADER)

    def reserve(self) -> int:
        """A number for an object that is put later."""
        self._entries += bytes(_ENTRY.size)
        return len(self._entries) // _ENTRY.size - 1

    def put(self, number: int, body: str) -> None:
        """Write an object, which isn't a stream, under a reserved number."""
        self._waiting.append((number, body.encode("ascii")))
        if len(self._waiting) == _OBJECTS_PER_STREAM:
            self._write_waiting()

    def add(self, body: str) -> int:
        """Write an object, which isn't a stream; its number."""
        number = self.reserve()
        self.put(number, body)
        return number

    def put_stream(self, number: int, data: bytes, entries: str = "", *, compress: bool = True) -> None:
        """Write a stream under a reserved number; `entries` are those of its dictionary beside length and filter."""
        if compress:
            data = zlib.compress(data)
            entries += "/Filter/FlateDecode"
        self._enter(number, _IN_FILE, self._position, 0)
        self._write(f"{number} 0 obj\n<<{entries}/Length {len(data)}>>\nstream\n".encode("ascii"))
        self._write(data)
        # Both characters: a stream whose last byte is a carriage return would lose it to a lone line feed after it.
        self._write(b"\r\nendstream\nendobj\n")

    def add_stream(self, data: bytes, entries: str = "", *, compress: bool = True) -> int:
        """Write a stream; its number."""
        number = self.reserve()
        self.put_stream(number, data, entries, compress=compress)
        return number

    def close(self, root: int, info: int) -> None:
        """Write the cross-reference stream, which ends the file; the stream itself stays open."""
        self._write_waiting()
        start = self._position
        number = self.reserve()
        self._enter(number, _IN_FILE, start, 0)
        identity = self._digest.hexdigest()[:32]
        size = len(self._entries) // _ENTRY.size
        entries = f"/Type/XRef/Size {size}/W[1 8 2]/Root {root} 0 R/Info {info} 0 R/ID[<{identity}><{identity}>]"
        self.put_stream(number, bytes(self._entries), entries)
        self._write(f"startxref\n{start}\n%%EOF\n".encode("ascii"))

    def _write_waiting(self) -> None:
        if not self._waiting:
            return
        holder = self.reserve()
        index, offset = [], 0
        for place, (number, body) in enumerate(self._waiting):
            self._enter(number, _IN_OBJECT_STREAM, holder, place)
            index.append(f"{number} {offset}")
            offset += len(body) + 1
        head = " ".join(index).encode("ascii") + b"\n"
        data = head + b"\n".join(body for _, body in self._waiting)
        self.put_stream(holder, data, f"/Type/ObjStm/N {len(self._waiting)}/First {len(head)}")
        self._waiting.clear()

    def _enter(self, number: int, kind: int, place: int, index: int) -> None:
        _ENTRY.pack_into(self._entries, number * _ENTRY.size, kind, place, index)

    def _write(self, data: bytes) -> None:
        self._stream.write(data)
        self._digest.update(data)
        self._position += len(data)

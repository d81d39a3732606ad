"""The pages of a PDF as pictures and as text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A heading of the document: its page from 0, and how far down there as a share of the page's height."""

    title: str
    page: int
    share: float


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a PDF: the sizes of its pages in points, and its headings."""

    sizes: tuple[QSizeF, ...]
    bookmarks: tuple[Bookmark, ...]


class PdfPages:
    """An open PDF. PDFium does one thing at a time in the whole program, whichever threads and documents there are."""

    _alone = Lock()

    def __init__(self) -> None:
        self._document: Any = None
        self._data = b""

    def open(self, data: bytes) -> Contents | None:
        """Open another PDF instead; what is in it, None where it is the same as before."""
        import pypdfium2  # with its library 7 MB, which nobody needs before there are pages to show

        if data == self._data:
            return None
        self.close()
        with self._alone:
            self._document, self._data = pypdfium2.PdfDocument(data), data
            numbers = range(len(self._document))
            sizes = tuple(QSizeF(*self._document.get_page_size(number)) for number in numbers)
            return Contents(sizes, tuple(_bookmarks(self._document, sizes)))

    def draw(self, number: int, width: int) -> tuple[QImage, str]:
        """The page (from 0) as a picture of that many pixels' width, and its text; nothing of a page that isn't."""
        with self._alone:
            if self._document is None or number >= len(self._document):
                return QImage(), ""
            page = self._document[number]
            try:
                return _picture(page, width), _text(page)
            finally:
                page.close()

    def close(self) -> None:
        """Let go of the PDF."""
        with self._alone:
            if self._document is not None:
                self._document.close()
            self._document, self._data = None, b""


def _bookmarks(document: Any, sizes: Sequence[QSizeF]) -> Iterator[Bookmark]:
    for one in document.get_toc():
        place = one.get_dest()
        page = place and place.get_index()
        if page is not None and page < len(sizes):
            _kind, numbers = place.get_view()
            top = numbers[1] if len(numbers) > 1 else sizes[page].height()
            yield Bookmark(one.get_title(), page, 1 - top / sizes[page].height())


def _picture(page: Any, width: int) -> QImage:
    bitmap = page.render(scale=width / page.get_width(), prefer_bgrx=True, rev_byteorder=False)
    try:
        data = bytes(bitmap.buffer)  # a copy, since the bitmap goes
        image = QImage(data, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
        return image.copy()  # owns its bytes
    finally:
        bitmap.close()


def _text(page: Any) -> str:
    text = page.get_textpage()
    try:
        return str(text.get_text_range()).replace("\r\n", "\n")
    finally:
        text.close()

"""Bookmarks: the headings as a tree beside the pages."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from internkontroll.export.pdf.pdffile import PdfFile, text_string
from internkontroll.export.pdf.structure import Element


@dataclass(slots=True)
class Bookmark:
    """A heading, where it stands, and the headings below it."""

    level: int
    text: str
    element: Element
    number: int = 0
    children: list["Bookmark"] = field(default_factory=list)


def write_outline(file: PdfFile, headings: Sequence[Bookmark], document: Element) -> int:
    """Write the outline of the headings, which come in order; its number."""
    root = Bookmark(0, "", document, file.reserve())
    path = [root]
    for heading in headings:
        heading.number = file.reserve()
        while path[-1].level >= heading.level:
            path.pop()
        path[-1].children.append(heading)
        path.append(heading)
    file.put(root.number, f"<</Type/Outlines{_links_down(root)}>>")
    _write_children(file, root)
    return root.number


def _write_children(file: PdfFile, parent: Bookmark) -> None:
    children = parent.children
    for place, child in enumerate(children):
        before = f"/Prev {children[place - 1].number} 0 R" if place else ""
        after = f"/Next {children[place + 1].number} 0 R" if place + 1 < len(children) else ""
        target = child.element
        file.put(
            child.number,
            f"<</Title{text_string(' '.join(child.text.split()))}/Parent {parent.number} 0 R{before}{after}"
            f"{_links_down(child)}/Dest[{target.page} 0 R/XYZ null {target.top:.2f} null]>>",
        )
        _write_children(file, child)


def _links_down(bookmark: Bookmark) -> str:
    """First and last child, and how many lines they take when opened; all stand open."""
    children = bookmark.children
    if not children:
        return ""
    return f"/First {children[0].number} 0 R/Last {children[-1].number} 0 R/Count {_count(bookmark)}"


def _count(bookmark: Bookmark) -> int:
    return sum(1 + _count(child) for child in bookmark.children)

"""The structure tree, by which a reader without eyes gets headings, lists and tables in reading order.

Elements are declared with the story; drawing only registers which marked content on which page
belongs to them. So the tree is in the document's order whatever the layout does.
"""

from collections.abc import Iterable

from internkontroll.export.pdf.pdffile import PdfFile, text_string

COLUMN_HEADER = "/A<</O/Table/Scope/Column>>"
ROW_HEADER = "/A<</O/Table/Scope/Row>>"
BULLETED = "/A<</O/List/ListNumbering/Disc>>"
NUMBERED = "/A<</O/List/ListNumbering/Decimal>>"


class Element:
    """An element of the tree. `page` and `top` say where its first content stands; page 0: nowhere yet."""

    __slots__ = ("attributes", "kids", "number", "page", "parent", "tag", "top")

    def __init__(self, number: int, parent: int, tag: str, attributes: str) -> None:
        self.number = number
        self.parent = parent
        self.tag = tag
        self.attributes = attributes
        self.kids: list[str] = []
        self.page = 0
        self.top = 0.0

    def mark(self, page: int, content: int, top: float) -> None:
        """Register marked content of this element: the page's object number, the content's number on it, its height."""
        if not self.page:
            self.page, self.top = page, top
        self.kids.append(str(content) if page == self.page else f"<</Type/MCR/Pg {page} 0 R/MCID {content}>>")


class Structure:
    """Builds the tree and writes it bit by bit, so that a long table doesn't have to stay in memory."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self.number = file.reserve()
        self.document = Element(file.reserve(), self.number, "Document", "")
        self._unwritten: list[Element] = []
        self._parents: list[int] = []

    def add(self, parent: Element, tag: str, attributes: str = "") -> Element:
        """A new last child, complete once what is drawn now has been drawn."""
        element = self.open(parent, tag, attributes)
        self._unwritten.append(element)
        return element

    def open(self, parent: Element, tag: str, attributes: str = "") -> Element:
        """A new last child that takes children until it is closed."""
        element = Element(self._file.reserve(), parent.number, tag, attributes)
        parent.kids.append(f"{element.number} 0 R")
        return element

    def close(self, *elements: Element) -> None:
        """Write elements that are complete."""
        for element in elements:
            place = f"/Pg {element.page} 0 R" if element.page else ""
            kids = element.kids[0] if len(element.kids) == 1 else f"[{' '.join(element.kids)}]"
            self._file.put(
                element.number,
                f"<</S/{element.tag}/P {element.parent} 0 R{place}/K{_spaced(kids)}{element.attributes}>>",
            )

    def write_drawn(self) -> None:
        """Write the elements that were added: all that belongs to them has been drawn."""
        self.close(*self._unwritten)
        self._unwritten.clear()

    def end_page(self, owners: Iterable[Element]) -> int:
        """Register a page and the owners of its pieces of content, in their numbers' order; its key in the tree."""
        return self._key(self._file.add(f"[{' '.join([f'{owner.number} 0 R' for owner in owners])}]"))

    def add_annotation(self, owner: Element, number: int, page: int) -> int:
        """Register an annotation on a page as a part of its element; its key in the tree."""
        owner.kids.append(f"<</Type/OBJR/Obj {number} 0 R/Pg {page} 0 R>>")
        return self._key(owner.number)

    def finish(self) -> None:
        """Write the document's element and the root."""
        self.close(self.document)
        pages = " ".join(f"{key} {number} 0 R" for key, number in enumerate(self._parents))
        parent_tree = self._file.add(f"<</Nums[{pages}]>>")
        self._file.put(
            self.number,
            f"<</Type/StructTreeRoot/K {self.document.number} 0 R/ParentTree {parent_tree} 0 R"
            f"/ParentTreeNextKey {len(self._parents)}>>",
        )

    def _key(self, number: int) -> int:
        self._parents.append(number)
        return len(self._parents) - 1


def alternative(text: str) -> str:
    """Attributes of a figure by which a screen reader tells what it shows."""
    return f"/Alt{text_string(text)}"


def placed(left: float, bottom: float, width: float, height: float) -> str:
    """Attributes of a figure that say where it stands on its page, in points."""
    box = f"{left:.2f} {bottom:.2f} {left + width:.2f} {bottom + height:.2f}"
    return f"/A<</O/Layout/Placement/Block/BBox[{box}]>>"


def described(title: str, description: str) -> str:
    """Attributes of a table by which a screen reader introduces it."""
    return f"/T{text_string(title)}/A<</O/Table/Summary{text_string(description)}>>"


def _spaced(kids: str) -> str:
    return f" {kids}" if kids[0].isdigit() else kids

"""Defects of the PDF: what a blind citizen, an archive or a reader on paper would suffer from."""

from mutations.defect import Defect

_ROOM = "internkontroll/export/pdf"
_STRUCTURE = ("tests/export/test_pdf_structure.py",)
_FILE = ("tests/export/test_pdf_file.py",)
_PAGES = ("tests/export/test_pdf_pages.py",)
_LOOK = ("tests/export/test_pdf_utseende.py",)
_CHARACTERS = ("tests/export/test_pdf_characters.py",)

DEFECTS = (
    Defect(
        f"{_ROOM}/structure.py",
        'parent.kids.append(f"{element.number} 0 R")',
        'parent.kids.insert(0, f"{element.number} 0 R")',
        _STRUCTURE,
        "a screen reader reads the document backwards",
    ),
    Defect(
        f"{_ROOM}/structure.py",
        "for owner in owners])",
        "for owner in reversed(list(owners))])",
        _STRUCTURE,
        "the parent tree leads from a text on the page to another element",
    ),
    Defect(
        f"{_ROOM}/structure.py",
        'COLUMN_HEADER = "/A<</O/Table/Scope/Column>>"',
        'COLUMN_HEADER = "/A<</O/Table/Scope/Row>>"',
        _STRUCTURE,
        "the header row is announced as headers of rows",
    ),
    Defect(
        f"{_ROOM}/table.py",
        'self._tree.add(row, "TH", structure.ROW_HEADER) if named',
        'self._tree.add(row, "TH") if named',
        _STRUCTURE,
        "row headers have no scope",
    ),
    Defect(
        f"{_ROOM}/structure.py",
        'return f"/T{text_string(title)}/A<</O/Table/Summary{text_string(description)}>>"',
        'return f"/T{text_string(title)}"',
        _STRUCTURE,
        "a screen reader can't tell what a table holds",
    ),
    Defect(
        f"{_ROOM}/structure.py",
        'return f"/Alt{text_string(text)}"',
        'return ""',
        ("tests/export/test_matris.py",),
        "the risk matrix has no alternative text",
    ),
    Defect(
        f"{_ROOM}/structure.py",
        "{left + width:.2f} {bottom + height:.2f}",
        "{left + width:.2f} {height:.2f}",
        ("tests/export/test_matris.py", *_LOOK),
        "the box of a figure is another place on the page",
    ),
    Defect(
        f"{_ROOM}/canvas.py",
        "texts.append(_REPEATED_HEADER if repeated else self._tag(owner, y))",
        "texts.append(self._tag(owner, y))",
        _STRUCTURE,
        "the repeated header row is read anew on every page",
    ),
    Defect(
        f"{_ROOM}/canvas.py",
        'self._out.append(f"{_LAYOUT} {operators} EMC")',
        "self._out.append(operators)",
        _STRUCTURE,
        "rules and grounds are neither tagged nor artifacts",
    ),
    Defect(
        f"{_ROOM}/canvas.py",
        'return f"{_FOOTER} BT',
        'return f"/P BMC BT',
        _STRUCTURE,
        "the footer isn't marked as an artifact",
    ),
    Defect(
        f"{_ROOM}/canvas.py",
        'f"Sida {page} av {len(self._pages)}"',
        'f"Sida {page} av {page}"',
        _PAGES,
        "the footer tells the wrong number of pages",
    ),
    Defect(
        f"{_ROOM}/canvas.py",
        "key = self._tree.add_annotation(line.element, number, self._page)",
        "key = self._tree.add_annotation(self._tree.document, number, self._page)",
        _STRUCTURE,
        "a link on the page doesn't belong to the Link in the tree",
    ),
    Defect(
        f"{_ROOM}/fonts.py",
        "face.makeSubset([ord(char) for char in used])",
        "face.makeSubset([ord(char) for char in used[:-1]])",
        _FILE,
        "the embedded font lacks a character",
    ),
    Defect(
        f"{_ROOM}/fonts.py",
        "dict.fromkeys([0, *originals])",
        "dict.fromkeys(originals)",
        _FILE,
        "every letter is drawn as its neighbour, though it is copied right",
    ),
    Defect(
        f"{_ROOM}/fonts.py",
        "block = used[at : at + 100]",
        "block = used[at : at + 99]",
        _FILE,
        "every hundredth character is lost when text is copied, searched or read aloud",
    ),
    Defect(
        f"{_ROOM}/fonts.py",
        "<{ord(char):04X}> <{ord(char):04X}>",
        "<{ord(char):04X}> <{ord(char.lower()):04X}>",
        _PAGES,
        "capitals are copied as small letters",
    ),
    Defect(
        f"{_ROOM}/fonts.py",
        '"".join(f"{ord(char)}[{self._glyphs[char]}]" for char in used)',
        '"".join(f"{ord(char)}[{self._glyphs[char] + 9}]" for char in used)',
        _FILE,
        "the widths in the file aren't those of the font (PDF/A 6.2.11.5)",
    ),
    Defect(
        f"{_ROOM}/fonts.py",
        "return fs_type & _USAGE != _RESTRICTED and not",
        "return fs_type & _USAGE == _RESTRICTED or not",
        _LOOK,
        "a font whose licence forbids it is embedded",
    ),
    Defect(
        f"{_ROOM}/characters.py",
        "missing = needed - font.characters",
        "missing = needed - fonts.regular.characters",
        (*_CHARACTERS, *_LOOK),
        "a character that the bold font lacks becomes an empty box",
    ),
    Defect(
        f"{_ROOM}/outline.py",
        "while path[-1].level >= heading.level:",
        "while path[-1].level > heading.level:",
        _FILE,
        "bookmarks of the same level stand below each other",
    ),
    Defect(
        f"{_ROOM}/outline.py",
        "/XYZ null {target.top:.2f} null]",
        "/XYZ null 0 null]",
        _FILE,
        "a bookmark leads to the foot of its page",
    ),
    Defect(
        f"{_ROOM}/table.py",
        "columns = [lines[count:] for lines, count",
        "columns = [lines[count + 1 :] for lines, count",
        _STRUCTURE,
        "a row that goes on over a page break loses a line",
    ),
    Defect(
        f"{_ROOM}/table.py",
        "elif self._least(columns) > self._flow.room:",
        "elif self._flow.room <= 0:",
        _PAGES,
        "a short row is parted by a page",
    ),
    Defect(
        f"{_ROOM}/flow.py",
        "needed = least + (waiting[0].before + height(waiting) if waiting else 0.0)",
        "needed = least",
        _PAGES,
        "a heading is left alone at the foot of a page",
    ),
    Defect(
        f"{_ROOM}/pdffile.py",
        "identity = self._digest.hexdigest()[:32]",
        "identity = hashlib.sha256(str(id(self)).encode()).hexdigest()[:32]",
        _FILE,
        "the same register doesn't give the same bytes",
    ),
    Defect(
        f"{_ROOM}/metadata.py",
        'LANGUAGE = "sv-SE"',
        'LANGUAGE = "en-US"',
        _FILE,
        "Swedish is read aloud with an English voice",
    ),
)

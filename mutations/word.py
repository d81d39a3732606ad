"""Defects of Word: the renderer, and infoga in somebody else's document."""

from mutations.defect import Defect

_ROOM = "internkontroll/export/word"
_INFOGA = "internkontroll/export/word/infoga"
_TABLES = ("tests/export/test_word_tables.py",)
_WHOLE = ("tests/export/test_infoga.py",)
_EDITS = ("tests/export/test_infoga_edits.py",)
_PLACES = ("tests/export/test_infoga_places.py",)
_REFUSALS = ("tests/export/test_infoga_refusals.py",)
_PACKAGE = ("tests/export/test_infoga_package.py",)

DEFECTS = (
    Defect(
        f"{_ROOM}/tables.py",
        '"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"',
        '"<w:tr><w:trPr><w:cantSplit/></w:trPr>"',
        _TABLES,
        "the header row isn't one: not repeated, not read with the cells",
    ),
    Defect(
        f"{_ROOM}/numbering.py",
        'restart = \'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>\'',
        'restart = ""',
        ("tests/export/test_word.py",),
        "a numbered list goes on counting from the one before",
    ),
    Defect(
        f"{_INFOGA}/insert.py",
        "whole = (data[: place.start], place.before, section, place.after, data[place.end :])",
        'whole = (data[: place.start], place.before, section, place.after, data[place.end :].replace(b" />", b"/>"))',
        _PLACES,
        "XML after the section is written anew, though it says the same",
    ),
    Defect(
        f"{_INFOGA}/insert.py",
        "whole = (data[: place.start], place.before, section, place.after, data[place.end :])",
        "whole = (data[: place.start], section, data[place.end :])",
        (*_WHOLE, *_PLACES),
        "bookmarks around the place disappear",
    ),
    Defect(
        f"{_INFOGA}/package.py",
        "packed = self._data[start : start + info.compress_size]",
        "packed = zlib.compress(self._archive.read(info.filename), wbits=-15)",
        _PACKAGE,
        "the host's other parts are compressed anew",
    ),
    Defect(
        f"{_INFOGA}/insert.py",
        "if list(now.digests) == list(new.digests):",
        "if now is new:",
        _WHOLE,
        "inserting the same content twice changes the file",
    ),
    Defect(
        f"{_INFOGA}/insert.py",
        "return blocks, place.level - title.level",
        "return blocks, 0",
        _WHOLE,
        "the section's headings don't take the level of their place",
    ),
    Defect(
        f"{_INFOGA}/insert.py",
        "level = min(self._sheet.levels.get(first, below), below)",
        "level = below",
        _WHOLE,
        "an update moves the section's headings to another level",
    ),
    Defect(
        f"{_INFOGA}/insert.py",
        "if self._old:\n            refuse_crossing(host, self._old)",
        "if self._old:\n            self._old.stretch",
        _REFUSALS,
        "half a field or a section break of the host is replaced with the section",
    ),
    Defect(
        f"{_INFOGA}/edits.py",
        "if self._lost[digest] > 0:",
        "if self._lost[digest] > 1:",
        _EDITS,
        "a sentence that somebody wrote by hand is overwritten in silence",
    ),
    Defect(
        f"{_INFOGA}/edits.py",
        "self._back = (inserted - here) & (coming - here)",
        "self._back = Counter[str]()",
        _EDITS,
        "a paragraph that somebody took away comes back in silence",
    ),
    Defect(
        f"{_INFOGA}/edits.py",
        "*map(_tracked, old.stretch.tracked)",
        "*map(_tracked, ())",
        _EDITS,
        "tracked changes are overwritten in silence",
    ),
    Defect(
        f"{_INFOGA}/edits.py",
        'if note.attributes.get("w:id") in ids:',
        'if note.attributes.get("w:id") not in ids:',
        _EDITS,
        "comments on the section disappear in silence",
    ),
    Defect(
        f"{_INFOGA}/control.py",
        "return self._places.get(self._texts[line], 0 if line == 0 else None)",
        "return None",
        ("tests/export/test_infoga.py", *_EDITS),
        "cross-references into the section lose their target",
    ),
    Defect(
        f"{_INFOGA}/host.py",
        "for skipped in range(3)]",
        "for skipped in range(1)]",
        _REFUSALS,
        "a document with a long name is changed while Word has it open",
    ),
    Defect(
        f"{_INFOGA}/host.py",
        'in ("1", "true", "on")',
        'in ("1",)',
        _REFUSALS,
        "a protected document is changed",
    ),
    Defect(
        f"{_INFOGA}/host.py",
        'if any(name.startswith("_xmlsignatures/") for name in package.names):',
        'if any(name.startswith("_signatures/") for name in package.names):',
        _REFUSALS,
        "a signature is made void",
    ),
    Defect(
        f"{_INFOGA}/place.py",
        "if len(found) > 1:",
        "if len(found) > 2:",
        _REFUSALS,
        "of two headings with the same text one is taken",
    ),
    Defect(
        "internkontroll/services/infoga.py",
        "if result.edits and not overwrite:",
        "if not overwrite and not result.changed:",
        ("tests/services/test_infoga.py",),
        "edits by hand are overwritten without the word that allows it",
    ),
    Defect(
        "internkontroll/services/infoga.py",
        "    if trial:\n        return result\n",
        "",
        ("tests/services/test_infoga.py",),
        "a trial writes the file",
    ),
)

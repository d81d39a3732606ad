"""Defects of Excel, CSV and the sealed package."""

from mutations.defect import Defect

_EXCEL = "internkontroll/export/excel"
_SHEETS = ("tests/export/test_excel.py",)
_CSV = ("tests/export/test_excel_csv.py",)
_VERIFY = "internkontroll/services/verifiera.py"
_VERDICTS = ("tests/services/test_verifiera.py",)

DEFECTS = (
    Defect(
        f"{_EXCEL}/sheet.py",
        'frozenset("=+-@\\t\\r\\n")',
        'frozenset("=+-\\t\\r\\n")',
        (*_SHEETS, *_CSV),
        "a text that begins with @ is run as a formula",
    ),
    Defect(
        f"{_EXCEL}/csv_file.py",
        'return f"\'{value}"',
        "return value",
        _CSV,
        "formulas in a CSV file are run",
    ),
    Defect(
        f"{_EXCEL}/cells.py",
        "_EPOCH = date(1899, 12, 30).toordinal()",
        "_EPOCH = date(1899, 12, 31).toordinal()",
        _SHEETS,
        "every day is the day before",
    ),
    Defect(
        f"{_EXCEL}/cells.py",
        'return f\'<c r="{place}" s="{NUMBER}"><v>{value}</v></c>\'',
        "return _text(place, str(value), NUMBER)",
        _SHEETS,
        "numbers are texts that can't be added up",
    ),
    Defect(
        f"{_EXCEL}/cells.py",
        "|_(?=x[0-9A-Fa-f]{4}_)",
        "",
        _SHEETS,
        "Excel reads a text such as _x0041_ as another",
    ),
    Defect(
        f"{_EXCEL}/cells.py",
        '.decode("utf-16-le", "ignore") + CUT',
        '.decode("utf-16-le", "ignore")',
        _SHEETS,
        "a text is cut without a word of it",
    ),
    Defect(
        _VERIFY,
        'if now and (now.sha256 != file["sha256"] or now.member.size != file["storlek"]):',
        'if now and now.member.size != file["storlek"]:',
        _VERDICTS,
        "a changed file of the same size passes as whole",
    ),
    Defect(
        _VERIFY,
        "if _read(stream, position, len(end) + 1) != end:",
        "if _read(stream, position, len(end)) != end:",
        _VERDICTS,
        "bytes after the end of the package aren't seen",
    ),
    Defect(
        _VERIFY,
        "elif _content(stream, archive.getinfo(SEAL)) != seal_file(checksum):",
        "elif not _content(stream, archive.getinfo(SEAL)):",
        _VERDICTS,
        "a manifest that was changed together with a file passes as sealed",
    ),
    Defect(
        _VERIFY,
        "        if name not in expected:\n",
        "        if name not in expected and count > 1:\n",
        _VERDICTS,
        "a file that was put into the package isn't seen",
    ),
    Defect(
        _VERIFY,
        "        if name not in found:\n",
        "        if name not in found and name == SEAL:\n",
        _VERDICTS,
        "a file that was taken out of the package isn't missed",
    ),
    Defect(
        _VERIFY,
        'or ":" in name or bool({"", ".", ".."} & {*parts})',
        'or ":" in name',
        _VERDICTS,
        "a name that points out of the folder is accepted",
    ),
)

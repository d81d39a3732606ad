"""The looks of cells (xl/styles.xml): a few fixed ones, and one for each colour of a mark."""

HEADER, TEXT, QUOTED, DATE, NUMBER = range(1, 6)
"""Indexes of the fixed formats. A quoted text stays a text when somebody edits the cell."""

_CELL = 'borderId="1" xfId="0" applyBorder="1" applyAlignment="1"'
_WRAPPED = '<alignment vertical="top" wrapText="1"/></xf>'
_FIXED = (
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
    f'<xf numFmtId="0" fontId="1" fillId="2" {_CELL} applyFont="1" applyFill="1">{_WRAPPED}',
    f'<xf numFmtId="0" fontId="0" fillId="0" {_CELL}>{_WRAPPED}',
    f'<xf numFmtId="0" fontId="0" fillId="0" {_CELL} quotePrefix="1">{_WRAPPED}',
    f'<xf numFmtId="164" fontId="0" fillId="0" {_CELL} applyNumberFormat="1">'
    '<alignment horizontal="left" vertical="top"/></xf>',
    f'<xf numFmtId="0" fontId="0" fillId="0" {_CELL}><alignment vertical="top"/></xf>',
)
_HEADER_GROUND, _LINE = "1F4E79", '<{0} style="thin"><color rgb="FFC8C8C8"/></{0}>'
_GRID = "".join(map(_LINE.format, ("left", "right", "top", "bottom")))
_FIXED_FILLS = 3


class Styles:
    """The formats of one workbook; colours are added as they come up."""

    def __init__(self) -> None:
        self._colors: dict[str, int] = {}

    def mark(self, color: str) -> int:
        """The index of the format for a word on this ground (RRGGBB)."""
        return self._colors.setdefault(color, len(_FIXED) + len(self._colors))

    def xml(self) -> str:
        """The whole part."""
        fills = "".join(map(_fill, (_HEADER_GROUND, *self._colors)))
        formats = "".join((*_FIXED, *map(_mark_format, range(_FIXED_FILLS, _FIXED_FILLS + len(self._colors)))))
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/></numFmts>'
            '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
            '<font><b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="Calibri"/><family val="2"/></font></fonts>'
            f'<fills count="{_FIXED_FILLS + len(self._colors)}"><fill><patternFill patternType="none"/></fill>'
            f'<fill><patternFill patternType="gray125"/></fill>{fills}</fills>'
            '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
            f"<border>{_GRID}<diagonal/></border></borders>"
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            f'<cellXfs count="{len(_FIXED) + len(self._colors)}">{formats}</cellXfs>'
            '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
            '<dxfs count="0"/><tableStyles count="0"/></styleSheet>'
        )


def _fill(color: str) -> str:
    ground = f'<fgColor rgb="FF{color}"/><bgColor indexed="64"/>'
    return f'<fill><patternFill patternType="solid">{ground}</patternFill></fill>'


def _mark_format(fill: int) -> str:
    return f'<xf numFmtId="0" fontId="0" fillId="{fill}" {_CELL} applyFill="1">{_WRAPPED}'

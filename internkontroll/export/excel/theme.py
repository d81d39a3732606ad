"""The theme that Excel wants in every workbook; nothing here refers to it but the fonts of new cells."""

_SYSTEM_COLORS = (("dk1", "windowText", "000000"), ("lt1", "window", "FFFFFF"))
_COLORS = (
    ("dk2", "44546A"),
    ("lt2", "E7E6E6"),
    ("accent1", "1F4E79"),
    ("accent2", "A3201D"),
    ("accent3", "1B6B34"),
    ("accent4", "8A5300"),
    ("accent5", "5B5EA6"),
    ("accent6", "595959"),
    ("hlink", "0B4F94"),
    ("folHlink", "5B3A8C"),
)
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_FONT = '<a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface=""/>'


def theme_xml() -> str:
    """The whole part (xl/theme/theme1.xml)."""
    system = "".join(
        f'<a:{name}><a:sysClr val="{kind}" lastClr="{last}"/></a:{name}>' for name, kind, last in _SYSTEM_COLORS
    )
    own = "".join(f'<a:{name}><a:srgbClr val="{color}"/></a:{name}>' for name, color in _COLORS)
    lines = "".join(f'<a:ln w="{width}">{_FILL}<a:prstDash val="solid"/></a:ln>' for width in (6350, 12700, 19050))
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Internkontroll">'
        f'<a:themeElements><a:clrScheme name="Internkontroll">{system}{own}</a:clrScheme>'
        f'<a:fontScheme name="Internkontroll"><a:majorFont>{_FONT}</a:majorFont><a:minorFont>{_FONT}</a:minorFont>'
        f'</a:fontScheme><a:fmtScheme name="Internkontroll"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{lines}</a:lnStyleLst><a:effectStyleLst>{effects}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )

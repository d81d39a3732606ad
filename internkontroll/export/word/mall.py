"""The kommun's own template, which needn't know of us: what it lacks for a report comes from our template."""

import re
from collections import Counter
from dataclasses import astuple

from internkontroll.errors import InputRefused
from internkontroll.export.word.infoga.lists import ListSheet
from internkontroll.export.word.infoga.part import read_part
from internkontroll.export.word.infoga.sheet import StyleSheet
from internkontroll.export.word.infoga.styles import StyleMap
from internkontroll.export.word.markup import NAMESPACE
from internkontroll.export.word.parts import RELATIONS, TYPES, relate
from internkontroll.export.word.styles import Styles
from internkontroll.export.word.template import CORE, DOCUMENT, NUMBERING, STYLES, Template, make_template, read_members
from internkontroll.export.word.xml_reader import UnreadablePartError
from internkontroll.paths import WORD_TEMPLATE

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NO_LISTS = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:numbering xmlns:w="{NAMESPACE}"></w:numbering>'
)

# A report is read aloud in the default language, which the template may have from an English Word.
_OTHER_LANGUAGE = re.compile(
    rb'(<w:rPrDefault>(?:(?!</w:rPrDefault>).)*?<w:lang\b[^>]*?\bw:val=")(?!sv)[^"]*', re.DOTALL
)


def adopt_template(data: bytes, source: str = "Nämndens Word-mall") -> Template:
    """Read a kommun's .docx or .dotx; its styles are used by name, and those that it lacks are added.

    `source` is what messages call it. Raises InputRefused if it can't serve as a template.
    """
    members = read_members(data, source, (TYPES, RELATIONS, DOCUMENT, STYLES, CORE))
    if any(name.endswith("vbaProject.bin") for name in members):
        raise InputRefused(f"{source}: Mallen innehåller makron. Spara den i Word som .dotx utan makron.")
    members[TYPES] = members[TYPES].replace(f"{_WORD}.template.main".encode(), f"{_WORD}.document.main".encode())
    _drop_old_effects(members)
    members[STYLES] = _OTHER_LANGUAGE.sub(rb"\1sv-SE", members[STYLES], count=1)
    if NUMBERING not in members:
        members[NUMBERING] = _NO_LISTS.encode()
        relate(members, "rIdInternkontroll", "numbering", "numbering.xml", f"{_WORD}.numbering+xml")
    try:
        return _adopt(members, source)
    except UnreadablePartError as error:
        raise InputRefused(
            f"{source}: Mallens formatmallar eller listor kan inte läsas. Öppna mallen i Word, spara den som .docx "
            "och försök igen."
        ) from error


def _drop_old_effects(members: dict[str, bytes]) -> None:
    """Take away Word 2010's second copy of the styles, which would not have those that are added."""
    if members.pop("word/stylesWithEffects.xml", None) is not None:
        for name in (TYPES, RELATIONS):
            members[name] = re.sub(rb'<[^<>]*stylesWithEffects\.xml"[^<>]*/>', b"", members[name])


def _adopt(members: dict[str, bytes], source: str) -> Template:
    ours = read_members(WORD_TEMPLATE.read_bytes(), str(WORD_TEMPLATE))
    style_map = StyleMap(
        StyleSheet(members[STYLES]),
        ListSheet(read_part(members[NUMBERING])),
        (StyleSheet(ours[STYLES]), ListSheet(read_part(ours[NUMBERING]))),
        Counter(),
    )
    added = style_map.added(_naming(style_map.styles))
    members[STYLES] = style_map.gained(added) or members[STYLES]
    members[NUMBERING] = style_map.new_lists.gained(set(added), "") or members[NUMBERING]
    return make_template(members, source, style_map.styles, style_map.list_formats)


def _naming(styles: Styles) -> bytes:
    """Markup in which every style is used."""
    headings, *others = astuple(styles)
    return "".join(f'<w:pStyle w:val="{style_id}"/>' for style_id in (*headings, *others)).encode()

"""Which styles of somebody's document our roles get, and which styles must be added for the rest."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain, count

from internkontroll.export.word.infoga.lists import ListSheet, NewLists
from internkontroll.export.word.infoga.part import bind
from internkontroll.export.word.infoga.sheet import Style, StyleSheet, heading_named
from internkontroll.export.word.infoga.splice import append
from internkontroll.export.word.numbering import ListFormats
from internkontroll.export.word.styles import Styles, WantedStyle, map_styles

_BODY = WantedStyle("Body Text", "Brödtext")
_LISTS = ("List Bullet", "List Number", "Tabell punktlista", "Tabell numrerad lista")
# What a host's text may stand in without being its body text.
_NOT_BODY = re.compile(
    r"toc |title|subtitle|caption|header|footer|footnote|endnote|list|index|table|tabell|quote|citat"
)
_SMALLER = 4  # half points by which a heading that we add is smaller than the one above it
_CELL_SIZE = 20  # half points of the template's text in tables
_REFERENCE = re.compile(r'<w:(basedOn|next|link) w:val="([^"]*)"/>')


class StyleMap:
    """The styles of our roles in one document, mapped to the host's own where it has them.

    `uses` is how many bytes of the host's text stand in each paragraph style. `names` are the names
    of all styles in lower case, the host's and the added ones, by id; `titles` are what people call the added ones.
    """

    def __init__(
        self, host: StyleSheet, host_lists: ListSheet, template: tuple[StyleSheet, ListSheet], uses: Counter[str]
    ) -> None:
        self._host, self._uses = host, uses
        self._template, template_lists = template
        self.new_lists = NewLists(host_lists, template_lists)
        self.names = dict(host.names)
        self._ids: dict[str, str] = {}
        self._added: dict[str, str] = {}
        self._lists_of_added: dict[str, str] = {}
        self.titles: dict[str, str] = {}
        self.styles: Styles = map_styles(self._id)
        body, cell = (self._list_format(one) for one in (self.styles.number, self.styles.cell_number))
        self.list_formats = ListFormats(body, cell, self.new_lists.next_list)

    def added(self, xml: bytes) -> list[str]:
        """The ids of the styles that the host must gain for these blocks; what they build on comes first."""
        wanted = {style_id for style_id in self._added if f'w:val="{style_id}"'.encode() in xml}
        for style_id in reversed(self._added):
            if style_id in wanted:
                wanted |= {target for kind, target in _REFERENCE.findall(self._added[style_id]) if kind == "basedOn"}
        return [style_id for style_id in self._added if style_id in wanted]

    def gained(self, added: Iterable[str]) -> bytes | None:
        """The style part with these styles; None if it gains nothing."""
        xml = "".join(bind(self._added[one], self._host.declared, self._template.declared) for one in added)
        return append(self._host.data, xml) if xml else None

    def cell_font(self) -> tuple[str, int]:
        """The font of the text in tables, as `Style.font`, and its size in half points."""
        own = self._host.by_id.get(self.styles.cell)
        return self._host.font(own), self._host.size(own) if own else _CELL_SIZE

    def _id(self, wanted: WantedStyle) -> str:
        if wanted.name not in self._ids:
            found = self._find(wanted)
            self._ids[wanted.name] = found.id if found else self._add(wanted)
        return self._ids[wanted.name]

    def _find(self, wanted: WantedStyle) -> Style | None:
        if level := _level(wanted):
            return self._heading(level)
        if wanted == _BODY:
            return self._body()
        found = self._host.find(wanted.kind, wanted.name)
        if wanted.name not in _LISTS:
            return found
        # A list style of the host may have no list: then its paragraphs would have no bullets.
        candidates = (found, self._host.find(wanted.kind, _own_name(wanted)))
        return next((one for one in candidates if one and self.new_lists.format_of(self._host.list_id(one))), None)

    def _heading(self, level: int) -> Style | None:
        """The built-in style of a level; another one of the same outline level where only that one is used."""
        styles = [style for style in self._host.styles if self._host.levels.get(style.id) == level]
        used_most = max(styles, key=self._use, default=None)
        built_in = max(filter(heading_named, styles), key=self._use, default=None)
        return built_in if built_in and (self._use(built_in) or not self._use(used_most)) else used_most

    def _body(self) -> Style | None:
        """What most of the host's text stands in; without text its "Body Text", else its default style."""
        body_text = self._host.find("paragraph", _BODY.name)
        candidates = [one for one in (body_text, self._host.default, *self._host.styles) if one and self._is_body(one)]
        return max(candidates, key=self._use, default=None)

    def _is_body(self, style: Style) -> bool:
        name = style.name.lower()
        is_text = style.id not in self._host.levels and not _NOT_BODY.match(name)
        return style.kind == "paragraph" and is_text and self._host.list_id(style) is None

    def _use(self, style: Style | None) -> int:
        if style is None:
            return 0
        return self._uses[style.id] + (self._uses[""] if style is self._host.default else 0)

    def _list_format(self, style_id: str) -> str:
        style = self._host.by_id.get(style_id)
        list_id = self._host.list_id(style) if style else self._lists_of_added[style_id]
        return self.new_lists.format_of(list_id) or ""

    def _add(self, wanted: WantedStyle) -> str:
        level = _level(wanted)
        if level and (relative := self._nearest_heading(level)):
            return self._add_heading(level, relative)
        source = self._template.find(wanted.kind, wanted.name)
        if source is None:
            raise ValueError(f"the template lacks the style {wanted.name}")
        taken = self._host.find(wanted.kind, wanted.name) is not None
        return self._copy(source, _own_name(wanted) if taken else source.name)

    def _nearest_heading(self, level: int) -> Style | None:
        above = [self._heading(one) for one in range(level - 1, 0, -1)]
        below = [self._heading(one) for one in range(level + 1, 10)]
        return next((one for one in (*above, *below) if one), None)

    def _add_heading(self, level: int, relative: Style) -> str:
        """A heading in the looks of the host's nearest one; unnumbered, for the host's numbers may end there."""
        style_id = self._free_id(re.sub(r"\d*$", str(level), relative.id, count=1))
        smaller = max(self._host.size(relative) - _SMALLER, self._host.size(self._body()))
        number = '<w:numPr><w:numId w:val="0"/></w:numPr>' if self._host.list_id(relative) else ""
        self.names[style_id], self.titles[style_id] = f"heading {level}", f"Rubrik {level}"
        self._added[style_id] = (
            f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="heading {level}"/>'
            f'<w:basedOn w:val="{relative.id}"/><w:next w:val="{self._id(_BODY)}"/><w:uiPriority w:val="9"/>'
            f'<w:qFormat/><w:pPr>{number}<w:outlineLvl w:val="{level - 1}"/></w:pPr>'
            f'<w:rPr><w:sz w:val="{smaller}"/><w:szCs w:val="{smaller}"/></w:rPr></w:style>'
        )
        return style_id

    def _copy(self, source: Style, name: str) -> str:
        """A style of the template, fitted into the host: its parents are the host's where it has them."""
        style_id = self._free_id(source.id)
        xml = self._template.data[source.start : source.end].decode()
        xml = _REFERENCE.sub(lambda found: self._reference(source.kind, found[1], found[2]), xml)
        xml = xml.replace(f'w:styleId="{source.id}"', f'w:styleId="{style_id}"', 1)
        xml = xml.replace(f'<w:name w:val="{source.name}"/>', f'<w:name w:val="{name}"/>', 1)
        if source.list_id:
            list_id = self.new_lists.add(source, style_id)
            xml = xml.replace(f'<w:numId w:val="{source.list_id}"/>', f'<w:numId w:val="{list_id}"/>', 1)
            self._lists_of_added[style_id] = list_id
        self.names[style_id], self.titles[style_id] = name.lower(), name
        self._added[style_id] = _left_aligned(xml)
        return style_id

    def _reference(self, kind: str, relation: str, template_id: str) -> str:
        target = self._template.by_id.get(template_id)
        style_id = self._counterpart(kind, relation, target) if target else None
        return f'<w:{relation} w:val="{style_id}"/>' if style_id else ""

    def _counterpart(self, kind: str, relation: str, target: Style) -> str | None:
        """The id in the host of a style that one of the template's names as a relative."""
        if target.is_default:
            same_kind = (style.id for style in self._host.styles if style.is_default and style.kind == kind)
            return next(same_kind, None)
        if target.name.lower() == _BODY.name.lower():
            return self._id(_BODY)
        found = self._host.find(target.kind, target.name)
        known = found.id if found else self._ids.get(target.name)
        return known or (
            self._id(WantedStyle(target.name, target.name, target.kind)) if relation == "basedOn" else None
        )

    def _free_id(self, wanted: str) -> str:
        taken = self._host.by_id.keys() | self._added.keys()
        return next(one for one in chain((wanted,), (f"{wanted}{n}" for n in count(1))) if one not in taken)


def _level(wanted: WantedStyle) -> int | None:
    name = wanted.name.removeprefix("heading ")
    return int(name) if name != wanted.name else None


def _own_name(wanted: WantedStyle) -> str:
    """What a style of ours is called where the host has one of the same name that can't serve."""
    return f"Internkontroll {wanted.shown.lower()}"


def _left_aligned(xml: str) -> str:
    """The base of all cells' styles without what the host's default style may ask of body text."""
    if '<w:name w:val="Tabell text"/>' not in xml or re.search("<w:(ind|jc|contextualSpacing)[ /]", xml):
        return xml
    return re.sub(
        "<w:spacing [^>]*/>", r'\g<0><w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="left"/>', xml
    )

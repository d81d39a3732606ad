"""The section in the host's looks: its styles are used, and only what it lacks is added."""

import re
from pathlib import Path

import pytest
from lxml import etree

from internkontroll.domain.document import Document, Heading, Paragraph
from tests.export.hosts import (
    BASE_STYLES,
    HEAD,
    MAIN,
    NUMBERING,
    STYLES,
    TEXT,
    changed,
    full_of_everything,
    heading_style,
    make,
    members,
    p,
    style,
)
from tests.export.infoga_files import TITLE, put, report, section, used_styles
from tests.export.word_files import DAY, NS, W, find, part, style_names, values

STYLE_SHEET, LISTS = "word/styles.xml", "word/numbering.xml"
PLAIN = BASE_STYLES + "</w:styles>"
BODY = p(TEXT * 3, "Brdtext")


def styled(styles: str | None, tmp_path: Path, body: str = BODY, **more: str) -> bytes:
    return put(make(body, styles, **more), tmp_path).data


def look(data: bytes, style_id: str, path: str) -> list[str]:
    """A property of a style of the result."""
    return values(part(data, STYLE_SHEET), f"//w:style[@w:styleId='{style_id}']/{path}")


def names_of(data: bytes) -> dict[str, str]:
    """The text of each paragraph of the section and the name of its style."""
    names = style_names(data)
    return {text: names[style_id] for text, style_id in used_styles(data).items()}


@pytest.mark.parametrize(
    ("name", "style_id"),
    [
        ("heading 2", "Rubrik2"),
        ("Heading 2", "Heading2"),
        ("Rubrik 2", "x"),
        ("rubrik 2", "y"),
        ("Överskrift", "Rubrik2"),
    ],
)
def test_headings_are_mapped_by_their_names_and_ids(name: str, style_id: str, tmp_path: Path) -> None:
    styles = BASE_STYLES + heading_style(1) + style(style_id, name, pp='<w:outlineLvl w:val="1"/>') + "</w:styles>"
    assert used_styles(styled(styles, tmp_path))["Sammanfattning"] == style_id


def test_headings_are_mapped_by_outline_level_where_names_are_the_kommuns_own(tmp_path: Path) -> None:
    own = style("KommunA", "Kommun A", pp='<w:outlineLvl w:val="0"/>') + style(
        "KommunB", "Kommun B", pp='<w:outlineLvl w:val="1"/>'
    )
    used = used_styles(styled(BASE_STYLES + own + "</w:styles>", tmp_path))
    assert (used[TITLE], used["Sammanfattning"]) == ("KommunA", "KommunB")


def test_an_inherited_outline_level_counts(tmp_path: Path) -> None:
    own = style("A", "Kommun A", pp='<w:outlineLvl w:val="0"/>') + style("B", "Kommun A utan nummer", based_on="A")
    body = p("Ekonomi", "B") + p("Personal", "B") + BODY
    assert used_styles(styled(BASE_STYLES + own + "</w:styles>", tmp_path, body))[TITLE] == "B"


def test_a_heading_that_nobody_uses_gives_way_to_the_one_that_is_used(tmp_path: Path) -> None:
    own = style("K1", "Kommun rubrik", pp='<w:outlineLvl w:val="0"/>')
    styles = STYLES.replace("</w:styles>", own + "</w:styles>")
    assert used_styles(styled(styles, tmp_path, p("Ekonomi", "K1") + BODY))[TITLE] == "K1"
    assert used_styles(styled(styles, tmp_path, p("Ekonomi", "Rubrik1") + BODY))[TITLE] == "Rubrik1"


def test_headings_that_are_missing_look_like_the_nearest_one(tmp_path: Path) -> None:
    styles = BASE_STYLES + heading_style(1) + style("Brdtext", "Body Text") + "</w:styles>"
    data = styled(styles, tmp_path)
    assert names_of(data)["Sammanfattning"] == "heading 2"
    assert look(data, "Rubrik2", "w:basedOn/@w:val") == ["Rubrik1"]
    assert look(data, "Rubrik2", "w:pPr/w:outlineLvl/@w:val") == ["1"]
    assert look(data, "Rubrik2", "w:next/@w:val") == ["Brdtext"]
    sizes = [int(look(data, one, "w:rPr/w:sz/@w:val")[0]) for one in ("Rubrik1", "Rubrik2")]
    assert sizes == [36, 32]


def test_a_heading_isnt_made_smaller_than_the_text(tmp_path: Path) -> None:
    small = style("Rubrik1", "heading 1", pp='<w:outlineLvl w:val="0"/>', rp='<w:sz w:val="24"/>')
    body = style("Brdtext", "Body Text", rp='<w:sz w:val="23"/>')
    data = styled(BASE_STYLES + small + body + "</w:styles>", tmp_path)
    assert look(data, "Rubrik2", "w:rPr/w:sz/@w:val") == ["23"]


def test_added_headings_of_a_numbered_host_dont_number_wrongly(tmp_path: Path) -> None:
    data = put(full_of_everything(), tmp_path, vid="Liggande").data
    assert look(data, "Rubrik4", "w:pPr/w:numPr/w:numId/@w:val") == ["0"]


def test_without_any_heading_those_of_the_program_are_added(tmp_path: Path) -> None:
    data = styled(PLAIN, tmp_path, p(TEXT))
    assert names_of(data)[TITLE] == "heading 1"
    assert look(data, used_styles(data)[TITLE], "w:basedOn/@w:val") == ["Normal"]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (p(TEXT, "Brdtext"), "Brdtext"),
        (p(TEXT), "Normal"),
        (p(TEXT, "KommunBrd") + p("Kort.", "Brdtext"), "KommunBrd"),
        (p(TEXT, "KommunBrd") + p(TEXT * 9, "Citat") + p(TEXT * 9, "Innehll1") + p(TEXT * 9, "Lista"), "KommunBrd"),
        (p(TEXT, "Onumrerad") + p("Kort.", "Brdtext"), "Onumrerad"),
        ("", "Brdtext"),
    ],
)
def test_text_stands_in_what_most_of_the_hosts_text_stands_in(body: str, wanted: str, tmp_path: Path) -> None:
    own = style("KommunBrd", "Kommun Brödtext") + style("Citat", "Quote") + style("Innehll1", "toc 1")
    listed = style("Lista", "Kommun lista", pp='<w:numPr><w:numId w:val="9"/></w:numPr>')
    unnumbered = style("Onumrerad", "Kommun text", pp='<w:numPr><w:numId w:val="0"/></w:numPr>')
    styles = STYLES.replace("</w:styles>", f"{own}{listed}{unnumbered}</w:styles>")
    data = styled(styles, tmp_path, body, numbering=NUMBERING)
    assert used_styles(data)["Nämnden har följt upp planen.\nDet är den första uppföljningen."] == wanted


def test_the_section_follows_where_the_host_takes_another_style_for_its_text(tmp_path: Path) -> None:
    own = style("KommunBrd", "Kommun Brödtext")
    host = make(p(TEXT, "Brdtext"), STYLES.replace("</w:styles>", f"{own}</w:styles>"))
    long = Document(TITLE, "N", DAY, (Heading(1, TITLE), Paragraph(TEXT * 9)))
    first = put(host, tmp_path, long).data
    restyled = changed(first, MAIN, lambda xml: xml.replace('"Brdtext"', '"KommunBrd"', 1))
    after = put(restyled, tmp_path, long)
    assert (after.changed, after.edits) == (True, ())
    assert used_styles(after.data)[TEXT * 9] == "KommunBrd"


def test_styles_of_the_same_name_as_ours_are_the_hosts(tmp_path: Path) -> None:
    own = style("Ttext", "Tabell text", rp='<w:color w:val="123456"/>')
    data = styled(STYLES.replace("</w:styles>", own + "</w:styles>"), tmp_path)
    assert used_styles(data)["Flytten är gjord."] == "Ttext"
    assert look(data, "Tabelletikett", "w:basedOn/@w:val") == ["Ttext"]
    assert len(look(data, "Ttext", "w:name/@w:val")) == 1


def test_a_taken_style_id_isnt_taken_twice(tmp_path: Path) -> None:
    own = style("Tabelltext", "Något annat") + style("Punktlista", "Något tredje")
    data = styled(STYLES.replace("</w:styles>", own + "</w:styles>"), tmp_path)
    ids = values(part(data, STYLE_SHEET), "//w:style/@w:styleId")
    assert len(ids) == len(set(ids))
    assert names_of(data)["Flytten är gjord."] == "Tabell text"
    assert names_of(data)["en punkt"] == "List Bullet"


def test_only_styles_that_the_section_needs_are_added(tmp_path: Path) -> None:
    small = Document(TITLE, "N", DAY, (Heading(1, TITLE), Paragraph("Text.")))
    host = make(BODY)
    assert members(put(host, tmp_path, small).data)[STYLE_SHEET] == members(host)[STYLE_SHEET]


def test_text_in_cells_isnt_justified_or_indented_by_the_hosts_text(tmp_path: Path) -> None:
    justified = PLAIN.replace(
        '<w:name w:val="Normal"/>',
        '<w:name w:val="Normal"/><w:pPr><w:ind w:firstLine="284"/><w:jc w:val="both"/></w:pPr>',
    )
    data = styled(justified, tmp_path)
    assert look(data, "Tabelltext", "w:pPr/w:ind/@w:firstLine") == ["0"]
    assert look(data, "Tabelltext", "w:pPr/w:jc/@w:val") == ["left"]


def test_every_style_that_the_section_uses_is_defined_once(tmp_path: Path) -> None:
    data = styled(PLAIN, tmp_path)
    defined = values(part(data, STYLE_SHEET), "//w:style/@w:styleId")
    used = values(section(data), ".//w:pStyle/@w:val|.//w:tblStyle/@w:val")
    related = values(part(data, STYLE_SHEET), "//w:basedOn/@w:val|//w:next/@w:val|//w:link/@w:val")
    assert {*used, *related} <= set(defined)
    assert len(defined) == len(set(defined))


def test_a_host_without_styles_gets_them(tmp_path: Path) -> None:
    data = styled(None, tmp_path)
    assert set(values(section(data), ".//w:pStyle/@w:val")) <= set(
        values(part(data, STYLE_SHEET), "//w:style/@w:styleId")
    )
    assert not find(part(data, STYLE_SHEET), "//w:docDefaults")
    assert b'PartName="/word/styles.xml"' in members(data)["[Content_Types].xml"]
    assert b'Target="styles.xml"' in members(data)["word/_rels/document.xml.rels"]


def test_styles_written_on_one_line_without_children_are_opened(tmp_path: Path) -> None:
    data = styled(f'{HEAD}<w:styles xmlns:w="{W}"/>', tmp_path)
    assert len(values(part(data, STYLE_SHEET), "/w:styles/w:style/@w:styleId")) > 5


# --- lists ----------------------------------------------------------------------------------------------------------


def formats(data: bytes) -> dict[str, tuple[str, str]]:
    """The text of each list item of the section: its number format and its number's text; of equal texts the first."""
    numbering, sheet = part(data, LISTS), part(data, STYLE_SHEET)
    found: dict[str, tuple[str, str]] = {}
    for item in find(section(data), ".//w:p"):
        direct = values(item, "w:pPr/w:numPr/w:numId/@w:val")
        style_id = values(item, "w:pPr/w:pStyle/@w:val")[0]
        number = direct or values(sheet, f"//w:style[@w:styleId='{style_id}']/w:pPr/w:numPr/w:numId/@w:val")
        if number and number != ["0"]:
            abstract = values(numbering, f"//w:num[@w:numId='{number[0]}']/w:abstractNumId/@w:val")[0]
            level = f"//w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl[@w:ilvl='0']"
            texts = values(numbering, f"{level}/w:numFmt/@w:val|{level}/w:lvlText/@w:val")
            found.setdefault("".join(values(item, ".//w:t/text()")), (texts[0], texts[1]))
    return found


NO_LISTS = {"a host without numbering": {}, "a host with other lists": {"numbering": NUMBERING}}


@pytest.mark.parametrize("kind", NO_LISTS)
def test_lists_have_bullets_and_numbers(kind: str, tmp_path: Path) -> None:
    found = formats(styled(STYLES, tmp_path, **NO_LISTS[kind]))
    assert found["en punkt"] == found["närarkiv"] == ("bullet", "•")
    assert found["ett"] == found["två"] == ("decimal", "%1.")


def test_every_numbered_list_starts_at_one(tmp_path: Path) -> None:
    data = styled(STYLES, tmp_path)
    items = find(section(data), ".//w:p[w:pPr/w:numPr]")
    lists = {values(item, "w:pPr/w:numPr/w:numId/@w:val")[0] for item in items}
    assert len(lists) == 3
    for number in lists:
        start = f"//w:num[@w:numId='{number}']/w:lvlOverride/w:startOverride/@w:val"
        assert values(part(data, LISTS), start) == ["1"]


def test_list_formats_stand_before_lists_and_lists_before_what_word_puts_last(tmp_path: Path) -> None:
    order = [etree.QName(one).localname for one in part(styled(STYLES, tmp_path, numbering=NUMBERING), LISTS)]
    expected = ["abstractNum"] * order.count("abstractNum") + ["num"] * order.count("num") + ["numIdMacAtCleanup"]
    assert order == expected


def test_formats_without_lists_are_left_where_they_stand(tmp_path: Path) -> None:
    unused = re.sub("<w:num .*?</w:num>", "", NUMBERING)
    order = [etree.QName(one).localname for one in part(styled(STYLES, tmp_path, numbering=unused), LISTS)]
    assert order == sorted(order, key=["abstractNum", "num", "numIdMacAtCleanup"].index)
    assert order.count("num") > 3


def test_list_ids_are_unique(tmp_path: Path) -> None:
    numbering = part(styled(STYLES, tmp_path, numbering=NUMBERING), LISTS)
    for path in ("//w:num/@w:numId", "//w:abstractNum/@w:abstractNumId"):
        ids = values(numbering, path)
        assert len(ids) == len(set(ids)) > 1


HOST_LISTS = (
    f'{HEAD}<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="bullet"/><w:lvlText w:val="–"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
    '<w:lvlText w:val="%1)"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)


def list_styles(bullet: str = "1", number: str = "2") -> str:
    numbered = "".join(
        style(style_id, name, pp=f'<w:numPr><w:numId w:val="{list_id}"/></w:numPr>')
        for style_id, name, list_id in (("Pkt", "List Bullet", bullet), ("Nr", "Numrerad lista", number))
    )
    return STYLES.replace("</w:styles>", f"{numbered}</w:styles>")


def test_the_hosts_own_lists_are_used(tmp_path: Path) -> None:
    data = styled(list_styles(), tmp_path, numbering=HOST_LISTS)
    assert formats(data)["en punkt"] == ("bullet", "–")
    assert formats(data)["ett"] == ("lowerLetter", "%1)")
    assert used_styles(data)["en punkt"] == "Pkt"


@pytest.mark.parametrize(("bullet", "number"), [("0", "0"), ("77", "78")])
def test_list_styles_of_the_host_without_a_list_arent_used(bullet: str, number: str, tmp_path: Path) -> None:
    data = styled(list_styles(bullet, number), tmp_path, numbering=HOST_LISTS)
    assert names_of(data)["en punkt"] == "Internkontroll punktlista"
    assert formats(data)["en punkt"] == ("bullet", "•")
    again = put(data, tmp_path, report(Paragraph("Mer.")))
    assert names_of(again.data)["en punkt"] == "Internkontroll punktlista"
    assert values(part(again.data, STYLE_SHEET), "//w:name/@w:val").count("Internkontroll punktlista") == 1


def test_namespaces_of_the_result_are_bound(tmp_path: Path) -> None:
    data = styled(f'{HEAD}<w:styles xmlns:w="{W}"/>', tmp_path)
    assert set(part(data, STYLE_SHEET).nsmap) == {"w"}
    assert part(data, STYLE_SHEET).nsmap["w"] == NS["w"]
    assert not re.search(rb"xmlns:w=.*xmlns:w=", members(data)[STYLE_SHEET])

"""Where exactly the section comes to stand, and what gives way to it."""

import posixpath
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import lists, sampled_from

from tests.export.hosts import MAIN, PAGE, bookmarked, bookmarked_paragraph, changed, make, members, p, table, zipped
from tests.export.infoga_files import NAME, around, main, put, report
from tests.export.word_files import W, part

START, END = '<w:bookmarkStart w:id="7" w:name="Plats"/>', '<w:bookmarkEnd w:id="7"/>'
BEFORE, AFTER = p("Före.", "Brdtext"), p("Efter.", "Brdtext")


def before_and_after(body: str, tmp_path: Path, vid: str | None = "Plats") -> tuple[str, str]:
    """The host's body before and after the section."""
    start, end = (piece.decode() for piece in around(put(make(body), tmp_path, vid=vid).data))
    return start.partition("<w:body>")[2], end.removesuffix(f"<w:sectPr>{PAGE}</w:sectPr></w:body></w:document>")


@pytest.mark.parametrize("text", ["", "[Här infogas internkontrollen]", "[flera  ord] "])
def test_an_empty_or_bracketed_paragraph_gives_way_and_its_bookmark_stays(text: str, tmp_path: Path) -> None:
    body = BEFORE + bookmarked_paragraph(text) + AFTER
    assert before_and_after(body, tmp_path) == (BEFORE + START, END + AFTER)


def test_xml_that_is_written_in_another_way_stays_as_it_is(tmp_path: Path) -> None:
    """Programs differ in blanks, quotation marks, line ends, references and empty elements, and none is corrected."""
    odd = (
        "<w:p ><w:pPr><w:pStyle  w:val='Brdtext' /></w:pPr><w:r><w:t xml:space='preserve'> &#229; &quot;&#x22;>\t"
        "</w:t></w:r ></w:p>\r\n<!-- kvar --><w:p></w:p>\n<w:p/><w:p w:rsidR = '00A1'\n></w:p >"
    )
    assert before_and_after(odd + bookmarked_paragraph("[Här]") + odd, tmp_path) == (odd + START, END + odd)


KEPT = {
    "a heading": bookmarked_paragraph("[Intern kontroll]", "Rubrik1"),
    "an empty heading": bookmarked_paragraph("", "Rubrik1"),
    "text": bookmarked_paragraph("Så här gick det:"),
    "text with brackets": bookmarked_paragraph("Se [1] och bilaga [2]."),
    "a picture": f"<w:p>{START}<w:r><w:drawing/></w:r>{END}</w:p>",
    "a page break": f'<w:p>{START}<w:r><w:br w:type="page"/></w:r>{END}</w:p>',
    "a field": f'<w:p>{START}<w:fldSimple w:instr="DATE"><w:r><w:t>[i dag]</w:t></w:r></w:fldSimple>{END}</w:p>',
    "a tracked deletion": f'<w:p>{START}<w:del w:id="1"><w:r><w:delText>bort</w:delText></w:r></w:del>{END}</w:p>',
    "a tracked paragraph": f'<w:p><w:pPr><w:rPr><w:ins w:id="1"/></w:rPr></w:pPr>{START}{END}</w:p>',
    "a comment": f'<w:p>{START}<w:r><w:commentReference w:id="1"/></w:r>{END}</w:p>',
}


@pytest.mark.parametrize("kind", KEPT)
def test_a_paragraph_that_holds_something_stays_above_the_section(kind: str, tmp_path: Path) -> None:
    assert before_and_after(BEFORE + KEPT[kind] + AFTER, tmp_path) == (BEFORE + KEPT[kind], AFTER)


OTHER_BOOKMARKS = {
    # Word ends a bookmark over a whole paragraph at the start of the next one.
    "ends in the next paragraph": (
        f"<w:p>{START}<w:r><w:t>[Här]</w:t></w:r></w:p><w:p>{END}<w:r><w:t>Efter.</w:t></w:r></w:p>",
        (START, f"<w:p>{END}<w:r><w:t>Efter.</w:t></w:r></w:p>"),
    ),
    "around the paragraph": (START + p("[Här]") + END, (START, END)),
    "before the paragraph": (START + END + p("[Här]"), (START + END, "")),
    "between two paragraphs": (p("x") + START + END + p("y"), (p("x") + START + END, p("y"))),
    "over two paragraphs": (START + p("[x]") + p("[y]") + END, (START + p("[x]") + p("[y]"), END)),
    "around a table": (START + table(p("x")) + END, (START + table(p("x")), END)),
    "self-closing paragraph": (f"{START}<w:p/>{END}", (START, END)),
}


@pytest.mark.parametrize("kind", OTHER_BOOKMARKS)
def test_bookmarks_stand_in_many_ways(kind: str, tmp_path: Path) -> None:
    body, (start, end) = OTHER_BOOKMARKS[kind]
    assert before_and_after(BEFORE + body + AFTER, tmp_path) == (BEFORE + start, end + AFTER)


def test_the_end_of_a_section_of_the_document_isnt_lost(tmp_path: Path) -> None:
    body = (
        BEFORE + p("", "Brdtext", f"<w:sectPr>{PAGE}</w:sectPr>").replace("</w:pPr>", f"</w:pPr>{START}{END}") + AFTER
    )
    assert before_and_after(body, tmp_path) == (BEFORE, body.removeprefix(BEFORE))


def test_a_bookmarks_name_is_found_as_word_finds_it(tmp_path: Path) -> None:
    assert before_and_after(BEFORE + bookmarked_paragraph(), tmp_path, "PLATS")[0] == BEFORE + START


def test_a_bookmark_comes_before_a_heading_of_the_same_name(tmp_path: Path) -> None:
    body = p("Plats", "Rubrik1") + BEFORE + bookmarked_paragraph() + AFTER
    assert before_and_after(body, tmp_path)[1] == END + AFTER


HEADINGS = {
    "as it stands": p("Intern kontroll", "Rubrik2"),
    "in other letters": p("INTERN  KONTROLL", "Rubrik2"),
    "with a typed number": p("4.2 Intern kontroll", "Rubrik2"),
    "cut into runs": p("Intern ", "Rubrik2").replace("</w:p>", "<w:r><w:t>kontroll</w:t></w:r></w:p>"),
    "by its outline level": p("Intern kontroll", "", '<w:outlineLvl w:val="2"/>'),
    "tracked": p("Intern ", "Rubrik2").replace(
        "</w:p>", '<w:ins w:id="1"><w:r><w:t>kontroll</w:t></w:r></w:ins></w:p>'
    ),
    "in an open control": f"<w:sdt><w:sdtContent>{p('Intern kontroll', 'Rubrik2')}{BEFORE}</w:sdtContent></w:sdt>",
}


@pytest.mark.parametrize("kind", HEADINGS)
def test_a_heading_is_found_by_what_people_read(kind: str, tmp_path: Path) -> None:
    body = BEFORE + HEADINGS[kind] + AFTER
    start, end = before_and_after(body, tmp_path, "Intern kontroll")
    assert start + end == body
    assert start == body[: body.index("</w:p>", body.lower().index("kontroll")) + len("</w:p>")]


def test_text_that_says_the_same_is_no_heading(tmp_path: Path) -> None:
    body = (
        p("Intern kontroll", "Brdtext")
        + table(p("Intern kontroll", "Rubrik1"))
        + p("Intern kontroll", "Rubrik1")
        + AFTER
    )
    assert before_and_after(body, tmp_path, "Intern kontroll")[1] == AFTER


def test_without_a_place_the_section_comes_last(tmp_path: Path) -> None:
    assert before_and_after(BEFORE + AFTER, tmp_path, None) == (BEFORE + AFTER, "")


def test_a_body_without_page_properties_has_an_end(tmp_path: Path) -> None:
    host = changed(make(BEFORE), MAIN, lambda xml: xml[: xml.index("<w:sectPr>")] + "</w:body></w:document>")
    assert around(put(host, tmp_path).data)[1] == b"</w:body></w:document>"


def test_the_place_that_it_has_counts_more_than_the_one_that_is_asked_for(tmp_path: Path) -> None:
    first = put(make(BEFORE + bookmarked_paragraph() + AFTER), tmp_path, vid="Plats").data
    again = put(first, tmp_path, report(comment="Nytt."), "Finns inte")
    assert around(again.data) == around(first)


def test_people_are_told_what_follows_from_the_place(tmp_path: Path) -> None:
    body = p("Intern kontroll", "Rubrik1") + TOC + BEFORE
    settings = f'<w:settings xmlns:w="{W}"><w:trackRevisions/></w:settings>'
    done = put(make(body, settings=settings), tmp_path, vid="Intern kontroll")
    assert done.place == "efter rubriken ”Intern kontroll”"
    assert "hamnar efter avsnittet" in done.notes[0]
    assert "Uppdatera innehållsförteckningen" in done.notes[1]
    assert "spårar ändringar" in done.notes[2]
    assert "Tabell text" in done.notes[3]


TOC = '<w:p><w:fldSimple w:instr=" TOC \\o "><w:r><w:t>Innehåll</w:t></w:r></w:fldSimple></w:p>'


@pytest.mark.parametrize("more", ["<!-- <w:p> -->", "<?x <w:p>?>", "\n  "])
def test_what_only_looks_like_a_paragraph_is_none(more: str, tmp_path: Path) -> None:
    body = BEFORE + more + p("Plats", "Rubrik1") + more + AFTER
    assert before_and_after(body, tmp_path) == (BEFORE + more + p("Plats", "Rubrik1"), more + AFTER)


def test_cdata_is_text(tmp_path: Path) -> None:
    odd = "<w:p><w:r><w:t><![CDATA[</w:p><w:tbl>]]></w:t></w:r></w:p>"
    assert before_and_after(odd + bookmarked_paragraph() + AFTER, tmp_path) == (odd + START, END + AFTER)


def test_paragraphs_in_paragraphs_and_tables_in_tables_are_passed_over(tmp_path: Path) -> None:
    box = f"<w:p><w:r><w:pict><w:txbxContent>{p('Plats', 'Rubrik1')}</w:txbxContent></w:pict></w:r></w:p>"
    nested = table(table(p("Plats", "Rubrik1")) + p("x"))
    body = box + nested + p("Plats", "Rubrik1") + AFTER
    assert before_and_after(body, tmp_path) == (box + nested + p("Plats", "Rubrik1"), AFTER)


def test_a_document_that_begins_with_a_byte_order_mark_keeps_it(tmp_path: Path) -> None:
    host = changed(make(BEFORE + bookmarked_paragraph()), MAIN, lambda xml: f"\ufeff{xml}")
    data = put(host, tmp_path, vid="Plats").data
    assert main(data).startswith(b"\xef\xbb\xbf<?xml")
    assert around(data)[0].endswith((BEFORE + START).encode())
    assert part(data, MAIN) is not None


def test_word_may_write_the_document_part_under_another_name(tmp_path: Path) -> None:
    parts = {
        name.replace("word/document.xml", "word/document2.xml").replace(
            "document.xml.rels", "document2.xml.rels"
        ): data.replace(b"word/document.xml", b"word/document2.xml")
        for name, data in members(make(BEFORE + bookmarked_paragraph())).items()
    }
    data = put(zipped(parts), tmp_path, vid="Plats").data
    assert NAME.bookmark.encode() in members(data)["word/document2.xml"]
    assert b"numbering" in members(data)["word/_rels/document2.xml.rels"]


PIECES = (
    *(BEFORE, p(), "<w:p/>", p("Rubrik", "Rubrik1"), p("Rubrik", "Rubrik3"), table(p("cell")), table(table(p()) + p())),
    *(bookmarked(p("x"), "A", 41), "<!-- <w:p> -->", "\n ", f"<w:sdt><w:sdtContent>{BEFORE}</w:sdtContent></w:sdt>"),
    *(f"<w:sdt><w:sdtPr><w:docPartObj/></w:sdtPr><w:sdtContent>{table(p())}</w:sdtContent></w:sdt>", TOC),
    *("<w:sdt><w:sdtContent/></w:sdt>", f"<w:customXml w:element='x'>{BEFORE}</w:customXml>", "<w:p ></w:p >"),
    *(f"<w:p><w:pPr><w:sectPr>{PAGE}</w:sectPr></w:pPr></w:p>", "<w:altChunk/>", "<w:oMathPara><w:p/></w:oMathPara>"),
)


@given(lists(sampled_from(PIECES)), lists(sampled_from(PIECES)))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_around_the_place_is_kept(tmp_path: Path, start: list[str], end: list[str]) -> None:
    host = make("".join((*start, p("Här", "Rubrik2"), *end)))
    data = put(host, tmp_path, vid="Här").data
    assert b"".join(around(data)) == main(host)
    assert around(data)[0].endswith(p("Här", "Rubrik2").encode())
    again = put(data, tmp_path, vid="Här")
    assert (again.changed, again.data) == (False, data)
    assert around(put(data, tmp_path, report(comment="Nytt.")).data) == around(data)


def without_relationships(parts: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in parts.items() if name != "word/_rels/document.xml.rels"}


def with_prefixed_relationships(parts: dict[str, bytes]) -> dict[str, bytes]:
    name = "word/_rels/document.xml.rels"
    prefixed = re.sub(rb"(</?)Relationship", rb"\1r:Relationship", parts[name]).replace(b"xmlns=", b"xmlns:r=")
    return parts | {name: prefixed}


def without_the_styles_it_points_to(parts: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in parts.items() if name != "word/styles.xml"}


@pytest.mark.parametrize("edit", [without_relationships, with_prefixed_relationships, without_the_styles_it_points_to])
def test_packages_that_other_programs_write_get_whole_relationships(
    edit: Callable[[dict[str, bytes]], dict[str, bytes]], tmp_path: Path
) -> None:
    data = put(zipped(edit(members(make(BEFORE)))), tmp_path).data
    relations = part(data, "word/_rels/document.xml.rels")
    kinds = [one.get("Type", "").rpartition("/")[2] for one in relations]
    assert sorted(kinds) == ["customXml", "image", "numbering", "styles"]
    targets = {one.get("Target", "") for one in relations}
    assert {posixpath.normpath(f"word/{one}") for one in targets} <= set(members(data))
    assert len({one.get("Id") for one in relations}) == 4
    assert put(data, tmp_path).changed is False


def test_bookmark_ids_are_unique(tmp_path: Path) -> None:
    body = bookmarked(p("x"), "A", 41) + bookmarked_paragraph() + bookmarked(p("y"), "B", 9)
    xml = main(put(make(body), tmp_path, vid="Plats").data)
    assert xml.count(b'<w:bookmarkStart w:id="42"') == xml.count(b'<w:bookmarkEnd w:id="42"') == 1

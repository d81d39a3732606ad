"""The section inside somebody else's document: everything else is kept, and the section is found again."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from internkontroll.domain.document import Document, Heading, Paragraph
from internkontroll.export.word.infoga import section_name
from tests.export.hosts import (
    HOSTS,
    LANDSCAPE,
    LANDSCAPE_WIDTH,
    MAIN,
    PAGE,
    PORTRAIT_WIDTH,
    bookmarked_paragraph,
    changed,
    full_of_everything,
    make,
    members,
)
from tests.export.infoga_files import (
    NAME,
    around,
    expected_texts,
    main,
    put,
    report,
    section,
    section_texts,
    span,
)
from tests.export.word_files import DAY, ROOT, find, part, values
from tests.posix import installed

GRANSKA_DOCX = ROOT.parent / "shared" / "acceptans" / "granska_docx.py"

# Every host with a place in it: a heading or a bookmark; None is the end.
PLACES = [
    ("swedish-word", "Intern kontroll"),
    ("swedish-word", None),
    ("libreoffice", "Plats"),
    ("libreoffice", "Ekonomi"),
    ("full-of-everything", "Plats"),
    ("full-of-everything", "Liggande"),
    ("full-of-everything", "Personal"),
    ("full-of-everything", None),
    ("long", "Avsnitt 12.3"),
    ("long", None),
]
GAINING = {"[Content_Types].xml", "word/_rels/document.xml.rels", "word/styles.xml", "word/numbering.xml"}

every_place = pytest.mark.parametrize(("host", "vid"), PLACES)


def placeholder(name: str, vid: str | None) -> bytes:
    """The text of the [bracketed] paragraph that gives way to the section, bookmark and all."""
    xml = main(HOSTS[name]())
    found = re.search(
        rb'<w:p>(?:(?!</w:p>).)*<w:bookmarkStart [^>]*w:name="' + str(vid).encode() + rb'"(?:(?!</w:p>).)*</w:p>', xml
    )
    return found[0] if found and b">[" in found[0] else b""


@every_place
def test_everything_outside_the_section_is_the_same_bytes(host: str, vid: str | None, tmp_path: Path) -> None:
    before = HOSTS[host]()
    after = put(before, tmp_path, vid=vid).data
    start, end = around(after)
    gone = placeholder(host, vid)
    kept = b"".join(re.findall(rb"<w:bookmark(?:Start|End)[^>]*>", gone))
    at = main(before).index(gone) if gone else len(start)
    assert start.removesuffix(kept.partition(b"/>")[0] + b"/>" if kept else b"") == main(before)[:at]
    assert end.removeprefix(kept.partition(b"/>")[2]) == main(before)[at + len(gone) :]


@every_place
def test_the_second_time_nothing_changes(host: str, vid: str | None, tmp_path: Path) -> None:
    first = put(HOSTS[host](), tmp_path, vid=vid)
    second = put(first.data, tmp_path, vid=vid)
    assert (first.changed, first.updated) == (True, False)
    assert (second.changed, second.updated, second.changes, second.edits) == (False, True, (), ())
    assert second.data == first.data


@every_place
def test_an_update_changes_the_section_only(host: str, vid: str | None, tmp_path: Path) -> None:
    first = put(HOSTS[host](), tmp_path, vid=vid).data
    new = report(Paragraph("Ett stycke till."), comment="Flytten är klar sedan maj.")
    second = put(first, tmp_path, new, vid)
    assert (second.changed, second.updated, second.edits) == (True, True, ())
    assert around(second.data) == around(first)
    assert section_texts(second.data) == list(expected_texts(new))


@every_place
def test_parts_only_gain_and_all_others_are_kept(host: str, vid: str | None, tmp_path: Path) -> None:
    before = HOSTS[host]()
    after = put(before, tmp_path, vid=vid).data
    was, is_now = members(before), members(after)
    assert list(is_now)[: len(was)] == list(was)
    assert {name for name in was if is_now[name] != was[name]} <= GAINING | {MAIN}
    for name in GAINING & set(was):
        old, new = (list(map(etree.tostring, etree.fromstring(parts[name]))) for parts in (was, is_now))
        assert [one for one in new if one in set(old)] == old
    new_parts = set(is_now) - set(was)
    assert {name for name in new_parts if not name.startswith(("customXml/", "word/media/"))} <= GAINING


@every_place
def test_all_of_the_report_is_there_in_order(host: str, vid: str | None, tmp_path: Path) -> None:
    wanted = list(expected_texts(report()))
    found = section_texts(put(HOSTS[host](), tmp_path, vid=vid).data)
    # Before a table of the host an empty paragraph ends the section.
    assert found == wanted if vid != "Liggande" else found == [*wanted, ""]


def test_the_same_document_and_report_give_the_same_bytes(tmp_path: Path) -> None:
    one, other = (put(full_of_everything(), tmp_path, vid="Plats").data for _ in range(2))
    assert one == other


def test_back_to_the_old_report_is_back_to_the_old_section(tmp_path: Path) -> None:
    first = put(full_of_everything(), tmp_path, vid="Plats").data
    there = put(first, tmp_path, report(comment="Nytt."), "Plats").data
    back = put(there, tmp_path, vid="Plats").data
    assert section_texts(back) == section_texts(first)
    assert around(back) == around(first)


# --- levels, widths, several sections -------------------------------------------------------------------------------


def levels(data: bytes) -> list[tuple[str, str]]:
    """The headings of the section with the ids of their styles."""
    found = find(section(data), ".//w:p[starts-with(w:pPr/w:pStyle/@w:val, 'Rubrik')]")
    return [("".join(values(one, ".//w:t/text()")), values(one, "w:pPr/w:pStyle/@w:val")[0]) for one in found]


@pytest.mark.parametrize(
    ("vid", "level"), [("Intern kontroll", 2), ("Investeringar", 3), ("Plats", 2), ("Liggande", 3), (None, 1)]
)
def test_headings_follow_the_level_in_force_at_the_place(vid: str | None, level: int, tmp_path: Path) -> None:
    found = levels(put(full_of_everything(), tmp_path, vid=vid).data)
    assert [style for _, style in found] == [f"Rubrik{level + more}" for more in (0, 1, 1, 2, 2)]


def test_a_title_that_stands_over_the_place_isnt_repeated(tmp_path: Path) -> None:
    data = put(full_of_everything(), tmp_path, report(title="Intern  Kontroll"), "Intern kontroll").data
    assert levels(data)[0] == ("Sammanfattning", "Rubrik2")
    assert put(data, tmp_path, report(title="Intern  Kontroll"), "Intern kontroll").changed is False


def test_the_title_keeps_the_level_that_people_give_it(tmp_path: Path) -> None:
    data = put(full_of_everything(), tmp_path, vid="Personal").data
    title = f'</w:pPr><w:r><w:t xml:space="preserve">{report().title}'
    raised = changed(data, MAIN, lambda xml: xml.replace(f'"Rubrik2"/>{title}', f'"Rubrik1"/>{title}'))
    after = put(raised, tmp_path)
    assert [style for _, style in levels(after.data)] == ["Rubrik1", "Rubrik2", "Rubrik2", "Rubrik3", "Rubrik3"]
    assert after.edits == ()


def test_levels_arent_skipped_when_the_chapter_above_has_risen(tmp_path: Path) -> None:
    data = put(full_of_everything(), tmp_path, vid="Liggande").data
    raised = changed(
        data, MAIN, lambda xml: re.sub(r'"Rubrik2"(/></w:pPr><w:bookmarkStart w:id="3")', r'"Rubrik1"\1', xml)
    )
    assert levels(put(raised, tmp_path).data)[0] == (report().title, "Rubrik2")


def test_the_end_is_a_new_chapter_also_where_the_first_heading_is_the_documents_title(tmp_path: Path) -> None:
    def with_title(xml: str) -> str:
        lowered = xml.replace('"Rubrik2"', '"Rubrik3"').replace('"Rubrik1"', '"Rubrik2"')
        return lowered.replace(
            "<w:body>", '<w:body><w:p><w:pPr><w:pStyle w:val="Rubrik1"/></w:pPr><w:r><w:t>B</w:t></w:r></w:p>'
        )

    assert levels(put(changed(full_of_everything(), MAIN, with_title), tmp_path).data)[0][1] == "Rubrik2"


@pytest.mark.parametrize(("vid", "width"), [("Liggande", LANDSCAPE_WIDTH), ("Plats", PORTRAIT_WIDTH)])
def test_tables_are_as_wide_as_the_text_of_their_page(vid: str, width: int, tmp_path: Path) -> None:
    data = put(full_of_everything(), tmp_path, vid=vid).data
    assert set(values(section(data), ".//w:tblW/@w:w")) == {str(width)}


def test_a_column_of_the_page_is_as_wide_as_the_text(tmp_path: Path) -> None:
    two = make(bookmarked_paragraph(), page=f'{PAGE}<w:cols w:num="2" w:space="708"/>')
    data = put(two, tmp_path, vid="Plats").data
    assert values(section(data), ".//w:tblW/@w:w")[0] == str((PORTRAIT_WIDTH - 708) // 2)


def test_the_page_before_a_tracked_change_of_it_doesnt_count(tmp_path: Path) -> None:
    page = f'{PAGE}<w:sectPrChange w:id="1" w:author="A"><w:sectPr>{LANDSCAPE}</w:sectPr></w:sectPrChange>'
    data = put(make(bookmarked_paragraph(), page=page), tmp_path, vid="Plats").data
    assert values(section(data), ".//w:tblW/@w:w")[0] == str(PORTRAIT_WIDTH)


def test_two_tables_dont_become_one(tmp_path: Path) -> None:
    data = put(full_of_everything(), tmp_path, vid="Liggande").data
    assert around(data)[1].startswith(b'<w:bookmarkEnd w:id="8"/><w:tbl>')
    assert find(section(data), "w:tbl[last()]/following-sibling::w:p")
    assert put(data, tmp_path, vid="Liggande").changed is False


def test_several_namnder_have_their_sections_in_one_document(tmp_path: Path) -> None:
    other, plan = (
        section_name("Kultur- och fritidsnämnden i Ängsö kommun", plan=False),
        section_name("Socialnämnden", plan=True),
    )
    data = put(full_of_everything(), tmp_path, vid="Plats").data
    for name in (other, plan):
        data = put(data, tmp_path, vid="Personal", name=name).data
    again = put(data, tmp_path, report(comment="Nytt."), name=other)
    assert (again.updated, around(again.data, other)) == (True, around(data, other))
    edited = changed(again.data, MAIN, lambda xml: xml.replace("Nytt.", "Något nytt."))
    edits = put(edited, tmp_path, report(comment="Annat."), name=other).edits
    assert [str(edit) for edit in edits] == ["Skrivet för hand: ”Något nytt.”"]
    edited = changed(again.data, MAIN, lambda xml: xml.replace("Nej.", "Nej, inte än.", 1))
    edits = put(edited, tmp_path, report(comment="Annat.")).edits
    assert [str(edit) for edit in edits] == ["Ändrat för hand: ”Nej.” → ”Nej, inte än.”"]
    for name in (NAME, plan):
        assert main(again.data)[slice(*span(again.data, name))] == main(data)[slice(*span(data, name))]


def test_a_section_doesnt_rank_below_the_headings_of_another_one(tmp_path: Path) -> None:
    first = put(full_of_everything(), tmp_path, vid="Personal").data
    other = section_name("Byggnadsnämnden", plan=False)
    after = put(first, tmp_path, name=other).data
    headings = find(section(after, other), "w:p[1]/w:pPr/w:pStyle")
    assert values(headings[0], "@w:val") == ["Rubrik1"]


def test_the_level_at_a_place_is_that_of_the_hosts_headings(tmp_path: Path) -> None:
    first = put(full_of_everything(), tmp_path, vid="Plats").data
    next_place = bookmarked_paragraph(name="Nästa", number=77)
    start, end = around(first)
    inner = main(first)[len(start) : len(main(first)) - len(end)]
    marked = changed(first, MAIN, lambda _: (start + inner + next_place.encode() + end).decode())
    other = section_name("Byggnadsnämnden", plan=False)
    after = put(marked, tmp_path, vid="Nästa", name=other).data
    assert values(section(after, other), "w:p[1]/w:pPr/w:pStyle/@w:val") == ["Rubrik2"]


def test_a_report_of_a_single_heading_will_do(tmp_path: Path) -> None:
    small = Document("Liten", "Socialnämnden", DAY, (Heading(1, "Liten"),))
    data = put(full_of_everything(), tmp_path, small, "Plats").data
    assert section_texts(data) == ["Liten"]
    assert "word/numbering.xml" not in {
        name for name in members(data) if members(data)[name] != members(full_of_everything()).get(name)
    }


# --- what checkers say ----------------------------------------------------------------------------------------------


def findings(path: Path) -> set[str]:
    """What the checkers find in a file, without places in it."""
    audit = [installed("openxml-audit"), str(path), "--output", "json"]
    integrity = [installed("docx-integrity"), "check", "--fail-on", "info", str(path)]
    said = [
        subprocess.run(command, capture_output=True, text=True, check=False).stdout for command in (audit, integrity)
    ]
    descriptions = re.findall(r'"description": "([^"]*)"', said[0])
    assert descriptions or '"errors": []' in said[0]
    return {*descriptions, *re.findall(r"\[\w+ *\] .*", said[1])}


@pytest.mark.parametrize(("host", "vid"), [*PLACES[:1], *PLACES[2:3], *PLACES[4:6], *PLACES[8:9]])
def test_checkers_find_nothing_that_they_didnt_find_in_the_host(host: str, vid: str | None, tmp_path: Path) -> None:
    before, after = tmp_path / "före.docx", tmp_path / "efter.docx"
    before.write_bytes(HOSTS[host]())
    after.write_bytes(put(HOSTS[host](), tmp_path, vid=vid).data)
    assert findings(after) <= findings(before)


@pytest.mark.parametrize(("host", "vid"), PLACES[:3])
def test_the_accessibility_lint_passes_where_the_host_does(host: str, vid: str | None, tmp_path: Path) -> None:
    if not GRANSKA_DOCX.exists():
        pytest.skip("../shared is missing")
    before, after = tmp_path / "före.docx", tmp_path / "efter.docx"
    before.write_bytes(HOSTS[host]())
    after.write_bytes(put(HOSTS[host](), tmp_path, vid=vid).data)
    for path in (before, after):
        done = subprocess.run(
            [sys.executable, str(GRANSKA_DOCX), str(path)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout


def test_the_result_is_well_formed_in_every_part(tmp_path: Path) -> None:
    data = put(full_of_everything(), tmp_path, vid="Plats").data
    parts = [part(data, name) for name in members(data) if not name.endswith(".png")]
    assert all(root.tag for root in parts)

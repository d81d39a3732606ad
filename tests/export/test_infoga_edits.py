"""What people did to the section in Word: found, shown before it would be lost, and never taken for more than it is."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from internkontroll.domain.document import Document, Heading, Paragraph
from internkontroll.domain.status import Status
from internkontroll.export.word.infoga import Change, Edit, Insertion
from tests.export.hosts import COMMENTS, MAIN, bookmarked, changed, full_of_everything, make, members, p, zipped
from tests.export.infoga_files import NAME, TITLE, around, main, put, report, risks, row, section_texts, span
from tests.export.word_files import DAY

NEW = report(comment="Flytten är klar sedan maj.")
RUN = '<w:r><w:t xml:space="preserve">'


def inserted(tmp_path: Path) -> bytes:
    return put(full_of_everything(), tmp_path, vid="Plats").data


def edited(tmp_path: Path, edit: Callable[[str], str]) -> bytes:
    return changed(inserted(tmp_path), MAIN, edit)


def replacing(old: str, new: str) -> Callable[[str], str]:
    return lambda xml: xml.replace(old, new, 1)


def after(tmp_path: Path, edit: Callable[[str], str], document: Document = NEW) -> Insertion:
    """What the next run finds after somebody's edit."""
    return put(edited(tmp_path, edit), tmp_path, document)


# --- edits by hand --------------------------------------------------------------------------------------------------

BY = 'w:author="Anna Berg" w:date="2026-05-04T09:00:00Z"'
EDITS: dict[str, tuple[Callable[[str], str], Edit]] = {
    "a changed word": (
        replacing("har följt upp planen", "har noga följt upp planen"),
        Edit(
            "Ändrat för hand",
            "Nämnden har noga följt upp planen. Det är den första uppföljningen.",
            "Nämnden har följt upp planen. Det är den första uppföljningen.",
        ),
    ),
    "a paragraph of one's own": (
        replacing(
            f'<w:p><w:pPr><w:pStyle w:val="Rubrik3"/></w:pPr>{RUN}Risker',
            p("Eget stycke.") + '<w:p><w:pPr><w:pStyle w:val="Rubrik3"/></w:pPr>' + f"{RUN}Risker",
        ),
        Edit("Skrivet för hand", "Eget stycke."),
    ),
    "a word in a table": (replacing("Nej.", "Nej, inte än."), Edit("Ändrat för hand", "Nej, inte än.", "Nej.")),
    "a word made bold": (
        replacing(f"{RUN}en till", '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">en till'),
        Edit("Utseendet ändrat för hand", "en till"),
    ),
    "another style": (
        lambda xml: re.sub(
            r'<w:pStyle w:val="\w+"/>(</w:pPr><w:r><w:t xml:space="preserve">en till)',
            r'<w:pStyle w:val="Rubrik3"/>\1',
            xml,
        ),
        Edit("Utseendet ändrat för hand", "en till"),
    ),
    "a removed paragraph": (
        lambda xml: re.sub(r"<w:p><w:pPr>(?:(?!</w:p>).)*Nej\.</w:t></w:r></w:p>", "", xml),
        Edit("Borttaget för hand, kommer tillbaka", "Nej."),
    ),
    "a picture": (
        replacing("en till</w:t></w:r>", "en till</w:t></w:r><w:r><w:drawing/></w:r>"),
        Edit("Ändrat för hand", "en till[bild eller not]", "en till"),
    ),
    "a page break": (
        replacing("en till</w:t></w:r></w:p>", 'en till</w:t></w:r></w:p><w:p><w:r><w:br w:type="page"/></w:r></w:p>'),
        Edit("Skrivet för hand", "[sidbrytning]"),
    ),
    "a tracked insertion": (
        replacing(
            "en till</w:t></w:r>", f'en till</w:t></w:r><w:ins w:id="61" {BY}>{RUN} eller två</w:t></w:r></w:ins>'
        ),
        Edit("Spårad ändring av Anna Berg, infogat", "eller två"),
    ),
    "a tracked deletion": (
        replacing(
            f"{RUN}en till</w:t></w:r>", f'<w:del w:id="62" {BY}><w:r><w:delText>en till</w:delText></w:r></w:del>'
        ),
        Edit("Spårad ändring av Anna Berg, borttaget", "en till"),
    ),
    "a tracked format": (
        replacing(
            f"{RUN}en till", f'<w:r><w:rPr><w:rPrChange w:id="63" {BY}><w:rPr/></w:rPrChange></w:rPr><w:t>en till'
        ),
        Edit("Spårad ändring av Anna Berg, ändrat format", ""),
    ),
    "a comment": (
        replacing(
            f"{RUN}en till</w:t></w:r>",
            f'<w:commentRangeStart w:id="3"/>{RUN}en till</w:t></w:r><w:commentRangeEnd w:id="3"/>'
            '<w:r><w:commentReference w:id="3"/></w:r>',
        ),
        Edit("Kommentar av Anna Berg", "Stämmer antalet?"),
    ),
    "a bookmark of one's own": (
        replacing(f"{RUN}Flytten är gjord.</w:t></w:r>", bookmarked(f"{RUN}Flytten är gjord.</w:t></w:r>", "Min", 64)),
        Edit("Bokmärke som försvinner", "Min"),
    ),
}


@pytest.mark.parametrize("kind", EDITS)
def test_what_people_did_by_hand_is_shown_and_nothing_else(kind: str, tmp_path: Path) -> None:
    edit, wanted = EDITS[kind]
    found = after(tmp_path, edit).edits
    assert wanted in found
    # A tracked change is shown, and the paragraph as it reads with it.
    assert len(found) == 1 + (wanted.vad.endswith(("infogat", "borttaget")))


def test_paragraphs_that_changed_places_are_shown(tmp_path: Path) -> None:
    def swapped(xml: str) -> str:
        one, other = (f"{RUN}{text}</w:t>" for text in ("närarkiv", "mellanarkiv"))
        return xml.replace(one, "\0").replace(other, one).replace("\0", other)

    assert {edit.vad for edit in after(tmp_path, swapped).edits} == {"Flyttat för hand"}


def test_what_the_register_says_too_isnt_lost(tmp_path: Path) -> None:
    result = after(tmp_path, replacing("Flytten är gjord.", "Flytten är klar sedan maj."))
    assert (result.changed, result.edits) == (False, ())


def test_edits_that_the_register_has_taken_over_dont_stop_the_rest(tmp_path: Path) -> None:
    new = report(Paragraph("Ett stycke till."), comment="Flytten är klar sedan maj.")
    result = after(tmp_path, replacing("Flytten är gjord.", "Flytten är klar sedan maj."), new)
    assert (result.changed, result.edits) == (True, ())


def test_of_equal_lines_only_those_that_the_register_still_has_come_back(tmp_path: Path) -> None:
    cut = re.compile(r"<w:p><w:pPr>(?:(?!</w:p>).)*Samma\.</w:t></w:r></w:p>")
    twice, once = report(Paragraph("Samma."), Paragraph("Samma.")), report(Paragraph("Samma."), comment="Nytt.")
    first = put(full_of_everything(), tmp_path, twice, "Plats").data
    one_gone = changed(first, MAIN, lambda xml: cut.sub("", xml, count=1))
    both_gone = changed(first, MAIN, lambda xml: cut.sub("", xml))
    assert put(one_gone, tmp_path, once).edits == ()
    assert [str(edit) for edit in put(both_gone, tmp_path, once).edits] == [
        "Borttaget för hand, kommer tillbaka: ”Samma.”"
    ]


def test_a_paragraph_that_the_register_has_lost_too_doesnt_come_back(tmp_path: Path) -> None:
    cut = re.compile(r"<w:p><w:pPr>(?:(?!</w:p>).)*Flytten är gjord\.</w:t></w:r></w:p>")
    assert after(tmp_path, lambda xml: cut.sub("", xml)).edits == ()


# --- what isn't an edit ---------------------------------------------------------------------------------------------

HARMLESS: dict[str, Callable[[str], str]] = {
    "revision ids": lambda xml: xml.replace("<w:p><w:pPr>", '<w:p w:rsidR="00AB12CD" w:rsidP="00112233"><w:pPr>'),
    "cut runs": replacing("har följt upp", f"har fö</w:t></w:r><w:r>{RUN[5:]}ljt upp"),
    "spelling": replacing(
        "har följt", '</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t xml:space="preserve">har följt'
    ),
    "languages": lambda xml: xml.replace(f"{RUN}en", '<w:r><w:rPr><w:lang w:val="sv-SE"/></w:rPr><w:t>en'),
    "fonts": lambda xml: xml.replace(
        f"{RUN}en", '<w:r><w:rPr><w:rFonts w:cs="Calibri"/><w:kern w:val="0"/></w:rPr><w:t>en'
    ),
    "formatting that says nothing": lambda xml: xml.replace(
        f"{RUN}en", '<w:r><w:rPr><w:color w:val="auto"/><w:u w:val="none"/></w:rPr><w:t>en'
    ),
    "a drawn page end": replacing("har följt", "har </w:t><w:lastRenderedPageBreak/><w:t>följt"),
    "an empty paragraph": replacing("en till</w:t></w:r></w:p>", "en till</w:t></w:r></w:p><w:p/>"),
    "tabs of a style": replacing(
        '<w:pStyle w:val="Rubrik3"/>', '<w:pStyle w:val="Rubrik3"/><w:tabs><w:tab w:val="left" w:pos="9"/></w:tabs>'
    ),
    "bookmarks of contents": replacing(
        f"{RUN}Sammanfattning",
        f'<w:bookmarkStart w:id="90" w:name="_Toc9"/><w:bookmarkEnd w:id="90"/>{RUN}Sammanfattning',
    ),
}


@pytest.mark.parametrize("kind", HARMLESS)
def test_what_word_changes_when_it_saves_is_no_edit(kind: str, tmp_path: Path) -> None:
    host = edited(tmp_path, HARMLESS[kind])
    assert put(host, tmp_path, NEW).edits == ()
    same = put(host, tmp_path)
    assert (same.changed, same.data) == (False, host)


def test_the_changes_are_told_in_words(tmp_path: Path) -> None:
    new = report(Paragraph("Till sist."), comment="Flytten är klar sedan maj.")
    assert put(inserted(tmp_path), tmp_path, new).changes == (
        Change("Flytten är gjord.", "Flytten är klar sedan maj."),
        Change(None, "Till sist."),
    )


def test_a_changed_look_is_a_change_of_its_own(tmp_path: Path) -> None:
    flat = Document(
        TITLE,
        "N",
        DAY,
        tuple(Heading(2, "Riskvärde") if one == Heading(3, "Riskvärde") else one for one in report().blocks),
    )
    assert put(inserted(tmp_path), tmp_path, flat).changes == (Change("Riskvärde", "Riskvärde"),)


def test_removed_rows_are_told(tmp_path: Path) -> None:
    one, other = row("Larm", Status.KLART, "Ja."), row("Brand", Status.KLART, "Nej.")
    both, single = (
        Document(TITLE, "N", DAY, (Heading(1, TITLE), risks(*rows), Paragraph("Slut.")))
        for rows in ((one, other), (one,))
    )
    first = put(full_of_everything(), tmp_path, both, "Plats").data
    gone = [change.var for change in put(first, tmp_path, single).changes if change.blev is None]
    assert {"Brand", "Åtgärd mot Brand", "Nej."} <= set(gone)
    assert "Larm" not in gone


# --- where the stamps are gone --------------------------------------------------------------------------------------


def without_stamps(data: bytes) -> bytes:
    """As Word's document inspector leaves it."""
    kept = {name: part for name, part in members(data).items() if not name.startswith("customXml/")}
    rels = kept["word/_rels/document.xml.rels"].decode()
    kept["word/_rels/document.xml.rels"] = re.sub(r"<Relationship [^>]*customXml[^>]*/>", "", rels).encode()
    return zipped(kept)


def test_the_tag_alone_tells_that_nothing_was_edited(tmp_path: Path) -> None:
    result = put(without_stamps(inserted(tmp_path)), tmp_path, NEW)
    assert (result.changed, result.edits) == (True, ())


def test_without_stamps_all_that_differs_may_be_by_hand(tmp_path: Path) -> None:
    host = without_stamps(edited(tmp_path, replacing("Nej.", "Nej, inte än.")))
    assert [(one.vad, one.text) for one in put(host, tmp_path, NEW).edits] == [
        ("Kan vara skrivet för hand", "Flytten är gjord."),
        ("Kan vara skrivet för hand", "Nej, inte än."),
    ]


def test_a_section_from_another_document_isnt_judged_by_this_ones_stamps(tmp_path: Path) -> None:
    other = put(full_of_everything(), tmp_path, report(comment="Annat."), "Plats").data
    xml, source = main(inserted(tmp_path)), main(other)
    pasted = xml[: span(inserted(tmp_path))[0]] + source[slice(*span(other))] + xml[span(inserted(tmp_path))[1] :]
    host = changed(inserted(tmp_path), MAIN, lambda _: pasted.decode())
    assert put(host, tmp_path, NEW).edits == ()
    edited_too = changed(host, MAIN, replacing("Nej.", "Nej, inte än."))
    said = {edit.vad for edit in put(edited_too, tmp_path, NEW).edits}
    assert said == {"Kan vara skrivet för hand"}


def test_the_package_holds_no_text_of_the_section_outside_it(tmp_path: Path) -> None:
    others = b"".join(part for name, part in members(inserted(tmp_path)).items() if name != MAIN)
    assert b"Flytten" not in others
    assert "handlingar förstörs".encode() not in others


# --- bookmarks that must live on ------------------------------------------------------------------------------------


def heading_marked(name: str, text: str = "Riskvärde") -> Callable[[str], str]:
    return replacing(f"{RUN}{text}</w:t></w:r>", bookmarked(f"{RUN}{text}</w:t></w:r>", name, 88))


@pytest.mark.parametrize("name", ["_Toc123", "_Ref123", "Eget"])
def test_bookmarks_stay_with_lines_that_say_the_same(name: str, tmp_path: Path) -> None:
    data = after(tmp_path, heading_marked(name)).data
    assert bookmarked(f"{RUN}Riskvärde</w:t></w:r>", name, 88) in main(data).decode()


def test_a_bookmark_of_the_title_stays_with_a_new_title(tmp_path: Path) -> None:
    result = after(tmp_path, heading_marked("_Ref9", TITLE), report(title="Internkontroll"))
    assert result.edits == ()
    assert bookmarked(f"{RUN}Internkontroll</w:t></w:r>", "_Ref9", 88) in main(result.data).decode()


def test_of_equal_lines_the_same_one_keeps_the_bookmark(tmp_path: Path) -> None:
    def second(xml: str) -> str:
        at = xml.rindex(f"{RUN}Kommentar</w:t></w:r>")
        return xml[:at] + heading_marked("Eget", "Kommentar")(xml[at:])

    xml = main(after(tmp_path, second).data).decode()
    assert xml.count('w:name="Eget"') == 1
    assert xml.index('w:name="Eget"') > xml.index(f"{RUN}Kommentar</w:t></w:r>")


def test_a_bookmark_that_begins_outside_the_section_still_ends(tmp_path: Path) -> None:
    def over_the_border(xml: str) -> str:
        begun = xml.replace("<w:body>", '<w:body><w:bookmarkStart w:id="99" w:name="Lång"/>')
        return begun.replace("en till</w:t></w:r>", 'en till</w:t></w:r><w:bookmarkEnd w:id="99"/>')

    result = after(tmp_path, over_the_border)
    assert result.edits == ()
    assert main(result.data).count(b'<w:bookmarkEnd w:id="99"/>') == 1


def moved_out(xml: str) -> str:
    """As Word may save it: the end of the section's bookmark at the start of the paragraph after the section."""
    number = re.search(rf'<w:bookmarkStart w:id="(\d+)" w:name="{NAME.bookmark}"/>', xml)
    assert number
    end = f'<w:bookmarkEnd w:id="{number[1]}"/>'
    start, _, rest = xml.replace(end, "").rpartition("</w:sdt>")
    return (
        start
        + "</w:sdt>"
        + rest.replace('<w:r><w:t xml:space="preserve">Efter', f'{end}<w:r><w:t xml:space="preserve">Efter')
    )


def test_a_side_of_the_bookmark_that_word_has_moved_out_stays_there(tmp_path: Path) -> None:
    first = put(make(p("Före.") + p("Efter.")), tmp_path).data
    between = changed(
        first, MAIN, lambda xml: xml.replace(p("Efter."), "").replace("</w:sdt>", f"</w:sdt>{p('Efter.')}")
    )
    host = changed(between, MAIN, moved_out)
    result = put(host, tmp_path, NEW)
    assert around(result.data) == around(host)
    assert len(re.findall(rb"<w:bookmark(?:Start|End)", main(result.data))) == 2
    assert section_texts(result.data)[0] == TITLE


def test_the_section_is_found_by_its_bookmark_where_the_control_is_removed(tmp_path: Path) -> None:
    host = edited(
        tmp_path,
        lambda xml: re.sub(r"<w:sdt><w:sdtPr><w:alias.*?<w:sdtContent>(.*?)</w:sdtContent></w:sdt>", r"\1", xml),
    )
    assert put(host, tmp_path).changed is False
    result = put(host, tmp_path, NEW)
    assert (result.updated, result.edits) == (True, ())
    assert around(result.data) == around(inserted(tmp_path))


def test_a_comment_of_the_host_is_no_edit_of_the_section(tmp_path: Path) -> None:
    assert "Stämmer antalet?" in COMMENTS
    assert put(inserted(tmp_path), tmp_path, NEW).edits == ()

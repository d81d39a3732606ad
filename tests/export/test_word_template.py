"""Templates of the Word export: what a kommun's own may look like, and what is said of one that won't do."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from internkontroll.domain.document import Heading, ListBlock, Paragraph
from internkontroll.errors import EnvironmentFailed, InputRefused
from internkontroll.export.word import render_docx
from tests.export.word_files import MALL, a_document, a_table, find, paragraphs, part, values

DOCUMENT = a_document(Heading(1, "Rubrik"), Paragraph("Text"), ListBlock(("ett", "två"), ordered=True))

Edit = Callable[[str], str]


def changed_template(folder: Path, name: str, edit: Edit, encoding: str = "utf-8") -> Path:
    """Our template with one part edited."""
    path = folder / "kommunens mall.docx"
    with zipfile.ZipFile(MALL) as ours, zipfile.ZipFile(path, "w") as changed:
        for info in ours.infolist():
            data = ours.read(info)
            changed.writestr(info, edit(data.decode()).encode(encoding) if info.filename == name else data)
    return path


def without(text: str) -> Edit:
    return replacing(text, "")


def replacing(old: str, new: str) -> Edit:
    def edit(part_text: str) -> str:
        assert old in part_text
        return part_text.replace(old, new)

    return edit


def rendered(template: Path) -> bytes:
    stream = io.BytesIO()
    render_docx(DOCUMENT, stream, template)
    return stream.getvalue()


def refusal(template: Path) -> str:
    """What is said of a template, having seen that nothing was written."""
    stream = io.BytesIO()
    with pytest.raises(InputRefused) as refused:
        render_docx(DOCUMENT, stream, template)
    assert not stream.getvalue()
    assert str(refused.value).startswith(f"{template}: ")
    return str(refused.value)


# --- templates that will do -----------------------------------------------------------------------------------------


def test_styles_are_found_by_name_whatever_their_ids(tmp_path: Path) -> None:
    def english(styles: str) -> str:
        return (
            styles.replace('"Rubrik1"', '"Heading1"')
            .replace('"heading 1"', '"Heading 1"')
            .replace('"Brdtext"', '"BodyText"')
        )

    data = rendered(changed_template(tmp_path, "word/styles.xml", english))
    styles = values(part(data, "word/document.xml"), "//w:pStyle/@w:val")
    assert styles == ["Heading1", "BodyText", "Numreradlista", "Numreradlista"]


def test_a_marker_that_word_has_cut_in_pieces_is_found(tmp_path: Path) -> None:
    pieces = replacing(
        "{innehåll}", '{</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>innehåll</w:t></w:r><w:r><w:t>}'
    )
    data = rendered(changed_template(tmp_path, "word/document.xml", pieces))
    assert paragraphs(part(data, "word/document.xml")) == ["Rubrik", "Text", "ett", "två"]


def test_what_stands_around_the_marker_stays(tmp_path: Path) -> None:
    def framed(document: str) -> str:
        start, end = document.index("<w:p>"), document.index("<w:sectPr>")
        before, after = (
            "<w:p><w:r><w:t>Kommunens försättsblad</w:t></w:r></w:p>",
            "<w:p><w:r><w:t>Kolofon</w:t></w:r></w:p>",
        )
        return document[:start] + before + document[start:end] + after + document[end:]

    data = rendered(changed_template(tmp_path, "word/document.xml", framed))
    assert paragraphs(part(data, "word/document.xml")) == [
        "Kommunens försättsblad",
        "Rubrik",
        "Text",
        "ett",
        "två",
        "Kolofon",
    ]


def test_tables_follow_the_templates_page(tmp_path: Path) -> None:
    wide = changed_template(tmp_path, "word/document.xml", replacing('w:right="1417"', 'w:right="417"'))
    stream = io.BytesIO()
    render_docx(a_document(Heading(1, "Rubrik"), a_table(((), ()))), stream, wide)
    document = part(stream.getvalue(), "word/document.xml")
    assert values(document, "//w:tblW/@w:w") == ["10072"]
    assert sum(map(int, values(document, "//w:gridCol/@w:w"))) == 10072


def test_lists_are_added_after_those_of_the_template(tmp_path: Path) -> None:
    more = '<w:num w:numId="40"><w:abstractNumId w:val="1"/></w:num><w:numIdMacAtCleanup w:val="4"/></w:numbering>'
    data = rendered(changed_template(tmp_path, "word/numbering.xml", replacing("</w:numbering>", more)))
    numbering = part(data, "word/numbering.xml")
    assert values(numbering, "//w:num/@w:numId") == ["1", "2", "3", "4", "40", "41"]
    assert len(find(numbering, "w:numIdMacAtCleanup[not(following-sibling::*)]")) == 1


# --- templates that won't -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("heading 3", "Rubrik 3"),
        ("Body Text", "Brödtext"),
        ("List Number", "Numrerad lista"),
        ("Tabell status", "Tabell status"),
    ],
)
def test_a_missing_style_is_named_as_word_shows_it(tmp_path: Path, name: str, shown: str) -> None:
    template = changed_template(tmp_path, "word/styles.xml", replacing(f'w:val="{name}"', 'w:val="Annan"'))
    assert f"saknar formatmallen {shown}" in refusal(template)


def test_a_paragraph_style_isnt_taken_for_the_table_style(tmp_path: Path) -> None:
    kind = replacing('w:type="table" w:customStyle="1"', 'w:type="paragraph" w:customStyle="1"')
    assert "Internkontroll tabell" in refusal(changed_template(tmp_path, "word/styles.xml", kind))


@pytest.mark.parametrize(
    ("name", "edit", "said"),
    [
        ("word/document.xml", without("{innehåll}"), "{innehåll}"),
        ("word/document.xml", without('w:left="1417"'), "marginaler"),
        ("word/document.xml", replacing('w:left="1417"', 'w:left="11000"'), "marginaler"),
        ("word/document.xml", without("</w:body>"), "word/document.xml kan inte läsas"),
        ("word/document.xml", replacing("<w:document", "<!DOCTYPE x [<!ENTITY a 'b'>]><w:document"), "kan inte läsas"),
        ("word/document.xml", replacing("schemas.openxmlformats.org", "purl.oclc.org"), "kan inte läsas"),
        ("word/numbering.xml", replacing("w:num ", "w:annat "), "word/numbering.xml kan inte läsas"),
        ("word/styles.xml", without('<w:numPr><w:numId w:val="2"/></w:numPr>'), "Numreradlista har ingen numrering"),
    ],
)
def test_what_is_wrong_with_a_template_is_said(tmp_path: Path, name: str, edit: Edit, said: str) -> None:
    assert said in refusal(changed_template(tmp_path, name, edit))


def test_a_template_without_lists_is_refused(tmp_path: Path) -> None:
    def no_lists(numbering: str) -> str:
        return numbering[: numbering.index("<w:abstractNum")] + "</w:numbering>"

    assert "inga listor" in refusal(changed_template(tmp_path, "word/numbering.xml", no_lists))


def test_a_part_in_another_encoding_is_refused(tmp_path: Path) -> None:
    utf16 = replacing('encoding="UTF-8"', 'encoding="UTF-16"')
    assert "kan inte läsas" in refusal(changed_template(tmp_path, "word/styles.xml", utf16, encoding="utf-16"))


@pytest.mark.parametrize("missing", ["word/styles.xml", "word/numbering.xml", "docProps/core.xml"])
def test_a_missing_part_is_named(tmp_path: Path, missing: str) -> None:
    path = tmp_path / "mall.docx"
    with zipfile.ZipFile(MALL) as ours, zipfile.ZipFile(path, "w") as changed:
        for info in ours.infolist():
            if info.filename != missing:
                changed.writestr(info, ours.read(info))
    assert f"saknar delen {missing}" in refusal(path)


@pytest.mark.parametrize("data", [b"", b"{\\rtf1 inte Word}", MALL.read_bytes()[:2000], b"\xd0\xcf\x11\xe0" * 500])
def test_what_isnt_a_word_file_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "mall.docx"
    path.write_bytes(data)
    assert "inte ett helt Word-dokument" in refusal(path)


def test_a_damaged_template_is_refused(tmp_path: Path) -> None:
    damaged = bytearray(MALL.read_bytes())
    damaged[200:260] = bytes(60)
    path = tmp_path / "mall.docx"
    path.write_bytes(damaged)
    assert "inte ett helt Word-dokument" in refusal(path)


@pytest.mark.parametrize(("name", "remedy"), [("finns inte.docx", "Kontrollera sökvägen"), (".", "Ange en fil")])
def test_a_template_that_cant_be_read_is_the_environments_fault(tmp_path: Path, name: str, remedy: str) -> None:
    with pytest.raises(EnvironmentFailed, match=remedy):
        render_docx(DOCUMENT, io.BytesIO(), tmp_path / name)

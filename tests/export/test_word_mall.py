"""A kommun's own Word template, made without knowing of us."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx as python_docx
import pytest
from docx.shared import Mm

from internkontroll.errors import InputRefused
from internkontroll.export.word import render_docx
from internkontroll.export.word.mall import adopt_template
from tests.export.word_files import MALL, every_kind, find, paragraphs, part, style_names, values

DOTX = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def template(change: Callable[[python_docx.document.Document], None] = lambda _: None) -> bytes:
    """A template with the styles that Word has from the beginning, a logo's worth of text around the marker."""
    document = python_docx.Document()
    document.add_paragraph("Ängsö kommun")
    document.add_paragraph("{innehåll}")
    document.add_paragraph("Kolofon")
    document.styles["Heading 1"].font.name = "Georgia"
    change(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def edited(data: bytes, name: str, edit: Callable[[str], str]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            new.writestr(info, edit(content.decode()) if info.filename == name else content)
    return stream.getvalue()


def without(data: bytes, *names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for info in old.infolist():
            if info.filename not in names:
                new.writestr(info, old.read(info))
    return stream.getvalue()


def rendered(data: bytes) -> bytes:
    stream = io.BytesIO()
    render_docx(every_kind(), stream, data)
    return stream.getvalue()


def styles_used(data: bytes) -> dict[str, set[str]]:
    """The texts in each style, by the style's name."""
    names = style_names(data)
    found: dict[str, set[str]] = {}
    for paragraph in find(part(data, "word/document.xml"), "//w:p"):
        for style_id in values(paragraph, "w:pPr/w:pStyle/@w:val"):
            found.setdefault(names[style_id], set()).update(paragraphs(paragraph) or {"".join(paragraph.itertext())})
    return found


def test_the_report_stands_at_the_marker_in_the_templates_own_styles() -> None:
    data = rendered(template())
    texts = paragraphs(part(data, "word/document.xml"))
    assert (texts[0], texts[1], texts[-1]) == ("Ängsö kommun", "Uppföljning av internkontroll", "Kolofon")
    assert {"heading 1", "heading 2", "body text", "list bullet"} <= {name.lower() for name in styles_used(data)}
    styles = part(data, "word/styles.xml")
    assert values(styles, "//w:style[@w:styleId='Heading1']//w:rFonts/@w:ascii") == ["Georgia"]


def test_styles_that_the_template_lacks_come_from_ours_once() -> None:
    data = rendered(template())
    names = list(style_names(data).values())
    for name in ("Tabell text", "Tabell status", "Tabell ny punkt", "Internkontroll tabell"):
        assert names.count(name) == 1


def test_every_style_and_list_that_is_used_is_defined() -> None:
    data = rendered(template())
    body, numbering = part(data, "word/document.xml"), part(data, "word/numbering.xml")
    used = set(values(body, "//w:pStyle/@w:val|//w:tblStyle/@w:val"))
    assert used <= style_names(data).keys()
    lists = values(numbering, "//w:num/@w:numId")
    assert len(lists) == len(set(lists))
    assert set(values(body, "//w:numId/@w:val")) <= set(lists)
    formats = set(values(numbering, "//w:abstractNum/@w:abstractNumId"))
    assert set(values(numbering, "//w:num/w:abstractNumId/@w:val")) <= formats


def test_a_dotx_becomes_a_document() -> None:
    dotx = edited(template(), "[Content_Types].xml", lambda text: text.replace(DOCX, DOTX))
    data = rendered(dotx)
    types = part(data, "[Content_Types].xml")
    assert [one.get("ContentType") for one in types if one.get("PartName") == "/word/document.xml"] == [DOCX]
    python_docx.Document(io.BytesIO(data))  # which opens no templates


def test_a_template_without_lists_gains_them() -> None:
    def bare(document: python_docx.document.Document) -> None:
        for name in ("List Bullet", "List Number"):
            document.styles[name].element.getparent().remove(document.styles[name].element)

    data = template(bare)
    data = edited(data, "word/_rels/document.xml.rels", lambda text: re.sub("<[^<]*numbering.xml[^>]*>", "", text))
    data = edited(data, "[Content_Types].xml", lambda text: re.sub("<[^<]*/numbering.xml[^>]*>", "", text))
    data = without(data, "word/numbering.xml")
    body = part(rendered(data), "word/document.xml")
    numbers = values(body, "//w:p[.//w:t='ett']//w:numId/@w:val")
    assert numbers
    assert set(numbers) <= set(values(part(rendered(data), "word/numbering.xml"), "//w:num/@w:numId"))


def test_the_report_is_read_aloud_in_swedish() -> None:
    def language(data: bytes) -> list[str]:
        return values(part(rendered(data), "word/styles.xml"), "//w:docDefaults//w:lang/@w:val")

    assert language(template()) == ["sv-SE"]  # it said en-US
    assert language(edited(template(), "word/styles.xml", lambda text: text.replace("en-US", "sv-FI"))) == ["sv-FI"]


def test_no_second_copy_of_the_styles_is_left_behind() -> None:
    with zipfile.ZipFile(io.BytesIO(rendered(template()))) as archive:
        assert not [one for one in archive.namelist() if "stylesWithEffects" in one]
        for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
            assert b"stylesWithEffects" not in archive.read(name)


def test_tables_follow_the_templates_page() -> None:
    def narrow(document: python_docx.document.Document) -> None:
        section = document.sections[0]
        section.page_width, section.left_margin, section.right_margin = Mm(210), Mm(40), Mm(40)

    widths = values(part(rendered(template(narrow)), "word/document.xml"), "//w:tblW/@w:w")
    assert {abs(int(width) - 130 * 1440 / 25.4) < 2 for width in widths} == {True}


def test_the_same_template_gives_the_same_bytes() -> None:
    data = template()
    assert rendered(data) == rendered(data)


def test_our_own_template_serves_as_a_kommuns() -> None:
    stream = io.BytesIO()
    render_docx(every_kind(), stream, MALL)
    assert rendered(MALL.read_bytes()) == stream.getvalue()


# --- templates that won't -------------------------------------------------------------------------------------------


def no_marker(document: python_docx.document.Document) -> None:
    document.paragraphs[1].text = "innehåll"


MACROS = io.BytesIO()
with zipfile.ZipFile(MACROS, "w") as _archive, zipfile.ZipFile(io.BytesIO(template())) as _plain:
    for _name in _plain.namelist():
        _archive.writestr(_name, _plain.read(_name))
    _archive.writestr("word/vbaProject.bin", b"makro")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "inte ett helt Word-dokument"),
        (template()[:3_000], "inte ett helt Word-dokument"),
        (template(no_marker), "ett eget stycke med texten {innehåll}"),
        (MACROS.getvalue(), "innehåller makron"),
        (without(template(), "word/styles.xml"), "saknar delen word/styles.xml"),
        (edited(template(), "word/styles.xml", lambda text: text[:-20]), "kan inte läsas"),
        (edited(template(), "word/document.xml", lambda text: text[:-20]), "kan inte läsas"),
    ],
    ids=["empty", "cut", "no marker", "macros", "no styles", "broken styles", "broken document"],
)
def test_what_is_wrong_is_said_before_anything_is_written(data: bytes, said: str, tmp_path: Path) -> None:
    with pytest.raises(InputRefused) as refused:
        adopt_template(data, "mall.dotx")
    assert str(refused.value).startswith("mall.dotx: ")
    assert said in str(refused.value)
    stream = io.BytesIO()
    with pytest.raises(InputRefused, match="Nämndens Word-mall: "):
        render_docx(every_kind(), stream, data)
    assert not stream.getvalue()

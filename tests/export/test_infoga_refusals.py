"""Documents and places that can't or mustn't hold the section: a reason, a remedy, and an untouched file."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from internkontroll.errors import EnvironmentFailed, InputRefused
from internkontroll.export.word.infoga import insert_section, section_name
from tests.export.hosts import (
    HEAD,
    MAIN,
    PAGE,
    TEXT,
    bookmarked,
    bookmarked_paragraph,
    changed,
    full_of_everything,
    make,
    members,
    p,
    table,
    zipped,
)
from tests.export.infoga_files import NAME, put, report
from tests.export.word_files import MALL, W


def refusal(host: bytes, tmp_path: Path, vid: str | None = None) -> str:
    path = tmp_path / "berättelse.docx"
    path.write_bytes(host)
    with pytest.raises(InputRefused) as refused:
        insert_section(report(), NAME, path, MALL, vid)
    assert path.read_bytes() == host
    assert str(refused.value).startswith(f"{path}: ")
    return str(refused.value)


def settings(inner: str) -> bytes:
    return make(p("Text."), settings=f'{HEAD}<w:settings xmlns:w="{W}">{inner}</w:settings>')


def ole(stream: str) -> bytes:
    """What a compound file begins with and the name of a stream in it."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le")


def without(name: str) -> bytes:
    parts = members(make(p("Text.")))
    del parts[name]
    return zipped(parts)


def other_prefix(xml: str) -> str:
    return xml.replace("w:", "ns0:").replace("xmlns:w=", "xmlns:ns0=")


DOCUMENTS: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "protected": (
        lambda: settings('<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'),
        "skyddat mot ändringar",
        "Begränsa redigering",
    ),
    "write-protected": (
        lambda: settings('<w:writeProtection w:cryptProviderType="rsaAES" w:hash="abc="/>'),
        "skyddat mot ändringar",
        "Ta bort skyddet",
    ),
    "encrypted": (lambda: ole("EncryptedPackage"), "krypterat med lösenord", "ta bort lösenordet"),
    "doc": (lambda: ole("WordDocument"), "gamla Word-formatet (.doc)", "Spara som"),
    "rtf": (lambda: b"{\\rtf1 text}", "en RTF-fil", "Spara som"),
    "pdf": (lambda: b"%PDF-1.7 text", "en PDF-fil", "Spara som"),
    "empty": (lambda: b"", "inte ett helt Word-dokument", "reparera"),
    "cut off": (lambda: full_of_everything()[:-200], "inte ett helt Word-dokument", "reparera"),
    "damaged": (lambda: damaged(full_of_everything()), "inte ett helt Word-dokument", "reparera"),
    "strict": (
        lambda: changed(
            make(p("T.")), MAIN, lambda xml: xml.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
        ),
        "Strict Open XML",
        "Word-dokument (.docx)",
    ),
    "no document part": (lambda: without(MAIN), "saknar delen word/document.xml", "spara en kopia"),
    "odt": (
        lambda: zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}),
        "OpenDocument",
        "Spara som",
    ),
    "excel": (
        lambda: changed(make(p("T.")), MAIN, lambda _: "<workbook/>"),
        "inte ett Word-dokument",
        "Spara som",
    ),
    "broken XML": (
        lambda: changed(make(p("T.")), MAIN, lambda xml: xml.replace("</w:body>", "")),
        "kan inte läsas",
        "spara en kopia",
    ),
    "broken styles": (
        lambda: changed(make(p("T.")), "word/styles.xml", lambda xml: xml.replace("</w:styles>", "")),
        "del som inte kan läsas",
        "spara en kopia",
    ),
    "other encoding": (
        lambda: zipped(
            members(make(p("T.")))
            | {MAIN: members(make(p("T.")))[MAIN].decode().replace("UTF-8", "UTF-16").encode("utf-16")}
        ),
        "inte ett Word-dokument",
        "Spara som",
    ),
    "document type": (
        lambda: changed(
            make(p("T.")), MAIN, lambda xml: xml.replace("<w:document ", '<!DOCTYPE x [<!ENTITY a "b">]><w:document ')
        ),
        "kan inte läsas",
        "spara en kopia",
    ),
    "other prefix": (lambda: changed(make(p("T.")), MAIN, other_prefix), "på ett annat sätt än Word", "spara en kopia"),
    "signed": (
        lambda: zipped(members(make(p("T."))) | {"_xmlsignatures/sig1.xml": b"<x/>"}),
        "digitalt signerat",
        "Ta bort underskriften",
    ),
}


def damaged(data: bytes) -> bytes:
    """The file with some bytes of a picture or part turned to zeros."""
    return data[:300] + bytes(40) + data[340:]


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_a_document_is_refused_with_a_reason_and_a_remedy(kind: str, tmp_path: Path) -> None:
    make_host, reason, remedy = DOCUMENTS[kind]
    said = refusal(make_host(), tmp_path)
    assert reason in said
    assert remedy in said


@pytest.mark.parametrize(
    ("name", "lock"),
    [
        ("berättelse.docx", "~$rättelse.docx"),
        ("rapport.docx", "~$apport.docx"),
        ("del.docx", "~$del.docx"),
        ("berättelse.docx", ".~lock.berättelse.docx#"),
    ],
)
def test_an_open_document_is_refused(name: str, lock: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(full_of_everything())
    (tmp_path / lock).touch()
    with pytest.raises(InputRefused, match="Spara och stäng det") as refused:
        insert_section(report(), NAME, tmp_path / name, MALL)
    assert lock in str(refused.value)
    assert ("LibreOffice" if "lock" in lock else "Word") in str(refused.value)


def test_a_document_that_isnt_open_any_more_is_taken(tmp_path: Path) -> None:
    (tmp_path / "~$annan fil.docx").touch()
    assert put(full_of_everything(), tmp_path, vid="Plats").changed


@pytest.mark.parametrize(("name", "remedy"), [("finns inte.docx", "Kontrollera sökvägen"), (".", "Ange en fil")])
def test_a_file_that_cant_be_read_is_the_environments_fault(tmp_path: Path, name: str, remedy: str) -> None:
    with pytest.raises(EnvironmentFailed, match=remedy):
        insert_section(report(), NAME, tmp_path / name, MALL)


@pytest.mark.parametrize("on", ["true", "on"])
def test_protection_is_seen_in_the_words_of_other_programs(on: str, tmp_path: Path) -> None:
    """LibreOffice writes true where Word writes 1; the standard knows on as well."""
    with pytest.raises(InputRefused, match="skyddat mot ändringar"):
        put(settings(f'<w:documentProtection w:edit="readOnly" w:enforcement="{on}"/>'), tmp_path)


@pytest.mark.parametrize(
    "inner", ['<w:documentProtection w:edit="readOnly" w:enforcement="0"/>', "<w:trackRevisions/>"]
)
def test_settings_that_dont_protect_are_no_reason_to_refuse(inner: str, tmp_path: Path) -> None:
    assert put(settings(inner), tmp_path).changed


# --- places ---------------------------------------------------------------------------------------------------------

TEXTBOX = (
    '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>{}'
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)
CONTROL = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
START, END = '<w:bookmarkStart w:id="7" w:name="Plats"/>', '<w:bookmarkEnd w:id="7"/>'
LONG_FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>{}<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)

PLACES = {
    "in a table": (table(bookmarked_paragraph("x")), "ligger i en tabell"),
    "around text in a cell and after": (table(p("x") + START) + p("y") + END, "börjar eller slutar i en tabell"),
    "from text into a cell": (
        f"<w:p>{START}<w:r><w:t>x</w:t></w:r></w:p>" + table(p("y") + END),
        "tabell men inte båda",
    ),
    "in a text box": (TEXTBOX.format(bookmarked_paragraph("x")), "ligger i en textruta"),
    "in a filled control": (CONTROL.format("<w:docPartObj/>", bookmarked_paragraph("x")), "innehållskontroll"),
    "in a locked control": (CONTROL.format('<w:lock w:val="sdtContentLocked"/>', bookmarked_paragraph("x")), "låst"),
    "in a control in a locked one": (
        CONTROL.format('<w:lock w:val="contentLocked"/>', CONTROL.format("", bookmarked_paragraph("x"))),
        "låst",
    ),
    "in a field": (LONG_FIELD.format(bookmarked_paragraph("x") + p("y")), "ligger i ett fält"),
}


@pytest.mark.parametrize("kind", PLACES)
def test_a_bookmark_that_cant_hold_the_section_is_refused(kind: str, tmp_path: Path) -> None:
    body, reason = PLACES[kind]
    said = refusal(make(p(TEXT) + body + p(TEXT)), tmp_path, "Plats")
    assert reason in said
    assert "bokmärke" in said.lower()


@pytest.mark.parametrize(
    ("kind", "called"), [("header", "sidhuvudet"), ("footer", "sidfoten"), ("footnotes", "en fotnot")]
)
def test_a_bookmark_outside_the_text_is_refused(kind: str, called: str, tmp_path: Path) -> None:
    root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
    xml = f'{HEAD}<w:{root} xmlns:w="{W}">{bookmarked_paragraph("x")}</w:{root}>'
    said = refusal(make(p(TEXT), **{kind: xml}), tmp_path, "Plats")
    assert f"ligger i {called}" in said
    assert "Sätt ett bokmärke" in said


def test_a_place_that_isnt_there_lists_those_that_are(tmp_path: Path) -> None:
    said = refusal(full_of_everything(), tmp_path, "Interkontroll")
    assert "inget bokmärke och ingen rubrik som heter ”Interkontroll”" in said
    assert "Bokmärken: Liggande, Plats." in said
    assert "”Intern kontroll”" in said
    assert "_Toc" not in said


def test_a_document_without_places_says_so(tmp_path: Path) -> None:
    assert "Bokmärken: inga. Rubriker: inga." in refusal(make(p(TEXT)), tmp_path, "Plats")


def test_a_heading_that_stands_twice_is_refused_with_where(tmp_path: Path) -> None:
    body = p("Äldre", "Rubrik1") + p("Kontroll", "Rubrik2") + p("Barn", "Rubrik1") + p("Kontroll", "Rubrik2")
    said = refusal(make(body), tmp_path, "kontroll")
    assert "2 rubriker med texten ”kontroll”" in said
    assert "under ”Äldre”, under ”Barn”" in said
    assert "Sätt ett bokmärke" in said


# --- sections that can't be replaced --------------------------------------------------------------------------------


def with_section(tmp_path: Path, edit: Callable[[str], str]) -> bytes:
    return changed(put(full_of_everything(), tmp_path, vid="Plats").data, MAIN, edit)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        (f"</w:p><w:p><w:pPr><w:sectPr>{PAGE}</w:sectPr></w:pPr>", "avsnittsbrytning"),
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "ena änden av ett fält"),
        ('<w:r><w:fldChar w:fldCharType="end"/></w:r>', "ena änden av ett fält"),
        (
            '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>',
            "ena änden av ett fält",
        ),
        ('<w:commentRangeStart w:id="44"/>', "ena änden av en kommentar"),
        ('<w:moveFromRangeEnd w:id="45"/>', "spårad flytt"),
    ],
)
def test_a_section_that_something_else_reaches_into_is_refused(more: str, reason: str, tmp_path: Path) -> None:
    said = refusal(
        with_section(tmp_path, lambda xml: xml.replace("en till</w:t></w:r>", f"en till</w:t></w:r>{more}")), tmp_path
    )
    assert reason in said
    assert "utanför avsnittet" in said


def test_a_section_that_stands_twice_is_refused(tmp_path: Path) -> None:
    def twice(xml: str) -> str:
        start = xml.index("<w:sdt><w:sdtPr><w:alias")
        section = xml[start : xml.index("</w:sdt>", start) + len("</w:sdt>")]
        return xml.replace(section, section + section)

    assert "står 2 gånger" in refusal(with_section(tmp_path, twice), tmp_path)


def test_a_section_that_was_moved_into_a_table_is_refused(tmp_path: Path) -> None:
    def into_table(xml: str) -> str:
        start = xml.index("<w:sdt><w:sdtPr><w:alias")
        end = xml.index("</w:sdt>", start) + len("</w:sdt>")
        return xml[:start] + table(xml[start:end] + p()) + xml[end:]

    assert "ligger i en tabell eller textruta" in refusal(with_section(tmp_path, into_table), tmp_path)


def test_a_bookmark_whose_section_is_gone_is_told(tmp_path: Path) -> None:
    mark = bookmarked("", NAME.bookmark)
    said = refusal(make(p("Före.") + p("Efter.").replace("<w:r>", f"{mark}<w:r>")), tmp_path)
    assert f"Bokmärket ”{NAME.bookmark}” står inte längre kring sitt avsnitt" in said


@pytest.mark.parametrize("where", ['<w:p><w:pPr><w:pStyle w:val="Innehll1"/>', "<w:sectPr><w:headerReference"])
def test_a_bookmark_that_has_left_its_section_is_told(where: str, tmp_path: Path) -> None:
    def elsewhere(xml: str) -> str:
        start = re.search(rf'<w:bookmarkStart w:id="(\d+)" w:name="{NAME.bookmark}"/>', xml)
        assert start
        end = f'<w:bookmarkEnd w:id="{start[1]}"/>'
        cleared = xml.replace(start[0], "").replace(end, "")
        assert where in cleared
        return cleared.replace(where, start[0] + end + where, 1)

    assert "står inte längre kring sitt avsnitt" in refusal(with_section(tmp_path, elsewhere), tmp_path)


def test_inside_another_section_of_ours_is_no_place(tmp_path: Path) -> None:
    line = "en till</w:t></w:r></w:p>"
    marked = with_section(tmp_path, lambda xml: xml.replace(line, f"{line}{bookmarked(p('x'), 'Inne', 70)}"))
    path = tmp_path / "flera.docx"
    path.write_bytes(marked)
    with pytest.raises(InputRefused, match="inne i ett avsnitt som programmet har infogat"):
        insert_section(report(), section_name("Byggnadsnämnden", plan=False), path, MALL, "Inne")

"""What hung on text that an update has replaced goes with it; what also hangs on other text stays as it is."""

import re
from pathlib import Path

import pytest

from internkontroll.export.word.infoga import Edit
from tests.export.hosts import COMMENTS, FOOTNOTES, HEAD, MAIN, changed, full_of_everything, members, zipped
from tests.export.infoga_files import main, put, report
from tests.export.word_files import W, part

NEW = report(comment="Flytten är klar sedan maj.")
RELATIONS = "word/_rels/document.xml.rels"
RUN = '<w:r><w:t xml:space="preserve">'
_W14, _W15 = (f"http://schemas.microsoft.com/office/word/20{year}/wordml" for year in ("10", "12"))
_MORE = "http://schemas.microsoft.com/office/word/20{}/wordml/c{}"
SECRET = "Stryk det här innan det blir offentligt."  # noqa: S105 - a comment


def commented(xml: str, number: int) -> str:
    """With a comment on one of the section's lines."""
    start, end = f'<w:commentRangeStart w:id="{number}"/>', f'<w:commentRangeEnd w:id="{number}"/>'
    reference = f'<w:r><w:commentReference w:id="{number}"/></w:r>'
    return xml.replace(f"{RUN}en till</w:t></w:r>", f"{start}{RUN}en till</w:t></w:r>{end}{reference}", 1)


def with_comment(data: bytes) -> bytes:
    """Word has saved a comment on the section, with all that Word tells of comments elsewhere."""
    comment = (
        f'<w:comment w:id="8" w:author="Anna Berg"><w:p xmlns:w14="{_W14}" w14:paraId="00AA0008"><w:r>'
        f"<w:t>{SECRET}</w:t></w:r></w:p></w:comment></w:comments>"
    )
    about = {
        "commentsExtended": (_W15, "commentEx", "paraId", ("00AA0008", "00AA0003")),
        "commentsIds": (_MORE.format(16, "id"), "commentId", "paraId", ("00AA0008", "00AA0003")),
        "commentsExtensible": (_MORE.format(18, "ex"), "commentExtensible", "durableId", ("10000008", "10000003")),
    }
    parts = members(changed(data, "word/comments.xml", lambda xml: xml.replace("</w:comments>", comment)))
    parts[MAIN] = commented(parts[MAIN].decode(), 8).encode()
    for number, (kind, (uri, element, key, ids)) in enumerate(about.items(), 70):
        durable = 'x:durableId="1000000{}"' if kind == "commentsIds" else ""
        inner = "".join(f'<x:{element} x:{key}="{one}" {durable.format(one[-1])}/>' for one in ids)
        parts[f"word/{kind}.xml"] = f'{HEAD}<x:{kind} xmlns:x="{uri}">{inner}</x:{kind}>'.encode()
        pointer = (
            f'<Relationship Id="rId{number}" Type="http://schemas.microsoft.com/office/relationships/{kind}"'
            f' Target="{kind}.xml"/></Relationships>'
        )
        parts[RELATIONS] = parts[RELATIONS].replace(b"</Relationships>", pointer.encode())
    return zipped(parts)


def inserted(tmp_path: Path) -> bytes:
    return put(full_of_everything(), tmp_path, vid="Plats").data


def test_a_comment_on_replaced_text_is_shown_and_goes_with_it(tmp_path: Path) -> None:
    result = put(with_comment(inserted(tmp_path)), tmp_path, NEW)
    assert result.edits == (Edit("Kommentar av Anna Berg", SECRET),)
    after = members(result.data)
    assert after["word/comments.xml"] == COMMENTS.encode()
    assert not [name for name, content in after.items() if SECRET.encode() in content]
    for kind in ("commentsExtended", "commentsIds", "commentsExtensible"):
        (left,) = part(result.data, f"word/{kind}.xml")
        assert {value for value in left.values() if value.endswith("8")} == set()


def test_comments_stay_where_nothing_is_replaced(tmp_path: Path) -> None:
    host = with_comment(inserted(tmp_path))
    assert put(host, tmp_path).data == host


def test_a_comment_that_stands_outside_too_stays(tmp_path: Path) -> None:
    host = changed(inserted(tmp_path), MAIN, lambda xml: commented(xml, 3))
    result = put(host, tmp_path, NEW)
    assert [edit.vad for edit in result.edits] == ["Kommentar av Anna Berg"]
    assert members(result.data)["word/comments.xml"] == COMMENTS.encode()


def test_an_update_without_edits_leaves_comments_and_notes_alone(tmp_path: Path) -> None:
    after = members(put(inserted(tmp_path), tmp_path, NEW).data)
    assert (after["word/comments.xml"], after["word/footnotes.xml"]) == (COMMENTS.encode(), FOOTNOTES.encode())


@pytest.mark.parametrize(("kind", "called"), [("footnote", "Fotnot"), ("endnote", "Slutkommentar")])
def test_a_note_on_replaced_text_is_shown_and_goes_with_it(kind: str, called: str, tmp_path: Path) -> None:
    note = f'<w:{kind} w:id="5"><w:p><w:r><w:t>{SECRET}</w:t></w:r></w:p></w:{kind}>'
    before = FOOTNOTES.replace("footnote", kind)
    parts = members(inserted(tmp_path))
    parts[f"word/{kind}s.xml"] = before.replace(f"</w:{kind}s>", f"{note}</w:{kind}s>").encode()
    pointer = (
        '<Relationship Id="rId71" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        f'{kind}s" Target="{kind}s.xml"/></Relationships>'
    )
    if kind == "endnote":
        parts[RELATIONS] = parts[RELATIONS].replace(b"</Relationships>", pointer.encode())
    reference = f'<w:r><w:{kind}Reference w:id="5"/></w:r>'
    parts[MAIN] = re.sub(b"en till</w:t></w:r>", rb"\g<0>" + reference.encode(), parts[MAIN], count=1)
    result = put(zipped(parts), tmp_path, NEW)
    assert Edit(called, SECRET) in result.edits
    assert members(result.data)[f"word/{kind}s.xml"] == before.encode()


def test_an_address_that_only_replaced_text_linked_to_goes_with_it(tmp_path: Path) -> None:
    pointers = "".join(
        f'<Relationship Id="rId{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        f'hyperlink" Target="https://{name}.exempel.se" TargetMode="External"/>'
        for number, name in ((80, "inne"), (81, "ute"))
    )
    host = changed(
        inserted(tmp_path), RELATIONS, lambda xml: xml.replace("</Relationships>", f"{pointers}</Relationships>")
    )

    def linked(xml: str) -> str:
        both = "".join(f'<w:hyperlink r:id="rId{number}">{RUN}x</w:t></w:r></w:hyperlink>' for number in (80, 81))
        outside = f'<w:p><w:hyperlink r:id="rId81">{RUN}ute</w:t></w:r></w:hyperlink></w:p><w:sectPr'
        inside = xml.replace("en till</w:t></w:r>", f"en till</w:t></w:r>{both}", 1)
        start, _, end = inside.rpartition("<w:sectPr")
        return f"{start}{outside}{end}"

    data = put(changed(host, MAIN, linked), tmp_path, NEW).data
    assert b"rId81" in main(data)
    relations = members(data)[RELATIONS]
    assert b"ute.exempel.se" in relations
    assert b"inne.exempel.se" not in relations


def test_everything_that_is_kept_is_kept_byte_for_byte(tmp_path: Path) -> None:
    host = with_comment(inserted(tmp_path))
    was, is_now = members(host), members(put(host, tmp_path, NEW).data)
    touched = {name for name in was if was[name] != is_now[name]}
    assert touched == {
        MAIN,
        "customXml/item1.xml",
        "word/numbering.xml",
        *(f"word/{kind}.xml" for kind in ("comments", "commentsExtended", "commentsIds", "commentsExtensible")),
    }
    assert f'xmlns:w="{W}"'.encode() in is_now["word/comments.xml"]

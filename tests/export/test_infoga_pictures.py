"""The drawn matrices of a section: put in once, renewed without a trace of the old one, the host's own left alone."""

import io
import posixpath
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from internkontroll.domain.document import ColorMark, Document, Heading, Matrix, Paragraph
from internkontroll.export.word.infoga import Change, Edit, section_name
from tests.export.documents import matrix
from tests.export.hosts import (
    HOSTS,
    LANDSCAPE,
    MAIN,
    PAGE,
    bookmarked_paragraph,
    changed,
    full_of_everything,
    make,
    members,
    p,
    zipped,
)
from tests.export.infoga_files import NAME, TITLE, around, main, put, section
from tests.export.pictures import picture
from tests.export.word_files import DAY, find, part, values

RELATIONS, TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
OWN = picture()
"""A picture of the host's."""

DOC_PR = ".//*[local-name()='docPr']"
OTHER = section_name("Byggnadsnämnden", plan=True)


def plan(*matrices: Matrix, text: str = "Så har riskerna bedömts.") -> Document:
    return Document(TITLE, "N", DAY, (Heading(1, TITLE), *matrices, Paragraph(text)))


def recoloured(one: Matrix, color: str = "A3201D") -> Matrix:
    """The same risks on another scale: the words are the same, the colours aren't."""
    cells = tuple(tuple(ColorMark(cell.text, color) for cell in row) for row in one.cells)
    return Matrix(one.title, one.description, one.row_axis, one.column_axis, one.rows, one.columns, cells, one.legend)


def media(data: bytes) -> dict[str, bytes]:
    return {name: content for name, content in members(data).items() if "/media/" in name}


def pointers(data: bytes) -> dict[str, str]:
    """The picture files that the document part points to, by the ids of the relationships."""
    found = part(data, RELATIONS)
    return {
        one.get("Id", ""): posixpath.join("word", one.get("Target", "")) for one in found if one.get("Type") == IMAGE
    }


def shown(data: bytes, name: str = MAIN) -> list[bytes]:
    """The picture files that the text shows, in order."""
    ids = values(part(data, name), "//*[local-name()='blip']/@*[local-name()='embed']")
    return [members(data)[pointers(data)[one]] for one in ids]


def own_picture_host(name: str = "image1.png", relation: str = "rId9", number: int = 900_002) -> bytes:
    """A host with a picture of its own; its ids are those that we would like to have."""
    shape = (
        f'<w:p><w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="{number}" name="Eget" descr="Rött"/>'
        f'<a:graphic><a:graphicData><pic:pic><pic:nvPicPr><pic:cNvPr id="{number + 1}" name="Eget"/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    bound = f'xmlns:wp="{drawing}/wordprocessingDrawing" xmlns:a="{drawing}/main" xmlns:pic="{drawing}/picture"'
    host = members(
        changed(
            make(shape + bookmarked_paragraph()), MAIN, lambda xml: xml.replace("<w:document ", f"<w:document {bound} ")
        )
    )
    pointer = f'<Relationship Id="{relation}" Type="{IMAGE}" Target="media/{name}"/></Relationships>'
    host[RELATIONS] = host[RELATIONS].replace(b"</Relationships>", pointer.encode())
    host[TYPES] = host[TYPES].replace(b"<Override", b'<Default Extension="png" ContentType="image/png"/><Override', 1)
    return zipped({**host, f"word/media/{name}": OWN})


def saved_by_word(data: bytes) -> bytes:
    """Word names pictures and relationships anew, and moves them to the end."""
    parts = members(data)
    for number, (relation, target) in enumerate(pointers(data).items(), 40):
        parts[f"word/media/image{number}.png"] = parts.pop(target)
        name = posixpath.basename(target).encode()
        parts[RELATIONS] = parts[RELATIONS].replace(name, b"image%d.png" % number)
        for one in (RELATIONS, MAIN):
            parts[one] = parts[one].replace(f'"{relation}"'.encode(), b'"rId%d"' % number)
    return zipped(parts)


# --- put in ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", HOSTS)
def test_the_picture_stands_in_the_section_with_its_alternative_text(host: str, tmp_path: Path) -> None:
    data = put(HOSTS[host](), tmp_path, plan(matrix())).data
    assert values(section(data), f"{DOC_PR}/@descr") == [matrix().description]
    (name,) = set(media(data)) - set(media(HOSTS[host]()))
    assert shown(data)[-1] == members(data)[name]
    drawn = Image.open(io.BytesIO(members(data)[name])).convert("RGB")
    assert {(0xFB, 0xD3, 0xA8), (0xD7, 0xEC, 0xDD)} <= {color for _, color in drawn.getcolors(9999) or ()}


def test_png_becomes_a_type_of_the_package_once(tmp_path: Path) -> None:
    data = put(full_of_everything(), tmp_path, plan(matrix(), matrix(3))).data
    types = members(data)[TYPES]
    assert types.count(b'Extension="png"') == 1
    assert b"media" not in types
    assert len(media(data)) == len(pointers(data)) == 2


def test_a_package_that_takes_png_for_something_else_is_told_of_the_picture(tmp_path: Path) -> None:
    other = '<Default Extension="PNG" ContentType="application/x-png"/></Types>'
    host = changed(full_of_everything(), TYPES, lambda xml: xml.replace("</Types>", other))
    data = put(host, tmp_path, plan(matrix())).data
    (name,) = media(data)
    assert f'<Override PartName="/{name}" ContentType="image/png"/>'.encode() in members(data)[TYPES]


@pytest.mark.parametrize(("page", "inches"), [(PAGE, 9072 / 1440), (LANDSCAPE, 14004 / 1440)])
def test_the_picture_is_as_wide_as_the_text(page: str, inches: float, tmp_path: Path) -> None:
    data = put(make(bookmarked_paragraph(), page=page), tmp_path, plan(matrix()), "Plats").data
    (width,) = values(section(data), ".//*[local-name()='extent']/@cx")
    assert int(width) == pytest.approx(inches * 914_400, abs=700)


def test_the_hosts_own_picture_and_its_numbers_are_left_alone(tmp_path: Path) -> None:
    before = own_picture_host()
    data = put(before, tmp_path, plan(matrix(), matrix(3)), "Plats").data
    assert shown(data)[0] == media(data)["word/media/image1.png"] == OWN
    assert pointers(data)["rId9"] == "word/media/image1.png"
    numbers = values(part(data, MAIN), f"//{DOC_PR[3:]}/@id")
    assert len(set(numbers)) == len(numbers) == 3
    assert "900003" not in numbers
    assert members(data)[TYPES].count(b'Extension="png"') == 1
    assert len(media(data)) == 3


def test_the_same_picture_twice_is_one_file(tmp_path: Path) -> None:
    data = put(put(full_of_everything(), tmp_path, plan(matrix())).data, tmp_path, plan(matrix()), name=OTHER).data
    assert len(media(data)) == len(pointers(data)) == 1
    assert len(shown(data)) == 2


def test_a_taken_name_and_relationship_are_left_to_whom_they_belong(tmp_path: Path) -> None:
    (name,) = media(put(full_of_everything(), tmp_path, plan(matrix())).data)
    (relation,) = pointers(put(full_of_everything(), tmp_path, plan(matrix())).data)
    taken = own_picture_host(posixpath.basename(name), relation)
    data = put(taken, tmp_path, plan(matrix()), "Plats").data
    assert shown(data)[0] == media(data)[name] == OWN
    assert len(media(data)) == len(pointers(data)) == 2
    assert shown(data)[1] != OWN


# --- again, and renewed ---------------------------------------------------------------------------------------------


def unchanged(data: bytes) -> bytes:
    return data


@pytest.mark.parametrize("saved", [unchanged, saved_by_word])
def test_the_same_matrix_again_changes_nothing(saved: Callable[[bytes], bytes], tmp_path: Path) -> None:
    host = saved(put(own_picture_host(), tmp_path, plan(matrix(), matrix(3)), "Plats").data)
    again = put(host, tmp_path, plan(matrix(), matrix(3)))
    assert (again.changed, again.data) == (False, host)
    host = own_picture_host()
    one, other = (put(host, tmp_path, plan(matrix()), "Plats").data for _ in range(2))
    assert one == other


@pytest.mark.parametrize("saved", [unchanged, saved_by_word])
@pytest.mark.parametrize("new", [recoloured(matrix()), matrix(3)], ids=["another scale", "other risks"])
def test_a_new_matrix_takes_the_place_of_the_old_one(
    saved: Callable[[bytes], bytes], new: Matrix, tmp_path: Path
) -> None:
    before = put(own_picture_host(), tmp_path, plan(matrix()), "Plats").data
    result = put(saved(before), tmp_path, plan(new))
    assert (result.changed, result.edits) == (True, ())
    assert around(result.data) == around(saved(before))
    assert shown(result.data)[0] == OWN
    assert shown(result.data)[1:] == shown(put(own_picture_host(), tmp_path, plan(new), "Plats").data)[1:]
    assert set(media(result.data)) == set(pointers(result.data).values())
    assert sorted(media(result.data).values()) == sorted(shown(result.data))


def test_there_and_back_again_is_the_same_file(tmp_path: Path) -> None:
    first = put(own_picture_host(), tmp_path, plan(matrix()), "Plats").data
    there = put(first, tmp_path, plan(matrix(3))).data
    assert values(section(there), f"{DOC_PR}/@id") == values(section(first), f"{DOC_PR}/@id")
    assert members(put(there, tmp_path, plan(matrix())).data) == members(first)


def test_a_matrix_that_the_report_has_lost_leaves_nothing_behind(tmp_path: Path) -> None:
    first = put(own_picture_host(), tmp_path, plan(matrix()), "Plats").data
    data = put(first, tmp_path, plan()).data
    assert media(data) == {"word/media/image1.png": OWN}
    assert pointers(data) == {"rId9": "word/media/image1.png"}


def test_an_override_of_a_removed_picture_goes_with_it(tmp_path: Path) -> None:
    other = '<Default Extension="png" ContentType="application/x-png"/></Types>'
    host = changed(full_of_everything(), TYPES, lambda xml: xml.replace("</Types>", other))
    data = put(put(host, tmp_path, plan(matrix())).data, tmp_path, plan()).data
    assert members(data)[TYPES] == members(put(host, tmp_path, plan()).data)[TYPES]
    assert not media(data)


def test_a_picture_that_stands_outside_too_stays(tmp_path: Path) -> None:
    both = put(put(full_of_everything(), tmp_path, plan(matrix())).data, tmp_path, plan(matrix()), name=OTHER).data
    old = shown(both)[0]
    data = put(both, tmp_path, plan(matrix(3)), name=OTHER).data
    assert shown(data)[0] == old != shown(data)[1]
    assert len(media(data)) == len(pointers(data)) == 2


def test_a_file_that_the_header_shows_too_stays(tmp_path: Path) -> None:
    first = put(full_of_everything(), tmp_path, plan(matrix())).data
    (name,) = media(first)
    relations = members(first)[RELATIONS].decode()
    pointer = re.search(r"<Relationship [^>]*/image[^>]*>", relations)
    assert pointer
    head = relations[: relations.index("<Relationship ")]
    host = zipped({**members(first), "word/_rels/header.xml.rels": f"{head}{pointer[0]}</Relationships>"})
    data = put(host, tmp_path, plan(matrix(3))).data
    assert media(data)[name] == media(first)[name]
    assert len(media(data)) == 2
    assert len(pointers(data)) == 1


# --- changed by hand ------------------------------------------------------------------------------------------------


def inserted(tmp_path: Path) -> bytes:
    return put(full_of_everything(), tmp_path, plan(matrix())).data


def test_a_swapped_picture_is_found(tmp_path: Path) -> None:
    host = inserted(tmp_path)
    (name,) = media(host)
    result = put(zipped({**members(host), name: OWN}), tmp_path, plan(matrix(), text="Nytt."))
    assert result.edits == (Edit("Utseendet ändrat för hand", f"[bild] {matrix().description}"),)
    assert shown(result.data) == shown(host)
    assert OWN not in media(result.data).values()


def test_an_alternative_text_of_ones_own_is_found(tmp_path: Path) -> None:
    host = changed(inserted(tmp_path), MAIN, lambda xml: xml.replace(' descr="Fyra', ' descr="Alla fyra'))
    (edit,) = put(host, tmp_path, plan(matrix(), text="Nytt.")).edits
    assert str(edit) == "Ändrat för hand: ”[bild] Fyra risker & ”mer”.” → ”[bild] Alla fyra risker & ”mer”.”"


def test_a_new_picture_is_told_as_a_change(tmp_path: Path) -> None:
    text = f"[bild] {matrix().description}"
    assert put(inserted(tmp_path), tmp_path, plan(recoloured(matrix()))).changes == (Change(text, text),)


def test_a_section_from_before_there_were_pictures_gets_its_picture(tmp_path: Path) -> None:
    host = put(full_of_everything(), tmp_path, plan()).data
    result = put(host, tmp_path, plan(matrix()))
    assert (result.edits, result.changes) == ((), (Change(None, f"[bild] {matrix().description}"),))
    assert len(media(result.data)) == 1
    assert find(section(result.data, NAME), DOC_PR)


def test_the_text_around_keeps_its_order(tmp_path: Path) -> None:
    data = put(make(p("Före.")), tmp_path, plan(matrix())).data
    xml = main(data)
    assert xml.index(b"F\xc3\xb6re.") < xml.index(b"<w:drawing>") < xml.index("Så har riskerna".encode())

"""What a reader without eyes gets: the structure tree of the PDF."""

from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from internkontroll.domain.document import (
    Block,
    CellPart,
    ColorMark,
    Divider,
    Document,
    Heading,
    Label,
    ListBlock,
    Paragraph,
    StatusMark,
)
from internkontroll.domain.status import Status
from tests.export.documents import SENTENCE, document, risk_row, section, table
from tests.export.pdf_reader import Node, Pages, read_content, read_tree, rendered, texts_expected, texts_of


@pytest.fixture(scope="module")
def pdf() -> Iterator[pikepdf.Pdf]:
    with opened(section()) as pdf:
        yield pdf


@pytest.fixture(scope="module")
def tree(pdf: pikepdf.Pdf) -> Node:
    return read_tree(pdf)


def opened(content: Document) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(rendered(content)))


def tree_of(*blocks: Block) -> Node:
    return read_tree(opened(document(*blocks)))


def attribute(node: Node, name: str) -> str:
    return str(node.element.A[name])


# --- every text once, in order --------------------------------------------------------------------------------------


def test_every_text_stands_in_the_tree_once_and_in_order(tree: Node) -> None:
    assert texts_of(tree) == texts_expected(section())


@pytest.mark.parametrize(
    "content",
    [
        document(Heading(1, "Lång tabell"), table(*map(risk_row, range(60)))),
        document(Heading(1, "En lång rad"), table(risk_row(1, SENTENCE * 250))),
        document(Paragraph(SENTENCE * 120), Paragraph("x" * 10_000)),
        document(ListBlock(tuple(f"{SENTENCE} {number}" for number in range(80)), ordered=True)),
    ],
    ids=["table over ten pages", "row over five pages", "10,000 characters", "list over pages"],
)
def test_a_page_break_neither_loses_nor_repeats_a_text(content: Document) -> None:
    pdf = opened(content)
    assert len(pdf.pages) > 2
    assert texts_of(read_tree(pdf)) == texts_expected(content)


texts = st.text(st.sampled_from("abcåäöŋ0 9-\n.,§”()"), min_size=1, max_size=200).filter(lambda text: text.strip())
lists = st.builds(ListBlock, st.lists(texts, min_size=1, max_size=4).map(tuple), st.booleans())
parts: st.SearchStrategy[CellPart] = st.one_of(
    st.builds(Paragraph, texts),
    st.builds(Label, texts),
    st.builds(StatusMark, st.sampled_from(Status)),
    st.builds(ColorMark, texts, st.just("FFE599")),
    lists,
    st.just(Divider()),
)
cells = st.lists(parts, max_size=5).map(tuple)
tables = st.lists(st.tuples(cells, cells), max_size=12).map(lambda rows: table(*rows))
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, st.just(1), texts), st.builds(Paragraph, texts), lists, tables
)


@settings(max_examples=60)
@given(st.lists(blocks, max_size=8))
def test_any_document_is_whole_in_the_tree(content: list[Block]) -> None:
    assert texts_of(tree_of(*content)) == texts_expected(document(*content))


def test_the_tree_has_the_elements_that_readers_know(tree: Node) -> None:
    assert {node.tag for node in tree.walk()} == {
        *("Document", "H1", "H2", "H3", "P", "Span", "Link", "L", "LI", "Lbl", "LBody"),
        *("Table", "THead", "TBody", "TR", "TH", "TD"),
    }


def test_everything_on_a_page_is_tagged_or_an_artifact(pdf: pikepdf.Pdf) -> None:
    assert [read_content(page).loose for page in pdf.pages] == [[]] * len(pdf.pages)


def test_every_piece_of_content_finds_its_element(pdf: pikepdf.Pdf, tree: Node) -> None:
    """The way back, by which a viewer reads aloud what was clicked."""
    way_back = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    for page in pdf.pages:
        owners = list(way_back[int(page.obj.StructParents)])
        assert len(owners) == len(read_content(page).tagged)
        for number, owner in enumerate(owners):
            kids = owner.K if isinstance(owner.K, pikepdf.Array) else [owner.K]
            own = [kid for kid in kids if not isinstance(kid, pikepdf.Dictionary) and kid == number]
            far = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and kid.get("/MCID") == number]
            assert (owner.Pg.objgen == page.objgen and own) or any(kid.Pg.objgen == page.objgen for kid in far)


def test_every_element_knows_its_parent(tree: Node) -> None:
    for node in tree.walk():
        assert all(child.element.P.objgen == node.element.objgen for child in node.children)


# --- tables ---------------------------------------------------------------------------------------------------------


def test_a_table_has_its_header_cells_with_scope(tree: Node) -> None:
    head = tree.all("Table")[0].children[0]
    assert head.tag == "THead"
    assert [(cell.tag, cell.text, attribute(cell, "/Scope")) for cell in head.children[0].children] == [
        ("TH", "Risk", "/Column"),
        ("TH", "Åtgärd", "/Column"),
    ]


def test_the_first_cell_is_a_row_header_where_the_model_says_so(tree: Node) -> None:
    plain, named = tree.all("Table")
    rows = named.children[1].children
    assert [[cell.tag for cell in row.children] for row in rows] == [["TH", "TD", "TD"]] * 3
    assert {attribute(row.children[0], "/Scope") for row in rows} == {"/Row"}
    assert {cell.tag for row in plain.children[1].children for cell in row.children} == {"TD"}


def test_a_table_has_never_more_header_than_data_cells() -> None:
    row = ((Paragraph("Avtal"),), (Paragraph("Typ"),), (Paragraph("Ansvar"),))
    for rows in (1, 2, 3):
        tree = tree_of(table(*[row] * rows, titles=("A", "B", "C"), row_headers=True))
        assert len(tree.all("TH")) <= len(tree.all("TD"))


def test_a_table_says_what_it_holds(tree: Node) -> None:
    element = tree.all("Table")[0].element
    assert str(element.T) == "Risker"
    assert str(element.A.Summary) == "En rad per risk."


def test_a_row_is_one_row_however_many_pages_it_takes() -> None:
    tree = tree_of(table(risk_row(1, SENTENCE * 250)))
    comment = max(tree.all("P"), key=lambda node: len(node.text))
    assert len(tree.all("TBody")[0].children) == 1
    assert len(comment.pages) > 5


def test_the_repeated_header_is_read_once() -> None:
    data = rendered(document(table(*map(risk_row, range(60)))))
    pages = Pages(data).texts()
    tree = read_tree(pikepdf.open(BytesIO(data)))
    assert len(pages) > 10
    assert all(page.startswith("Risk Åtgärd ") for page in pages)
    assert [node.text for node in tree.all("TH")] == ["Risk", "Åtgärd"]


def test_empty_cells_keep_their_place() -> None:
    tree = tree_of(table(((), (Paragraph("b"),)), ((), ())))
    assert [[cell.text for cell in row.children] for row in tree.all("TBody")[0].children] == [["", "b"], ["", ""]]


def test_a_table_without_rows_shows_its_header() -> None:
    assert texts_of(tree_of(table())) == [("TH", "Risk"), ("TH", "Åtgärd")]


# --- lists and links ------------------------------------------------------------------------------------------------


def test_a_list_has_items_with_label_and_body(tree: Node) -> None:
    bulleted, numbered = tree.all("L")[:2]
    assert attribute(bulleted, "/ListNumbering") == "/Disc"
    assert attribute(numbered, "/ListNumbering") == "/Decimal"
    assert [[part.tag for part in item.children] for item in numbered.children] == [["Lbl", "LBody"]] * 11
    assert [item.children[0].text for item in numbered.children][-1] == "11."


def test_addresses_are_links_that_say_where_they_lead(pdf: pikepdf.Pdf, tree: Node) -> None:
    links = tree.all("Link")
    kids = [kid for link in links for kid in link.element.K]
    annotations = [kid.Obj for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid]
    assert [link.text for link in links] == ["https://www.exempel.se/plan/2026", "kontroll@exempel.se"]
    assert [str(each.A.URI) for each in annotations] == [
        "https://www.exempel.se/plan/2026",
        "mailto:kontroll@exempel.se",
    ]
    assert [str(each.Contents) for each in annotations] == [str(each.A.URI) for each in annotations]
    way_back = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    assert [way_back[int(each.StructParent)].S for each in annotations] == ["/Link", "/Link"]


@pytest.mark.parametrize(
    ("text", "link", "target"),
    [
        ("Se (www.exempel.se).", "www.exempel.se", "https://www.exempel.se"),
        ("HTTP://exempel.se/å b", "HTTP://exempel.se/å", "HTTP://exempel.se/%C3%A5"),
        ("https://exempel.se/(a)\\b", "https://exempel.se/(a)\\b", "https://exempel.se/%28a%29%5Cb"),
    ],
)
def test_an_address_ends_where_the_sentence_goes_on(text: str, link: str, target: str) -> None:
    pdf = opened(document(table(((Paragraph(text),), ()))))
    (found,) = read_tree(pdf).all("Link")
    assert found.text == link
    assert [str(each.A.URI) for each in pdf.pages[0].Annots] == [target]


def test_a_link_over_several_lines_can_be_followed_on_each() -> None:
    address = "https://www.exempel.se/" + "/".join(["dokument"] * 20)
    pdf = opened(document(Paragraph(f"Se {address} för mer.")))
    (link,) = read_tree(pdf).all("Link")
    assert link.text == address
    assert [str(each.A.URI) for each in pdf.pages[0].Annots] == [address] * 3

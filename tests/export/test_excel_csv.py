"""A list as CSV, as a Swedish Excel opens it."""

import csv
import io
from datetime import date

import pytest

from internkontroll.export.excel import render_csv
from internkontroll.export.excel.sheet import Mark, Row, word_mark
from tests.export.xlsx_reader import a_sheet


def rendered(*rows: Row) -> bytes:
    stream = io.BytesIO()
    render_csv(a_sheet(*rows), stream)
    assert not stream.closed
    return stream.getvalue()


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_excel_sees_utf_8_and_columns() -> None:
    assert rendered(("Åtgärd", 3)) == "\ufeffKolumn 1;Kolumn 2\r\nÅtgärd;3\r\n".encode()


def test_values_are_plain() -> None:
    row: Row = (word_mark("Klart"), date(2026, 4, 30), None, -2, "")
    assert read(rendered(row))[1] == ["Klart", "2026-04-30", "", "-2", ""]


@pytest.mark.parametrize("text", ["en; två", 'säg "nej"', "rad\nrad", "  blank  ", "å ŋ 😀"])
def test_any_text_comes_back_as_it_was(text: str) -> None:
    assert read(rendered((text, "sist")))[1] == [text, "sist"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "\n=1", '=HYPERLINK("x";1)'])
def test_a_text_that_begins_as_a_formula_gets_an_apostrophe(text: str) -> None:
    assert read(rendered((text, f"x{text}")))[1] == [f"'{text}", f"x{text}"]


def test_a_status_is_never_a_formula() -> None:
    assert read(rendered((Mark("=1", "FFFFFF"),)))[1] == ["'=1"]

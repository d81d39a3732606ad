"""A table on the clipboard, as Excel and Word take it."""

import html
from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

Rows = Sequence[Sequence[str]]


def copy_table(headers: Sequence[str], rows: Rows) -> None:
    """Put the table there, both as tabbed text and as a table with a header row."""
    data = QMimeData()
    data.setText(tabbed(headers, rows))
    data.setHtml(html_table(headers, rows))
    QGuiApplication.clipboard().setMimeData(data)


def copy_picture(widget: QWidget, as_text: str) -> None:
    """Put the widget's picture and its words there: Word takes the one, Excel and mail the other."""
    data = QMimeData()
    data.setImageData(widget.grab().toImage())
    data.setText(as_text)
    QGuiApplication.clipboard().setMimeData(data)


def tabbed(headers: Sequence[str], rows: Rows) -> str:
    """A line per row, a tab between cells; a cell with several lines stands in quotation marks, as Excel writes it."""
    return "".join("\t".join(map(_quoted, row)) + "\r\n" for row in (headers, *rows))


def html_table(headers: Sequence[str], rows: Rows) -> str:
    """A table whose cells stay texts in Excel: neither "2.10" nor "3-4" nor "=A1" becomes something else."""
    head = "".join(f"<th scope='col' align='left'>{_escaped(cell)}</th>" for cell in headers)
    body = "".join(
        "<tr>" + "".join(f"<td style='mso-number-format:\"\\@\"'>{_escaped(cell)}</td>" for cell in row) + "</tr>"
        for row in rows
    )
    table = f"<table border='1' cellspacing='0'><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f"<html><head><meta charset='utf-8'></head><body>{table}</body></html>"


def _quoted(cell: str) -> str:
    if not any(character in cell for character in '\t\r\n"'):
        return cell
    return '"' + cell.replace('"', '""') + '"'


def _escaped(cell: str) -> str:
    # Without mso-data-placement Excel makes a row of each line.
    return html.escape(cell).replace("\n", "<br style='mso-data-placement:same-cell'>")

"""Report model → PDF that is accessible (PDF/UA-1) and archivable (PDF/A-2a).

The way of a document: `render` walks its blocks; `typesetter` makes them lines and declares the
structure tree; `flow` and `table` place the lines on pages; `canvas` draws them, each piece tagged
or marked as artifact; `pdffile` writes the objects to the stream as they become ready.
"""

from internkontroll.export.pdf.render import render_pdf

__all__ = ["render_pdf"]

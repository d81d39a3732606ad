"""Report model → Word (.docx), as text spliced into a template; standard library only."""

from internkontroll.export.word.render import render_docx

__all__ = ["render_docx"]

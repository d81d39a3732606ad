"""The section inside somebody else's Word document: put in, found again, updated in place."""

from internkontroll.export.word.infoga.edits import Change, Edit
from internkontroll.export.word.infoga.host import refuse_open_document
from internkontroll.export.word.infoga.insert import Insertion, insert_section
from internkontroll.export.word.infoga.section import SectionName, section_name

__all__ = ["Change", "Edit", "Insertion", "SectionName", "insert_section", "refuse_open_document", "section_name"]

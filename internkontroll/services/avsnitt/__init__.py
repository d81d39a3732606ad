"""The section of a tillfälle as it is worked with: its parts and texts, how it will be printed, where it goes."""

from internkontroll.services.avsnitt.anmarkningar import Genomgang, count_remarks, remarks_by_part, review_section
from internkontroll.services.avsnitt.anmarkt import find_record, silence_remark, unsilence_remark
from internkontroll.services.avsnitt.delar import Avsnitt, Del, Deltext, outline
from internkontroll.services.avsnitt.falt import find_fields, list_fields
from internkontroll.services.avsnitt.forhandsvisning import Forhandsvisning, load_preview, preview
from internkontroll.services.avsnitt.infoga import Infogning, namnd_name, preview_insertion
from internkontroll.services.avsnitt.mallar import fill_from_templates, start_texts
from internkontroll.services.avsnitt.skriv import set_disposition, set_heading, set_klar, set_layout, set_text

__all__ = [
    "Avsnitt",
    "Del",
    "Deltext",
    "Forhandsvisning",
    "Genomgang",
    "Infogning",
    "count_remarks",
    "fill_from_templates",
    "find_fields",
    "find_record",
    "list_fields",
    "load_preview",
    "namnd_name",
    "outline",
    "preview",
    "preview_insertion",
    "remarks_by_part",
    "review_section",
    "set_disposition",
    "set_heading",
    "set_klar",
    "set_layout",
    "set_text",
    "silence_remark",
    "start_texts",
    "unsilence_remark",
]

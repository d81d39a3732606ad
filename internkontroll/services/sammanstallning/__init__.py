"""Use cases: what the year's egenkontroll showed, for the kvalitetsberättelse, as Word, PDF and Excel."""

from internkontroll.services.sammanstallning.exportera import Urval, export_compilation, load_compilation
from internkontroll.services.sammanstallning.las import load_fakta

__all__ = ["Urval", "export_compilation", "load_compilation", "load_fakta"]

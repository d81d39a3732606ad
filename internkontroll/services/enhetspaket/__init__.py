"""Use cases of packages for units: a file with what is theirs, and what they have written in it, read back."""

from internkontroll.services.enhetspaket.importera import Inlast, import_packages
from internkontroll.services.enhetspaket.skapa import Skapat, make_packages

__all__ = ["Inlast", "Skapat", "import_packages", "make_packages"]

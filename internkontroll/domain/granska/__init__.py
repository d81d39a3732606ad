"""The remarks of a careful colleague on a plan or a report, as pure rules."""

from internkontroll.domain.granska.remark import Allvar, Anmarkning, Regel
from internkontroll.domain.granska.rules import REGLER, review
from internkontroll.domain.granska.sak import Sak

__all__ = ["REGLER", "Allvar", "Anmarkning", "Regel", "Sak", "review"]

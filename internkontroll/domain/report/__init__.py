"""`Underlag` → report model: which parts a report has, in which order, with which words."""

from internkontroll.domain.report.build import build_report

__all__ = ["build_report"]

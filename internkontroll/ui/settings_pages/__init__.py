"""The sections of the settings of a nämnd, one module each; a module is loaded when its section is first shown."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its module and class, and what people read in the list."""

    module: str
    page: str
    title: str


SECTIONS = (
    Section("organisation", "OrganisationPage", "Organisation"),
    Section("records", "ProcessPage", "Processer"),
    Section("records", "MalPage", "Mål"),
    Section("riskskala", "RiskskalaPage", "Riskskala"),
    Section("allvar", "AllvarPage", "Allvarsgrader"),
    Section("texter", "TexterPage", "Texter"),
    Section("lagrum", "LagrumPage", "Lagrum"),
    Section("utseende", "UtseendePage", "Dokumentens utseende"),
)

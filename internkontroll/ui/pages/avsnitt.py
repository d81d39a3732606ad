"""Avsnitt: the section of the tillfälle, from its parts and texts to the printed page."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from internkontroll.domain.granska import Anmarkning
from internkontroll.domain.sparat import Sparat
from internkontroll.domain.words import Avsnittsdel, Textdel
from internkontroll.errors import KnownError
from internkontroll.ui import theme
from internkontroll.ui.actions import Actions
from internkontroll.ui.pages import section_work as work
from internkontroll.ui.pages.page import Page
from internkontroll.ui.session import Session
from internkontroll.ui.settings import Settings
from internkontroll.ui.target import Target
from internkontroll.ui.widgets.card import Card, heading
from internkontroll.ui.widgets.command_row import CommandRow
from internkontroll.ui.widgets.outline_list import OutlineList
from internkontroll.ui.widgets.page_preview import PagePreview
from internkontroll.ui.widgets.part_card import PartCard
from internkontroll.ui.widgets.remark_list import RemarkList
from internkontroll.ui.widgets.section_columns import Column, SectionColumns
from internkontroll.ui.widgets.section_head import SectionHead
from internkontroll.ui.widgets.silenced_list import SilencedList
from internkontroll.ui.widgets.tab_order import tab_through

if TYPE_CHECKING:
    from internkontroll.services.avsnitt import Forhandsvisning, Genomgang

_PAGES = {
    "atgard": "atgarder",
    "kontroll": "kontroller",
    "egenkontroll": "egenkontroller",
    "utfall": "egenkontroller",
    "enhet": "egenkontroller",
    "granskning": "granskningar",
    "rekommendation": "granskningar",
    "avtal": "insyn",
}
"""Table → the page that has its records; what isn't named is about the risks or the plan."""

_HEADINGS = {
    Avsnittsdel.INLEDNING: ("",),
    Avsnittsdel.SAMMANFATTNING: ("Sammanfattning",),
    Avsnittsdel.STRUKTUR: ("Struktur",),
    Avsnittsdel.FORANDRINGAR: ("Förändringar sedan",),
    Avsnittsdel.RISKER: ("Åtgärder för att minska", "Riskreducerande"),
    Avsnittsdel.GRANSKNINGAR: ("Åtgärder utifrån",),
    Avsnittsdel.KONTROLLER: ("Systematiska kontroller",),
    Avsnittsdel.EGENKONTROLLER: ("Egenkontroller",),
    Avsnittsdel.SAMMANSTALLNING: ("Sammanställning av egenkontrollen",),
    Avsnittsdel.INSYN: ("Plan för uppföljning och insyn",),
}
"""How the headings of the parts begin in print; the first heading of all is the section's own."""


class AvsnittPage(Page):
    """Outline to the left, texts and remarks in the middle, the printed pages to the right."""

    name, title, icon_name = "avsnitt", "Avsnitt", "avsnitt"

    def __init__(self, session: Session, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(session, settings, parent)
        self._section: work.Section | None = None
        self._remarks: work.Remarks = {}
        self._review: QPushButton | None = None
        self.commands = CommandRow()
        self.outline = OutlineList()
        self.head = SectionHead()
        self.part = PartCard()
        self.remarks = RemarkList()
        self.silenced = SilencedList()
        self.preview = PagePreview()
        self._remarks_card = Card("Anmärkningar")
        self.show_pages = QAction("Visa &sidorna", self)
        self.fill = QAction("Hämta mallar till &tomma texter", self)
        self._lay_out()
        self._connect()
        self._restore()

    def set_actions(self, actions: Actions) -> None:
        """Put the window's commands for the section above it."""
        order = (actions.review, actions.insert, actions.word, actions.pdf, actions.excel, actions.package)
        buttons = self.commands.add(order)
        self._review = buttons[0]
        self._show_remark_count()
        self._order_tabs()

    # --- reading --------------------------------------------------------------------------------------------------

    def refresh(self, tabeller: frozenset[str] | None = None) -> None:
        """The whole section hangs together: any write can change its fields, remarks and pages."""
        sammanhang = self.session.sammanhang
        if sammanhang is None:
            return
        if self._section and self._section.sammanhang != sammanhang:
            self.part.commit()  # into the section where it was written
            self.part.clear_texts()
        load = self.session.load
        load(lambda connection: work.load_section(connection, sammanhang), self._show, key="avsnitt")
        load(lambda connection: work.load_pages(connection, sammanhang), self._show_pages, key="avsnitt.sidor")
        load(lambda connection: work.load_remarks(connection, sammanhang), self._show_remarks, key="avsnitt.granska")

    def _show(self, section: work.Section) -> None:
        self._section = section
        avsnitt = section.avsnitt
        self.part.show_texts(avsnitt.delar, section.fields, section.templates)
        self.head.show_section(avsnitt, section.sammanhang)
        self._show_parts()

    def _show_remarks(self, found: "Genomgang") -> None:
        self._remarks = found.per_del
        self.silenced.show_silenced(found.tystade)
        self._show_parts()
        self._show_remark_count()

    def _show_pages(self, pages: "Forhandsvisning") -> None:
        self.preview.show_section(pages.render, self.part.draft)

    def _show_parts(self) -> None:
        if self._section is None:
            return
        delar = [
            replace(one, anmarkningar=tuple(self._remarks.get(one.part, ()))) for one in self._section.avsnitt.delar
        ]
        self.outline.show_parts(delar)
        self._show_part(self.outline.current or delar[0].part)

    def _show_part(self, part: Avsnittsdel) -> None:
        if self._section is None:
            return
        self.part.show_part(next(one for one in self._section.avsnitt.delar if one.part == part))
        # In the order of the section, and within each part the most serious first; last what is about the plan.
        parts = [*(one.part for one in self._section.avsnitt.delar), None]
        found = [remark for one in parts for remark in self._remarks.get(one, ())]
        self.remarks.show_remarks(found, self._remarks.get(part, ()))

    def _show_remark_count(self) -> None:
        count = sum(map(len, self._remarks.values()))
        self._remarks_card.set_title(f"Anmärkningar ({count})")
        if self._review:
            self._review.setText(f"Granska ({count})")
            self._review.setAccessibleName(f"Granska, {count} anmärkningar")

    # --- writing --------------------------------------------------------------------------------------------------

    def _write(self, operation: Callable[..., work.Operation], *values: object, **named: object) -> None:
        """Save a choice; where it isn't taken the page shows again what stands."""
        if self._section:
            self.session.write(operation(self._section.sammanhang, *values, **named), failed=self._not_taken)

    def _not_taken(self, error: Exception) -> None:
        self._show_parts()
        self.remarks.show_again()
        self.session.failed.emit(error)

    def _tick(self, part: Avsnittsdel, is_klar: bool) -> None:
        self._write(work.klar, part, is_klar=is_klar)

    def _save_text(self, part: Textdel, said: str, version: int) -> None:
        text = self.part.texts[part]

        def refused(error: Exception) -> None:
            text.refused(str(error) if isinstance(error, KnownError) else "")
            if not isinstance(error, KnownError):
                self.session.failed.emit(error)

        def saved(result: Sparat) -> None:
            text.saved(changed=result.handelse_id is not None)

        if self._section:
            self.session.write(work.text(self._section.sammanhang, part, said, version), saved, refused)

    def _save_heading(self, rubrik: str | None, underrubrik: str | None, period: date | None) -> None:
        def refused(error: Exception) -> None:
            if isinstance(error, KnownError):
                self.head.refused(error)
            else:
                self.session.failed.emit(error)

        if self._section:
            sammanhang = self._section.sammanhang
            self.session.write(work.heading(sammanhang, rubrik, underrubrik, period), failed=refused)

    def commit(self) -> None:
        """Save what is being typed."""
        self.part.commit()
        for row in self.head.rows.values():
            row.commit()

    # --- going there ----------------------------------------------------------------------------------------------

    def show_target(self, target: object) -> None:
        """What leads here from elsewhere are the remarks."""
        self.remarks.focus_first()
        self._middle.ensureWidgetVisible(self._remarks_card)

    def focus_first(self) -> None:
        """The outline."""
        self.outline.setFocus()

    def _open(self, remark: Anmarkning) -> None:
        """Go to the remark's record; a text of the section is here."""
        part = next((part for part, found in self._remarks.items() if remark in found), None)
        if part and remark.tabell == "avsnittstext":
            self.outline.select_part(part)
            self.part.focus_text()
            return
        self.session.load(partial(work.find_record, remark=remark), partial(self._go, remark))

    def _go(self, remark: Anmarkning, post: int | None) -> None:
        page = _PAGES.get(remark.tabell, "risker")
        self.go_to.emit(Target(page, remark.tabell if post else None, post))

    # --- what is remembered ---------------------------------------------------------------------------------------

    def save_state(self) -> None:
        """The widths, and whether the pages are seen."""
        self.settings.set("avsnitt/delare", self._columns.saveState())
        self.settings.set("avsnitt/sidor", self._columns.wants_pages)

    def _restore(self) -> None:
        self._columns.restoreState(self.settings.state("avsnitt/delare"))
        self.show_pages.setChecked(self.settings.value("avsnitt/sidor", True))

    # --- putting together -----------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.outline.chosen.connect(self._show_part)
        self.outline.chosen.connect(lambda part: self.preview.go_to_heading(_HEADINGS[part]))
        self.outline.ticked.connect(self._tick)
        self.part.ticked.connect(self._tick)
        self.part.included.connect(lambda part, med: self.outline.set_included(part, med=med))
        self.outline.arranged.connect(partial(self._write, work.disposition))
        self.head.layout_chosen.connect(partial(self._write, work.layout))
        self.head.heading_chosen.connect(self._save_heading)
        for text in self.part.texts.values():
            text.typed.connect(lambda: self.preview.set_draft(self.part.draft))
            text.edited.connect(self._save_text)
        self.part.page_wanted.connect(lambda name: self.go_to.emit(Target(name)))
        self.remarks.shown.connect(self._open)
        self.remarks.silenced.connect(partial(self._write, work.silence))
        self.silenced.wanted_back.connect(partial(self._write, work.unsilence))
        self.preview.failed.connect(self.session.failed)
        self.fill.triggered.connect(lambda: self._write(work.templates))

    def _lay_out(self) -> None:
        self.show_pages.setCheckable(True)
        self.show_pages.setChecked(True)
        self.addActions([self.outline.up, self.outline.down, self.outline.included, self.fill, self.show_pages])
        self._remarks_card.body.addWidget(self.remarks)
        self._remarks_card.body.addWidget(self.silenced)
        outline = Column(heading("Avsnitt"), self.outline, self.head)
        self._middle = Column(self.part, self._remarks_card)
        self._columns = SectionColumns((outline, self._middle, self.preview), self.show_pages)
        self._fold = fold = QPushButton("Sidorna")
        fold.setCheckable(True)
        fold.setChecked(True)
        fold.setToolTip("Visa eller dölj hur avsnittet skrivs ut")
        theme.make_hittable(fold)
        fold.clicked.connect(self.show_pages.setChecked)
        self.show_pages.toggled.connect(fold.setChecked)
        top = QHBoxLayout()
        top.addWidget(self.commands, 1)
        top.addWidget(fold, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self._columns, 1)
        self._order_tabs()

    def _order_tabs(self) -> None:
        tab_through(
            (self.commands, self._fold, self.outline, self.head, self.part, self.remarks, self.silenced, self.preview)
        )

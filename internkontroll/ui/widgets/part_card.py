"""The part of the section that is looked at: its texts, or what the register writes there and where that is edited."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QWidget

from internkontroll.domain.report.disposition import TEXTS, TITLES
from internkontroll.domain.report.fields import Field
from internkontroll.domain.words import Avsnittsdel, Textdel
from internkontroll.ui import theme
from internkontroll.ui.widgets.card import Card
from internkontroll.ui.widgets.flow_layout import FlowLayout
from internkontroll.ui.widgets.layouts import clear
from internkontroll.ui.widgets.naming import named
from internkontroll.ui.widgets.section_text import SectionText
from internkontroll.ui.widgets.tab_order import tab_through

if TYPE_CHECKING:
    from internkontroll.services.avsnitt import Del

_WRITTEN = {
    Avsnittsdel.FORANDRINGAR: ("Vad som har ändrats sedan förra tillfället. Programmet jämför och skriver det.", ()),
    Avsnittsdel.RISKER: (
        "Riskerna med åtgärder, status och kommentarer. Här skrivs inget: det som står på sidorna "
        "Risker och Åtgärder kommer med.",
        (("risker", "Risker"), ("atgarder", "Åtgärder")),
    ),
    Avsnittsdel.GRANSKNINGAR: ("Revisioner och tillsyn, med åtgärder och svar.", (("granskningar", "Granskningar"),)),
    Avsnittsdel.KONTROLLER: ("De systematiska kontrollerna och hur det har gått.", (("kontroller", "Kontroller"),)),
    Avsnittsdel.EGENKONTROLLER: (
        "Egenkontrollerna per enhet: utförda, avvikelser och det som saknas.",
        (("egenkontroller", "Egenkontroller"),),
    ),
    Avsnittsdel.SAMMANSTALLNING: (
        "Årets egenkontroll till kvalitetsberättelsen: per metod, område och enhet, mönster, åtgärder och effekt.",
        (("egenkontroller", "Egenkontroller"),),
    ),
    Avsnittsdel.INSYN: ("Efter texterna kommer avtalen med privata utförare.", (("insyn", "Uppföljning och insyn"),)),
}
"""What the register writes by itself, and the pages (name, title) where that is edited."""


class PartCard(Card):
    """One part at a time. The texts of the others stay as they were left."""

    included = Signal(object, bool)
    """Avsnittsdel, and whether it is printed."""
    ticked = Signal(object, bool)
    """Avsnittsdel, and whether it is klar."""
    page_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._part = Avsnittsdel.INLEDNING
        self.med, self.klar = QCheckBox("Med i avsnittet"), QCheckBox("Klar")
        for box, wanted in ((self.med, self.included), (self.klar, self.ticked)):
            theme.make_hittable(box)
            box.toggled.connect(lambda on, wanted=wanted: wanted.emit(self._part, on))
        self.texts = {text: SectionText(text, _name(part, text)) for part in TEXTS for text in TEXTS[part]}
        self._written = QLabel()
        self._written.setWordWrap(True)
        self._links = QWidget()
        self._links_layout = FlowLayout(self._links)
        self._lay_out()

    def show_part(self, one: "Del") -> None:
        """Look at the part."""
        self._part = one.part
        self.set_title(one.titel)
        for box, on in ((self.med, one.med), (self.klar, one.klar)):
            with QSignalBlocker(box):
                box.setChecked(on)
        own = TEXTS.get(one.part, ())
        for part, text in self.texts.items():
            text.setVisible(part in own)
        written, pages = _WRITTEN.get(one.part, ("", ()))
        self._written.setText(f"{written} Nu finns inget att skriva ut." if written and one.tom else written)
        self._written.setVisible(bool(written))
        self._show_links(pages)

    def show_texts(self, delar: Sequence["Del"], fields: Sequence[Field], templates: Mapping[Textdel, str]) -> None:
        """What the register has of all the parts' texts."""
        for one in delar:
            for text in one.texter:
                self.texts[text.textdel].show_text(text, fields, templates.get(text.textdel, ""))

    @property
    def draft(self) -> dict[Textdel, str]:
        """The texts that aren't saved yet."""
        return {part: text.text for part, text in self.texts.items() if text.is_dirty}

    def commit(self) -> None:
        """Save what is being typed."""
        for text in self.texts.values():
            text.commit()

    def clear_texts(self) -> None:
        """Another section comes."""
        for text in self.texts.values():
            text.clear()

    def focus_text(self) -> None:
        """Put the focus where one writes, or on the way to the page where one does."""
        own = TEXTS.get(self._part, ())
        (self.texts[own[0]].editor if own else self.klar).setFocus()

    def _show_links(self, pages: Sequence[tuple[str, str]]) -> None:
        clear(self._links_layout)
        for name, title in pages:
            button = named(QPushButton(f"Till {title}"), f"Till sidan {title}")
            theme.make_hittable(button)
            button.clicked.connect(lambda _checked, name=name: self.page_wanted.emit(name))
            self._links_layout.addWidget(button)
        self._links.setVisible(bool(pages))
        tab_through((self.med, self.klar, *self.texts.values(), self._links))

    def _lay_out(self) -> None:
        ticks = QHBoxLayout()
        ticks.addWidget(self.med)
        ticks.addWidget(self.klar)
        ticks.addStretch(1)
        self.body.addLayout(ticks)
        for text in self.texts.values():
            self.body.addWidget(text)
        self.body.addWidget(self._written)
        self.body.addWidget(self._links)


def _name(part: Avsnittsdel, text: Textdel) -> str:
    """What screen readers call the text."""
    return f"{TITLES[part]}: uppföljning" if text == Textdel.INSYN_UPPFOLJNING else TITLES[part]

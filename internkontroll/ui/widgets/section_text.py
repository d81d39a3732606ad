"""A free text of the section: label, fields to put in, template, editor, and what is wrong with it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QVBoxLayout, QWidget

from internkontroll.domain.report.fields import Field
from internkontroll.domain.words import Textdel
from internkontroll.ui import theme
from internkontroll.ui.widgets.field_text import FieldText
from internkontroll.ui.widgets.naming import named
from internkontroll.ui.widgets.tinted import Tinted

if TYPE_CHECKING:
    from internkontroll.services.avsnitt import Deltext

_HELP = "Fält inom klammer, som {antal risker}, fyller programmet i när avsnittet skrivs ut."
_NO_TEMPLATE = "Nämnden har ingen mall för den här texten. Skriv en under Arkiv, Inställningar för nämnden."


class SectionText(QWidget):
    """Keeps what is typed until it is left; then `edited` says text and the version that it was read in.

    While a write is under way another one waits, since the version that comes of it isn't known.
    """

    typed = Signal()
    edited = Signal(object, str, int)
    """Textdel, text, version."""

    def __init__(self, part: Textdel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.part = part
        self.editor = named(FieldText(), name)
        self._label = QLabel()
        self._values, self._fault = Tinted("muted"), Tinted("danger")
        self._refusal = ""
        self._template = ""
        self._known, self._version = "", 0
        self._is_saving = self._is_waiting = False
        self.fields_menu = QMenu(self)
        self.fields_menu.setToolTipsVisible(True)
        self.insert_field = _tool("Infoga fält", "Tal och namn som fylls i när avsnittet skrivs ut")
        self.insert_field.setMenu(self.fields_menu)
        self.insert_field.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.fetch = _tool("Hämta mall", "")
        self.fetch.clicked.connect(self._fetch)
        self._last = self._sent = ""
        self._lay_out(name)
        self.editor.textChanged.connect(self._type)
        self.editor.left.connect(self.commit)

    # --- the text -------------------------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """What stands there."""
        return self.editor.toPlainText()

    @property
    def is_dirty(self) -> bool:
        """Whether something else stands there than the register has."""
        return self.text != self._known

    def show_text(self, text: "Deltext", fields: Sequence[Field], template: str) -> None:
        """What the register has. What somebody is typing stays, and a conflict is told when it is saved."""
        self._is_saving = False
        kept = self.is_dirty and self.text != text.text
        if not kept or text.text == self._known:
            self._known, self._version = text.text, text.version
        if not kept and self.text != text.text:
            self.editor.setPlainText(text.text)
        self._label.setText(text.titel)
        self._label.setVisible(bool(text.titel))
        self._show_template(template)
        self._show_fields(fields)
        self._show_faults()
        if self._is_waiting:
            self.commit()

    def clear(self) -> None:
        """Another section comes: nothing of this one may be saved there."""
        self._known, self._version, self._refusal = "", 0, ""
        self._is_saving = self._is_waiting = False
        self.editor.setPlainText("")

    def commit(self) -> None:
        """Save what stands here, if it is another text."""
        self._is_waiting = self._is_saving and self.is_dirty
        if self.is_dirty and not self._is_saving:
            self._is_saving = True
            text = self._sent = self.text
            self.edited.emit(self.part, text, self._version)

    def saved(self, *, changed: bool) -> None:
        """The register has it; if that changed anything, the next `show_text` says which version it made."""
        self._known, self._refusal = self._sent, ""
        self._is_saving = changed
        self._show_faults()

    def refused(self, reason: str) -> None:
        """The register didn't take it: say why, and keep what was written."""
        self._is_saving = self._is_waiting = False
        self._refusal = reason
        self._show_faults()

    # --- within ---------------------------------------------------------------------------------------------------

    def _type(self) -> None:
        # A new highlighting of the same text is a change to Qt too.
        if self.text != self._last:
            self._last = self.text
            self._show_faults()
            self.typed.emit()

    def _show_faults(self) -> None:
        wrong = " ".join(filter(None, (self._refusal, self.editor.faults())))
        said = self.editor.shown_values()
        for label, text in ((self._fault, wrong), (self._values, said)):
            label.setText(text)
            label.setVisible(bool(text))
        self.editor.setAccessibleDescription(" ".join(filter(None, (wrong, said, _HELP))))

    def _show_template(self, template: str) -> None:
        self._template = template
        self.fetch.setEnabled(bool(template))
        self.fetch.setToolTip(f"Lägg in nämndens mall vid markören:\n{template}" if template else _NO_TEMPLATE)

    def _show_fields(self, fields: Sequence[Field]) -> None:
        self.editor.set_values({field.name: field.value for field in fields})
        self.fields_menu.clear()
        for field in fields:
            action = QAction(f"{field.name}: {field.value}", self.fields_menu)
            action.setToolTip(field.description)
            action.triggered.connect(lambda _checked, name=field.name: self._insert(f"{{{name}}}"))
            self.fields_menu.addAction(action)

    def _fetch(self) -> None:
        self._insert(self._template)

    def _insert(self, text: str) -> None:
        self.editor.insertPlainText(text)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, name: str) -> None:
        self._label.setBuddy(self.editor)
        tools = QHBoxLayout()
        tools.addStretch(1)
        for tool in (self.insert_field, self.fetch):
            tool.setAccessibleName(f"{tool.text()}: {name}")
            tools.addWidget(tool)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(self, 0.5))
        self._label.setWordWrap(True)
        layout.addWidget(self._label)
        layout.addLayout(tools)
        layout.addWidget(self.editor)
        for label in (self._fault, self._values):
            label.setWordWrap(True)
            layout.addWidget(label)


def _tool(text: str, tip: str) -> QToolButton:
    tool = QToolButton()
    tool.setText(text)
    tool.setToolTip(tip)
    theme.make_hittable(tool)
    tool.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the text where the cursor is
    return tool

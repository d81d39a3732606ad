"""Påminn: a text to each chief about what isn't logged, to copy or to send from the user's own mail program."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from internkontroll.domain.egenkontroll.paminnelse import Paminnelse, mailto, mailto_to_paste_in
from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.services.hem.ord import plural
from internkontroll.services.tackning import Nyckel, reminders
from internkontroll.ui import theme
from internkontroll.ui.records.texts import ToneLabel, button
from internkontroll.ui.session import Session
from internkontroll.ui.widgets.naming import label_for, named
from internkontroll.ui.widgets.row_delegate import RowDelegate

NO_CHIEF = "Enheter utan chef"
_COPIED, _MAILED = "Kopierad", "Mejl öppnat"
_TOO_LONG = "Texten är för lång för att följa med till mejlprogrammet. Den är kopierad: klistra in den med Ctrl+V."
_NO_PROGRAM = "Inget mejlprogram svarade. Texten är kopierad i stället: klistra in den med Ctrl+V."

Draft = tuple[str, str]
"""Subject and text, as somebody has changed them."""


class RemindDialog(QDialog):
    """The chiefs on the left, the chosen one's text on the right; nothing is sent from here."""

    def __init__(self, session: Session, sammanhang: Sammanhang, bara: Nyckel | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Påminn")
        self._session, self._sammanhang, self._bara = session, sammanhang, bara
        self._paminnelser: Sequence[Paminnelse] = ()
        self._drafts: dict[Paminnelse, Draft] = {}
        self.list = named(QListWidget(), "Chefer som har något att logga")
        self.list.setItemDelegate(RowDelegate(self.list))
        self.soon = QCheckBox("Ta med det som ska vara klart inom en &vecka")
        self.subject, self.text = QLineEdit(), QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.copy = button("&Kopiera", "kopiera", description="Texten hamnar i urklipp")
        self.mail = button("&Mejla…", description="Öppnar ett mejl i ditt mejlprogram; du skickar det själv")
        self.copy_all = button("Kopiera &alla", "kopiera", description="Alla påminnelser efter varandra i urklipp")
        self.said = ToneLabel("muted")
        self._lay_out()
        self.list.currentRowChanged.connect(self._show)
        self.soon.toggled.connect(self._read)
        self.subject.textEdited.connect(self._keep)
        self.text.textChanged.connect(self._keep)
        self.copy.clicked.connect(self._copy)
        self.mail.clicked.connect(self._mail)
        self.copy_all.clicked.connect(self._copy_all)
        self._read()

    # --- showing --------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        sammanhang, bara, soon = self._sammanhang, self._bara, self.soon.isChecked()
        self._session.read(
            lambda reader: reminders(reader, sammanhang, bara, soon=soon), self._take, key="tackning.paminnelser"
        )

    def _take(self, paminnelser: Sequence[Paminnelse]) -> None:
        self._paminnelser = paminnelser
        self.list.clear()
        for one in paminnelser:
            what = plural(len(one.saknade), "egenkontroll", "egenkontroller")
            where = one.enheter[0] if len(one.enheter) == 1 else f"{len(one.enheter)} enheter"
            item = QListWidgetItem(f"{one.chef or NO_CHIEF}\n{what}, {where}", self.list)
            item.setToolTip("\n".join(one.enheter))
        for widget in (self.subject, self.text, self.copy, self.mail, self.copy_all):
            widget.setEnabled(bool(paminnelser))
        every = f"Kopiera &alla {len(paminnelser) or ''}".strip()
        self.copy_all.setText(every)
        self.copy_all.setAccessibleName(every.replace("&", ""))
        self.list.setCurrentRow(0)
        if not paminnelser:
            self._show(-1)
            self.said.say("Inget saknas: allt som har förfallit är loggat.")
        else:
            self.said.say("")

    def _show(self, row: int) -> None:
        subject, text = self._draft(row)
        for widget in (self.subject, self.text):
            widget.blockSignals(True)
        self.subject.setText(subject)
        self.subject.setCursorPosition(0)
        self.text.setPlainText(text)
        for widget in (self.subject, self.text):
            widget.blockSignals(False)

    def _draft(self, row: int) -> Draft:
        if not 0 <= row < len(self._paminnelser):
            return "", ""
        one = self._paminnelser[row]
        return self._drafts.get(one, (one.amne, one.text))

    def _keep(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._paminnelser):
            self._drafts[self._paminnelser[row]] = self.subject.text(), self.text.toPlainText()

    # --- doing ----------------------------------------------------------------------------------------------------

    def _copy(self) -> None:
        self._put(self.text.toPlainText())
        self._mark(_COPIED, f"Påminnelsen till {self._name()} är kopierad.")

    def _copy_all(self) -> None:
        texts = []
        for row, one in enumerate(self._paminnelser):
            subject, text = self._draft(row)
            texts.append(f"Till: {one.chef or NO_CHIEF}\nÄmne: {subject}\n\n{text}")
        self._put("\n\n\n".join(texts))
        self.said.say(f"{plural(len(texts), 'påminnelse är kopierad', 'påminnelser är kopierade')}.")

    def _mail(self) -> None:
        one = self._paminnelser[self.list.currentRow()]
        subject, text = self.subject.text(), self.text.toPlainText()
        url = mailto(one.adress, subject, text)
        if url is None:
            self._put(text)
        whole = url or mailto_to_paste_in(one.adress, subject)
        if not QDesktopServices.openUrl(QUrl.fromEncoded(QByteArray(whole.encode("ascii")))):
            self._put(text)
            self._mark(_COPIED, _NO_PROGRAM)
        else:
            self._mark(_MAILED, _TOO_LONG if url is None else f"Mejlet till {self._name()} är öppnat.")

    def _put(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)

    def _mark(self, what: str, said: str) -> None:
        """See to it that who has been reminded is seen in the list."""
        item = self.list.currentItem()
        head, _, rest = item.text().partition("\n")
        # First on its line, since a long name of a unit is cut.
        item.setText(f"{head}\n{what} · {rest.removeprefix(f'{_COPIED} · ').removeprefix(f'{_MAILED} · ')}")
        self.said.say(said)

    def _name(self) -> str:
        return self._paminnelser[self.list.currentRow()].namn or NO_CHIEF.lower()

    # --- putting together -----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        right = QWidget()
        form = QVBoxLayout(right)
        form.setContentsMargins(0, 0, 0, 0)
        for widget, title in ((self.subject, "Äm&ne"), (self.text, "&Text")):
            form.addWidget(label_for(widget, title))
            form.addWidget(widget)
        buttons = QHBoxLayout()
        for one in (self.copy, self.mail):
            buttons.addWidget(one)
        buttons.addStretch(1)
        buttons.addWidget(self.copy_all)
        form.addLayout(buttons)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(right)
        split.setStretchFactor(1, 1)
        theme.make_hittable(self.subject)
        theme.make_hittable(self.soon)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        theme.make_hittable(close.button(QDialogButtonBox.StandardButton.Close))
        layout = QVBoxLayout(self)
        layout.addWidget(self.soon)
        layout.addWidget(split, 1)
        layout.addWidget(self.said)
        layout.addWidget(close)
        character, line = self.fontMetrics().averageCharWidth(), self.fontMetrics().height()
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumWidth(36 * character)
        self.said.setMinimumHeight(line)
        policy = self.said.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the buttons don't move when it speaks
        self.said.setSizePolicy(policy)
        self.resize(130 * character, 32 * line)

"""Dokumentens utseende: fonts, logo, colour, margin and Word template of the nämnd's documents."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import (
    QColorDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from internkontroll.domain.sparat import Sparat
from internkontroll.domain.utseende import MARGINALER, Utseende
from internkontroll.errors import InputRefused, KnownError
from internkontroll.ui import theme
from internkontroll.ui.session import Session
from internkontroll.ui.settings_pages.page import SettingsPage, row_of
from internkontroll.ui.widgets.naming import label_for, named

if TYPE_CHECKING:
    from internkontroll.db.session import Connection, Register
    from internkontroll.services.utseende import Val

_FONTS, _PICTURES, _WORD = "Typsnitt (*.ttf)", "Bilder (*.png *.jpg *.jpeg)", "Word-mall (*.docx)"
_STANDARD = "Programmets eget"


class FileField(QWidget):
    """A file to choose: what is chosen before, a new path, and a button that looks for one."""

    def __init__(self, title: str, kinds: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line, self.browse = QLineEdit(), named(QPushButton("Bläddra…"), f"Bläddra: {title}")
        self._title, self._kinds = title, kinds
        for widget in (self.line, self.browse):
            theme.make_hittable(widget)
        self.browse.setAutoDefault(False)
        self.browse.clicked.connect(self._choose)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.browse)

    def path(self) -> Path | None:
        """What has been chosen now."""
        text = self.line.text().strip()
        return Path(text) if text else None

    def show_saved(self, text: str) -> None:
        """Nothing new is chosen; `text` says what is."""
        self.line.clear()
        self.line.setPlaceholderText(text)

    def _choose(self) -> None:
        place, _ = QFileDialog.getOpenFileName(self, self._title, str(Path.home()), self._kinds)
        if place:
            self.line.setText(place)


class UtseendePage(SettingsPage):
    """What is filled in is saved together; the rest stays."""

    title = "Dokumentens utseende"
    explanation = "Hur nämndens Word- och PDF-dokument ser ut. Välj det som ska bytas; det andra står kvar."
    tables = frozenset({"utseende"})

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._saved = Utseende()
        self.typsnitt, self.typsnitt_fet = FileField("Typsnitt", _FONTS), FileField("Typsnitt, fet", _FONTS)
        self.logotyp, self.ordmall = FileField("Logotyp", _PICTURES), FileField("Ordmall", _WORD)
        self.alt, self.farg, self.marginal = QLineEdit(), QLineEdit(), QSpinBox()
        self.picture = QLabel()
        self.pick = named(QPushButton("Välj…"), "Välj färg")
        self.save = self.command("S&para utseendet", "Gäller från nästa dokument", self._save)
        self.reset = self.command("Åter&ställ till programmets utseende", "Ta bort allt som är valt", self._reset)
        self._lay_out()
        self.farg.textChanged.connect(self._show_color)
        self.pick.clicked.connect(self._pick)

    def refresh(self) -> None:
        """Read what is chosen."""
        here = self.session.sammanhang
        if here:
            self.session.load(lambda connection: _load(connection, here.namnd_id), self._show, key="utseende")

    def _show(self, utseende: Utseende) -> None:
        self._saved = utseende
        for field, data in (
            (self.typsnitt, utseende.typsnitt),
            (self.typsnitt_fet, utseende.typsnitt_fet),
            (self.ordmall, utseende.ordmall),
        ):
            field.show_saved("Eget, sparat i registret" if data else _STANDARD)
        self.logotyp.show_saved("Sparad i registret" if utseende.logotyp else "Ingen")
        self.alt.setText(utseende.logotyp_alt)
        self.farg.setText(utseende.farg)
        self.marginal.setValue(utseende.marginal_mm)
        self.reset.setEnabled(utseende != Utseende())
        pixmap = QPixmap()
        if utseende.logotyp and pixmap.loadFromData(utseende.logotyp):
            height = 4 * self.fontMetrics().height()
            self.picture.setPixmap(pixmap.scaledToHeight(height, Qt.TransformationMode.SmoothTransformation))
            self.picture.setAccessibleName(utseende.logotyp_alt)
        self.picture.setVisible(bool(utseende.logotyp))

    def _val(self) -> "Val":
        """What has been chosen. Raises InputRefused for half a choice."""
        from internkontroll.services.utseende import Val

        fonts = self.typsnitt.path(), self.typsnitt_fet.path()
        if (fonts[0] is None) != (fonts[1] is None):
            raise InputRefused("Välj båda typsnitten, det vanliga och det feta: rubriker är feta.")
        logo, alt = self.logotyp.path(), self.alt.text().strip()
        has_logo = logo is not None or self._saved.logotyp is not None
        if has_logo and not alt:
            raise InputRefused("Beskriv logotypen för den som inte ser den, till exempel med kommunens namn.")
        if alt and not has_logo:
            raise InputRefused("Det finns ingen logotyp att beskriva. Välj en, eller töm beskrivningen.")
        return Val(
            *fonts, logo, alt if has_logo else None, self.marginal.value(), self.farg.text(), self.ordmall.path()
        )

    def _save(self) -> None:
        here = self.session.sammanhang
        if here is None:
            return
        try:
            # Imported here: needs SQLAlchemy, which the first paint doesn't wait for.
            val = self._val()
        except InputRefused as error:
            self.errors.show_error(str(error))
            return
        notes: list[str] = []

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.utseende import choose_utseende

            saved, told = choose_utseende(register, here.namnd_id, val)
            notes.extend(told)
            return saved

        def done(_saved: Sparat) -> None:
            self.errors.show_info(" ".join(["Utseendet är sparat.", *notes]))
            self.refresh()

        self.errors.hide()
        self.session.write(operation, done, self.refused)

    def refused(self, error: Exception) -> None:
        """Say what is wrong; what is filled in stays, to be mended."""
        if isinstance(error, KnownError):
            self.errors.show_error(str(error))
        else:
            super().refused(error)

    def _reset(self) -> None:
        here = self.session.sammanhang
        if here is None:
            return

        def operation(register: "Register") -> Sparat:
            from internkontroll.services.utseende import clear_utseende

            return clear_utseende(register, here.namnd_id)

        self.write(operation)

    def _pick(self) -> None:
        chosen = QColorDialog.getColor(QColor(f"#{self.farg.text()}"), self, "Välj färg på rubriker")
        if chosen.isValid():
            self.farg.setText(chosen.name()[1:].upper())

    def _show_color(self, text: str) -> None:
        color = QColor(f"#{text.strip().removeprefix('#')}")
        if color.isValid():
            self.pick.setStyleSheet(f"background-color: {color.name()}; color: {theme.text_on(color).name()}")

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.marginal.setRange(MARGINALER[0], MARGINALER[-1])
        self.marginal.setSuffix(" mm")
        self.alt.setPlaceholderText("Till exempel: Solviks kommun")
        named(self.alt, "Beskrivning av logotypen", "Läses upp för den som inte ser bilden")
        named(self.farg, "Färg på rubriker", "Sex siffror och bokstäver A–F")
        for widget in (self.alt, self.farg, self.marginal, self.pick):
            theme.make_hittable(widget)
        self.pick.setAutoDefault(False)
        color = QWidget()
        beside = QHBoxLayout(color)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self.farg)
        beside.addWidget(self.pick)
        beside.addStretch(1)
        fields: tuple[tuple[str, QWidget, QWidget], ...] = (
            ("&Typsnitt", self.typsnitt.line, self.typsnitt),
            ("Typsnitt, &fet", self.typsnitt_fet.line, self.typsnitt_fet),
            ("&Logotyp", self.logotyp.line, self.logotyp),
            ("&Beskrivning av logotypen", self.alt, self.alt),
            ("Färg på &rubriker", self.farg, color),
            ("&Marginal", self.marginal, self.marginal),
            ("&Ordmall", self.ordmall.line, self.ordmall),
        )
        for text, focus, field in fields:
            form.addRow(label_for(focus, text), field)
        form.insertRow(4, "", self.picture)
        self.picture.hide()
        self.body.addLayout(form)
        self.body.addLayout(row_of(self.save, self.reset))
        self.body.addStretch(1)


def _load(connection: "Connection", namnd_id: int) -> Utseende:
    from internkontroll.services.utseende import load_utseende

    return load_utseende(connection, namnd_id)

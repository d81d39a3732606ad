"""A field to name something in, which comes up where it is asked for."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QWidget

from internkontroll.ui import theme
from internkontroll.ui.widgets.naming import label_for


class NamePopup(QFrame):
    """Enter or the button takes the name, Esc none."""

    named = Signal(str)

    def __init__(self, label: str, name: str, button: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(label)
        self.field = QLineEdit(name)
        self.field.setMinimumWidth(30 * self.fontMetrics().averageCharWidth())
        theme.make_hittable(self.field)
        self.field.setMaxLength(60)
        self.button = QPushButton(button)
        theme.make_hittable(self.button)
        layout = QHBoxLayout(self)
        layout.addWidget(label_for(self.field, label))
        layout.addWidget(self.field)
        layout.addWidget(self.button)
        self.field.textChanged.connect(lambda text: self.button.setEnabled(bool(text.strip())))
        self.button.setEnabled(bool(name.strip()))
        self.field.returnPressed.connect(self._take)
        self.button.clicked.connect(self._take)

    def show_below(self, widget: QWidget) -> None:
        """Come up below the widget, its right edge within the screen."""
        self.adjustSize()
        place = widget.mapToGlobal(QPoint(0, widget.height()))
        self.move(min(place.x(), widget.screen().availableGeometry().right() - self.width()), place.y())
        self.show()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        self.field.selectAll()

    def _take(self) -> None:
        name = self.field.text().strip()
        if name:
            self.close()
            self.named.emit(name)

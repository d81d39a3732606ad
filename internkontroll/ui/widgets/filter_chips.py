"""The chips above a list: one for each filter of the page."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from internkontroll.services.sidor import Filter
from internkontroll.ui.widgets.chip import Chip
from internkontroll.ui.widgets.choice_popup import Choice, ChoicePopup
from internkontroll.ui.widgets.flow_layout import FlowLayout

Chosen = Mapping[str, tuple[str, ...]]

_LONGEST_NAME = 24


class FilterChips(QWidget):
    """Shows what is filtered on, and tells when somebody wants something else."""

    changed = Signal(dict)
    """The filters that are to be used: key → values, none for one that is just on."""
    choices_wanted = Signal(str)
    """Somebody opens the chip of this filter: answer by `show_choices`."""

    def __init__(self, filters: Sequence[Filter], quiet: Collection[str] = (), parent: QWidget | None = None) -> None:
        """Those whose key is `quiet` are shown only while they are used; others set them."""
        super().__init__(parent)
        self._quiet = quiet
        self.setAccessibleName("Filter")
        self._filters = {one.key: one for one in filters}
        self._chosen: Chosen = {}
        self.popup: ChoicePopup | None = None
        self.row = FlowLayout(self)
        self.chips = {one.key: self._make(one) for one in filters}

    def _make(self, one: Filter) -> Chip:
        chip = Chip(one.titel)
        chip.clicked.connect(partial(self._clicked, one.key))
        chip.cleared.connect(partial(self._set, one.key, None))
        self.row.addWidget(chip)
        return chip

    def show_chosen(self, chosen: Chosen, labels: Mapping[str, str]) -> None:
        """What is filtered on; `labels`: what people read for a value, where it is known."""
        self._chosen = dict(chosen)
        for key, chip in self.chips.items():
            values = chosen.get(key)
            words = _words(values, labels) if values else ""
            chip.show_choice(words, is_set=values is not None)
            chip.setVisible(values is not None or key not in self._quiet)

    def show_choices(self, key: str, choices: Sequence[Choice]) -> None:
        """Let somebody tick among the values of a filter."""
        self.popup = ChoicePopup(self._filters[key].titel, choices, self._chosen.get(key, ()), self)
        self.popup.changed.connect(lambda values: self._set(key, values or None))
        self.popup.show_below(self.chips[key])

    def _clicked(self, key: str) -> None:
        if self._filters[key].flera:
            self.choices_wanted.emit(key)
        else:
            self._set(key, None if key in self._chosen else ())

    def _set(self, key: str, values: tuple[str, ...] | None) -> None:
        others = {name: chosen for name, chosen in self._chosen.items() if name != key}
        self._chosen = others if values is None else others | {key: tuple(values)}
        self.changed.emit(dict(self._chosen))


def _words(values: tuple[str, ...], labels: Mapping[str, str]) -> str:
    """One is named where its name is known and short; several are counted."""
    name = labels.get(values[0], values[0])
    if len(values) > 1:
        return f"{len(values)} valda"
    return name if 0 < len(name) <= _LONGEST_NAME else "1 vald"

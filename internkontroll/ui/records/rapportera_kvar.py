"""A correction that is begun and not saved: kept on this user's disk, and put back when its tillfälle is shown again.

It can't be saved in the register as it is: it lacks its reason, or somebody is still thinking.
"""

import json
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from internkontroll.ui.drafts import Place
from internkontroll.ui.records.rapportera_form import RapportForm
from internkontroll.ui.records.rapportera_las import Kept
from internkontroll.ui.records.rapportera_spara import put_draft
from internkontroll.ui.session import Session
from internkontroll.ui.widgets.field_row import FieldRow

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.services.egenkontroll import Tillfallesbild

KEEP_EVERY_MS = 1_500
"""A crash takes no more than what has been written so long before it."""

TOLD = "Här är rättelsen som du hade börjat på. Den är inte sparad i registret."


class Correction(QObject):
    """What is being corrected in a panel, if anything is: `is_on`. What is written is kept as it is written.

    `told`: what to say of it, empty for what has just been begun.
    """

    def __init__(self, session: Session, reason: FieldRow, parent: QObject) -> None:
        super().__init__(parent)
        self.is_on, self.told = False, ""
        self._session, self._reason = session, reason
        self._current: tuple[RapportForm, Kept, Place] | None = None
        self._on_disk: str | None = None
        self._timer = QTimer(self, interval=KEEP_EVERY_MS)
        self._timer.timeout.connect(self.keep)

    def waits(self, bild: "Tillfallesbild") -> bool:
        """Whether one of the tillfälle has been begun another time and can be gone on with."""
        can_be = bild.varden["datum"] is not None and not bild.stangd
        return can_be and self._session.drafts.get(self._place(bild)) is not None

    def begin(self, form: RapportForm, kept: Kept) -> None:
        """What is written in the form, and the reason, are kept from now on; what was written before stands there."""
        place = self._place(kept.bild)
        self.is_on, self._current = True, (form, kept, place)
        self._on_disk = self._session.drafts.get(place)
        said = _read(self._on_disk)
        self.told = TOLD if said else ""
        if said:
            self._reason.editor.set_text(str(said.get("skal", "")))
            form.write_again(said, kept.ids)
        self._timer.start()

    def keep(self) -> None:
        """Have what stands there now on the disk."""
        if self._current is None:
            return
        form, kept, place = self._current
        said, reason = form.written(kept.ids), self._reason.editor.text()
        if reason.strip():
            said["skal"] = reason
        text = json.dumps(said, ensure_ascii=False) if said else None
        if text != self._on_disk:
            self._on_disk = text
            put_draft(self._session, place, text)

    def leave(self) -> None:
        """Another tillfälle is to be shown: it waits until this one is shown again."""
        self.keep()
        self._stop()

    def end(self) -> None:
        """It is saved, or nobody wants it."""
        if self._current is not None:
            put_draft(self._session, self._current[2], None)
        self._stop()

    def _stop(self) -> None:
        self._timer.stop()
        self.is_on, self.told, self._current = False, "", None

    def _place(self, bild: "Tillfallesbild") -> Place:
        return self._session.register_uuid, ("utfall", bild.id), "rättelse"


def _read(text: str | None) -> dict[str, Any]:
    """What was kept; what isn't ours counts as nothing."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}

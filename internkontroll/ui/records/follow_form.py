"""What is said of an åtgärd or kontroll at the tillfälle, on its own page: fields, what is missing, what was before."""

from datetime import date

from PySide6.QtWidgets import QVBoxLayout

from internkontroll.domain.sammanhang import Sammanhang
from internkontroll.domain.status import Status, Tillfalletyp
from internkontroll.ui import theme
from internkontroll.ui.records.field_form import FieldForm
from internkontroll.ui.records.follow_up import follow_source
from internkontroll.ui.records.loading import Loaded
from internkontroll.ui.records.saver import Saver
from internkontroll.ui.records.texts import ToneLabel
from internkontroll.ui.records.words import at_tillfalle, previous_text, trouble_text
from internkontroll.ui.widgets.card import Card

_NO_FOLLOW_UP = "Status och kommentar hör till en uppföljning. Välj April, Augusti eller Helår överst."


class FollowForm(Card):
    """Its title and its labels name the tillfälle."""

    def __init__(self, saver: Saver) -> None:
        super().__init__("Uppföljning")
        self.setAutoFillBackground(False)  # the fields stand out from the page's ground
        self.form = FieldForm(
            saver, [[("uppfoljning", "status"), ("uppfoljning", "klart_datum")], [("uppfoljning", "kommentar")]]
        )
        self._trouble, self._before = ToneLabel("danger"), ToneLabel("muted")
        self._none = ToneLabel("muted", _NO_FOLLOW_UP)
        inside = QVBoxLayout()
        inside.setSpacing(theme.space(self))
        for widget in (self.form, self._trouble, self._before, self._none):
            inside.addWidget(widget)
        self.body.addLayout(inside)

    def show_lage(self, loaded: Loaded, sammanhang: Sammanhang, slutdatum: date | None) -> None:
        """`slutdatum`: the last day of an åtgärd; a kontroll has none."""
        lage, post, typ = loaded.lage, loaded.post, sammanhang.tillfalle
        if lage is None:
            return
        is_plan = typ == Tillfalletyp.PLAN
        self.set_title("Uppföljning" if is_plan else f"{typ.label} {sammanhang.ar}")
        self.form.setVisible(not is_plan)
        self._none.setVisible(is_plan)
        for name, titel in (("status", "Status"), ("kommentar", "Kommentar")):
            self.form.rows["uppfoljning", name].set_title(at_tillfalle(titel, typ))
        frozen = {name: reason for name, reason in loaded.frozen.items() if name == "ansvarig"}
        self.form.show_sources({"uppfoljning": follow_source(post.tabell, post.id, lage, sammanhang, frozen)})
        status = Status(lage.varden["status"]) if lage.varden["status"] else None
        if frozen or (post.tabell == "kontroll" and lage.varden["kommentar"]):
            # Nothing can be done about a closed year; and a kontroll may have a comment and no status.
            self._trouble.say("")
        else:
            self._trouble.say(trouble_text(slutdatum, status, lage.varden["kommentar"], typ, sammanhang.idag))
        self._before.say(previous_text(lage.forra))

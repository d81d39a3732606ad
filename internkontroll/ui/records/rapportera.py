"""The panel that logs a tillfälle of an egenkontroll: in half a minute, by keyboard or mouse, and nothing is lost.

It knows the session and the tillfälle only, so that it can stand in a record as in a window of its own. Who keeps
it tells it of every write (`refresh`), and where to go when something has been handed in (`moved_on`).
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from internkontroll.domain.egenkontroll.rapport import missing
from internkontroll.domain.sparat import Sparat
from internkontroll.errors import Conflict, KnownError
from internkontroll.ui import theme
from internkontroll.ui.records.bilagor_tab import BilagorTab
from internkontroll.ui.records.rapportera_form import RapportForm
from internkontroll.ui.records.rapportera_huvud import RapportFoot, RapportHead
from internkontroll.ui.records.rapportera_kvar import Correction
from internkontroll.ui.records.rapportera_las import Kept, Underlag, load_next, load_underlag
from internkontroll.ui.records.rapportera_runt import DropAnywhere, FocusScroll
from internkontroll.ui.records.rapportera_spara import Write, correction, draft, report
from internkontroll.ui.records.rapportera_topp import RapportTop, Standing
from internkontroll.ui.records.saver import Saver
from internkontroll.ui.session import Session
from internkontroll.ui.target import Target
from internkontroll.ui.widgets.tab_order import tab_through

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.db.session import Connection
    from internkontroll.services.egenkontroll import Nasta

SAVE_AFTER_MS, TYPED_AFTER_MS = 1_200, 2_000
"""So long after an answer the draft is saved, and after the last letter of a text, which also is when it is left."""

_CORRECTED = "Rättelsen är sparad. Det som stod förut finns kvar."
_LACKS = "Något saknas. Det står vid fältet vad du behöver skriva."
_UNCHANGED = "Inget är ändrat, så det finns ingen rättelse att spara."

TABLES = frozenset({"utfall", "svar", "atgard", "bilaga", "risk", "rattelse", "kontrollpunkt", "allvarsgrad", "plan"})


class RapporteraPanel(QWidget):
    """`go_to`: a Target on another page; `moved_on`: the Nasta that comes next, None when nothing waits.

    `in_record`: it stands in the record of its egenkontroll, which says its name, in the window that has a Hem.
    """

    go_to = Signal(object)
    moved_on = Signal(object)

    def __init__(self, session: Session, *, in_record: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.shown: int | None = None
        self.form: RapportForm | None = None
        self._underlag: Underlag | None = None
        self._kept: Kept | None = None
        self._given = 0
        self._retries = self._is_busy = False
        self._wants_focus: int | None = None
        self._moving_to: int | None = None
        self._passed: set[int] = set()
        self.top, self.head = RapportTop(shows_name=not in_record), RapportHead()
        self.foot = RapportFoot(leads_home=in_record)
        self._correction = Correction(session, self.head.reason, self)
        self.bilagor = BilagorTab(Saver(session, self))
        self._place = QVBoxLayout()
        self._timer = QTimer(self, interval=SAVE_AFTER_MS, singleShot=True)
        self._timer.timeout.connect(lambda: self._save())
        self._typing = QTimer(self, interval=TYPED_AFTER_MS, singleShot=True)
        self._typing.timeout.connect(lambda: self._save(typed=True))
        session.changed.connect(self.top.forget)
        self._scroll = FocusScroll(self)
        Standing(self, self.top)
        DropAnywhere(self, self.bilagor)
        self._lay_out()

    # --- what its keeper asks -------------------------------------------------------------------------------------

    def show_tillfalle(self, utfall_id: int | None) -> None:
        """Show the tillfälle; what is said of the one before is saved first."""
        if utfall_id != self.shown:
            self.commit()
            if utfall_id is not None and utfall_id != self._moving_to:
                self.top.say("")  # was said of another one, and this one is chosen
            self._correction.leave()
            self._drop_form()
            self.shown = utfall_id
        self.reload()

    def refresh(self, tabeller: frozenset[str] | None = None) -> None:
        """Read anew, where it depends on the tables that a write touched."""
        if tabeller is None or tabeller & TABLES:
            self.reload()

    def commit(self) -> bool:
        """Save what is being written; whether all of it could be taken."""
        taken = self.form.commit() if self.form else True
        self._correction.keep()
        self._save()
        return taken

    def focus_first(self, utfall_id: int) -> None:
        """Go to the tillfälle's first question that isn't answered, as soon as it is shown."""
        self._wants_focus = utfall_id
        self._give_focus()

    def reload(self) -> None:
        """Read the tillfälle again; what is being written stays."""
        post, sammanhang, kept, given = self.shown, self.session.sammanhang, self._kept, self._given
        if post is None or sammanhang is None:
            return

        def load(connection: "Connection") -> Underlag:
            underlag = load_underlag(connection, post, sammanhang)
            if kept:
                kept.bild = underlag.bild
            return underlag

        def done(underlag: Underlag) -> None:
            if post == self.shown:
                self.reload() if given != self._given else self._show(underlag)

        self.session.load(load, done, f"rapport {id(self)}", self._fail)

    # --- showing --------------------------------------------------------------------------------------------------

    def _show(self, underlag: Underlag) -> None:
        bild = underlag.bild
        asked = [one.fraga.kontrollpunkt_id for one in bild.fragor]
        is_new = self.form is None or self._kept is None or [one.point for one in self.form.questions] != asked
        if is_new:
            self._correction.leave()
            self._drop_form()
            self._kept = Kept(bild, self.session.today)
            self._make_form(underlag)
            self._correction.is_on = self._correction.waits(bild)
        assert self.form is not None  # noqa: S101  just made
        assert self._kept is not None  # noqa: S101
        self._underlag, self._is_busy = underlag, False
        self.setAccessibleName(f"{bild.enhet}, {bild.period_namn}")
        corrects = self._correction.is_on
        self.top.show_bild(bild, self.session.today)
        self.head.show_underlag(underlag, corrects=corrects)
        self.form.show_underlag(underlag, self._kept.ids, self.session.user, corrects=corrects)
        self._freeze()
        if is_new and corrects:
            self._correction.begin(self.form, self._kept)
            self.top.say(self._correction.told)
        only_read = bild.varden["datum"] is not None and not corrects
        self.bilagor.show_bilagor("utfall", bild.id, underlag.bilagor, bool(bild.stangd), only_added=only_read)
        self._order_stops()
        self._give_focus()
        if self._retries:
            self._retries = False
            self._timer.start()

    def _freeze(self) -> None:
        assert self._underlag is not None  # noqa: S101  shown
        assert self.form is not None  # noqa: S101
        bild = self._underlag.bild
        is_done = bild.varden["datum"] is not None
        handed_in = "Inlämnad. Tryck på Rätta för att ändra." if is_done and not self._correction.is_on else ""
        self.form.set_frozen(bild.stangd or handed_in)
        self.foot.show_state(is_open=not bild.stangd, is_done=is_done, corrects=self._correction.is_on)

    def _make_form(self, underlag: Underlag) -> None:
        form = self.form = RapportForm(underlag, self.session)
        self._place.addWidget(form)
        form.edited.connect(self._timer.start)
        form.left.connect(lambda: self._save())
        form.typed.connect(self._typing.start)
        form.moved.connect(self._scroll.follow)
        form.deviation.more.clicked.connect(self._order_stops)
        form.deviation.lift.connect(self._begin_lift)
        form.deviation.opened.connect(lambda post: self.go_to.emit(Target("risker", "risk", post)))
        if not underlag.bild.stangd:
            form.lift.resume(underlag.bild.id, needs_reason=underlag.beslutad)

    def _order_stops(self) -> None:
        """What can be done stands where one is done; Tab goes as the eye does, though the form is made last."""
        layout = self.layout()
        parts: list[QWidget | None] = [self.head, self.form, self.bilagor]
        parts.insert(1 if self.foot.comes_first else len(parts), self.foot)
        if isinstance(layout, QVBoxLayout):
            layout.removeWidget(self.foot)
            layout.insertWidget(parts.index(self.foot), self.foot)
        tab_through(parts)

    def _drop_form(self) -> None:
        if self.form:
            self._place.removeWidget(self.form)
            self.form.hide()
            self.form.deleteLater()
        self.form = self._kept = self._underlag = None
        self.foot.error.say("")
        self.head.reason.set_value(None)

    def _give_focus(self) -> None:
        if self.form and self._underlag and self._wants_focus == self._underlag.bild.id == self.shown:
            self._wants_focus = None
            done = self._underlag.bild.varden["datum"] is not None
            self._scroll.go(self.foot.first if done and not self._correction.is_on else self.form.first_stop())

    # --- saving ---------------------------------------------------------------------------------------------------

    def _save(self, *, typed: bool = False, error: str = "") -> None:
        """The draft, if anything is said that isn't saved.

        `typed`: with the text that is being written; `error`: what stands at the foot when it is saved.
        """
        self._timer.stop()
        post, form, kept, underlag = self.shown, self.form, self._kept, self._underlag
        if (
            not (post and form and kept and underlag)
            or self._is_busy
            or underlag.bild.varden["datum"]
            or underlag.bild.stangd
        ):
            return
        if typed:
            self._is_busy = True  # all of it at once
            form.take_typed()
            self._is_busy = False
        said = form.said()
        if not said:
            return
        self._write(draft(post, kept, said), lambda _saved: self.foot.error.say(error), form)

    def submit(self) -> None:
        """Hand it in, or save the correction; what is missing is said beside its field."""
        form, underlag = self.form, self._underlag
        if form is None or underlag is None or underlag.bild.stangd or self._is_busy:
            return
        is_done = underlag.bild.varden["datum"] is not None
        if is_done and not self._correction.is_on:
            return
        self._is_busy = True  # what is being written goes with it, not before it as a draft of its own
        trouble = form.find_trouble(missing(underlag.bild.rapport()) if is_done else ())
        self._is_busy = False
        self._timer.stop()
        if trouble:
            self.foot.error.say(_LACKS)
            self._scroll.go(trouble)
            self._save(error=_LACKS)
        elif is_done:
            self._save_correction(form)
        else:
            self._hand_in(form)

    def _hand_in(self, form: RapportForm) -> None:
        post, kept, idag = self.shown, self._kept, self.session.today
        others = form.units.versions()
        said = form.said(final=True, whole=bool(others))
        if post is None or kept is None:
            return

        def done(saved: Sparat) -> None:
            self.top.say(f"{saved.rubrik}. Ctrl+Z ångrar.", saved)
            self._move_on()

        self._is_busy = True
        self._write(report(post, kept, said, others, idag), done, form)

    def _save_correction(self, form: RapportForm) -> None:
        post, kept, idag = self.shown, self._kept, self.session.today
        reason = self.head.reason.editor.text().strip()
        if not reason:
            self.head.reason.show_error("Skriv varför egenkontrollen rättas.")
            self._scroll.go(self.head.reason.editor.focus)
            return
        said = form.said(final=True)
        if post is None or kept is None:
            return

        def done(saved: Sparat) -> None:
            self._leave_correction(_CORRECTED if saved.handelse_id is not None else _UNCHANGED, saved)

        self._write(correction(post, kept, said, reason, idag), done, form)

    def _write(self, operation: Write, done: Callable[[Sparat], None], form: RapportForm) -> None:
        self._given += 1

        def finished(saved: Sparat) -> None:
            done(saved)
            if saved.handelse_id is None:  # nobody else tells
                self.reload()

        def failed(error: Exception) -> None:
            self._is_busy = False
            if form is self.form and isinstance(error, KnownError):
                form.refused(error)
                self._retries = isinstance(error, Conflict)
            self._fail(error)

        self.session.write(operation, finished, failed)

    def _fail(self, error: Exception) -> None:
        """What a person can mend is said at the foot."""
        if not isinstance(error, KnownError):
            self.session.failed.emit(error)
            return
        self.foot.error.say(str(error))
        if isinstance(error, Conflict):
            self.reload()

    # --- what comes after -----------------------------------------------------------------------------------------

    def _move_on(self) -> None:
        """Find what comes next; the keeper goes there."""
        sammanhang, underlag, passed = self.session.sammanhang, self._underlag, frozenset(self._passed)
        if sammanhang is None or underlag is None:
            return
        enhet = underlag.bild.enhet_id

        def done(nasta: "Nasta | None") -> None:
            self._moving_to = nasta.utfall_id if nasta else None
            if nasta is None:
                self.top.add(f"Inget mer att logga för {underlag.bild.enhet} just nu.")
                self._wants_focus = self.shown
                self.reload()
            self.moved_on.emit(nasta)

        self.session.load(
            lambda connection: load_next(connection, enhet, passed, sammanhang), done, f"nästa {id(self)}"
        )

    def _pass(self) -> None:
        if self.shown is not None:
            self.commit()
            self._passed.add(self.shown)
            self.top.say("")
            self._move_on()

    def _begin_correction(self) -> None:
        if self._underlag and self.form and self._kept:
            self._correction.is_on = True
            self.top.say("")
            self._show(self._underlag)
            self._correction.begin(self.form, self._kept)
            self._scroll.go(self.head.reason.editor.focus)

    def _leave_correction(self, message: str = "", done: Sparat | None = None) -> None:
        self._correction.end()
        self.top.say(message, done)
        self._drop_form()
        self._wants_focus = self.shown
        self.reload()

    def _begin_lift(self) -> None:
        if self.form and self._underlag:
            self.commit()
            self.form.lift.begin(self._underlag.bild.id, needs_reason=self._underlag.beslutad)
            self._scroll.follow()

    # --- Qt -------------------------------------------------------------------------------------------------------

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Another page or tab: nothing waits for the timer."""
        super().hideEvent(event)
        self.commit()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(self, 1.5))
        layout.addWidget(self.head)
        layout.addLayout(self._place)
        layout.addWidget(self.bilagor)
        layout.addWidget(self.foot)
        self.foot.handed_in.connect(self.submit)
        self.foot.passed.connect(self._pass)
        self.foot.begun.connect(self._begin_correction)
        self.foot.left.connect(lambda: self._leave_correction())
        self.foot.home.connect(lambda: self.go_to.emit(Target("hem")))
        done = QAction("Lämna in", self)
        done.setShortcuts([QKeySequence("Ctrl+Return"), QKeySequence("Ctrl+Enter")])
        done.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        done.triggered.connect(self.submit)
        self.addAction(done)

"""A new plan, the nämnd's decision, the year's end, and the settings of the nämnd."""

from typing import TYPE_CHECKING

from internkontroll.domain.sparat import Sparat
from internkontroll.domain.status import Tillfalletyp
from internkontroll.ui.host import Host

if TYPE_CHECKING:
    from internkontroll.ui.settings_pages.dialog import SettingsDialog

# The dialogs are loaded when they are asked for.


class PlanCommands:
    """The menu Plan, and the settings of the nämnd."""

    def __init__(self, shell: Host) -> None:
        self._shell = shell
        self._settings: SettingsDialog | None = None
        actions = shell.actions
        actions.new_plan.triggered.connect(self._new)
        actions.decide.triggered.connect(self._decide)
        actions.end_year.triggered.connect(self._end_year)
        actions.settings.triggered.connect(self._show_settings)
        shell.session.changed.connect(self._follow)

    def _new(self) -> None:
        from internkontroll.ui.dialogs.new_plan import new_plan

        new_plan(self._shell)

    def _decide(self) -> None:
        from internkontroll.ui.dialogs.decide import decide_plan

        decide_plan(self._shell)

    def _end_year(self) -> None:
        from internkontroll.ui.dialogs.year_end import end_year

        end_year(self._shell)

    def _show_settings(self) -> None:
        from internkontroll.ui.settings_pages.dialog import SettingsDialog

        if self._settings is None:
            self._settings = SettingsDialog(self._shell)
        self._settings.come_forward()

    def _follow(self, saved: Sparat) -> None:
        """A plan that has been made is shown; after the undo of one the window shows what there is."""
        made = next((post for tabell, post in saved.nya if tabell == "plan"), None)
        if made is not None:
            self._shell.context.choose_plan(made, Tillfalletyp.PLAN)
        elif saved.tabeller & {"plan", "namnd"}:
            self._shell.context.read()

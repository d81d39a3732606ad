"""Every command of the window in one place: its words, shortcut, explanation and menu."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from internkontroll.ui.icons import icon

Keys = str | QKeySequence.StandardKey


class Actions(QObject):
    """The commands that are there whatever page is shown; a page adds its own by `QWidget.addAction`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        keys = QKeySequence.StandardKey
        make = self._make
        self.new_register = make("&Nytt register…", "", "Skapa en ny registerfil")
        self.open = make("&Öppna register…", keys.Open, "Öppna en registerfil (.ikreg)", "oppna")
        self.example = make("Öppna &exempel…", "", "Skapa ett register med en påhittad nämnd att prova i")
        self.import_file = make("&Importera utbytesfil…", "Ctrl+I", "Läs in en plan eller uppföljning (.json)")
        self.unit_packages = make("Enhets&paket…", "", "Spara en fil till varje enhet som chefen kan fylla i")
        self.import_packages = make("Läs in en&hetspaket…", "", "Läs in det som enheterna har skrivit (.ikenhet)")
        self.backup = make("&Säkerhetskopiera", "", "Spara en kontrollerad kopia av registret")
        self.restore = make("Återstä&ll säkerhetskopia…", "", "Lägg tillbaka en säkerhetskopia i registrets ställe")
        self.check = make("&Kontrollera registret", "", "Är filen, hänvisningarna och händelseloggen hela?")
        self.settings = make("Inställningar &för nämnden…", "Ctrl+,", "Organisation, processer, mål, riskskala, texter")
        self.quit = make("&Avsluta", keys.Quit, "Stäng programmet; allt är redan sparat")

        self.undo = make("&Ångra", keys.Undo, "Ta tillbaka den senaste ändringen", "angra")
        self.redo = make("&Gör om", keys.Redo, "Gör om det som togs tillbaka", "gorom")
        self.redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        self.search = make("&Sök överallt", "Ctrl+K", "Sök risk, åtgärd, egenkontroll, granskning eller enhet", "sok")
        self.palette = make("&Kommandon…", "Ctrl+Shift+P", "Sök bland alla kommandon")

        self.refresh = make("&Läs om", keys.Refresh, "Läs in det som andra har ändrat")
        self.new_plan = make("&Ny nämnd eller plan…", "", "Börja på en plan för en nämnd och ett år")
        self.decide = make("&Besluta planen…", "", "Skriv in nämndens beslut; risker och skala låses")
        self.end_year = make("Å&rsskifte…", "", "För över eller avsluta åtgärder som inte är klara; avsluta planen")

        self.review = make("&Granska", "F7", "Visa vad en noggrann kollega skulle anmärka på", "granska")
        self.word = make("&Word…", "Ctrl+Shift+W", "Spara avsnittet som Word", "word")
        self.pdf = make("&PDF…", "Ctrl+Shift+D", "Spara avsnittet som tillgänglig PDF", "pdf")
        self.excel = make("&Excel…", "Ctrl+Shift+E", "Spara avsnittets uppgifter som Excel", "excel")
        self.insert = make(
            "&Uppdatera i dokument…", "Ctrl+Shift+U", "Lägg in avsnittet i ett Word-dokument", "uppdatera"
        )
        self.package = make("Pa&ket för arkiv…", "Ctrl+Shift+A", "Spara ett förseglat paket för arkivet", "paket")

        self.compilation = make(
            "&Sammanställning till kvalitetsberättelsen…", "", "Spara vad årets egenkontroll har visat"
        )
        self.feedback = make("Å&terkoppling till enheterna…", "", "Spara en sida till varje enhet om hur det gick")

        self.help_field = make("&Hjälp om fältet", "F1", "Vad som ska stå i fältet, med exempel", "hjalp")
        self.shortcuts = make("&Kortkommandon", "Shift+F1", "Visa alla kortkommandon")
        self.about = make("&Om Internkontroll", "", "Version och licens")
        for action in (*self.needing_register(), *self.needing_plan()):
            action.setEnabled(False)

    def needing_register(self) -> Sequence[QAction]:
        """The commands that have a meaning only when a register is open."""
        file = (self.import_file, self.import_packages, self.backup, self.check)
        return (*file, self.search, self.refresh, self.new_plan)

    def needing_plan(self) -> Sequence[QAction]:
        """The commands that have a meaning only when a plan is shown."""
        return (
            self.settings,
            self.decide,
            self.end_year,
            *self.section(),
            self.compilation,
            self.feedback,
            self.unit_packages,
        )

    def section(self) -> Sequence[QAction]:
        """The commands of the section, in the order of menus and buttons."""
        return (self.review, self.word, self.pdf, self.excel, self.insert, self.package)

    def fill(self, menus: Sequence[QMenu], recent: QMenu, page: QMenu, pages: Sequence[QAction]) -> None:
        """The menus. `recent` is the window's list of registers, `page` what the present page adds to Redigera."""
        arkiv, redigera, visa, plan, avsnitt, hjalp = menus
        file = (self.new_register, self.open, recent, self.example)
        exchange = (self.import_file, self.unit_packages, self.import_packages)
        care = (self.backup, self.restore, self.check)
        _fill(arkiv, (*file, None, *exchange, None, *care, None, self.settings, None, self.quit))
        _fill(redigera, (self.undo, self.redo, None, self.search, self.palette, None, page))
        _fill(visa, (*pages, None, self.refresh))
        _fill(plan, (self.new_plan, self.decide, self.end_year))
        _fill(avsnitt, (*self.section(), None, self.compilation, self.feedback))
        _fill(hjalp, (self.help_field, self.shortcuts, None, self.about))

    def _make(self, text: str, keys: Keys, tip: str, icon_name: str = "") -> QAction:
        action = QAction(text, self)
        if isinstance(keys, str):
            action.setShortcut(QKeySequence(keys))
        else:
            action.setShortcuts(QKeySequence.keyBindings(keys))
        action.setToolTip(tip)
        action.setStatusTip(tip)
        if icon_name:
            action.setIcon(icon(icon_name))
        return action


def _fill(menu: QMenu, entries: Sequence[QAction | QMenu | None]) -> None:
    """Put commands into a menu; None is a line between groups."""
    menu.setToolTipsVisible(True)
    for entry in entries:
        if entry is None:
            menu.addSeparator()
        elif isinstance(entry, QMenu):
            menu.addMenu(entry)
        else:
            menu.addAction(entry)

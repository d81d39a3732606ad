"""WCAG 2.2 AA on every page, record, popup and dialog, in the looks that people use."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QSize, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QAccessible, QColor, QFont, QKeySequence, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QTabBar, QWidget

from bilder.window import LOOKS, application, example_window, palette, settle
from internkontroll.domain.riskskala import default_bands
from internkontroll.ui import theme
from internkontroll.ui.main_window import MainWindow
from internkontroll.ui.pages.hem import HemPage
from internkontroll.ui.pages.list_page import ListPage
from internkontroll.ui.shell import Shell
from internkontroll.ui.widgets.grid import Grid
from internkontroll.ui.widgets.nav import PAGES
from internkontroll.ui.widgets.tinted import Tinted
from tests.ui import walk
from tests.ui.surfaces import menus, walk_dialogs, walk_pages, walk_reports

LOOK = LOOKS[0]
LARGE, SMALL = QSize(1280, 800), QSize(1024, 700)
Found = Mapping[str, list[str]]
"""Rule → what it objects to, with where it was seen."""


class Notes(QObject):
    """Notes objections, Qt's complaints, and windows that come up on their own while pages are made."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = defaultdict(list)
        self._old = qInstallMessageHandler(self._complaint)

    def visit(self, rules: dict[str, walk.Rule], where: str, root: QWidget) -> None:
        for name, rule in rules.items():
            self.found[name] += [f"{where}: {text}" for text in rule(root)]

    def close(self) -> Found:
        qInstallMessageHandler(self._old)
        return self.found

    def _complaint(self, kind: QtMsgType, _context: object, text: str) -> None:
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) and not text.startswith("This plugin does not"):
            self.found["warnings"].append(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.found["windows"].append(walk.describe(watched))
        return False


@pytest.fixture(scope="module")
def look() -> Iterator[QApplication]:
    """The pictures' font, style and palette, and what was there before afterwards."""
    running = QApplication.instance()
    before = (running.font(), running.palette()) if isinstance(running, QApplication) else None
    app = application(LOOK)
    yield app
    if before:
        app.setFont(before[0])
        app.setPalette(before[1])


@pytest.fixture(scope="module")
def shell(look: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shell]:
    """The window on the example register at April, as large as on a small screen."""
    with example_window(LOOK, tmp_path_factory.mktemp("fonster")) as shell:
        shell.window.resize(LARGE)
        shell.window.activateWindow()
        settle(shell)
        yield shell


@pytest.fixture(scope="module")
def found(look: QApplication, shell: Shell) -> Found:
    """All rules on all that can be seen, in light at 100 %."""
    notes = Notes()
    looked_at = set[QWidget]()  # two pictures of each widget at every stop would take longer than all other rules
    rules: dict[str, walk.Rule] = {
        "nameless": walk.nameless,
        "small": walk.small,
        "cut": walk.cut,
        "pale": walk.pale,
        "unseen": lambda root: walk.unseen_focus(root, looked_at),
        "unordered": ordered_by_regions(shell),
        "shortcuts": shortcuts_used_twice,
        "letters": letters_used_twice,
    }
    look.installEventFilter(notes)
    for entry in PAGES:
        shell.show_page(entry.name)
        settle(shell)
    look.removeEventFilter(notes)
    for part in (walk_pages, walk_reports, walk_dialogs):
        part(shell, lambda where, root: notes.visit(rules, where, root))
    return notes.close()


@pytest.fixture
def dark(look: QApplication, shell: Shell) -> Iterator[None]:
    """The system turns dark while the window runs, and light again."""
    before = look.palette()
    look.setPalette(palette(dark=True))
    QApplication.processEvents()
    yield
    look.setPalette(before)
    QApplication.processEvents()


def ordered_by_regions(shell: Shell) -> walk.Rule:
    """Tab: the pages' names, where one is, the search, and then the page; each region from its top to its end."""
    window = shell.window
    regions = (window.nav, shell.context_bar, shell.search, window.stack.parentWidget() or window)

    def rule(root: QWidget) -> Iterator[str]:
        chain = walk.tab_chain(root)
        if not isinstance(root, MainWindow):
            yield from walk.unordered(chain)
            return
        start = chain.index(window.nav) if window.nav in chain else 0
        chain = chain[start:] + chain[:start]
        places = [next(n for n, one in enumerate(regions) if one is stop or one.isAncestorOf(stop)) for stop in chain]
        if places != sorted(places):
            yield f"områdena i ordning {places}"
        for number in set(places):
            yield from walk.unordered([stop for stop, place in zip(chain, places, strict=True) if place == number])

    return rule


def shortcuts_used_twice(root: QWidget) -> Iterator[str]:
    """The same keys for two commands that can both be meant; keys of one widget alone don't meet another's."""
    if not isinstance(root, MainWindow):
        return
    used: dict[str, set[str]] = defaultdict(set)
    own: dict[str, set[str]] = defaultdict(set)
    for widget in (root, *root.findChildren(QWidget)):
        menu_of_bar = isinstance(widget, QMenu)
        for action in widget.actions():
            if not (menu_of_bar or widget.isVisible()) or not action.isEnabled():
                continue
            alone = action.shortcutContext() == Qt.ShortcutContext.WidgetShortcut
            for keys in action.shortcuts():
                (own if alone else used)[keys.toString()].add(action.text().partition(":")[0])
    for pressed, names in used.items():
        every = names | own[pressed]
        if pressed and len(every) > 1:
            yield f"{pressed}: {', '.join(sorted(every))}"


def letters_used_twice(root: QWidget) -> Iterator[str]:
    """The same letter with Alt for two things that are seen: it would only take turns between them."""
    used: dict[str, set[str]] = defaultdict(set)
    for text in letters_of(root):
        letter = QKeySequence.mnemonic(text).toString()
        if letter:
            used[letter].add(text)
    for letter, texts in used.items():
        if len(texts) > 1:
            yield f"{letter}: {', '.join(sorted(texts))}"


def letters_of(root: QWidget) -> Iterator[str]:
    if isinstance(root, MainWindow):
        yield from (action.text() for action in root.menuBar().actions())
    for widget in root.findChildren(QWidget):
        if not (widget.isVisible() and widget.isEnabled()):
            continue
        if isinstance(widget, QTabBar):
            yield from (widget.tabText(place) for place in range(widget.count()))
        elif isinstance(widget, QAbstractButton) or (isinstance(widget, QLabel) and widget.buddy() is not None):
            yield widget.text()


# --- light, 100 % ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "rule", ["nameless", "small", "cut", "pale", "unseen", "unordered", "shortcuts", "letters", "warnings", "windows"]
)
def test_nothing_is_objected_to_on_any_page_or_in_any_dialog(found: Found, rule: str) -> None:
    assert found.get(rule, []) == []


def test_the_letters_of_a_menu_are_different(shell: Shell) -> None:
    twice = []
    for title, actions in [
        ("raden", shell.window.menuBar().actions()),
        *((m.title(), m.actions()) for m in menus(shell)),
    ]:
        letters = [QKeySequence.mnemonic(action.text()).toString() for action in actions if not action.isSeparator()]
        given = [letter for letter in letters if letter]
        twice += [f"{title}: {letter}" for letter in set(given) if given.count(letter) > 1]
    assert twice == []


# --- other looks ----------------------------------------------------------------------------------------------------


def test_nothing_is_cut_off_in_the_least_window(found: Found, shell: Shell) -> None:
    shell.window.resize(SMALL)
    notes = Notes()
    rules: dict[str, walk.Rule] = {"cut": walk.cut, "small": walk.small}
    walk_pages(shell, lambda where, root: notes.visit(rules, where, root))
    assert shell.window.size() == SMALL
    shell.window.resize(LARGE)
    assert {rule: said for rule, said in notes.close().items() if said} == {}


@pytest.mark.parametrize("high_contrast", [False, True])
def test_another_palette_while_the_window_runs_leaves_no_text_pale(
    found: Found, shell: Shell, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, high_contrast: bool
) -> None:
    notes = Notes()
    monkeypatch.setattr(theme, "is_high_contrast", lambda: high_contrast)
    request.getfixturevalue("dark")
    walk_pages(shell, lambda where, root: notes.visit({"pale": walk.pale}, where, root))
    walk_dialogs(shell, lambda where, root: notes.visit({"pale": walk.pale}, where, root))
    assert notes.close()["pale"] == []


def test_with_letters_twice_as_large_nothing_is_cut_off(look: QApplication, tmp_path: Path) -> None:
    font = look.font()
    large = QFont(font)
    large.setPointSizeF(2 * font.pointSizeF())
    look.setFont(large)
    notes = Notes()
    with example_window(LOOK, tmp_path) as shell:
        shell.window.resize(LARGE)
        for part in (walk_pages, walk_reports, walk_dialogs):
            part(shell, lambda where, root: notes.visit({"cut": walk.cut}, where, root))
        size = shell.window.size()
    look.setFont(font)
    assert notes.close()["cut"] == []
    assert size == LARGE


# --- colours that are painted by hand -------------------------------------------------------------------------------

TONES = ("text", "muted", "accent", "good", "info", "warning", "danger")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("high_contrast", [False, True])
def test_every_tone_can_be_read_on_every_ground(
    monkeypatch: pytest.MonkeyPatch, dark: bool, high_contrast: bool
) -> None:
    monkeypatch.setattr(theme, "is_high_contrast", lambda: high_contrast)
    colors = theme.colors(palette(dark=dark))
    pairs = [(tone, ground) for tone in TONES for ground in ("base", "window", "raised")]
    pairs += [("text", "selected"), ("on_accent", "accent")]
    ratios = {pair: theme.contrast(getattr(colors, pair[0]), getattr(colors, pair[1])) for pair in pairs}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < theme.MIN_CONTRAST} == {}


@pytest.mark.parametrize("color", [band.color for band in default_bands(16)])
def test_the_number_can_be_read_on_the_colour_of_its_band(color: str) -> None:
    ground = QColor(f"#{color}")
    assert theme.contrast(theme.text_on(ground), ground) >= theme.MIN_CONTRAST


def test_even_on_the_worst_grey_one_of_black_and_white_can_be_read() -> None:
    greys = [QColor(level, level, level) for level in range(256)]
    assert min(theme.contrast(theme.text_on(grey), grey) for grey in greys) >= theme.MIN_CONTRAST


# --- grids and lists in words ---------------------------------------------------------------------------------------


def grids(shell: Shell) -> list[Grid]:
    page = shell.show_page("hem")
    settle(shell)
    assert isinstance(page, HemPage)
    return [page.matrix, page.coverage]


@pytest.mark.parametrize("place", [0, 1], ids=["matrix", "coverage"])
def test_the_arrows_walk_through_the_whole_grid(shell: Shell, place: int) -> None:
    grid = grids(shell)[place]
    grid.setFocus()
    grid.setCurrentCell(0, 0)
    seen = {(0, 0)}
    for row in range(grid.rowCount()):
        steps = range(1, grid.columnCount())
        for _ in steps:
            QTest.keyClick(grid, Qt.Key.Key_Right if row % 2 == 0 else Qt.Key.Key_Left)
            seen.add((grid.currentRow(), grid.currentColumn()))
        QTest.keyClick(grid, Qt.Key.Key_Down)
        seen.add((grid.currentRow(), grid.currentColumn()))
    assert len(seen) == grid.rowCount() * grid.columnCount()


@pytest.mark.parametrize("place", [0, 1], ids=["matrix", "coverage"])
def test_every_cell_of_a_grid_says_its_words_to_a_screen_reader(shell: Shell, place: int) -> None:
    grid = grids(shell)[place]
    interface = QAccessible.queryAccessibleInterface(grid)
    said = {interface.child(number).text(QAccessible.Text.Name) for number in range(interface.childCount())}
    for row in range(grid.rowCount()):
        for column in range(grid.columnCount()):
            words = str(grid.model().index(row, column).data(Qt.ItemDataRole.AccessibleTextRole))
            assert len(words.split()) >= 3
            assert words in said


@pytest.mark.parametrize("name", [entry.name for entry in PAGES if entry.name not in ("hem", "avsnitt")])
def test_every_cell_of_a_list_says_what_it_is(shell: Shell, name: str) -> None:
    page = shell.show_page(name)
    settle(shell)
    assert isinstance(page, ListPage)
    model = page.model
    for column in range(model.columnCount()):
        for row in range(min(model.rowCount(), 5)):
            assert model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_label_that_is_made_in_light_follows_to_dark(shell: Shell, request: pytest.FixtureRequest) -> None:
    (state,) = [one for one in shell.context_bar.findChildren(Tinted) if one.text()]
    light = state.palette().color(QPalette.ColorRole.WindowText)
    request.getfixturevalue("dark")
    assert state.palette().color(QPalette.ColorRole.WindowText) == theme.colors().good != light

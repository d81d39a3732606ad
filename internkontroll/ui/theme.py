"""Colours and distances, from the system's palette: light, dark and high contrast follow the system as it runs.

Contrast as WCAG 2.2 counts it (1.4.3): text at least 4.5:1 against what is behind it.
"""

from dataclasses import dataclass
from functools import cache

from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QWidget

from internkontroll.domain.status import Status

MIN_CONTRAST = 4.5
MIN_EDGE_CONTRAST = 3.0
"""Of the edge of what can be filled in or ticked (WCAG 2.2, 1.4.11)."""
MIN_TARGET = 24
"""The least height and width of what can be clicked, in device-independent pixels (WCAG 2.2, 2.5.8)."""


@dataclass(frozen=True, slots=True)
class Colors:
    """What is drawn by hand is drawn in these; all texts are readable on `base`, on `window` and on `raised`."""

    text: QColor
    muted: QColor
    base: QColor
    window: QColor
    raised: QColor
    border: QColor
    edge: QColor
    accent: QColor
    on_accent: QColor
    selected: QColor
    good: QColor
    info: QColor
    warning: QColor
    danger: QColor
    dark: bool
    high_contrast: bool

    def status(self, status: Status | None) -> QColor:
        """The colour of a status' icon; the word beside it says the same."""
        return {
            Status.KLART: self.good,
            Status.BLIR_KLART: self.info,
            Status.TROLIGEN_KLART: self.warning,
            Status.EJ_KLART: self.danger,
        }.get(status or Status.EJ_AKTUELL, self.muted)


STATUS_ICONS: dict[Status | None, str] = {
    Status.KLART: "status-klart",
    Status.BLIR_KLART: "status-blir",
    Status.TROLIGEN_KLART: "status-troligen",
    Status.EJ_KLART: "status-ej",
    Status.EJ_AKTUELL: "status-ejaktuell",
    None: "status-saknas",
}
"""Status → the name of its icon."""


def colors(palette: QPalette | None = None) -> Colors:
    """The colours of a palette, the program's own unless another is given."""
    palette = palette or QGuiApplication.palette()
    return _colors(
        *(palette.color(QPalette.ColorGroup.Active, role).rgb() for role in _ROLES), high_contrast=is_high_contrast()
    )


def is_high_contrast() -> bool:
    """Whether the system asks for more contrast; then nothing is said by pale backgrounds."""
    hints = QGuiApplication.styleHints()  # held by a name: PySide6 lets go of what it leads to otherwise
    return bool(hints.accessibility().contrastPreference().value)


def contrast(first: QColor, second: QColor) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    bright, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def mix(first: QColor, second: QColor, share: float) -> QColor:
    """`share` of the second colour in the first."""
    return QColor(*(round(a + (b - a) * share) for a, b in zip(_channels(first), _channels(second), strict=True)))


def text_on(background: QColor) -> QColor:
    """Black or white, whichever is easier to read there."""
    black, white = QColor("black"), QColor("white")  # #111 would leave greys on which neither is readable
    return black if contrast(black, background) >= contrast(white, background) else white


def readable(color: QColor, *backgrounds: QColor) -> QColor:
    """The colour, moved towards black or white until it is readable as text on all the backgrounds."""
    towards = text_on(backgrounds[0])
    for step in range(21):
        moved = mix(color, towards, step / 20)
        if all(contrast(moved, background) >= MIN_CONTRAST for background in backgrounds):
            return moved
    return towards


def make_hittable(widget: QWidget) -> None:
    """At least as large as what can be clicked has to be, and never squeezed below what its text needs."""
    least = widget.minimumSizeHint()
    widget.setMinimumHeight(max(MIN_TARGET, least.height()))
    if least.width() < MIN_TARGET:  # where there is a text it says how wide it is, also when it becomes another
        widget.setMinimumWidth(MIN_TARGET)


def space(widget: QWidget, share: float = 1.0) -> int:
    """A distance that grows with the font: half a line."""
    return round(QFontMetrics(widget.font()).height() / 2 * share)


_ROLES = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Base,
    QPalette.ColorRole.Window,
    QPalette.ColorRole.Highlight,
)


@cache
def _colors(text_rgb: int, base_rgb: int, window_rgb: int, accent_rgb: int, *, high_contrast: bool) -> Colors:
    text, base, window, accent = map(QColor, (text_rgb, base_rgb, window_rgb, accent_rgb))
    dark = _luminance(window) < 0.2
    raised = mix(base, text, 0.04)
    backgrounds = (base, window, raised)

    def tone(light: str, on_dark: str) -> QColor:
        return readable(QColor(on_dark if dark else light), *backgrounds)

    return Colors(
        text=text,
        muted=text if high_contrast else readable(mix(text, window, 0.4), *backgrounds),
        base=base,
        window=window,
        raised=raised,
        border=text if high_contrast else mix(window, text, 0.18),
        edge=_edge(text, base, window),
        accent=tone("#0b4f94", "#7fb8f0"),
        on_accent=text_on(tone("#0b4f94", "#7fb8f0")),
        selected=mix(base, accent, 0.16 if not dark else 0.35),
        good=tone("#1d6b35", "#7fce95"),
        info=tone("#1f5fa8", "#8ab8ee"),
        warning=tone("#8a5200", "#e9b65c"),
        danger=tone("#a32018", "#f29a92"),
        dark=dark,
        high_contrast=high_contrast,
    )


def _edge(text: QColor, *backgrounds: QColor) -> QColor:
    """As little of the text's colour as is seen well enough, also where Fusion lightens it a little (by 110 %)."""
    for step in range(20):
        moved = mix(backgrounds[0], text, step / 20)
        drawn = (moved, moved.lighter(110))
        if all(contrast(one, ground) >= MIN_EDGE_CONTRAST for one in drawn for ground in backgrounds):
            return moved
    return text


def _luminance(color: QColor) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(channel / 255) for channel in _channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(color: QColor) -> tuple[int, int, int]:
    return color.red(), color.green(), color.blue()

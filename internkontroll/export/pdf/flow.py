"""Lines down the pages, with a new page where the next lines don't fit."""

from collections.abc import Sequence

from internkontroll.export.pdf.canvas import Canvas
from internkontroll.export.pdf.lines import Line, count_fitting, height


class Flow:
    """Where the next thing goes. Lines that must stay with what follows wait for it."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._look = canvas.look
        self._waiting: list[Line] = []
        self.y = self._look.top

    @property
    def at_top(self) -> bool:
        """Whether the page is empty so far."""
        return self.y == self._look.top

    @property
    def room(self) -> float:
        """Points left on the page."""
        return self.y - self._look.bottom

    @property
    def waits(self) -> bool:
        """Whether lines wait for what follows."""
        return bool(self._waiting)

    def add(self, lines: Sequence[Line]) -> None:
        """Place lines across the text width."""
        self._waiting += lines
        if not self._waiting[-1].keep:
            self._place_waiting()

    def next_page(self) -> None:
        """Go to the top of a new page."""
        self._canvas.next_page()
        self.y = self._look.top

    def begin(self, least: float) -> None:
        """Prepare for something other than lines that needs at least this height, with what waits for it above."""
        waiting = self._waiting
        needed = least + (waiting[0].before + height(waiting) if waiting else 0.0)
        if needed > self.room and not self.at_top:
            self.next_page()
        self._place_waiting()

    def place(self, before: float, height: float) -> float:
        """Make room for a figure of this height, below what waits; where it ends."""
        self.begin(before + height)
        self.y -= height if self.at_top else before + height
        return self.y

    def finish(self) -> None:
        """Place what still waits: a heading that nothing follows."""
        self._place_waiting()

    def _place_waiting(self) -> None:
        lines, self._waiting = self._waiting, []
        while lines:
            space = 0.0 if self.at_top else lines[0].before
            count = count_fitting(lines, self.room - space, force=self.at_top)
            if not count:
                self.next_page()
                continue
            self.y = self._canvas.draw(lines[:count], self._look.margin, self.y - space)
            lines = lines[count:]

"""What can be taken back and done again in this window, newest last."""

from dataclasses import dataclass, field

from internkontroll.domain.sparat import Sparat


@dataclass(slots=True)
class UndoStack:
    """The operations of this session. Undoing one is an operation of its own, which redo takes back."""

    undoable: list[Sparat] = field(default_factory=list)
    redoable: list[Sparat] = field(default_factory=list)

    def push(self, saved: Sparat) -> None:
        """A new operation; what had been taken back before can't be done again after it."""
        if saved.handelse_id is not None:
            self.undoable.append(saved)
            self.redoable.clear()

    def undone(self, back: Sparat) -> None:
        """The newest operation has been taken back by `back`, which bears its title."""
        title = self.undoable.pop().rubrik
        self.redoable.append(Sparat(back.handelse_id, title, back.tabeller))

    def redone(self, again: Sparat) -> None:
        """The operation taken back last has been done again by `again`."""
        title = self.redoable.pop().rubrik
        self.undoable.append(Sparat(again.handelse_id, title, again.tabeller))

    def clear(self) -> None:
        """Another register: nothing of this one can be taken back from there."""
        self.undoable.clear()
        self.redoable.clear()

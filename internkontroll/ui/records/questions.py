"""How the card of a kontrollpunkt is saved: what somebody has answered stays under the words that it answers."""

from collections.abc import Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from internkontroll.domain.falt import Value
from internkontroll.domain.sparat import Sparat
from internkontroll.ui.records.field_form import Source
from internkontroll.ui.records.post_cards import identity_of

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint.
    from internkontroll.db.session import Register
    from internkontroll.services.poster import Post


class QuestionSources:
    """Remembers which record has taken the place of one that was reworded, until the panel has read it."""

    def __init__(self) -> None:
        self._became: dict[int, int] = {}

    def __call__(self, post: "Post", frozen: Mapping[str, str]) -> Source:
        """The question as a form shows it. It goes by its identity, so that new words don't take the focus away."""
        self._became.pop(post.id, None)

        def write(register: "Register", version: int, changed: Mapping[str, Value]) -> Sparat:
            from internkontroll.services.egenkontroll.fragor import change_question

            point = self._became.get(post.id)
            # The one in its place is ours from a moment ago: its version is another one's and says nothing.
            saved = change_question(register, point or post.id, 0 if point else version, changed)
            if saved.nya:
                self._became[post.id] = saved.nya[0][1]
            return saved

        return Source(("kontrollpunkt", UUID(identity_of(post)).int), post.version, post.varden, write, frozen)

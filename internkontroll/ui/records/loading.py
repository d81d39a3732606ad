"""What the panels read, in one moment of the register. Runs on the register's thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from internkontroll.domain.falt import FALT, Faltslag
from internkontroll.domain.sammanhang import Sammanhang

if TYPE_CHECKING:
    # Loaded on the register's thread, after the first paint; so are the imports inside the functions.
    from internkontroll.services.postbild import Lage
    from internkontroll.services.poster import Post
    from internkontroll.services.records import Source

Choices = Mapping[str, Sequence[tuple[int, str]]]


@dataclass(frozen=True, slots=True)
class Followed:
    """An åtgärd or kontroll with what it says at the tillfälle."""

    post: "Post"
    lage: "Lage"
    frozen: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A record with what its panel shows. `since`: the first year that has it; `frozen`: column → why."""

    post: "Post"
    below: Mapping[str, "list[Post]"]
    frozen: Mapping[str, str]
    choices: Choices
    since: int | None
    owner: "Post | None" = None
    lage: "Lage | None" = None
    atgarder: Sequence[Followed] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)


def load_record(source: "Source", tabell: str, post_id: int, sammanhang: Sammanhang) -> Loaded:
    """The record with all that hangs below it."""
    from internkontroll.services.postbild import load_lage, load_owner, load_since
    from internkontroll.services.poster import children, frozen_fields, load_post

    post = load_post(source, tabell, post_id)
    below = children(source, tabell, post_id)
    return Loaded(
        post,
        below,
        frozen_fields(source, post),
        load_choices(source, post, sammanhang),
        load_since(source, post),
        load_owner(source, post) if tabell in ("atgard", "kontroll", "utfall") else None,
        load_lage(source, tabell, post_id, sammanhang) if tabell in ("atgard", "kontroll") else None,
        [load_followed(source, one, sammanhang) for one in below.get("atgard", ())],
    )


def load_followed(source: "Source", post: "Post", sammanhang: Sammanhang) -> Followed:
    """The åtgärd or kontroll as a card shows it."""
    from internkontroll.services.postbild import load_lage
    from internkontroll.services.poster import frozen_fields

    lage = load_lage(source, post.tabell, post.id, sammanhang)
    return Followed(post, lage, frozen_fields(source, post))


def load_choices(source: "Source", post: "Post", sammanhang: Sammanhang) -> Choices:
    """What the record's references can mean, and what they mean now though it can't be chosen any longer."""
    from internkontroll.services.poster import reference_name, references

    found: dict[str, list[tuple[int, str]]] = {}
    for falt in FALT[post.tabell]:
        if falt.slag is Faltslag.REFERENCE:
            found[falt.namn] = references(source, sammanhang, falt.namn)
            current = post.varden.get(falt.namn)
            if current is not None and current not in [key for key, _ in found[falt.namn]]:
                found[falt.namn].append((current, reference_name(source, falt.namn, current)))
    return found

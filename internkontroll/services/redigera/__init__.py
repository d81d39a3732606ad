"""Use cases of editing: each is one transaction, named in Swedish in the händelselogg, and can be undone."""

from internkontroll.services.redigera.assess import set_bedomning
from internkontroll.services.redigera.change import reorder, set_values
from internkontroll.services.redigera.create import create
from internkontroll.services.redigera.duplicate import duplicate
from internkontroll.services.redigera.follow_up import set_uppfoljning
from internkontroll.services.redigera.trash import restore, restore_all, trash

__all__ = [
    "create",
    "duplicate",
    "reorder",
    "restore",
    "restore_all",
    "set_bedomning",
    "set_uppfoljning",
    "set_values",
    "trash",
]

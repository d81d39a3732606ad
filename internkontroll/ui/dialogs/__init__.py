"""Dialogs, for choices that a bar in the page can't offer."""

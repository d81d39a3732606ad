"""The command line: the same services as the window, no Qt."""

from internkontroll.cli.main import main

__all__ = ["main"]

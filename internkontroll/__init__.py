"""Internkontroll: the internal control of Swedish municipal nämnder, from register to report."""

__version__ = "0.1.0"

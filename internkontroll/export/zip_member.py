"""Entries of the zip files that Office documents are."""

import zipfile


def member(name: str) -> zipfile.ZipInfo:
    """A compressed entry that is the same on every day and every system."""
    info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 0
    info.external_attr = 0o600 << 16
    return info

"""Readers: files → underlag, checked, with errors that name the place."""

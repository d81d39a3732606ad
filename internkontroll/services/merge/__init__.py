"""Merging an `Underlag` into the register: match what is there, update it, add what is new, report both.

What the file doesn't mention stays as it is: an absent member says nothing, an empty one says empty,
and a record that the file lacks is left alone and reported.
"""

from internkontroll.services.merge.underlag import merge_underlag

__all__ = ["merge_underlag"]

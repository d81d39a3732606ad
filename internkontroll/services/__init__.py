"""Use cases: each is one transaction and returns frozen objects."""

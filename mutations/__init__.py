"""Seeded defects, each of which the project's tests must catch: ``python3 dev.py mutera``.

A defect that no test sees is a missing test: write that, and don't take the defect away.
"""

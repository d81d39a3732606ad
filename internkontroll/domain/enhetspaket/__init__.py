"""Packages of units: what a unit may change, and what to do where both sides have changed something."""

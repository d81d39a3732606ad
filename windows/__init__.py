"""Runs the tests on Windows' own Python and libraries, under wine: what a Windows user meets, seen from Linux."""

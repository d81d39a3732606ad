"""Renderers: the report model → Word and PDF, the underlag → utbyte JSON."""

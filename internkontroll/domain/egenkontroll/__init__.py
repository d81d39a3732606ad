"""Egenkontroll by SOSFS 2011:9: when it is due, for whom, and how a sample is drawn (ADR 15)."""

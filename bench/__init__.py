"""Measures Tandem against the limits beside it, in one run on one machine (ADR 0014)."""

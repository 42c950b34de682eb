"""Consent, decisions and measures: on what ground a key may be cut."""

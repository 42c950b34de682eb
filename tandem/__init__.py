"""Tandem: one dossier per household, that the family co-owns."""

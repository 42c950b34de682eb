"""Writes in the dossier, one module per noun: require, rule, change, record."""

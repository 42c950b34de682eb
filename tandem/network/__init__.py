"""Regions, pilots, organizations and the people who work there; signing in."""

"""Smallest valid things, one module per app, made through the services."""

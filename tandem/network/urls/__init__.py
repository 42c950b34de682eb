"""Addresses of the network: `/account/` (signing in) and `/netwerk/` (who works where)."""

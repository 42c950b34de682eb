"""How Tandem runs: settings, the database, the server. Sees every floor; no floor sees this."""

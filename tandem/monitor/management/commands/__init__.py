"""Programs on the command line."""

"""Pages on which something is written in the dossier: open, read, call, answer."""

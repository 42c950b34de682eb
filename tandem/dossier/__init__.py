"""One dossier per household: its people, its keys, its journal, and the one door."""

"""What people fill in about consent, involvement and decisions: parse and clean, never save."""

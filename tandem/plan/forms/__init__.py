"""What people fill in together with the family."""

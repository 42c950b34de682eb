"""What people fill in about what is made together."""

"""What people fill in on the road of a household."""

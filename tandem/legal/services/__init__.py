"""Recording what the family was told and said, and what was decided."""

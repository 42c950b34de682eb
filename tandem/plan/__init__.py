"""What is made together with the family: drawing, circle, analysis, plans, what they say of it."""

"""What is made together with the family: drawing, circle, analysis, plans, and what all say of it."""

"""What is made with the family: drawing, circle, analysis and plans, and what all say of it."""

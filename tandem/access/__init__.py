"""Who may what, in two readable tables. Owned by the privacy officer."""

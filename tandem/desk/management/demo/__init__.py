"""The demonstration: invented people and households, made through the services of the house."""

"""Tests of what is made together with the family."""

"""The road of a household: intake, triage, tandem, evaluation, end."""

"""Moving a household along its road, one module per step."""

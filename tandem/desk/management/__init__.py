"""Commands of the desk: filling the demonstration."""

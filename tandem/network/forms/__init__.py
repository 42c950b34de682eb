"""Forms of the network: they parse and clean what was typed, and save nothing."""

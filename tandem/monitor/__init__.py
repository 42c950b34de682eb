"""The quarterly figures: derived from the work, submitted, charted."""

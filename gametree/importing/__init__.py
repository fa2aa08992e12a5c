"""Other formats, read."""

"""How things rest on disk; the only disk access."""

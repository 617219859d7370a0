"""Page → Report."""

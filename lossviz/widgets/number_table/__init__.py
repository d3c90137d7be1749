"""A table of numbers that are scrubbed, typed and pasted; the score table stands on it."""

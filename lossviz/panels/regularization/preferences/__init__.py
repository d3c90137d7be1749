"""Preferences: of all weights with one score, which does a penalty prefer? Slides 37 and 38."""

"""Simpler models: a penalty keeps a polynomial from following the noise. Slides 39 to 41."""

"""Minimal: one score that can be moved, and its hinge loss."""

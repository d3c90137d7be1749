"""Losses against a score or against the updates, with their readouts."""

"""Foundations of all painted widgets: text, pictures, rings, glides."""

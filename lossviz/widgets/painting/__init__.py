"""Foundations of all painted widgets: text, pictures, the frames and lines of plots, rings."""

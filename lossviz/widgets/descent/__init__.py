"""Plots beside the loss map: the error over h, a cut through the point, and losses of walks."""

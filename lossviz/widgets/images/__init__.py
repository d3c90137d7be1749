"""Rows and grids of small images, and the confusion matrix."""

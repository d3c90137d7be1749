"""The heat map of a loss over two weights: bands, contours, marks, and what is done on it."""

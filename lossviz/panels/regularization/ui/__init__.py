"""What the Regularization panel shows: the only part of it that imports Qt."""

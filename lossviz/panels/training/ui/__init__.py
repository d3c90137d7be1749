"""What the Training panel shows: the only part of it that imports Qt."""

"""What the Landscape panel shows: the only part of it that imports Qt."""

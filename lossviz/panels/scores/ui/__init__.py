"""What the Scores panel shows: the only part of it that imports Qt."""

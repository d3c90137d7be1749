"""What the Minimal panel shows: the only part of it that imports Qt."""

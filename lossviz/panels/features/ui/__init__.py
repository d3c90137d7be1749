"""What the Features panel shows: the only part of it that imports Qt."""

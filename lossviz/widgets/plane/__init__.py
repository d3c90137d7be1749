"""The plane of two inputs: points, regions and zero lines, and what is done to the points."""

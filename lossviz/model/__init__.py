"""The lecture in NumPy: pure functions, no Qt, no threads, no files."""

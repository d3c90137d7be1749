"""What the view W or 2W shows."""

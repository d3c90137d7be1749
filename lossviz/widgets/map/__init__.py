"""What a map of the plane is made of: its window, places and marks on it."""

"""What a map of the plane is made of: its window, the places and marks on it, how classes look."""

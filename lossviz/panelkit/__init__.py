"""What every panel is made of: its base, its job, its controls, what panels say to each other."""

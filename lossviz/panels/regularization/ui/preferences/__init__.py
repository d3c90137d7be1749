"""What the view Preferences shows."""

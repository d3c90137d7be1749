"""What the view Simpler models shows."""
